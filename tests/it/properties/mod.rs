//! What must hold for every valid scenario: docs/formulas.md §8, statement by statement, and what figures owe to each other.
//!
//! - [`costs`]: phases, months and totals; [`crossings`]: where the curves meet; [`switches`]: a switch in each month
//! - [`extremes`]: no figure is infinite at the ends of the domains; [`text`]: what is written is read back

mod costs;
mod crossings;
mod extremes;
mod switches;
mod text;

use breakeven::analysis::Analysis;
use breakeven::analysis::approach::Phase;
use breakeven::analysis::breakeven::BreakEven;
use breakeven::scenario::Scenario;
use breakeven::scenario::inputs::{INPUTS, Input, Value};
use proptest::strategy::{Strategy as _, ValueTree as _};
use proptest::test_runner::TestRunner;

use crate::generated::{cases, scenarios};
use crate::support::input;

/// Two figures are the same but for rounding in sums as large as `scale`.
macro_rules! prop_assert_same {
    ($left:expr, $right:expr, $scale:expr) => {{
        let (left, right) = ($left, $right);
        proptest::prop_assert!(
            crate::support::same_within(left, right, $scale),
            "{left} is not {right}"
        );
    }};
}
use prop_assert_same;

fn set(scenario: &mut Scenario, path: &str, value: Value) {
    input(path).set(scenario, value).unwrap();
}

fn set_exactly(scenario: &mut Scenario, path: &str, value: f64) {
    input(path).set_exactly(scenario, value).unwrap();
}

/// The largest of the amounts that a cost path adds up to.
fn scale(analysis: &Analysis) -> f64 {
    analysis
        .prompting
        .cost_path
        .total()
        .max(analysis.fine_tuning.cost_path.total())
}

/// Every amount of money that an analysis states.
fn amounts(analysis: &Analysis) -> Vec<f64> {
    let mut amounts = vec![
        analysis.fine_tuning_upfront,
        analysis.prompting.per_query,
        analysis.fine_tuning.per_query,
    ];
    let best = analysis.best_switch.iter().map(|best| &best.cost_path);
    for path in [
        &analysis.prompting.cost_path,
        &analysis.fine_tuning.cost_path,
    ]
    .into_iter()
    .chain(best)
    {
        amounts.extend(&path.before);
        amounts.extend(&path.after);
        let phases = path.by_month.iter().chain([&path.by_phase]);
        amounts.extend(phases.flat_map(|costs| Phase::ALL.map(|phase| costs[phase])));
    }
    amounts
}

/// Every number that an analysis states.
fn numbers(analysis: &Analysis) -> Vec<f64> {
    let mut numbers = amounts(analysis);
    numbers.push(analysis.saving());
    numbers.extend(&analysis.volume);
    numbers.extend(&analysis.queries);
    numbers.extend(analysis.prompting.latency_ms);
    numbers.extend(analysis.fine_tuning.latency_ms);
    numbers.extend(analysis.rule_of_thumb.queries());
    let crossings = analysis.crossings.iter().map(|crossing| crossing.at);
    for moment in crossings.chain(analysis.break_even.moment()) {
        numbers.extend([moment.month, moment.queries]);
    }
    numbers
}

// Properties over scenarios of which none ever breaks even would say little.
#[test]
fn the_generated_scenarios_reach_what_the_properties_are_about() {
    let mut runner = TestRunner::new(cases(0));
    let mut counts = [0; 8];
    for _ in 0..400 {
        let scenario = scenarios().new_tree(&mut runner).unwrap().current();
        let analysis = Analysis::new(&scenario);
        let tuned = &analysis.fine_tuning.cost_path;
        let seen = [
            analysis.crossings.len() == 1,
            analysis.crossings.len() > 1,
            matches!(analysis.break_even, BreakEven::At(_)),
            analysis.break_even == BreakEven::Never,
            analysis.better_than_both().is_some(),
            tuned.returned.is_some(),
            tuned.by_phase[Phase::Iteration] > 0.0,
            INPUTS.iter().any(|input| !input.is_default(&scenario)),
        ];
        for (count, seen) in counts.iter_mut().zip(seen) {
            *count += i32::from(seen);
        }
    }
    assert!(counts.iter().all(|count| *count >= 4), "{counts:?}");
    // Each input is stated in some of them.
    let mut unstated: Vec<_> = INPUTS.iter().collect();
    for _ in 0..60 {
        let scenario = scenarios().new_tree(&mut runner).unwrap().current();
        unstated.retain(|input| input.is_default(&scenario));
    }
    assert_eq!(unstated, [] as [&Input; 0]);
}
