//! One input: what the table says about it, and how its value is read, written and changed.

use std::fmt;

use crate::scenario::domain::Domain;
use crate::scenario::estimate::Estimate;
use crate::scenario::model::Scenario;
use crate::scenario::names::Currency;
use crate::scenario::quantity::{self, Unit};

use super::error::InputError;
use super::field::Refusal;
use super::section::Section;
use super::value::{Kind, Notation, Value};

/// The group whose fields are checked against each other.
const EVALUATION: &str = "decision.evaluation";

/// One input of a scenario: a row of the table.
#[derive(Clone, Copy)]
pub struct Input {
    /// Its path in the file, "workload.queries_per_month".
    pub path: &'static str,
    /// Its name on the screen, within its section.
    pub label: &'static str,
    /// Its meaning in one sentence.
    pub help: &'static str,
    /// The unit of its numbers.
    pub unit: Unit,
    /// Its section on the screen and in reports.
    pub section: Section,
    /// Its heading within the section; empty for the first few inputs, which have none.
    pub topic: &'static str,
    /// Whether most scenarios need it.
    pub essential: bool,
    /// The kind of its values.
    pub kind: Kind,
    /// Path of the optional group that it belongs to.
    pub group: Option<&'static str>,
    pub(super) value: fn(&Scenario) -> Value,
    pub(super) set: fn(&mut Scenario, Value) -> Result<(), Refusal>,
}

impl Input {
    /// Its value in a scenario.
    pub fn value(&self, scenario: &Scenario) -> Value {
        (self.value)(scenario)
    }

    /// Sets its value. On error the scenario stays as it was.
    pub fn set(&self, scenario: &mut Scenario, value: Value) -> Result<(), InputError> {
        // One rule spans fields, so it is checked after the change. The copy restores the group if the rule is broken.
        let mut evaluation = scenario.decision.evaluation.clone();
        let checked = self.group == Some(EVALUATION);
        let result =
            (self.set)(scenario, value).and_then(|()| match &scenario.decision.evaluation {
                Some(changed) if checked => changed.check().map_err(Refusal::from),
                _ => Ok(()),
            });
        result.map_err(|refusal| {
            if checked {
                scenario.decision.evaluation = evaluation.take();
            }
            InputError::new(self.path, refusal)
        })
    }

    /// Sets it to an exact number.
    pub fn set_exactly(&self, scenario: &mut Scenario, number: f64) -> Result<(), InputError> {
        self.set(scenario, Value::Estimate(Estimate::Exact(number)))
    }

    /// The base value of its number; `None` if it has no number.
    pub fn base(&self, scenario: &Scenario) -> Option<f64> {
        match (self.value(scenario), self.domain()) {
            (Value::Estimate(estimate), Some(domain)) => Some(estimate.base(&domain)),
            _ => None,
        }
    }

    /// Its name for places without a section heading: "Prompting: answer".
    pub fn full_label(&self) -> String {
        match self.section {
            Section::Prompting | Section::FineTuning => {
                let mut letters = self.label.chars();
                let first = letters
                    .next()
                    .map(|letter| letter.to_lowercase().to_string());
                format!(
                    "{}: {}{}",
                    self.section.label(),
                    first.unwrap_or_default(),
                    letters.as_str()
                )
            }
            _ => self.label.to_owned(),
        }
    }

    /// The domain of its numbers, if it has any.
    pub fn domain(&self) -> Option<Domain> {
        match self.kind {
            Kind::Estimate { domain, .. }
            | Kind::Number { domain, .. }
            | Kind::Numbers { domain } => Some(domain),
            _ => None,
        }
    }

    /// Whether `None` is allowed.
    pub fn is_optional(&self) -> bool {
        matches!(
            self.kind,
            Kind::Estimate { optional: true, .. }
                | Kind::Number { optional: true, .. }
                | Kind::YesNo
                | Kind::Group
        )
    }

    /// The allowed values in words, in the unit of the screen.
    pub fn allowed(&self, currency: &Currency) -> String {
        match self.kind {
            Kind::Estimate { domain, .. }
            | Kind::Number { domain, .. }
            | Kind::Numbers { domain } => {
                let suffix = if matches!(self.unit, Unit::Percent(_)) {
                    " %"
                } else {
                    ""
                };
                domain.describe(|bound| format!("{}{suffix}", self.unit.exact(bound, currency)))
            }
            Kind::Text => "text".to_owned(),
            Kind::Choice(choices) => {
                let names: Vec<_> = choices.iter().map(|(name, _)| *name).collect();
                names.join(" or ")
            }
            Kind::YesNo => "yes, no, or not answered".to_owned(),
            Kind::Group => "there or not there".to_owned(),
        }
    }

