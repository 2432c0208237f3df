//! The conditions of the checklists in words, with what each rests on.

use crate::analysis::approach::Approach;
use crate::decision::checklist::{CheckedCondition, Condition, Measured};
use crate::scenario::Currency;
use crate::scenario::quantity::{Unit, distinguishable, money};

/// The titles of both checklists, each with the approach that it speaks for.
pub const CHECKLISTS: [(&str, Approach); 2] = [
    ("Start with prompting when", Approach::Prompting),
    ("Move to fine-tuning when", Approach::FineTuning),
];

/// What stands for the evidence if the scenario doesn't say anything.
pub(super) const NOT_ANSWERED: &str = "not answered";

/// A threshold that the user can move, as it stands after the figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Threshold {
    /// "scale from".
    pub words: &'static str,
    /// The setting that moves it.
    pub knob: &'static str,
    /// "100,000".
    pub value: String,
}

impl Condition {
    /// "Prototyping or exploring", as it stands in a list.
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
}

impl CheckedCondition {
    /// What it rests on: the answer, the figure or both, without the threshold. "you said yes; 4 a year".
    pub fn because(&self, currency: &Currency) -> String {
        let said = self
            .said
            .map(|yes| format!("you said {}", if yes { "yes" } else { "no" }));
        let measured = self
            .measured
            .as_ref()
            .map(|measured| figure(self.condition, measured, currency));
        match (said, measured) {
            (None, None) => NOT_ANSWERED.to_owned(),
            (Some(said), None) => said,
            (None, Some(measured)) => measured,
            (Some(said), Some(measured)) => format!("{said}; {measured}"),
        }
    }

    /// The threshold that the figure is compared with, if the user can move it.
    pub fn threshold(&self) -> Option<Threshold> {
        match self.measured.as_ref()? {
            Measured::FromThreshold {
                value,
                threshold,
                knob,
                unit,
            } => {
                let [_, threshold] = distinguishable([*value, *threshold], *unit);
                Some(Threshold {
                    words: threshold_words(self.condition),
                    knob,
                    value: threshold,
                })
            }
            Measured::OverBudget { .. } => None,
        }
    }

    /// What it rests on, with the threshold: "1.02M queries; scale from 100,000".
    pub fn figures(&self, currency: &Currency) -> String {
        let because = self.because(currency);
        match self.threshold() {
            Some(Threshold { words, value, .. }) => format!("{because}; {words} {value}"),
            None => because,
        }
    }

    /// "Production scale: 1.02M queries; scale from 100,000".
    pub fn sentence(&self, currency: &Currency) -> String {
        format!("{}: {}", self.condition.label(), self.figures(currency))
    }
}

/// The words before the threshold of a condition.
fn threshold_words(condition: Condition) -> &'static str {
    match condition {
        Condition::RequirementsMayChange => "many from",
        Condition::MustShipQuickly => "long from",
        Condition::PromptsEatTokens => "much from",
        _ => "scale from",
    }
}

/// The figure of a condition, written so that it can be told apart from its limit: "1.02M queries".
fn figure(condition: Condition, measured: &Measured, currency: &Currency) -> String {
    match measured {
        Measured::FromThreshold {
            value,
            threshold,
            unit,
            ..
        } => {
            let [value, _] = distinguishable([*value, *threshold], *unit);
            match condition {
                Condition::RequirementsMayChange => format!("{value} a year"),
                Condition::MustShipQuickly => {
                    let plural = if value == "1" { "" } else { "s" };
                    format!("the tuned model serves after {value} month{plural}")
                }
                Condition::PromptsEatTokens => format!("{value} of the input"),
                _ if value == "1" => "1 query".to_owned(),
                _ => format!("{value} queries"),
            }
        }
        Measured::OverBudget { upfront, budget } => {
            let amounts = [*upfront, *budget];
            let [mut upfront_text, mut budget_text] = amounts.map(|value| money(value, currency));
            if upfront_text == budget_text && upfront != budget {
                [upfront_text, budget_text] = distinguishable(amounts, Unit::None)
                    .map(|number| format!("{}{number}", currency.prefix()));
            }
            format!("{upfront_text} of your {budget_text}")
        }
    }
}
