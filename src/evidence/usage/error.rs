//! Why a file gives no workload.

use std::fmt;
use std::io;

use crate::evidence::problem::Problem;

use super::mapping::Preview;
use super::problem::Problems;

/// Why a file gives no workload. The sentences hold nothing of what the file says.
#[derive(Debug)]
pub enum UsageError {
    /// Reading failed, or was given up.
    Io(io::Error),
    /// There is nothing in it.
    Empty,
    /// It is no table and no JSON; a clause that begins small says what it is, and what to do.
    OtherKind(&'static str),
    /// A table of none of the forms. Its columns can be named by hand.
    Unknown(Preview),
    /// JSON of none of the forms.
    UnknownJson {
        /// What is wrong with its first row, if it is no sound JSON.
        problem: Option<Problem>,
    },
    /// It states costs by line item, and no usage.
    OnlyCosts,
    /// Its first row has numbers or dates, so that it names no columns.
    NoHeader,
    /// The mapping names a column that isn’t in the header; which field is said.
    NoColumn(&'static str),
    /// The header isn’t UTF-8.
    HeaderNotUtf8 {
        /// The line, from 1.
        line: u64,
    },
    /// A row is longer than what is read.
    TooLong {
        /// The line on which it begins, from 1.
        line: u64,
    },
    /// There are more models or days than any export has.
    TooManySums,
    /// There is a header and nothing below it.
    NoRows,
    /// There are only buckets of time in which nothing was used.
    OnlyEmptyBuckets {
        /// How many.
        buckets: u64,
    },
    /// No row could be used.
    NoUsableRows {
        /// Rows that are all right, but don’t count.
        left_out: u64,
        /// What is wrong with the others.
        problems: Problems,
    },
    /// It can’t be told which part of a date such as 01/08/2026 is the day. [`Mapping::date_order`](super::mapping::Mapping) says it.
    AmbiguousDates {
        /// The first line with such a date, from 1.
        line: u64,
        /// The first rows.
        preview: Preview,
    },
    /// It can’t be told whether a number such as 1.234 has decimals. [`Mapping::decimals`](super::mapping::Mapping) says it.
    AmbiguousNumbers {
        /// The first line with such a number, from 1.
        line: u64,
        /// The first rows.
        preview: Preview,
    },
}

impl fmt::Display for UsageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io(error) => write!(f, "it couldn’t be read: {error}"),
            Self::Empty => f.write_str("there is nothing in it"),
            Self::OtherKind(what) => f.write_str(what),
            Self::Unknown(_) => f.write_str("its columns are those of no known export. Choose which column states what"),
            Self::NoHeader => {
                f.write_str("its first row names no columns. Add a row with their names above it")
            }
            Self::UnknownJson { problem: None } => {
                f.write_str("it is JSON, but no known usage export. Try the CSV export")
            }
            Self::UnknownJson { problem: Some(problem) } => {
                write!(f, "it is JSON, but no known usage export. Line {}: {}", problem.line, problem.text)
            }
            Self::TooManySums => f.write_str(
                "there are more models and days than any export has. Is another column that of models?",
            ),
            Self::OnlyCosts => f.write_str("it is an export of costs, which states no requests and tokens. Export the usage instead"),
            Self::NoColumn(field) => write!(f, "the column chosen for {field} isn’t in the header"),
            Self::HeaderNotUtf8 { line } => write!(f, "line {line} isn’t UTF-8 text. Save the file as UTF-8"),
            Self::TooLong { line } => {
                write!(f, "line {line}: the row is longer than 16 MB. A quote may be missing at its end")
            }
            Self::NoRows => f.write_str("it has a header, but no rows"),
            Self::OnlyEmptyBuckets { .. } => f.write_str("nothing was used in the time that it covers: all of its buckets are empty"),
            Self::NoUsableRows { left_out, problems } => no_usable_rows(f, *left_out, problems),
            Self::AmbiguousDates { line, .. } => {
                write!(f, "line {line}: no date of the file tells whether the day or the month comes first. Choose the order of dates")
            }
            Self::AmbiguousNumbers { line, .. } => {
                write!(f, "line {line}: no number of the file tells whether a point or a comma separates decimals. Choose which does")
            }
        }
    }
}

fn no_usable_rows(f: &mut fmt::Formatter<'_>, left_out: u64, problems: &Problems) -> fmt::Result {
    match problems.first.first() {
        Some(problem) => write!(
            f,
            "none of its rows can be used. Line {}: {}",
            problem.line, problem.text
        ),
        None if left_out > 0 => f.write_str("none of its rows is an answered query"),
        None => f.write_str("there is no row in it"),
    }
}

impl std::error::Error for UsageError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io(error) => Some(error),
            _ => None,
        }
    }
}

impl From<io::Error> for UsageError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}
