//! Whether an approach caches its prompts.

use super::model::{Serving, Workload};

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
