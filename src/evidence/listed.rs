//! How an entry of the catalog states a list of token prices. Input and output have to be stated: a price that isn't known must not be read
//! as 0. Discounts and drift are the user's own, so an entry has none.

use serde::{Deserialize, Serialize};

use crate::scenario::estimate::EstimateError;
use crate::scenario::{
    BoundedEstimate, BoundedNumber, Estimate, LongContext, Price, Serving, Workload,
};

/// A list of token prices, per 1 M tokens.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "PriceFigures", into = "PriceFigures")]
pub struct ListedPrice {
    /// The prices of the shortest inputs. Its long context is the first tier, and its batch discount that of queries of any length.
    pub base: Price,
    /// The prices of longer inputs, the shortest first.
    pub tiers: Vec<LongContext>,
    /// Prices in batches, where these aren't one discount off all; `None` if the discount says it.
    pub batch: Option<BatchPrice>,
    /// What it costs to write to a cache that keeps entries for longer; `None` if there is none.
    pub long_cache_write: Option<LongCacheWrite>,
}

/// Token prices in batches.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BatchPrice {
    /// Price of input tokens.
    pub input: f64,
    /// Price of prompt tokens read from the cache; `None` if it is the same as for input.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cached_input: Option<f64>,
    /// Price of output tokens.
    pub output: f64,
}

/// The price of writing to a cache that keeps entries for longer.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LongCacheWrite {
    /// Minutes that an unused entry lives there.
    pub minutes: f64,
    /// Price of tokens written.
    pub price: f64,
}

impl ListedPrice {
    /// The prices that the scenario's queries pay: those of the tier that their input is in (prompt, history and text), with the next tier as the long context; the price of
    /// writing to the cache by how long entries are to live; and where batches aren't one discount off all, the one that fits a query of
    /// these lengths, caches aside.
    pub fn for_queries(&self, serving: &Serving, workload: &Workload) -> Price {
        let input = serving.prompt_tokens.base()
            + serving.history_tokens(workload)
            + workload.input_tokens.base();
        let mut price = self.base.clone();
        if let Some(minutes) = serving.cache_ttl_minutes
            && let Some(long) = self.long_cache_write
            && minutes.base() >= long.minutes
        {
            price.cache_write = BoundedEstimate::new(Estimate::Exact(long.price)).ok();
        }
        let reached = self
            .tiers
            .iter()
            .filter(|tier| input > tier.above_tokens.get());
        // Of the last tier, the one before it is below: the queries are its long context.
        let next = reached.count().min(self.tiers.len().saturating_sub(1));
        if let Some(tier) = next.checked_sub(1).and_then(|place| self.tiers.get(place)) {
            let estimate = |number: f64| BoundedEstimate::new(Estimate::Exact(number)).ok();
            price.input = estimate(tier.input.get()).unwrap_or(price.input);
            price.output = estimate(tier.output.get()).unwrap_or(price.output);
            price.cached_input = tier.cached_input.and_then(|number| estimate(number.get()));
            price.cache_write = tier.cache_write.and_then(|number| estimate(number.get()));
            price.long_context = self.tiers.get(next).cloned();
        }
        if let Some(batch) = &self.batch {
            let output = serving.output_tokens.base();
            let listed = self.base.input.base() * input + self.base.output.base() * output;
            let in_batch = batch.input * input + batch.output * output;
            // To a tenth of a percent.
            let share = ((1.0 - in_batch / listed) * 1000.0).round() / 1000.0;
            price.batch_discount = BoundedNumber::new(share).unwrap_or(price.batch_discount);
        }
        price
    }
}

/// The figures of a list of prices as they stand in an entry, before they are checked.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename = "Price")]
pub(super) struct PriceFigures {
    pub input: f64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cached_input: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cache_write: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub long_cache_write: Option<LongCacheWrite>,
    pub output: f64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cache_min_tokens: Option<f64>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tiers: Vec<TierFigures>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub batch_discount: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub batch: Option<BatchPrice>,
}

/// The figures of a tier.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename = "Tier")]
pub(super) struct TierFigures {
    pub above_tokens: f64,
    pub input: f64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cached_input: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cache_write: Option<f64>,
    pub output: f64,
}

impl From<ListedPrice> for PriceFigures {
    fn from(listed: ListedPrice) -> Self {
        let (base, default) = (&listed.base, Price::default());
        let (least, discount) = (base.cache_min_tokens, base.batch_discount);
        let tiers = listed.tiers.iter().map(|tier| TierFigures {
            above_tokens: tier.above_tokens.get(),
            input: tier.input.get(),
            cached_input: tier.cached_input.map(|price| price.get()),
            cache_write: tier.cache_write.map(|price| price.get()),
            output: tier.output.get(),
        });
        Self {
            input: base.input.base(),
            cached_input: base.cached_input.map(|cached| cached.base()),
            cache_write: base.cache_write.map(|write| write.base()),
            long_cache_write: listed.long_cache_write,
            output: base.output.base(),
            cache_min_tokens: (least != default.cache_min_tokens).then(|| least.get()),
            tiers: tiers.collect(),
            batch_discount: (discount != default.batch_discount).then(|| discount.get()),
            batch: listed.batch.clone(),
        }
    }
}

