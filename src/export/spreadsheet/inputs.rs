//! The sheet of inputs: a row each, with the value that counts, its range, its source, and a name that formulas use.

use rust_xlsxwriter::{DataValidation, DataValidationRule, Workbook, Worksheet, XlsxError};

use crate::scenario::Estimate;
use crate::scenario::domain::MAX_NUMBER;
use crate::scenario::inputs::{INPUTS, Input, Kind, Section, Value};
use crate::study::Study;

use super::cells::{CellFormats, MAX_MONTHS};

/// Its name.
pub const SHEET: &str = "Inputs";

/// The name of an input's cell: "workload_queries_per_month".
pub fn defined_name(path: &str) -> String {
    path.replace('.', "_")
}

const VALUE: u16 = 1;
const UNIT: u16 = 2;
const LOW: u16 = 3;
const SOURCE: u16 = 6;
const PATH: u16 = 7;
/// The volumes, one below the other, beside everything else.
const VOLUMES: u16 = 9;
const HEAD: u32 = 3;

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
        sheet.write_string_with_format(HEAD, column as u16, *head, &formats.head)?;
    }
    let mut row = HEAD + 1;
    for section in Section::ALL {
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
    volumes(workbook, sheet, study, formats)?;
    sheet.set_column_width(0, 34)?;
    sheet.set_column_width(VALUE, 18)?;
    sheet.set_column_width(UNIT, 18)?;
    sheet.set_column_width(SOURCE, 60)?;
    sheet.set_column_width(PATH, 46)?;
    sheet.set_column_width(VOLUMES, 18)?;
    sheet.set_freeze_panes(HEAD + 1, 1)?;
    // Not the volumes beside it, which are as long as the longest horizon.
    sheet
        .set_repeat_rows(HEAD, HEAD)?
        .set_print_area(0, 0, row - 1, PATH)?;
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
    sheet.write_string_with_format(row, PATH, input.path, &formats.note)?;
    // In the file's unit: what is a share there is one here.
    let unit = match input.unit.suffix() {
        unit if unit.starts_with('%') => format!("as a fraction {}", unit.trim_start_matches('%')),
        unit => unit,
    };
    sheet.write_string_with_format(row, UNIT, unit.trim_end(), &formats.note)?;
    if let Some(source) = scenario.sources.get(input.path) {
        sheet.write_string_with_format(row, SOURCE, fitting(source), &formats.note)?;
    }
    if let Some(allowed) = allowed(input)? {
        sheet.add_data_validation(row, VALUE, row, VALUE, &allowed)?;
    }
    if !input.applies(scenario) {
        return Ok(());
    }
    match input.value(scenario) {
        Value::Absent => {}
        Value::Estimate(estimate) => {
            if let Some(base) = input.base(scenario) {
                let look = formats.input_of(base);
                sheet.write_number_with_format(row, VALUE, base, look)?;
            }
            let range = match estimate {
                Estimate::Exact(_) => [None; 3],
                Estimate::Range { low, high } => [Some(low), None, Some(high)],
                Estimate::Pert { low, likely, high } => [Some(low), Some(likely), Some(high)],
            };
            for (column, value) in (LOW..).zip(range) {
                if let Some(value) = value {
                    sheet.write_number_with_format(row, column, value, &formats.number)?;
                }
            }
        }
        Value::Numbers(_) => {
            sheet.write_string_with_format(row, VALUE, "in column J", &formats.note)?;
        }
        // Whatever it looks like, it stays text.
        Value::Text(text) => {
            sheet.write_string_with_format(row, VALUE, fitting(&text), &formats.input_text)?;
        }
        // A group is there where its cells below are filled: this one isn't for changing.
        Value::Present => {
            sheet.write_string_with_format(row, VALUE, "as below", &formats.note)?;
        }
        Value::YesNo(true) => {
            sheet.write_string_with_format(row, VALUE, "yes", &formats.input)?;
        }
        Value::YesNo(false) => {
            sheet.write_string_with_format(row, VALUE, "no", &formats.input)?;
        }
    }
    Ok(())
}

/// What may be typed into an input's cell, as its domain has it; what isn't there may be left empty.
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
        let rule = if domain.max < MAX_NUMBER {
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

/// What a cell can hold of a text.
pub(super) fn fitting(text: &str) -> String {
    // Counted there in UTF-16, of which a letter may take two.
    const MOST: usize = 16_000;
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{} …", &text[..end]),
        None => text.to_owned(),
    }
}

/// Measured or planned volumes, with room for as many as there are months.
fn volumes(
    workbook: &mut Workbook,
    sheet: &mut Worksheet,
    study: &Study,
    formats: &CellFormats,
) -> Result<(), XlsxError> {
    sheet.write_string_with_format(
        HEAD,
        VOLUMES,
        "Monthly volumes, from month 1",
        &formats.head,
    )?;
    let numbers = &study.scenario.workload.monthly_queries;
    for (row, number) in (HEAD + 1..).zip(numbers.iter().take(MAX_MONTHS)) {
        sheet.write_number_with_format(row, VOLUMES, number.get(), &formats.input)?;
    }
    let last = HEAD + 1 + MAX_MONTHS as u32;
    let range = format!("={SHEET}!$J${}:$J${last}", HEAD + 2);
    workbook.define_name(defined_name("workload.monthly_queries"), &range)?;
    Ok(())
}
