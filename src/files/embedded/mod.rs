//! The scenarios inside a report, each with the settings that the report was made with, so that a report can be opened and made again.
//!
//! The scenario is a plain scenario file: attached to a PDF, any reader saves it out; in a web page it stands in an element that isn't
//! shown. The settings are a second text beside it. Whoever joins, splits or saves reports may rename texts and change their order, so
//! each is known by what it holds.
//!
//! - `pdf`, `html`: the texts that a file carries; `markup`: the tokenizer of web pages, within bounds
//! - `json`: those of a report for programs; `book`: the sheets of a spreadsheet, and the texts in them; `book_inputs`: what was
//!   changed in its cells since
//! - `presentation`: those of slides; `package`: the parts of office files
//! - `found`: such a text; `marks`: how earlier versions wrote both into one text

pub(in crate::files) mod book;
mod book_inputs;
mod found;
mod html;
mod json;
mod marks;
pub(in crate::files) mod markup;
pub(in crate::files) mod package;
pub(in crate::files) mod pdf;
mod presentation;

use serde::{Deserialize, Serialize};

use crate::scenario::Scenario;
use crate::scenario::inputs::{self, INPUTS, Input};
use crate::scenario::knobs::DecisionSettings;
use crate::scenario::record::Record;

use super::format::{self, FormatError};
use super::limits::{MAX_SCENARIOS, MAX_SETTINGS_BYTES};
use super::names;
use super::tree::{self, Tree};
use book::Book;
use found::{FoundText, SCENARIO_DESCRIPTION};

/// How the text of settings begins. A number of the scenario's text follows, by which they find each other again.
const SETTINGS_HEAD: &str = "// Breakeven report settings of scenario ";

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
    /// Whether it is light on dark.
    pub dark: bool,
    /// Whether nothing is behind it.
    pub transparent: bool,
    /// Whether axes count months instead of naming them.
    pub counted_months: bool,
    /// The chart that it is of, with its width and height in pixels; `None` for a whole report.
    pub chart: Option<(String, u32, u32)>,
    /// The paper and the layout of its pages; `None` if it has the usual ones.
    pub pages: Option<[String; 2]>,
    /// What made the report; `None` for reports of earlier versions.
    pub record: Option<Record>,
}

impl ReportSettings {
    /// The two inputs that the map varies; `None` if the user hasn't chosen them, or an input of that path no longer exists.
    pub fn axes(&self) -> Option<[&'static Input; 2]> {
        let [x, y] = self.map.as_ref()?;
        Some([inputs::find(x)?, inputs::find(y)?])
    }
}

/// A text that a report carries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CarriedText {
    /// The name as a file: "Support replies.ron".
    pub name: String,
    /// What it is, for whoever finds it in another program.
    pub description: &'static str,
    /// The text.
    pub text: String,
}

/// The texts that a report of this scenario carries: the scenario's own file, and the settings.
///
/// ```
/// use breakeven::files::embedded::{self, ReportSettings};
/// use breakeven::files::format;
/// use breakeven::scenario::Scenario;
///
/// let [scenario, settings] = embedded::write(&Scenario::default(), &ReportSettings::default())?;
/// assert_eq!(format::read(&scenario.text)?, Scenario::default());
/// assert!(settings.text.contains("scale_queries"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn write(
    scenario: &Scenario,
    settings: &ReportSettings,
) -> Result<[CarriedText; 2], ron::Error> {
    let text = format::write(scenario)?;
    let settings = format::ron_options()
        .to_string_pretty(settings, ron::ser::PrettyConfig::new().new_line("\n"))?;
    let settings = format!("{SETTINGS_HEAD}{:016x}\n{settings}\n", number_of(&text));
    Ok([
        CarriedText {
            name: names::file_name(scenario.title()),
            description: SCENARIO_DESCRIPTION,
            text,
        },
        CarriedText {
            name: format!("{} report settings.txt", names::safe_stem(scenario.title())),
            description: "Thresholds, levers, simulations and map of the report",
            text: settings,
        },
    ])
}

