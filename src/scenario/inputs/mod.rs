//! The one table of inputs. Each input of a scenario is described once, in table.rs; whatever shows, names, changes or
//! varies an input goes through an [`Input`].

mod error;
mod field;
mod table;

use std::fmt;
use std::sync::LazyLock;

use super::domain::Domain;
use super::quantity::{self, Unit};
use super::{Currency, Estimate, Scenario};
pub use error::InputError;
use field::Refusal;
pub use table::INPUTS;

/// The group whose fields have to fit each other.
const EVALUATION: &str = "decision.evaluation";

/// Where an input stands on the screen and in reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Section {
    /// Name and notes.
    About,
    /// How much is asked.
    Workload,
    /// Prompt engineering.
    Prompting,
    /// Fine-tuning.
    FineTuning,
    /// Currency, horizon, rates.
    MoneyAndTime,
    /// What no price list knows.
    Decision,
}

impl Section {
    /// All sections, in reading order.
    pub const ALL: [Self; 6] = [
        Self::Workload,
        Self::Prompting,
        Self::FineTuning,
        Self::MoneyAndTime,
        Self::Decision,
        Self::About,
    ];

    /// Its heading.
    pub fn label(self) -> &'static str {
        match self {
            Self::About => "About",
            Self::Workload => "Workload",
            Self::Prompting => "Prompting",
            Self::FineTuning => "Fine-tuning",
            Self::MoneyAndTime => "Money and time",
            Self::Decision => "Decision",
        }
    }
}

/// What kind of value an input takes, and which are allowed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Kind {
    /// A number or a range.
    Estimate {
        /// What is allowed.
        domain: Domain,
        /// Whether `None` is.
        optional: bool,
    },
    /// A plain number.
    Number {
        /// What is allowed.
        domain: Domain,
        /// Whether `None` is.
        optional: bool,
    },
    /// Plain numbers, one a month.
    Numbers {
        /// What is allowed for each.
        domain: Domain,
    },
    /// One line of text.
    Text,
    /// One of these: the name in files, and in words.
    Choice(&'static [(&'static str, &'static str)]),
    /// Yes, no, or not answered.
    Answer,
    /// An optional group of inputs, present or not.
    Group,
}

/// The value of any input.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// `None`: an optional value or group that isn't there.
    Absent,
    /// A number or a range.
    Estimate(Estimate),
    /// Numbers, one a month.
    Numbers(Vec<f64>),
    /// Text, or the name of a choice.
    Text(String),
    /// Yes or no.
    Answer(bool),
    /// A group that is there.
    Present,
}

/// How a typed number is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Typed {
    /// As the screen shows it: 15 in a percent field is 0.15.
    AsShown,
    /// As files have it: 0.15 and 15% are the same.
    AsInFiles,
}

/// One input of a scenario: everything that there is to know of it.
#[derive(Clone, Copy)]
pub struct Input {
    /// Its path in the file, "workload.queries_per_month".
    pub path: &'static str,
    /// Its name on the screen, within its section.
    pub label: &'static str,
    /// One sentence on what it means.
    pub help: &'static str,
    /// What it counts.
    pub unit: Unit,
    /// Where it stands.
    pub section: Section,
    /// The heading it stands under within the section; empty for the section's own few.
    pub topic: &'static str,
    /// One of the few that most scenarios need.
    pub essential: bool,
    /// What it takes.
    pub kind: Kind,
    /// Path of the optional group that it belongs to.
    pub group: Option<&'static str>,
    value: fn(&Scenario) -> Value,
    set: fn(&mut Scenario, Value) -> Result<(), Refusal>,
}

impl Input {
    /// Its value in a scenario.
    pub fn value(&self, scenario: &Scenario) -> Value {
        (self.value)(scenario)
    }

