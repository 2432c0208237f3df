//! A scenario inside a report, with what was turned to decide about it: between marks that are found in an HTML file and in a PDF alike, so
//! that a report can be opened again and made anew.

use std::ops::Range;

use ron::error::Error as RonError;
use ron::ser::PrettyConfig;
use serde::{Deserialize, Serialize};

use crate::scenario::Scenario;
use crate::scenario::inputs::{self, Input};
use crate::scenario::knobs::Knobs;

use super::format::{self, FormatError};

/// What was turned begins at the first of these marks and ends at the second, where the scenario begins, up to the third.
const DECIDED: &str = "// Breakeven decision: begin";
const BEGIN: &str = "// Breakeven scenario: begin";
const END: &str = "// Breakeven scenario: end";

/// What a report was made with that isn't the scenario's.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Decided {
    /// Thresholds and levers.
    pub knobs: Knobs,
    /// Draws of the uncertain inputs, where it says.
    pub samples: Option<usize>,
    /// The inputs over which the map goes, by their paths, where they were picked.
    pub map: Option<[String; 2]>,
}

impl Decided {
    /// The inputs over which the map goes, where they were picked.
    pub fn axes(&self) -> Option<[&'static Input; 2]> {
        let [x, y] = self.map.as_ref()?;
        Some([inputs::find(x)?, inputs::find(y)?])
    }
}

/// The scenario's file between its marks, and before it what was turned. "<" occurs only in texts, and stands there as an escape: it would
/// mean something in HTML.
pub fn wrapped(scenario: &Scenario, decided: &Decided) -> Result<String, RonError> {
    let decided = format::ron_options()
        .to_string_pretty(decided, PrettyConfig::new().new_line("\n"))?
        .replace('<', "\\u{3c}");
    let scenario = format::write(scenario)?.replace('<', "\\u{3c}");
    Ok(format!(
        "\n{DECIDED}\n{decided}\n{BEGIN}\n{scenario}{END}\n"
    ))
}

/// What is between the marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found<'a> {
    /// The scenario's file.
    pub scenario: &'a str,
    decided: Option<&'a str>,
}

impl Found<'_> {
    /// What was turned; `None` in reports that don't say.
    pub fn decided(&self) -> Result<Option<Decided>, FormatError> {
        self.decided.map(format::parse_as).transpose()
    }
}

/// What is between the marks, where there are any. The last ones count: a text of the scenario that is shown on the page may hold marks too,
/// and in the scenario's file its line breaks are escapes.
pub fn found(bytes: &[u8]) -> Option<Found<'_>> {
    let end = last(END, bytes)?;
    let begin = last(BEGIN, &bytes[..end.start])?;
    let scenario = str::from_utf8(&bytes[begin.end..end.start]).ok()?;
    let decided = last(DECIDED, &bytes[..begin.start]);
    let decided = decided.and_then(|decided| str::from_utf8(&bytes[decided.end..begin.start]).ok());
    Some(Found { scenario, decided })
}

/// Where a mark stands last with a line's end behind it, of whichever kind: mails and editors turn one into the other.
fn last(mark: &str, bytes: &[u8]) -> Option<Range<usize>> {
    let mark = mark.as_bytes();
    let mut before = bytes.len();
    loop {
        let parts = bytes[..before].windows(mark.len());
        let start = parts.rev().position(|part| part == mark)?;
        let start = before - mark.len() - start;
        let behind = start + mark.len();
        let line_end = [&b"\n"[..], b"\r\n"];
        let line_end = line_end
            .into_iter()
            .find(|end| bytes[behind..].starts_with(end));
        if let Some(line_end) = line_end {
            return Some(start..behind + line_end.len());
        }
        before = behind - 1;
    }
}
