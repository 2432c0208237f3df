//! How an entry of the catalog states a list of token prices. Input and output have to be stated: a price that isn't known must not be read
//! as 0. Discounts and drift are the user's own, so an entry has none.

use serde::de::Error;
use serde::{Deserialize, Deserializer};

use crate::scenario::estimate::EstimateError;
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
    ListedPrice::deserialize(from)?
        .price()
        .map_err(D::Error::custom)
}

impl ListedPrice {
    fn price(&self) -> Result<Price, EstimateError> {
        let estimate = |price| BoundedEstimate::new(Estimate::Exact(price));
        let default = Price::default();
        let least = self.cache_min_tokens.map(BoundedNumber::new).transpose()?;
        let batch_discount = self.batch_discount.map(BoundedNumber::new).transpose()?;
        Ok(Price {
            input: estimate(self.input)?,
            cached_input: self.cached_input.map(estimate).transpose()?,
            cache_write: self.cache_write.map(estimate).transpose()?,
            output: estimate(self.output)?,
            cache_min_tokens: least.unwrap_or(default.cache_min_tokens),
            batch_discount: batch_discount.unwrap_or(default.batch_discount),
            long_context: self
                .long_context
                .as_ref()
                .map(ListedLongContext::price)
                .transpose()?,
            ..default
        })
    }
}

impl ListedLongContext {
    fn price(&self) -> Result<LongContext, EstimateError> {
        let optional = |price: Option<f64>| price.map(BoundedNumber::new).transpose();
        Ok(LongContext {
            above_tokens: BoundedNumber::new(self.above_tokens)?,
            input: BoundedNumber::new(self.input)?,
            cached_input: optional(self.cached_input)?,
            cache_write: optional(self.cache_write)?,
            output: BoundedNumber::new(self.output)?,
        })
    }
}
