//! Queries that stay with prompting, conversations, hours of traffic, wrong answers, and announced prices.

use breakeven::analysis::Analysis;
use breakeven::analysis::approach::Phase;

use crate::support::{analysed, assert_all_same, assert_same};

use super::prompted_months;

/// 1,000 queries, of which a prompted one costs 1 and a tuned one 0.1.
fn shared(rest: &str) -> Analysis {
    analysed(&format!(
        "(horizon_months: 1, hourly_rate: 10, workload: (queries_per_month: 1000, error_cost: 10),
          prompting: (
              serving: (query_cost: 1, review_rate: 0.5, review_cost: 2, error_rate: 0.02, monthly_cost: 5),
              effort: (setup_hours: 3, upkeep_hours_per_month: 1)),
          fine_tuning: (
              serving: (query_cost: 0.1, review_rate: 0.3, review_cost: 1, error_rate: 0.01, monthly_cost: 7),
              effort: (upkeep_hours_per_month: 2), {rest}))"
    ))
}

fn phases(analysis: &Analysis) -> [f64; 5] {
    let by_phase = analysis.fine_tuning.cost_path.by_phase;
    [
        Phase::Inference,
        Phase::Review,
        Phase::Errors,
        Phase::Hosting,
        Phase::People,
    ]
    .map(|phase| by_phase[phase])
}

// Of 1,000 queries the tuned model answers 870. Prompting answers the other 130, and of the 870 a tenth again: 217. Inference is 870 · 0.1 +
// 217 · 1; reviewed are 870 at 0.3 and 130 at 1; errors cost 870 · 0.1 and 130 · 0.2. Prompting's monthly cost, its upkeep and its set-up
// come on top: 7 + 5, and 3 · 10 + (2 + 1) · 10.
#[test]
fn what_the_tuned_model_does_not_cover_stays_with_prompting() {
    let analysis = shared("coverage: 0.87, fallback_share: 0.1");
    assert_all_same(
        &phases(&analysis),
        &[87.0 + 217.0, 261.0 + 130.0, 87.0 + 26.0, 12.0, 60.0],
    );
    // A query: 0.87 · (0.1 + 0.3 + 0.1) + 0.217 · 1 + 0.13 · (1 + 0.2).
    assert_same(analysis.fine_tuning.per_query, 0.435 + 0.217 + 0.156);
}

// Falling back alone brings prompting's price of a query, and nothing else.
#[test]
fn falling_back_brings_the_price_of_a_query_alone() {
    let analysis = shared("fallback_share: 0.1");
    assert_all_same(
        &phases(&analysis),
        &[100.0 + 100.0, 300.0, 100.0, 7.0, 20.0],
    );
}

// Nothing covered: prompting's costs, and fine-tuning's own fixed ones.
#[test]
fn with_nothing_covered_both_are_paid() {
    let analysis = shared("coverage: 0");
    let prompting = analysis.prompting.cost_path.total();
    assert_same(
        analysis.fine_tuning.cost_path.total(),
        prompting + 7.0 + 20.0,
    );
}

// 43,800 queries a month are one a minute. Half of them each: λτ = 2.5, and both approaches miss e^−2.5 of their prompts.
#[test]
fn each_approach_has_the_cache_of_its_own_traffic() {
    let serving = "serving: (price: (input: 1, cached_input: 0), prompt_tokens: 10000, output_tokens: 0, cache_ttl_minutes: 5)";
    let analysis = analysed(&format!(
        "(horizon_months: 1, workload: (queries_per_month: 43800, input_tokens: 0),
          prompting: ({serving}), fine_tuning: ({serving}, coverage: 0.5))"
    ));
    let half = 219.0 * (-2.5_f64).exp();
    assert_same(
        analysis.fine_tuning.cost_path.by_phase[Phase::Inference],
        half + half,
    );
}

// 4.2 calls a conversation and a cold cache: all but the first find their prompt, h = 1 − 1/4.2 = 0.762.
#[test]
fn later_calls_of_a_conversation_find_their_prompt() {
    let analysis = analysed(
        "(horizon_months: 1, workload: (queries_per_month: 1000000, input_tokens: 0, calls_per_conversation: 4.2),
          prompting: (serving: (price: (input: 1, cached_input: 0), prompt_tokens: 10000, output_tokens: 0, cache_ttl_minutes: 0)))",
    );
    assert_same(analysis.prompting.cost_path.total(), 10_000.0 / 4.2);
}