    /// Its value as text that can be typed again; empty if there is none.
    pub fn text(&self, scenario: &Scenario) -> String {
        match self.value(scenario) {
            Value::Absent => String::new(),
            Value::Estimate(estimate) => self.unit.exact_estimate(&estimate, &scenario.currency),
            Value::Numbers(numbers) => {
                let texts: Vec<_> = numbers
                    .iter()
                    .map(|&number| self.unit.exact(number, &scenario.currency))
                    .collect();
                texts.join("\n")
            }
            Value::Text(text) => text,
            Value::YesNo(true) | Value::Present => "yes".to_owned(),
            Value::YesNo(false) => "no".to_owned(),
        }
    }

    /// Parses typed text. [`Self::set`] checks the domain.
    pub fn read(&self, text: &str, notation: Notation) -> Result<Value, InputError> {
        let trimmed = text.trim();
        let error = |problem: String| InputError::other(self.path, problem);
        if self.is_optional() && (trimmed.is_empty() || trimmed.eq_ignore_ascii_case("none")) {
            return Ok(Value::Absent);
        }
        let number = |text: &str| match notation {
            Notation::Screen => quantity::parse(text, self.unit),
            Notation::File => quantity::parse_in_file_unit(text, self.unit),
        };
        match self.kind {
            Kind::Estimate { .. } => Ok(Value::Estimate(
                number(trimmed).map_err(|problem| error(problem.to_string()))?,
            )),
            Kind::Number { .. } => {
                match number(trimmed).map_err(|problem| error(problem.to_string()))? {
                    exact @ Estimate::Exact(_) => Ok(Value::Estimate(exact)),
                    _ => Err(error("takes one number, not a range".to_owned())),
                }
            }
            Kind::Numbers { .. } => {
                let mut numbers = Vec::new();
                for (place, entry) in column(trimmed).into_iter().enumerate() {
                    match number(entry) {
                        Ok(Estimate::Exact(value)) => numbers.push(value),
                        Ok(_) => {
                            return Err(error(format!(
                                "month {}: takes one number, not a range",
                                place + 1
                            )));
                        }
                        Err(problem) => {
                            return Err(error(format!("month {}: {problem}", place + 1)));
                        }
                    }
                }
                Ok(Value::Numbers(numbers))
            }
            Kind::Text => Ok(Value::Text(text.to_owned())),
            Kind::Choice(choices) => choices
                .iter()
                .find(|(name, words)| trimmed == *name || trimmed.eq_ignore_ascii_case(words))
                .map(|(name, _)| Value::Text((*name).to_owned()))
                .ok_or_else(|| {
                    let allowed = self.allowed(&Currency::default());
                    error(format!("“{trimmed}” is not a choice; allowed: {allowed}"))
                }),
            Kind::YesNo => match trimmed.to_lowercase().as_str() {
                "yes" | "true" => Ok(Value::YesNo(true)),
                "no" | "false" => Ok(Value::YesNo(false)),
                _ => Err(error(format!(
                    "“{trimmed}” is not an answer; allowed: yes, no, none"
                ))),
            },
            Kind::Group => match trimmed.to_lowercase().as_str() {
                "yes" | "true" | "()" => Ok(Value::Present),
                "no" | "false" => Ok(Value::Absent),
                _ => Err(error(
                    "is a group; allowed: yes (with its defaults) or none".to_owned(),
                )),
            },
        }
    }

    /// Its value in words, with its unit: for reports, tooltips and the names of undo steps.
    pub fn describe(&self, scenario: &Scenario) -> String {
        let text = self.text(scenario);
        match self.value(scenario) {
            Value::Absent if matches!(self.kind, Kind::YesNo) => "not answered".to_owned(),
            Value::Absent => "not set".to_owned(),
            Value::Estimate(_) if !self.unit.suffix().is_empty() => {
                format!("{text} {}", self.unit.suffix())
            }
            Value::Numbers(numbers) => format!("{} months given", numbers.len()),
            Value::Text(name) => match self.kind {
                Kind::Choice(choices) => choices
                    .iter()
                    .find(|choice| choice.0 == name)
                    .map_or(name, |choice| choice.1.to_owned()),
                _ => name,
            },
            _ => text,
        }
    }
}

/// Inputs are rows of one table, so the path identifies them.
impl PartialEq for Input {
    fn eq(&self, other: &Self) -> bool {
        self.path == other.path
    }
}

impl fmt::Debug for Input {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Input({})", self.path)
    }
}

/// The entries of a pasted column: one per line, or separated by tabs, semicolons, or commas with a space. A blank line in
/// between is kept: without it, every later entry would move to the month before.
fn column(text: &str) -> Vec<&str> {
    let text = text.trim_start_matches('[').trim_end_matches(']').trim();
    let entries: Vec<&str> = if text.contains('\n') {
        text.lines().collect()
    } else if text.contains(['\t', ';']) {
        text.split(['\t', ';']).collect()
    } else {
        text.split_whitespace().collect()
    };
    entries
        .into_iter()
        .map(|entry| entry.trim().trim_end_matches(','))
        .filter(|_| !text.is_empty())
        .collect()
}
