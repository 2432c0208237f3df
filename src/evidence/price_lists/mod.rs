//! Public price lists: LiteLLM's, genai-prices' and OpenRouter's, told by their content.
//!
//! - here: a list with its models, sound ones and doubtful ones
//! - [`listed_model`]: a model as a list has it; [`compared`]: beside the catalog's; `catalog_entry`: as one of the catalog
//! - `named`: finding an entry by its name
//! - `litellm`, `genai`, `openrouter`: the forms of the lists
//! - `doubts`: the reasons not to take a model without a look; `others`: those that show beside other models
//! - `found`: what a form of list holds; `json`, `fields`: reading entries one by one, and their prices, names and days
//! - `providers`: their names as the catalog has them; `kinds`: what the names of models say; `words`: amounts and days in reasons

mod catalog_entry;
pub mod compared;
mod doubts;
mod fields;
mod found;
mod genai;
mod json;
mod kinds;
pub mod listed_model;
mod litellm;
mod named;
mod openrouter;
mod others;
mod providers;
mod words;

use serde_json::value::RawValue;

use crate::evidence::catalog::Catalog;

use found::Found;
use json::{Members, items, members};
use listed_model::{ListedModel, Unreadable};

/// Which public list it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListKind {
    /// LiteLLM's model_prices_and_context_window.json.
    LiteLlm,
    /// Pydantic's genai-prices.
    GenaiPrices,
    /// OpenRouter's models API.
    OpenRouter,
}

impl ListKind {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::LiteLlm => "LiteLLM",
            Self::GenaiPrices => "genai-prices",
            Self::OpenRouter => "OpenRouter",
        }
    }

    /// What a scenario has as the source of its prices.
    pub fn source(self) -> &'static str {
        match self {
            Self::LiteLlm => "LiteLLM’s price list",
            Self::GenaiPrices => "the price list genai-prices",
            Self::OpenRouter => "OpenRouter’s price list",
        }
    }
}

/// A public price list.
#[derive(Debug, Clone, PartialEq)]
pub struct PriceList {
    /// Which it is.
    pub kind: ListKind,
    /// Its models that answer in text, those with a reason to doubt them among them. Sound ones are told apart by provider and model.
    pub models: Vec<ListedModel>,
    /// How many others it has: for images, sound, embeddings and the like.
    pub left_out: usize,
    /// How many have no list price: free variants, and routers whose price varies.
    pub unpriced: usize,
    /// Entries that can't be named.
    pub unreadable: Vec<Unreadable>,
}

