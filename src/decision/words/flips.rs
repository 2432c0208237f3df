//! The changes that would change the recommendation, in words: a row each for a table, or a sentence.

use crate::analysis::finding::calendar::{months, span};
use crate::decision::flips::flip::{Bound, ChangeKind, Flip, Question};
use crate::decision::recommendation::Recommendation;
use crate::scenario::inputs::{self, Input, Value};
use crate::scenario::quantity::{Unit, significant};
use crate::scenario::words::{capitalized, uncapitalized};
use crate::scenario::{Currency, Scenario};

/// A row of the table "What would change this".
#[derive(Debug, Clone, PartialEq)]
pub struct FlipRow {
    /// The input that is changed, to go to; the first one of several.
    pub input: Option<&'static Input>,
    /// "Cost per review (prompting)".
    pub what: String,
    /// "$1.60".
    pub now: String,
    /// "below $1.34".
    pub becomes: String,
    /// The same beside the unit's words, which it leaves out: "below 233,000"; `None` where it can't.
    pub becomes_short: Option<String>,
    /// "Stay with prompting".
    pub then: String,
    /// What the input becomes, as a figure.
    pub value: FlipValue,
    /// What is recommended then.
    pub recommends: Recommendation,
}

/// What an input becomes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum FlipValue {
    /// At least or at most this number.
    Number(f64),
    /// This answer.
    Answer(bool),
    /// Something that is no single value.
    Other,
}

impl FlipRow {
    /// "Cost per review (prompting): below $1.34 instead of $1.60 → stay with prompting".
    pub fn sentence(&self) -> String {
        format!(
            "{}: {} instead of {} → {}",
            self.what,
            self.becomes,
            self.now,
            uncapitalized(&self.then)
        )
    }
}

/// The rows of all flips; one that leads to two recommendations has two.
pub fn rows(flips: &[Flip], scenario: &Scenario) -> Vec<FlipRow> {
    let rows = flips.iter().flat_map(|flip| match flip {
        Flip::Changes(changes, then) => vec![changes_row(changes, *then, scenario)],
        Flip::Bound(bound) => bound_rows(bound, scenario),
    });
    rows.collect()
}

/// Each flip as a sentence.
pub fn sentences(flips: &[Flip], scenario: &Scenario) -> Vec<String> {
    let rows = rows(flips, scenario);
    rows.iter().map(FlipRow::sentence).collect()
}

fn changes_row(changes: &[ChangeKind], then: Recommendation, scenario: &Scenario) -> FlipRow {
    let words: Vec<[String; 3]> = changes
        .iter()
        .map(|change| change.words(scenario))
        .collect();
    let column = |index: usize| {
        let texts: Vec<&str> = words.iter().map(|words| words[index].as_str()).collect();
        texts.join(", ")
    };
    FlipRow {
        input: changes.iter().find_map(|change| change.input()),
        what: capitalized(&column(0).to_lowercase()),
        now: column(1),
        becomes: column(2),
        becomes_short: None,
        then: then.short_label(scenario.start),
        value: changes
            .first()
            .map_or(FlipValue::Other, |first| first.value()),
        recommends: then,
    }
}

fn bound_rows(bound: &Bound, scenario: &Scenario) -> Vec<FlipRow> {
    let currency = &scenario.currency;
    let is_things = matches!(bound.input.unit, Unit::Things(_));
    let rounded = |value: f64| {
        // From the bound on it changes, so a number of things is the first whole one beyond it.
        match (is_things, bound.up) {
            (true, true) => value.ceil(),
            (true, false) => value.floor(),
            (false, _) => value,
        }
    };
    let unit = bound.input.unit;
    let written = |value: f64| written(unit, rounded(value), currency);
    let becomes = |value: &str| match (bound.whole || is_things, bound.up) {
        (true, true) => format!("{value} or more"),
        (true, false) if is_things => format!("{value} or fewer"),
        (true, false) => format!("{value} or less"),
        (false, true) => format!("above {value}"),
        (false, false) => format!("below {value}"),
    };
    let along = if bound.along.is_empty() {
        String::new()
    } else {
        let along = bound.along.iter().map(|change| {
            let [what, _, becomes] = change.words(scenario);
            format!("{}: {becomes}", uncapitalized(&what))
        });
        format!(", {}", along.collect::<Vec<_>>().join(", "))
    };
    let now = bound.input.base(scenario);
    let row = |value: f64, then: Recommendation| FlipRow {
        input: Some(bound.input),
        what: bound.input.full_label(),
        now: now.map_or("not set".to_owned(), |now| unit.short(now, currency)),
        becomes: format!("{}{along}", becomes(&written(value))),
        becomes_short: Some({
            let value = short(unit, rounded(value), currency);
            format!("{}{along}", becomes(&value))
        }),
        then: then.short_label(scenario.start),
        value: FlipValue::Number(rounded(value)),
        recommends: then,
    };
    match bound.beyond {
        // A stretch too narrow to be written is left out.
        Some((value, beyond)) if written(value) == written(bound.value) => {
            vec![row(value, beyond)]
        }
        Some((value, beyond)) => vec![row(bound.value, bound.then), row(value, beyond)],
        None => vec![row(bound.value, bound.then)],
    }
}

