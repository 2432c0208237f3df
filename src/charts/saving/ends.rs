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
    /// The labels at the horizon: the end of the band above, the base case and the end below. Narrow ones take more lines.
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
        // A plan over another horizon ends elsewhere.
        let plan = self.plan.and_then(<[_]>::last);
        let plan = plan.filter(|[t, _]| *t == self.months() as f64);
        let plan = plan.map(|[_, saving]| {
            let amount = rough_signed_money(*saving, currency);
            let font = FontId::proportional(LABEL_SIZE);
            label(*saving, amount, font, palette.weak, " Plan")
        });
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
            return std::iter::once(base).chain(plan).collect();
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
        let [above, below] = if is_wide {
            [" 1 in 10 above", " 1 in 10 below"]
        } else {
            ["\n1 in 10 above", "\n1 in 10 below"]
        };
        let ends = [quantile(end.p90, above), base, quantile(end.p10, below)];
        ends.into_iter().chain(plan).collect()
    }
}