/// A number that differs between texts (FNV-1a), whatever their line ends.
fn number_of(text: &str) -> u64 {
    let bytes = text.trim().bytes().filter(|byte| *byte != b'\r');
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

/// A scenario in a report.
#[derive(Debug, Clone, PartialEq)]
pub struct EmbeddedScenario {
    /// The scenario, or why it can't be read.
    pub scenario: Result<Scenario, FormatError>,
    /// The settings that the report was made with, as far as this version knows them.
    pub settings: ReportSettings,
    /// What of the settings was left out, in words for the user.
    pub left_out: Vec<String>,
    /// What was corrected since the version of the scenario that changes its figures, a sentence each.
    pub corrections: Vec<&'static str>,
}

/// The scenarios in a PDF, in their order in the file, each once. An error says why the PDF can't be read.
pub fn read_pdf(bytes: &[u8]) -> Result<Vec<EmbeddedScenario>, String> {
    match pdf::attached_texts(bytes) {
        Ok(texts) => {
            let found = scenarios_in(&texts);
            Ok(if found.is_empty() {
                marked_scenarios(bytes)
            } else {
                found
            })
        }
        Err(problem) => {
            // A report of an earlier version can be read even if the rest is damaged.
            let found = marked_scenarios(bytes);
            if found.is_empty() {
                Err(problem)
            } else {
                Ok(found)
            }
        }
    }
}

/// The scenarios in a web page or an archive of one, in their order, each once.
pub fn read_html(bytes: &[u8]) -> Vec<EmbeddedScenario> {
    let unpacked = is_web_archive(bytes).then(|| html::unpacked_archive(bytes));
    let found = scenarios_in(&html::hidden_texts(unpacked.as_deref().unwrap_or(bytes)));
    if found.is_empty() {
        marked_scenarios(bytes)
    } else {
        found
    }
}

/// The scenarios in a report for programs. An error says why it can't be read.
pub fn read_json(bytes: &[u8]) -> Result<Vec<EmbeddedScenario>, String> {
    json::texts(bytes).map(|texts| scenarios_in(&texts))
}

/// The scenarios in a presentation. An error says why it can't be read.
pub fn read_presentation(bytes: &[u8]) -> Result<Vec<EmbeddedScenario>, String> {
    presentation::texts(bytes).map(|texts| scenarios_in(&texts))
}

/// The scenario in a spreadsheet, as it was when it was exported. An error says why it can't be read.
pub fn read_book_as_exported(bytes: &[u8]) -> Result<Vec<EmbeddedScenario>, String> {
    Book::read(bytes).map(|book| scenarios_in(&book.texts()))
}

/// The scenario in a spreadsheet, with what was changed in its cells since. An error says why it can't be read: which cell, and what is wrong
/// with it.
pub fn read_book(bytes: &[u8]) -> Result<Vec<EmbeddedScenario>, String> {
    let book = Book::read(bytes)?;
    let mut found = scenarios_in(&book.texts());
    for embedded in &mut found {
        if let Ok(scenario) = &mut embedded.scenario {
            book_inputs::take_changes(&book, scenario)?;
        }
    }
    Ok(found)
}

/// What earlier versions wrote, found by its marks alone.
fn marked_scenarios(bytes: &[u8]) -> Vec<EmbeddedScenario> {
    let mut parts = marks::find_all(bytes);
    let last = parts.pop();
    // Those before the last may be part of what a page shows.
    parts.retain(|part| states_scenario(part.scenario));
    let parts = parts.into_iter().chain(last);
    each_once(
        parts
            .map(|part| embedded(part.scenario, part.settings))
            .collect(),
    )
}

/// Pairs the scenarios among the texts with their settings.
fn scenarios_in(texts: &[FoundText]) -> Vec<EmbeddedScenario> {
    let mut scenarios: Vec<(&FoundText, String)> = Vec::new();
    let mut settings: Vec<(&FoundText, String)> = Vec::new();
    let mut found = Vec::new();
    for text in texts {
        let is_full = found.len() + scenarios.len() >= MAX_SCENARIOS;
        let marked = marks::find_all(text.text.as_bytes());
        if let Some(part) = marked.last() {
            // Marks before the last ones are in what a page shows.
            if !is_full {
                found.push(embedded(
                    &unescaped(part.scenario),
                    part.settings.map(unescaped).as_deref(),
                ));
            }
        } else if let Some(own) = own_text(text) {
            if own.contains(SETTINGS_HEAD) {
                settings.push((text, own));
            } else if !is_full {
                scenarios.push((text, own));
            }
        }
    }
    let is_only = scenarios.len() == 1 && settings.len() == 1;
    // Each text is searched once, not for each scenario again.
    let mut stated: Vec<Option<u64>> = settings
        .iter()
        .map(|(_, text)| stated_number(text))
        .collect();
    for (named, scenario) in &scenarios {
        let number = Some(number_of(scenario));
        let by_number = stated.iter().position(|stated| *stated == number);
        // A program may have changed the text: then the name tells, or that there is no other.
        let by_name = || {
            settings
                .iter()
                .position(|(other, _)| is_named_alike(&named.name, &other.name))
        };
        let own = by_number.or_else(by_name).or(is_only.then_some(0));
        // The same scenario may be in the file twice, with other settings: each are taken once.
        let own = own.map(|index| {
            stated.remove(index);
            settings.remove(index).1
        });
        found.push(embedded(scenario, own.as_deref()));
    }
    each_once(found)
}

/// The number of the scenario that a text of settings belongs to; `None` if it states none.
fn stated_number(settings: &str) -> Option<u64> {
    let (_, behind) = settings.split_once(SETTINGS_HEAD)?;
    u64::from_str_radix(behind.get(..16)?, 16).ok()
}

/// "Plan.ron" and "Plan report settings.txt".
fn is_named_alike(scenario: &str, settings: &str) -> bool {
    let stem = scenario.strip_suffix(".ron").unwrap_or(scenario);
    !stem.is_empty()
        && settings
            .strip_prefix(stem)
            .is_some_and(|rest| rest.trim_start().starts_with("report settings"))
}

/// The text if it is a scenario or settings of a report, be it of a newer version or faulty; `None` for what other programs attach.
fn own_text(
    FoundText {
        text, is_declared, ..
    }: &FoundText,
) -> Option<String> {
    let own = text.trim_start_matches('\u{feff}').trim();
    let is_own = |text: &str| text.starts_with(SETTINGS_HEAD) || states_scenario(text);
    if is_own(own) {
        return Some(own.to_owned());
    }
    let unescaped = unescaped(own);
    if is_own(&unescaped) {
        return Some(unescaped);
    }
    is_declared.then(|| own.to_owned())
}

/// A text of fields, in which a program has escaped quotes although scripts have no markup. What can be read stays as it is.
fn unescaped(text: &str) -> String {
    match Tree::names_in(text) {
        None if text.contains('&') => html::unescaped(text),
        _ => text.to_owned(),
    }
}

/// Whether a file begins as one in which a browser saves a whole page (MHTML): with the head of a mail.
pub fn is_web_archive(bytes: &[u8]) -> bool {
    html::is_archive(bytes)
}

/// Whether a text is the settings of a report.
pub fn is_settings(text: &str) -> bool {
    text.trim_start_matches('\u{feff}')
        .starts_with(SETTINGS_HEAD)
}

/// Whether a text states a version and what a scenario is made of, with fields that only a newer version may know.
fn states_scenario(text: &str) -> bool {
    let Some(names) = Tree::names_in(text) else {
        return false;
    };
    let is_known = |name: &String| {
        matches!(name.as_str(), "version" | "sources")
            || INPUTS
                .iter()
                .any(|input| input.path.split('.').next() == Some(name))
    };
    let states = |known: &str| names.iter().any(|name| name == known);
    let sections = ["workload", "prompting", "fine_tuning"];
    states("version") && (names.iter().all(is_known) || sections.into_iter().any(states))
}

fn embedded(scenario: &str, settings: Option<&str>) -> EmbeddedScenario {
    let (settings, left_out) = settings.map_or_else(Default::default, read_settings);
    let text = scenario.trim();
    let scenario = format::read(text);
    EmbeddedScenario {
        corrections: format::corrections(text, scenario.as_ref().ok()),
        scenario,
        settings,
        left_out,
    }
}

/// The settings as far as they can be read, and what was left out: it must not keep anybody from the scenario.
fn read_settings(text: &str) -> (ReportSettings, Vec<String>) {
    if text.len() as u64 > MAX_SETTINGS_BYTES {
        let problem = "they are larger than 256 kB".to_owned();
        return (ReportSettings::default(), vec![problem]);
    }
    let read = tree::read_what_fits::<ReportSettings>(text);
    let (mut settings, faults) = match read {
        Ok(read) => read,
        Err(error) => return (ReportSettings::default(), vec![error.to_string()]),
    };
    let mut left_out: Vec<String> = faults
        .iter()
        .map(|fault| format!("{}: {}", fault.field, fault.problem))
        .collect();
    if let (Ok(stated), Ok(known)) = (Tree::parse(text), Tree::of(&ReportSettings::default())) {
        let unknown = tree::unknown_fields(&stated, &known).into_iter();
        left_out.extend(unknown.map(|field| format!("{field}: this version has no such setting")));
    }
    if settings.map.is_some() && settings.axes().is_none() {
        settings.map = None;
        left_out.push("map: this version has no such input".to_owned());
    }
    (settings, left_out)
}

fn each_once(found: Vec<EmbeddedScenario>) -> Vec<EmbeddedScenario> {
    let mut each: Vec<EmbeddedScenario> = Vec::new();
    for scenario in found {
        if !each.contains(&scenario) {
            each.push(scenario);
        }
    }
    each
}
