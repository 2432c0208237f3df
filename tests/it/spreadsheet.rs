//! What a spreadsheet says of itself, as it is stored. What LibreOffice makes of it when it is edited is tested by .ci/spreadsheet.

use std::collections::HashSet;
use std::io::Cursor;

use breakeven::analysis::breakeven::BreakEven;
use breakeven::export::spreadsheet::{inputs, names, render};
use breakeven::scenario::Scenario;
use breakeven::scenario::inputs::{INPUTS, Kind};
use calamine::{Data, DataType as _, Range, Reader as _, Xlsx};

use crate::charts::study;
use crate::support::{example, scenario, with};

fn sheet(scenario: &Scenario, name: &str) -> Range<Data> {
    let bytes = render(&study(scenario), &[]).unwrap();
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).unwrap();
    book.worksheet_range(name).unwrap()
}

/// The formulas of a sheet by the row and column of their cells.
fn formulas(scenario: &Scenario, name: &str) -> Vec<((usize, usize), String)> {
    let bytes = render(&study(scenario), &[]).unwrap();
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).unwrap();
    let formulas = book.worksheet_formula(name).unwrap();
    let (first_row, first_column) = formulas.start().unwrap();
    let at = |row: usize, column: usize| (row + first_row as usize, column + first_column as usize);
    formulas
        .used_cells()
        .map(|(row, column, formula)| (at(row, column), formula.clone()))
        .collect()
}

#[test]
fn every_input_that_may_be_changed_is_checked_and_compared_with_the_export() {
    let support = example("support-replies");
    let rows = sheet(&support, inputs::SHEET);
    let formulas = formulas(&support, inputs::SHEET);
    let formula = |row, column| {
        let found = formulas.iter().find(|(at, _)| *at == (row, column));
        found.map(|(_, formula)| formula.as_str())
    };
    for input in INPUTS.iter() {
        if matches!(input.kind, Kind::Group | Kind::Numbers { .. }) {
            continue;
        }
        let row = (0..rows.height())
            .find(|row| {
                let path = rows.get_value((*row as u32, 7)).and_then(Data::get_string);
                path == Some(input.path)
            })
            .unwrap_or_else(|| panic!("{} has no row", input.path));
        let cell = format!("B{}", row + 1);
        let fault = formula(row, 13).unwrap();
        let is_free = matches!(input.kind, Kind::Text | Kind::Correlations | Kind::Actuals)
            && !matches!(input.path, "currency" | "start")
            && !input.path.ends_with(".price.steps");
        assert_eq!(fault.contains(&cell), !is_free, "{}: {fault}", input.path);
        assert!(formula(row, 14).unwrap().contains(&cell), "{}", input.path);
        if let Some(domain) = input.domain() {
            for bound in [domain.min, domain.max] {
                assert!(
                    fault.contains(&bound.to_string()),
                    "{}: {fault}",
                    input.path
                );
            }
        }
        // As it is exported nothing is wrong.
        let stored = |column| rows.get_value((row as u32, column)).and_then(Data::as_f64);
        assert_eq!((stored(13), stored(14)), (Some(0.0), Some(0.0)));
    }
    for name in ["Volumes as exported", "Values as exported"] {
        assert!(
            rows.used_cells()
                .any(|(_, _, cell)| cell.get_string() == Some(name))
        );
    }
}

/// Inputs that cost nothing: no formula has to read them.
fn is_only_stated(path: &str) -> bool {
    matches!(
        path,
        "name" | "notes" | "currency" | "correlations" | "actuals"
    ) || path.starts_with("decision.")
        || path.contains(".latency.")
        || path.rsplit('.').next() == Some("model")
}

#[test]
fn every_input_that_costs_something_is_read_by_a_formula() {
    let support = example("support-replies");
    let all = |sheets: &[&str]| -> String {
        let sheets = sheets.iter().flat_map(|name| formulas(&support, name));
        sheets.map(|(_, formula)| formula + "\n").collect()
    };
    // The expected saving follows from what the sheet has of success.
    let chance = names::defined_name("fine_tuning.success_chance");
    assert!(all(&["Summary"]).contains(&chance));
    let all = all(&["Workings", "Ledger"]) + &chance;
    let names: HashSet<&str> = all
        .split(|letter: char| !letter.is_alphanumeric() && letter != '_')
        .collect();
    for input in INPUTS.iter().filter(|input| input.kind != Kind::Group) {
        let name = names::defined_name(input.path);
        let is_read = names.contains(name.as_str());
        assert_eq!(is_read, !is_only_stated(input.path), "{}", input.path);
    }
}

