//! LiteLLM's model_prices_and_context_window.json: an object by entry. `prices` has what it says of prices.

mod prices;

use serde_json::{Map, Value};

use super::fields::{Fields, Unit, page};
use super::found::Found;
use super::json::{Members, fields};
use super::kinds::{is_free_variant, is_other_kind, is_tuned};
use super::listed_model::ListedModel;
use super::providers::{UNKNOWN, known};
use prices::prices;

/// The modes of models that answer in text.
const TEXT_MODES: [&str; 3] = ["chat", "responses", "completion"];

/// The models of a list.
pub(super) fn read(entries: Members) -> Found {
    let mut found = Found::default();
    for (place, (id, entry)) in entries.into_iter().enumerate() {
        // The first describes the fields, the second says how unlisted names are understood.
        if id == "sample_spec" || id == "fallback_generalizations" {
            continue;
        }
        match fields(entry) {
            Ok(entry) => read_entry(&mut found, place + 1, &id, &entry),
            Err(why) => found.add_unreadable(place + 1, None, why),
        }
    }
    found
}

fn read_entry(found: &mut Found, place: usize, id: &str, entry: &Map<String, Value>) {
    let fields = Fields::new(entry, Unit::Token);
    let mode = fields.value("mode");
    let answers_in_text = mode
        .and_then(Value::as_str)
        .is_none_or(|mode| TEXT_MODES.contains(&mode));
    // Some models that draw or embed have the mode of those that chat.
    if !answers_in_text || is_other_kind(id) {
        found.left_out += 1;
        return;
    }
    let listed = fields.name("litellm_provider");
    let provider = listed
        .map_or(UNKNOWN, |name| known(name).unwrap_or(name))
        .to_owned();
    if !found.can_name(place, id, Some(&provider)) {
        return;
    }
    let mut model = model(id, fields);
    if model.price.input == Some(0.0) && model.price.output == Some(0.0) && is_free_variant(id) {
        found.unpriced += 1;
        return;
    }
    if mode.is_none_or(|mode| !mode.is_string()) {
        model
            .why
            .push("the list doesn’t say what kind of model it is".to_owned());
    }
    if listed.is_none() {
        model.why.push("the list names no provider".to_owned());
    }
    own_name(id, listed.unwrap_or_default()).clone_into(&mut model.model);
    model.provider = provider;
    found.models.push(model);
}

fn model(id: &str, mut fields: Fields) -> ListedModel {
    let (price, reasoning) = prices(&mut fields);
    let retires = fields.day("deprecation_date", "shutdown day");
    let max_input_tokens = fields.tokens("max_input_tokens", "longest input");
    let per_query = fields.number("input_cost_per_request", "fee per query");
    let source = page(fields.value("source"));
    let mut why = fields.why;
    if price.input.is_none() && price.output.is_none() {
        why.extend(other_unit(fields.map));
    }
    let mut model = ListedModel {
        id: id.to_owned(),
        price,
        per_query: per_query.filter(|fee| *fee != 0.0),
        tuned: is_tuned(id),
        retires,
        max_input_tokens,
        source,
        why,
        ..ListedModel::default()
    };
    model.doubt_reasoning(reasoning);
    model
}

/// What is billed instead of tokens.
fn other_unit(fields: &Map<String, Value>) -> Option<String> {
    let units = [
        ("second", "by the second"),
        ("character", "by the character"),
        ("session", "by the session"),
    ];
    let unit = units.into_iter().find(|(unit, _)| {
        let suffix = format!("cost_per_{unit}");
        fields.keys().any(|field| field.ends_with(&suffix))
    });
    unit.map(|(_, said)| format!("it is billed {said}, not by the token"))
}

/// The provider's name for a model: the entry's without the part that names the provider.
fn own_name<'a>(id: &'a str, provider: &str) -> &'a str {
    let name = match id.split_once('/') {
        // bedrock stands before models of bedrock_converse, vertex_ai before those of vertex_ai-llama_models.
        Some((first, rest)) if !first.is_empty() && provider.starts_with(first) => rest,
        _ => id,
    };
    name.strip_prefix("accounts/fireworks/models/")
        .unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::price_lists::PriceList;
    use crate::evidence::price_lists::listed_model::TokenPrices;

    const LIST: &str = include_str!("../extracts/litellm.json");

    fn model(id: &str) -> ListedModel {
        let list = PriceList::read(LIST, "2026-11-27").unwrap();
        list.models
            .into_iter()
            .find(|model| model.id == id)
            .unwrap()
    }

    #[test]
    fn an_entry_has_its_prices_per_million_and_what_else_the_list_says() {
        // The list of November 2026; Anthropic's pricing page has the same figures.
        let opus = model("claude-opus-5");
        assert_eq!(
            (opus.provider.as_str(), opus.model.as_str()),
            ("Anthropic", "claude-opus-5")
        );
        let price = TokenPrices {
            input: Some(5.0),
            cached_input: Some(0.5),
            cache_write: Some(6.25),
            long_cache_write: Some(10.0),
            output: Some(25.0),
            ..TokenPrices::default()
        };
        assert_eq!(opus.price, price);
        assert_eq!(opus.max_input_tokens, Some(1e6));
        let tuned = model("ft:gpt-4.1-2025-04-14");
        assert!(tuned.tuned && tuned.is_sound());
        assert_eq!(
            (tuned.price.batch_input, tuned.price.batch_output),
            (Some(1.5), Some(6.0))
        );
    }

    #[test]
    fn the_name_of_the_provider_is_not_part_of_the_models() {
        for (id, provider, name) in [
            ("azure/eu/gpt-4o", "azure", "eu/gpt-4o"),
            ("groq/openai/gpt-oss-20b", "groq", "openai/gpt-oss-20b"),
            (
                "vertex_ai/meta/llama-3.1-8b",
                "vertex_ai-llama_models",
                "meta/llama-3.1-8b",
            ),
            (
                "fireworks_ai/accounts/fireworks/models/glm-5p2",
                "fireworks_ai",
                "glm-5p2",
            ),
            ("gpt-5.2", "openai", "gpt-5.2"),
            ("/odd", "openai", "/odd"),
        ] {
            assert_eq!(own_name(id, provider), name);
        }
    }
}
