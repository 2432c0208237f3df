//! Whole lists: what is taken, what is doubted and what is refused.

use super::*;

/// Entries of the real lists of November 2026, with their faults; those of OpenRouter by its API reference.
pub(super) const LITELLM: &str = include_str!("extracts/litellm.json");
pub(super) const GENAI: &str = include_str!("extracts/genai.json");
pub(super) const OPENROUTER: &str = include_str!("extracts/openrouter.json");

fn read(text: &str) -> PriceList {
    PriceList::read(text, "2026-11-27").unwrap()
}

fn flagged(list: &PriceList) -> Vec<(&str, &str)> {
    list.flagged()
        .map(|model| (model.id.as_str(), model.why[0].as_str()))
        .collect()
}

fn sound(list: &PriceList) -> Vec<&str> {
    list.sound().map(|model| model.id.as_str()).collect()
}

/// What is wrong with entries of LiteLLM's list, each of another kind.
const FAULTS: [(&str, &str); 14] = [
    (
        "wandb/openai/gpt-oss-120b",
        "input at $15,000 per 1M tokens is 100 times what the dearest model costs; the unit is probably wrong",
    ),
    (
        "wandb/openai/gpt-oss-20b",
        "input at $5,000 per 1M tokens is 33 times what the dearest model costs; the unit is probably wrong",
    ),
    (
        "watsonx/core42/jais-13b-chat",
        "input at $500 per 1M tokens is 3.3 times what the dearest model costs; the unit is probably wrong",
    ),
    (
        "lemonade/gpt-oss-20b-mxfp4-GGUF",
        "input and output cost nothing, but it isn’t named as a free variant",
    ),
    (
        "claude-3-haiku-20240307",
        "one-hour cache write at $6.00 is 24 times input at $0.25",
    ),
    (
        "ft:gpt-4o-2024-11-20",
        "cache write at $1.875 costs less than input at $3.75; it is probably the price of cached input",
    ),
    (
        "ft:davinci-002",
        "batch input at $1.00 is only 8% of input at $12.00",
    ),
    (
        "dashscope/qwen-plus-latest",
        "reasoning costs $4.00 per 1M tokens, other output $1.20",
    ),
    (
        "azure_ai/Meta-Llama-3-70B-Instruct",
        "output at $0.37 costs less than input at $1.10",
    ),
    (
        "perplexity/pplx-7b-online",
        "input costs nothing: free or not known",
    ),
    (
        "bedrock/us-east-1/1-month-commitment/anthropic.claude-v1",
        "it is billed by the second, not by the token",
    ),
    (
        "snowflake/gemma-7b",
        "no prices of input and output are listed",
    ),
    (
        "fireworks-ai-up-to-4b",
        "the list doesn’t say what kind of model it is",
    ),
    (
        "openrouter/z-ai/glm-4.7",
        "cached input costs nothing: free or not known",
    ),
];

#[test]
fn known_faults_of_litellm_are_doubted() {
    let list = read(LITELLM);
    assert_eq!(list.kind, ListKind::LiteLlm);
    assert_eq!(flagged(&list), FAULTS);
}

#[test]
fn sound_entries_of_litellm_are_taken() {
    let list = read(LITELLM);
    assert_eq!(
        sound(&list),
        [
            "gpt-5.2",
            "claude-opus-5",
            "ft:gpt-4.1-2025-04-14",
            "groq/openai/gpt-oss-20b",
            "together_ai/openai/gpt-oss-20b",
            "gemini/gemini-2.5-pro",
            "dashscope/qwen3-coder-plus",
            // deepseek/deepseek-chat says the same again.
            "deepseek-chat",
            "azure/gpt-4.1-mini",
        ]
    );
    assert_eq!(
        (list.left_out, list.unpriced, list.unreadable.len()),
        (2, 1, 0)
    );
}

#[test]
fn doubtful_entries_of_genai_prices_are_few_and_each_has_its_reason() {
    let list = read(GENAI);
    assert_eq!(list.kind, ListKind::GenaiPrices);
    assert_eq!(
        flagged(&list),
        [
            ("davinci", "no price of output is listed"),
            ("gemma-3", "no prices of input and output are listed"),
            (
                "MiniMax-M2.5-highspeed",
                "cache write at $0.375 costs less than input at $0.60"
            ),
            (
                "google/gemini-3.5-flash",
                "cache write at $0.08333 costs less than input at $1.50"
            ),
            (
                "sonar-deep-research",
                "reasoning costs $3.00 per 1M tokens, other output $8.00"
            ),
            ("grok-2-1212", "the list calls it outdated"),
        ]
    );
    assert_eq!((list.left_out, list.unpriced), (3, 1));
}

