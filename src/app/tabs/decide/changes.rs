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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decision::recommendation::Recommendation;
    use crate::decision::words::flips::FlipValue;
    use crate::scenario::inputs;

    fn line(path: &str, becomes: &str, short: Option<&str>) -> FlipRow {
        let input = inputs::find(path).unwrap();
        FlipRow {
            input: Some(input),
            what: input.full_label(),
            now: "now".to_owned(),
            becomes: becomes.to_owned(),
            becomes_short: short.map(str::to_owned),
            then: "Measure first".to_owned(),
            value: FlipValue::Other,
            recommends: Recommendation::MeasureFirst,
        }
    }

    #[test]
    fn changes_of_one_input_are_one_row_and_its_unit_stands_there_once() {
        let volume = |becomes, short| line("workload.queries_per_month", becomes, Some(short));
        let row = table_row(&[
            volume("below 233,000 per month", "below 233,000"),
            volume("below 225,000 per month", "below 225,000"),
        ]);
        assert_eq!(row.cells[0], ["Query volume, per month"]);
        assert_eq!(row.cells[1], ["now"]);
        assert_eq!(row.cells[2], ["below 233,000", "below 225,000"]);
        assert_eq!(row.cells[3].len(), 2);
        assert!(row.words.contains("per month"), "{}", row.words);
    }

    #[test]
    fn what_a_change_becomes_in_other_words_keeps_them() {
        let row = table_row(&[line("horizon_months", "three years", None)]);
        assert_eq!(row.cells[0], ["Time horizon"]);
        assert_eq!(row.cells[2], ["three years"]);
        let review = "prompting.serving.review_cost";
        let row = table_row(&[line(review, "below $1.34", Some("below $1.34"))]);
        assert_eq!(row.cells[2], ["below $1.34"]);
        assert!(!row.cells[0][0].contains(','), "{:?}", row.cells[0]);
    }
}
