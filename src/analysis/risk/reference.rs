//! The plain form of [`super::engine`]: each draw is a scenario of its own, put through the ledger. Slow, and plainly right: the
//! oracle of the tests and the measure of the benchmarks.

use crate::analysis::approach::cheaper_of;
use crate::analysis::breakeven::{break_even, crossings, cumulative_queries};
use crate::analysis::ledger::Ledger;
use crate::analysis::strategy::{CostPath, Strategy, cost_path};
use crate::scenario::Scenario;

use super::samples::UncertainInput;

/// What one draw comes to.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// Prompting throughout.
    pub prompting: CostPath,
    /// Fine-tuning at once.
    pub fine_tuning: CostPath,
    /// Break-even: months and queries.
    pub break_even: Option<(f64, f64)>,
}

/// Works out the draw in which the uncertain inputs have these values.
pub fn draw(scenario: &mut Scenario, uncertain: &[UncertainInput], values: &[f64]) -> Outcome {
    for (uncertain, &value) in uncertain.iter().zip(values) {
        // Draws lie in the domain.
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
