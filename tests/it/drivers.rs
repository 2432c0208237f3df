//! What drives the result: distributions, the tornado and tipping values (docs/formulas.md §1 and §5).

use breakeven::analysis::Analysis;
use breakeven::analysis::drivers::Drivers;
use breakeven::analysis::map::{Map, widest};
use breakeven::files::examples::EXAMPLES;
use breakeven::scenario::Scenario;
use breakeven::scenario::inputs::{self, Input, Value};
use proptest::prelude::*;

use crate::generated::{cases, scenarios};
use crate::support::{assert_same, input, scenario, with};

/// P90 of the standard normal distribution.
const Z90: f64 = 1.281_551_565_544_600_4;
/// P95 of the standard normal distribution.
const Z95: f64 = 1.644_853_626_951_472_7;

/// A case in which the saving is a straight line in everything: S = 12 · queries · (1000 · price) / 1e6 − upfront.
const LINEAR: &str = "(horizon_months: 12,
    workload: (queries_per_month: (low: 8000, high: 12000), input_tokens: 0),
    prompting: (serving: (price: (input: 10), prompt_tokens: 1000, output_tokens: 0)),
    fine_tuning: (
        serving: (price: (input: 10), prompt_tokens: 0, output_tokens: 0),
        data: (examples: 100, cost_per_example: (low: 2, likely: 5, high: 8)),
    ),
)";

#[test]
fn the_tornado_of_a_linear_case_is_as_by_hand() {
    let scenario = scenario(LINEAR);
    let drivers = Drivers::new(&scenario);
    assert!(drivers.varies_uncertain);
    let saving = |queries: f64, cost: f64| 12.0 * queries * 1000.0 * 10.0 / 1e6 - 100.0 * cost;
    // Lognormal: the median is the geometric mean, and P10 and P90 lie Z90/Z95 of the way to P5 and P95 on the log scale.
    let median = (8000.0_f64 * 12_000.0).sqrt();
    let factor = (12_000.0_f64 / median).powf(Z90 / Z95);
    let [queries, cost] = &drivers.tornado[..] else {
        panic!("two inputs are uncertain: {:?}", drivers.tornado);
    };
    assert_eq!(queries.input.path, "workload.queries_per_month");
    assert_same(queries.low, median / factor);
    assert_same(queries.high, median * factor);
    assert_same(queries.saving_at_low, saving(median / factor, 5.0));
    // Break-even: when the months so far have saved the 500 that the data cost.
    for (at, month) in [
        (queries.low, queries.month_at_low),
        (queries.high, queries.month_at_high),
    ] {
        let by_hand = 500.0 / (at * 1000.0 * 10.0 / 1e6);
        let month = month.expect("it pays back within the year");
        assert!((month - by_hand).abs() < 1e-9, "{month}, not {by_hand}");
    }
    assert_same(queries.saving_at_high, saving(median * factor, 5.0));
    // PERT with its mode in the middle is Beta(3, 3): P10 and P90 are as far from the mode.
    assert_eq!(cost.input.path, "fine_tuning.data.cost_per_example");
    assert!((cost.low + cost.high - 10.0).abs() < 1e-9);
    let x = (cost.low - 2.0) / 6.0;
    let below = 10.0 * x.powi(3) - 15.0 * x.powi(4) + 6.0 * x.powi(5);
    assert!(
        (below - 0.1).abs() < 1e-9,
        "{below} of it lies below {}",
        cost.low
    );
    assert_same(cost.saving_at_low, saving(median, cost.low));
}

#[test]
fn tipping_values_of_a_linear_case_are_as_by_hand() {
    let scenario = scenario(LINEAR);
    let drivers = Drivers::new(&scenario);
    let tipping = |path: &str| {
        let found = drivers
            .tipping_values
            .iter()
            .find(|tipping| tipping.input.path == path);
        *found.unwrap_or_else(|| panic!("{path} tips it"))
    };
    let queries = tipping("workload.queries_per_month");
    assert!(
        (queries.value - 500.0 / 0.12).abs() < 1e-6 && queries.fine_tuning_above,
        "{queries:?}"
    );
    let cost = tipping("fine_tuning.data.cost_per_example");
    let median = (8000.0_f64 * 12_000.0).sqrt();
    assert!(
        (cost.value - median * 0.12 / 100.0).abs() < 1e-6 && !cost.fine_tuning_above,
        "{cost:?}"
    );
    assert_eq!(
        queries.sentence(&scenario),
        "Query volume: breaks even at 4,170\u{a0}per month (base case 9,800)"
    );
}

