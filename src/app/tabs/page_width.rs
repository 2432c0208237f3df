//! How wide pages of text and tables are: no wider than reads well; what has two parts shows them beside each other where there is room.

use egui::{Align, Layout, Ui, UiBuilder};

/// The most width of a column of text, or of a table, in points: longer lines are hard to follow.
pub(super) const MAX_COLUMN_WIDTH: f32 = 1100.0;
/// From this width on there is room for two columns, in points.
const TWO_COLUMNS_WIDTH: f32 = 1160.0;
/// Room between two columns, in points.
const COLUMN_GAP: f32 = 32.0;

/// Whether there is room for two columns.
pub(super) fn has_two_columns(ui: &Ui) -> bool {
    ui.available_width() >= TWO_COLUMNS_WIDTH
}

/// Keeps what follows to the width of one column.
pub(super) fn limit_column(ui: &mut Ui) {
    ui.set_max_width(MAX_COLUMN_WIDTH.min(ui.available_width()));
}

/// Two columns of the same width, to be drawn where there is room for them.
pub(super) fn two_columns_ui(ui: &mut Ui, draw: impl FnOnce(&mut Ui, &mut Ui)) {
    let most = 2.0 * MAX_COLUMN_WIDTH + COLUMN_GAP;
    ui.set_max_width(most.min(ui.available_width()));
    ui.spacing_mut().item_spacing.x = COLUMN_GAP;
    ui.columns_const(|columns: &mut [Ui; 2]| {
        // Those of egui justify their text.
        let layout = Layout::top_down(Align::Min);
        let [mut left, mut right] = columns.each_mut().map(|column| {
            column.spacing_mut().item_spacing.x = 8.0;
            column.new_child(UiBuilder::new().layout(layout))
        });
        draw(&mut left, &mut right);
        for (column, drawn) in columns.iter_mut().zip([left, right]) {
            column.advance_cursor_after_rect(drawn.min_rect());
        }
    });
}
