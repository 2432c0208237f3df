//! Values that are probably a mistake: when each is noticed, and when not.

use breakeven::analysis::warnings::all_warnings;
use breakeven::evidence::catalog::Catalog;
use breakeven::scenario::Scenario;

use crate::support::{scenario, with};

/// A scenario without anything odd.
const PLAIN: &str = "(hourly_rate: 80,
    workload: (queries_per_month: 20000),
    prompting: (serving: (price: (input: 3, output: 15), prompt_tokens: 2000), effort: (setup_hours: 10)),
    fine_tuning: (serving: (price: (input: 3, output: 15), prompt_tokens: 200), data: (cost_per_example: 2)),
)";

/// The paths that are warned about, with words of the warning.
fn warned(scenario: &Scenario) -> Vec<(String, String)> {
    let warnings = all_warnings(scenario).into_iter();
    warnings
        .map(|warning| (warning.path, warning.text))
        .collect()
}

/// With these changes there is just this warning, which says these words; with the others there is none.
#[track_caller]
fn check(odd: &[(&str, &str)], path: &str, words: &str, fine: &[(&str, &str)]) {
    let plain = scenario(PLAIN);
    assert_eq!(warned(&plain), []);
    let found = warned(&with(&plain, odd));
    assert!(
        matches!(&found[..], [(at, text)] if at == path && text.contains(words)),
        "{found:?}"
    );
    assert_eq!(warned(&with(&plain, fine)), []);
}

#[test]
fn a_price_of_one_token() {
    check(
        &[("prompting.serving.price.input", "0.000003")],
        "prompting.serving.price.input",
        "looks like the price of one token. Try $3",
        // The cheapest models cost a cent or two.
        &[("prompting.serving.price.input", "0.01")],
    );
    check(
        &[("fine_tuning.training.price", "0.00002")],
        "fine_tuning.training.price",
        "Try $20",
        &[("fine_tuning.training.price", "25")],
    );
}

#[test]
fn a_price_that_no_model_has() {
    check(
        &[("fine_tuning.serving.price.output", "15000")],
        "fine_tuning.serving.price.output",
        "more than any model costs",
        &[("fine_tuning.serving.price.output", "1000")],
    );
    // In yen that is an everyday price.
    let yen = [
        ("currency", "JPY"),
        ("prompting.serving.price.output", "2400"),
    ];
    assert_eq!(warned(&with(&scenario(PLAIN), &yen)), []);
}

#[test]
fn a_thousands_separator_that_was_read_as_a_point() {
    check(
        &[("workload.queries_per_month", "12.345")],
        "workload.queries_per_month",
        "12.345 isn’t a whole number. If you mean 12,345",
        &[("workload.queries_per_month", "12345")],
    );
    check(
        &[("workload.queries_per_month", "(low: 12.5, high: 40)")],
        "workload.queries_per_month",
        "If you mean 12,500",
        &[("workload.queries_per_month", "(low: 12500, high: 40000)")],
    );
    check(
        &[("workload.monthly_queries", "[20000, 21.5, 22000]")],
        "workload.monthly_queries",
        "If you mean 21,500",
        &[("workload.monthly_queries", "[20000, 21500, 22000]")],
    );
    check(
        &[("prompting.serving.prompt_tokens", "2.048")],
        "prompting.serving.prompt_tokens",
        "If you mean 2,048",
        // Tokens may be an average.
        &[("workload.input_tokens", "312.5")],
    );
    // A year's volume by twelve is no slip.
    let divided = [("workload.queries_per_month", "83.3333333333")];
    assert_eq!(warned(&with(&scenario(PLAIN), &divided)), []);
}

#[test]
fn reviews_that_cost_nothing() {
    check(
        &[("prompting.serving.review_rate", "0.2")],
        "prompting.serving.review_cost",
        "a review costs nothing",
        &[
            ("prompting.serving.review_rate", "0.2"),
            ("prompting.serving.review_cost", "1.5"),
        ],
    );
}

