//! Crossings and break-even, the rule of thumb, and the best switch.

use breakeven::analysis::Analysis;
use breakeven::analysis::approach::Approach;
use breakeven::analysis::breakeven::BreakEven;
use breakeven::scenario::Scenario;

use crate::support::{analysed, assert_all_same, assert_same, scenario, with};

/// Prompting costs 300 a month (10,000 queries at 30 µ$·1,000), fine-tuning nothing but its start of 1,000.
fn plain(horizon: u32, rest: &str) -> Scenario {
    scenario(&format!(
        "(horizon_months: {horizon}, workload: (input_tokens: 0),
          prompting: (serving: (price: (input: 30), prompt_tokens: 1000, output_tokens: 0)),
          fine_tuning: (serving: (prompt_tokens: 0, output_tokens: 0), training: (evaluation_cost: 1000), {rest}))"
    ))
}

// 1,000 / 300 = 3⅓ months, 1,000 / 0.03 = 33,333⅓ queries.
#[test]
fn break_even_is_interpolated_within_the_month() {
    let analysis = Analysis::new(&plain(6, ""));
    let BreakEven::At(moment) = analysis.break_even else {
        panic!("{:?}", analysis.break_even);
    };
    assert_same(moment.month, 10.0 / 3.0);
    assert_same(moment.queries, 100_000.0 / 3.0);
    assert_same(analysis.rule_of_thumb.queries().unwrap(), 100_000.0 / 3.0);
    assert_eq!(analysis.crossings.len(), 1);
    assert_eq!(analysis.crossings[0].cheaper_after, Approach::FineTuning);
    assert_same(analysis.saving(), 800.0);
}

#[test]
fn a_horizon_too_short_has_no_break_even() {
    let analysis = Analysis::new(&plain(3, ""));
    assert_eq!(analysis.break_even, BreakEven::Never);
    assert_eq!(analysis.crossings, []);
    // The rule of thumb knows no horizon.
    assert_same(analysis.rule_of_thumb.queries().unwrap(), 100_000.0 / 3.0);
}

// Prompting costs nothing but 600 at each change, at the end of every month: −1,000, −400 after one, +200 after two.
#[test]
fn a_crossing_at_a_step_is_at_the_step() {
    let analysis = analysed(
        "(horizon_months: 3, hourly_rate: 60, workload: (changes_per_year: 12),
          prompting: (effort: (hours_per_change: 10)), fine_tuning: (effort: (setup_hours: 16.666666666666668)))",
    );
    assert_eq!(analysis.crossings.len(), 1);
    assert_eq!(analysis.crossings[0].at.month, 2.0);
    assert_eq!(analysis.crossings[0].at.queries, 20_000.0);
    assert_eq!(analysis.break_even, BreakEven::At(analysis.crossings[0].at));
}

// Ahead by 500 after five months, then a retraining of 1,000 puts it behind by 500; one month later by 200.
#[test]
fn a_break_even_that_is_lost_again_is_none() {
    let analysis = Analysis::new(&plain(6, "base_model_life_months: 5"));
    let found: Vec<_> = analysis
        .crossings
        .iter()
        .map(|crossing| (crossing.at.month, crossing.cheaper_after))
        .collect();
    assert_eq!(found.len(), 2);
    assert_same(found[0].0, 10.0 / 3.0);
    assert_eq!(found[0].1, Approach::FineTuning);
    assert_eq!(found[1], (5.0, Approach::Prompting));
    assert_eq!(analysis.break_even, BreakEven::Never);
    assert_same(analysis.saving(), -200.0);
}

// The same, but two months later it is ahead again: 5 + 500/300 months.
#[test]
fn break_even_is_the_last_crossing() {
    let analysis = Analysis::new(&plain(7, "base_model_life_months: 5"));
    assert_eq!(analysis.crossings.len(), 3);
    let moment = analysis.break_even.moment().unwrap();
    assert_same(moment.month, 5.0 + 5.0 / 3.0);
    assert_eq!(analysis.crossings[2].at, moment);
}

