//! How an entry of the catalog states a list of token prices. Input and output have to be stated: a price that isn't known must not be read
//! as 0. Discounts and drift are the user's own, so an entry has none.

use serde::de::Error;
use serde::{Deserialize, Deserializer};

use crate::scenario::{BoundedEstimate, BoundedNumber, Estimate, LongContext, Price};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ListedPrice {
    input: f64,
    #[serde(default)]
    cached_input: Option<f64>,
    #[serde(default)]
    cache_write: Option<f64>,
    output: f64,
    #[serde(default)]
    cache_min_tokens: Option<f64>,
    #[serde(default)]
    long_context: Option<ListedLongContext>,
    #[serde(default)]
    batch_discount: Option<f64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ListedLongContext {
    above_tokens: f64,
    input: f64,
    #[serde(default)]
    cached_input: Option<f64>,
    #[serde(default)]
    cache_write: Option<f64>,
    output: f64,
}

/// Reads the token prices of an entry.
pub(super) fn price<'de, D: Deserializer<'de>>(from: D) -> Result<Price, D::Error> {
    let listed = ListedPrice::deserialize(from)?;
    let default = Price::default();
    let price = || {
        let estimate = |price| BoundedEstimate::new(Estimate::Exact(price));
        let number = |stated: Option<f64>, default| stated.map_or(Ok(default), BoundedNumber::new);
        Ok(Price {
            input: estimate(listed.input)?,
            cached_input: listed.cached_input.map(estimate).transpose()?,
            cache_write: listed.cache_write.map(estimate).transpose()?,
            output: estimate(listed.output)?,
            cache_min_tokens: number(listed.cache_min_tokens, default.cache_min_tokens)?,
            batch_discount: listed
                .batch_discount
                .map_or(Ok(default.batch_discount), BoundedNumber::new)?,
            long_context: listed.long_context.map(long_context).transpose()?,
            ..default
        })
    };
    price().map_err(|error: crate::scenario::estimate::EstimateError| D::Error::custom(error))
}

fn long_context(
    listed: ListedLongContext,
) -> Result<LongContext, crate::scenario::estimate::EstimateError> {
    let optional = |price: Option<f64>| price.map(BoundedNumber::new).transpose();
    Ok(LongContext {
        above_tokens: BoundedNumber::new(listed.above_tokens)?,
        input: BoundedNumber::new(listed.input)?,
        cached_input: optional(listed.cached_input)?,
        cache_write: optional(listed.cache_write)?,
        output: BoundedNumber::new(listed.output)?,
    })
}
