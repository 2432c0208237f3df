//! The list of genai-prices: providers with their models, and prices per 1M tokens, some by tiers, some by date.

use serde_json::Value;

use super::listed_model::{Found, ListedModel, PriceReader, is_name};
use super::providers::name_of;

/// Parts of the names of models that don't answer in text.
const OTHERS: [&str; 12] = [
    "embed",
    "rerank",
    "moderation",
    "whisper",
    "tts",
    "transcribe",
    "image",
    "voyage",
    "bge-",
    "gte-",
    "e5-",
    "m2-bert",
];

/// The models of a list, with their prices of a day.
pub(super) fn models(providers: &Value, day: &str) -> Found {
    let mut found = Found::default();
    for provider in providers.as_array().into_iter().flatten() {
        let name = provider.get("id").and_then(Value::as_str);
        let name = name_of(name.filter(|name| is_name(name)).unwrap_or("unknown"));
        let models = provider.get("models").and_then(Value::as_array);
        for entry in models.into_iter().flatten() {
            let id = entry.get("id").and_then(Value::as_str).unwrap_or_default();
            let prices = entry.get("prices").and_then(|prices| on_day(prices, day));
            // Free variants and those without any price have an empty object.
            let prices =
                prices.filter(|prices| prices.as_object().is_some_and(|fields| !fields.is_empty()));
            let lower = id.to_lowercase();
            let is_other = OTHERS.iter().any(|part| lower.contains(part));
            let Some(prices) = prices.filter(|_| is_name(id) && !is_other) else {
                found.left_out += 1;
                continue;
            };
            found.models.push(model(id, &name, prices));
        }
    }
    found
}

/// The prices of a day: the last of those that have begun.
fn on_day<'a>(prices: &'a Value, day: &str) -> Option<&'a Value> {
    let Value::Array(dated) = prices else {
        return Some(prices);
    };
    let has_begun = |one: &&Value| {
        let constraint = one.get("constraint").unwrap_or(&Value::Null);
        let start = constraint.get("start_date").and_then(Value::as_str);
        // Prices of some hours of the day aren't those of all others.
        constraint.get("start_time").is_none() && start.is_none_or(|start| start <= day)
    };
    let begun = dated.iter().rfind(has_begun);
    begun.or(dated.first())?.get("prices")
}

fn model(id: &str, provider: &str, prices: &Value) -> ListedModel {
    let mut reader = PriceReader::default();
    let mut price = |field: &str, kind: &str| {
        // With tiers, the price of the shortest inputs.
        reader.price(prices.get(field), kind, |value| {
            value.get("base").unwrap_or(value).as_f64()
        })
    };
    let mut model = ListedModel {
        id: id.to_owned(),
        provider: provider.to_owned(),
        input: price("input_mtok", "input"),
        cached_input: price("cache_read_mtok", "cached input"),
        cache_write: price("cache_write_mtok", "cache write"),
        output: price("output_mtok", "output"),
        ..ListedModel::default()
    };
    model.why = reader.why;
    model
}
