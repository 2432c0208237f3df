//! The study as a spreadsheet whose arithmetic can be followed and changed: every input a named cell, the month-by-month ledger of both
//! approaches as formulas on those (MODEL.md §2–4), totals and break-even on top of it. Cells hold their values too, for readers that don't
//! recalculate.
//!
//! - `cells`: what the sheets share: formats, formulas with their values, how many months there are rows for
//! - [`inputs`]: the sheet of inputs, and the names that formulas use
//! - `workings`: what follows from inputs alone: prices that apply, costs of a training round
//! - `ledger`: a row a month, up to the longest horizon that there is; those past the scenario's own are white
//! - `summary`: totals by phase, break-even, and a chart of both curves

mod cells;
pub mod inputs;
mod ledger;
mod summary;
mod workings;

use rust_xlsxwriter::{Workbook, Worksheet, XlsxError};

use crate::study::Study;

use cells::CellFormats;

/// As spreadsheets count paper sizes.
const A4: u8 = 9;

/// The spreadsheet as a file.
pub fn render(study: &Study) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let formats = CellFormats::new();
    let sheet = |name| sheet(name, study.scenario.title());
    let mut summary = sheet(summary::SHEET)?;
    let mut inputs = sheet(inputs::SHEET)?;
    let mut workings = sheet(workings::SHEET)?;
    let mut ledger = sheet(ledger::SHEET)?;
    inputs::write(&mut workbook, &mut inputs, study, &formats)?;
    workings::write(&mut workbook, &mut workings, study, &formats)?;
    let columns = ledger::write(&mut ledger, study, &formats)?;
    summary::write(&mut workbook, &mut summary, study, &columns, &formats)?;
    workbook.push_worksheet(summary);
    workbook.push_worksheet(inputs);
    workbook.push_worksheet(workings);
    workbook.push_worksheet(ledger);
    workbook.save_to_buffer()
}

fn sheet(name: &str, scenario: &str) -> Result<Worksheet, XlsxError> {
    let mut sheet = Worksheet::new();
    sheet.set_name(name)?;
    // On paper a page wide, and as many long as it takes. "&" begins a code, and a footer ends at 255 characters.
    let scenario: String = scenario.chars().take(80).collect();
    let footer = format!("&L{}&C&A&RPage &P of &N", scenario.replace('&', "&&"));
    sheet
        .set_landscape()
        .set_paper_size(A4)
        .set_margins(0.5, 0.5, 0.5, 0.7, 0.3, 0.3)
        .set_footer(footer)
        .set_print_fit_to_pages(1, 0);
    Ok(sheet)
}
