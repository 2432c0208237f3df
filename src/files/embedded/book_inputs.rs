//! The inputs of a spreadsheet that was changed since it was exported: the scenario that it carries, with what was typed into its cells.

use std::collections::HashMap;

use crate::files::format;
use crate::scenario::inputs::{self, Input, Kind, Value};
use crate::scenario::{Estimate, Scenario};

use super::book::{Book, Sheet};

/// The sheet of inputs, and its columns: what may be changed, the path, and what was exported.
const SHEET: &str = "Inputs";
const VALUE: &str = "B";
const PATH: &str = "H";
const EXPORTED: &str = "L";
/// The volumes by month, and what was exported of them, from this row on.
const VOLUMES: &str = "J";
const EXPORTED_VOLUMES: &str = "M";
const FIRST_ROW: usize = 5;
/// Where a value comes from that isn't the exported one.
const SOURCE: &str = "typed in a spreadsheet";
/// Programs that save a book anew write numbers in fewer digits.
const SAME_NUMBER: f64 = 1e-12;

/// The cells of the sheet, by column and row.
struct Cells<'a>(HashMap<&'a str, &'a str>);

impl<'a> Cells<'a> {
    fn of(sheet: &'a Sheet) -> Self {
        let cells = sheet.cells.iter();
        Self(
            cells
                .map(|cell| (cell.at.as_str(), cell.value.as_str()))
                .collect(),
        )
    }

    /// The value of a cell; empty if nothing stands there.
    fn get(&self, column: &str, row: usize) -> &'a str {
        let at = format!("{column}{row}");
        self.0.get(at.as_str()).copied().unwrap_or_default()
    }

    /// The last row with something in it.
    fn last_row(&self) -> usize {
        let row_of = |at: &&str| {
            let digits = at.trim_start_matches(|letter: char| letter.is_ascii_alphabetic());
            digits.parse().unwrap_or(0)
        };
        self.0.keys().map(row_of).max().unwrap_or(0)
    }
}

/// Puts what was changed in the cells into the scenario. An error names the cell and says what is wrong with it.
pub(super) fn take_changes(book: &Book, scenario: &mut Scenario) -> Result<(), String> {
    let sheet = book.sheets.iter().find(|sheet| sheet.name == SHEET);
    let cells = Cells::of(sheet.ok_or(format!("it has no sheet “{SHEET}”"))?);
    let last = cells.last_row();
    for row in FIRST_ROW..=last {
        let path = cells.get(PATH, row);
        if path.is_empty() {
            continue;
        }
        let input = inputs::find(path)
            .ok_or_else(|| format!("{SHEET}!{PATH}{row}: no input has the path “{path}”"))?;
        if matches!(input.kind, Kind::Group | Kind::Numbers { .. }) {
            continue;
        }
        let (value, exported) = (cells.get(VALUE, row), cells.get(EXPORTED, row));
        if !is_same(value, exported) {
            set(input, scenario, value)
                .map_err(|problem| format!("{SHEET}!{VALUE}{row}: {problem}"))?;
        }
    }
    take_volumes(&cells, last, scenario)
}

fn is_same(a: &str, b: &str) -> bool {
    a == b
        || match (a.parse::<f64>(), b.parse::<f64>()) {
            (Ok(a), Ok(b)) => (a - b).abs() <= SAME_NUMBER * a.abs().max(b.abs()),
            _ => false,
        }
}

fn set(input: &Input, scenario: &mut Scenario, text: &str) -> Result<(), String> {
    let value = match (input.kind, text.parse::<f64>()) {
        _ if text.is_empty() => emptied(input)?,
        // A percentage is a fraction in the sheet.
        (Kind::Estimate { .. } | Kind::Number { .. }, Ok(number)) => {
            Value::Estimate(Estimate::Exact(number))
        }
        _ => format::read_value(input, text).map_err(|error| error.to_string())?,
    };
    let result = match input.path {
        "name" | "notes" => input.set(scenario, value),
        _ => input.set_with_source(scenario, value, SOURCE),
    };
    result.map_err(|error| error.to_string())
}

/// What an input is whose cell was cleared.
fn emptied(input: &Input) -> Result<Value, String> {
    if input.is_optional() {
        Ok(Value::Absent)
    } else if matches!(
        input.kind,
        Kind::Text | Kind::Steps | Kind::Correlations | Kind::Actuals
    ) {
        Ok(Value::Text(String::new()))
    } else {
        Err(format!("{} is empty; type its value", input.path))
    }
}

fn take_volumes(cells: &Cells, last: usize, scenario: &mut Scenario) -> Result<(), String> {
    let column = |column: &str| -> Vec<&str> {
        let mut texts: Vec<&str> = (FIRST_ROW..=last)
            .map(|row| cells.get(column, row))
            .collect();
        while texts.last() == Some(&"") {
            texts.pop();
        }
        texts
    };
    let (volumes, exported) = (column(VOLUMES), column(EXPORTED_VOLUMES));
    let same = volumes.iter().zip(&exported).all(|(a, b)| is_same(a, b));
    if same && volumes.len() == exported.len() {
        return Ok(());
    }
    let mut numbers = Vec::new();
    for (row, text) in (FIRST_ROW..).zip(volumes) {
        let number = text.parse().map_err(|_| {
            format!("{SHEET}!{VOLUMES}{row}: a month’s volume has to be a number, 0 if none")
        })?;
        numbers.push(number);
    }
    let input =
        inputs::find("workload.monthly_queries").ok_or("this version has no volumes by month")?;
    let result = input.set_with_source(scenario, Value::Numbers(numbers), SOURCE);
    result.map_err(|error| format!("{SHEET}!{VOLUMES}{FIRST_ROW}: {error}"))
}
