//! Cached prompts: hit rates, and the prices of reads and writes.

use breakeven::analysis::approach::Phase;

use crate::support::{analysed, assert_all_same, assert_same};

use super::{per_million_queries, prompted_months};

// 43,800 queries a month are one a minute, so h = 1 − e⁻⁵ with a life of five minutes. Of 43,800 · 2,000 = 87.6 M prompt tokens
// h cost 0.5 and the rest 2.5: 87.6 · (0.5 + 2 · 0.006 737 946 999 085 467).
#[test]
fn with_a_cache_life_the_hit_rate_follows_from_the_traffic() {
    let analysis = analysed(
        "(horizon_months: 1, workload: (queries_per_month: 43800, input_tokens: 0),
          prompting: (serving: (
              price: (input: 2, cached_input: 0.5, cache_write: 2.5),
              prompt_tokens: 2000, output_tokens: 0, cache_hit_rate: 0.1, cache_ttl_minutes: 5)))",
    );
    assert_same(
        analysis.prompting.cost_path.total(),
        43.8 + 87.6 * 2.0 * 0.006_737_946_999_085_467,
    );
}

// Growth raises the traffic and so the hits: in month 2 there are two queries a minute, h = 1 − e⁻¹⁰.
#[test]
fn the_hit_rate_rises_with_the_traffic() {
    let analysis = analysed(
        "(horizon_months: 2, workload: (queries_per_month: 43800, growth_per_month: 1, input_tokens: 0),
          prompting: (serving: (
              price: (input: 1, cached_input: 0), prompt_tokens: 10000, output_tokens: 0, cache_ttl_minutes: 5)))",
    );
    assert_all_same(
        &prompted_months(&analysis, Phase::Inference),
        &[
            0.0,
            438.0 * 0.006_737_946_999_085_467,
            876.0 * 4.539_992_976_248_485e-5,
        ],
    );
}

#[test]
fn prompts_shorter_than_the_least_that_is_cached_pay_in_full() {
    let at = |tokens| {
        per_million_queries(
            0,
            &format!(
                "price: (input: 1, cached_input: 0.1, cache_write: 1.25), prompt_tokens: {tokens}, output_tokens: 0,
                 cache_hit_rate: 0.5"
            ),
        )
    };
    // Half of the tokens at 0.1, half at 1.25.
    assert_same(at(1024), 1024.0 * 0.675);
    assert_same(at(1023), 1023.0);
}

#[test]
fn the_cache_write_price_is_paid_for_misses_only_while_caching_is_in_use() {
    let at = |caching: &str| {
        per_million_queries(
            0,
            &format!(
                "price: (input: 1, cached_input: 0.1, cache_write: 1.25), prompt_tokens: 2000, output_tokens: 0, {caching}"
            ),
        )
    };
    // 2,000 · (0.8 · 0.1 + 0.2 · 1.25)
    assert_same(at("cache_hit_rate: 0.8"), 660.0);
    assert_same(at("cache_hit_rate: 0"), 2000.0);
    // With a life given caching is in use, even where it never hits: 2,000 · 1.25.
    assert_same(at("cache_ttl_minutes: 0"), 2500.0);
}

// A prompt that is too short to be cached isn't written to the cache either: 100 · 1.
#[test]
fn a_short_prompt_with_a_cache_life_pays_the_input_price() {
    let price = per_million_queries(
        0,
        "price: (input: 1, cached_input: 0.1, cache_write: 1.25), prompt_tokens: 100, output_tokens: 0,
         cache_ttl_minutes: 5",
    );
    assert_same(price, 100.0);
}

#[test]
fn without_cache_prices_caching_changes_nothing() {
    let price = per_million_queries(
        0,
        "price: (input: 1), prompt_tokens: 2000, output_tokens: 0, cache_hit_rate: 0.8",
    );
    assert_same(price, 2000.0);
}
