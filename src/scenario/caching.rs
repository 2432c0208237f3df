//! Whether an approach caches its prompts.

use super::model::Serving;

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

    /// Whether the prompt has as many tokens as the provider caches at least.
    pub fn is_long_enough_to_cache(&self) -> bool {
        self.prompt_tokens.base() >= self.price.cache_min_tokens.get()
    }
}
