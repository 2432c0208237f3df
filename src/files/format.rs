//! The text of a scenario file: reading it with errors that a person can act on, and writing it so that it diffs well.

use std::fmt;

use ron::extensions::Extensions;
use ron::ser::PrettyConfig;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::scenario::inputs::{self, Input, InputError, Kind, Notation, Value};
use crate::scenario::{Currency, FormatVersion, Scenario};

use super::migrations;

/// A problem in the text of a file, and its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormatError {
    /// Line, from 1; 0 if the problem has no place in the text.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// Path of the field; empty if the problem is not in a field.
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

/// The dialect of RON that scenario files use: optional values are written plainly, and `Some(…)` is read too.
pub(crate) fn ron_options() -> ron::Options {
    ron::Options::default().with_default_extension(Extensions::IMPLICIT_SOME)
}

/// Reads a scenario.
pub fn read(text: &str) -> Result<Scenario, FormatError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let version = stated_version(text);
    if version == FormatVersion::CURRENT {
        return parse(text);
    }
    let migrated = migrations::migrate(version, text).map_err(|problem| {
        let (line, column) = position_of(text, "version");
        FormatError {
            line,
            column,
            field: "version".to_owned(),
            problem,
        }
    })?;
    parse(&migrated)
}

/// Line and column at which a field's name first occurs.
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

/// Writes the fields of a scenario that differ from their defaults, one per line.
pub fn write(scenario: &Scenario) -> Result<String, ron::Error> {
    let style = PrettyConfig::new()
        .extensions(Extensions::IMPLICIT_SOME)
        .compact_structs(false)
        .new_line("\n");
    let text = ron_options().to_string_pretty(scenario, style)?;
    // The reader enables the extension itself, so files don't need the attribute.
    let text = text
        .strip_prefix("#![enable(implicit_some)]\n")
        .unwrap_or(&text);
    Ok(format!("{text}\n"))
}

/// Whether the text of a scenario file has comments, which a `Scenario` doesn't keep.
pub fn holds_comments(text: &str) -> bool {
    let mut in_text = false;
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' if in_text => {
                letters.next();
            }
            '"' => in_text = !in_text,
            '/' if !in_text && matches!(letters.peek(), Some('/' | '*')) => return true,
            _ => {}
        }
    }
    false
}

/// The version field alone, which decides how the other fields are read.
#[derive(Deserialize)]
struct VersionOnly {
    #[serde(default = "current")]
    version: FormatVersion,
}

fn current() -> FormatVersion {
    FormatVersion::CURRENT
}

/// The version that the text states. An unreadable file counts as current, because the full parser gives the best error.
fn stated_version(text: &str) -> FormatVersion {
    let stated: Result<VersionOnly, _> = ron_options().from_str(text);
    stated.map_or(FormatVersion::CURRENT, |stated| stated.version)
}

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

/// Deserializes any type, with errors that name line, column and field.
pub(crate) fn parse_as<T: DeserializeOwned>(text: &str) -> Result<T, FormatError> {
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
        let field = field_of(&path, &error.code);
        let mut problem = problem(&error.code);
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
            field,
            problem,
            ..positioned(&error)
        }
    })?;
    deserializer
        .end()
        .map_err(|error| positioned(&deserializer.span_error(error)))?;
    Ok(value)
}

/// The input that a field belongs to. An element of a list belongs to the list, and a point of a range to the range.
fn input_of(field: &str) -> Option<&'static Input> {
    let whole = field.split('[').next().unwrap_or(field);
    let range = whole.rsplit_once('.').map_or(whole, |(range, _)| range);
    inputs::find(whole)
        .or_else(|| inputs::find(range).filter(|input| matches!(input.kind, Kind::Estimate { .. })))
}

/// The path as in the table of inputs, without the segments that serde adds for options and elements.
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
    // The path may end before the name of an unknown or duplicate field.
    parts.extend(named.filter(|name| parts.last() != Some(name)));
    parts.join(".")
}

/// The problem in plain words.
fn problem(error: &ron::Error) -> String {
    match error {
        ron::Error::NoSuchStructField {
            expected, found, ..
        } => {
            let likeness = |name: &str| strsim::jaro_winkler(name, found);
            let hint = expected
                .iter()
                .max_by(|a, b| likeness(a).total_cmp(&likeness(b)))
                .filter(|name| likeness(name) > 0.75)
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
        ron::Error::Message(message) => message.clone(),
        ron::Error::Eof => {
            "the file ends too early: a closing bracket or quote is missing".to_owned()
        }
        other => {
            let text = other.to_string();
            let mut letters = text.chars();
            letters
                .next()
                .map(|first| first.to_lowercase().collect::<String>() + letters.as_str())
                .unwrap_or(text)
        }
    }
}

/// Reads the value of an input as it would stand in a file ("(low: 1, high: 2)", "[1, 2]") or as people type it ("1 to 2").
pub fn read_value(input: &Input, text: &str) -> Result<Value, InputError> {
    let text = text.trim();
    let in_some = text
        .strip_prefix("Some(")
        .and_then(|rest| rest.strip_suffix(')'));
    let text = in_some.unwrap_or(text);
    let error = |error: FormatError| {
        let allowed = input.allowed(&Currency::default());
        InputError::other(input.path, format!("{}; allowed: {allowed}", error.problem))
    };
    match (input.kind, text.chars().next()) {
        (Kind::Estimate { .. }, Some('(')) => parse_as(text).map(Value::Estimate).map_err(error),
        (Kind::Numbers { .. }, Some('[')) => parse_as(text).map(Value::Numbers).map_err(error),
        (Kind::Text, Some('"')) => parse_as(text).map(Value::Text).map_err(error),
        _ => input.read(text, Notation::File),
    }
}
