//! Counts of things that are whole: replicas and training runs go by whole numbers, and no sentence speaks of a part of one.

use breakeven::analysis::Analysis;
use breakeven::analysis::drivers::tipping::{TippingValue, is_far, tipping_value_of};
use breakeven::analysis::drivers::{Bar, Drivers};
use breakeven::analysis::map::Map;
use breakeven::scenario::Scenario;
use breakeven::scenario::inputs::INPUTS;
use proptest::prelude::*;

use crate::generated::{cases, scenarios};
use crate::support::{input, scenario, with};

const RUNS: &str = "fine_tuning.training.runs";
const REPLICAS: &str = "fine_tuning.serving.hosting.replicas";

/// S = 24 · 1000 · 5 / 1e6 · 10000 − 300 · runs − 24 · 730 · 0.01 · replicas = 1200 − 300 · runs − 175.2 · replicas.
const HOSTED: &str = "(workload: (queries_per_month: 10000, input_tokens: 0),
    prompting: (serving: (price: (input: 5), prompt_tokens: 1000, output_tokens: 0)),
    fine_tuning: (
        serving: (hosting: (per_hour: 0.01, replicas: 1)),
        training: (fixed_cost: 300, runs: 1),
    ),
)";

fn bar(scenario: &Scenario, path: &str) -> Bar {
    let tornado = Drivers::new(scenario).tornado;
    *tornado.iter().find(|bar| bar.input.path == path).unwrap()
}

fn tipping(scenario: &Scenario, path: &str) -> TippingValue {
    tipping_value_of(scenario, input(path)).unwrap()
}

#[test]
fn the_tornado_goes_by_whole_runs_and_replicas() {
    for (base, low, high) in [
        ("1", 0.0, 2.0),
        ("2", 1.0, 3.0),
        ("6", 4.0, 8.0),
        ("10", 7.0, 13.0),
    ] {
        for path in [RUNS, REPLICAS] {
            let bar = bar(&with(&scenario(HOSTED), &[(path, base)]), path);
            assert_eq!((bar.low, bar.high), (low, high), "{path} {base}");
        }
    }
}

#[test]
fn a_tipping_value_is_the_nearest_whole_number_at_which_the_other_approach_is_cheaper() {
    // S = 1024.8 − 300 · runs with one replica: 0 at 3.4 runs.
    let hosted = scenario(HOSTED);
    let runs = tipping(&hosted, RUNS);
    assert_eq!((runs.value, runs.fine_tuning_above), (4.0, false));
    assert_eq!(
        runs.sentence(&hosted),
        "Training runs (fine-tuning): breaks even with fewer than 4\u{a0}runs (base case 1)"
    );
    // From the other side: at 6 runs prompting is cheaper, at 3 fine-tuning.
    let six = with(&hosted, &[(RUNS, "6")]);
    let runs = tipping(&six, RUNS);
    assert_eq!((runs.value, runs.fine_tuning_above), (3.0, false));
    assert!(runs.sentence(&six).contains("fewer than 4\u{a0}runs"));
    // S = 900 − 175.2 · replicas: 0 at 5.1 replicas.
    let replicas = tipping(&hosted, REPLICAS);
    assert_eq!((replicas.value, replicas.fine_tuning_above), (6.0, false));
    // Passes can't be cut either, but as a number they go on.
    let epochs = with(
        &hosted,
        &[
            ("fine_tuning.training.price", "100"),
            ("fine_tuning.data.examples", "2000"),
        ],
    );
    // S = 724.8 − 100 · passes at one run: 0 at 7.248 passes.
    let passes = tipping(&epochs, "fine_tuning.training.epochs");
    assert!((passes.value - 7.248).abs() < 1e-9, "{passes:?}");
    assert!(
        passes
            .sentence(&epochs)
            .contains("fewer than 8 (base case 3)")
    );
}

#[test]
fn what_is_more_than_tenfold_away_is_for_programs_only() {
    let queries = input("workload.queries_per_month");
    let growth = input("workload.growth_per_month");
    for (input, base, value, far) in [
        (queries, 1000.0, 9999.0, false),
        (queries, 1000.0, 10_001.0, true),
        (queries, 1000.0, 101.0, false),
        (queries, 1000.0, 99.0, true),
        (queries, 0.0, 5000.0, false),
        (input("workload.input_tokens"), 0.0, 80_000.0, true),
        (input("workload.changes_per_year"), 0.0, 60.0, true),
        (input("workload.changes_per_year"), 0.0, 12.0, false),
        (
            input("fine_tuning.effort.upkeep_hours_per_month"),
            0.0,
            200.0,
            true,
        ),
        (input("fine_tuning.effort.setup_hours"), 0.0, 500.0, false),
        (input("fine_tuning.data.fixed_cost"), 0.0, 90_000.0, false),
        (growth, 0.02, -0.01, false),
        (growth, 0.02, 0.3, true),
        (input(RUNS), 1.0, 0.0, false),
    ] {
        assert_eq!(
            is_far(input, base, value),
            far,
            "{} {base} {value}",
            input.path
        );
    }
    let drivers = Drivers::new(&with(
        &scenario(HOSTED),
        &[("workload.queries_per_month", "9M")],
    ));
    assert!(drivers.tipping_values.iter().any(TippingValue::is_far));
    assert!(!drivers.near_tipping_values().any(TippingValue::is_far));
}

#[test]
fn a_map_over_runs_has_whole_ones_only() {
    let map = Map::over(
        &scenario(HOSTED),
        Some([input(RUNS), input("fine_tuning.training.fixed_cost")]),
    )
    .unwrap();
    assert!(map.x.whole && (map.x.low, map.x.high) == (0.0, 4.0));
    let steps: std::collections::BTreeSet<u64> = (0..64)
        .map(|place| map.x.value_at(f64::from(place) / 63.0).to_bits())
        .collect();
    assert_eq!(steps.len(), 5);
}

proptest! {
    #![proptest_config(cases(12))]

    #[test]
    fn whole_tipping_values_are_whole_and_the_last_step_before_them_has_not_tipped(original in scenarios()) {
        for input in INPUTS.iter().filter(|input| input.whole_steps) {
            let Some(tipping) = tipping_value_of(&original, input) else {
                continue;
            };
            if tipping.value == tipping.base {
                continue;
            }
            let saving = |value: f64| {
                let mut there = original.clone();
                input.set_exactly(&mut there, value).unwrap();
                Analysis::new(&there).saving()
            };
            let base = Analysis::new(&original).saving();
            prop_assert_eq!(tipping.value.fract(), 0.0);
            prop_assert!(saving(tipping.value) * base < 0.0, "{:?}", tipping);
            let before = tipping.value + (tipping.base - tipping.value).clamp(-1.0, 1.0);
            prop_assert!(saving(before) * base >= 0.0, "{:?}", tipping);
        }
    }
}
