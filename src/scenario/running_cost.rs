//! Whether anything is stated that serving queries costs: without it an approach has no prices yet, and a comparison means nothing.

use super::domain::Bounds;
use super::estimate::BoundedEstimate;
use super::model::{Effort, Scenario, Serving, Workload};

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
        let hosting = serving.hosting.as_ref();
        serving.has_token_prices(&self.workload)
            || can_cost(&serving.review_rate) && can_cost(&serving.review_cost)
            || can_cost(&serving.monthly_cost)
            || hosting.is_some_and(|hosting| can_cost(&hosting.per_hour))
            || can_cost(&effort.upkeep_hours_per_month) && can_cost(&self.hourly_rate)
    }
}

impl Serving {
    /// Whether a price is stated of those that its queries pay, whose length is that at base values.
    fn has_token_prices(&self, workload: &Workload) -> bool {
        let price = &self.price;
        let (stated, optional) = match self.long_context(workload) {
            Some(long) => (
                [long.input, long.output].map(|price| price.get() > 0.0),
                [long.cached_input, long.cache_write]
                    .map(|price| price.map(|price| price.get() > 0.0)),
            ),
            None => (
                [price.input, price.output].map(|price| can_cost(&price)),
                [price.cached_input, price.cache_write]
                    .map(|price| price.map(|price| can_cost(&price))),
            ),
        };
        let optional = optional.into_iter().flatten();
        stated.into_iter().chain(optional).any(|costs| costs)
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

#[cfg(test)]
mod tests {
    use crate::scenario::Scenario;
    use crate::scenario::inputs::{self, Notation};

    /// A scenario with inputs as they stand in a file.
    fn scenario(values: &[(&str, &str)]) -> Scenario {
        let mut scenario = Scenario::default();
        for (path, text) in values {
            let input = inputs::find(path).unwrap();
            let value = input.read(text, Notation::File).unwrap();
            input.set(&mut scenario, value).unwrap();
        }
        scenario
    }

    #[test]
    fn a_conversation_whose_history_makes_it_long_pays_the_prices_of_long_inputs() {
        // 100 + 200 tokens, and in a conversation of 11 calls 5 · (200 + 50) of history.
        let conversation = [
            ("prompting.serving.prompt_tokens", "100"),
            ("prompting.serving.output_tokens", "50"),
            ("workload.input_tokens", "200"),
            ("workload.calls_per_conversation", "11"),
            ("prompting.serving.price.long_context", "yes"),
            ("prompting.serving.price.long_context.above_tokens", "1000"),
            ("prompting.serving.price.long_context.input", "4"),
        ];
        let short = scenario(&conversation);
        assert!(!short.prompting_is_priced());
        let with_history = [&conversation[..], &[("workload.history", "true")]].concat();
        assert!(scenario(&with_history).prompting_is_priced());
    }
}
