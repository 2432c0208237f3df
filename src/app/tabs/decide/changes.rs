//! What would change the recommendation, as a table; a click on a row leads to its input.

use egui::Ui;

use crate::app::background::computed::Freshness;
use crate::app::messages::action::Actions;
use crate::app::tabs::input_table::{InputRow, TableSizes, input_table_ui};
use crate::app::widgets::{computed_ui, heading_label_ui};
use crate::decision::words::flips::{FlipRow, FlipValue};
use crate::scenario::Currency;
use crate::scenario::words::kept_together;

use super::layout::PageSizes;

/// At most this many rows are shown, so that the page fits a screen.
const MAX_ROWS: usize = 4;
const HEADS: [&str; 4] = ["If", "now", "becomes", "then"];

/// Draws the table; nothing if no change is known.
pub(super) fn changes_ui(
    ui: &mut Ui,
    rows: Freshness<'_, Vec<FlipRow>>,
    currency: &Currency,
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
        let shown: Vec<InputRow> = rows
            .chunk_by(same)
            .map(|lines| table_row(lines, currency))
            .collect();
        let table = TableSizes {
            text: sizes.text,
            row_margin: sizes.row_margin,
        };
        input_table_ui(ui, HEADS, &shown, table, actions);
    });
    ui.add_space(sizes.part_gap);
}

/// The row of changes of one input.
fn table_row(lines: &[FlipRow], currency: &Currency) -> InputRow {
    let first = &lines[0];
    // The unit follows the input, so that the values are short.
    let short = lines.iter().map(|line| without_unit(line, currency));
    let short: Option<Vec<String>> = short.collect();
    let (what, becomes) = if let (Some(short), Some(unit)) = (short, unit_of(first)) {
        (format!("{}, {unit}", first.what), short)
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

/// The words of the unit of a change, if it has any.
fn unit_of(line: &FlipRow) -> Option<String> {
    let words = line.input?.unit.words();
    (!words.is_empty()).then(|| kept_together(words))
}

/// What an input becomes without its unit: "below 233,000"; `None` where that isn't a rounded number.
fn without_unit(line: &FlipRow, currency: &Currency) -> Option<String> {
    let FlipValue::Number(value) = line.value else {
        return None;
    };
    let unit = line.input?.unit;
    let [full, short] = [unit.rounded(value, currency), unit.short(value, currency)];
    let found = line.becomes.contains(&full);
    found.then(|| line.becomes.replacen(&full, &short, 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decision::recommendation::Recommendation;
    use crate::scenario::inputs;

    fn line(path: &str, becomes: &str, value: f64, recommends: Recommendation) -> FlipRow {
        let input = inputs::find(path).unwrap();
        FlipRow {
            input: Some(input),
            what: input.full_label(),
            now: "now".to_owned(),
            becomes: becomes.to_owned(),
            then: format!("{recommends:?}"),
            value: FlipValue::Number(value),
            recommends,
        }
    }

    #[test]
    fn changes_of_one_input_are_one_row_and_its_unit_stands_there_once() {
        let dollars = Currency::default();
        let path = "workload.queries_per_month";
        let volume = |value: f64, then| {
            let unit = inputs::find(path).unwrap().unit;
            let becomes = format!("below {}", unit.rounded(value, &dollars));
            line(path, &becomes, value, then)
        };
        let lines = [
            volume(233_000.0, Recommendation::OptimiseFirst),
            volume(225_000.0, Recommendation::StayWithPrompting),
        ];
        let row = table_row(&lines, &dollars);
        assert_eq!(row.cells[0], ["Query volume, per month"]);
        assert_eq!(row.cells[1], ["now"]);
        assert_eq!(row.cells[2], ["below 233,000", "below 225,000"]);
        assert_eq!(row.cells[3].len(), 2);
        assert!(row.words.contains("per month"), "{}", row.words);
    }

    #[test]
    fn what_a_change_becomes_in_other_words_keeps_them() {
        let dollars = Currency::default();
        let measure = Recommendation::MeasureFirst;
        let horizon = line("horizon_months", "three years", 36.0, measure);
        let row = table_row(&[horizon], &dollars);
        assert_eq!(row.cells[0], ["Time horizon"]);
        assert_eq!(row.cells[2], ["three years"]);
        let review = "prompting.serving.review_cost";
        let cost = line(review, "below $1.34", 1.34, measure);
        let row = table_row(&[cost], &dollars);
        assert_eq!(row.cells[2], ["below $1.34"]);
        assert!(!row.cells[0][0].contains(','), "{:?}", row.cells[0]);
    }
}
