//! Whether an approach caches its prompts, how much is read from the cache, and which token prices a query pays.

use super::model::{LongContext, Serving, Workload};

/// The token prices that a query pays, per million tokens at base values: those of long inputs, if it has one.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PaidPrices {
    /// Whether they are those of long inputs.
    pub is_long: bool,
    pub input: f64,
    /// The price of input where the provider has none for what is read from the cache.
    pub cached_input: f64,
    /// The price of input where the provider has none for what is written to the cache.
    pub cache_write: f64,
    pub output: f64,
}

/// How an approach's prompts are cached.
#[derive(Debug, Clone)]
pub(crate) enum Cache {
    /// They aren't: no cache is stated, or the prompt is too short for it.
    Unused,
    /// With a stated share of hits.
    Stated(f64),
    /// With hits that follow from the traffic.
    ByTraffic {
        ttl_minutes: f64,
        /// Hours of a month in which queries arrive.
        active_hours: f64,
        /// s: calls of a conversation.
        calls: f64,
    },
}

impl PaidPrices {
    /// w: the price of tokens that aren't read from the cache.
    pub fn miss(&self, cache: &Cache) -> f64 {
        match cache {
            Cache::Unused => self.input,
            _ => self.cache_write,
        }
    }
}

impl Cache {
    /// That of one approach's queries.
    pub(crate) fn new(serving: &Serving, workload: &Workload) -> Self {
        let is_cacheable = serving.is_long_enough_to_cache(workload);
        let hit_rate = serving.cache_hit_rate.base();
        match serving.cache_ttl_minutes {
            _ if !is_cacheable => Self::Unused,
            Some(ttl) => Self::ByTraffic {
                ttl_minutes: ttl.base(),
                active_hours: workload.active_hours_per_month.base(),
                calls: workload.calls_per_conversation.base(),
            },
            None if hit_rate > 0.0 => Self::Stated(hit_rate),
            None => Self::Unused,
        }
    }

    /// h(m): the share of prompt tokens read from the cache in a month with this many queries.
    pub(crate) fn hit_rate(&self, queries: f64) -> f64 {
        match *self {
            Self::Unused => 0.0,
            Self::Stated(hit_rate) => hit_rate,
            Self::ByTraffic {
                ttl_minutes,
                active_hours,
                calls,
            } => {
                let per_minute = queries / (60.0 * active_hours);
                // Of the first calls of conversations, 1 − e^(−λτ/s), exact where that is small; all others find their prompt.
                let first = -(-per_minute * ttl_minutes / calls).exp_m1();
                (calls - 1.0 + first) / calls
            }
        }
    }

    /// X: tokens read from the cache, of `history` tokens of what was said before in a conversation of such texts and answers.
    pub(crate) fn read_of_history(&self, history: f64, input: f64, output: f64) -> f64 {
        match *self {
            Self::Unused => 0.0,
            Self::Stated(hit_rate) => hit_rate * history,
            // All but the last answer.
            Self::ByTraffic { calls, .. } => {
                let before_last = (calls - 1.0) * (calls - 2.0) / (2.0 * calls) * (input + output);
                before_last.max(0.0) + (calls - 1.0) / calls * input
            }
        }
    }
}

impl Serving {
    /// Whether prompts are read from the provider's cache: an entry's life is stated, or the share of hits.
    ///
    /// ```
    /// use breakeven::scenario::{Scenario, inputs};
    ///
    /// let mut scenario = Scenario::default();
    /// assert!(!scenario.prompting.serving.uses_cache());
    /// let ttl = inputs::find("prompting.serving.cache_ttl_minutes").expect("an input at this path");
    /// ttl.set_exactly(&mut scenario, 5.0)?;
    /// assert!(scenario.prompting.serving.uses_cache());
    /// # Ok::<(), inputs::InputError>(())
    /// ```
    pub fn uses_cache(&self) -> bool {
        self.cache_ttl_minutes.is_some() || self.cache_hit_rate.base() > 0.0
    }

    /// Whether the provider has a price for what is read from its cache.
    pub fn can_cache(&self) -> bool {
        self.price.cached_input.is_some()
    }

    /// Whether prompt and history have as many tokens as the provider caches at least.
    pub fn is_long_enough_to_cache(&self, workload: &Workload) -> bool {
        self.prompt_tokens.base() + self.history_tokens(workload)
            >= self.price.cache_min_tokens.get()
    }

    /// The token prices that a query pays.
    pub(crate) fn paid_prices(&self, workload: &Workload) -> PaidPrices {
        let long = self.long_context(workload);
        let price = &self.price;
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
        PaidPrices {
            is_long: long.is_some(),
            input,
            cached_input: cached_input.unwrap_or(input),
            cache_write: cache_write.unwrap_or(input),
            output,
        }
    }

    /// The prices of long inputs, if a query has one.
    pub(super) fn long_context(&self, workload: &Workload) -> Option<&LongContext> {
        let input = self.prompt_tokens.base()
            + self.history_tokens(workload)
            + workload.input_tokens.base();
        let long = self.price.long_context.as_ref();
        long.filter(|long| input > long.above_tokens.get())
    }

    /// H: tokens of what was said before in the conversation, on average.
    pub fn history_tokens(&self, workload: &Workload) -> f64 {
        if workload.history {
            let turn = workload.input_tokens.base() + self.output_tokens.base();
            (workload.calls_per_conversation.base() - 1.0) / 2.0 * turn
        } else {
            0.0
        }
    }
}
