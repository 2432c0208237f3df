//! Prices of genai-prices' models, in dollars per 1M tokens: a number, or a base with tiers.

use serde_json::Value;

use super::super::fields::{Fields, Unit, is_length};
use super::super::listed_model::{Change, ListedModel, StatedTier, TokenPrices};

/// Which price of a tier it is.
type Place = fn(&mut StatedTier) -> &mut Option<f64>;

/// Reads prices into a model: those that hold now, or those from a day on.
pub(super) fn read_prices(model: &mut ListedModel, prices: &Value, from: Option<&str>) {
    let Value::Object(prices) = prices else {
        model.why.push("its prices aren’t an object".to_owned());
        return;
    };
    let mut fields = Fields::new(prices, Unit::Million);
    let mut tiers = Vec::new();
    let mut read =
        |field: &str, kind: &str, place: Place| base(&mut fields, &mut tiers, field, kind, place);
    let price = TokenPrices {
        input: read("input_mtok", "input price", |tier| &mut tier.input),
        cached_input: read("cache_read_mtok", "cached input price", |tier| {
            &mut tier.cached_input
        }),
        cache_write: read("cache_write_mtok", "cache write price", |tier| {
            &mut tier.cache_write
        }),
        output: read("output_mtok", "output price", |tier| &mut tier.output),
        ..TokenPrices::default()
    };
    let mut price = price.with_tiers(tiers);
    // A scenario has no tiers of it.
    price.long_cache_write = base(
        &mut fields,
        &mut Vec::new(),
        "cache_write_1h_mtok",
        "one-hour cache write price",
        |tier| &mut tier.cache_write,
    );
    let reasoning = fields.price("output_reasoning_mtok", "reasoning price");
    let per_thousand = fields.number("requests_kcount", "fee per query");
    model.why.append(&mut fields.why);
    if let Some(from) = from {
        let from = from.to_owned();
        model.changes.push(Change { from, price });
    } else {
        model.price = price;
        model.per_query = per_thousand
            .map(|fee| fee / 1000.0)
            .filter(|fee| *fee != 0.0);
        model.doubt_reasoning(reasoning);
    }
}

/// A price of short inputs; those of longer ones get into `tiers`.
fn base(
    fields: &mut Fields,
    tiers: &mut Vec<StatedTier>,
    field: &str,
    kind: &str,
    of: Place,
) -> Option<f64> {
    let value = fields.value(field)?;
    let Value::Object(tiered) = value else {
        return fields.price(field, kind);
    };
    let list = tiered.get("tiers").and_then(Value::as_array);
    for one in list.into_iter().flatten() {
        let start = one
            .get("start")
            .and_then(Value::as_f64)
            .filter(|start| is_length(*start));
        let price = one
            .get("price")
            .and_then(|price| fields.price_of(price, kind));
        let Some((start, price)) = start.zip(price) else {
            fields
                .why
                .push("a tier has no length or no price".to_owned());
            continue;
        };
        let place = tiers
            .iter()
            .position(|tier| tier.above_tokens == start)
            .unwrap_or(tiers.len());
        if place == tiers.len() {
            tiers.push(StatedTier {
                above_tokens: start,
                ..StatedTier::default()
            });
        }
        *of(&mut tiers[place]) = Some(price);
    }
    tiered
        .get("base")
        .and_then(|base| fields.price_of(base, kind))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::price_lists::PriceList;

    fn read(id: &str) -> ListedModel {
        let list = include_str!("../extracts/genai.json");
        let list = PriceList::read(list, "2026-11-27").unwrap();
        list.models
            .into_iter()
            .find(|model| model.id == id)
            .unwrap()
    }

    #[test]
    fn tiers_of_each_price_become_tiers_of_the_query() {
        let terra = read("gpt-5.6-terra");
        let tier = terra.price.tiers[0];
        assert_eq!(
            (terra.price.input, terra.price.cache_write),
            (Some(2.0), Some(2.5))
        );
        assert_eq!(
            (
                tier.above_tokens,
                tier.input,
                tier.cached_input,
                tier.cache_write,
                tier.output
            ),
            (272e3, 4.0, Some(0.4), Some(5.0), 18.0)
        );
        // The price of cached input has no tiers.
        let grok = read("x-ai/grok-4-fast");
        assert_eq!(
            (grok.price.tiers[0].input, grok.price.tiers[0].cached_input),
            (0.4, Some(0.05))
        );
    }
}
