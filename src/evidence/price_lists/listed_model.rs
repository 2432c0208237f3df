//! A model as a public list has it.

use super::words::dollars;

/// A model of a public price list.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListedModel {
    /// The list's own name for the entry, such as "azure/gpt-4.1".
    pub id: String,
    /// The provider's name for the model, such as "gpt-4.1". Provider and model tell entries apart.
    pub model: String,
    /// The provider as the catalog calls it, else as the list does.
    pub provider: String,
    /// Token prices on the day for which the list was read.
    pub price: TokenPrices,
    /// Dollars per query, whatever its length; `None` if there is no such fee.
    pub per_query: Option<f64>,
    /// Token prices that are announced, in the order of their days.
    pub changes: Vec<Change>,
    /// Whether it is a model that was tuned: its prices are those of `Tuning`.
    pub tuned: bool,
    /// The day on which it is or was shut down, YYYY-MM-DD; `None` if the list has none.
    pub retires: Option<String>,
    /// Whether the list calls it outdated without a day.
    pub deprecated: bool,
    /// The longest input, in tokens; `None` if the list doesn't say it.
    pub max_input_tokens: Option<f64>,
    /// The page that the list gives as its source.
    pub source: Option<String>,
    /// Reasons not to take it without a look, a sentence each that begins small; empty if there are none.
    pub why: Vec<String>,
}

/// Prices in US dollars per 1M tokens. `None` is what the list doesn't say, never 0.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TokenPrices {
    /// Price of input tokens.
    pub input: Option<f64>,
    /// Price of prompt tokens read from the cache; `None`: as input.
    pub cached_input: Option<f64>,
    /// Price of prompt tokens written to the cache; `None`: as input.
    pub cache_write: Option<f64>,
    /// Price of prompt tokens written to a cache that keeps entries for an hour.
    pub long_cache_write: Option<f64>,
    /// Price of output tokens.
    pub output: Option<f64>,
    /// Price of input tokens in batches.
    pub batch_input: Option<f64>,
    /// Price of output tokens in batches.
    pub batch_output: Option<f64>,
    /// Prices of longer inputs, the shortest first.
    pub tiers: Vec<Tier>,
}

/// Prices of all tokens of a query whose input is longer than `above_tokens`, in US dollars per 1M tokens.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tier {
    /// The most input tokens that still cost the price before.
    pub above_tokens: f64,
    /// Price of input tokens.
    pub input: f64,
    /// Price of prompt tokens read from the cache; `None`: as input.
    pub cached_input: Option<f64>,
    /// Price of prompt tokens written to the cache; `None`: as input.
    pub cache_write: Option<f64>,
    /// Price of output tokens.
    pub output: f64,
}

/// Prices that hold from a later day on.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// The first day, YYYY-MM-DD.
    pub from: String,
    /// The prices.
    pub price: TokenPrices,
}

/// An entry that can't even be named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable {
    /// Its place in the list, or among its provider's models, counted from 1.
    pub place: usize,
    /// The provider, where it is known.
    pub provider: Option<String>,
    /// What is wrong with it, a sentence that begins small.
    pub why: String,
}

impl Unreadable {
    /// Its place, and what is wrong with it: "entry 3: the name is empty".
    pub fn in_words(&self) -> String {
        let of = self.provider.as_ref();
        let of = of.map_or(String::new(), |provider| format!(" of {provider}"));
        format!("entry {}{of}: {}", self.place, self.why)
    }
}

impl ListedModel {
    /// Whether there is no reason to doubt it.
    pub fn is_sound(&self) -> bool {
        self.why.is_empty()
    }

    /// Its prices of input and output: "$2.00 in, $10.00 out".
    pub fn summary(&self) -> String {
        let price = |price: Option<f64>| price.map_or("?".to_owned(), dollars);
        let (input, output) = (self.price.input, self.price.output);
        format!("{} in, {} out", price(input), price(output))
    }

    /// Provider and model, such as "Azure OpenAI gpt-4.1".
    pub fn full_name(&self) -> String {
        format!("{} {}", self.provider, self.model)
    }

