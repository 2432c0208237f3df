//! The conditions of the checklists in words, with what each rests on.

use crate::analysis::approach::Approach;
use crate::decision::checklist::{CheckedCondition, Condition, Measured};
use crate::scenario::Currency;
use crate::scenario::quantity::{Unit, distinguishable, money, with_unit};

/// The titles of both checklists, each with the approach that it speaks for.
pub const CHECKLISTS: [(&str, Approach); 2] = [
    ("Reasons to stay with prompting", Approach::Prompting),
    ("Reasons to fine-tune", Approach::FineTuning),
];

/// What stands for the evidence if the scenario doesn't say anything.
pub(super) const NOT_ANSWERED: &str = "unanswered";

/// A threshold that the user can move, as it stands after the figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Threshold {
    /// The setting that moves it.
    pub knob: &'static str,
    /// "100,000".
    pub value: String,
}

impl Condition {
    /// "Prototyping or exploring", as it stands in a list.
    pub fn label(self) -> &'static str {
        match self {
            Self::Prototyping => "Still prototyping",
            Self::RequirementsMayChange => "Requirements change",
            Self::BudgetLimited => "Over budget",
            Self::MustShipQuickly => "Tight deadline",
            Self::BaseModelClose => "Base model is nearly good enough",
            Self::Inconsistent => "Results are inconsistent",
            Self::PromptsEatTokens => "Prompt dominates the input",
            Self::HardToDescribe => "Behaviour is hard to specify",
            Self::ProductionScale => "Production scale",
            Self::ConsistencyCritical => "Consistency is critical",
        }
    }
}

impl CheckedCondition {
    /// What it rests on: the answer, the figure or both, without the threshold. "your answer: yes, 4 per year".
    pub fn because(&self, currency: &Currency) -> String {
        let said = self
            .said
            .map(|yes| format!("your answer: {}", if yes { "yes" } else { "no" }));
        match (said, self.figure(currency)) {
            (None, None) => NOT_ANSWERED.to_owned(),
            (Some(said), None) => said,
            (None, Some(figure)) => figure,
            (Some(said), Some(figure)) => format!("{said}, {figure}"),
        }
    }

    /// The scenario's figure for it: "4 per year".
    pub fn figure(&self, currency: &Currency) -> Option<String> {
        let measured = self.measured.as_ref()?;
        Some(figure(self.condition, measured, currency))
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
                    knob,
                    value: threshold,
                })
            }
            Measured::OverBudget { .. } => None,
        }
    }

    /// What it rests on, with the threshold: "1.02M queries, threshold 100,000".
    pub fn figures(&self, currency: &Currency) -> String {
        let because = self.because(currency);
        match self.threshold() {
            Some(Threshold { value, .. }) => format!("{because}, threshold {value}"),
            None => because,
        }
    }

    /// As a reason: "Production scale: 1.02M queries", "Still prototyping, by your answer".
    pub fn sentence(&self, currency: &Currency) -> String {
        let label = self.condition.label();
        match self.figure(currency) {
            Some(figure) => format!("{label}: {figure}"),
            None if self.said.is_some() => format!("{label}, by your answer"),
            None => label.to_owned(),
        }
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
                Condition::RequirementsMayChange => with_unit(&value, "per year"),
                Condition::MustShipQuickly => {
                    let plural = if value == "1" { "" } else { "s" };
                    format!("go-live after {value}\u{a0}month{plural}")
                }
                Condition::PromptsEatTokens => value,
                _ if value == "1" => with_unit("1", "query"),
                _ => with_unit(&value, "queries"),
            }
        }
        Measured::OverBudget { upfront, budget } => {
            let amounts = [*upfront, *budget];
            let [mut upfront_text, mut budget_text] = amounts.map(|value| money(value, currency));
            if upfront_text == budget_text && upfront != budget {
                [upfront_text, budget_text] = distinguishable(amounts, Unit::None)
                    .map(|number| format!("{}{number}", currency.prefix()));
            }
            format!("{upfront_text} of {budget_text}")
        }
    }
}
