//! A row of the table: what it says about its input, and how the input's value is read and described.

use std::fmt;

use crate::scenario::domain::Domain;
use crate::scenario::estimate::Estimate;
use crate::scenario::model::Scenario;
use crate::scenario::names::Currency;
use crate::scenario::quantity::{self, Reading, Unit};
use crate::scenario::words::uncapitalized;

use super::error::InputError;
use super::field::Refusal;
use super::section::Section;
use super::value::{Kind, Notation, Value};

/// An input of a scenario: a row of [`INPUTS`](super::INPUTS).
#[derive(Clone, Copy)]
pub struct Input {
    /// The path in the scenario file: "workload.queries_per_month".
    pub path: &'static str,
    /// The name on the screen, where it stands below the heading of its section.
    pub label: &'static str,
    /// The meaning, in a sentence.
    pub help: &'static str,
    /// The unit of its numbers; `Unit::None` for texts and answers.
    pub unit: Unit,
    /// The section on the screen and in reports.
    pub section: Section,
    /// The heading within the section; empty for the inputs at the top of the section.
    pub topic: &'static str,
    /// Whether most scenarios need the input, so that it is shown first.
    pub essential: bool,
    /// The kind of values that it takes.
    pub kind: Kind,
    /// Whether it counts things that are varied and searched in whole steps (docs/formulas.md §5). An estimate of it may still lie between.
    pub whole_steps: bool,
    /// Path of the optional group that the input belongs to; `None` if it belongs to none.
    pub group: Option<&'static str>,
    pub(super) value: fn(&Scenario) -> Value,
    pub(super) set: fn(&mut Scenario, Value) -> Result<(), Refusal>,
}

impl Input {
    /// The input's value in a scenario.
    ///
    /// ```
    /// use breakeven::scenario::inputs::{self, Value};
    /// use breakeven::scenario::{Estimate, Scenario};
    ///
    /// let horizon = inputs::find("horizon_months").expect("an input at this path");
    /// assert_eq!(horizon.value(&Scenario::default()), Value::Estimate(Estimate::Exact(24.0)));
    /// ```
    pub fn value(&self, scenario: &Scenario) -> Value {
        (self.value)(scenario)
    }

    /// This row, for an input that counts things which are varied in whole steps.
    pub(super) const fn in_whole_steps(self) -> Self {
        Self {
            whole_steps: true,
            ..self
        }
    }

    /// Whether only whole numbers of it make sense: by its domain, or because it counts things.
    pub fn is_whole(&self) -> bool {
        self.whole_steps || self.domain().is_some_and(|domain| domain.whole)
    }

    /// The value nearest to `value` that is allowed and makes sense; `None` if the input has no numbers.
    pub fn nearest(&self, value: f64) -> Option<f64> {
        let domain = self.domain()?;
        Some(domain.nearest(if self.is_whole() {
            value.round()
        } else {
            value
        }))
    }

    /// The value that the deterministic analysis uses, see [`Estimate::base`]; `None` if the input's value isn't a number or a range.
    pub fn base(&self, scenario: &Scenario) -> Option<f64> {
        match (self.value(scenario), self.domain()) {
            (Value::Estimate(estimate), Some(domain)) => Some(estimate.base(&domain)),
            _ => None,
        }
    }

    /// The name for places without a section heading. Both approaches have inputs of the same name, so theirs are followed by the approach.
    ///
    /// ```
    /// use breakeven::scenario::inputs;
    ///
    /// let answer = inputs::find("prompting.serving.output_tokens").expect("an input at this path");
    /// assert_eq!(answer.full_label(), "Output length (prompting)");
    /// ```
    pub fn full_label(&self) -> String {
        match self.section {
            Section::Prompting | Section::FineTuning => {
                format!("{} ({})", self.label, uncapitalized(self.section.label()))
            }
            _ => self.label.to_owned(),
        }
    }

    /// The domain of the input's numbers; `None` for texts, choices, answers and groups.
    pub fn domain(&self) -> Option<Domain> {
        match self.kind {
            Kind::Estimate { domain, .. }
            | Kind::Number { domain, .. }
            | Kind::Numbers { domain } => Some(domain),
            _ => None,
        }
    }

    /// Whether the input may be absent or not answered.
    pub fn is_optional(&self) -> bool {
        matches!(
            self.kind,
            Kind::Estimate { optional: true, .. }
                | Kind::Number { optional: true, .. }
                | Kind::YesNo
                | Kind::Group
        )
    }