#[test]
fn price_changes_are_read_from_their_text() {
    let steps = "13: 0.5, 3: 1.75, 120: 0";
    let textbook = example("textbook-comparison");
    let changed = with(&textbook, &[("prompting.serving.price.steps", steps)]);
    let workings = sheet(&changed, "Workings");
    let value = |row, column| workings.get_value((row, column)).and_then(Data::as_f64);
    // Where each ends in the text, its month, and its factor; after the last one prices don't change.
    for (row, end, month, factor) in [
        (5, 8.0, 13.0, 0.5),
        (6, 17.0, 3.0, 1.75),
        (7, 25.0, 120.0, 0.0),
        (8, 25.0, 0.0, 1.0),
        (124, 25.0, 0.0, 1.0),
    ] {
        let read = [4, 8, 9, 10].map(|column| value(row, column));
        assert_eq!(read, [end, month, factor, 0.0].map(Some), "row {row}");
    }
    // Month 3 costs 1.75 times the price, month 13 half of that again.
    let ledger = sheet(&changed, "Ledger");
    let level = (0..60)
        .find(|&column| {
            let head = ledger.get_value((3, column)).and_then(Data::get_string);
            head == Some("Price level")
        })
        .unwrap();
    let at = |month: u32| ledger.get_value((4 + month, level)).and_then(Data::as_f64);
    assert_eq!([2, 3, 12, 13].map(at), [1.0, 1.75, 1.75, 0.875].map(Some));
}

#[test]
fn the_summary_says_how_its_figures_go_together() {
    let textbook = example("textbook-comparison");
    let summary = sheet(&textbook, "Summary");
    let texts: Vec<&str> = summary
        .used_cells()
        .filter_map(|(_, _, cell)| cell.get_string())
        .collect();
    for text in [
        "Break-even, months after start",
        "in month 8",
        "the sheet has the exported figures",
    ] {
        assert!(texts.contains(&text), "{text}: {texts:?}");
    }
    // Of the currency only cells speak that follow its cell.
    let in_francs = with(&textbook, &[("currency", "CHF")]);
    for (row, column, cell) in sheet(&in_francs, "Summary").used_cells() {
        let of_export = (1..=2).contains(&row);
        let names_it = cell.get_string().is_some_and(|text| text.contains("CHF"));
        let is_formula = formulas(&in_francs, "Summary")
            .iter()
            .any(|(at, _)| *at == (row, column));
        assert!(!names_it || of_export || is_formula, "{cell:?}");
    }
}

/// In month 2 prompting pays for a change at the end, which is where fine-tuning gets ahead.
const AHEAD_BY_A_CHANGE: &str = "(
    horizon_months: 6, hourly_rate: 100,
    workload: (queries_per_month: 1000, input_tokens: 0, changes_per_year: 6),
    prompting: (serving: (price: (output: 1), output_tokens: 1000), effort: (hours_per_change: 5)),
    fine_tuning: (serving: (price: (output: 1), output_tokens: 1000), data: (fixed_cost: 300)),
)";

#[test]
fn the_mark_of_the_break_even_stands_where_the_chart_has_it() {
    let scenario = scenario(AHEAD_BY_A_CHANGE);
    let study = study(&scenario);
    let BreakEven::At(moment) = study.analysis.break_even else {
        panic!("{:?}", study.analysis.break_even);
    };
    assert!(moment.month.fract() == 0.0, "{moment:?}");
    let summary = sheet(&scenario, "Summary");
    let value = |column| summary.get_value((6, column)).and_then(Data::as_f64);
    let path = &study.analysis.prompting.cost_path;
    assert_eq!(value(6), Some(moment.month));
    // The chart's mark is on the curve before the change is booked.
    assert_eq!(value(7), Some(path.before[moment.month as usize]));
    assert!(path.before[moment.month as usize] < path.after[moment.month as usize]);
}
