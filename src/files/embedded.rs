//! The scenario inside a report, with the settings that the report was made with. Both stand between marks that can be found in an HTML
//! file as well as in a PDF, so that a report can be opened and made again.

use std::ops::Range;

use ron::error::Error as RonError;
use ron::ser::PrettyConfig;
use serde::{Deserialize, Serialize};

use crate::scenario::Scenario;
use crate::scenario::inputs::{self, Input};
use crate::scenario::knobs::DecisionSettings;

use super::format::{self, FormatError};

/// The settings stand between the first two of these marks, the scenario between the last two.
const SETTINGS_BEGIN: &str = "// Breakeven decision: begin";
const SCENARIO_BEGIN: &str = "// Breakeven scenario: begin";
const SCENARIO_END: &str = "// Breakeven scenario: end";

/// The settings that a report was made with.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename = "Decided")]
pub struct ReportSettings {
    /// Thresholds and levers of the decision.
    pub knobs: DecisionSettings,
    /// Number of draws of the uncertain inputs; `None` if the report doesn't state it.
    pub samples: Option<usize>,
    /// Paths of the two inputs that the map varies; `None` if the user hasn't chosen them.
    pub map: Option<[String; 2]>,
}

impl ReportSettings {
    /// The two inputs that the map varies; `None` if the user hasn't chosen them, or an input of that path no longer exists.
    pub fn axes(&self) -> Option<[&'static Input; 2]> {
        let [x, y] = self.map.as_ref()?;
        Some([inputs::find(x)?, inputs::find(y)?])
    }
}

/// Writes the settings and the scenario's file between their marks. "<" would begin a tag in HTML, so it is escaped; RON has it only in
/// texts.
///
/// ```
/// use breakeven::files::embedded::{self, ReportSettings};
/// use breakeven::files::format;
/// use breakeven::scenario::Scenario;
///
/// let mut scenario = Scenario::default();
/// scenario.name = "a < b".to_owned();
/// let text = embedded::write(&scenario, &ReportSettings::default())?;
/// assert!(!text.contains('<'));
/// let found = embedded::read(text.as_bytes()).expect("marks");
/// assert_eq!(format::read(found.scenario)?, scenario);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn write(scenario: &Scenario, settings: &ReportSettings) -> Result<String, RonError> {
    let settings = format::ron_options()
        .to_string_pretty(settings, PrettyConfig::new().new_line("\n"))?
        .replace('<', "\\u{3c}");
    let scenario = format::write(scenario)?.replace('<', "\\u{3c}");
    Ok(format!(
        "\n{SETTINGS_BEGIN}\n{settings}\n{SCENARIO_BEGIN}\n{scenario}{SCENARIO_END}\n"
    ))
}

/// The texts between the marks of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Embedded<'a> {
    /// The scenario, as the text of its file.
    pub scenario: &'a str,
    settings: Option<&'a str>,
}

impl Embedded<'_> {
    /// The settings that the report was made with; `None` if the report doesn't contain any.
    pub fn report_settings(&self) -> Result<Option<ReportSettings>, FormatError> {
        self.settings.map(format::parse_as).transpose()
    }
}

/// Finds the texts between the marks; `None` if there are no marks. The last marks are the right ones: the page may show a text of the
/// scenario that contains marks too, but in the scenario's file the line breaks of that text are escaped.
pub fn read(bytes: &[u8]) -> Option<Embedded<'_>> {
    let end = last_mark(SCENARIO_END, bytes)?;
    let begin = last_mark(SCENARIO_BEGIN, &bytes[..end.start])?;
    let scenario = str::from_utf8(&bytes[begin.end..end.start]).ok()?;
    let settings = last_mark(SETTINGS_BEGIN, &bytes[..begin.start]);
    let settings = settings.and_then(|mark| str::from_utf8(&bytes[mark.end..begin.start]).ok());
    Some(Embedded { scenario, settings })
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
