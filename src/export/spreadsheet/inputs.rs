//! The sheet of inputs. Each input has a row with its base value, its range, its source, and a name that formulas use.

use rust_xlsxwriter::utility::column_number_to_name;
use rust_xlsxwriter::{ConditionalFormatFormula, Workbook, Worksheet, XlsxError};

use crate::scenario::Estimate;
use crate::scenario::inputs::{INPUTS, Input, Kind, Section, Value};
use crate::scenario::quantity::Unit;
use crate::study::Study;

use super::cells::{CellFormats, MAX_MONTHS, formula, keep_small_amounts, text_formula};
use super::checks;
use super::names::defined_name;

/// What the sheet is called, on its tab and in formulas.
pub const SHEET: &str = "Inputs";

// Columns, counted from 0. The range takes three from `LOW_COLUMN` on: low, likely, high.
const VALUE_COLUMN: u16 = 1;
const UNIT_COLUMN: u16 = 2;
const LOW_COLUMN: u16 = 3;
const SOURCE_COLUMN: u16 = 6;
const PATH_COLUMN: u16 = 7;
const CHECK_COLUMN: u16 = 8;
/// The monthly volumes stand one below the other, beside the inputs.
const VOLUMES_COLUMN: u16 = 9;
const VOLUMES_CHECK_COLUMN: u16 = 10;
/// What was exported, of the inputs and of the monthly volumes: what the cells are compared with.
const EXPORTED_COLUMN: u16 = 11;
const EXPORTED_VOLUMES_COLUMN: u16 = 12;
/// For each input, 1 if its value isn't allowed, and 1 if it isn't the exported one. Both columns are hidden.
const FAULT_COLUMN: u16 = 13;
const CHANGED_COLUMN: u16 = 14;
/// The latter for each month's volume, hidden too.
const CHANGED_VOLUMES_COLUMN: u16 = 15;
/// The row of heads, counted from 0.
const HEAD_ROW: u32 = 3;
/// A cell holds 32,767 UTF-16 units, of which a letter takes up to two.
const MAX_LETTERS: usize = 16_000;

pub(super) fn write(
    workbook: &mut Workbook,
    sheet: &mut Worksheet,
    study: &Study,
    formats: &CellFormats,
) -> Result<(), XlsxError> {
    let scenario = &study.scenario;
    sheet.write_string_with_format(0, 0, fitting(scenario.title()), &formats.title)?;
    sheet.write_string_with_format(
        1,
        0,
        "Change the blue values and all figures follow. Ranges count with their base case; low and high are for information. Percentages are fractions, token prices are per 1M tokens",
        &formats.note,
    )?;
    let heads = [
        "Input",
        "Value",
        "Unit",
        "Low",
        "Likely",
        "High",
        "Source",
        "Path in the file",
        "Check",
    ];
    for (column, head) in heads.iter().enumerate() {
        sheet.write_string_with_format(HEAD_ROW, column as u16, *head, &formats.head)?;
    }
    let rows = rows();
    let mut row = HEAD_ROW + 1;
    for &section in Section::ALL {
        sheet.write_string_with_format(row, 0, section.label(), &formats.section)?;
        row += 1;
        for input in INPUTS.iter().filter(|input| input.section == section) {
            write_input(sheet, row, input, study, formats)?;
            write_check(sheet, row, input, &rows, formats)?;
            if !matches!(input.kind, Kind::Numbers { .. }) {
                let at = format!("={SHEET}!$B${}", row + 1);
                workbook.define_name(defined_name(input.path), &at)?;
            }
            row += 1;
        }
    }
    write_volumes(workbook, sheet, study, formats)?;
    count_faults(workbook, sheet, row, formats)?;
    keep_small_amounts(sheet, (HEAD_ROW + 1, VALUE_COLUMN), (row, VALUE_COLUMN))?;
    keep_small_amounts(sheet, (HEAD_ROW + 1, LOW_COLUMN), (row, SOURCE_COLUMN - 1))?;
    sheet.set_column_width(0, 34)?;
    sheet.set_column_width(VALUE_COLUMN, 18)?;
    sheet.set_column_width(UNIT_COLUMN, 18)?;
    sheet.set_column_width(SOURCE_COLUMN, 60)?;
    sheet.set_column_width(PATH_COLUMN, 46)?;
    sheet.set_column_width(CHECK_COLUMN, 36)?;
    sheet.set_column_width(VOLUMES_COLUMN, 18)?;
    sheet.set_column_width(VOLUMES_CHECK_COLUMN, 40)?;
    sheet.set_column_width(EXPORTED_COLUMN, 18)?;
    sheet.set_column_width(EXPORTED_VOLUMES_COLUMN, 18)?;
    sheet.set_column_hidden(FAULT_COLUMN)?;
    sheet.set_column_hidden(CHANGED_COLUMN)?;
    sheet.set_column_hidden(CHANGED_VOLUMES_COLUMN)?;
    sheet.set_freeze_panes(HEAD_ROW + 1, 1)?;
    // The volumes aren't printed: their column is as long as the longest horizon.
    sheet
        .set_repeat_rows(HEAD_ROW, HEAD_ROW)?
        .set_print_area(0, 0, row - 1, CHECK_COLUMN)?;
    Ok(())
}

