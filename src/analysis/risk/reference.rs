//! The reference for [`super::engine`]: each draw is a scenario of its own that goes through the ledger. It is slow and simple; tests check
//! the engine against it, and benchmarks compare the two.

use crate::analysis::breakeven::Curves;
use crate::analysis::ledger::Ledger;
use crate::scenario::Scenario;

use super::samples::UncertainInput;

/// Evaluates the draw in which the uncertain inputs have these values; `scenario` keeps them.
pub fn draw(scenario: &mut Scenario, uncertain: &[UncertainInput], values: &[f64]) -> Curves {
    for (uncertain, &value) in uncertain.iter().zip(values) {
        // Drawn values lie within the domain.
        let _ = uncertain.input.set_exactly(scenario, value);
    }
    Curves::new(&Ledger::new(scenario))
}
