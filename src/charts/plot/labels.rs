//! Words in charts: names at line ends, moved apart where they would overlap; labels beside points where they hide least; the card
//! under the pointer.

use egui::{Color32, FontId, Pos2, Rect, RichText, Stroke, Ui, Vec2, pos2, vec2};

use crate::theme::palette::Palette;

/// Size of names and labels.
pub(crate) const LABEL_SIZE: f32 = 13.0;
/// Size of ticks and of what stands beside them.
pub(crate) const TICK_SIZE: f32 = 12.5;

/// Moves boxes of the given heights, wanted at these centres, apart within [top, bottom]; returns the new centres in the
/// same order. Boxes keep the order of their wanted centres.
pub fn spread(wanted: &[f32], heights: &[f32], top: f32, bottom: f32) -> Vec<f32> {
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by(|&a, &b| wanted[a].total_cmp(&wanted[b]));
    let mut centres = wanted.to_vec();
    // Down, each below the one before; then up from the bottom, each above the one after.
    let mut edge = top;
    for &place in &order {
        let half = heights[place] / 2.0;
        centres[place] = centres[place].max(edge + half);
        edge = centres[place] + half;
    }
    let mut edge = bottom;
    for &place in order.iter().rev() {
        let half = heights[place] / 2.0;
        centres[place] = centres[place].min(edge - half);
        edge = centres[place] - half;
    }
    centres
}

/// What labels stay clear of: points of curves, and labels placed before.
#[derive(Default)]
pub(crate) struct Occupied {
    points: Vec<Pos2>,
    labels: Vec<Rect>,
}

/// Between two labels.
const APART: f32 = 4.0;

impl Occupied {
    /// Adds points, close enough that a label can't slip between them.
    pub(crate) fn extend(&mut self, points: impl IntoIterator<Item = Pos2>) {
        self.points.extend(points);
    }

    /// The place for a label of `size` near `point` that hides the fewest points: above it first, then below, nearer first, then to its
    /// sides. Above, a leader meets it; below, it stands beside the line that goes down from the point. `None` where it would be over another
    /// label or outside the frame.
    pub(crate) fn place_near(&mut self, point: Pos2, size: Vec2, frame: Rect) -> Option<Rect> {
        let mut best: Option<(usize, Rect)> = None;
        for lift in [26.0, 46.0, 70.0, 100.0, 135.0, 175.0] {
            let y_above = point.y - lift - size.y;
            let y_below = point.y + lift;
            let candidates = [
                (y_above, point.x - 0.9 * size.x),
                (y_above, point.x - 0.5 * size.x),
                (y_above, point.x - 0.1 * size.x),
                (y_below, point.x + 8.0),
                (y_below, point.x - size.x - 8.0),
                (point.y - size.y - 12.0, point.x + lift),
                (point.y - size.y - 12.0, point.x - lift - size.x),
                (point.y + 12.0, point.x + lift),
            ];
            for (y, x) in candidates {
                let left = x.min(frame.right() - size.x).max(frame.left());
                let rect = Rect::from_min_size(pos2(left, y), size);
                let over = |label: &Rect| label.expand(APART).intersects(rect);
                if !frame.contains_rect(rect) || self.labels.iter().any(over) {
                    continue;
                }
                let hides = |taken: &&Pos2| rect.expand(APART).contains(**taken);
                let hidden = self.points.iter().filter(hides).count();
                if best.is_none_or(|(fewest, _)| hidden < fewest) {
                    best = Some((hidden, rect));
                }
            }
        }
        let (_, rect) = best?;
        self.labels.push(rect);
        Some(rect)
    }
}

/// While presenting, a pointer that has come to rest is no question any more.
pub const POINTER_REST_SECONDS: f32 = 2.5;

/// Where charts don't ask what a resting pointer is over.
pub fn set_pointer_at_rest(ctx: &egui::Context, at_rest: bool) {
    ctx.data_mut(|data| data.insert_temp(egui::Id::unique("pointer rests"), at_rest));
}

/// Where the pointer asks for the values.
pub(crate) fn pointer(ui: &Ui) -> Option<Pos2> {
    let ctx = ui.ctx();
    let rests = ctx.data(|data| data.get_temp(egui::Id::unique("pointer rests")));
    ctx.pointer_hover_pos().filter(|_| rests != Some(true))
}

/// A small card beside a point, kept inside `frame`.
pub(crate) fn tooltip(
    ui: &Ui,
    frame: Rect,
    at: Pos2,
    lines: &[(String, Color32)],
    palette: &Palette,
) {
    let painter = ui.painter();
    let galleys: Vec<_> = lines
        .iter()
        .map(|(text, color)| {
            painter.layout_no_wrap(text.clone(), FontId::proportional(LABEL_SIZE), *color)
        })
        .collect();
    let size = galleys.iter().fold(Vec2::ZERO, |size, galley| {
        vec2(size.x.max(galley.size().x), size.y + galley.size().y + 2.0)
    });
    let outer = size + vec2(20.0, 14.0);
    let x = if at.x + 14.0 + outer.x <= frame.right() {
        at.x + 14.0
    } else {
        at.x - 14.0 - outer.x
    };
    let y = (at.y - outer.y / 2.0).clamp(frame.top(), (frame.bottom() - outer.y).max(frame.top()));
    let card = Rect::from_min_size(pos2(x, y), outer);
    painter.rect(
        card,
        5.0,
        palette.card,
        Stroke::new(1.0, palette.line),
        egui::StrokeKind::Inside,
    );
    let mut y = card.top() + 7.0;
    for galley in galleys {
        let height = galley.size().y;
        painter.galley(pos2(card.left() + 10.0, y), galley, palette.text);
        y += height + 2.0;
    }
}

/// What a chart shows, above it.
pub(crate) fn caption_ui(ui: &mut Ui, text: &str) {
    let palette = Palette::current(ui);
    let text = RichText::new(text).size(LABEL_SIZE).color(palette.weak);
    ui.add(egui::Label::new(text).wrap());
}

/// The bold face at a size.
pub(crate) fn bold(size: f32) -> FontId {
    FontId::new(size, crate::theme::fonts::bold())
}

#[cfg(test)]
mod tests {
    use super::spread;

    #[test]
    fn labels_with_room_stay_where_they_are() {
        assert_eq!(
            spread(&[10.0, 50.0], &[20.0, 20.0], 0.0, 100.0),
            [10.0, 50.0]
        );
    }

    #[test]
    fn labels_that_would_overlap_move_apart_within_the_bounds() {
        let centres = spread(&[95.0, 94.0, 93.0], &[20.0, 20.0, 20.0], 0.0, 100.0);
        assert_eq!(centres, [90.0, 70.0, 50.0]);
    }
}
