//! Whether a report is as the program makes it: each place where the file differs from the report made anew.
//!
//! - [`differences`]: of two files of the same kind, whatever kind that is
//! - `json`: values; `page`: the texts of web pages; `pdf`: the pages of PDFs; `book`: the cells of spreadsheets;
//!   `slides`: the texts and numbers of presentations
//! - `texts`: two lists of texts beside each other

mod book;
mod json;
mod page;
mod pdf;
mod slides;
mod texts;

use super::store::{ReportKind, report_kind};

/// A place where a report differs from the one made anew.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Where: a path in JSON, the heading above a text, a page, a cell.
    pub place: String,
    /// What stands there; empty if nothing does.
    pub found: String,
    /// What should; empty if nothing should.
    pub wanted: String,
}

impl Difference {
    fn new(place: impl Into<String>, found: impl Into<String>, wanted: impl Into<String>) -> Self {
        Self {
            place: place.into(),
            found: found.into(),
            wanted: wanted.into(),
        }
    }

    /// A part that isn't made of texts.
    fn of_part(place: impl Into<String>) -> Self {
        Self::new(place, "", "")
    }
}

/// Where a report differs from the one made anew. What isn't seen, such as the order of parts in a file, doesn't count. An error says why the
/// report can't be read.
pub fn differences(found: &[u8], wanted: &[u8]) -> Result<Vec<Difference>, String> {
    if found == wanted {
        return Ok(Vec::new());
    }
    match report_kind(found) {
        Some(ReportKind::Json) => json::differences(found, wanted),
        Some(ReportKind::WebPage) => Ok(page::differences(found, wanted)),
        Some(ReportKind::Pdf) => pdf::differences(found, wanted),
        Some(ReportKind::Spreadsheet) => book::differences(found, wanted),
        Some(ReportKind::Presentation) => slides::differences(found, wanted),
        None => Err("it is no report".to_owned()),
    }
}
