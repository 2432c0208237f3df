//! Sums of usage.

use serde::Serialize;

/// What was used. `None` is “not stated”, and adds nothing; counts are whole but for what a table states otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
pub struct Amounts {
    /// Queries that a model answered. Anthropic’s exports state none.
    pub queries: Option<f64>,
    /// Tokens sent, those read from a cache and written to it included.
    pub input_tokens: Option<f64>,
    /// Of these, tokens read from the provider’s cache.
    pub cached_tokens: Option<f64>,
    /// Of these, tokens written to the provider’s cache.
    pub cache_write_tokens: Option<f64>,
    /// Tokens of the answers.
    pub output_tokens: Option<f64>,
    /// Of the queries, those sent through the batch interface.
    pub batch_queries: Option<f64>,
    /// Input and output tokens sent through the batch interface.
    pub batch_tokens: Option<f64>,
    /// What it cost, in the currency of the file.
    pub cost: Option<f64>,
}

impl Amounts {
    /// Adds others.
    pub fn add(&mut self, other: &Self) {
        for (sum, more) in self.parts_mut().into_iter().zip(other.parts()) {
            if let Some(more) = more {
                *sum = Some(sum.unwrap_or(0.0) + more);
            }
        }
    }

    /// Input and output tokens; `None` if neither is stated.
    pub fn tokens(&self) -> Option<f64> {
        match (self.input_tokens, self.output_tokens) {
            (None, None) => None,
            (input, output) => Some(input.unwrap_or(0.0) + output.unwrap_or(0.0)),
        }
    }

    /// Whether nothing is stated.
    pub fn is_nothing(&self) -> bool {
        self.parts().iter().all(Option::is_none)
    }

    fn parts(&self) -> [Option<f64>; 8] {
        let mut copy = *self;
        copy.parts_mut().map(|part| *part)
    }

    fn parts_mut(&mut self) -> [&mut Option<f64>; 8] {
        let Self {
            queries,
            input_tokens,
            cached_tokens,
            cache_write_tokens,
            output_tokens,
            batch_queries,
            batch_tokens,
            cost,
        } = self;
        [
            queries,
            input_tokens,
            cached_tokens,
            cache_write_tokens,
            output_tokens,
            batch_queries,
            batch_tokens,
            cost,
        ]
    }
}
