//! What a field says to what is typed into it: errors, echoes and the sources of values.

use breakeven::scenario::inputs::{Notation, source_in_words};
use breakeven::scenario::{Currency, Scenario};

use super::assert_says;
use crate::support::input;

/// What the field of an input says to a text that it refuses.
fn refusal(path: &str, text: &str) -> String {
    let mut scenario = Scenario::default();
    let input = input(path);
    let set = input
        .read(text, Notation::Screen)
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
        assert_says(&input(path).echo(text, &dollars).unwrap(), echo);
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