#[test]
fn without_an_uncertain_input_each_is_varied_by_a_quarter_within_its_domain() {
    let certain = with(
        &scenario(LINEAR),
        &[
            ("workload.queries_per_month", "10000"),
            ("fine_tuning.data.cost_per_example", "5"),
            ("prompting.serving.price.discount", "0.9"),
        ],
    );
    let drivers = Drivers::new(&certain);
    assert!(!drivers.varies_uncertain);
    let discount = input("prompting.serving.price.discount");
    let bar = drivers
        .tornado
        .iter()
        .find(|bar| bar.input == discount)
        .unwrap();
    assert_same(bar.low, 0.675);
    assert_same(bar.high, 1.0);
    assert!(drivers.tornado.iter().all(|bar| bar.width() > 0.0));
}

/// A cent, or the rounding of totals that are large.
fn is_even(analysis: &Analysis) -> bool {
    let total = analysis
        .prompting
        .cost_path
        .total()
        .max(analysis.fine_tuning.cost_path.total());
    analysis.saving().abs() <= 0.01_f64.max(1e-11 * total)
}

#[test]
fn tipping_values_of_the_examples_put_back_give_no_saving_to_a_cent() {
    let mut found = 0;
    for example in EXAMPLES {
        let original = example.scenario().unwrap();
        for tipping in Drivers::new(&original).tipping_values {
            // Of whole things it is the next whole number, see `whole_things`.
            if tipping.input.whole_steps {
                continue;
            }
            let mut tipped = original.clone();
            tipping
                .input
                .set_exactly(&mut tipped, tipping.value)
                .unwrap();
            let analysis = Analysis::new(&tipped);
            assert!(
                is_even(&analysis),
                "{}: {tipping:?} saves {}",
                example.name,
                analysis.saving()
            );
            found += 1;
        }
    }
    assert!(found > 40, "only {found} tipping values in all examples");
}

proptest! {
    #![proptest_config(cases(16))]

    #[test]
    fn drivers_are_sorted_finite_and_put_back_give_no_saving(original in scenarios()) {
        let drivers = Drivers::new(&original);
        let varied: Vec<_> = drivers.tornado.iter().map(|bar| bar.input).collect();
        for (input, estimate, domain) in inputs::uncertain(&original) {
            if varied.contains(&input) {
                continue;
            }
            // Left out, since it has no effect on S, which is that of success.
            let saving = [0.1, 0.9].map(|p| {
                let mut changed = original.clone();
                input.set_exactly(&mut changed, estimate.quantile(p, &domain)).unwrap();
                Analysis::new(&changed).saving()
            });
            prop_assert!(!drivers.varies_uncertain || saving[0] == saving[1], "{}", input.path);
        }
        let is_uncertain = |input: &&Input| {
            matches!(input.value(&original), Value::Estimate(estimate) if estimate.is_uncertain())
        };
        prop_assert!(!drivers.varies_uncertain || varied.into_iter().all(|input| is_uncertain(&input)));
        prop_assert!(drivers.tornado.iter().all(|bar| bar.width() > 0.0));
        for bars in drivers.tornado.windows(2) {
            prop_assert!(bars[0].width() >= bars[1].width());
        }
        for bar in &drivers.tornado {
            let domain = bar.input.domain().unwrap();
            prop_assert!(bar.low <= bar.high && domain.contains(bar.low) && domain.contains(bar.high));
            prop_assert!(bar.saving_at_low.is_finite() && bar.saving_at_high.is_finite());
        }
        for pair in drivers.tipping_values.windows(2) {
            prop_assert!(pair[0].change() <= pair[1].change());
        }
        for tipping in drivers.tipping_values {
            if tipping.input.whole_steps {
                continue;
            }
            let mut tipped = original.clone();
            tipping.input.set_exactly(&mut tipped, tipping.value).unwrap();
            let analysis = Analysis::new(&tipped);
            prop_assert!(is_even(&analysis), "{tipping:?} saves {}", analysis.saving());
        }
    }
}

#[test]
fn where_nothing_costs_anything_only_what_prompting_would_pay_tips_it() {
    let nothing = scenario("()");
    let drivers = Drivers::new(&nothing);
    assert_eq!(drivers.saving, 0.0);
    assert!(!drivers.tipping_values.is_empty());
    for tip in &drivers.tipping_values {
        let mut there = nothing.clone();
        tip.input.set_exactly(&mut there, 1.0).unwrap();
        assert!(tip.fine_tuning_above && tip.value == 0.0, "{tip:?}");
        assert!(Analysis::new(&there).saving() > 0.0, "{tip:?}");
    }
}

