//! Prices of LiteLLM's entries, in dollars per token. Longer inputs have fields of their own (`input_cost_per_token_above_200k_tokens`) or a
//! list (`tiered_pricing`).

use serde_json::Value;

use super::super::fields::{Fields, Unit, is_length};
use super::super::listed_model::{StatedTier, TokenPrices};

/// Fields and the names of their prices.
const INPUT: (&str, &str) = ("input_cost_per_token", "input price");
const OUTPUT: (&str, &str) = ("output_cost_per_token", "output price");
const CACHED: (&str, &str) = ("cache_read_input_token_cost", "cached input price");
const WRITE: (&str, &str) = ("cache_creation_input_token_cost", "cache write price");

/// The token prices, and that of reasoning.
pub(super) fn prices(fields: &mut Fields) -> (TokenPrices, Option<f64>) {
    let mut price = stated(fields);
    price.long_cache_write = fields.price(
        "cache_creation_input_token_cost_above_1hr",
        "one-hour cache write price",
    );
    price.batch_input = fields.price("input_cost_per_token_batches", "batch input price");
    price.batch_output = fields.price("output_cost_per_token_batches", "batch output price");
    let mut reasoning = fields.price("output_cost_per_reasoning_token", "reasoning price");
    let mut tiers = tiers_by_field(fields);
    if let Some(Value::Array(list)) = fields.value("tiered_pricing") {
        for tier in list.iter().filter_map(Value::as_object) {
            let mut tier = Fields::new(tier, Unit::Token);
            let prices = stated(&mut tier);
            let range = tier
                .value("range")
                .and_then(|range| range.get(0))
                .and_then(Value::as_f64);
            match range {
                Some(0.0) => {
                    reasoning = reasoning
                        .or(tier.price("output_cost_per_reasoning_token", "reasoning price"));
                    price.input = price.input.or(prices.input);
                    price.output = price.output.or(prices.output);
                    price.cached_input = price.cached_input.or(prices.cached_input);
                    price.cache_write = price.cache_write.or(prices.cache_write);
                }
                Some(above_tokens) if is_length(above_tokens) => {
                    tiers.push(prices.as_tier(above_tokens));
                }
                _ => fields
                    .why
                    .push("a tier doesn’t say from which length on it holds".to_owned()),
            }
            fields.why.append(&mut tier.why);
        }
    }
    // Nothing for writing to a cache means that it costs what input does.
    price.cache_write = price.cache_write.filter(|write| *write != 0.0);
    price.long_cache_write = price.long_cache_write.filter(|write| *write != 0.0);
    (price.with_tiers(tiers), reasoning)
}

/// The four prices that entries and their tiers have.
fn stated(fields: &mut Fields) -> TokenPrices {
    let cached = fields.price(CACHED.0, CACHED.1);
    TokenPrices {
        input: fields.price(INPUT.0, INPUT.1),
        // Its older name.
        cached_input: cached.or_else(|| fields.price("input_cost_per_token_cache_hit", CACHED.1)),
        cache_write: fields.price(WRITE.0, WRITE.1),
        output: fields.price(OUTPUT.0, OUTPUT.1),
        ..TokenPrices::default()
    }
}

fn tiers_by_field(fields: &mut Fields) -> Vec<StatedTier> {
    let length = |field: &String| {
        let (kind, length) = field.rsplit_once("_above_")?;
        let thousands: u32 = length.strip_suffix("k_tokens")?.parse().ok()?;
        let is_tier = is_length(f64::from(thousands) * 1000.0);
        (is_tier && (kind == INPUT.0 || kind == OUTPUT.0)).then_some(thousands)
    };
    let mut lengths: Vec<u32> = fields.map.keys().filter_map(length).collect();
    lengths.sort_unstable();
    lengths.dedup();
    let tier = |thousands: u32| {
        let mut price = |(field, kind): (&str, &str)| {
            let field = format!("{field}_above_{thousands}k_tokens");
            fields.price(&field, &format!("{kind} above {thousands}k tokens"))
        };
        StatedTier {
            above_tokens: f64::from(thousands) * 1000.0,
            input: price(INPUT),
            cached_input: price(CACHED),
            cache_write: price(WRITE),
            output: price(OUTPUT),
        }
    };
    lengths.into_iter().map(tier).collect()
}

#[cfg(test)]
mod tests {
    use crate::evidence::price_lists::PriceList;
    use crate::evidence::price_lists::listed_model::TokenPrices;

    const LIST: &str = include_str!("../extracts/litellm.json");

    fn price(id: &str) -> TokenPrices {
        let list = PriceList::read(LIST, "2026-11-27").unwrap();
        let model = list.models.into_iter().find(|model| model.id == id);
        model.unwrap().price
    }

    #[test]
    fn tiers_are_read_from_fields_and_from_lists() {
        let gemini = price("gemini/gemini-2.5-pro");
        let tiers = |price: &TokenPrices| -> Vec<(f64, f64, Option<f64>, f64)> {
            let tiers = price.tiers.iter();
            tiers
                .map(|tier| {
                    (
                        tier.above_tokens,
                        tier.input,
                        tier.cached_input,
                        tier.output,
                    )
                })
                .collect()
        };
        assert_eq!(tiers(&gemini), [(200e3, 2.5, Some(0.25), 15.0)]);
        let qwen = price("dashscope/qwen3-coder-plus");
        assert_eq!((qwen.input, qwen.output), (Some(1.0), Some(5.0)));
        assert_eq!(
            tiers(&qwen),
            [
                (32e3, 1.8, Some(0.18), 9.0),
                (128e3, 3.0, Some(0.3), 15.0),
                (256e3, 6.0, Some(0.6), 60.0)
            ]
        );
    }
}
