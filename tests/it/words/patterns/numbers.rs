//! A worked case of each form: numbers, errors, echoes and sources as they are written.

use breakeven::scenario::inputs::source_in_words;
use breakeven::scenario::quantity::{
    Unit, money, money_range, per_thousand_queries, percent, rough_money, saving_range, share,
    signed_money,
};
use breakeven::scenario::{Currency, Scenario};

use crate::support::input;

#[test]
fn money_has_all_digits_below_ten_thousand_and_three_figures_above() {
    let dollars = Currency::default();
    for (value, text) in [
        (0.0, "$0"),
        (0.035, "$0.035"),
        (2.5, "$2.50"),
        (15.9, "$15.90"),
        (99.994, "$99.99"),
        (99.996, "$100"),
        (950.4, "$950"),
        (1420.0, "$1,420"),
        (9999.4, "$9,999"),
        (9999.5, "$10k"),
        (30_840.0, "$30.8k"),
        (25_000.0, "$25k"),
        (564_400.0, "$564k"),
        (999_600.0, "$1M"),
        (1_024_000.0, "$1.02M"),
        (-46_300.0, "−$46.3k"),
    ] {
        assert_eq!(money(value, &dollars), text);
    }
    assert_eq!(signed_money(30_840.0, &dollars), "+$30.8k");
    assert_eq!(signed_money(-30_840.0, &dollars), "−$30.8k");
    assert_eq!(rough_money(999_600.0, &dollars), "$1M");
    assert_eq!(rough_money(36_900.0, &dollars), "$37k");
}

#[test]
fn costs_of_1_000_queries_can_be_compared() {
    let dollars = Currency::default();
    for (cost_of_one, text) in [
        (0.014_1, "$14.10"),
        (0.000_047, "$0.05"),
        (0.000_5, "$0.50"),
        (0.533, "$533"),
        (1.24, "$1,240"),
        (0.0, "$0"),
    ] {
        assert_eq!(per_thousand_queries(cost_of_one, &dollars), text);
    }
}

#[test]
fn percentages_are_whole_or_have_one_decimal_below_ten() {
    for (value, text) in [
        (0.67, "67%"),
        (0.272, "27%"),
        (0.006, "0.6%"),
        (0.055_8, "5.6%"),
        (0.02, "2%"),
        (0.099_6, "10%"),
        (-0.005_58, "−0.6%"),
        (0.0, "0%"),
        (12.5, "1,250%"),
    ] {
        assert_eq!(share(value), text);
        assert!(!share(value).contains(' '));
    }
    for (chance, text) in [
        (0.674, "67%"),
        (0.002, "less than 1%"),
        (0.999_9, "more than 99%"),
    ] {
        assert_eq!(percent(chance), text);
    }
}

#[test]
fn ranges_name_their_unit_once_but_money_at_both_ends() {
    let dollars = Currency::default();
    assert_eq!(Unit::Percent("").range(0.22, 0.33, &dollars), "22–33%");
    assert_eq!(money_range(385_200.0, 836_100.0, &dollars), "$385k–$836k");
    assert_eq!(
        Unit::Count("tokens").range(450.0, 950.0, &dollars),
        "450–950 tokens"
    );
    for (low, high, text) in [
        (-46_300.0, 119_000.0, "from a $46k loss to a $119k saving"),
        (20_000.0, 60_400.0, "a saving of $20k to $60k"),
        (-4_600.0, -1_200.0, "a loss of $1,200 to $4,600"),
    ] {
        assert_eq!(saving_range(low, high, &dollars), text);
    }
}

#[test]
fn units_follow_their_numbers() {
    let dollars = Currency::default();
    for (path, value, text) in [
        ("workload.queries_per_month", 40_000.0, "40,000 per month"),
        ("workload.growth_per_month", 0.025, "2.5% per month"),
        ("prompting.serving.price.input", 2.5, "$2.50 per 1M tokens"),
        ("fine_tuning.training.runs", 3.9, "4 runs"),
        ("fine_tuning.serving.hosting.replicas", 1.0, "1 replica"),
        ("fine_tuning.serving.hosting.peak_to_mean", 2.5, "2.5×"),
        (
            "fine_tuning.serving.hosting.queries_per_hour",
            1.0,
            "1 query per hour",
        ),
        (
            "prompting.serving.latency.output_tokens_per_second",
            75.0,
            "75 tok/s",
        ),
        ("prompting.serving.cache_ttl_minutes", 5.0, "5 min"),
        ("fine_tuning.lead_time_months", 1.0, "1 month"),
        ("fine_tuning.training.epochs", 3.0, "3"),
    ] {
        assert_eq!(input(path).unit.rounded(value, &dollars), text, "{path}");
    }
}

/// What the field of an input says to a text that it refuses.
fn refusal(path: &str, text: &str) -> String {
    let mut scenario = Scenario::default();
    let input = input(path);
    let notation = breakeven::scenario::inputs::Notation::Screen;
    let set = input
        .read(text, notation)
        .and_then(|value| input.set(&mut scenario, value));
    let error = set.expect_err(text);
    error.screen_text(input.unit, &scenario.currency)
}

#[test]
fn an_error_says_what_was_wrong_and_gives_what_works() {
    for (path, text, message) in [
        (
            "workload.queries_per_month",
            "sixty",
            "“sixty” isn’t a number. Try 40k, 1,500 or 20k to 60k",
        ),
        (
            "workload.queries_per_month",
            "60k to 20k",
            "Low end first: 20k to 60k",
        ),
        (
            "workload.queries_per_month",
            "40k ± 5k",
            "Type a plain number or a range; ± isn’t supported yet",
        ),
        (
            "workload.queries_per_month",
            "15%",
            "“15%”: this isn’t a percentage. Leave out the %",
        ),
        (
            "prompting.serving.review_rate",
            "0% to 20%",
            "A range must stay between 0% and 100%, without touching either; one end is 0%",
        ),
        ("discount_rate", "150%", "Allowed: at most 100%"),
    ] {
        assert_eq!(refusal(path, text), message);
    }
}

#[test]
fn what_was_computed_or_converted_is_echoed() {
    let dollars = Currency::default();
    for (path, text, echo) in [
        (
            "workload.queries_per_month",
            "1,500/day",
            "= 45,625 per month",
        ),
        ("workload.growth_per_month", "2*4", "= 8%"),
        (
            "prompting.serving.price.input",
            "$0.003 per 1k tokens",
            "= $3 per 1M tokens",
        ),
    ] {
        assert_eq!(
            input(path).echo(text, &dollars).as_deref(),
            Some(echo),
            "{text}"
        );
    }
}

#[test]
fn sources_are_named_shortly_with_a_day_in_words() {
    for (source, words) in [
        ("typed by hand", "entered by you"),
        (
            "list price: OpenAI pricing page, platform.openai.com, read 2026-11-04",
            "List price, OpenAI, 4 Nov 2026",
        ),
        (
            "list price of gpt-4.1: Amazon Bedrock pricing page, as listed by genai-prices and LiteLLM, read 2026-10-03",
            "List price of gpt-4.1, Amazon Bedrock, 3 Oct 2026 (via genai-prices and LiteLLM)",
        ),
        ("usage export of May", "usage export of May"),
    ] {
        assert_eq!(source_in_words(source), words);
    }
}