impl ChangeKind {
    /// Path of the input that is changed.
    fn path(self) -> Option<&'static str> {
        match self {
            Self::Answer(question, _) => question.path(),
            Self::BetterEvaluation => Some("decision.evaluation"),
            Self::Budget(_) => Some("decision.upfront_budget"),
            Self::Horizon(_) => Some("horizon_months"),
            Self::LiveAtOnce => Some("fine_tuning.lead_time_months"),
        }
    }

    fn value(self) -> FlipValue {
        match self {
            Self::Answer(_, answer) => FlipValue::Answer(answer),
            Self::Budget(amount) => FlipValue::Number(amount),
            Self::Horizon(months) => FlipValue::Number(f64::from(months)),
            Self::LiveAtOnce => FlipValue::Number(0.0),
            Self::BetterEvaluation => FlipValue::Other,
        }
    }

    fn input(self) -> Option<&'static Input> {
        self.path().and_then(inputs::find)
    }

    /// What is changed, what it is now, and what it becomes: "Prompt optimised", "yes", "no".
    fn words(self, scenario: &Scenario) -> [String; 3] {
        let currency = &scenario.currency;
        let now = match self.input().map(|input| input.value(scenario)) {
            Some(Value::YesNo(yes)) => yes_no(yes).to_owned(),
            _ => "not known".to_owned(),
        };
        match self {
            Self::Answer(question, answer) => {
                [question.label().to_owned(), now, yes_no(answer).to_owned()]
            }
            Self::BetterEvaluation => {
                let evaluation = scenario.decision.evaluation.as_ref();
                let now = evaluation.map_or("none", |_| "as entered");
                let better = "fine-tuned model better";
                ["Evaluation".to_owned(), now.to_owned(), better.to_owned()]
            }
            Self::Budget(enough) => {
                let budget = scenario.decision.upfront_budget.as_ref();
                let money = |amount: f64| Unit::Money("").exact(amount, currency);
                let now = budget.map_or("not set".to_owned(), |budget| money(budget.get()));
                let enough = format!("{} or more", money(enough));
                ["Upfront budget".to_owned(), now, enough]
            }
            Self::Horizon(to) => {
                let now = span(scenario.horizon_months.whole());
                ["Time horizon".to_owned(), now, span(to)]
            }
            Self::LiveAtOnce => {
                let now = months(scenario.fine_tuning.lead_time_months.whole());
                ["Lead time".to_owned(), now, "none".to_owned()]
            }
        }
    }
}

fn yes_no(answer: bool) -> &'static str {
    if answer { "yes" } else { "no" }
}

impl Question {
    /// "Prompt optimised".
    fn label(self) -> &'static str {
        match self {
            Self::PromptOptimised => "Prompt optimised",
            Self::Prototyping => "Still prototyping",
            Self::BaseModelClose => "Base model nearly good enough",
            Self::RequirementsMayChange => "Requirements changing",
            Self::MustShipQuickly => "Tight deadline",
        }
    }
}

/// A value with its unit.
fn written(unit: Unit, value: f64, currency: &Currency) -> String {
    match unit {
        Unit::Money(words) if is_small(value) => {
            format!("{} {words}", short(unit, value, currency))
                .trim_end()
                .to_owned()
        }
        unit => unit.rounded(value, currency),
    }
}

/// A value without the words of its unit. Amounts of money below 1 get three significant digits like other numbers.
fn short(unit: Unit, value: f64, currency: &Currency) -> String {
    match unit {
        Unit::Money(_) if is_small(value) => {
            format!("{}{}", currency.prefix(), significant(value, 3))
        }
        unit => unit.short(value, currency),
    }
}

fn is_small(amount: f64) -> bool {
    amount.abs() < 0.995
}
