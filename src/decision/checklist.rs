//! The field's two checklists: when to start with prompting, and when to move to fine-tuning. What figures can answer, figures answer, by
//! thresholds that are shown and can be changed; the rest are the yes/no questions of the scenario. What isn't answered stays so.

use crate::analysis::Analysis;
use crate::analysis::approach::Approach;
use crate::scenario::knobs::{self, DecisionSettings, Knob};
use crate::scenario::quantity::{Unit, distinguishable, money};
use crate::scenario::{BoundedNumber, Scenario};

/// A condition of a checklist.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Condition {
    /// The feature is being explored.
    Prototyping,
    /// What is wanted may change.
    RequirementsMayChange,
    /// The budget is limited.
    BudgetLimited,
    /// It must ship quickly.
    MustShipQuickly,
    /// The base model is close already.
    BaseModelClose,
    /// Prompting gives inconsistent results.
    Inconsistent,
    /// Prompts eat excessive tokens.
    PromptsEatTokens,
    /// The behaviour is hard to describe.
    HardToDescribe,
    /// It is asked at production scale.
    ProductionScale,
    /// Consistency is critical.
    ConsistencyCritical,
}

impl Condition {
    /// When to start with prompting.
    pub const FOR_PROMPTING: [Self; 5] = [
        Self::Prototyping,
        Self::RequirementsMayChange,
        Self::BudgetLimited,
        Self::MustShipQuickly,
        Self::BaseModelClose,
    ];
    /// When to move to fine-tuning.
    pub const FOR_FINE_TUNING: [Self; 5] = [
        Self::Inconsistent,
        Self::PromptsEatTokens,
        Self::HardToDescribe,
        Self::ProductionScale,
        Self::ConsistencyCritical,
    ];

    /// Those that alone keep one with prompting.
    pub const KEEP_PROMPTING: [Self; 4] = [
        Self::Prototyping,
        Self::BaseModelClose,
        Self::MustShipQuickly,
        Self::BudgetLimited,
    ];

    /// The side that it speaks for.
    pub fn speaks_for(self) -> Approach {
        if Self::FOR_PROMPTING.contains(&self) {
            Approach::Prompting
        } else {
            Approach::FineTuning
        }
    }

    /// In words.
    pub fn label(self) -> &'static str {
        match self {
            Self::Prototyping => "Prototyping or exploring",
            Self::RequirementsMayChange => "Requirements may change",
            Self::BudgetLimited => "Budget is limited",
            Self::MustShipQuickly => "Must ship quickly",
            Self::BaseModelClose => "Base model is already close",
            Self::Inconsistent => "Results are inconsistent",
            Self::PromptsEatTokens => "Prompts eat excessive tokens",
            Self::HardToDescribe => "Behaviour is hard to describe",
            Self::ProductionScale => "Production scale",
            Self::ConsistencyCritical => "Consistency is critical",
        }
    }

    /// Path of the question that answers it, where one does.
    pub fn question(self) -> Option<&'static str> {
        Some(match self {
            Self::Prototyping => "decision.prototyping",
            Self::RequirementsMayChange => "decision.requirements_may_change",
            Self::BudgetLimited => "decision.upfront_budget",
            Self::MustShipQuickly => "decision.must_ship_quickly",
            Self::BaseModelClose => "decision.base_model_close",
            Self::Inconsistent => "decision.inconsistent",
            Self::HardToDescribe => "decision.hard_to_describe",
            Self::ConsistencyCritical => "decision.consistency_critical",
            Self::PromptsEatTokens | Self::ProductionScale => return None,
        })
    }
}

/// A condition with its answer.
#[derive(Debug, Clone, PartialEq)]
pub struct CheckedCondition {
    /// The condition.
    pub condition: Condition,
    /// Whether it holds; `None`: not answered.
    pub holds: Option<bool>,
    /// What that rests on: a figure, or what was said.
    pub because: String,
    /// The threshold that the figure is held against.
    pub threshold: Option<Threshold>,
}

/// A threshold that can be moved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Threshold {
    /// "scale from".
    pub words: &'static str,
    /// The knob that moves it.
    pub knob: &'static str,
    /// "100,000".
    pub value: String,
}

impl CheckedCondition {
    /// What it rests on, with the threshold: "1.02M queries; scale from 100,000".
    pub fn figures(&self) -> String {
        match &self.threshold {
            Some(Threshold { words, value, .. }) => format!("{}; {words} {value}", self.because),
            None => self.because.clone(),
        }
    }

    /// "Production scale: 1.02M queries; scale from 100,000".
    pub fn sentence(&self) -> String {
        format!("{}: {}", self.condition.label(), self.figures())
    }
}

/// Both checklists, first that for prompting.
pub fn check(
    scenario: &Scenario,
    analysis: &Analysis,
    knobs: &DecisionSettings,
) -> Vec<CheckedCondition> {
    let all = Condition::FOR_PROMPTING
        .into_iter()
        .chain(Condition::FOR_FINE_TUNING);
    all.map(|condition| {
        let (said, counted) = answer(condition, scenario, analysis, knobs);
        either(condition, said, counted)
    })
    .collect()
}

