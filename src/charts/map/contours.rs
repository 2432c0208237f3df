//! The tints of the map, with a step at each contour line, and the lines.

use egui::{Color32, Mesh, Pos2, Rect, Stroke, Ui, pos2};

use crate::analysis::approach::Approach;
use crate::analysis::contours::{Contour, Point};
use crate::charts::plot::ticks::{Counted, TickLabels};
use crate::theme::palette::Palette;

use super::line::Line;
use super::{MapChart, MapQuantity};

/// The palest and the strongest tint on the map, as shares of an approach's own colour: text can be read on each of them.
const TINT_SHARES: [f32; 2] = [0.08, 0.55];
/// The tint where fine-tuning never breaks even.
const NEVER_TINT_SHARE: f32 = 0.22;

impl MapChart<'_> {
    /// Draws the lines, that of equal cost as the boldest.
    pub(super) fn lines_ui(ui: &Ui, lines: &[Line], palette: &Palette) {
        for line in lines.iter().rev() {
            let stroke = if line.is_zero {
                Stroke::new(3.0, palette.text)
            } else {
                Stroke::new(1.0, palette.text.gamma_multiply(0.55))
            };
            for piece in &line.pieces {
                ui.painter().line(piece.clone(), stroke);
            }
        }
    }

    /// Fills the map with tints: each area lies over the one that it is a part of, so that no gap can show between two of them.
    pub(super) fn tints_ui(&self, ui: &Ui, area: Rect, palette: &Palette) {
        let tint = |approach, share| {
            let color = palette.approach(approach);
            palette.background.lerp_to_gamma(color, share)
        };
        let fill = |contour: &Contour, color| {
            ui.painter().add(mesh(&contour.area, area, color));
        };
        match self.quantity {
            MapQuantity::Saving => {
                let contours = &self.map.saving_contours;
                let below = contours
                    .iter()
                    .filter(|contour| contour.level < 0.0)
                    .count();
                let lowest = self.map.saving.iter().copied().fold(0.0, f64::min);
                let (losses, gains) = (below + 1, contours.len() - below);
                let shade = |place: usize, of: usize| {
                    let part = if of > 1 {
                        place as f32 / (of - 1) as f32
                    } else {
                        0.5
                    };
                    egui::lerp(TINT_SHARES[0]..=TINT_SHARES[1], part)
                };
                // Without a line at 0 all of the map is on one side of it.
                let has_zero = contours.iter().any(|contour| contour.level == 0.0);
                let (bottom, first_gain) = if lowest < 0.0 {
                    (tint(Approach::Prompting, shade(losses - 1, losses)), 0)
                } else {
                    (tint(Approach::FineTuning, shade(0, gains + 1)), 1)
                };
                ui.painter().rect_filled(area, 0.0, bottom);
                for (place, contour) in contours.iter().enumerate() {
                    let color = if contour.level < 0.0 {
                        tint(Approach::Prompting, shade(losses - 2 - place, losses))
                    } else {
                        let of = gains + usize::from(!has_zero);
                        tint(Approach::FineTuning, shade(place - below + first_gain, of))
                    };
                    fill(contour, color);
                }
            }
            MapQuantity::BreakEven => {
                let contours = &self.map.month_contours;
                let shade = |place: usize| {
                    let part = place as f32 / contours.len().max(1) as f32;
                    egui::lerp(TINT_SHARES[1]..=TINT_SHARES[0], part)
                };
                let earliest = tint(Approach::FineTuning, shade(0));
                ui.painter().rect_filled(area, 0.0, earliest);
                for (place, contour) in contours.iter().enumerate() {
                    fill(contour, tint(Approach::FineTuning, shade(place + 1)));
                }
                fill(&self.map.never, tint(Approach::Prompting, NEVER_TINT_SHARE));
            }
        }
    }

    /// The contour lines with what is written on them, the line of equal cost first.
    pub(super) fn lines(&self, area: Rect) -> Vec<Line> {
        let on_screen = |contour: &Contour| -> Vec<Vec<Pos2>> {
            let piece = |piece: &Vec<Point>| piece.iter().map(|at| place(area, *at)).collect();
            contour.lines.iter().map(piece).collect()
        };
        let zero = match self.quantity {
            MapQuantity::Saving => "Equal cost".to_owned(),
            MapQuantity::BreakEven => format!("Month {}", self.scenario.horizon_months.whole()),
        };
        let zero = Line {
            label: zero,
            is_zero: true,
            pieces: on_screen(&self.map.never),
        };
        let contours = match self.quantity {
            MapQuantity::Saving => &self.map.saving_contours,
            MapQuantity::BreakEven => &self.map.month_contours,
        };
        let others = contours
            .iter()
            .filter(|contour| self.quantity == MapQuantity::BreakEven || contour.level != 0.0);
        let amounts = self.amounts();
        let others = others.map(|contour| Line {
            label: match self.quantity {
                MapQuantity::Saving => amounts.text(contour.level),
                MapQuantity::BreakEven => format!("Month {:.0}", contour.level),
            },
            is_zero: false,
            pieces: on_screen(contour),
        });
        std::iter::once(zero).chain(others).collect()
    }

    /// How the amounts of lines are written, all in one size: "+$50k", "+$100k".
    fn amounts(&self) -> TickLabels {
        let gain = Counted::Gain(&self.scenario.currency);
        let levels = self.map.saving_contours.iter();
        let levels = levels
            .map(|contour| contour.level)
            .filter(|level| *level != 0.0);
        let levels: Vec<f64> = levels.collect();
        TickLabels::logarithmic(gain, &levels)
    }
}

/// Where a point of the map is on the screen.
fn place(area: Rect, [x, y]: Point) -> Pos2 {
    pos2(
        egui::lerp(area.x_range(), x as f32),
        egui::lerp(area.bottom()..=area.top(), y as f32),
    )
}

/// An area in one colour.
fn mesh(polygons: &[Vec<Point>], area: Rect, color: Color32) -> Mesh {
    let mut mesh = Mesh::default();
    let vertices = polygons.iter().map(Vec::len).sum::<usize>();
    mesh.reserve_vertices(vertices);
    mesh.reserve_triangles(vertices.saturating_sub(2 * polygons.len()));
    for polygon in polygons {
        let first = mesh.vertices.len() as u32;
        for point in polygon {
            mesh.colored_vertex(place(area, *point), color);
        }
        for corner in 2..polygon.len() as u32 {
            mesh.add_triangle(first, first + corner - 1, first + corner);
        }
    }
    mesh
}
