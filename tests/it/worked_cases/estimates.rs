//! The base values of estimates.

use breakeven::scenario::Scenario;

use crate::support::{assert_same, input, with};

#[test]
fn the_base_value_of_an_estimate_is_its_median_or_mode() {
    let base = |path: &str, value: &str| {
        input(path)
            .base(&with(&Scenario::default(), &[(path, value)]))
            .unwrap()
    };
    // Lognormal: √(20,000 · 80,000).
    assert_same(base("workload.queries_per_month", "20k to 80k"), 40_000.0);
    // Normal where it reaches 0 or below: the middle.
    assert_same(base("workload.queries_per_month", "0 to 80k"), 40_000.0);
    assert_same(base("workload.growth_per_month", "-0.02 to 0.06"), 0.02);
    // Logit-normal: odds √(1/9 · 1) = 1/3, a share of a quarter.
    assert_same(base("fine_tuning.fallback_share", "10% to 50%"), 0.25);
    assert_same(
        base("workload.queries_per_month", "10k / 30k / 90k"),
        30_000.0,
    );
}
