//! The text of a scenario file: read with errors that tell the user what to change, and written so that versions compare well line by line.

use std::borrow::Cow;
use std::fmt;

use ron::extensions::Extensions;
use ron::ser::PrettyConfig;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::scenario::actuals::Actuals;
use crate::scenario::correlations::Correlations;
use crate::scenario::inputs::{self, Input, InputError, Kind, Notation, Value};
use crate::scenario::limits::{self, Excess};
use crate::scenario::price_steps::PriceSteps;
use crate::scenario::words::uncapitalized;
use crate::scenario::{Currency, FormatVersion, Scenario, one_line};

use super::limits::MAX_SCENARIO_BYTES;
use super::migrations;
use super::mistyped::mistyped;

/// A problem in the text of a file, with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormatError {
    /// The line, from 1; 0 if the problem has no place in the text.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// The path of the field; empty if the problem isn't in a field.
    pub field: String,
    /// The problem, and what is allowed.
    pub problem: String,
}

impl fmt::Display for FormatError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.line > 0 {
            write!(f, "line {}, column {}: ", self.line, self.column)?;
        }
        if !self.field.is_empty() {
            write!(f, "{}: ", self.field)?;
        }
        f.write_str(&self.problem)
    }
}

impl std::error::Error for FormatError {}

impl FormatError {
    /// The error as it can be read: what it quotes from a file is cut, and on one line.
    fn readable(self) -> Self {
        Self {
            field: shortened(&self.field, MAX_MESSAGE_CHARACTERS),
            problem: shortened(&self.problem, MAX_MESSAGE_CHARACTERS),
            ..self
        }
    }
}

/// Longer messages are cut: the longest of our own, a list of allowed fields, is shorter.
pub(super) const MAX_MESSAGE_CHARACTERS: usize = 1_000;
/// Longer names are cut where a message quotes them: no field's is so long.
const MAX_NAME_CHARACTERS: usize = 100;

/// The text on one line, cut to so many characters.
pub(super) fn shortened(text: &str, characters: usize) -> String {
    let end = text.char_indices().nth(characters);
    match end {
        Some((end, _)) => format!("{}…", one_line(&text[..end])),
        None => one_line(text),
    }
}

/// How similar a field's name has to be to an unknown one to be suggested, by Jaro-Winkler: 1 for the same name.
const MIN_SIMILARITY: f64 = 0.75;

/// The dialect of RON in scenario files: optional values are written without `Some`, and read with or without it.
pub(crate) fn ron_options() -> ron::Options {
    ron::Options::default().with_default_extension(Extensions::IMPLICIT_SOME)
}

/// Reads a scenario from the text of its file.
///
/// ```
/// use breakeven::files::format;
///
/// let scenario = format::read("(version: 1, horizon_months: 36)")?;
/// assert_eq!(scenario.horizon_months.whole(), 36);
/// let error = format::read("(horizon_month: 36)").unwrap_err();
/// assert_eq!((error.line, error.field.as_str()), (1, "horizon_month"));
/// # Ok::<(), format::FormatError>(())
/// ```
pub fn read(text: &str) -> Result<Scenario, FormatError> {
    if text.len() as u64 > MAX_SCENARIO_BYTES {
        return Err(FormatError {
            line: 0,
            column: 0,
            field: String::new(),
            problem: "it is larger than 4 MB: not a scenario".to_owned(),
        });
    }
    let text = current_text(without_mark(text))?;
    let mut scenario = parse(&text)?;
    scenario.version = FormatVersion::CURRENT;
    let misplaced = inputs::misplaced_correlation(&scenario.correlations);
    let misplaced = misplaced.map(|problem| Excess {
        path: "correlations",
        problem,
    });
    match limits::excess(&scenario).or(misplaced) {
        None => Ok(scenario),
        Some(Excess { path, problem }) => {
            let name = path.rsplit('.').next().unwrap_or(path);
            let (line, column) = position_of(&text, name);
            Err(FormatError {
                line,
                column,
                field: path.to_owned(),
                problem,
            })
        }
    }
}

/// The text without the byte order mark that some editors put before it.
pub(super) fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

/// The text as it stands in the current version of the format.
pub(super) fn current_text(text: &str) -> Result<Cow<'_, str>, FormatError> {
    let version = stated_version(text);
    if version == FormatVersion::CURRENT {
        return Ok(Cow::Borrowed(text));
    }
    migrations::migrate(version, text).map_err(|problem| {
        let (line, column) = position_of(text, "version");
        FormatError {
            line,
            column,
            field: "version".to_owned(),
            problem,
        }
    })
}

