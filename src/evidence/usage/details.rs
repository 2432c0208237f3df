//! Usage that stands in a cell as a JSON object.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::amounts::Amounts;
use super::field::Field;
use super::problem::Fault;

/// Adds Langfuse’s usage details: tokens by kind. Every kind that begins with “input” or is about a cache is input, every one that begins with
/// “output” output.
///
/// Langfuse has the kinds exclude each other, so that `input` is what wasn’t cached. Exports of programs that state it otherwise are told by
/// their total: there `input` and `output` alone are the total, and include the other kinds.
pub(super) fn add_langfuse(text: &str, amounts: &mut Amounts) -> Result<(), Fault> {
    if text.is_empty() || text == "null" {
        return Ok(());
    }
    let fault = |reason| Fault::new(Field::Details.label(), reason);
    let details: BTreeMap<String, Option<f64>> =
        serde_json::from_str(text).map_err(|_| fault("it isn’t an object of numbers"))?;
    if details.values().flatten().any(|count| *count < 0.0) {
        return Err(fault("it is negative"));
    }
    if details.values().flatten().any(|count| *count > 1e15) {
        return Err(fault("it is more than 1,000,000,000,000,000"));
    }
    let of = |is_kind: &dyn Fn(&str) -> bool| -> Option<f64> {
        let counts = details
            .iter()
            .filter(|(kind, _)| is_kind(kind))
            .filter_map(|(_, count)| *count);
        counts.fold(None, |sum, count| Some(sum.unwrap_or(0.0) + count))
    };
    let stated = |kind: &str| details.get(kind).copied().flatten();
    let (input, output) = (of(&is_input), of(&|kind| kind.starts_with("output")));
    let plain = stated("input").unwrap_or(0.0) + stated("output").unwrap_or(0.0);
    let is_all = stated("total").is_some_and(|total| total == plain && plain > 0.0);
    amounts.input_tokens = if is_all { stated("input") } else { input }.or(amounts.input_tokens);
    amounts.output_tokens =
        if is_all { stated("output") } else { output }.or(amounts.output_tokens);
    amounts.cached_tokens = of(&|kind| is_input(kind) && kind.contains("cache") && !is_write(kind));
    amounts.cache_write_tokens = of(&|kind| is_input(kind) && is_write(kind));
    if amounts.cached_tokens.is_none() && amounts.input_tokens.is_some() {
        amounts.cached_tokens = Some(0.0);
    }
    Ok(())
}

fn is_input(kind: &str) -> bool {
    kind.starts_with("input") || kind.starts_with("cache_")
}

fn is_write(kind: &str) -> bool {
    kind.contains("cache") && (kind.contains("creat") || kind.contains("write"))
}

/// What LiteLLM’s metadata say of caching; nothing else of them is read.
#[derive(Deserialize)]
struct Metadata {
    usage_object: Option<UsageObject>,
}

#[derive(Deserialize)]
struct UsageObject {
    prompt_tokens_details: Option<PromptDetails>,
    cache_read_input_tokens: Option<f64>,
    cache_creation_input_tokens: Option<f64>,
}

#[derive(Deserialize)]
struct PromptDetails {
    cached_tokens: Option<f64>,
}

/// Adds what LiteLLM’s metadata say of the provider’s cache. Metadata are free in their form: what can’t be read, or contradicts the row, says
/// nothing.
pub(super) fn add_litellm(text: &str, amounts: &mut Amounts) {
    if !text.contains("usage_object") {
        return;
    }
    let usage = serde_json::from_str::<Metadata>(text)
        .ok()
        .and_then(|metadata| metadata.usage_object);
    let (Some(usage), Some(input)) = (usage, amounts.input_tokens) else {
        return;
    };
    let of_prompt = usage
        .prompt_tokens_details
        .and_then(|details| details.cached_tokens);
    let cached = usage.cache_read_input_tokens.or(of_prompt);
    let written = usage.cache_creation_input_tokens;
    let (read, write) = (cached.unwrap_or(0.0), written.unwrap_or(0.0));
    if read >= 0.0 && write >= 0.0 && read + write <= input {
        amounts.cached_tokens = cached;
        amounts.cache_write_tokens = written;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn langfuse(text: &str) -> [Option<f64>; 4] {
        let mut amounts = Amounts::default();
        add_langfuse(text, &mut amounts).unwrap();
        [
            amounts.input_tokens,
            amounts.cached_tokens,
            amounts.cache_write_tokens,
            amounts.output_tokens,
        ]
    }

    #[test]
    fn kinds_of_langfuse_exclude_each_other_unless_the_total_says_otherwise() {
        let apart = r#"{"input": 200, "input_cached_tokens": 800, "output": 50, "total": 1050}"#;
        assert_eq!(
            langfuse(apart),
            [Some(1000.0), Some(800.0), None, Some(50.0)]
        );
        let within = r#"{"input": 1000, "input_cached_tokens": 800, "output": 50, "total": 1050}"#;
        assert_eq!(
            langfuse(within),
            [Some(1000.0), Some(800.0), None, Some(50.0)]
        );
        let anthropic = r#"{"input": 10, "cache_read_input_tokens": 70, "cache_creation_input_tokens": 20, "output": 5}"#;
        assert_eq!(
            langfuse(anthropic),
            [Some(100.0), Some(70.0), Some(20.0), Some(5.0)]
        );
        assert_eq!(
            langfuse(r#"{"input": 10, "output": 5, "total": 15}"#),
            [Some(10.0), Some(0.0), None, Some(5.0)]
        );
        assert_eq!(langfuse("null"), [None; 4]);
    }

    #[test]
    fn details_that_are_no_numbers_are_a_fault() {
        for text in [
            "{\"input\": \"ten\"}",
            "[1]",
            "{",
            "{\"input\": -1}",
            "{\"input\": 1e16}",
        ] {
            assert!(
                add_langfuse(text, &mut Amounts::default()).is_err(),
                "{text}"
            );
        }
    }

    #[test]
    fn metadata_of_litellm_tell_what_was_cached() {
        let mut amounts = Amounts {
            input_tokens: Some(100.0),
            ..Amounts::default()
        };
        add_litellm(
            r#"{"user": "a", "usage_object": {"prompt_tokens_details": {"cached_tokens": 60}}}"#,
            &mut amounts,
        );
        assert_eq!(
            (amounts.cached_tokens, amounts.cache_write_tokens),
            (Some(60.0), None)
        );
        let mut contradicted = Amounts {
            input_tokens: Some(10.0),
            ..Amounts::default()
        };
        add_litellm(
            r#"{"usage_object": {"cache_read_input_tokens": 60}}"#,
            &mut contradicted,
        );
        assert_eq!(contradicted.cached_tokens, None);
    }
}