impl TryFrom<PriceFigures> for ListedPrice {
    type Error = String;

    fn try_from(unchecked: PriceFigures) -> Result<Self, String> {
        let tiers = unchecked.tiers.iter().map(TierFigures::checked);
        let tiers = tiers
            .collect::<Result<Vec<LongContext>, _>>()
            .map_err(|error| error.to_string())?;
        if !tiers.is_sorted_by(|a, b| a.above_tokens.get() < b.above_tokens.get()) {
            return Err("tiers come in the order of their lengths".to_owned());
        }
        Ok(Self {
            base: unchecked
                .base(tiers.first().cloned())
                .map_err(|error| error.to_string())?,
            tiers,
            batch: unchecked.batch,
            long_cache_write: unchecked.long_cache_write,
        })
    }
}

impl PriceFigures {
    fn base(&self, first_tier: Option<LongContext>) -> Result<Price, EstimateError> {
        let estimate = |price| BoundedEstimate::new(Estimate::Exact(price));
        let default = Price::default();
        let least = self.cache_min_tokens.map(BoundedNumber::new).transpose()?;
        let batch_discount = self.batch_discount.map(BoundedNumber::new).transpose()?;
        // What can't be a price of a scenario is refused here too.
        let long_write = self.long_cache_write.map(|long| estimate(long.price));
        long_write.transpose()?;
        Ok(Price {
            input: estimate(self.input)?,
            cached_input: self.cached_input.map(estimate).transpose()?,
            cache_write: self.cache_write.map(estimate).transpose()?,
            output: estimate(self.output)?,
            cache_min_tokens: least.unwrap_or(default.cache_min_tokens),
            batch_discount: batch_discount.unwrap_or(default.batch_discount),
            long_context: first_tier,
            ..default
        })
    }
}

impl TierFigures {
    fn checked(&self) -> Result<LongContext, EstimateError> {
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

#[cfg(test)]
mod tests {
    use crate::scenario::Scenario;

    use super::*;

    fn price(text: &str) -> ListedPrice {
        let options = ron::Options::default()
            .with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME);
        options.from_str(text).unwrap()
    }

    fn scenario(prompt: f64, ttl: Option<f64>) -> Scenario {
        let mut scenario = Scenario::default();
        let serving = &mut scenario.prompting.serving;
        serving.prompt_tokens = BoundedEstimate::new(Estimate::Exact(prompt)).unwrap();
        serving.cache_ttl_minutes =
            ttl.map(|minutes| BoundedEstimate::new(Estimate::Exact(minutes)).unwrap());
        scenario
    }

    #[test]
    fn queries_pay_the_tier_of_their_length_and_the_next_one_is_the_long_context() {
        let listed = price(
            "(input: 1, output: 4, tiers: [
                (above_tokens: 32000, input: 2, cached_input: 0.2, output: 8), (above_tokens: 128000, input: 4, output: 16)])",
        );
        for (prompt, input, above) in [
            (1_000.0, 1.0, 32_000.0),
            // Text of 300 tokens comes with it: the bound belongs to the lower tier.
            (31_700.0, 1.0, 32_000.0),
            (31_701.0, 2.0, 128_000.0),
            (200_000.0, 2.0, 128_000.0),
        ] {
            let scenario = scenario(prompt, None);
            let price = listed.for_queries(&scenario.prompting.serving, &scenario.workload);
            assert_eq!(price.input.base(), input, "{prompt}");
            assert_eq!(
                price.long_context.unwrap().above_tokens.get(),
                above,
                "{prompt}"
            );
        }
    }

    #[test]
    fn entries_that_live_longer_cost_more_to_write() {
        let listed = price(
            "(input: 4, cached_input: 0.4, cache_write: 5, long_cache_write: (minutes: 60, price: 8), output: 20)",
        );
        for (ttl, write) in [
            (None, 5.0),
            (Some(5.0), 5.0),
            (Some(60.0), 8.0),
            (Some(90.0), 8.0),
        ] {
            let scenario = scenario(1_000.0, ttl);
            let price = listed.for_queries(&scenario.prompting.serving, &scenario.workload);
            assert_eq!(price.cache_write.unwrap().base(), write, "{ttl:?}");
        }
    }
}