impl PriceList {
    /// Reads a list. Where it has prices by date, those of `day` (YYYY-MM-DD) count. An error says what the text is instead, in a sentence
    /// that begins small.
    ///
    /// ```
    /// use breakeven::evidence::price_lists::{ListKind, PriceList};
    ///
    /// let text = r#"{"gpt-6": {"litellm_provider": "openai", "mode": "chat", "input_cost_per_token": 2e-6, "output_cost_per_token": 1e-5}}"#;
    /// let list = PriceList::read(text, "2026-11-27")?;
    /// assert_eq!((list.kind, list.models[0].price.output), (ListKind::LiteLlm, Some(10.0)));
    /// assert!(list.models[0].is_sound());
    /// # Ok::<(), String>(())
    /// ```
    pub fn read(text: &str, day: &str) -> Result<Self, String> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text).trim();
        let (kind, found) = match text.chars().next() {
            Some('{') => read_object(members(text)?, day)?,
            Some('[') => read_array(&items(text)?, day)?,
            Some('<') => return Err("it is a web page, not a price list as JSON".to_owned()),
            Some(_) => return Err("it isn’t a price list as JSON".to_owned()),
            None => return Err("there is nothing in it".to_owned()),
        };
        let Found {
            mut models,
            left_out,
            unpriced,
            unreadable,
        } = found;
        for model in &mut models {
            let why = doubts::of(model);
            // A price that couldn't be read, or is billed otherwise, isn't missing too.
            let is_told = |reason: &String| reason.contains("price") || reason.contains("billed");
            let told = model.why.iter().any(is_told);
            let new = |reason: &String| !(told && reason.starts_with("no price"));
            model.why.extend(why.into_iter().filter(new));
        }
        others::settle_repeated(&mut models);
        others::compare(&mut models);
        Ok(Self {
            kind,
            models,
            left_out,
            unpriced,
            unreadable,
        })
    }

    /// Doubts prices that are far from the catalog's for the same model: a list whose unit is off by a thousand may lie within what models cost.
    ///
    /// ```
    /// use breakeven::evidence::catalog::Catalog;
    /// use breakeven::evidence::price_lists::PriceList;
    ///
    /// let text = r#"{"gpt-6-luna": {"litellm_provider": "openai", "mode": "chat", "input_cost_per_token": 1e-4, "output_cost_per_token": 5e-4}}"#;
    /// let mut list = PriceList::read(text, "2026-11-27")?;
    /// assert!(list.models[0].is_sound());
    /// list.doubt_beside(Catalog::bundled()?);
    /// assert_eq!(
    ///     list.models[0].why[0],
    ///     "input at $100 is 1,000 times the catalog’s $0.10; the unit is probably wrong"
    /// );
    /// # Ok::<(), String>(())
    /// ```
    pub fn doubt_beside(&mut self, catalog: &Catalog) {
        others::compare_with(&mut self.models, catalog);
    }

    /// The models that there is no reason to doubt.
    pub fn sound(&self) -> impl Iterator<Item = &ListedModel> {
        self.models.iter().filter(|model| model.is_sound())
    }

    /// The models that there is a reason to doubt.
    pub fn flagged(&self) -> impl Iterator<Item = &ListedModel> {
        self.models.iter().filter(|model| !model.is_sound())
    }
}

fn read_object(entries: Members, day: &str) -> Result<(ListKind, Found), String> {
    let list_of = |name: &str| {
        let mut entries = entries.iter().filter(|(member, _)| member == name);
        entries
            .find(|(_, value)| value.get().starts_with('['))
            .map(|(_, value)| *value)
    };
    if let Some(data) = list_of("data") {
        let data = items(data.get())?;
        if data.iter().any(|entry| has_field(entry, "pricing")) {
            return Ok((ListKind::OpenRouter, openrouter::read(&data)));
        }
        return Err("it has a list named “data”, but no models with prices in it".to_owned());
    }
    if let Some(providers) = list_of("providers") {
        return read_array(&items(providers.get())?, day);
    }
    if entries
        .iter()
        .any(|(_, entry)| has_field(entry, "litellm_provider"))
    {
        return Ok((ListKind::LiteLlm, litellm::read(entries)));
    }
    Err(if entries.is_empty() {
        "it is an object without entries".to_owned()
    } else {
        "it is JSON, but none of the price lists of LiteLLM, genai-prices and OpenRouter".to_owned()
    })
}

fn read_array(entries: &[&RawValue], day: &str) -> Result<(ListKind, Found), String> {
    if entries.iter().any(|entry| has_field(entry, "models")) {
        return Ok((ListKind::GenaiPrices, genai::read(entries, day)?));
    }
    // What is within `data`, saved alone.
    if entries.iter().any(|entry| has_field(entry, "pricing")) {
        return Ok((ListKind::OpenRouter, openrouter::read(entries)));
    }
    Err(if entries.is_empty() {
        "it is a list without entries".to_owned()
    } else {
        "it is a list in JSON, but none of the price lists of LiteLLM, genai-prices and OpenRouter"
            .to_owned()
    })
}

fn has_field(entry: &RawValue, field: &str) -> bool {
    // The name is looked for first, since reading takes longer.
    let text = entry.get();
    let fields = || members(text).unwrap_or_default();
    text.starts_with('{') && text.contains(field) && fields().iter().any(|(name, _)| name == field)
}

#[cfg(test)]
mod any_list;
#[cfg(test)]
mod tests;
