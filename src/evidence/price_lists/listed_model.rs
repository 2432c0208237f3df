//! A model as a public list has it.

use serde_json::Value;

use crate::evidence::catalog::{Catalog, Model, amount};

/// A model of a public price list. Prices are US dollars per 1M tokens.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListedModel {
    /// The list's name for the model.
    pub id: String,
    /// The provider as the catalog calls it, else as the list does.
    pub provider: String,
    /// Price of input tokens; `None` if it isn't stated.
    pub input: Option<f64>,
    /// Price of prompt tokens read from the cache; `None` if it isn't stated.
    pub cached_input: Option<f64>,
    /// Price of prompt tokens written to the cache; `None` if it isn't stated.
    pub cache_write: Option<f64>,
    /// Price of output tokens; `None` if it isn't stated.
    pub output: Option<f64>,
    /// Price of input tokens in batches; `None` if it isn't stated.
    pub batch_input: Option<f64>,
    /// Price of output tokens in batches; `None` if it isn't stated.
    pub batch_output: Option<f64>,
    /// Reasons to doubt it, a sentence each that begins small; empty if there are none.
    pub why: Vec<String>,
}

/// What a form of list holds.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// The models that answer in text.
    pub models: Vec<ListedModel>,
    /// How many others there are.
    pub left_out: usize,
}

impl ListedModel {
    /// Whether there is no reason to doubt it.
    pub fn is_sound(&self) -> bool {
        self.why.is_empty()
    }

    /// The provider's own name for the model, without what the list puts before it. Regions stay: they have prices of their own.
    pub fn model(&self) -> &str {
        let rest = self
            .id
            .split_once('/')
            .map_or(self.id.as_str(), |(_, rest)| rest);
        rest.strip_prefix("accounts/fireworks/models/")
            .unwrap_or(rest)
    }
}

/// Reads prices, and keeps what is wrong with those that are none.
#[derive(Debug, Default)]
pub(super) struct PriceReader {
    /// A sentence each, as [`ListedModel::why`] has them.
    pub why: Vec<String>,
}

impl PriceReader {
    /// The price in a field; `None` if there is none. `number` says how the list writes numbers.
    pub fn price(
        &mut self,
        field: Option<&Value>,
        kind: &str,
        number: impl FnOnce(&Value) -> Option<f64>,
    ) -> Option<f64> {
        let price = number(field.filter(|value| !value.is_null())?);
        if price.is_none() {
            self.why.push(format!("its {kind} price is no number"));
        }
        price
    }
}

/// A price per token as one per million, without the last digits that the multiplication brings in.
pub(super) fn per_million(per_token: f64) -> f64 {
    let scaled = per_token * 1e6;
    format!("{scaled:.9e}").parse().unwrap_or(scaled)
}

/// Whether an id can be shown and stored.
pub(super) fn is_name(id: &str) -> bool {
    !id.trim().is_empty() && id.chars().count() <= 200 && !id.contains(char::is_control)
}

impl ListedModel {
    /// Its prices of input and output: "$2.00 in, $10.00 out".
    pub fn summary(&self) -> String {
        let price = |price: Option<f64>| price.map_or("?".to_owned(), amount);
        format!("{} in, {} out", price(self.input), price(self.output))
    }

    /// Whether a price that it states is another one than a model of the catalog has.
    pub fn differs_from(&self, model: &Model) -> bool {
        let price = &model.price.base;
        let cached = price.cached_input.unwrap_or(price.input).base();
        let write = price.cache_write.unwrap_or(price.input).base();
        let pairs = [
            (self.input, price.input.base()),
            (self.output, price.output.base()),
            (self.cached_input, cached),
            // 0 stands for what isn't known.
            (self.cache_write.filter(|write| *write > 0.0), write),
        ];
        pairs
            .into_iter()
            .any(|(listed, ours)| listed.is_some_and(|listed| (listed - ours).abs() > 1e-9))
    }
}

impl Catalog {
    /// The model of the catalog that a list's entry is about: of the same provider, under the same name.
    pub fn counterpart(&self, listed: &ListedModel) -> Option<&Model> {
        let mut models = self.models.iter();
        models.find(|model| {
            model.provider == listed.provider
                && (model.model == listed.id || model.model == listed.model())
        })
    }
}
