//! The price of a query: long contexts, discounts, drift, and queries that fall back to prompting.

use breakeven::analysis::approach::Phase;

use crate::support::{analysed, assert_same};

use super::{per_million_queries, prompted_months, tuned_months};

#[test]
fn inputs_above_the_threshold_pay_long_prices_for_all_their_tokens() {
    let serving = "price: (input: 1, cached_input: 0.1, cache_write: 9, output: 2, long_context: (
                       above_tokens: 5000, input: 3, cached_input: 0.5, output: 7)),
                   prompt_tokens: 4000, output_tokens: 100, cache_hit_rate: 0.5";
    // 5,000 tokens are not more than 5,000: half of 4,000 at 0.1, half at the write price 9, 1,000 at 1, 100 at 2.
    assert_same(
        per_million_queries(1000, serving),
        200.0 + 18_000.0 + 1000.0 + 200.0,
    );
    // 5,001 are: half of 4,000 at 0.5, half at the long input price 3 (no long write price), 1,001 at 3, 100 at 7.
    assert_same(
        per_million_queries(1001, serving),
        1000.0 + 6000.0 + 3003.0 + 700.0,
    );
}

// (1,000 · 2 + 100 · 10) · (1 − 0.1) · (1 − 0.4 · 0.5) · (1 + 0.05) = 3,000 · 0.9 · 0.8 · 1.05
#[test]
fn discount_batches_and_retries_multiply() {
    let price = per_million_queries(
        400,
        "price: (input: 2, output: 10, discount: 0.1, batch_discount: 0.5), prompt_tokens: 600, output_tokens: 100,
         batch_share: 0.4, retry_rate: 0.05",
    );
    assert_same(price, 2268.0);
}

// At −36 % a year the level is 0.64 after twelve months and its square root 0.8 after six.
#[test]
fn prices_drift_month_by_month_and_only_for_their_own_approach() {
    let analysis = analysed(
        "(horizon_months: 13, workload: (queries_per_month: 1000, input_tokens: 1000),
          prompting: (serving: (price: (input: 100, change_per_year: -0.36), prompt_tokens: 0, output_tokens: 0)),
          fine_tuning: (serving: (price: (input: 100), prompt_tokens: 0, output_tokens: 0)))",
    );
    let prompted = prompted_months(&analysis, Phase::Inference);
    assert_same(prompted[1], 100.0);
    assert_same(prompted[7], 80.0);
    assert_same(prompted[13], 64.0);
    assert_same(tuned_months(&analysis, Phase::Inference)[13], 100.0);
}

// Queries that fall back pay prompting's price too, at prompting's drifted level: 1,000 queries at 1 µ$·2,000 prompted and 500
// tuned, a quarter falls back: 0.5 + 0.25 · 2 = 1 a month; in month 13 prompting costs half.
#[test]
fn queries_that_fall_back_pay_for_prompting_too() {
    let analysis = analysed(
        "(horizon_months: 13, workload: (queries_per_month: 1000, input_tokens: 0),
          prompting: (serving: (price: (input: 1, change_per_year: -0.5), prompt_tokens: 2000, output_tokens: 0)),
          fine_tuning: (serving: (price: (input: 1), prompt_tokens: 500, output_tokens: 0), fallback_share: 0.25))",
    );
    let tuned = tuned_months(&analysis, Phase::Inference);
    assert_same(tuned[1], 1.0);
    assert_same(tuned[13], 0.75);
    assert_same(analysis.fine_tuning.per_query, 0.001);
}
