//! OpenRouter's models: prices per token, as decimal texts.

use serde_json::Value;

use super::listed_model::{Found, ListedModel, PriceReader, is_name, per_million};
use super::providers::name_of;

/// The models of a list.
pub(super) fn models(data: &Value) -> Found {
    let mut found = Found::default();
    for entry in data.as_array().into_iter().flatten() {
        let id = entry.get("id").and_then(Value::as_str).unwrap_or_default();
        let model = model(id, entry.get("pricing").unwrap_or(&Value::Null));
        // −1 stands for a price that varies.
        let varies = model.input.is_some_and(|price| price < 0.0);
        if !is_name(id) || id.ends_with(":free") || varies {
            found.left_out += 1;
        } else {
            found.models.push(model);
        }
    }
    found
}

fn model(id: &str, pricing: &Value) -> ListedModel {
    let mut reader = PriceReader::default();
    let number = |value: &Value| {
        let price = match value {
            Value::String(text) => text.trim().parse::<f64>().ok(),
            _ => value.as_f64(),
        };
        price.filter(|price| price.is_finite()).map(per_million)
    };
    let mut price = |field: &str, kind: &str| reader.price(pricing.get(field), kind, number);
    let provider = id.split('/').next().unwrap_or_default();
    let mut model = ListedModel {
        id: id.to_owned(),
        provider: name_of(provider),
        input: price("prompt", "input"),
        cached_input: price("input_cache_read", "cached input"),
        cache_write: price("input_cache_write", "cache write"),
        output: price("completion", "output"),
        ..ListedModel::default()
    };
    model.why = reader.why;
    model
}
