//! What would change the recommendation, as a table; a click on a row leads to its input.

use egui::Ui;

use crate::app::background::computed::Freshness;
use crate::app::messages::action::Actions;
use crate::app::tabs::input_table::{InputRow, input_table_ui};
use crate::app::widgets::{computed_ui, heading_label_ui};
use crate::decision::words::flips::FlipRow;

use super::layout::PART_GAP;

/// At most this many rows are shown, so that the page fits a screen.
const MAX_ROWS: usize = 4;
const HEADS: [&str; 4] = ["If", "now", "becomes", "then"];

/// Draws the table; nothing if no change is known.
pub(super) fn changes_ui(ui: &mut Ui, rows: Freshness<'_, Vec<FlipRow>>, actions: &mut Actions) {
    if rows.latest().is_some_and(Vec::is_empty) {
        return;
    }
    heading_label_ui(ui, "What would change this");
    ui.scope(|ui| {
        let Some(rows) = computed_ui(ui, rows, "") else {
            return;
        };
        let shown: Vec<InputRow> = rows.iter().take(MAX_ROWS).map(table_row).collect();
        input_table_ui(ui, HEADS, &shown, actions);
    });
    ui.add_space(PART_GAP);
}

fn table_row(flip: &FlipRow) -> InputRow {
    let cells = [&flip.what, &flip.now, &flip.becomes, &flip.then].map(String::clone);
    let [what, now, becomes, then] = &cells;
    InputRow {
        words: format!("{what}: now {now}, {becomes}: {then}"),
        input: flip.input,
        cells,
    }
}