// Three calls of 100 tokens and answers of 50 carry (3 − 1)/2 · 150 = 150 tokens on average.
#[test]
fn history_is_carried_and_cached() {
    let total = |serving: &str| {
        let text = format!(
            "(horizon_months: 1,
              workload: (queries_per_month: 1000000, input_tokens: 100, calls_per_conversation: 3, history: true),
              prompting: (serving: (prompt_tokens: 0, output_tokens: 50, {serving})))"
        );
        analysed(&text).prompting.cost_path.total()
    };
    assert_same(total("price: (input: 1)"), 150.0 + 100.0);
    // Half of it at 0.1; the other half and the call's own text are written, at 1.25.
    let cached = "price: (input: 1, cached_input: 0.1, cache_write: 1.25, cache_min_tokens: 0)";
    assert_same(
        total(&format!("{cached}, cache_hit_rate: 0.5")),
        7.5 + 93.75 + 125.0,
    );
    // With a life: (3 − 1)(3 − 2)/6 · 150 + 2/3 · 100 = 116.67 are read, 33.33 written.
    assert_same(
        total(&format!("{cached}, cache_ttl_minutes: 5")),
        350.0 / 3.0 * 0.1 + 100.0 / 3.0 * 1.25 + 125.0,
    );
}

fn hosting(workload: &str, hosting: &str) -> f64 {
    let text = format!(
        "(horizon_months: 1, workload: ({workload}),
          fine_tuning: (serving: (hosting: (per_hour: 2, queries_per_hour: 100, {hosting}))))"
    );
    analysed(&text).fine_tuning.cost_path.by_phase[Phase::Hosting]
}

// 3,000 queries at 100 an hour are 30 hours of work instead of 730 hours; with starts and idle tails half as much again.
#[test]
fn a_model_that_sleeps_is_paid_for_while_it_works() {
    let queries = "queries_per_month: 3000";
    assert_same(hosting(queries, ""), 1460.0);
    assert_same(hosting(queries, "billing: WhileBusy"), 60.0);
    assert_same(hosting(queries, "billing: WhileBusy, overhead: 1.5"), 90.0);
    // Without a throughput nobody knows the hours of work.
    let unknown = analysed(
        "(horizon_months: 1, fine_tuning: (serving: (hosting: (per_hour: 2, billing: WhileBusy, hours_per_month: 100))))",
    );
    assert_same(
        unknown.fine_tuning.cost_path.by_phase[Phase::Hosting],
        200.0,
    );
}

// 35,200 queries in 176 hours are 200 an hour: two replicas, for 176 hours each.
#[test]
fn traffic_in_office_hours_needs_more_replicas_for_fewer_hours() {
    let office = "queries_per_month: 35200, active_hours_per_month: 176";
    assert_same(hosting("queries_per_month: 35200", ""), 1460.0);
    assert_same(hosting(office, "hours_per_month: 176"), 704.0);
}

// 17,600 queries in 176 hours are 100 an hour, 5/3 a minute: h = 1 − e^(−5·5/3).
#[test]
fn traffic_in_office_hours_keeps_the_cache_warmer() {
    let analysis = analysed(
        "(horizon_months: 1, workload: (queries_per_month: 17600, input_tokens: 0, active_hours_per_month: 176),
          prompting: (serving: (price: (input: 1, cached_input: 0), prompt_tokens: 10000, output_tokens: 0, cache_ttl_minutes: 5)))",
    );
    assert_same(
        analysis.prompting.cost_path.total(),
        176.0 * (-25.0_f64 / 3.0).exp(),
    );
}

// Half from month 2 on, twice that from month 3 on, in any order. Retries pay the other cost per query too, which has no steps.
#[test]
fn announced_price_changes_multiply() {
    let analysis = analysed(
        "(horizon_months: 4, workload: (queries_per_month: 1000000, input_tokens: 10),
          prompting: (serving: (price: (input: 1, steps: [(month: 3, factor: 2), (month: 2, factor: 0.5)]),
              prompt_tokens: 0, output_tokens: 0, query_cost: 0.000001, retry_rate: 1)))",
    );
    assert_all_same(
        &prompted_months(&analysis, Phase::Inference),
        &[0.0, 22.0, 12.0, 22.0, 22.0],
    );
}
