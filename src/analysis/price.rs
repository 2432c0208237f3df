//! The price of one query and how long it takes (docs/formulas.md §2), and which approaches have no prices yet.

use crate::scenario::{Scenario, Serving};

use super::approach::Approach;

/// Minutes in a month of [`HOURS_PER_MONTH`].
pub const MINUTES_PER_MONTH: f64 = HOURS_PER_MONTH * 60.0;

/// Hours in a month: 365 · 24 / 12.
pub const HOURS_PER_MONTH: f64 = 730.0;

/// One approach's tokens and prices at their base values, from which the price of a query follows for any month and traffic.
///
/// ```
/// use breakeven::analysis::price::QueryPrice;
/// use breakeven::files::examples::Example;
///
/// let scenario = Example::find("support-replies").unwrap().parse().unwrap();
/// let price = QueryPrice::new(&scenario.prompting.serving, 650.0);
/// // The cache is kept warm by traffic: more queries, cheaper prompts.
/// assert!(price.hit_rate(40_000.0) > price.hit_rate(1_000.0));
/// assert!(price.parts(1, 40_000.0).total() < price.parts(1, 1_000.0).total());
/// ```
#[derive(Debug, Clone)]
pub struct QueryPrice {
    prompt_tokens: f64,
    input_tokens: f64,
    output_tokens: f64,
    /// Whether the prices for long inputs apply.
    pub(crate) is_long: bool,
    /// The prices that apply, per million tokens.
    pub(crate) input: f64,
    pub(crate) cached_input: f64,
    pub(crate) cache_write: f64,
    pub(crate) output: f64,
    cacheable: bool,
    hit_rate: f64,
    ttl_minutes: Option<f64>,
    /// (1−discount)·(1 − batch_share·batch_discount)·(1+retry_rate): what all token prices are multiplied by.
    pub(crate) factor: f64,
    change_per_year: f64,
}

/// The parts of a query's price, in the order in which they add up.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct QueryParts {
    /// The prompt's tokens, cached or not.
    pub prompt: f64,
    /// The query's own tokens.
    pub input: f64,
    /// The answer's tokens.
    pub output: f64,
}

impl QueryParts {
    /// The price of the whole query.
    pub fn total(&self) -> f64 {
        self.prompt + self.input + self.output
    }
}

impl QueryPrice {
    /// Prices for the queries of one approach; `input_tokens` is the length of the query's own text.
    pub fn new(serving: &Serving, input_tokens: f64) -> Self {
        let price = &serving.price;
        let prompt_tokens = serving.prompt_tokens.base();
        let long = price
            .long_context
            .as_ref()
            .filter(|long| prompt_tokens + input_tokens > long.above_tokens.get());
        let (input, cached_input, cache_write, output) = match long {
            Some(long) => (
                long.input.get(),
                long.cached_input.map(|price| price.get()),
                long.cache_write.map(|price| price.get()),
                long.output.get(),
            ),
            None => (
                price.input.base(),
                price.cached_input.map(|price| price.base()),
                price.cache_write.map(|price| price.base()),
                price.output.base(),
            ),
        };
        Self {
            prompt_tokens,
            input_tokens,
            output_tokens: serving.output_tokens.base(),
            is_long: long.is_some(),
            input,
            cached_input: cached_input.unwrap_or(input),
            cache_write: cache_write.unwrap_or(input),
            output,
            cacheable: prompt_tokens >= price.cache_min_tokens.get(),
            hit_rate: serving.cache_hit_rate.base(),
            ttl_minutes: serving.cache_ttl_minutes.map(|minutes| minutes.base()),
            factor: (1.0 - price.discount.base())
                * (1.0 - serving.batch_share.base() * price.batch_discount.get())
                * (1.0 + serving.retry_rate.base()),
            change_per_year: price.change_per_year.base(),
        }
    }

    /// h(m): the share of prompt tokens read from the cache in a month with this many queries.
    pub fn hit_rate(&self, queries: f64) -> f64 {
        match self.ttl_minutes {
            _ if !self.cacheable => 0.0,
            Some(ttl) => {
                let per_minute = queries / MINUTES_PER_MONTH;
                // 1 − e^(−λτ), exact where λτ is small.
                -(-per_minute * ttl).exp_m1()
            }
            None => self.hit_rate,
        }
    }

    /// φ(m): the level of the prices in a month counted from 1, relative to month 1.
    pub fn level(&self, month: usize) -> f64 {
        (1.0 + self.change_per_year).powf((month - 1) as f64 / 12.0)
    }

    /// q(m) by parts, for a month counted from 1 with this many queries.
    pub fn parts(&self, month: usize, queries: f64) -> QueryParts {
        let hit_rate = self.hit_rate(queries);
        let in_use = hit_rate > 0.0 || self.ttl_minutes.is_some();
        let miss = if in_use { self.cache_write } else { self.input };
        let scale = self.factor * self.level(month) / 1e6;
        QueryParts {
            prompt: self.prompt_tokens
                * (hit_rate * self.cached_input + (1.0 - hit_rate) * miss)
                * scale,
            input: self.input_tokens * self.input * scale,
            output: self.output_tokens * self.output * scale,
        }
    }
}

/// Milliseconds that a query takes in a month with this many queries; `None` if the scenario doesn't state the model's speed.
pub fn latency_ms(serving: &Serving, input_tokens: f64, queries: f64) -> Option<f64> {
    let latency = serving.latency.as_ref()?;
    let price = QueryPrice::new(serving, input_tokens);
    let read = price.prompt_tokens * (1.0 - price.hit_rate(queries)) + input_tokens;
    let seconds = read / latency.input_tokens_per_second.get()
        + price.output_tokens / latency.output_tokens_per_second.get();
    Some(latency.overhead_ms.get() + 1000.0 * seconds)
}

/// The approaches that would cost nothing to serve, because no running cost of any kind has been stated.
///
/// ```
/// use breakeven::analysis::price::{is_unpriced, unpriced};
/// use breakeven::scenario::Scenario;
///
/// let empty = Scenario::default();
/// assert_eq!(unpriced(&empty).len(), 2);
/// assert!(is_unpriced(&empty));
/// ```
pub fn unpriced(scenario: &Scenario) -> Vec<Approach> {
    let is_priced = |approach: &Approach| match approach {
        Approach::Prompting => scenario.prompting_is_priced(),
        Approach::FineTuning => scenario.fine_tuning_is_priced(),
    };
    let approaches = Approach::ALL.into_iter();
    approaches.filter(|approach| !is_priced(approach)).collect()
}

/// Whether either approach has no prices yet, so that the two can't be compared.
pub fn is_unpriced(scenario: &Scenario) -> bool {
    !unpriced(scenario).is_empty()
}
