//! The price of one query and how long it takes (docs/formulas.md §2), and which approaches have no prices yet.

use crate::scenario::caching::{Cache, PaidPrices};
use crate::scenario::price_steps::PriceSteps;
use crate::scenario::{Scenario, Serving, Workload};

use super::approach::Approach;

/// Hours in a month: 365 · 24 / 12.
pub const HOURS_PER_MONTH: f64 = 730.0;

/// One approach's tokens and prices at their base values, from which the price of a query follows for any month and traffic.
///
/// ```
/// use breakeven::analysis::price::QueryPrice;
/// use breakeven::files::examples::Example;
///
/// let scenario = Example::find("support-replies").unwrap().parse().unwrap();
/// let price = QueryPrice::new(&scenario.prompting.serving, &scenario.workload);
/// // The cache is kept warm by traffic: more queries, cheaper prompts.
/// assert!(price.hit_rate(40_000.0) > price.hit_rate(1_000.0));
/// assert!(price.parts(1, 40_000.0).total() < price.parts(1, 1_000.0).total());
/// ```
#[derive(Debug, Clone)]
pub struct QueryPrice {
    tokens: QueryTokens,
    /// The token prices that apply.
    pub(crate) prices: PaidPrices,
    cache: Cache,
    /// (1−discount)·(1 − batch_share·batch_discount)·(1+retry_rate): what all token prices are multiplied by.
    pub(crate) factor: f64,
    change_per_year: f64,
    steps: PriceSteps,
    /// query_cost·(1+retry_rate).
    other: f64,
}

/// The tokens of one query.
#[derive(Debug, Clone)]
struct QueryTokens {
    prompt: f64,
    /// H: what was said before in its conversation, on average.
    history: f64,
    /// Whether it carries that.
    with_history: bool,
    input: f64,
    output: f64,
}

/// The parts of a query's price, in the order in which they add up.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct QueryParts {
    /// The prompt's tokens, cached or not.
    pub prompt: f64,
    /// What was said before in the conversation, cached or not.
    pub history: f64,
    /// The query's own tokens.
    pub input: f64,
    /// The answer's tokens.
    pub output: f64,
    /// What it costs besides tokens.
    pub other: f64,
}

impl QueryParts {
    /// The price of the whole query.
    pub fn total(&self) -> f64 {
        self.prompt + self.history + self.input + self.output + self.other
    }
}

impl QueryPrice {
    /// Prices for the queries of one approach.
    pub fn new(serving: &Serving, workload: &Workload) -> Self {
        let price = &serving.price;
        let tokens = QueryTokens::new(serving, workload);
        let calls = 1.0 + serving.retry_rate.base();
        Self {
            tokens,
            prices: serving.paid_prices(workload),
            cache: Cache::new(serving, workload),
            factor: (1.0 - price.discount.base())
                * (1.0 - serving.batch_share.base() * price.batch_discount.get())
                * calls,
            change_per_year: price.change_per_year.base(),
            steps: price.steps.clone(),
            other: serving.query_cost.base() * calls,
        }
    }

    /// h(m): the share of prompt tokens read from the cache in a month in which the approach answers this many queries.
    pub fn hit_rate(&self, queries: f64) -> f64 {
        self.cache.hit_rate(queries)
    }

    /// Whether prompts are read from a cache and written to it.
    pub(crate) fn uses_cache(&self) -> bool {
        !matches!(self.cache, Cache::Unused)
    }

    /// H: tokens of what was said before in the conversation, on average.
    pub(crate) fn history_tokens(&self) -> f64 {
        self.tokens.history
    }

    /// X: of the history, the tokens that are read from the cache.
    pub(crate) fn history_from_cache(&self) -> f64 {
        if self.tokens.with_history {
            let QueryTokens {
                history,
                input,
                output,
                ..
            } = self.tokens;
            self.cache.read_of_history(history, input, output)
        } else {
            0.0
        }
    }

    /// w: the price of tokens that aren't read from the cache.
    pub(crate) fn miss_price(&self) -> f64 {
        self.prices.miss(&self.cache)
    }

    /// φ(m): the level of the prices in a month counted from 1, relative to those stated.
    pub fn level(&self, month: usize) -> f64 {
        let drift = (1.0 + self.change_per_year).powf((month - 1) as f64 / 12.0);
        drift * self.steps.level(month)
    }

    /// q(m) by parts, for a month counted from 1 in which the approach answers this many queries.
    pub fn parts(&self, month: usize, queries: f64) -> QueryParts {
        let hit_rate = self.hit_rate(queries);
        let miss = self.miss_price();
        let from_cache = self.history_from_cache();
        let scale = self.factor * self.level(month) / 1e6;
        // With history, a call's text is written for the next call.
        let input = if self.tokens.with_history {
            miss
        } else {
            self.prices.input
        };
        QueryParts {
            prompt: self.tokens.prompt
                * (hit_rate * self.prices.cached_input + (1.0 - hit_rate) * miss)
                * scale,
            history: (from_cache * self.prices.cached_input
                + (self.tokens.history - from_cache) * miss)
                * scale,
            input: self.tokens.input * input * scale,
            output: self.tokens.output * self.prices.output * scale,
            other: self.other,
        }
    }
}

impl QueryTokens {
    fn new(serving: &Serving, workload: &Workload) -> Self {
        Self {
            prompt: serving.prompt_tokens.base(),
            history: serving.history_tokens(workload),
            with_history: workload.history,
            input: workload.input_tokens.base(),
            output: serving.output_tokens.base(),
        }
    }
}

/// Milliseconds that a query takes in a month in which the approach answers this many; `None` if the scenario doesn't state the model's speed.
pub fn latency_ms(serving: &Serving, workload: &Workload, queries: f64) -> Option<f64> {
    let latency = serving.latency.as_ref()?;
    let price = QueryPrice::new(serving, workload);
    let QueryTokens {
        prompt,
        history,
        input,
        output,
        ..
    } = price.tokens;
    let read =
        prompt * (1.0 - price.hit_rate(queries)) + history - price.history_from_cache() + input;
    let seconds = read / latency.input_tokens_per_second.get()
        + output / latency.output_tokens_per_second.get();
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
