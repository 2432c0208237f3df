//! What would change the recommendation, as a table; a click on a row leads to its input.

use egui::Ui;

use crate::app::background::computed::Freshness;
use crate::app::messages::action::Actions;
use crate::app::tabs::input_table::{InputRow, TableSizes, input_table_ui};
use crate::app::widgets::{computed_ui, heading_label_ui};
use crate::decision::words::flips::FlipRow;
use crate::scenario::words::kept_together;

use super::layout::PageSizes;

/// At most this many rows are shown, so that the page fits a screen.
const MAX_ROWS: usize = 4;
const HEADS: [&str; 4] = ["If", "now", "becomes", "then"];

/// Draws the table; nothing if no change is known.
pub(super) fn changes_ui(
    ui: &mut Ui,
    rows: Freshness<'_, Vec<FlipRow>>,
    sizes: &PageSizes,
    actions: &mut Actions,
) {
    if rows.latest().is_some_and(Vec::is_empty) {
        return;
    }
    heading_label_ui(ui, "What would change this");
    ui.scope(|ui| {
        let Some(rows) = computed_ui(ui, rows, "") else {
            return;
        };
        let rows = &rows[..rows.len().min(MAX_ROWS)];
        // What leads to several recommendations is one row with a line each.
        let same = |a: &FlipRow, b: &FlipRow| (&a.what, &a.now) == (&b.what, &b.now);
        let shown: Vec<InputRow> = rows.chunk_by(same).map(table_row).collect();
        let table = TableSizes {
            text: sizes.text,
            row_margin: sizes.row_margin,
        };
        input_table_ui(ui, HEADS, &shown, table, actions);
    });
    ui.add_space(sizes.part_gap);
}

/// The row of changes of one input.
fn table_row(lines: &[FlipRow]) -> InputRow {
    let first = &lines[0];
    let short: Option<Vec<String>> = lines
        .iter()
        .map(|line| line.becomes_short.clone())
        .collect();
    let unit = first.input.map_or("", |input| input.unit.words());
    let (what, becomes) = if let Some(short) = short.filter(|_| !unit.is_empty()) {
        // The unit follows the input, so that the values are short.
        (format!("{}, {}", first.what, kept_together(unit)), short)
    } else {
        let becomes = lines.iter().map(|line| line.becomes.clone());
        (first.what.clone(), becomes.collect())
    };
    let then = lines.iter().map(|line| line.then.clone()).collect();
    let words = lines.iter().map(|line| {
        let FlipRow {
            what,
            now,
            becomes,
            then,
            ..
        } = line;
        format!("{what}: now {now}, {becomes}: {then}")
    });
    InputRow {
        words: words.collect::<Vec<_>>().join(". "),
        input: first.input,
        cells: [vec![what], vec![first.now.clone()], becomes, then],
    }
}
