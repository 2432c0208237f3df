//! The study as a spreadsheet whose arithmetic can be followed and changed: every input a named cell, the month-by-month ledger of both
//! approaches as formulas on those (MODEL.md §2–4), totals and break-even on top of it. Cells hold their values too, for readers that don't
//! recalculate.
//!
//! - [`inputs`]: the sheet of inputs, and the names that formulas use
//! - `workings`: what follows from inputs alone: prices that apply, costs of a training round
//! - `ledger`: a row a month, up to the longest horizon that there is; those past the scenario's own are white
//! - `summary`: totals by phase, break-even, and a chart of both curves

pub mod inputs;
mod ledger;
mod summary;
mod workings;

use rust_xlsxwriter::{Color, Format, FormatAlign, Formula, Workbook, Worksheet, XlsxError};

use crate::study::Study;
use crate::theme::palette::Palette;

/// Months that the ledger has rows for: the longest horizon.
const MOST_MONTHS: usize = 120;

/// As spreadsheets count paper sizes.
const A4: u8 = 9;

/// The spreadsheet as a file.
pub fn xlsx(study: &Study) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let looks = Looks::new();
    let sheet = |name| sheet(name, study.scenario.title());
    let mut summary = sheet(summary::SHEET)?;
    let mut inputs = sheet(inputs::SHEET)?;
    let mut workings = sheet(workings::SHEET)?;
    let mut ledger = sheet(ledger::SHEET)?;
    inputs::write(&mut workbook, &mut inputs, study, &looks)?;
    workings::write(&mut workbook, &mut workings, study, &looks)?;
    let columns = ledger::write(&mut ledger, study, &looks)?;
    summary::write(&mut workbook, &mut summary, study, &columns, &looks)?;
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

/// How cells look.
struct Looks {
    title: Format,
    head: Format,
    head_of_numbers: Format,
    section: Format,
    note: Format,
    text: Format,
    input: Format,
    input_of_many: Format,
    input_text: Format,
    number: Format,
    count: Format,
    factor: Format,
    moment: Format,
    money: Format,
    total: Format,
    date: Format,
}

impl Looks {
    fn new() -> Self {
        let palette = Palette::of(false);
        let color = |color: egui::Color32| {
            let [red, green, blue, _] = color.to_array();
            Color::RGB(u32::from_be_bytes([0, red, green, blue]))
        };
        let base = || Format::new().set_font_name("Inter").set_font_size(10);
        let head = || {
            base()
                .set_bold()
                .set_text_wrap()
                .set_background_color(color(palette.sidebar))
        };
        let number = || base().set_num_format("#,##0.########");
        let money = || base().set_num_format("#,##0.00");
        Self {
            title: base().set_bold().set_font_size(16),
            head: head(),
            head_of_numbers: head().set_align(FormatAlign::Right),
            section: base().set_bold().set_font_color(color(palette.accent)),
            note: base().set_font_color(color(palette.weak)),
            text: base(),
            // Blue is what may be changed, as finance has it.
            input: number().set_font_color(color(palette.accent)),
            input_of_many: money().set_font_color(color(palette.accent)),
            // A typed "2028-05" stays what it is.
            input_text: base()
                .set_num_format("@")
                .set_font_color(color(palette.accent)),
            number: number(),
            count: base().set_num_format("#,##0"),
            factor: base().set_num_format("0.000000"),
            moment: base().set_num_format("0.00;;"),
            money: money(),
            total: money().set_bold(),
            date: base().set_num_format("mmm yyyy;;"),
        }
    }
}

impl Looks {
    /// Of an input with this value: the median of a range has more digits than anybody reads.
    fn input_of(&self, value: f64) -> &Format {
        if value.abs() >= 100.0 && value.fract() != 0.0 {
            &self.input_of_many
        } else {
            &self.input
        }
    }
}

/// A formula with the value that it has now.
fn formula(text: &str, value: f64) -> Formula {
    // What isn't drawn is no number.
    let result = if value.is_nan() {
        "#N/A".to_owned()
    } else {
        value.to_string()
    };
    Formula::new(text).set_result(result)
}

/// A formula whose result is no number.
fn formula_of_text(text: &str, value: &str) -> Formula {
    Formula::new(text).set_result(value)
}