fn write_input(
    sheet: &mut Worksheet,
    row: u32,
    input: &Input,
    study: &Study,
    formats: &CellFormats,
) -> Result<(), XlsxError> {
    let scenario = &study.scenario;
    sheet.write_string_with_format(row, 0, input.full_label(), &formats.text)?;
    sheet.write_string_with_format(row, PATH_COLUMN, input.path, &formats.note)?;
    // Units are those of the file: a percentage is a fraction here too.
    let unit = match input.unit.suffix() {
        unit if unit.starts_with('%') => format!("as a fraction {}", unit.trim_start_matches('%')),
        unit => unit,
    };
    if let Unit::Money(words) = input.unit {
        // The currency is a cell too, so its name follows it.
        let text = format!("=currency&\"{}\"", prefixed(words));
        let value = format!("{}{}", scenario.currency.code(), prefixed(words));
        let cell = text_formula(&text, &value);
        sheet.write_formula_with_format(row, UNIT_COLUMN, cell, &formats.note)?;
    } else {
        sheet.write_string_with_format(row, UNIT_COLUMN, unit.trim_end(), &formats.note)?;
    }
    if let Some(source) = input.source(scenario) {
        sheet.write_string_with_format(row, SOURCE_COLUMN, fitting(source), &formats.note)?;
    }
    if let Some(rule) = checks::typing_rule(input, &address(VALUE_COLUMN, row))? {
        sheet.add_data_validation(row, VALUE_COLUMN, row, VALUE_COLUMN, &rule)?;
    }
    let only_told = checks::no_typing("Only the blue value counts. Type it there")?;
    sheet.add_data_validation(row, LOW_COLUMN, row, SOURCE_COLUMN - 1, &only_told)?;
    if !input.applies(scenario) {
        return Ok(());
    }
    match input.value(scenario) {
        Value::Absent => {}
        Value::Estimate(estimate) => {
            if let Some(base) = input.base(scenario) {
                let look = formats.input_of(base);
                sheet.write_number_with_format(row, VALUE_COLUMN, base, look)?;
                sheet.write_number_with_format(row, EXPORTED_COLUMN, base, &formats.exported)?;
            }
            let range = match estimate {
                Estimate::Exact(_) => [None; 3],
                Estimate::Range { low, high } => [Some(low), None, Some(high)],
                Estimate::Pert { low, likely, high } => [Some(low), Some(likely), Some(high)],
            };
            for (column, value) in (LOW_COLUMN..).zip(range) {
                if let Some(value) = value {
                    sheet.write_number_with_format(row, column, value, &formats.exported)?;
                }
            }
        }
        Value::Numbers(_) => {
            sheet.write_string_with_format(row, VALUE_COLUMN, "in column J", &formats.note)?;
        }
        // Whether a group is present follows from the cells below it, so this cell isn't meant to be changed.
        Value::Present => {
            sheet.write_string_with_format(row, VALUE_COLUMN, "as below", &formats.note)?;
        }
        // Written as a string, so that nothing that looks like a number or a formula becomes one.
        Value::Text(text) => write_text(sheet, row, &text, formats)?,
        Value::YesNo(true) => write_text(sheet, row, "yes", formats)?,
        Value::YesNo(false) => write_text(sheet, row, "no", formats)?,
    }
    Ok(())
}

