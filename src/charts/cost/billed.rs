//! What was billed, beside the curves of the costs: a dot at the end of each month with a bill.

use egui::{Color32, FontId, Rect, Shape, Stroke, Ui, vec2};
use egui_plot::PlotTransform;

use crate::analysis::actuals::BilledCurve;
use crate::analysis::price::unpriced;
use crate::charts::plot::sizes::SMALL_SIZE;
use crate::scenario::quantity::money;
use crate::theme::palette::Palette;

use super::{CostChart, Curve};

/// Radius of a dot, in points.
const DOT_RADIUS: f32 = 3.5;
const LINE_WIDTH: f32 = 1.5;
const LABEL: &str = "Billed";
/// Space around the label in which there is nothing else, in points.
const CLEARANCE: f32 = 3.0;

impl CostChart<'_> {
    /// The curves of the approaches whose costs are shown.
    fn billed_curves(&self) -> impl Iterator<Item = &BilledCurve> {
        let unpriced = unpriced(self.scenario);
        let billed = self.billed.iter();
        billed.filter(move |billed| !unpriced.contains(&billed.approach))
    }

    /// All months with what had been billed by then.
    pub(super) fn shown_billed(&self) -> impl Iterator<Item = (usize, f64)> {
        self.billed_curves()
            .flat_map(|billed| billed.points.iter().copied())
    }

    /// Draws them, and names each at its end where the name covers nothing.
    pub(super) fn billed_ui(&self, ui: &Ui, transform: &PlotTransform, curves: &[Curve<'_>]) {
        let palette = Palette::current(ui);
        for billed in self.billed_curves() {
            let color = palette.approach_text(billed.approach);
            let points = billed.points.iter();
            let points: Vec<_> = points
                .map(|(month, cost)| self.position(transform, *month as f64, *cost))
                .collect();
            let painter = ui.painter();
            painter.add(Shape::line(points.clone(), Stroke::new(LINE_WIDTH, color)));
            // The first point is where the bills begin.
            for point in points.iter().skip(1) {
                let ring = Stroke::new(LINE_WIDTH, color);
                painter.circle(*point, DOT_RADIUS, palette.background, ring);
            }
            let Some(end) = points.last() else {
                continue;
            };
            let font = FontId::proportional(SMALL_SIZE);
            let text = painter.layout_no_wrap(LABEL.to_owned(), font, color);
            let size = text.size();
            let samples = self.samples(transform, curves);
            let places = [
                vec2(8.0, 4.0),
                vec2(-size.x - 8.0, -size.y - 4.0),
                vec2(8.0, -size.y - 4.0),
                vec2(-size.x - 8.0, 4.0),
            ];
            let place = places
                .map(|place| Rect::from_min_size(*end + place, size))
                .into_iter()
                .find(|rect| {
                    let around = rect.expand(CLEARANCE);
                    transform.frame().contains_rect(*rect)
                        && !samples.iter().any(|point| around.contains(*point))
                });
            if let Some(rect) = place {
                painter.galley(rect.min, text, color);
            }
        }
    }

    /// What had been billed by the end of a month, for the values under the pointer.
    pub(super) fn billed_lines(&self, month: usize, palette: &Palette) -> Vec<(String, Color32)> {
        let curves = self.billed_curves();
        curves
            .filter_map(|billed| {
                let (_, cost) = billed.points.iter().find(|(end, _)| *end == month)?;
                let cost = money(*cost, &self.scenario.currency);
                let name = format!("{}, billed  {cost}", billed.approach.label());
                Some((name, palette.approach_text(billed.approach)))
            })
            .collect()
    }
}
