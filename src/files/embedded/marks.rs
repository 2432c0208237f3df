//! Reports of earlier versions: settings and scenario stand in one text between marks, which are found in the bytes of any file.

use std::ops::Range;

use crate::files::limits::MAX_SCENARIOS;

/// The settings stand between the first two of these marks, the scenario between the last two.
const SETTINGS_BEGIN: &str = "// Breakeven decision: begin";
const SCENARIO_BEGIN: &str = "// Breakeven scenario: begin";
const SCENARIO_END: &str = "// Breakeven scenario: end";

/// The texts between the marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Marked<'a> {
    pub(super) scenario: &'a str,
    pub(super) settings: Option<&'a str>,
}

/// The texts between all marks, in their order: the last ones if there are too many.
pub(super) fn find_all(bytes: &[u8]) -> Vec<Marked<'_>> {
    let mut found = Vec::new();
    let mut before = bytes;
    while found.len() < MAX_SCENARIOS
        && let Some(end) = last_mark(SCENARIO_END, before)
        && let Some(begin) = last_mark(SCENARIO_BEGIN, &before[..end.start])
    {
        // Behind the end of the scenario before, these would be another one's.
        let earlier = last_mark(SCENARIO_END, &before[..begin.start]).map_or(0, |end| end.end);
        let settings = last_mark(SETTINGS_BEGIN, &before[earlier..begin.start])
            .and_then(|mark| str::from_utf8(&before[earlier + mark.end..begin.start]).ok());
        if let Ok(scenario) = str::from_utf8(&before[begin.end..end.start]) {
            found.push(Marked { scenario, settings });
        }
        before = &before[..begin.start];
    }
    found.reverse();
    found
}

/// The last place of a mark that is followed by a line break of either kind, since mail programs and editors convert line breaks.
fn last_mark(mark: &str, bytes: &[u8]) -> Option<Range<usize>> {
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