/// Writes an input that is text, and beside it what it is compared with.
fn write_text(
    sheet: &mut Worksheet,
    row: u32,
    text: &str,
    formats: &CellFormats,
) -> Result<(), XlsxError> {
    let text = fitting(text);
    sheet.write_string_with_format(row, VALUE_COLUMN, &text, &formats.input_text)?;
    // What is empty at the export is an empty cell, with which another one is compared.
    if !text.is_empty() {
        sheet.write_string_with_format(row, EXPORTED_COLUMN, &text, &formats.note)?;
    }
    Ok(())
}

/// " per 1M tokens" for "per 1M tokens"; nothing for nothing.
fn prefixed(words: &str) -> String {
    if words.is_empty() {
        String::new()
    } else {
        format!(" {words}")
    }
}

/// A cell as formulas on this sheet name it: "B5".
fn address(column: u16, row: u32) -> String {
    format!("{}{}", column_number_to_name(column), row + 1)
}

/// The row of each input.
fn rows() -> Vec<(&'static str, u32)> {
    let mut rows = Vec::new();
    let mut row = HEAD_ROW;
    for &section in Section::ALL {
        row += 1;
        for input in INPUTS.iter().filter(|input| input.section == section) {
            row += 1;
            rows.push((input.path, row));
        }
    }
    rows
}