/// Line and column, from 1, at which a field's name first occurs.
fn position_of(text: &str, name: &str) -> (usize, usize) {
    let at = text.find(name).unwrap_or(0);
    let before = &text[..at];
    let line = before.matches('\n').count() + 1;
    let column = before
        .chars()
        .rev()
        .take_while(|letter| *letter != '\n')
        .count()
        + 1;
    (line, column)
}

/// Writes the fields of a scenario that differ from their defaults, one on a line.
pub fn write(scenario: &Scenario) -> Result<String, ron::Error> {
    write_named(scenario, false)
}

/// The same, with the names of the structs if a file demands them.
pub(super) fn write_named(scenario: &Scenario, names_structs: bool) -> Result<String, ron::Error> {
    let style = PrettyConfig::new()
        .extensions(Extensions::IMPLICIT_SOME)
        .compact_structs(false)
        .struct_names(names_structs)
        .new_line("\n");
    let text = ron_options().to_string_pretty(scenario, style)?;
    // `ron_options` enables the extension for reading, so the file doesn't need to.
    let text = text
        .strip_prefix("#![enable(implicit_some)]\n")
        .unwrap_or(&text);
    Ok(format!("{text}\n"))
}

/// The version alone, since it decides how the other fields are read.
#[derive(Deserialize)]
struct VersionOnly {
    #[serde(default = "current")]
    version: FormatVersion,
}

fn current() -> FormatVersion {
    FormatVersion::CURRENT
}

/// The version that the text states. If the text can't be read, it counts as current, because the error of the full parser is better.
pub(super) fn stated_version(text: &str) -> FormatVersion {
    let stated: Result<VersionOnly, _> = ron_options().from_str(text);
    stated.map_or(FormatVersion::CURRENT, |stated| stated.version)
}

/// What was corrected since the version that the text states, and changes figures of the scenario in it, a sentence each.
pub(super) fn corrections(text: &str, scenario: Option<&Scenario>) -> Vec<&'static str> {
    let of = |scenario| migrations::corrections(stated_version(without_mark(text)), scenario);
    scenario.map(of).unwrap_or_default()
}

/// Reads a scenario of the current version.
fn parse(text: &str) -> Result<Scenario, FormatError> {
    if text.trim().is_empty() {
        return Err(FormatError {
            line: 0,
            column: 0,
            field: String::new(),
            problem: "the file is empty; a scenario starts with ( and ends with )".to_owned(),
        });
    }
    parse_as(text)
}

/// Reads a value of any type, with errors that name line, column and field.
pub(crate) fn parse_as<T: DeserializeOwned>(text: &str) -> Result<T, FormatError> {
    parse_whole(text).map_err(FormatError::readable)
}

fn parse_whole<T: DeserializeOwned>(text: &str) -> Result<T, FormatError> {
    let options = ron_options();
    let positioned = |error: &ron::error::SpannedError| FormatError {
        line: error.span.start.line,
        column: error.span.start.col,
        field: String::new(),
        problem: error.code.to_string(),
    };
    let mut deserializer = ron::Deserializer::from_str_with_options(text, &options)
        .map_err(|error| positioned(&error))?;
    let value = serde_path_to_error::deserialize(&mut deserializer).map_err(|error| {
        let path = error.path().to_string();
        let error = deserializer.span_error(error.into_inner());
        let mistyped = mistyped(text, error.span.start.line, error.span.start.col);
        let (field, mut problem, place) = match mistyped {
            Some(number) => (
                number.field,
                number.problem,
                Some((number.line, number.column)),
            ),
            None => (field_of(&path, &error.code), problem(&error.code), None),
        };
        let (line, column) = place.unwrap_or((error.span.start.line, error.span.start.col));
        if let Some(input) = input_of(&field)
            && input.kind != Kind::Group
            && !problem.contains("allowed")
        {
            problem = format!(
                "{problem}; allowed: {}",
                input.allowed(&Currency::default())
            );
        }
        FormatError {
            line,
            column,
            field,
            problem,
        }
    })?;
    deserializer
        .end()
        .map_err(|error| positioned(&deserializer.span_error(error)))?;
    Ok(value)
}

/// The input that a field belongs to: an element of a list belongs to the list, and a point of a range to the range.
fn input_of(field: &str) -> Option<&'static Input> {
    let whole = field.split('[').next().unwrap_or(field);
    let range = whole.rsplit_once('.').map_or(whole, |(range, _)| range);
    inputs::find(whole)
        .or_else(|| inputs::find(range).filter(|input| matches!(input.kind, Kind::Estimate { .. })))
}

