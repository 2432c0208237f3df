//! At the right side of the costs: for each approach a bar over the range of its total, and its name and total beside them.

use std::sync::Arc;

use egui::text::LayoutJob;
use egui::{FontId, Galley, Rangef, Rect, Stroke, TextFormat, Ui, pos2};
use egui_plot::PlotTransform;

use crate::charts::plot::labels::{LABEL_SIZE, bold, max_width, move_apart};
use crate::scenario::quantity::{money, money_range};

use super::{CostChart, Curve};

/// Widths in points: of a bar; between bars; between the plot, the bars and the words.
const BAR_WIDTH: f32 = 6.0;
const BAR_GAP: f32 = 5.0;
const GAP: f32 = 9.0;
/// Space at the right of the words, in points.
const MARGIN: f32 = 6.0;
/// Space between two labels, in points.
const LABEL_SPACING: f32 = 4.0;
/// Size of the ranges under names, in points.
const RANGE_SIZE: f32 = 12.0;
/// Radius of the dot at a total, in points.
const DOT_RADIUS: f32 = 4.0;

impl CostChart<'_> {
    /// The names and totals, with the range below. Narrow ones take more lines.
    pub(super) fn end_labels(
        &self,
        ui: &Ui,
        curves: &[Curve<'_>],
        is_wide: bool,
    ) -> Vec<Arc<Galley>> {
        let currency = &self.scenario.currency;
        let label = |curve: &Curve<'_>| {
            let mut job = LayoutJob::default();
            let format = |font_id| TextFormat::simple(font_id, curve.text);
            let space = if is_wide { " " } else { "\n" };
            let total = money(curve.path.total(), currency);
            let name = format!("{}{space}{total}", curve.name);
            job.append(&name, 0.0, format(bold(LABEL_SIZE)));
            if let Some((low, high)) = curve.approach.and_then(|approach| self.range(approach)) {
                let range = format!("\n{}", money_range(low, high, currency));
                job.append(&range, 0.0, format(FontId::proportional(RANGE_SIZE)));
            }
            ui.painter().layout_job(job)
        };
        curves.iter().map(label).collect()
    }

    /// The width of the bars, if there are any.
    fn bars_width(&self) -> f32 {
        match self.bands {
            Some(_) => GAP + 2.0 * BAR_WIDTH + BAR_GAP,
            None => 0.0,
        }
    }

    /// The width of bars and labels with the space around them.
    pub(super) fn ends_width(&self, labels: &[Arc<Galley>]) -> f32 {
        self.bars_width() + GAP + max_width(labels) + MARGIN
    }

    /// Draws the bars and writes the labels at the ends of the curves.
    pub(super) fn end_labels_ui(
        &self,
        ui: &Ui,
        transform: &PlotTransform,
        curves: &[Curve<'_>],
        labels: Vec<Arc<Galley>>,
    ) {
        let end = self.analysis.months() as f64;
        let frame = transform.frame();
        let y = |cost: f64| self.position(transform, end, cost).y;
        let wanted: Vec<f32> = curves.iter().map(|curve| y(curve.path.total())).collect();
        let strength = self.bands.map_or(1.0, |shown| shown.strength());
        let ranges = curves
            .iter()
            .zip(&wanted)
            .filter_map(|(curve, at)| Some((curve, *at, self.range(curve.approach?)?)));
        for (place, (curve, at, (low, high))) in ranges.enumerate() {
            let left = frame.right() + GAP + place as f32 * (BAR_WIDTH + BAR_GAP);
            let sides = Rangef::new(left, left + BAR_WIDTH);
            let bar = Rect::from_x_y_ranges(sides, Rangef::new(y(high), y(low)));
            let palette = crate::theme::palette::Palette::current(ui);
            let color = curve.color.gamma_multiply(strength);
            ui.painter().rect_filled(bar, 0.0, color);
            let stroke = Stroke::new(1.5, curve.color);
            let centre = pos2(bar.center().x, at);
            ui.painter()
                .circle(centre, DOT_RADIUS, palette.background, stroke);
        }
        let heights: Vec<f32> = labels
            .iter()
            .map(|label| label.size().y + LABEL_SPACING)
            .collect();
        let centres = move_apart(&wanted, &heights, frame.top() - 4.0, frame.bottom());
        let left = frame.right() + self.bars_width() + GAP;
        for ((curve, label), centre) in curves.iter().zip(labels).zip(centres) {
            let at = pos2(left, centre - label.size().y / 2.0);
            ui.painter().galley(at, label, curve.text);
        }
    }
}
