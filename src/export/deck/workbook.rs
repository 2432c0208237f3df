//! The workbook in a chart: its numbers on one sheet, where “Edit data” finds them.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, XlsxError};

/// The sheet that formulas name.
const SHEET: &str = "Sheet1";

/// A column of the sheet below its head.
#[derive(Debug, Clone, PartialEq)]
pub enum Cells {
    Text(Vec<String>),
    /// Numbers and their format.
    Numbers(Vec<f64>, String),
}

/// The columns of the sheet, each with a head.
#[derive(Debug, Default)]
pub struct Sheet(Vec<(String, Cells)>);

impl Sheet {
    /// Adds a column and returns its number.
    pub fn push(&mut self, head: &str, cells: Cells) -> usize {
        self.0.push((head.to_owned(), cells));
        self.0.len() - 1
    }

    /// The column that holds exactly this, if there is one.
    pub fn find(&self, cells: &Cells) -> Option<usize> {
        self.0.iter().position(|(_, other)| other == cells)
    }

    /// A column's head.
    pub fn head(&self, column: usize) -> &str {
        &self.0[column].0
    }

    /// A column's cells.
    pub fn cells(&self, column: usize) -> &Cells {
        &self.0[column].1
    }

    /// The address of a column's head.
    pub fn head_address(column: usize) -> String {
        format!("{SHEET}!${}$1", letters(column))
    }

    /// The address of a column's cells.
    pub fn cells_address(&self, column: usize) -> String {
        let count = match self.cells(column) {
            Cells::Text(texts) => texts.len(),
            Cells::Numbers(numbers, _) => numbers.len(),
        };
        let letters = letters(column);
        format!("{SHEET}!${letters}$2:${letters}${}", count.max(1) + 1)
    }

    /// The file. Its bytes depend on nothing but the cells.
    pub fn render(&self) -> Result<Vec<u8>, XlsxError> {
        let mut workbook = Workbook::new();
        let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
        workbook.set_properties(&DocProperties::new().set_creation_datetime(&made));
        let sheet = workbook.add_worksheet().set_name(SHEET)?;
        for (column, (head, cells)) in (0..).zip(&self.0) {
            sheet.write_string(0, column, spoken(head))?;
            sheet.set_column_width(column, 18)?;
            match cells {
                Cells::Text(texts) => {
                    for (row, text) in (1..).zip(texts) {
                        sheet.write_string(row, column, spoken(text))?;
                    }
                }
                Cells::Numbers(numbers, format) => {
                    let format = Format::new().set_num_format(format.as_str());
                    for (row, &number) in (1..).zip(numbers) {
                        if number.is_finite() {
                            sheet.write_number_with_format(row, column, number, &format)?;
                        }
                    }
                }
            }
        }
        workbook.save_to_buffer()
    }
}

/// A text as a cell can hold it: at most 32,767 letters.
fn spoken(text: &str) -> String {
    let allowed = text
        .chars()
        .filter(|&letter| super::xml::is_allowed(letter));
    allowed.take(16_000).collect()
}

/// A column's letters: A to Z, AA and so on.
fn letters(column: usize) -> String {
    let letter = char::from(b'A' + (column % 26) as u8);
    match column / 26 {
        0 => letter.to_string(),
        more => format!("{}{letter}", letters(more - 1)),
    }
}