/// Says beside an input what is wrong with its value, or that it isn't the exported one.
fn write_check(
    sheet: &mut Worksheet,
    row: u32,
    input: &Input,
    rows: &[(&'static str, u32)],
    formats: &CellFormats,
) -> Result<(), XlsxError> {
    if matches!(input.kind, Kind::Numbers { .. } | Kind::Group) {
        return Ok(());
    }
    let at = address(VALUE_COLUMN, row);
    let at_path = |path: &str| {
        let found = rows.iter().find(|(known, _)| *known == path)?;
        Some(address(VALUE_COLUMN, found.1))
    };
    let fault = checks::fault(input, &at, at_path).unwrap_or_else(|| "=0".to_owned());
    let changed = checks::changed(&at, &address(EXPORTED_COLUMN, row));
    for (column, text) in [(FAULT_COLUMN, fault), (CHANGED_COLUMN, changed)] {
        sheet.write_formula_with_format(row, column, formula(&text, 0.0), &formats.note)?;
    }
    let check = format!(
        "=IF({}=1,\"{}\",IF({}=1,\"changed since the export\",\"\"))",
        address(FAULT_COLUMN, row),
        checks::allowed(input),
        address(CHANGED_COLUMN, row)
    );
    let cell = text_formula(&check, "");
    sheet.write_formula_with_format(row, CHECK_COLUMN, cell, &formats.note)?;
    Ok(())
}

/// The part of a text that a cell can hold.
pub(super) fn fitting(text: &str) -> String {
    match text.char_indices().nth(MAX_LETTERS) {
        Some((end, _)) => format!("{} …", &text[..end]),
        None => text.to_owned(),
    }
}

/// Writes the measured or planned volumes, and names the cells for those of all months.
fn write_volumes(
    workbook: &mut Workbook,
    sheet: &mut Worksheet,
    study: &Study,
    formats: &CellFormats,
) -> Result<(), XlsxError> {
    sheet.write_string_with_format(
        HEAD_ROW,
        VOLUMES_COLUMN,
        "Volume by month, from month 1",
        &formats.head,
    )?;
    let numbers = &study.scenario.workload.monthly_queries;
    for (row, number) in (HEAD_ROW + 1..).zip(numbers.iter().take(MAX_MONTHS)) {
        let number = number.get();
        sheet.write_number_with_format(row, VOLUMES_COLUMN, number, &formats.input)?;
        sheet.write_number_with_format(row, EXPORTED_VOLUMES_COLUMN, number, &formats.exported)?;
    }
    for (column, head) in [
        (VOLUMES_CHECK_COLUMN, "Check"),
        (EXPORTED_COLUMN, "Values as exported"),
        (EXPORTED_VOLUMES_COLUMN, "Volumes as exported"),
    ] {
        sheet.write_string_with_format(HEAD_ROW, column, head, &formats.head)?;
    }
    let last = HEAD_ROW + 1 + MAX_MONTHS as u32;
    for row in HEAD_ROW + 1..last {
        let below = format!("J{}:J${}", row + 2, last + 1);
        let text = checks::volume_fault(&address(VOLUMES_COLUMN, row), &below);
        let cell = text_formula(&text, "");
        sheet.write_formula_with_format(row, VOLUMES_CHECK_COLUMN, cell, &formats.note)?;
        let text = checks::changed(
            &address(VOLUMES_COLUMN, row),
            &address(EXPORTED_VOLUMES_COLUMN, row),
        );
        let cell = formula(&text, 0.0);
        sheet.write_formula_with_format(row, CHANGED_VOLUMES_COLUMN, cell, &formats.note)?;
    }
    let rule = checks::volume_rule()?;
    sheet.add_data_validation(
        HEAD_ROW + 1,
        VOLUMES_COLUMN,
        last - 1,
        VOLUMES_COLUMN,
        &rule,
    )?;
    let range = format!("={SHEET}!$J${}:$J${last}", HEAD_ROW + 2);
    workbook.define_name(defined_name("workload.monthly_queries"), &range)?;
    Ok(())
}

/// Counts the inputs that aren't allowed and those that were changed, in cells with names, and marks the former in red. `end` is the row below
/// the last input.
fn count_faults(
    workbook: &mut Workbook,
    sheet: &mut Worksheet,
    end: u32,
    formats: &CellFormats,
) -> Result<(), XlsxError> {
    let (first, last) = (HEAD_ROW + 1, HEAD_ROW + MAX_MONTHS as u32);
    let column = |column: u16, last: u32| {
        let letter = column_number_to_name(column);
        format!("{letter}${}:{letter}${}", first + 1, last + 1)
    };
    let sum = |of: u16| format!("SUM({})", column(of, end - 1));
    let checks = column(VOLUMES_CHECK_COLUMN, last);
    let changed_volumes = column(CHANGED_VOLUMES_COLUMN, last);
    let row = end + 1;
    for (row, what, name, text) in [
        (
            row,
            "Invalid inputs",
            checks::FAULTS,
            format!("={}+SUMPRODUCT(--(LEN({checks})>0))", sum(FAULT_COLUMN)),
        ),
        (
            row + 1,
            "Inputs changed since the export",
            checks::CHANGES,
            format!("={}+SUM({changed_volumes})", sum(CHANGED_COLUMN)),
        ),
    ] {
        sheet.write_string_with_format(row, 0, what, &formats.text)?;
        sheet.write_formula_with_format(row, VALUE_COLUMN, formula(&text, 0.0), &formats.count)?;
        workbook.define_name(name, &format!("={SHEET}!$B${}", row + 1))?;
    }
    for (column, rule, last) in [
        (VALUE_COLUMN, format!("=$N{}=1", first + 1), end - 1),
        (CHECK_COLUMN, format!("=$N{}=1", first + 1), end - 1),
        (VOLUMES_COLUMN, format!("=LEN($K{})>0", first + 1), last),
        (
            VOLUMES_CHECK_COLUMN,
            format!("=LEN($K{})>0", first + 1),
            last,
        ),
    ] {
        let mark = ConditionalFormatFormula::new()
            .set_rule(rule.as_str())
            .set_format(&formats.fault);
        sheet.add_conditional_format(first, column, last, column, &mark)?;
    }
    Ok(())
}