    /// Changes it. On error the scenario is as it was.
    pub fn set(&self, scenario: &mut Scenario, value: Value) -> Result<(), InputError> {
        // The one rule that spans fields is checked on a copy: what is there may have to stay.
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

    /// Changes it to exactly a number.
    pub fn set_exactly(&self, scenario: &mut Scenario, number: f64) -> Result<(), InputError> {
        self.set(scenario, Value::Estimate(Estimate::Exactly(number)))
    }

    /// The base value of its number; `None` where it has none.
    pub fn base(&self, scenario: &Scenario) -> Option<f64> {
        match (self.value(scenario), self.domain()) {
            (Value::Estimate(estimate), Some(domain)) => Some(estimate.base(&domain)),
            _ => None,
        }
    }

    /// Its default, as in a scenario that states nothing but its group.
    pub fn default_value(&self) -> Value {
        static DEFAULTS: LazyLock<Scenario> = LazyLock::new(|| {
            let mut scenario = Scenario::default();
            for group in INPUTS.iter().filter(|input| input.kind == Kind::Group) {
                // A default group is valid.
                let _ = group.set(&mut scenario, Value::Present);
            }
            scenario
        });
        match self.kind {
            Kind::Group => Value::Absent,
            _ => self.value(&DEFAULTS),
        }
    }

    /// Whether it is at its default.
    pub fn is_default(&self, scenario: &Scenario) -> bool {
        !self.applies(scenario) || self.value(scenario) == self.default_value()
    }

    /// Whether it has a place in the scenario: its group, if any, is there.
    pub fn applies(&self, scenario: &Scenario) -> bool {
        self.group
            .and_then(find)
            .is_none_or(|group| group.value(scenario) == Value::Present)
    }

    /// Its name where no section heading stands over it: "Prompting: answer".
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
                | Kind::Answer
                | Kind::Group
        )
    }

    /// What is allowed, in the words of its unit.
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
            Kind::Answer => "yes, no, or not answered".to_owned(),
            Kind::Group => "there or not there".to_owned(),
        }
    }

    /// Its value as it can be typed again; empty where there is none.
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
            Value::Answer(true) | Value::Present => "yes".to_owned(),
            Value::Answer(false) => "no".to_owned(),
        }
    }

    /// Reads what was typed for it. Whether it is in the domain is checked when it is set.
    pub fn read(&self, text: &str, typed: Typed) -> Result<Value, InputError> {
        let trimmed = text.trim();
        let error = |problem: String| InputError::in_words(self.path, problem);
        if self.is_optional() && (trimmed.is_empty() || trimmed.eq_ignore_ascii_case("none")) {
            return Ok(Value::Absent);
        }
        let number = |text: &str| match typed {
            Typed::AsShown => quantity::parse(text, self.unit),
            Typed::AsInFiles => quantity::parse_in_file_unit(text, self.unit),
        };
        match self.kind {
            Kind::Estimate { .. } => Ok(Value::Estimate(
                number(trimmed).map_err(|problem| error(problem.to_string()))?,
            )),
            Kind::Number { .. } => {
                match number(trimmed).map_err(|problem| error(problem.to_string()))? {
                    exact @ Estimate::Exactly(_) => Ok(Value::Estimate(exact)),
                    _ => Err(error("takes one number, not a range".to_owned())),
                }
            }
            Kind::Numbers { .. } => {
                let mut numbers = Vec::new();
                for (place, entry) in column(trimmed).into_iter().enumerate() {
                    match number(entry) {
                        Ok(Estimate::Exactly(value)) => numbers.push(value),
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
            Kind::Answer => match trimmed.to_lowercase().as_str() {
                "yes" | "true" => Ok(Value::Answer(true)),
                "no" | "false" => Ok(Value::Answer(false)),
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
            Value::Absent if matches!(self.kind, Kind::Answer) => "not answered".to_owned(),
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

/// Inputs are the rows of one table: the path is the identity.
impl PartialEq for Input {
    fn eq(&self, other: &Self) -> bool {
        self.path == other.path
    }
}

/// The inputs that can be estimates, in the order of the table.
pub fn estimates() -> impl Iterator<Item = &'static Input> {
    INPUTS
        .iter()
        .filter(|input| matches!(input.kind, Kind::Estimate { .. }))
}

/// The inputs that are stated as ranges, with what is known of each and what is allowed.
pub fn uncertain(scenario: &Scenario) -> impl Iterator<Item = (&'static Input, Estimate, Domain)> {
    estimates().filter_map(|input| match (input.value(scenario), input.domain()) {
        (Value::Estimate(estimate), Some(domain)) if estimate.is_uncertain() => {
            Some((input, estimate, domain))
        }
        _ => None,
    })
}

impl fmt::Debug for Input {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Input({})", self.path)
    }
}

/// The entries of a pasted column: a line each, or separated by tabs, semicolons, or commas with a space. A blank line in
/// between stays: without it, every month after it would be taken for the one before.
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

/// The input at a path.
pub fn find(path: &str) -> Option<&'static Input> {
    INPUTS.iter().find(|input| input.path == path)
}

/// The path that was probably meant by an unknown one.
pub fn nearest_path(path: &str) -> Option<&'static str> {
    INPUTS
        .iter()
        .map(|input| {
            // The last word alone may have been typed.
            let last = input.path.rsplit('.').next().unwrap_or_default();
            let likeness =
                strsim::jaro_winkler(path, input.path).max(strsim::jaro_winkler(path, last));
            (likeness, input.path)
        })
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .filter(|(likeness, _)| *likeness > 0.8)
        .map(|(_, path)| path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_default_lies_in_its_domain() {
        for input in INPUTS.iter() {
            let value = input.default_value();
            let mut scenario = Scenario::default();
            if value != Value::Absent || input.is_optional() {
                input.set(&mut scenario, value).unwrap();
            }
        }
    }

    #[test]
    fn paths_are_unique_and_groups_exist() {
        for (place, input) in INPUTS.iter().enumerate() {
            assert!(
                INPUTS[..place].iter().all(|other| other.path != input.path),
                "{}",
                input.path
            );
            if let Some(group) = input.group {
                assert_eq!(find(group).unwrap().kind, Kind::Group);
            }
        }
    }
}