#[test]
fn what_is_no_list_is_said() {
    let none = "it is JSON, but none of the price lists of LiteLLM, genai-prices and OpenRouter";
    for (text, said) in [
        (" \n", "there is nothing in it"),
        (
            "<!doctype html>",
            "it is a web page, not a price list as JSON",
        ),
        ("date,model,tokens", "it isn’t a price list as JSON"),
        ("\u{feff}{}", "it is an object without entries"),
        ("[]", "it is a list without entries"),
        ("{\"a\": 1}", none),
        (
            "{\"anthropic\": {\"models\": {\"litellm_provider\": {}}}}",
            none,
        ),
        (
            "[1, {\"a\": 2}]",
            "it is a list in JSON, but none of the price lists of LiteLLM, genai-prices and OpenRouter",
        ),
        (
            "{\"object\": \"list\", \"data\": [{\"id\": \"gpt-6\", \"owned_by\": \"pricing\"}]}",
            "it has a list named “data”, but no models with prices in it",
        ),
        (
            "{\"a\": [1,\n 2",
            "line 2, column 2: the JSON ends too early",
        ),
        (
            "{\"sk-secret\": tru}",
            "line 1, column 18: it isn’t valid JSON",
        ),
    ] {
        assert_eq!(
            PriceList::read(text, "2026-11-27").unwrap_err(),
            said,
            "{text}"
        );
    }
}

#[test]
fn wrong_types_are_said_and_what_has_no_name_is_listed_by_its_place() {
    let list = read(
        r#"{"a/one": {"litellm_provider": "openai", "mode": "chat", "input_cost_per_token": "2e-6", "output_cost_per_token": [1]},
            "two\u0007": {"litellm_provider": "openai", "mode": "chat"},
            "three": [], "five": {"litellm_provider": "openai"}, "four": {"mode": "chat", "deprecation_date": "soon", "input_cost_per_token": 1e-6, "output_cost_per_token": 4e-6}}"#,
    );
    let why: Vec<_> = list
        .models
        .iter()
        .map(|model| model.why.join("; "))
        .collect();
    let one = "input price is a text; output price is a list";
    assert_eq!(
        why,
        [
            one,
            "the list doesn’t say what kind of model it is; no prices of input and output are listed",
            "shutdown day isn’t a day as YYYY-MM-DD; the list names no provider"
        ]
    );
    let places: Vec<_> = list
        .unreadable
        .iter()
        .map(|entry| (entry.place, entry.why.as_str()))
        .collect();
    assert_eq!(
        places,
        [
            (2, "the name has control characters"),
            (3, "the entry is a list, not an object")
        ]
    );
}

#[test]
fn a_name_that_stands_twice_with_other_prices_is_doubted() {
    let entry = |price: &str| {
        format!(
            r#""m": {{"litellm_provider": "openai", "mode": "chat", "input_cost_per_token": {price}, "output_cost_per_token": 4e-6}}"#
        )
    };
    let twice = |second: &str| format!("{{{}, {}}}", entry("1e-6"), entry(second));
    assert_eq!(read(&twice("1e-6")).sound().count(), 1);
    assert_eq!(flagged(&read(&twice("2e-6"))).len(), 2);
}

#[test]
fn a_list_with_many_entries_is_read_in_a_moment_and_one_with_too_many_is_refused() {
    let entry = |n: usize| {
        format!(
            r#"{{"id": "m{n}", "pricing": {{"prompt": "0.000001", "completion": "0.000004"}}}}"#
        )
    };
    let with = |count: usize| {
        let entries: Vec<String> = (0..count).map(entry).collect();
        format!("{{\"data\": [{}]}}", entries.join(","))
    };
    assert_eq!(
        read(&with(json::MOST_ENTRIES)).sound().count(),
        json::MOST_ENTRIES
    );
    let problem = PriceList::read(&with(json::MOST_ENTRIES + 1), "2026-11-27").unwrap_err();
    assert!(problem.contains("more than 100,000 entries"), "{problem}");
}
