//! The field's two checklists: when to start with prompting, and when to move to fine-tuning. What figures can answer, figures answer, by
//! thresholds that are shown and can be changed; the rest are the yes/no questions of the scenario. What isn't answered stays so.

use crate::analysis::Analysis;
use crate::analysis::approach::Approach;
use crate::scenario::Scenario;
use crate::scenario::inputs::{self, Value};
use crate::scenario::knobs::{self, DecisionSettings};
use crate::scenario::quantity::Unit;

/// A condition of a checklist.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Condition {
    /// Whether the feature is wanted at all, or how, is still being found out.
    Prototyping,
    /// The wanted behaviour changes: by the answer, or by the stated number of changes a year.
    RequirementsMayChange,
    /// Fine-tuning takes more to start than the stated upfront budget.
    BudgetLimited,
    /// There is no time to collect data and train: by the answer, or by the lead time of the fine-tuned model.
    MustShipQuickly,
    /// It does nearly what is wanted already, so that little is left for tuning to improve.
    BaseModelClose,
    /// The same prompt gives good and bad answers.
    Inconsistent,
    /// The prompt is a large share of the input tokens.
    PromptsEatTokens,
    /// Easier to show in examples than to say in a prompt.
    HardToDescribe,
    /// The queries until the horizon are at least those of the settings.
    ProductionScale,
    /// Answers have to be alike, every time.
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

    /// The approach on whose checklist it is.
    pub fn speaks_for(self) -> Approach {
        if Self::FOR_PROMPTING.contains(&self) {
            Approach::Prompting
        } else {
            Approach::FineTuning
        }
    }

    /// Path of the input that answers it, by yes or no or by an amount; `None` if only figures do.
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
    /// Which of both lists.
    pub condition: Condition,
    /// Whether it holds: the answer to its question, else what the figure says; `None`: neither is known.
    pub holds: Option<bool>,
    /// The answer to its question.
    pub said: Option<bool>,
    /// The scenario's figure for it.
    pub measured: Option<Measured>,
}

/// A figure of the scenario beside the limit that it is compared with.
#[derive(Debug, Clone, PartialEq)]
pub enum Measured {
    /// The condition holds from a threshold on.
    FromThreshold {
        /// The figure.
        value: f64,
        /// The threshold, in the unit of the figure.
        threshold: f64,
        /// The setting that moves the threshold.
        knob: &'static str,
        /// The unit of both.
        unit: Unit,
    },
    /// The condition holds if the upfront cost of fine-tuning is over the budget.
    OverBudget {
        /// The upfront cost.
        upfront: f64,
        /// The budget for it.
        budget: f64,
    },
}

impl Measured {
    /// Compares a figure with the threshold that a setting holds.
    fn against(knob: &'static str, value: f64, settings: &DecisionSettings) -> Option<Self> {
        let knob = knobs::find(knob)?;
        Some(Self::FromThreshold {
            value,
            threshold: (knob.get)(settings),
            knob: knob.key,
            unit: knob.unit,
        })
    }

    /// Whether the condition holds by this figure.
    pub fn holds(&self) -> bool {
        match self {
            Self::FromThreshold {
                value, threshold, ..
            } => value >= threshold,
            Self::OverBudget { upfront, budget } => upfront > budget,
        }
    }
}

/// Both checklists, first that for prompting.
///
/// ```
/// use breakeven::analysis::Analysis;
/// use breakeven::decision::checklist::{Condition, check};
/// use breakeven::scenario::Scenario;
/// use breakeven::scenario::knobs::DecisionSettings;
///
/// let mut scenario = Scenario::default();
/// scenario.decision.prototyping = Some(true);
/// let checked = check(&scenario, &Analysis::new(&scenario), &DecisionSettings::default());
/// assert_eq!(checked[0].condition, Condition::Prototyping);
/// assert_eq!(checked[0].holds, Some(true));
/// ```
pub fn check(
    scenario: &Scenario,
    analysis: &Analysis,
    settings: &DecisionSettings,
) -> Vec<CheckedCondition> {
    let all = Condition::FOR_PROMPTING
        .into_iter()
        .chain(Condition::FOR_FINE_TUNING);
    all.map(|condition| {
        let said = said(condition, scenario);
        let measured = measured(condition, scenario, analysis, settings);
        CheckedCondition {
            condition,
            holds: said.or(measured.as_ref().map(Measured::holds)),
            said,
            measured,
        }
    })
    .collect()
}

/// The answer to the question of a condition, if there is a question that asks for yes or no and it has been answered.
fn said(condition: Condition, scenario: &Scenario) -> Option<bool> {
    match inputs::find(condition.question()?)?.value(scenario) {
        Value::YesNo(answer) => Some(answer),
        _ => None,
    }
}

/// The figure of a condition, if the scenario states one.
fn measured(
    condition: Condition,
    scenario: &Scenario,
    analysis: &Analysis,
    settings: &DecisionSettings,
) -> Option<Measured> {
    match condition {
        Condition::Prototyping
        | Condition::BaseModelClose
        | Condition::Inconsistent
        | Condition::HardToDescribe
        | Condition::ConsistencyCritical => None,
        Condition::RequirementsMayChange => {
            // A scenario that states nothing has no changes.
            let changes = scenario.workload.changes_per_year.base();
            if changes <= 0.0 {
                return None;
            }
            Measured::against("changes_per_year", changes, settings)
        }
        Condition::MustShipQuickly => {
            let months = scenario.fine_tuning.lead_time_months.get();
            if months <= 0.0 {
                return None;
            }
            Measured::against("lead_time_months", months, settings)
        }
        Condition::BudgetLimited => Some(Measured::OverBudget {
            upfront: analysis.fine_tuning_upfront,
            budget: scenario.decision.upfront_budget.as_ref()?.get(),
        }),
        Condition::PromptsEatTokens => {
            let prompt = scenario.prompting.serving.prompt_tokens.base();
            let all = prompt + scenario.workload.input_tokens.base();
            if all <= 0.0 {
                return None;
            }
            Measured::against("prompt_share", prompt / all, settings)
        }
        Condition::ProductionScale => {
            let queries = analysis.queries.last().copied().unwrap_or(0.0);
            Measured::against("scale_queries", queries, settings)
        }
    }
}