#[test]
fn cheaper_from_the_start_breaks_even_at_once() {
    let text = |setup| {
        format!(
            "(hourly_rate: 100, horizon_months: 12, workload: (changes_per_year: 1),
              prompting: (serving: (monthly_cost: 10), effort: (setup_hours: {setup})),
              fine_tuning: (serving: (monthly_cost: 9), data: (fixed_cost: 100)))"
        )
    };
    let analysis = analysed(&text(2));
    assert_eq!(analysis.break_even, BreakEven::FromTheStart);
    assert_eq!(analysis.crossings, []);
    let moment = analysis.break_even.moment().unwrap();
    assert_eq!((moment.month, moment.queries), (0.0, 0.0));
    // With the same cost at the start it is cheaper from there on, and that is from the start too.
    assert_eq!(analysed(&text(1)).break_even, BreakEven::FromTheStart);
}

#[test]
fn curves_that_part_later_cross_where_they_part() {
    // Months without queries: until then both cost nothing.
    for (volumes, month) in [("0, 50, 50", 1.0), ("0, 0, 50", 2.0)] {
        let analysis = analysed(&format!(
            "(horizon_months: 4, workload: (monthly_queries: [{volumes}]),
              prompting: (serving: (price: (input: 1000))))"
        ));
        let moment = analysis.break_even.moment().unwrap();
        assert_eq!((moment.month, moment.queries), (month, 0.0));
    }
}

// 0.1 + 0.2 is 0.3 but for the last bit: who pays in two parts what the other pays in one pays the same.
#[test]
fn costs_that_are_equal_but_for_rounding_neither_cross_nor_pay_back() {
    let analysis = analysed(
        "(horizon_months: 1, hourly_rate: 1,
          prompting: (serving: (monthly_cost: 0.2), effort: (upkeep_hours_per_month: 0.1)),
          fine_tuning: (serving: (monthly_cost: 0.3)))",
    );
    let (prompted, tuned) = (
        &analysis.prompting.cost_path,
        &analysis.fine_tuning.cost_path,
    );
    assert_ne!(
        prompted.after, tuned.after,
        "the curves should differ in last bits"
    );
    assert_eq!(analysis.crossings, []);
    assert_eq!(analysis.break_even, BreakEven::Never);
    assert!(analysis.best_switch.is_none());
}

#[test]
fn the_rule_of_thumb_ignores_hosting_upkeep_retraining_growth_and_drift() {
    let plain = plain(6, "");
    let real = with(
        &plain,
        &[
            ("hourly_rate", "100"),
            ("fine_tuning.serving.monthly_cost", "500"),
            ("fine_tuning.serving.hosting.per_hour", "2"),
            ("fine_tuning.effort.upkeep_hours_per_month", "3"),
            ("fine_tuning.base_model_life_months", "2"),
            ("workload.changes_per_year", "6"),
            ("workload.growth_per_month", "5%"),
            ("prompting.serving.price.change_per_year", "-30%"),
        ],
    );
    let rule = |scenario| Analysis::new(scenario).rule_of_thumb.queries().unwrap();
    assert_same(rule(&plain), rule(&real));
    assert!(Analysis::new(&real).saving() < Analysis::new(&plain).saving());
}

// A dollar a query or 300 a month. Switching after two months: 300 + 250 + 3 · 300 = 1,450; after three: 600 + 250 + 2 · 300, the
// same; at once 1,750; never 1,500. The smallest of the best is taken.
#[test]
fn the_best_switch_waits_until_the_volume_is_worth_it() {
    let analysis = analysed(
        "(horizon_months: 5, workload: (monthly_queries: [100, 200, 300, 400, 500], input_tokens: 0),
          prompting: (serving: (price: (input: 1000), prompt_tokens: 1000, output_tokens: 0)),
          fine_tuning: (
              serving: (prompt_tokens: 0, output_tokens: 0, monthly_cost: 300), data: (fixed_cost: 250)))",
    );
    let best = analysis.best_switch.as_ref().unwrap();
    assert_eq!(best.month, 2);
    assert_same(best.cost_path.total(), 1450.0);
    assert_all_same(
        &best.cost_path.after,
        &[0.0, 100.0, 300.0 + 250.0, 850.0, 1150.0, 1450.0],
    );
    assert_same(analysis.prompting.cost_path.total(), 1500.0);
    assert_same(analysis.fine_tuning.cost_path.total(), 1750.0);
    assert!(analysis.better_than_both().is_some());
}

#[test]
fn no_switch_is_better_where_fine_tuning_only_costs() {
    let analysis = analysed("(fine_tuning: (data: (fixed_cost: 1)))");
    assert!(analysis.best_switch.is_none());
    // Nor where it costs the same: no k beats prompting throughout.
    assert!(analysed("()").best_switch.is_none());
}