/// What a figure says of a condition.
struct Measured {
    holds: bool,
    because: String,
    threshold: Option<Threshold>,
}

impl Measured {
    /// It holds from a threshold on. The two are written so that they can be told apart where they differ.
    fn from_on(
        value: f64,
        because: impl Fn(String) -> String,
        words: &'static str,
        knob: &'static Knob,
        knobs: &DecisionSettings,
    ) -> Self {
        let limit = (knob.get)(knobs);
        let [value_text, limit_text] = distinguishable([value, limit], knob.unit);
        Self {
            holds: value >= limit,
            because: because(value_text),
            threshold: Some(Threshold {
                words,
                knob: knob.key,
                value: limit_text,
            }),
        }
    }
}

/// "1 month", "3 months", of a number that is written already.
fn of(number: &str, one: &str) -> String {
    let plural = if number == "1" { "" } else { "s" };
    format!("{number} {one}{plural}")
}

/// What was said of a condition, and what is counted.
fn answer(
    condition: Condition,
    scenario: &Scenario,
    analysis: &Analysis,
    knobs: &DecisionSettings,
) -> (Option<bool>, Option<Measured>) {
    let decision = &scenario.decision;
    let from_on = |key, value, because: fn(String) -> String, words| {
        let knob = knobs::find(key)?;
        Some(Measured::from_on(value, because, words, knob, knobs))
    };
    match condition {
        Condition::Prototyping => (decision.prototyping, None),
        Condition::BaseModelClose => (decision.base_model_close, None),
        Condition::Inconsistent => (decision.inconsistent, None),
        Condition::HardToDescribe => (decision.hard_to_describe, None),
        Condition::ConsistencyCritical => (decision.consistency_critical, None),
        Condition::RequirementsMayChange => {
            // No change at all is what a scenario says that says nothing.
            let changes = Some(scenario.workload.changes_per_year.base());
            let counted = changes
                .filter(|changes| *changes > 0.0)
                .and_then(|changes| {
                    let because = |changes| format!("{changes} a year");
                    from_on("changes_per_year", changes, because, "many from")
                });
            (decision.requirements_may_change, counted)
        }
        Condition::MustShipQuickly => {
            let months = Some(scenario.fine_tuning.lead_time_months.get());
            let counted = months.filter(|months| *months > 0.0).and_then(|months| {
                let because = |months: String| {
                    format!("the tuned model serves after {}", of(&months, "month"))
                };
                from_on("lead_time_months", months, because, "long from")
            });
            (decision.must_ship_quickly, counted)
        }
        Condition::BudgetLimited => {
            let budget = decision.upfront_budget.as_ref().map(BoundedNumber::get);
            let counted = budget.map(|budget| {
                let upfront = analysis.fine_tuning_upfront;
                let amount = |value| money(value, &scenario.currency);
                // Amounts that look the same aren't, where the one is over the other.
                let alike = amount(upfront) == amount(budget) && upfront != budget;
                let [upfront_text, budget_text] = if alike {
                    distinguishable([upfront, budget], Unit::None)
                        .map(|number| format!("{}{number}", scenario.currency.prefix()))
                } else {
                    [upfront, budget].map(amount)
                };
                Measured {
                    holds: upfront > budget,
                    because: format!("{upfront_text} of your {budget_text}"),
                    threshold: None,
                }
            });
            (None, counted)
        }
        Condition::PromptsEatTokens => {
            let prompt = scenario.prompting.serving.prompt_tokens.base();
            let all = prompt + scenario.workload.input_tokens.base();
            let share = Some(prompt / all).filter(|_| all > 0.0);
            let counted = share.and_then(|share| {
                let because = |share| format!("{share} of the input");
                from_on("prompt_share", share, because, "much from")
            });
            (None, counted)
        }
        Condition::ProductionScale => {
            let queries = analysis.queries.last().copied().unwrap_or(0.0);
            let because = |queries| format!("{queries} queries");
            let counted = from_on("scale_queries", queries, because, "scale from");
            (None, counted)
        }
    }
}

/// What was said decides; else what was counted.
fn either(condition: Condition, said: Option<bool>, counted: Option<Measured>) -> CheckedCondition {
    let said_so = said.map(|yes| format!("you said {}", if yes { "yes" } else { "no" }));
    let (holds, because, threshold) = match (said_so, counted) {
        (None, None) => (None, "not answered".to_owned(), None),
        (Some(said_so), None) => (said, said_so, None),
        (None, Some(counted)) => (Some(counted.holds), counted.because, counted.threshold),
        (Some(said_so), Some(counted)) => {
            let because = format!("{said_so}; {}", counted.because);
            (said, because, counted.threshold)
        }
    };
    CheckedCondition {
        condition,
        holds,
        because,
        threshold,
    }
}
