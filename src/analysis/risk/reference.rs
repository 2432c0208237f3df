//! The reference for [`super::engine`]: each draw is a scenario of its own that goes through the ledger. It is slow and simple; tests check
//! the engine against it, and benchmarks compare the two.

use crate::analysis::approach::cheaper_of;
use crate::analysis::breakeven::{break_even, crossings, cumulative_queries};
use crate::analysis::ledger::Ledger;
use crate::analysis::strategy::{CostPath, Strategy, cost_path};
use crate::scenario::Scenario;

use super::samples::UncertainInput;

/// The outcome of one draw.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// Prompting throughout.
    pub prompting: CostPath,
    /// Fine-tuning decided on at once.
    pub fine_tuning: CostPath,
    /// Break-even in months and in queries; `None` if fine-tuning doesn't pay back.
    pub break_even: Option<(f64, f64)>,
}

/// Evaluates the draw in which the uncertain inputs have these values; `scenario` keeps them.
pub fn draw(scenario: &mut Scenario, uncertain: &[UncertainInput], values: &[f64]) -> Outcome {
    for (uncertain, &value) in uncertain.iter().zip(values) {
        // Drawn values lie within the domain.
        let _ = uncertain.input.set_exactly(scenario, value);
    }
    let ledger = Ledger::new(scenario);
    let prompting = cost_path(&ledger, Strategy::Prompting);
    let fine_tuning = cost_path(&ledger, Strategy::SwitchAt(0));
    let queries = cumulative_queries(&ledger.volume);
    let crossings = crossings(&prompting, &fine_tuning, &queries);
    let cheaper = cheaper_of(prompting.total(), fine_tuning.total());
    let break_even = break_even(&crossings, cheaper).moment();
    Outcome {
        break_even: break_even.map(|moment| (moment.month, moment.queries)),
        prompting,
        fine_tuning,
    }
}
