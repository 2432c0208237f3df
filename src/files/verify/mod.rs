//! Whether a report is as the program makes it: each place where the file differs from the report made anew.
//!
//! - [`differences`]: of two files of the same kind, whatever kind that is
//! - `json`: values; `page`: the texts of web pages; `pdf`: the pages of PDFs; `book`: the cells of spreadsheets;
//!   `slides`: the texts and numbers of presentations
//! - `difference`: a place that differs; `texts`: two lists of texts beside each other

mod book;
mod difference;
mod json;
mod page;
mod pdf;
mod slides;
mod texts;

use super::store::{ReportKind, report_kind};

pub use difference::Difference;

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
