//! What the line and its band come to, written at their ends.

use egui::text::LayoutJob;
use egui::{Color32, FontId, TextFormat, Ui};

use crate::analysis::approach::Approach;
use crate::charts::plot::ends::EndLabel;
use crate::charts::plot::labels::bold;
use crate::charts::plot::sizes::{LABEL_SIZE, NOTE_SIZE};
use crate::scenario::quantity::{rough_signed_money, signed_money};
use crate::theme::palette::Palette;

use super::SavingChart;

impl SavingChart<'_> {
    /// The labels at the horizon: P90, the base case and P10. Narrow ones take more lines.
    pub(crate) fn end_labels(&self, ui: &Ui, is_wide: bool) -> Vec<EndLabel> {
        let palette = Palette::current(ui);
        let base = self.saving(self.months());
        let currency = &self.scenario.currency;
        let label = |saving: f64, amount: String, font: FontId, color: Color32, note: &str| {
            let mut job = LayoutJob::default();
            job.append(&amount, 0.0, TextFormat::simple(font, color));
            let note_format = TextFormat::simple(FontId::proportional(NOTE_SIZE), palette.weak);
            job.append(note, 0.0, note_format);
            EndLabel {
                amount: saving,
                text: ui.painter().layout_job(job),
            }
        };
        let end = self.bands.and_then(|shown| shown.bands.saving.last());
        let base_note = match (end, is_wide) {
            (None, _) => "",
            (Some(_), true) => " base case",
            (Some(_), false) => "\nbase case",
        };
        let base = label(
            base,
            signed_money(base, currency),
            bold(LABEL_SIZE),
            palette.text,
            base_note,
        );
        let Some(end) = end else {
            return vec![base];
        };
        let quantile = |saving: f64, note: &str| {
            let color = palette.approach_text(if saving < 0.0 {
                Approach::Prompting
            } else {
                Approach::FineTuning
            });
            let amount = rough_signed_money(saving, currency);
            label(
                saving,
                amount,
                FontId::proportional(LABEL_SIZE),
                color,
                note,
            )
        };
        vec![quantile(end.p90, " P90"), base, quantile(end.p10, " P10")]
    }
}
