//! The ledger as formulas: a row for each month, a column for each quantity ([`quantities`], [`service`], [`cost_columns`]). Rows past the horizon come
//! to 0 and are written in white.

mod columns;
mod cost_columns;
mod quantities;
mod service;

use std::fmt::Write as _;

use rust_xlsxwriter::utility::column_number_to_name;
use rust_xlsxwriter::{Color, ConditionalFormatFormula, Format, Worksheet, XlsxError};

use crate::analysis::approach::Approach;
use crate::analysis::ledger::Ledger;
use crate::study::Study;

use super::cells::{CellFormats, MAX_MONTHS, formula, keep_small_amounts};
use columns::{Columns, FOR_THE_CHART, PAGES};

pub(super) const SHEET: &str = "Ledger";
/// The row of month 0. Rows count from 0 here, and from 1 in formulas.
const FIRST_ROW: u32 = 4;
const HEAD_ROW: u32 = FIRST_ROW - 1;
const GROUP_ROW: u32 = HEAD_ROW - 1;

/// Columns that count something.
const COUNTS: [&str; 16] = [
    "m",
    "on",
    "v",
    "sum",
    "changes",
    "p_gone",
    "p_retired",
    "b_traffic",
    "t_traffic",
    "gone",
    "retired",
    "ended",
    "tuned",
    "scheduled",
    "retrainings",
    "ahead",
];
/// Columns of shares, levels and prices of a query.
const FACTORS: [&str; 9] = [
    "pv", "p_level", "p_hit", "p_query", "b_hit", "b_query", "t_level", "t_hit", "t_query",
];

/// The letters of the columns, for formulas that refer to them.
pub(super) struct ColumnAddresses(Vec<&'static str>);

impl ColumnAddresses {
    fn place(&self, key: &str) -> usize {
        let place = self.0.iter().position(|known| *known == key);
        debug_assert!(place.is_some(), "{key}");
        place.unwrap_or(0)
    }

    fn letter(&self, key: &str) -> String {
        column_number_to_name(self.place(key) as u16)
    }

    /// All months of a column: "Ledger!$C$5:$C$125".
    pub(super) fn all(&self, key: &str) -> String {
        self.range(key, 0, MAX_MONTHS)
    }

    fn range(&self, key: &str, from: usize, to: usize) -> String {
        let letter = self.letter(key);
        let row = |month: usize| FIRST_ROW as usize + 1 + month;
        format!("{SHEET}!${letter}${}:${letter}${}", row(from), row(to))
    }
}

/// The formula of a cell: the template with the addresses of cells in the same row (and the one above) for the names in brackets.
fn filled(template: &str, addresses: &ColumnAddresses, row: u32) -> String {
    let mut text = String::from("=");
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('[') {
        text.push_str(before);
        let (key, after) = after.split_once(']').unwrap_or((after, ""));
        let (key, row) = match key.strip_suffix('-') {
            Some(key) => (key, row),
            None => (key, row + 1),
        };
        // Writing to a string can’t fail.
        let _ = write!(text, "{}{row}", addresses.letter(key));
        rest = after;
    }
    text + rest
}

/// All columns. A column's values may be computed from those of the columns before it.
fn columns_of<'a>(study: &'a Study, ledger: &'a Ledger) -> Columns<'a> {
    let mut columns = Columns::new(study, ledger);
    columns.time();
    columns.serving(Approach::Prompting);
    columns.prompted_model();
    columns.beside();
    columns.serving(Approach::FineTuning);
    columns.service();
    columns.approach(study, Approach::Prompting);
    columns.approach(study, Approach::FineTuning);
    columns.crossings();
    columns.drawn();
    columns
}

pub(super) fn write(
    sheet: &mut Worksheet,
    study: &Study,
    costs: &Ledger,
    formats: &CellFormats,
) -> Result<ColumnAddresses, XlsxError> {
    let columns = columns_of(study, costs);
    let addresses = ColumnAddresses(columns.all.iter().map(|column| column.key).collect());
    sheet.write_string_with_format(0, 0, "Month by month", &formats.title)?;
    let mut group = "";
    for (place, column) in columns.all.iter().enumerate() {
        let place = place as u16;
        if column.group != group {
            group = column.group;
            sheet.write_string_with_format(GROUP_ROW, place, group, &formats.section)?;
        }
        sheet.write_string_with_format(HEAD_ROW, place, column.head, &formats.head_of_numbers)?;
        let format: &Format = match column.key {
            "calendar" => &formats.date,
            key if COUNTS.contains(&key) => &formats.count,
            key if FACTORS.contains(&key) => &formats.factor,
            "crosses" => &formats.moment,
            _ => &formats.money,
        };
        for (month, value) in column.values.iter().enumerate() {
            let row = FIRST_ROW + month as u32;
            let template = match &column.at_start {
                Some(at_start) if month == 0 => at_start,
                _ => &column.formula,
            };
            let text = filled(template, &addresses, row);
            let cell = formula(&text, *value);
            sheet.write_formula_with_format(row, place, cell, format)?;
        }
        let width = match column.key {
            "m" | "on" => 8,
            "calendar" => 10,
            _ => 14,
        };
        sheet.set_column_width(place, width)?;
    }
    // Rows past the horizon are white until the horizon is made longer.
    let beyond = ConditionalFormatFormula::new()
        .set_rule(format!("=${}{}=0", addresses.letter("on"), FIRST_ROW + 1).as_str())
        .set_format(Format::new().set_font_color(Color::White));
    let (rows, width) = (FIRST_ROW + MAX_MONTHS as u32, columns.all.len() as u16 - 1);
    sheet.add_conditional_format(FIRST_ROW, 0, rows, width, &beyond)?;
    // Months, volumes and present values before them are no amounts.
    let first_amount = addresses.place("p_level") as u16;
    keep_small_amounts(sheet, (FIRST_ROW, first_amount), (rows, width))?;
    sheet.set_row_height(HEAD_ROW, 56)?;
    sheet.set_freeze_panes(FIRST_ROW, 1)?;
    set_up_print(sheet, &columns, formats)?;
    Ok(addresses)
}

/// Sets up printing: the months of the horizon, with a few groups of columns on each page.
fn set_up_print(
    sheet: &mut Worksheet,
    columns: &Columns<'_>,
    formats: &CellFormats,
) -> Result<(), XlsxError> {
    let first_of = |group: &str| columns.all.iter().position(|column| column.group == group);
    let breaks: Vec<u32> = PAGES
        .into_iter()
        .filter_map(first_of)
        .map(|index| index as u32)
        .collect();
    let last = first_of(FOR_THE_CHART).unwrap_or(columns.all.len()) as u16 - 1;
    let rows = FIRST_ROW + columns.ledger.months as u32;
    sheet
        .set_print_scale(53)
        .set_vertical_page_breaks(&breaks)?
        .set_repeat_columns(0, 1)?
        .set_repeat_rows(GROUP_ROW, HEAD_ROW)?
        .set_print_area(GROUP_ROW, 0, rows, last)?;
    sheet.write_string_with_format(
        1,
        0,
        "The print area covers the exported time horizon. Enlarge it for a longer one",
        &formats.note,
    )?;
    Ok(())
}
