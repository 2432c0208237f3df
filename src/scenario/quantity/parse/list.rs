//! A column of numbers, one a month, as it is pasted from a spreadsheet.
//!
//! ```text
//! column    [heading] number { line-end number }      a blank line within it is an entry that is missing
//!         | number { (tab | ";" | ", ") number }      on one line
//!         | "[" number { "," number } "]"             as in files
//! ```
//!
//! On one line, commas and spaces could separate months or thousands: "100,200,300" and "12 345 13 210" are refused.

use crate::scenario::estimate::Estimate;
use crate::scenario::quantity::unit::Unit;

use super::error::{ParseNumberError, shortened};
use super::estimate::{Notation, read};
use super::{characters, grouping};

/// The numbers of a column.
#[derive(Debug, Clone, PartialEq)]
pub struct List {
    /// The numbers, in the unit of files.
    pub numbers: Vec<f64>,
    /// A heading before the first number, which was left out.
    pub heading: Option<String>,
}

/// Why a column can't be read.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum ListError {
    /// An entry isn't a number.
    #[error("month {month}: {problem}")]
    Entry {
        /// The month, from 1.
        month: usize,
        /// What is wrong with its entry.
        problem: ParseNumberError,
    },
    /// An entry is a range.
    #[error("month {0}: takes one number, not a range")]
    Range(usize),
    /// One line whose separators may be those of months or of thousands.
    #[error("“{text}” could be one month or several: put each month on a line of its own{}", or_plain(plain.as_ref()))]
    OneLine {
        /// The line.
        text: String,
        /// The digits without separators, if they are well grouped.
        plain: Option<String>,
    },
    /// A table of several columns.
    #[error("line {0} has several cells: paste the column of volumes alone")]
    Table(usize),
}

fn or_plain(plain: Option<&String>) -> String {
    match plain {
        Some(plain) => format!(", or type {plain} for one month"),
        None => String::new(),
    }
}

/// Reads a column of numbers in this unit; empty text is no numbers.
///
/// ```
/// use breakeven::scenario::quantity::{Notation, Unit, read_list};
///
/// let read = |text| read_list(text, Unit::Count("a month"), Notation::Screen);
/// assert_eq!(read("Queries\r\n12,345\r\n13,210\r\n")?.numbers, [12_345.0, 13_210.0]);
/// assert_eq!(read("100; 200")?.numbers, [100.0, 200.0]);
/// assert!(read("100,200,300").is_err());
/// # Ok::<(), breakeven::scenario::quantity::ListError>(())
/// ```
pub fn read_list(text: &str, unit: Unit, notation: Notation) -> Result<List, ListError> {
    let mut entries = entries(text)?;
    let number = |entry: &str| read(entry, unit, notation);
    let heading = entries
        .first()
        .filter(|first| entries.len() > 1 && is_heading(first) && number(first).is_err())
        .cloned();
    if heading.is_some() {
        entries.remove(0);
    }
    let numbers = entries.iter().zip(1..).map(|(entry, month)| {
        match number(entry).map(|typed| typed.estimate) {
            Ok(Estimate::Exact(value)) => Ok(value),
            Ok(_) => Err(ListError::Range(month)),
            Err(problem) => Err(ListError::Entry { month, problem }),
        }
    });
    Ok(List {
        numbers: numbers.collect::<Result<_, _>>()?,
        heading,
    })
}

/// Whether the entry begins with a letter, as a heading does and a mistyped number rarely.
fn is_heading(entry: &str) -> bool {
    entry.starts_with(char::is_alphabetic)
}

/// The entries of a column. A blank line between others is one, so that later entries stay in their months.
fn entries(text: &str) -> Result<Vec<String>, ListError> {
    let is_line_end = |c: char| matches!(c, '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}');
    let ends_line = text.trim_end_matches([' ', '\t']).ends_with(is_line_end);
    let text = text.replace("\r\n", "\n");
    let trimmed = text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    if trimmed.is_empty() {
        return Ok(Vec::new());
    }
    if let Some(inner) = trimmed
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'))
    {
        return Ok(in_brackets(inner));
    }
    let lines: Vec<&str> = trimmed.split(is_line_end).collect();
    let cells =
        |line: &str| -> Vec<String> { line.split(['\t', ';']).map(characters::plain).collect() };
    match *lines {
        [line] if line.contains(['\t', ';']) => Ok(without_blank_end(cells(line))),
        [line] => one_line(&characters::plain(line), ends_line),
        _ => lines
            .iter()
            .zip(1..)
            .map(
                |(line, number)| match without_blank_end(cells(line)).as_slice() {
                    [] => Ok(String::new()),
                    [cell] => Ok(cell.trim_end_matches(',').to_owned()),
                    _ => Err(ListError::Table(number)),
                },
            )
            .collect(),
    }
}

fn without_blank_end(mut cells: Vec<String>) -> Vec<String> {
    while cells.last().is_some_and(String::is_empty) {
        cells.pop();
    }
    cells
}

/// The entries of a list as it stands in files, where a comma never separates thousands.
fn in_brackets(inner: &str) -> Vec<String> {
    without_blank_end(inner.split(',').map(characters::plain).collect())
}

/// The entries of a single line: several only if it is clear where each ends.
fn one_line(line: &str, ends_line: bool) -> Result<Vec<String>, ListError> {
    if line.contains(", ") {
        let entries = line.trim_end_matches(',').split(", ");
        return Ok(entries.map(|entry| entry.trim().to_owned()).collect());
    }
    let line = line.trim_end_matches(',');
    let is_between_digits = |(place, separator): (usize, &str)| {
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        digit(line[..place].chars().next_back())
            && digit(line[place + separator.len()..].chars().next())
    };
    if !ends_line && line.match_indices([',', ' ']).any(is_between_digits) {
        return Err(ListError::OneLine {
            text: shortened(line),
            plain: grouping::without_separators(line),
        });
    }
    Ok(vec![line.to_owned()])
}
