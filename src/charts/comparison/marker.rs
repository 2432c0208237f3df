//! A mark of another form for each scenario: its line is found again where colours can't be told apart.

use egui::{Color32, Painter, Pos2, Rect, Shape, Stroke, Vec2, vec2};

use super::curves::Curve;

/// Half the side of a mark, in points.
const RADIUS: f32 = 4.0;
/// Marks on a line.
const MARKS: usize = 5;
/// The forms: a scenario after the last one has the first again, as colours do.
const FORMS: usize = 7;

/// Where the marks of a scenario are on its line. Those of two scenarios are at different times, so that none covers another.
pub(super) fn places(curve: &Curve, index: usize) -> impl Iterator<Item = [f64; 2]> + '_ {
    let part = (index % FORMS) as f64 / FORMS as f64;
    let end = curve.last()[0];
    (0..MARKS).filter_map(move |mark| {
        let x = end * (mark as f64 + part + 0.5 / FORMS as f64) / MARKS as f64;
        let pair = curve.points.windows(2).find(|pair| pair[1][0] >= x)?;
        let [[from, low], [to, high]] = [pair[0], pair[1]];
        let share = if to > from {
            (x - from) / (to - from)
        } else {
            0.0
        };
        Some([x, low + share * (high - low)])
    })
}

/// Paints the mark of a scenario.
pub(super) fn paint(painter: &Painter, at: Pos2, index: usize, color: Color32) {
    let polygon = |corners: &[Vec2]| {
        let corners = corners.iter().map(|corner| at + RADIUS * *corner).collect();
        painter.add(Shape::convex_polygon(corners, color, Stroke::NONE));
    };
    let cross = |ends: [Vec2; 2]| {
        let stroke = Stroke::new(2.0, color);
        for end in ends {
            painter.line_segment([at - RADIUS * end, at + RADIUS * end], stroke);
        }
    };
    match index % FORMS {
        0 => {
            painter.circle_filled(at, RADIUS, color);
        }
        1 => {
            let square = Rect::from_center_size(at, Vec2::splat(1.8 * RADIUS));
            painter.rect_filled(square, 0.0, color);
        }
        2 => polygon(&[vec2(0.0, -1.3), vec2(1.2, 0.9), vec2(-1.2, 0.9)]),
        3 => polygon(&[
            vec2(0.0, -1.3),
            vec2(1.3, 0.0),
            vec2(0.0, 1.3),
            vec2(-1.3, 0.0),
        ]),
        4 => cross([vec2(1.0, 1.0), vec2(1.0, -1.0)]),
        5 => polygon(&[vec2(0.0, 1.3), vec2(-1.2, -0.9), vec2(1.2, -0.9)]),
        _ => cross([vec2(1.2, 0.0), vec2(0.0, 1.2)]),
    }
}
