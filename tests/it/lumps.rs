//! Many draws at exactly one value (docs/formulas.md §6): bars show them, and all bars together are all draws.

use breakeven::analysis::risk::Risk;
use breakeven::analysis::risk::draws::each_draw;
use breakeven::analysis::risk::lanes::BLOCK;
use breakeven::scenario::Scenario;
use proptest::prelude::*;

use crate::generated::{cases, scenarios};
use crate::support::scenario;

/// The savings of all draws, in ascending order.
fn savings(scenario: &Scenario, draws: usize) -> Vec<f64> {
    let mut savings = Vec::new();
    each_draw(scenario, draws, |block| {
        savings.extend((0..BLOCK).map(|draw| block.outcomes.saving[draw]));
        Ok::<_, std::convert::Infallible>(())
    })
    .unwrap();
    savings.sort_by(f64::total_cmp);
    savings
}

/// Checks that bars between such ends hold all draws, and that every lump has its share in one bar. Returns the share of the largest lump.
fn check(scenario: &Scenario, draws: usize, ends: [f64; 2]) -> Result<f64, TestCaseError> {
    const BARS: usize = 60;
    let savings = savings(scenario, draws);
    let all = savings.len() as f64;
    let Some(risk) = Risk::new(scenario, draws, &|_| true) else {
        return Ok(0.0);
    };
    let end = |p| risk.saving.quantile(p).unwrap();
    let (low, high) = (end(ends[0]), end(ends[1]));
    let bars = risk.saving.bars(low, high, BARS);
    prop_assert!((bars.iter().sum::<f64>() - 1.0).abs() < 1e-9, "{bars:?}");
    let mut largest = 0.0_f64;
    for lump in savings.chunk_by(|a, b| a == b) {
        let share = lump.len() as f64 / all;
        largest = largest.max(share);
        // The bar, or a neighbour if rounding decides where the edge between them is.
        let place = (lump[0] - low) / (high - low) * BARS as f64;
        let bar = (place.max(0.0) as usize).min(BARS - 1);
        let near = &bars[bar.saturating_sub(1)..(bar + 2).min(BARS)];
        let held = near.iter().copied().fold(0.0, f64::max);
        // Of more draws than are kept, the share within a bin is known from the first of them.
        prop_assert!(held >= share - 1e-3, "{share} at {}, {bars:?}", lump[0]);
    }
    Ok(largest)
}

const CLAMPED: &str = "(horizon_months: 12,
    workload: (queries_per_month: (low: 0, high: 60000), input_tokens: 0),
    prompting: (serving: (price: (input: 10), prompt_tokens: 1000, output_tokens: 0)),
    fine_tuning: (serving: (price: (input: 5), prompt_tokens: 100, output_tokens: 0),
        training: (fixed_cost: 400)),
)";

/// The number of replicas follows from an uncertain rate, so that the saving takes few values.
const REPLICAS: &str = "(horizon_months: 12,
    prompting: (serving: (price: (input: 10), prompt_tokens: 1000)),
    fine_tuning: (serving: (hosting: (per_hour: 1, queries_per_hour: (low: 2, high: 9)))),
)";

#[test]
fn the_lump_at_the_low_end_of_a_clamped_range_is_in_the_first_bar_for_any_number_of_draws() {
    for draws in [1024, 16_384, 262_144] {
        // 5 % of a normal distribution lie below its 5th percentile, here 0.
        let largest = check(&scenario(CLAMPED), draws, [0.004, 0.996]).unwrap();
        assert!((largest - 0.05).abs() < 2e-3, "{largest} of {draws}");
        let largest = check(&scenario(REPLICAS), draws, [0.004, 0.996]).unwrap();
        assert!(largest > 0.2, "{largest} of {draws}");
    }
}

proptest! {
    #![proptest_config(cases(12))]

    #[test]
    fn bars_of_any_scenario_hold_all_draws(
        scenario in scenarios(),
        draws in prop::sample::select(vec![256_usize, 3000, 16_384]),
        low in 0.0..0.4,
        high in 0.6..1.0,
    ) {
        check(&scenario, draws, [low, high])?;
    }
}
