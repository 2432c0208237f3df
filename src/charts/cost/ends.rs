//! At the right side of the costs: for each approach a bar over the range of its total, and its name and total beside them.

use std::sync::Arc;

use egui::text::LayoutJob;
use egui::{FontId, Galley, Stroke, TextFormat, Ui, pos2};
use egui_plot::PlotTransform;

use crate::analysis::approach::Approach;
use crate::charts::plot::labels::{bold, max_width, move_apart};
use crate::charts::plot::sizes::{END_GAP, END_MARGIN, LABEL_SIZE, LABEL_SPACING, NOTE_SIZE};
use crate::charts::plot::whisker::{CAP_LENGTH, whisker};
use crate::scenario::quantity::{money, money_range};
use crate::theme::palette::Palette;

use super::{CostChart, Curve};

/// Width of a bar, and the space between two with their caps, in points.
const BAR_WIDTH: f32 = 2.0;
const BAR_GAP: f32 = 5.0;
/// Radius of the dot at a total, in points.
const DOT_RADIUS: f32 = 4.0;

impl CostChart<'_> {
    /// The names and totals, with the range below as far as all fit into `height`. Narrow ones take more lines.
    pub(super) fn end_labels(
        &self,
        ui: &Ui,
        curves: &[Curve<'_>],
        is_wide: bool,
        height: f32,
    ) -> Vec<Arc<Galley>> {
        let labels = self.labels(ui, curves, is_wide, true);
        let heights = labels.iter().map(|label| label.size().y + LABEL_SPACING);
        if heights.sum::<f32>() <= height {
            labels
        } else {
            self.labels(ui, curves, is_wide, false)
        }
    }

    fn labels(
        &self,
        ui: &Ui,
        curves: &[Curve<'_>],
        is_wide: bool,
        with_details: bool,
    ) -> Vec<Arc<Galley>> {
        let currency = &self.scenario.currency;
        let label = |curve: &Curve<'_>| {
            let mut job = LayoutJob::default();
            let format = |font_id| TextFormat::simple(font_id, curve.text);
            let space = if is_wide { " " } else { "\n" };
            let total = money(curve.path.total(), currency);
            let name = format!("{}{space}{total}", curve.name);
            job.append(&name, 0.0, format(bold(LABEL_SIZE)));
            if !with_details {
                return ui.painter().layout_job(job);
            }
            if let Some((low, high)) = curve.approach.and_then(|approach| self.range(approach)) {
                let range = format!("\n{}", money_range(low, high, currency));
                job.append(&range, 0.0, format(FontId::proportional(NOTE_SIZE)));
            }
            if !curve.note.is_empty() {
                let note = format!("\n{}", curve.note);
                job.append(&note, 0.0, format(FontId::proportional(NOTE_SIZE)));
            }
            ui.painter().layout_job(job)
        };
        curves.iter().map(label).collect()
    }

    /// The width of the bars, if there are any.
    fn bars_width(&self) -> f32 {
        match self.bands {
            Some(_) => END_GAP + 2.0 * CAP_LENGTH + BAR_GAP,
            None => 0.0,
        }
    }

    /// The width of bars and labels with the space around them.
    pub(super) fn ends_width(&self, labels: &[Arc<Galley>]) -> f32 {
        self.bars_width() + END_GAP + max_width(labels) + END_MARGIN
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
        let palette = Palette::current(ui);
        let strength = self.bands.map_or(1.0, |shown| shown.strength());
        let ranges = curves
            .iter()
            .zip(&wanted)
            .filter_map(|(curve, at)| Some((curve, *at, self.range(curve.approach?)?)));
        for (place, (curve, at, (low, high))) in ranges.enumerate() {
            let x = frame.right()
                + END_GAP
                + (place as f32 + 0.5) * CAP_LENGTH
                + place as f32 * BAR_GAP;
            let color = curve.color.gamma_multiply(strength);
            let is_dashed = curve.approach == Some(Approach::FineTuning);
            let ends = [pos2(x, y(high)), pos2(x, y(low))];
            whisker(ui.painter(), ends, Stroke::new(BAR_WIDTH, color), is_dashed);
            // Filled for the solid line, hollow for the dashed one.
            let fill = if is_dashed { palette.background } else { color };
            let stroke = Stroke::new(BAR_WIDTH, color);
            ui.painter().circle(pos2(x, at), DOT_RADIUS, fill, stroke);
        }
        let heights: Vec<f32> = labels
            .iter()
            .map(|label| label.size().y + LABEL_SPACING)
            .collect();
        let centres = move_apart(&wanted, &heights, frame.top() - 4.0, frame.bottom());
        let left = frame.right() + self.bars_width() + END_GAP;
        for ((curve, label), centre) in curves.iter().zip(labels).zip(centres) {
            let at = pos2(left, centre - label.size().y / 2.0);
            ui.painter().galley(at, label, curve.text);
        }
    }
}
