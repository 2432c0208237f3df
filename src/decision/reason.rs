//! The reasons for a recommendation, with the figures of the case.

use crate::analysis::success::Attempt;

use super::checklist::CheckedCondition;
use super::evaluation::EvaluationStatus;
use super::levers::LeverChange;
use super::options::Alternative;

/// A reason for what is recommended. Amounts are in the scenario's currency.
#[derive(Debug, Clone, PartialEq)]
pub enum Reason {
    /// The finding of the analysis in the base case.
    Finding,
    /// The levers that are counted on make prompting cheaper than fine-tuning.
    LeversWin {
        /// What they are.
        changes: Vec<LeverChange>,
        /// Prompting's total today.
        today: f64,
        /// Prompting's total with them.
        prompting: f64,
        /// Fine-tuning's total with them.
        fine_tuning: f64,
    },
    /// Fine-tuning may fail.
    MayFail(Attempt),
    /// Fine-tuning loses money in some draws.
    Losses {
        /// The share of them.
        share: f64,
        /// The mean loss in those.
        mean: f64,
    },
    /// What the evaluation shows.
    EvaluationShows(EvaluationStatus),
    /// The evaluation had enough cases to show what is expected, and doesn't.
    EvaluationWasLargeEnough(EvaluationStatus),
    /// A condition of the checklists holds.
    Condition(CheckedCondition),
    /// Fine-tuning now saves too little.
    SavesTooLittle {
        /// What it saves.
        now: Alternative,
        /// The least saving that is worth acting on, as a share of prompting's total.
        worth_share: f64,
        /// What knowing everything is worth at most.
        evpi: f64,
    },
    /// A later switch saves too little.
    LaterSavesTooLittle(Alternative),
    /// The scenario says that the prompt isn't optimised.
    PromptNotOptimised,
    /// The levers that are counted on save this much without tuning.
    LeversSave(f64),
    /// What an alternative comes to.
    Alternative(Alternative),
    /// What knowing everything beforehand is worth.
    Knowing(f64),
    /// The base case and the average disagree about fine-tuning.
    BaseAndAverageDisagree,
    /// No evaluation shows what is expected of the fine-tuned model.
    NotShown(EvaluationStatus),
    /// The scenario doesn't say whether the prompt is optimised.
    OptimisationUnknown,
    /// Requirements may change, and no figure counts what that costs.
    ChangesUncounted,
    /// The later switch saves this much more than deciding now.
    MoreThanNow(f64),
}