    /// The provider's name for the model, or if it was tuned for its base model.
    pub fn base_name(&self) -> &str {
        self.model.strip_prefix("ft:").unwrap_or(&self.model)
    }

    /// Whether it is shut down on a day, YYYY-MM-DD.
    pub fn is_retired_on(&self, day: &str) -> bool {
        let is_over = |retires: &String| retires.as_str() <= day;
        self.retires.as_ref().is_some_and(is_over)
    }

    /// Doubts it if reasoning has a price of its own: a query has one price of output.
    pub(super) fn doubt_reasoning(&mut self, reasoning: Option<f64>) {
        if let Some((reasoning, output)) = reasoning.zip(self.price.output)
            && reasoning != output
        {
            let (reasoning, output) = (dollars(reasoning), dollars(output));
            self.why.push(format!(
                "reasoning costs {reasoning} per 1M tokens, other output {output}"
            ));
        }
    }
}

/// A tier as a list states it: what it leaves out costs what it did before.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct StatedTier {
    pub above_tokens: f64,
    pub input: Option<f64>,
    pub cached_input: Option<f64>,
    pub cache_write: Option<f64>,
    pub output: Option<f64>,
}

impl TokenPrices {
    /// These as what a list states for inputs above a length.
    pub(super) fn as_tier(&self, above_tokens: f64) -> StatedTier {
        StatedTier {
            above_tokens,
            input: self.input,
            cached_input: self.cached_input,
            cache_write: self.cache_write,
            output: self.output,
        }
    }

    /// These prices with tiers, in any order.
    pub(super) fn with_tiers(mut self, mut stated: Vec<StatedTier>) -> Self {
        let (Some(input), Some(output)) = (self.input, self.output) else {
            // Without a price of short inputs it is flagged anyway.
            return self;
        };
        stated.sort_by(|a, b| a.above_tokens.total_cmp(&b.above_tokens));
        stated.dedup_by(|later, first| later.above_tokens == first.above_tokens);
        let mut before = Tier {
            above_tokens: 0.0,
            input,
            cached_input: self.cached_input,
            cache_write: self.cache_write,
            output,
        };
        for tier in stated {
            before = Tier {
                above_tokens: tier.above_tokens,
                input: tier.input.unwrap_or(before.input),
                cached_input: tier.cached_input.or(before.cached_input),
                // LiteLLM has a fee for storing Gemini's caches here: where writing a short input costs nothing more, a long one doesn't either.
                cache_write: before
                    .cache_write
                    .and(tier.cache_write.or(before.cache_write)),
                output: tier.output.unwrap_or(before.output),
            };
            self.tiers.push(before);
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_tier_leaves_out_costs_what_it_did_before() {
        let base = TokenPrices {
            input: Some(0.2),
            cached_input: Some(0.05),
            output: Some(0.5),
            ..TokenPrices::default()
        };
        let tier = |above_tokens, input, output| StatedTier {
            above_tokens,
            input,
            output,
            cache_write: Some(0.25),
            ..StatedTier::default()
        };
        let price = base.with_tiers(vec![
            tier(256e3, Some(0.8), None),
            tier(128e3, Some(0.4), Some(1.0)),
        ]);
        let got: Vec<_> = price
            .tiers
            .iter()
            .map(|tier| {
                (
                    tier.above_tokens,
                    tier.input,
                    tier.cached_input,
                    tier.cache_write,
                    tier.output,
                )
            })
            .collect();
        assert_eq!(
            got,
            [
                (128e3, 0.4, Some(0.05), None, 1.0),
                (256e3, 0.8, Some(0.05), None, 1.0)
            ]
        );
    }

    #[test]
    fn a_model_is_retired_from_its_last_day_on() {
        let model = ListedModel {
            retires: Some("2027-01-14".to_owned()),
            ..ListedModel::default()
        };
        assert!(!model.is_retired_on("2027-01-13") && model.is_retired_on("2027-01-14"));
        assert!(!ListedModel::default().is_retired_on("2027-01-14"));
    }
}
