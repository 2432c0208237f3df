//! OpenRouter's models API: `data` with dollars per token as decimal texts. What sells at these prices is OpenRouter, whoever made the model.

use serde_json::value::RawValue;
use serde_json::{Map, Value};

use super::fields::{Fields, Unit};
use super::found::Found;
use super::json::fields;
use super::kinds::{is_free_variant, is_other_kind};
use super::listed_model::{ListedModel, TokenPrices};
use super::providers::OPEN_ROUTER;

/// The models of a list.
pub(super) fn read(entries: &[&RawValue]) -> Found {
    let mut found = Found::default();
    for (place, entry) in entries.iter().enumerate() {
        match fields(entry) {
            Ok(entry) => read_entry(&mut found, place + 1, &entry),
            Err(why) => found.add_unreadable(place + 1, Some(OPEN_ROUTER), why),
        }
    }
    found
}

fn read_entry(found: &mut Found, place: usize, entry: &Map<String, Value>) {
    let mut fields = Fields::new(entry, Unit::TokenAsText);
    let id = fields
        .value("id")
        .and_then(Value::as_str)
        .unwrap_or_default();
    let output = entry
        .get("architecture")
        .and_then(|what| what.get("output_modalities"));
    let only_text = output
        .and_then(Value::as_array)
        .map(|list| list.iter().all(|kind| kind == "text"));
    if !only_text.unwrap_or_else(|| !is_other_kind(id)) {
        found.left_out += 1;
        return;
    }
    if !found.can_name(place, id, Some(OPEN_ROUTER)) {
        return;
    }
    let retires = fields.day("expiration_date", "shutdown day");
    let max_input_tokens = fields.tokens("context_length", "longest input");
    let mut model = ListedModel {
        id: id.to_owned(),
        model: id.to_owned(),
        provider: OPEN_ROUTER.to_owned(),
        retires,
        max_input_tokens,
        why: fields.why,
        ..ListedModel::default()
    };
    match fields.map.get("pricing").and_then(Value::as_object) {
        Some(pricing) => read_prices(&mut model, pricing),
        None => model.why.push("its prices aren’t an object".to_owned()),
    }
    // −1 stands for a price that varies with the model that a router chooses.
    let varies = model.price.input == Some(-1e6);
    let is_free =
        model.price.input == Some(0.0) && model.price.output == Some(0.0) && is_free_variant(id);
    if varies || is_free {
        found.unpriced += 1;
    } else {
        found.models.push(model);
    }
}

fn read_prices(model: &mut ListedModel, pricing: &Map<String, Value>) {
    let mut fields = Fields::new(pricing, Unit::TokenAsText);
    let mut price = stated(&mut fields);
    price.long_cache_write = fields.price("input_cache_write_1h", "one-hour cache write price");
    // Nothing for a cache means that there is none.
    for cache in [
        &mut price.cached_input,
        &mut price.cache_write,
        &mut price.long_cache_write,
    ] {
        *cache = cache.filter(|price| *price != 0.0);
    }
    let mut tiers = Vec::new();
    let overrides = fields.value("overrides").and_then(Value::as_array);
    for one in overrides.into_iter().flatten().filter_map(Value::as_object) {
        let mut one = Fields::new(one, Unit::TokenAsText);
        // Prices of some hours of the day aren't those of all others.
        let of_hours = one.value("utc_start").or(one.value("utc_end")).is_some();
        let above = one.tokens("min_prompt_tokens", "length of a tier");
        if let Some(above_tokens) = above.filter(|_| !of_hours) {
            tiers.push(stated(&mut one).as_tier(above_tokens));
        }
        fields.why.append(&mut one.why);
    }
    model.price = price.with_tiers(tiers);
    model.per_query = fields
        .number("request", "fee per query")
        .filter(|fee| *fee != 0.0);
    let reasoning = fields.price("internal_reasoning", "reasoning price");
    model.why.append(&mut fields.why);
    model.doubt_reasoning(reasoning.filter(|price| *price != 0.0));
}

fn stated(fields: &mut Fields) -> TokenPrices {
    TokenPrices {
        input: fields.price("prompt", "input price"),
        cached_input: fields.price("input_cache_read", "cached input price"),
        cache_write: fields.price("input_cache_write", "cache write price"),
        output: fields.price("completion", "output price"),
        ..TokenPrices::default()
    }
}

#[cfg(test)]
mod tests {
    use crate::evidence::price_lists::PriceList;

    const LIST: &str = include_str!("extracts/openrouter.json");

    #[test]
    fn prices_are_texts_per_token_and_overrides_are_tiers() {
        let list = PriceList::read(LIST, "2026-11-27").unwrap();
        let by_id = |id: &str| list.models.iter().find(|model| model.id == id).unwrap();
        // OpenRouter's API reference, schema PricingOverride: above its threshold, strictly; what it leaves out costs the base price.
        let gemini = by_id("google/gemini-3.1-pro-preview");
        let tier = gemini.price.tiers[0];
        assert_eq!(
            (gemini.price.input, gemini.price.cached_input),
            (Some(2.0), Some(0.2))
        );
        assert_eq!(
            (
                tier.above_tokens,
                tier.input,
                tier.cached_input,
                tier.output
            ),
            (200e3, 4.0, Some(0.4), 18.0)
        );
        let sonnet = by_id("anthropic/claude-sonnet-5");
        assert_eq!(
            (sonnet.price.cache_write, sonnet.price.long_cache_write),
            (Some(2.5), Some(4.0))
        );
        assert_eq!(
            (sonnet.provider.as_str(), sonnet.max_input_tokens),
            ("OpenRouter", Some(1e6))
        );
        assert!(gemini.is_sound() && sonnet.is_sound(), "{list:?}");
        let gpt = by_id("openai/gpt-oss-20b");
        assert_eq!(
            (
                gpt.price.input,
                gpt.price.cached_input,
                gpt.price.cache_write
            ),
            (Some(0.03), None, None)
        );
        assert_eq!(by_id("perplexity/sonar").per_query, Some(0.005));
    }

    #[test]
    fn what_varies_or_is_free_has_no_list_price_and_what_draws_is_left_out() {
        let list = PriceList::read(LIST, "2026-11-27").unwrap();
        assert_eq!((list.unpriced, list.left_out), (2, 1));
        let flagged: Vec<_> = list
            .flagged()
            .map(|model| (model.id.as_str(), model.why[0].as_str()))
            .collect();
        assert_eq!(
            flagged,
            [("example/text-price", "input price isn’t a number")]
        );
    }
}
