//! The table beside the bars: each phase's amount for both approaches.

use egui::{
    Align, Color32, Label, Layout, Rect, RichText, Sense, Stroke, Ui, UiBuilder, Vec2, pos2, vec2,
};

use crate::analysis::approach::Approach;
use crate::charts::plot::labels::{LABEL_SIZE, bold};
use crate::scenario::quantity::money;
use crate::theme::palette::Palette;

use super::{PhasesChart, ROW_HEIGHT};

/// Width of an approach's column, as a share of the table's.
const AMOUNT_WIDTH_SHARE: f32 = 0.3;
/// Side of the chip of colour, in points.
const CHIP_SIDE: f32 = 12.0;

impl PhasesChart<'_> {
    /// Writes each phase's amounts, in the order of the bars from the top. They are labels, because screen readers can't read the bars.
    pub(super) fn table_ui(&self, ui: &mut Ui, palette: &Palette) {
        ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
        // A currency without a sign of its own is named once, in the head: the amounts leave no room for it.
        let currency = &self.scenario.currency;
        let prefix = currency.prefix();
        let code = prefix.trim_end();
        let has_no_sign = code.chars().count() > 1;
        let amount = |value: f64| {
            let amount = money(value, currency);
            if has_no_sign {
                amount.replace(&prefix, "")
            } else {
                amount
            }
        };
        let header = Approach::ALL.map(|approach| {
            RichText::new(approach.label())
                .font(bold(LABEL_SIZE))
                .color(palette.approach(approach))
        });
        let currency_name = if has_no_sign { code } else { "" };
        let currency_name = RichText::new(currency_name)
            .size(LABEL_SIZE)
            .color(palette.weak);
        row_ui(ui, None, currency_name, header, palette);
        for phase in self.phases().rev() {
            let amounts = Approach::ALL.map(|approach| match self.cost(approach, phase) {
                0.0 => RichText::new("–").size(LABEL_SIZE).color(palette.weak),
                cost => RichText::new(amount(cost)).size(LABEL_SIZE),
            });
            let name = RichText::new(phase.label()).size(LABEL_SIZE);
            row_ui(ui, Some(palette.phase(phase)), name, amounts, palette);
        }
        let totals = Approach::ALL
            .map(|approach| RichText::new(amount(self.total(approach))).font(bold(LABEL_SIZE)));
        row_ui(
            ui,
            None,
            RichText::new("Total").font(bold(LABEL_SIZE)),
            totals,
            palette,
        );
    }
}

/// Draws a row of the table: a chip of colour, a name, an amount for each approach, and a line under it.
fn row_ui(
    ui: &mut Ui,
    chip: Option<Color32>,
    name: RichText,
    amounts: [RichText; 2],
    palette: &Palette,
) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW_HEIGHT), Sense::hover());
    if let Some(color) = chip {
        let at = pos2(rect.left() + 6.0, rect.center().y);
        ui.painter().rect_filled(
            Rect::from_center_size(at, Vec2::splat(CHIP_SIDE)),
            2.0,
            color,
        );
    }
    let amount_width = rect.width() * AMOUNT_WIDTH_SHARE;
    let cell =
        |from: f32, to: f32| Rect::from_min_max(pos2(from, rect.top()), pos2(to, rect.bottom()));
    let mut cell_ui = |rect: Rect, layout: Layout, text: RichText| {
        let mut cell = ui.new_child(UiBuilder::new().max_rect(rect).layout(layout));
        cell.add(Label::new(text).extend());
    };
    let left = Layout::left_to_right(Align::Center);
    let right = Layout::right_to_left(Align::Center);
    let first = rect.right() - amount_width;
    cell_ui(cell(rect.left() + 22.0, first - amount_width), left, name);
    let [prompting, fine_tuning] = amounts;
    cell_ui(cell(first - amount_width, first), right, prompting);
    cell_ui(cell(first, rect.right()), right, fine_tuning);
    ui.painter().hline(
        rect.x_range(),
        rect.bottom(),
        Stroke::new(1.0, palette.faint),
    );
}
