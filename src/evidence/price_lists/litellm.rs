//! LiteLLM's list: an object by model, with prices per token.

use serde_json::{Map, Value};

use super::listed_model::{Found, ListedModel, PriceReader, is_name, per_million};
use super::providers::name_of;

/// What LiteLLM calls models that answer in text.
const MODES: [&str; 3] = ["chat", "responses", "completion"];

/// The models of a list.
pub(super) fn models(entries: &Map<String, Value>) -> Found {
    let mut found = Found::default();
    for (id, entry) in entries {
        // It describes the fields.
        if id == "sample_spec" {
            continue;
        }
        let mode = entry.get("mode").and_then(Value::as_str);
        if !mode.is_some_and(|mode| MODES.contains(&mode)) || !is_name(id) {
            found.left_out += 1;
            continue;
        }
        found.models.push(model(id, entry));
    }
    found
}

fn model(id: &str, entry: &Value) -> ListedModel {
    let provider = entry.get("litellm_provider").and_then(Value::as_str);
    let mut model = ListedModel {
        id: id.to_owned(),
        provider: name_of(provider.filter(|name| is_name(name)).unwrap_or("unknown")),
        ..ListedModel::default()
    };
    let mut reader = PriceReader::default();
    let mut price = |field: &str, kind: &str| {
        reader.price(entry.get(field), kind, |value| {
            value.as_f64().map(per_million)
        })
    };
    model.input = price("input_cost_per_token", "input");
    model.output = price("output_cost_per_token", "output");
    model.cached_input = price("cache_read_input_token_cost", "cached input");
    model.cache_write = price("cache_creation_input_token_cost", "cache write");
    model.batch_input = price("input_cost_per_token_batches", "batch input");
    model.batch_output = price("output_cost_per_token_batches", "batch output");
    model.why = reader.why;
    model
}
