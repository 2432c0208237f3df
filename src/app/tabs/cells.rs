//! Cells of the tables of months: names over columns, and values.

use egui::{Align, Color32, Label, Layout, RichText, Role, TextStyle, Ui, WidgetInfo, pos2};
use egui_extras::TableRow;

/// Height of a row, in points.
pub(super) const ROW_HEIGHT: f32 = 24.0;
/// Height of the header, in points: names may take two lines.
pub(super) const HEADER_HEIGHT: f32 = 38.0;
/// Room beside the text in a cell, in points.
const MARGIN: f32 = 6.0;

/// A name over a column: over text at the left, over numbers at the right.
pub(super) fn header_ui(ui: &mut Ui, index: usize, name: RichText) {
    if index == 0 {
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            ui.add_space(MARGIN);
            ui.label(name);
        });
    } else {
        ui.add_space(MARGIN);
        ui.add(Label::new(name).wrap().halign(Align::RIGHT));
    }
}

/// A value in a row. Painted instead of laid out as a label: there are hundreds of them.
pub(super) fn value_ui(row: &mut TableRow<'_, '_>, index: usize, text: String, color: Color32) {
    let name = text.clone();
    let (_, response) = row.col(|ui| {
        let font = TextStyle::Body.resolve(ui.style());
        let galley = ui.painter().layout_no_wrap(text, font, color);
        let cell = ui.max_rect();
        let left = if index == 0 {
            cell.left() + MARGIN
        } else {
            cell.right() - MARGIN - galley.size().x
        };
        let top = cell.center().y - galley.size().y / 2.0;
        ui.painter().galley(pos2(left, top), galley, color);
    });
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &name));
}
