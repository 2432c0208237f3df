//! What the line and its band come to, written at their ends.

use std::sync::Arc;

use egui::text::LayoutJob;
use egui::{Color32, FontId, Galley, TextFormat, Ui, pos2};
use egui_plot::{PlotPoint, PlotTransform};

use crate::analysis::approach::Approach;
use crate::charts::plot::labels::{bold, max_width, move_apart};
use crate::charts::plot::sizes::{END_GAP, END_MARGIN, LABEL_SIZE, NOTE_SIZE};
use crate::scenario::quantity::signed_money;
use crate::theme::palette::Palette;

use super::SavingChart;

/// A label at the end of the line or of the band.
pub(crate) struct EndLabel {
    saving: f64,
    text: Arc<Galley>,
}

impl SavingChart<'_> {
    /// The labels at the horizon: P90, the base case and P10. Narrow ones take more lines.
    pub(crate) fn end_labels(&self, ui: &Ui, is_wide: bool) -> Vec<EndLabel> {
        let palette = Palette::current(ui);
        let base = self.saving(self.months());
        let label = |saving: f64, font: FontId, color: Color32, note: &str| {
            let mut job = LayoutJob::default();
            let amount = signed_money(saving, &self.scenario.currency);
            job.append(&amount, 0.0, TextFormat::simple(font, color));
            let note_format = TextFormat::simple(FontId::proportional(NOTE_SIZE), palette.weak);
            job.append(note, 0.0, note_format);
            EndLabel {
                saving,
                text: ui.painter().layout_job(job),
            }
        };
        let end = self.bands.and_then(|shown| shown.bands.saving.last());
        let base_note = match (end, is_wide) {
            (None, _) => "",
            (Some(_), true) => " base case",
            (Some(_), false) => "\nbase case",
        };
        let base = label(base, bold(LABEL_SIZE), palette.text, base_note);
        let Some(end) = end else {
            return vec![base];
        };
        let quantile = |saving: f64, note: &str| {
            let color = palette.approach_text(if saving < 0.0 {
                Approach::Prompting
            } else {
                Approach::FineTuning
            });
            label(saving, FontId::proportional(LABEL_SIZE), color, note)
        };
        vec![quantile(end.p90, " P90"), base, quantile(end.p10, " P10")]
    }
}

/// The width of the labels beside the plot with the space around them, in points.
pub(crate) fn end_labels_width(labels: &[EndLabel]) -> f32 {
    max_width(labels.iter().map(|label| &label.text)) + END_GAP + END_MARGIN
}

/// Writes the labels at the ends of what they name.
pub(super) fn end_labels_ui(ui: &Ui, transform: &PlotTransform, labels: Vec<EndLabel>) {
    let frame = transform.frame();
    let wanted: Vec<f32> = labels
        .iter()
        .map(|label| {
            transform
                .position_from_point(&PlotPoint::new(0.0, label.saving))
                .y
        })
        .collect();
    let heights: Vec<f32> = labels.iter().map(|label| label.text.size().y).collect();
    let centres = move_apart(&wanted, &heights, frame.top() - 8.0, frame.bottom() + 10.0);
    for (label, centre) in labels.into_iter().zip(centres) {
        let at = pos2(frame.right() + END_GAP, centre - label.text.size().y / 2.0);
        ui.painter().galley(at, label.text, Color32::PLACEHOLDER);
    }
}
