//! A scenario inside a report: between two marks that are found in an HTML file and in a PDF alike, so that a report can be opened again.

use ron::error::Error as RonError;

use crate::scenario::Scenario;

use super::format;

const BEGIN: &str = "// Breakeven scenario: begin\n";
const END: &str = "// Breakeven scenario: end\n";

/// The scenario's file between its marks. "<" occurs only in its texts, and stands there as an escape: it would mean something in HTML.
pub fn wrapped(scenario: &Scenario) -> Result<String, RonError> {
    let text = format::write(scenario)?.replace('<', "\\u{3c}");
    Ok(format!("\n{BEGIN}{text}{END}"))
}

/// What is between the marks, where there are any. The last ones count: a text of the scenario that is shown on the page may hold marks too,
/// and in the scenario's file its line breaks are escapes.
pub fn found(bytes: &[u8]) -> Option<&str> {
    let last = |mark: &str, before: usize| {
        let mark = mark.as_bytes();
        bytes[..before]
            .windows(mark.len())
            .rposition(|part| part == mark)
    };
    let end = last(END, bytes.len())?;
    let begin = last(BEGIN, end)? + BEGIN.len();
    str::from_utf8(&bytes[begin..end]).ok()
}