#[test]
fn a_cache_so_cold_that_it_costs_more_than_it_saves() {
    // Writing costs 3.75 instead of 3, reading 0.3: worth it from 0.75 / 3.45 = 22 % on.
    let prices = [
        ("prompting.serving.price.cached_input", "0.3"),
        ("prompting.serving.price.cache_write", "3.75"),
    ];
    let and = |other| [prices[0], prices[1], other];
    check(
        &and(("prompting.serving.cache_hit_rate", "0.21")),
        "prompting.serving.cache_hit_rate",
        "21% of the prompt is read from the cache, and 22% would be needed",
        &and(("prompting.serving.cache_hit_rate", "0.23")),
    );
    // 1,000 queries a month are one in 44 minutes: 11 % of them come within 5 minutes. 20,000 are enough.
    let ttl = and(("prompting.serving.cache_ttl_minutes", "5"));
    assert_eq!(warned(&with(&scenario(PLAIN), &ttl)), []);
    let little = with(
        &with(&scenario(PLAIN), &ttl),
        &[("workload.queries_per_month", "1000")],
    );
    let found = warned(&little);
    assert!(
        matches!(&found[..], [(at, text)] if at == "prompting.serving.cache_ttl_minutes" && text.contains("at this traffic, 11%")),
        "{found:?}"
    );
}

#[test]
fn a_long_cache_life_at_the_price_of_a_short_one() {
    let prices = [
        ("prompting.serving.price.cached_input", "0.3"),
        ("prompting.serving.price.cache_write", "3.75"),
    ];
    let and = |other| [prices[0], prices[1], other];
    check(
        &and(("prompting.serving.cache_ttl_minutes", "60")),
        "prompting.serving.price.cache_write",
        "The cache TTL here is 60 min",
        &and(("prompting.serving.cache_ttl_minutes", "5")),
    );
    // A source says that it is so.
    let mut kept = with(
        &scenario(PLAIN),
        &and(("prompting.serving.cache_ttl_minutes", "30")),
    );
    let path = "prompting.serving.cache_ttl_minutes".to_owned();
    kept.sources.insert(path, "the provider’s page".to_owned());
    assert_eq!(warned(&kept), []);
    let an_hour = [
        ("prompting.serving.price.cached_input", "0.3"),
        ("prompting.serving.price.cache_write", "6"),
        ("prompting.serving.cache_ttl_minutes", "60"),
    ];
    assert_eq!(warned(&with(&scenario(PLAIN), &an_hour)), []);
}

#[test]
fn long_inputs_without_the_cached_price_that_short_ones_have() {
    let long = [
        ("prompting.serving.price.cached_input", "0.3"),
        ("prompting.serving.price.long_context.input", "6"),
        ("prompting.serving.price.long_context.output", "22.5"),
    ];
    let cached = ("prompting.serving.price.long_context.cached_input", "0.6");
    check(
        &long,
        "prompting.serving.price.long_context.cached_input",
        "Enter the long-context one",
        &[long[0], long[1], long[2], cached],
    );
    assert_eq!(warned(&with(&scenario(PLAIN), &long[1..])), []);
}

#[test]
fn nothing_that_people_do_costs_anything() {
    check(
        &[
            ("hourly_rate", "0"),
            ("prompting.effort.setup_hours", "0"),
            ("fine_tuning.data.cost_per_example", "0"),
        ],
        "hourly_rate",
        "Data and team time cost nothing",
        &[
            ("hourly_rate", "0"),
            ("prompting.effort.setup_hours", "0"),
            ("fine_tuning.data.fixed_cost", "500"),
            ("fine_tuning.data.cost_per_example", "0"),
        ],
    );
}

#[test]
fn a_base_model_that_is_shut_down_within_the_horizon() {
    check(
        &[
            ("fine_tuning.base_model_life_months", "20"),
            ("fine_tuning.lead_time_months", "2"),
        ],
        "fine_tuning.base_model_life_months",
        "at the end of month 22, within the time horizon: retraining",
        // At the horizon itself nothing follows from it.
        &[
            ("fine_tuning.base_model_life_months", "22"),
            ("fine_tuning.lead_time_months", "2"),
        ],
    );
    let ends = [
        ("fine_tuning.base_model_life_months", "9.5"),
        ("fine_tuning.at_retirement", "ReturnToPrompting"),
    ];
    let found = warned(&with(&scenario(PLAIN), &ends));
    assert!(
        found[0]
            .1
            .contains("at the end of month 10, within the time horizon: prompting"),
        "{found:?}"
    );
}