#[test]
fn where_both_cost_the_same_the_base_tips_what_matters() {
    // 12 · 1000 · 5/1e6 · tokens: equal at 1000 tokens with both approaches.
    let equal = scenario(
        "(horizon_months: 12, workload: (queries_per_month: 1000, input_tokens: 0),
        prompting: (serving: (price: (input: 5), prompt_tokens: 1000, output_tokens: 0)),
        fine_tuning: (serving: (price: (input: 5), prompt_tokens: 1000, output_tokens: 0)))",
    );
    let drivers = Drivers::new(&equal);
    let tips = |path: &str| {
        drivers
            .tipping_values
            .iter()
            .find(|tip| tip.input.path == path)
    };
    let prompted = tips("prompting.serving.prompt_tokens").expect("it matters");
    assert!(prompted.fine_tuning_above && prompted.value == 1000.0);
    let tuned = tips("fine_tuning.serving.prompt_tokens").expect("it matters");
    assert!(!tuned.fine_tuning_above);
    assert!(tips("workload.queries_per_month").is_none());
}

/// The break-even values of these inputs, by their paths.
fn tips<const N: usize>(scenario: &Scenario, paths: [&str; N]) -> [Option<f64>; N] {
    let values = Drivers::new(scenario).tipping_values;
    paths.map(|path| {
        let tips = values.iter().find(|tip| tip.input.path == path);
        tips.map(|tip| tip.value)
    })
}

// Prompting serves throughout, so that both cost the same but for the data: S = −1.1 whatever a query costs. Of totals above 1e12 that is no more
// than their rounding, and of totals above 1e16 nothing is left of it.
#[test]
fn where_the_saving_is_lost_in_the_rounding_of_totals_there_is_no_tipping_value() {
    let same = scenario(
        "(horizon_months: 24, prompting: (serving: (price: (input: 1))), fine_tuning: (
            serving: (price: (input: 1)), data: (fixed_cost: 1.1), lead_time_months: 24))",
    );
    let costs = [
        "prompting.serving.query_cost",
        "prompting.serving.monthly_cost",
        "prompting.serving.price.output",
        "workload.queries_per_month",
        "workload.input_tokens",
        "workload.error_cost",
    ];
    assert_eq!(tips(&same, costs), [None; 6]);
    // Without data there is nothing between them, at the end of its domain.
    assert_eq!(tips(&same, ["fine_tuning.data.fixed_cost"]), [Some(0.0)]);
}

// Both pay 24 · 1e12, beside which 1.1 is rounding.
#[test]
fn what_is_only_rounding_is_told_as_nothing_by_saving_tornado_and_map() {
    let same = scenario(
        "(horizon_months: 24, workload: (queries_per_month: (low: 4e5, high: 6e5)),
        prompting: (serving: (price: (input: 1), monthly_cost: 1e12)),
        fine_tuning: (serving: (price: (input: 1), monthly_cost: 1e12), data: (fixed_cost: 1.1), lead_time_months: 24))",
    );
    let drivers = Drivers::new(&same);
    let map = widest(&same).and_then(|[x, y]| Map::new(&same, x, y));
    let savings = [
        Analysis::new(&same).saving(),
        drivers.saving,
        map.unwrap().base_saving,
    ];
    assert_eq!(savings, [0.0; 3]);
    assert_eq!(drivers.tornado, []);
}

// S is 12 · 1000 · 1e6/1e6 · (1 − f), which falls to 0 where all queries fall back, and 12,000 · c, which does where none is covered.
#[test]
fn a_tipping_value_at_the_end_of_a_domain_is_that_end() {
    let free = scenario(
        "(horizon_months: 12, workload: (queries_per_month: 1000, input_tokens: 1000000),
        prompting: (serving: (price: (input: 1), prompt_tokens: 0)),
        fine_tuning: (serving: (price: (input: 0), prompt_tokens: 0), coverage: 0.75, fallback_share: 0.3))",
    );
    let shares = [
        "fine_tuning.fallback_share",
        "fine_tuning.coverage",
        "workload.queries_per_month",
        "prompting.serving.price.discount",
    ];
    let ends = [Some(1.0), Some(0.0), Some(0.0), Some(1.0)];
    assert_eq!(tips(&free, shares), ends);
    // A saving that is next to nothing beside the totals, as by what both pay for each query.
    let small = with(
        &free,
        &[
            ("prompting.serving.price.input", "1.00001"),
            ("fine_tuning.serving.price.input", "1"),
        ],
    );
    assert_eq!(tips(&small, ["fine_tuning.coverage"]), [Some(0.0)]);
}
