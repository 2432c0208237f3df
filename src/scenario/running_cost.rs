//! Whether anything is stated that serving queries costs: without it an approach has no prices yet, and a comparison means nothing.

use super::domain::Bounds;
use super::estimate::BoundedEstimate;
use super::model::{Effort, Price, Scenario, Serving};

impl Scenario {
    /// Whether it states what a month of prompting costs, in whatever form: tokens, reviews, hosting, a monthly amount or hours of the
    /// team's time.
    ///
    /// ```
    /// use breakeven::scenario::Scenario;
    /// use breakeven::scenario::inputs;
    ///
    /// let mut scenario = Scenario::default();
    /// assert!(!scenario.prompting_is_priced());
    /// // People answer today.
    /// inputs::find("prompting.serving.review_rate").unwrap().set_exactly(&mut scenario, 1.0)?;
    /// inputs::find("prompting.serving.review_cost").unwrap().set_exactly(&mut scenario, 2.5)?;
    /// assert!(scenario.prompting_is_priced());
    /// # Ok::<(), inputs::InputError>(())
    /// ```
    pub fn prompting_is_priced(&self) -> bool {
        self.is_priced(&self.prompting.serving, &self.prompting.effort)
    }

    /// Whether it states what a month of the fine-tuned model costs.
    pub fn fine_tuning_is_priced(&self) -> bool {
        self.is_priced(&self.fine_tuning.serving, &self.fine_tuning.effort)
    }

    fn is_priced(&self, serving: &Serving, effort: &Effort) -> bool {
        let tokens = serving.prompt_tokens.base() + self.workload.input_tokens.base();
        let hosting = serving.hosting.as_ref();
        serving.price.is_stated(tokens)
            || can_cost(&serving.review_rate) && can_cost(&serving.review_cost)
            || can_cost(&serving.monthly_cost)
            || hosting.is_some_and(|hosting| can_cost(&hosting.per_hour))
            || can_cost(&effort.upkeep_hours_per_month) && can_cost(&self.hourly_rate)
    }
}

impl Price {
    /// Whether a price is stated of those that queries with so many input tokens pay.
    fn is_stated(&self, input_tokens: f64) -> bool {
        let long = self.long_context.as_ref();
        if let Some(long) = long.filter(|long| input_tokens > long.above_tokens.get()) {
            let optional = [long.cached_input, long.cache_write];
            let prices = [long.input, long.output].into_iter();
            return prices
                .chain(optional.into_iter().flatten())
                .any(|price| price.get() > 0.0);
        }
        let optional = [self.cached_input, self.cache_write];
        let prices = [self.input, self.output].into_iter();
        prices
            .chain(optional.into_iter().flatten())
            .any(|price| can_cost(&price))
    }
}

/// Whether an estimate can be more than 0.
fn can_cost<B: Bounds>(estimate: &BoundedEstimate<B>) -> bool {
    estimate
        .estimate()
        .points()
        .iter()
        .any(|point| *point > 0.0)
}
