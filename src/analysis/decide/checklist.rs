//! The field's two checklists: when to start with prompting, and when to move to fine-tuning. What figures can answer, figures answer, by
//! thresholds that are shown and can be changed; the rest are the yes/no questions of the scenario. What isn't answered stays so.

use crate::analysis::Analysis;
use crate::analysis::side::Side;
use crate::scenario::knobs::Knobs;
use crate::scenario::quantity::{Unit, count, counted, money, significant};
use crate::scenario::{Plain, Scenario};

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

    /// The side that it speaks for.
    pub fn speaks_for(self) -> Side {
        if Self::FOR_PROMPTING.contains(&self) {
            Side::Prompting
        } else {
            Side::FineTuning
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
pub struct Checked {
    /// The condition.
    pub condition: Condition,
    /// Whether it holds; `None`: not answered.
    pub holds: Option<bool>,
    /// What that rests on: a figure with its threshold, or what was said.
    pub because: String,
}

impl Checked {
    /// "Production scale: 1.02M queries, 100,000 is scale".
    pub fn sentence(&self) -> String {
        format!("{}: {}", self.condition.label(), self.because)
    }
}

/// Both checklists, first that for prompting.
pub fn check(scenario: &Scenario, analysis: &Analysis, knobs: &Knobs) -> Vec<Checked> {
    let all = Condition::FOR_PROMPTING
        .into_iter()
        .chain(Condition::FOR_FINE_TUNING);
    all.map(|condition| {
        let (holds, because) = answer(condition, scenario, analysis, knobs);
        Checked {
            condition,
            holds,
            because,
        }
    })
    .collect()
}

fn answer(
    condition: Condition,
    scenario: &Scenario,
    analysis: &Analysis,
    knobs: &Knobs,
) -> (Option<bool>, String) {
    let decision = &scenario.decision;
    match condition {
        Condition::Prototyping => said(decision.prototyping),
        Condition::BaseModelClose => said(decision.base_model_close),
        Condition::Inconsistent => said(decision.inconsistent),
        Condition::HardToDescribe => said(decision.hard_to_describe),
        Condition::ConsistencyCritical => said(decision.consistency_critical),
        Condition::RequirementsMayChange => {
            let changes = scenario.workload.changes_per_year.base();
            let words = format!(
                "{} a year; {} is many",
                counted(changes, "change"),
                significant(knobs.changes_per_year.get(), 3)
            );
            // No change at all is what a scenario says that says nothing.
            let counted =
                (changes > 0.0).then_some((changes >= knobs.changes_per_year.get(), words));
            either(decision.requirements_may_change, counted)
        }
        Condition::MustShipQuickly => {
            let months = scenario.fine_tuning.lead_time_months.get();
            let words = format!(
                "the tuned model serves after {}; {} is long",
                counted(months, "month"),
                significant(knobs.lead_time_months.get(), 3)
            );
            let counted = (months > 0.0).then_some((months >= knobs.lead_time_months.get(), words));
            either(decision.must_ship_quickly, counted)
        }
        Condition::BudgetLimited => match decision.upfront_budget.as_ref().map(Plain::get) {
            None => not_answered(),
            Some(budget) => {
                let amount = |value| money(value, &scenario.currency);
                let upfront = analysis.fine_tuning_upfront;
                // Amounts that look the same aren't, where the one is over the other.
                let alike = amount(upfront) == amount(budget) && upfront != budget;
                let amount = |value| {
                    if alike {
                        Unit::Money("").exact(value, &scenario.currency)
                    } else {
                        amount(value)
                    }
                };
                let words = format!("{} of your {}", amount(upfront), amount(budget));
                (Some(upfront > budget), words)
            }
        },
        Condition::PromptsEatTokens => {
            let prompt = scenario.prompting.serving.prompt_tokens.base();
            let all = prompt + scenario.workload.input_tokens.base();
            if all == 0.0 {
                return not_answered();
            }
            let share = prompt / all;
            let words = format!(
                "{:.0} % of the input is prompt; {:.0} % is much",
                100.0 * share,
                100.0 * knobs.prompt_share.get()
            );
            (Some(share >= knobs.prompt_share.get()), words)
        }
        Condition::ProductionScale => {
            let queries = analysis.queries.last().copied().unwrap_or(0.0);
            let words = format!(
                "{} queries, {} is scale",
                count(queries),
                count(knobs.scale_queries.get())
            );
            (Some(queries >= knobs.scale_queries.get()), words)
        }
    }
}

fn not_answered() -> (Option<bool>, String) {
    (None, "not answered".to_owned())
}

fn said(answer: Option<bool>) -> (Option<bool>, String) {
    match answer {
        None => not_answered(),
        Some(yes) => (
            Some(yes),
            format!("you said {}", if yes { "yes" } else { "no" }),
        ),
    }
}

/// What was said decides; else what was counted.
fn either(answer: Option<bool>, counted: Option<(bool, String)>) -> (Option<bool>, String) {
    match (answer, counted) {
        (None, None) => not_answered(),
        (answer, None) => said(answer),
        (None, Some((holds, words))) => (Some(holds), words),
        (Some(yes), Some((_, words))) => {
            let (holds, said) = said(Some(yes));
            (holds, format!("{said}; {words}"))
        }
    }
}
