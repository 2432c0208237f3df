//! The study as a spreadsheet whose arithmetic can be followed and changed: every input is a named cell, the month-by-month ledger of both
//! approaches is formulas on those (docs/formulas.md §2–4), and totals and break-even are formulas on the ledger. Cells hold their values too, for
//! programs that don't recalculate.
//!
//! - `cells`: what the sheets share: formats, formulas with their values, the number of months
//! - [`inputs`]: the sheet of inputs; `checks`: whether their values are allowed, and still the exported ones
//! - [`names`]: how cells are named in formulas
//! - `workings`: what follows from the inputs alone, such as the prices that apply and the cost of a training round; `price_steps`: the
//!   announced price changes in it, read from their text
//! - `ledger`: a row for each month of the longest horizon that a scenario may have; those past its own are written in white
//! - `summary`: totals by phase, break-even, and a chart of both curves
//! - [`record`]: what made the book, and the texts that make it again

mod cells;
mod checks;
pub mod inputs;
mod ledger;
pub mod names;
mod price_steps;
pub mod record;
mod summary;
mod workings;

use rust_xlsxwriter::{Workbook, Worksheet, XlsxError};

use crate::analysis::ledger::Ledger;
use crate::export::drawing::pdf::Attachment;
use crate::study::Study;

use cells::CellFormats;

/// The number of the paper size A4 in spreadsheets.
const A4: u8 = 9;
/// At most this many letters of the scenario's title go into the footer, which ends at 255 characters.
const MAX_FOOTER_TITLE_LETTERS: usize = 80;

/// Renders the spreadsheet as a file, which carries the texts along.
pub fn render(study: &Study, texts: &[Attachment]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&record::properties(study)?);
    let formats = CellFormats::new();
    let sheet = |name| sheet(name, study.scenario.title());
    let mut summary = sheet(summary::SHEET)?;
    let mut inputs = sheet(inputs::SHEET)?;
    let mut workings = sheet(workings::SHEET)?;
    let mut ledger = sheet(ledger::SHEET)?;
    inputs::write(&mut workbook, &mut inputs, study, &formats)?;
    // One ledger for all sheets.
    let costs = Ledger::new(&study.scenario);
    workings::write(&mut workbook, &mut workings, (study, &costs), &formats)?;
    let columns = ledger::write(&mut ledger, study, &costs, &formats)?;
    summary::write(&mut workbook, &mut summary, study, &columns, &formats)?;
    workbook.push_worksheet(summary);
    workbook.push_worksheet(inputs);
    workbook.push_worksheet(workings);
    workbook.push_worksheet(ledger);
    if study.record().is_some() {
        let mut record = sheet(record::SHEET)?;
        record::write(&mut record, study, &formats)?;
        workbook.push_worksheet(record);
    }
    if !texts.is_empty() {
        let mut hidden = sheet(record::TEXTS_SHEET)?;
        record::write_texts(&mut hidden, texts)?;
        workbook.push_worksheet(hidden);
    }
    workbook.save_to_buffer()
}

fn sheet(name: &str, scenario: &str) -> Result<Worksheet, XlsxError> {
    let mut sheet = Worksheet::new();
    sheet.set_name(name)?;
    // A formula without a stored value is one whose text is empty.
    sheet.set_formula_result_default("");
    // In a footer "&" begins a code.
    let scenario: String = scenario.chars().take(MAX_FOOTER_TITLE_LETTERS).collect();
    let footer = format!("&L{}&C&A&RPage &P of &N", scenario.replace('&', "&&"));
    // In print a sheet is one page wide, and as many pages long as it takes.
    sheet
        .set_landscape()
        .set_paper_size(A4)
        .set_margins(0.5, 0.5, 0.5, 0.7, 0.3, 0.3)
        .set_footer(footer)
        .set_print_fit_to_pages(1, 0);
    Ok(sheet)
}