/// The path as it is in the table of inputs, without the parts that stand for options.
fn field_of(path: &str, error: &ron::Error) -> String {
    let mut parts: Vec<&str> = path
        .split('.')
        .filter(|part| !matches!(*part, "?" | ""))
        .collect();
    let named = match error {
        ron::Error::NoSuchStructField { found, .. } => Some(found.as_str()),
        ron::Error::DuplicateStructField { field, .. } => Some(*field),
        _ => None,
    };
    // The path may lack the name of an unknown or duplicate field.
    parts.extend(named.filter(|name| parts.last() != Some(name)));
    if let Some(last) = parts.last_mut()
        && let Some((end, _)) = last.char_indices().nth(MAX_NAME_CHARACTERS)
    {
        *last = &last[..end];
    }
    parts.join(".")
}

/// The problem in words that don't need to know RON.
fn problem(error: &ron::Error) -> String {
    match error {
        ron::Error::NoSuchStructField {
            expected, found, ..
        } => {
            // Comparing takes time by the length.
            let found = shortened(found, MAX_NAME_CHARACTERS);
            let similarity = |name: &str| strsim::jaro_winkler(name, &found);
            let hint = expected
                .iter()
                .max_by(|a, b| similarity(a).total_cmp(&similarity(b)))
                .filter(|name| similarity(name) > MIN_SIMILARITY)
                .map_or(String::new(), |name| format!("; did you mean “{name}”?"));
            format!(
                "there is no such field{hint} (allowed here: {})",
                expected.join(", ")
            )
        }
        ron::Error::DuplicateStructField { .. } => "this field is stated twice".to_owned(),
        ron::Error::MissingStructField { field, .. } => format!("“{field}” is missing"),
        ron::Error::InvalidValueForType { expected, found } => {
            format!("needs {expected}, but here is {found}")
        }
        ron::Error::NoSuchEnumVariant {
            expected, found, ..
        } => {
            let found = shortened(found, MAX_NAME_CHARACTERS);
            format!("there is no “{found}” (allowed: {})", expected.join(", "))
        }
        ron::Error::Message(message) => message.clone(),
        ron::Error::Eof => {
            "the file ends too early: a closing bracket or quote is missing".to_owned()
        }
        other => uncapitalized(&other.to_string()),
    }
}

/// Reads the value of an input as it stands in files, "(low: 1, high: 2)" or "[1, 2]", or as people type it, "1 to 2".
///
/// ```
/// use breakeven::files::format::read_value;
/// use breakeven::scenario::inputs;
///
/// let queries = inputs::find("workload.queries_per_month").expect("an input at this path");
/// assert_eq!(read_value(queries, "(low: 20000, high: 60000)")?, read_value(queries, "20k to 60k")?);
/// # Ok::<(), inputs::InputError>(())
/// ```
pub fn read_value(input: &Input, text: &str) -> Result<Value, InputError> {
    let text = text.trim();
    let in_some = text
        .strip_prefix("Some(")
        .and_then(|rest| rest.strip_suffix(')'));
    let text = in_some.unwrap_or(text);
    let error = |error: FormatError| {
        let allowed = input.allowed(&Currency::default());
        InputError::unreadable(input.path, format!("{}; allowed: {allowed}", error.problem))
    };
    match (input.kind, text.chars().next()) {
        // Other brackets are arithmetic: "(40k+5k)*2".
        (Kind::Estimate { .. }, Some('(')) if text.contains(':') => {
            parse_as(text).map(Value::Estimate).map_err(error)
        }
        (Kind::Steps, Some('[')) => {
            let steps: Result<PriceSteps, _> = parse_as(text);
            steps.map(|steps| Value::Text(steps.into())).map_err(error)
        }
        (Kind::Correlations, first) => {
            let wrong = |problem| InputError::unreadable(input.path, problem);
            let pairs: Correlations = if first == Some('[') {
                parse_as(text).map_err(error)?
            } else {
                text.parse().map_err(wrong)?
            };
            match inputs::misplaced_correlation(&pairs) {
                None => Ok(Value::Text(pairs.into())),
                Some(problem) => Err(wrong(problem)),
            }
        }
        (Kind::Actuals, Some('[')) => {
            let bills: Result<Actuals, _> = parse_as(text);
            bills.map(|bills| Value::Text(bills.into())).map_err(error)
        }
        (Kind::Text, Some('"')) => parse_as(text).map(Value::Text).map_err(error),
        _ => input.read(text, Notation::File),
    }
}