#[test]
fn a_prompted_model_that_is_shut_down_within_the_horizon() {
    let paid = ("prompting.effort.hours_per_change", "5");
    check(
        &[paid, ("prompting.model_retires_month", "9.5")],
        "prompting.model_retires_month",
        "The prompted model is retired at the end of month 10, within the time horizon: moving to the next one costs what a requirement change does",
        // At the horizon itself nothing is replaced, and before month 1 nothing was.
        &[paid, ("prompting.model_retires_month", "24")],
    );
    check(
        &[("prompting.model_retires_month", "23")],
        "prompting.model_retires_month",
        "which is nothing yet",
        &[("prompting.model_retires_month", "0")],
    );
    check(
        &[paid, ("prompting.model_life_months", "12")],
        "prompting.model_life_months",
        "at the end of month 12, within the time horizon: moving",
        // The month says when the first one is.
        &[
            ("prompting.model_life_months", "12"),
            ("prompting.model_retires_month", "30"),
        ],
    );
}

#[test]
fn a_day_that_is_announced_for_the_prompted_model() {
    let mut announced = with(
        &scenario(PLAIN),
        &[
            ("start", "2026-06"),
            ("prompting.serving.model", "gpt-4o"),
            ("prompting.effort.hours_per_change", "5"),
        ],
    );
    let source = "retires 2027-01-14: a page".to_owned();
    (announced.sources).insert("prompting.serving.model".to_owned(), source);
    let (model, month) = ("prompting.serving.model", "prompting.model_retires_month");
    let day = "gpt-4o retires on 14 Jan 2027, within the horizon";
    let next = "moving to the next one costs what a requirement change does";
    let retired = |month| {
        format!(
            "The prompted model is retired at the end of month {month}, within the time horizon: {next}"
        )
    };
    let other =
        |stated| format!("{day}: that is month 8 of this scenario, and month {stated} is entered");
    let enter = format!("{day}: enter the month");
    for (changes, expected) in [
        (&[][..], vec![(model, enter.clone())]),
        // A life doesn't say when this one goes.
        (
            &[("prompting.model_life_months", "12")],
            vec![(model, enter)],
        ),
        (&[(month, "8")], vec![(model, format!("{day}: {next}"))]),
        (
            &[(month, "8"), ("horizon_months", "8")],
            vec![(model, format!("{day}: in its last month"))],
        ),
        (&[(month, "8"), ("horizon_months", "7")], vec![]),
        (
            &[(month, "12")],
            vec![(model, other(12)), (month, retired(12))],
        ),
        (&[(month, "30")], vec![(model, other(30))]),
        (&[(month, "8"), ("horizon_months", "6")], vec![]),
        // It is gone already.
        (
            &[(month, "1"), ("start", "2027-06")],
            vec![(model, format!("{day}: {next}"))],
        ),
    ] {
        let found = warned(&with(&announced, changes));
        let expected: Vec<_> = (expected.into_iter())
            .map(|(path, text)| (path.to_owned(), text))
            .collect();
        assert_eq!(found, expected, "{changes:?}");
    }
}

#[test]
fn prices_of_the_catalog_are_not_odd() {
    for model in &Catalog::bundled().unwrap().models {
        let mut picked = scenario(PLAIN);
        picked.prompting.serving.price = model.price.base.clone();
        assert_eq!(warned(&picked), [], "{}", model.full_name());
    }
}

#[test]
fn errors_that_cost_nothing() {
    check(
        &[("prompting.serving.error_rate", "0.02")],
        "prompting.serving.error_rate",
        "an error costs nothing",
        &[
            ("prompting.serving.error_rate", "0.02"),
            ("workload.error_cost", "5"),
        ],
    );
}

#[test]
fn hours_of_work_that_nobody_knows() {
    let busy = ("fine_tuning.serving.hosting.billing", "WhileBusy");
    check(
        &[busy],
        "fine_tuning.serving.hosting.queries_per_hour",
        "all hours up are billed",
        &[
            busy,
            ("fine_tuning.serving.hosting.queries_per_hour", "100"),
        ],
    );
}
