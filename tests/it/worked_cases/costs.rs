//! What else costs: hosting, training, reviews and the team.

use breakeven::analysis::approach::Phase;

use crate::support::{analysed, assert_all_same, assert_same};

use super::{prompted_months, tuned_months};

// One replica carries 100 an hour, and the busiest hour is twice the mean: 36,500 queries in 730 hours are 50 an hour in the
// mean, 100 in the busiest.
#[test]
fn replicas_step_with_the_load_and_whole_ones_are_not_rounded_up() {
    let analysis = analysed(
        "(horizon_months: 6, workload: (monthly_queries: [0, 36500, 36501, 73000, 73000.5, 365000]),
          fine_tuning: (serving: (hosting: (per_hour: 2, queries_per_hour: 100, peak_to_mean: 2), monthly_cost: 7)))",
    );
    let replica = 2.0 * 730.0;
    assert_all_same(
        &tuned_months(&analysis, Phase::Hosting),
        &[0.0, 1.0, 1.0, 2.0, 2.0, 3.0, 10.0].map(|replicas| {
            if replicas == 0.0 {
                0.0
            } else {
                7.0 + replica * replicas
            }
        }),
    );
}

#[test]
fn at_least_the_stated_replicas_run() {
    let hosting = |hosting: &str| {
        let text = format!(
            "(horizon_months: 1, workload: (queries_per_month: 73000),
              fine_tuning: (serving: (hosting: (per_hour: 1, {hosting}))))"
        );
        analysed(&text).fine_tuning.cost_path.by_phase[Phase::Hosting] / 730.0
    };
    assert_same(hosting("replicas: 4, queries_per_hour: 50"), 4.0);
    assert_same(hosting("replicas: 2.5"), 2.5);
    assert_same(hosting("replicas: 0"), 0.0);
    assert_same(hosting("replicas: 0, queries_per_hour: 50"), 2.0);
    assert_same(hosting("replicas: 1, peak_to_mean: 100"), 1.0);
}

// The tokens of a run cost 10 · 100 · 3 · 1,000 / 1e6 = 3; the provider bills at least 4. Two runs: 2 · (4 + 1) + 5 = 15. At
// twice the price they cost 6: 2 · (6 + 1) + 5 = 19.
#[test]
fn a_run_costs_at_least_the_minimum_fee() {
    let text = |price| {
        format!(
            "(fine_tuning: (data: (examples: 10, cost_per_example: 2, fixed_cost: 30), training: (
                tokens_per_example: 100, epochs: 3, price: {price}, minimum_fee: 4, fixed_cost: 1, runs: 2, evaluation_cost: 5)))"
        )
    };
    let cheap = analysed(&text(1000)).fine_tuning.cost_path;
    assert_same(cheap.by_phase[Phase::Training], 15.0);
    assert_same(cheap.by_phase[Phase::DataCollection], 50.0);
    assert_same(
        analysed(&text(2000)).fine_tuning.cost_path.by_phase[Phase::Training],
        19.0,
    );
}

// 100,000 queries, 15 % of the answers checked at 0.40.
#[test]
fn answers_are_reviewed_at_their_share() {
    let analysis = analysed(
        "(horizon_months: 1, workload: (queries_per_month: 100000),
          prompting: (serving: (review_rate: 0.15, review_cost: 0.40)))",
    );
    assert_same(analysis.prompting.cost_path.by_phase[Phase::Review], 6000.0);
    assert_same(analysis.prompting.per_query, 0.06);
}

#[test]
fn the_team_is_paid_once_for_setup_and_monthly_for_upkeep() {
    let analysis = analysed(
        "(horizon_months: 2, hourly_rate: 50,
          prompting: (effort: (setup_hours: 10, upkeep_hours_per_month: 2)),
          fine_tuning: (effort: (setup_hours: 30, upkeep_hours_per_month: 1)))",
    );
    assert_eq!(
        prompted_months(&analysis, Phase::People),
        [500.0, 100.0, 100.0]
    );
    assert_eq!(tuned_months(&analysis, Phase::People), [1500.0, 50.0, 50.0]);
    assert_eq!(analysis.prompting.cost_path.upfront(), 500.0);
}
