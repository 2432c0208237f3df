//! The reference for [`super::engine`]: each draw is a scenario of its own that goes through the ledger. It is slow and simple; tests check
//! the engine against it, and benchmarks compare the two.

use crate::analysis::breakeven::{BreakEven, Curves};
use crate::analysis::ledger::Ledger;
use crate::scenario::Scenario;

use super::samples::UncertainInput;

/// Evaluates the draw in which the uncertain inputs have these values, and in which fine-tuning succeeds or fails; `scenario` keeps the values.
pub fn draw(
    scenario: &mut Scenario,
    uncertain: &[UncertainInput],
    values: &[f64],
    succeeds: bool,
) -> Curves {
    for (uncertain, &value) in uncertain.iter().zip(values) {
        // Drawn values lie within the domain.
        let _ = uncertain.input.set_exactly(scenario, value);
    }
    let ledger = Ledger::new(scenario);
    let mut curves = Curves::new(&ledger);
    if !succeeds {
        curves.fine_tuning = curves.prompting.clone();
        let path = &mut curves.fine_tuning;
        for cost in path.before.iter_mut().chain(&mut path.after) {
            *cost += ledger.upfront().total();
        }
        curves.crossings.clear();
        curves.break_even = BreakEven::Never;
    }
    curves
}