    /// The allowed values in words, with numbers as the screen shows them: "from 0% to 100%".
    pub fn allowed(&self, currency: &Currency) -> String {
        match self.kind {
            Kind::Estimate { domain, .. }
            | Kind::Number { domain, .. }
            | Kind::Numbers { domain } => {
                domain.describe(|bound| self.unit.exact_with_sign(bound, currency))
            }
            Kind::Text => "text".to_owned(),
            Kind::Steps => "months and factors, such as [(month: 3, factor: 2)]".to_owned(),
            Kind::Correlations => "pairs of inputs that can be ranges, each from −1 to 1, such as workload.input_tokens ~ hourly_rate: 0.3".to_owned(),
            Kind::Actuals => "months with their queries, what was billed or both, such as 1: 12,000 queries, $340; 2: $402, fine-tuning".to_owned(),
            Kind::Choice(choices) => {
                let names: Vec<_> = choices.iter().map(|(name, _)| *name).collect();
                names.join(" or ")
            }
            Kind::YesNo => "yes, no, or not answered".to_owned(),
            Kind::Group => "there or not there".to_owned(),
        }
    }

    /// The input's value as text that can be typed again; empty if the input is absent.
    pub fn text(&self, scenario: &Scenario) -> String {
        match self.value(scenario) {
            Value::Absent => String::new(),
            Value::Estimate(estimate) => self.unit.exact_estimate(&estimate, &scenario.currency),
            // On one line, the separators of thousands could be those of months.
            Value::Numbers(numbers) if numbers.len() == 1 => self
                .unit
                .exact(numbers[0], &scenario.currency)
                .replace(',', ""),
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

    /// Reads typed text as a value of the input's kind. Whether the domain allows the value is checked by [`Self::set`].
    ///
    /// ```
    /// use breakeven::scenario::Estimate;
    /// use breakeven::scenario::inputs::{self, Notation, Value};
    ///
    /// let discount = inputs::find("discount_rate").expect("an input at this path");
    /// let typed = Value::Estimate(Estimate::Exact(0.05));
    /// assert_eq!(discount.read("5", Notation::Screen)?, typed);
    /// assert_eq!(discount.read("0.05", Notation::File)?, typed);
    /// # Ok::<(), inputs::InputError>(())
    /// ```
    pub fn read(&self, text: &str, notation: Notation) -> Result<Value, InputError> {
        let trimmed = text.trim();
        let error = |problem: String| InputError::unreadable(self.path, problem);
        if self.is_optional() && (trimmed.is_empty() || trimmed.eq_ignore_ascii_case("none")) {
            return Ok(Value::Absent);
        }
        match self.kind {
            Kind::Estimate { .. } => {
                let typed = self.read_number(trimmed, notation)?;
                Ok(Value::Estimate(typed.estimate))
            }
            Kind::Number { .. } => match self.read_number(trimmed, notation)?.estimate {
                exact @ Estimate::Exact(_) => Ok(Value::Estimate(exact)),
                _ => Err(error("type one number, not a range".to_owned())),
            },
            Kind::Numbers { .. } => quantity::read_list(text, self.unit, notation)
                .map(|list| Value::Numbers(list.numbers))
                .map_err(|problem| error(problem.to_string())),
            Kind::Text | Kind::Steps | Kind::Correlations | Kind::Actuals => {
                Ok(Value::Text(text.to_owned()))
            }
            Kind::Choice(choices) => choices
                .iter()
                .find(|(name, words)| trimmed == *name || trimmed.eq_ignore_ascii_case(words))
                .map(|(name, _)| Value::Text((*name).to_owned()))
                .ok_or_else(|| {
                    let allowed = self.allowed(&Currency::default());
                    error(format!("“{trimmed}” isn’t a choice; allowed: {allowed}"))
                }),
            Kind::YesNo => match trimmed.to_lowercase().as_str() {
                "yes" | "true" => Ok(Value::YesNo(true)),
                "no" | "false" => Ok(Value::YesNo(false)),
                _ => Err(error(format!(
                    "“{trimmed}” isn’t an answer; allowed: yes, no or none"
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

    /// Reads a number or range.
    fn read_number(&self, text: &str, notation: Notation) -> Result<quantity::Typed, InputError> {
        let error = |problem: String| InputError::unreadable(self.path, problem);
        let typed = quantity::read(text, self.unit, notation)
            .map_err(|problem| error(problem.to_string()))?;
        // Other rates are of the calendar's hours.
        if self.path == "hourly_rate" && typed.reading == Reading::Converted {
            return Err(error(format!(
                "“{text}”: type the cost of one hour. A salary has fewer hours of work than its period has hours"
            )));
        }
        Ok(typed)
    }

    /// What was read from a typed text, where that isn't plain to see: the result of arithmetic, a phrase, a converted rate, a column below a
    /// heading. `None` if the text is the number, or can't be read.
    ///
    /// ```
    /// use breakeven::scenario::inputs;
    /// use breakeven::scenario::Currency;
    ///
    /// let queries = inputs::find("workload.queries_per_month").expect("an input at this path");
    /// let echo = |text| queries.echo(text, &Currency::default());
    /// assert_eq!(echo("3*1200").as_deref(), Some("= 3,600"));
    /// assert_eq!(echo("1,500/day").as_deref(), Some("= 45,625 per month"));
    /// assert_eq!(echo("3600"), None);
    /// ```
    pub fn echo(&self, text: &str, currency: &Currency) -> Option<String> {
        match self.kind {
            Kind::Estimate { .. } | Kind::Number { .. } => {
                let typed = self.read_number(text, Notation::Screen).ok()?;
                let written = self.unit.exact_estimate(&typed.estimate, currency);
                let sign = if matches!(self.unit, Unit::Percent(_)) {
                    "%"
                } else {
                    ""
                };
                match (typed.reading, self.unit.words()) {
                    (Reading::Plain, _) => None,
                    (Reading::Converted, words) if !words.is_empty() => {
                        Some(format!("= {written}{sign} {words}"))
                    }
                    _ => Some(format!("= {written}{sign}")),
                }
            }
            Kind::Numbers { .. } => {
                let list = quantity::read_list(text, self.unit, Notation::Screen).ok()?;
                let months = quantity::count_with_noun(list.numbers.len() as f64, "month");
                let heading = list.heading?;
                Some(format!("= {months}, without the heading “{heading}”"))
            }
            _ => None,
        }
    }

    /// The input's value in words, with its unit, for reports, tooltips and the names of undo steps.
    ///
    /// ```
    /// use breakeven::scenario::{Scenario, inputs};
    ///
    /// let describe = |path| inputs::find(path).map(|input| input.describe(&Scenario::default()));
    /// assert_eq!(describe("horizon_months").as_deref(), Some("24\u{a0}months"));
    /// assert_eq!(describe("decision.prototyping").as_deref(), Some("not answered"));
    /// ```
    pub fn describe(&self, scenario: &Scenario) -> String {
        if let Some((month, number)) = self.calendar_month(scenario) {
            return format!("{month} (month {number})");
        }
        let text = self.text(scenario);
        match self.value(scenario) {
            Value::Absent if matches!(self.kind, Kind::YesNo) => "not answered".to_owned(),
            Value::Absent => "not set".to_owned(),
            Value::Estimate(estimate) => self.unit.described(&estimate, &scenario.currency),
            Value::Numbers(numbers) => {
                let months = quantity::count_with_noun(numbers.len() as f64, "month");
                format!("{months} entered")
            }
            Value::Text(text)
                if text.is_empty()
                    && matches!(self.kind, Kind::Steps | Kind::Correlations | Kind::Actuals) =>
            {
                "none".to_owned()
            }
            Value::Text(pairs) if self.kind == Kind::Correlations => {
                quantity::count_with_noun(pairs.matches('~').count() as f64, "pair")
            }
            Value::Text(_) if self.kind == Kind::Actuals => billed_in_words(scenario),
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

/// "3 months, $1,140".
fn billed_in_words(scenario: &Scenario) -> String {
    let bills = &scenario.actuals;
    let months = quantity::count_with_noun(bills.len() as f64, "month");
    let costs: Vec<f64> = (bills.iter().filter_map(|bill| bill.cost))
        .map(|cost| cost.get())
        .collect();
    if costs.is_empty() {
        return months;
    }
    let billed = quantity::money(costs.iter().sum(), &scenario.currency);
    format!("{months}, {billed}")
}

/// Inputs are rows of one table, and paths are unique in it.
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
