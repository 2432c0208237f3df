//! Public price lists: LiteLLM's, genai-prices' and OpenRouter's, told by their content.
//!
//! - here: a list with its models, sound ones and doubtful ones
//! - [`listed_model`]: a model as a list has it; `doubts`: the reasons not to take it without a look
//! - `litellm`, `genai`, `openrouter`: the forms of the lists; `providers`: their names for providers

mod doubts;
mod genai;
pub mod listed_model;
mod litellm;
mod openrouter;
mod providers;

use serde_json::Value;

use listed_model::ListedModel;

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
}

/// A public price list.
#[derive(Debug, Clone, PartialEq)]
pub struct PriceList {
    /// Which it is.
    pub kind: ListKind,
    /// Its models that answer in text, those with a reason to doubt them among them.
    pub models: Vec<ListedModel>,
    /// How many others it has: for images, sound, search and the like.
    pub left_out: usize,
}

impl PriceList {
    /// Reads a list. Where it has prices by date, those of a day (YYYY-MM-DD) count. An error says what it is instead.
    ///
    /// ```
    /// use breakeven::evidence::price_lists::{ListKind, PriceList};
    ///
    /// let text = r#"{"gpt-6": {"litellm_provider": "openai", "mode": "chat", "input_cost_per_token": 2e-6, "output_cost_per_token": 1e-5}}"#;
    /// let list = PriceList::read(text, "2026-11-27")?;
    /// assert_eq!((list.kind, list.models[0].output), (ListKind::LiteLlm, Some(10.0)));
    /// assert!(list.models[0].is_sound());
    /// # Ok::<(), String>(())
    /// ```
    pub fn read(text: &str, day: &str) -> Result<Self, String> {
        let value: Value = serde_json::from_str(text).map_err(|error| {
            if text.trim().is_empty() {
                return "there is nothing in it".to_owned();
            }
            let place = format!("line {}, column {}", error.line(), error.column());
            format!("{place}: the JSON ends or breaks here")
        })?;
        let (kind, mut found) = match &value {
            Value::Object(fields) if fields.get("data").is_some_and(Value::is_array) => {
                (ListKind::OpenRouter, openrouter::models(&fields["data"]))
            }
            Value::Object(fields) if fields.get("providers").is_some_and(Value::is_array) => (
                ListKind::GenaiPrices,
                genai::models(&fields["providers"], day),
            ),
            Value::Array(list) if list.iter().any(|one| one.get("models").is_some()) => {
                (ListKind::GenaiPrices, genai::models(&value, day))
            }
            Value::Object(fields)
                if fields
                    .values()
                    .any(|entry| entry.get("litellm_provider").is_some()) =>
            {
                (ListKind::LiteLlm, litellm::models(fields))
            }
            _ => {
                return Err(
                    "it is none of the price lists of LiteLLM, genai-prices and OpenRouter"
                        .to_owned(),
                );
            }
        };
        for model in &mut found.models {
            model.why.extend(doubts::of(model));
        }
        Ok(Self {
            kind,
            models: found.models,
            left_out: found.left_out,
        })
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Entries of the real lists of November 2026, with their faults.
    const LITELLM: &str = include_str!("extracts/litellm.json");
    const GENAI: &str = include_str!("extracts/genai.json");
    const OPENROUTER: &str = r#"{"data": [
        {"id": "openai/gpt-6-sol", "pricing": {"prompt": "0.000002", "completion": "0.00001", "input_cache_read": "0.0000002"}},
        {"id": "openrouter/auto", "pricing": {"prompt": "-1", "completion": "-1"}},
        {"id": "qwen/qwen3-8b:free", "pricing": {"prompt": "0", "completion": "0"}},
        {"id": "a/b", "pricing": {"prompt": "many", "completion": "0.00001"}}]}"#;

    fn read(text: &str) -> PriceList {
        PriceList::read(text, "2026-11-27").unwrap()
    }

    fn flagged(list: &PriceList) -> Vec<(&str, &str)> {
        list.flagged()
            .map(|model| (model.id.as_str(), model.why[0].as_str()))
            .collect()
    }

    #[test]
    fn known_faults_of_litellm_are_flagged_and_nothing_sound_is() {
        let list = read(LITELLM);
        assert_eq!(list.kind, ListKind::LiteLlm);
        let flagged = flagged(&list);
        for (id, why) in [
            (
                "wandb/openai/gpt-oss-120b",
                "input at $15000.00 per 1M tokens: more than any model costs, so that its unit is probably wrong",
            ),
            (
                "ft:gpt-4o-2024-11-20",
                "writing to the cache at $1.875 is below input at $3.75: this may be the price of cached input",
            ),
            (
                "lemonade/gpt-oss-20b-mxfp4-GGUF",
                "input at $0.00: free, or not known",
            ),
        ] {
            assert!(flagged.contains(&(id, why)), "{id}: {flagged:?}");
        }
        let sound: Vec<&str> = list.sound().map(|model| model.id.as_str()).collect();
        for id in [
            "gpt-5.2",
            "claude-opus-5",
            "ft:gpt-4.1-2025-04-14",
            "groq/openai/gpt-oss-20b",
        ] {
            assert!(sound.contains(&id), "{id}: {flagged:?}");
        }
        assert!(list.left_out >= 1);
    }

    #[test]
    fn prices_of_genai_are_those_of_the_day() {
        let list = read(GENAI);
        assert_eq!(list.kind, ListKind::GenaiPrices);
        let of = |list: &PriceList, id: &str| {
            let model = list.models.iter().find(|model| model.id == id);
            model.and_then(|model| model.input)
        };
        assert_eq!(of(&list, "claude-sonnet-5"), Some(3.0));
        let earlier = PriceList::read(GENAI, "2026-08-31").unwrap();
        assert_eq!(of(&earlier, "claude-sonnet-5"), Some(2.0));
        let minimax = list.models.iter().find(|model| model.id == "minimax-m3");
        assert_eq!(minimax.unwrap().input, Some(0.3));
        assert_eq!(flagged(&list), []);
    }

    #[test]
    fn prices_of_openrouter_are_texts_per_token() {
        let list = read(OPENROUTER);
        assert_eq!(list.kind, ListKind::OpenRouter);
        let sol = &list.models[0];
        assert_eq!(
            (sol.input, sol.cached_input, sol.output),
            (Some(2.0), Some(0.2), Some(10.0))
        );
        assert_eq!(sol.provider, "OpenAI");
        assert_eq!(flagged(&list), [("a/b", "its input price is no number")]);
        // What varies, and what is free, isn't a list price.
        assert_eq!(list.left_out, 2);
    }

    #[test]
    fn what_is_no_list_is_said() {
        for (text, said) in [
            ("", "there is nothing in it"),
            (
                "{\"a\": [1,\n 2",
                "line 2, column 2: the JSON ends or breaks here",
            ),
            (
                "{\"a\": 1}",
                "it is none of the price lists of LiteLLM, genai-prices and OpenRouter",
            ),
            (
                "[]",
                "it is none of the price lists of LiteLLM, genai-prices and OpenRouter",
            ),
        ] {
            assert_eq!(PriceList::read(text, "2026-11-27").unwrap_err(), said);
        }
    }

    proptest! {
        #[test]
        fn a_list_with_anything_in_it_is_read_or_refused(
            which in 0_usize..3, from in 0.0..1.0, length in 0_usize..40, with in "[\"{}\\[\\]:,0-9eE.\\-a-z]{0,6}",
        ) {
            let text = [LITELLM, GENAI, OPENROUTER][which];
            let from = text.floor_char_boundary((text.len() as f64 * from) as usize);
            let to = text.floor_char_boundary((from + length).min(text.len()));
            let mutated = format!("{}{with}{}", &text[..from], &text[to..]);
            if let Ok(list) = PriceList::read(&mutated, "2026-11-27") {
                for model in list.sound() {
                    prop_assert!(model.input.unwrap() > 0.0 && model.output.unwrap() > 0.0);
                }
            }
        }
    }
}
