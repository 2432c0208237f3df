//! What the colours of the map and its line mean.

use egui::{Color32, FontId, Painter, Rect, Sense, Stroke, Ui, Vec2, pos2, vec2};

use crate::analysis::approach::Approach;
use crate::analysis::finding::calendar::month_in;
use crate::charts::plot::labels::LABEL_SIZE;
use crate::scenario::quantity::money;
use crate::theme::palette::Palette;

use super::{MapChart, MapQuantity};

/// Side of a swatch, in points.
const SWATCH_SIDE: f32 = 14.0;
/// Space between a swatch and its words, in points.
const SWATCH_GAP: f32 = 6.0;

impl MapChart<'_> {
    /// Draws the legend, above the map.
    pub(super) fn legend_ui(&self, ui: &mut Ui, palette: &Palette) {
        let has_line = !self.map.zero_line().is_empty();
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(18.0, 2.0);
            for (color, text) in self.colors_explained(palette) {
                entry_ui(ui, &text, palette, |painter, swatch| {
                    painter.rect_filled(swatch, 2.0, color.gamma_multiply(0.7));
                });
            }
            if has_line {
                entry_ui(ui, "both cost the same", palette, |painter, swatch| {
                    let stroke = Stroke::new(2.5, palette.text);
                    painter.hline(swatch.x_range(), swatch.center().y, stroke);
                });
            }
        });
    }

    /// The colours that are on the map, and what they mean.
    fn colors_explained(&self, palette: &Palette) -> Vec<(Color32, String)> {
        match self.quantity {
            MapQuantity::Saving => self.savings_explained(palette),
            MapQuantity::BreakEven => self.months_explained(palette),
        }
    }

    fn savings_explained(&self, palette: &Palette) -> Vec<(Color32, String)> {
        let mut entries = Vec::new();
        for (approach, name, sign) in [
            (Approach::Prompting, "prompting", -1.0),
            (Approach::FineTuning, "fine-tuning", 1.0),
        ] {
            let savings = self.map.saving.iter().map(|saving| sign * saving);
            let most = savings.fold(0.0, f64::max);
            if most > 0.0 {
                let amount = money(most, &self.scenario.currency);
                let text = format!("{name} cheaper, by up to {amount}");
                entries.push((palette.approach(approach), text));
            }
        }
        entries
    }

    fn months_explained(&self, palette: &Palette) -> Vec<(Color32, String)> {
        let mut entries = Vec::new();
        if self.map.month.iter().any(Option::is_none) {
            entries.push((palette.prompting, "never breaks even".to_owned()));
        }
        let earliest = self.earliest_break_even();
        if earliest.is_finite() {
            let text = format!(
                "breaks even: strongest in month {}, palest in month {}",
                month_in(earliest),
                self.scenario.horizon_months.whole()
            );
            entries.push((palette.fine_tuning, text));
        }
        entries
    }
}

/// Draws a swatch with what it means. Both stay together if the legend wraps.
fn entry_ui(ui: &mut Ui, text: &str, palette: &Palette, swatch: impl FnOnce(&Painter, Rect)) {
    let font = FontId::proportional(LABEL_SIZE);
    let text = ui
        .painter()
        .layout_no_wrap(text.to_owned(), font, palette.weak);
    let size = vec2(SWATCH_SIDE + SWATCH_GAP + text.size().x, text.size().y);
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    let at = pos2(rect.left() + SWATCH_SIDE / 2.0, rect.center().y);
    swatch(
        ui.painter(),
        Rect::from_center_size(at, Vec2::splat(SWATCH_SIDE)),
    );
    let left = rect.min + vec2(SWATCH_SIDE + SWATCH_GAP, 0.0);
    ui.painter().galley(left, text, palette.weak);
}
