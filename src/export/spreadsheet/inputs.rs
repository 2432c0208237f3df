//! The sheet of inputs. Each input has a row with its base value, its range, its source, and a name that formulas use.

use rust_xlsxwriter::{DataValidation, DataValidationRule, Workbook, Worksheet, XlsxError};

use crate::scenario::Estimate;
use crate::scenario::inputs::{INPUTS, Input, Kind, Section, Value};
use crate::study::Study;

use super::cells::{CellFormats, MAX_MONTHS};

/// What the sheet is called, on its tab and in formulas.
pub const SHEET: &str = "Inputs";

/// The name of an input's cell in formulas: "workload_queries_per_month".
pub fn defined_name(path: &str) -> String {
    path.replace('.', "_")
}

// Columns, counted from 0. The range takes three from `LOW_COLUMN` on: low, likely, high.
const VALUE_COLUMN: u16 = 1;
const UNIT_COLUMN: u16 = 2;
const LOW_COLUMN: u16 = 3;
const SOURCE_COLUMN: u16 = 6;
const PATH_COLUMN: u16 = 7;
/// The monthly volumes stand one below the other, beside the inputs.
const VOLUMES_COLUMN: u16 = 9;
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
        "Change the values in blue: everything follows. Of a range its base value counts; shares are fractions, prices of tokens per 1 million",
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
        "In the file",
    ];
    for (column, head) in heads.iter().enumerate() {
        sheet.write_string_with_format(HEAD_ROW, column as u16, *head, &formats.head)?;
    }
    let mut row = HEAD_ROW + 1;
    for &section in Section::ALL {
        sheet.write_string_with_format(row, 0, section.label(), &formats.section)?;
        row += 1;
        for input in INPUTS.iter().filter(|input| input.section == section) {
            write_input(sheet, row, input, study, formats)?;
            if !matches!(input.kind, Kind::Numbers { .. }) {
                let at = format!("={SHEET}!$B${}", row + 1);
                workbook.define_name(defined_name(input.path), &at)?;
            }
            row += 1;
        }
    }
    write_volumes(workbook, sheet, study, formats)?;
    sheet.set_column_width(0, 34)?;
    sheet.set_column_width(VALUE_COLUMN, 18)?;
    sheet.set_column_width(UNIT_COLUMN, 18)?;
    sheet.set_column_width(SOURCE_COLUMN, 60)?;
    sheet.set_column_width(PATH_COLUMN, 46)?;
    sheet.set_column_width(VOLUMES_COLUMN, 18)?;
    sheet.set_freeze_panes(HEAD_ROW + 1, 1)?;
    // The volumes aren't printed: their column is as long as the longest horizon.
    sheet
        .set_repeat_rows(HEAD_ROW, HEAD_ROW)?
        .set_print_area(0, 0, row - 1, PATH_COLUMN)?;
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
    sheet.write_string_with_format(row, UNIT_COLUMN, unit.trim_end(), &formats.note)?;
    if let Some(source) = input.source(scenario) {
        sheet.write_string_with_format(row, SOURCE_COLUMN, fitting(source), &formats.note)?;
    }
    if let Some(allowed) = allowed(input)? {
        sheet.add_data_validation(row, VALUE_COLUMN, row, VALUE_COLUMN, &allowed)?;
    }
    if !input.applies(scenario) {
        return Ok(());
    }
    match input.value(scenario) {
        Value::Absent => {}
        Value::Estimate(estimate) => {
            if let Some(base) = input.base(scenario) {
                let look = formats.input_of(base);
                sheet.write_number_with_format(row, VALUE_COLUMN, base, look)?;
            }
            let range = match estimate {
                Estimate::Exact(_) => [None; 3],
                Estimate::Range { low, high } => [Some(low), None, Some(high)],
                Estimate::Pert { low, likely, high } => [Some(low), Some(likely), Some(high)],
            };
            for (column, value) in (LOW_COLUMN..).zip(range) {
                if let Some(value) = value {
                    sheet.write_number_with_format(row, column, value, &formats.number)?;
                }
            }
        }
        Value::Numbers(_) => {
            sheet.write_string_with_format(row, VALUE_COLUMN, "in column J", &formats.note)?;
        }
        // Written as a string, so that nothing that looks like a number or a formula becomes one.
        Value::Text(text) => {
            sheet.write_string_with_format(
                row,
                VALUE_COLUMN,
                fitting(&text),
                &formats.input_text,
            )?;
        }
        // Whether a group is present follows from the cells below it, so this cell isn't meant to be changed.
        Value::Present => {
            sheet.write_string_with_format(row, VALUE_COLUMN, "as below", &formats.note)?;
        }
        Value::YesNo(true) => {
            sheet.write_string_with_format(row, VALUE_COLUMN, "yes", &formats.input)?;
        }
        Value::YesNo(false) => {
            sheet.write_string_with_format(row, VALUE_COLUMN, "no", &formats.input)?;
        }
    }
    Ok(())
}

/// Checks what is typed into an input's cell against its domain. `None` if there is nothing to check.
fn allowed(input: &Input) -> Result<Option<DataValidation>, XlsxError> {
    let domain = match input.kind {
        Kind::Estimate { domain, .. } | Kind::Number { domain, .. } => domain,
        Kind::Choice(choices) => {
            let names: Vec<&str> = choices.iter().map(|(name, _)| *name).collect();
            return Ok(Some(DataValidation::new().allow_list_strings(&names)?));
        }
        Kind::YesNo => {
            return Ok(Some(
                DataValidation::new().allow_list_strings(&["yes", "no"])?,
            ));
        }
        Kind::Numbers { .. } | Kind::Text | Kind::Group => return Ok(None),
    };
    let validation = DataValidation::new();
    let validation = if domain.whole {
        let min = domain.min as i32;
        let rule = if domain.is_bounded() {
            DataValidationRule::Between(min, domain.max as i32)
        } else {
            DataValidationRule::GreaterThanOrEqualTo(min)
        };
        validation.allow_whole_number(rule)
    } else {
        validation.allow_decimal_number(DataValidationRule::Between(domain.min, domain.max))
    };
    let validation = validation
        .set_error_title("Not taken")?
        .set_error_message(format!(
            "Type {}",
            domain.describe(|bound| bound.to_string())
        ))?;
    Ok(Some(validation))
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
        "Monthly volumes, from month 1",
        &formats.head,
    )?;
    let numbers = &study.scenario.workload.monthly_queries;
    for (row, number) in (HEAD_ROW + 1..).zip(numbers.iter().take(MAX_MONTHS)) {
        sheet.write_number_with_format(row, VOLUMES_COLUMN, number.get(), &formats.input)?;
    }
    let last = HEAD_ROW + 1 + MAX_MONTHS as u32;
    let range = format!("={SHEET}!$J${}:$J${last}", HEAD_ROW + 2);
    workbook.define_name(defined_name("workload.monthly_queries"), &range)?;
    Ok(())
}
