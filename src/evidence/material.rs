//! The user's own material: of what kind a file is, and for which model it is counted.

use crate::scenario::Scenario;
use crate::scenario::retirement::base_name;

use super::bills;

/// What a file of the user's can be, from which inputs are filled; in the order in which they are best filled in. How long the prompt is says which
/// part of a query's input is the user's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MaterialKind {
    /// A prompt.
    Prompt,
    /// A training file.
    Training,
    /// A usage export.
    Usage,
    /// A table of bills.
    Bills,
    /// A public price list.
    Prices,
}

impl MaterialKind {
    /// The model whose tokens are counted: the one that the scenario names for this side, else a usual one.
    pub fn model(self, scenario: Option<&Scenario>) -> String {
        let (named, usual) = match self {
            Self::Prompt | Self::Usage | Self::Bills | Self::Prices => (
                scenario.map(|scenario| scenario.prompting.serving.model.as_str()),
                "gpt-4.1",
            ),
            Self::Training => (
                scenario.map(|scenario| base_name(&scenario.fine_tuning.serving.model)),
                "gpt-4.1-mini",
            ),
        };
        let named = named.filter(|name| !name.trim().is_empty());
        named.unwrap_or(usual).to_owned()
    }

    /// The usual endings of such files.
    pub fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Prompt => &["md", "txt", "json"],
            Self::Training => &["jsonl", "json"],
            Self::Usage => &["csv", "tsv", "json", "jsonl"],
            Self::Bills => &["csv", "tsv"],
            Self::Prices => &["json"],
        }
    }

    /// What a file is, by the ending of its name in lower case, and where that doesn't say it by its first characters; `None` if it is none of
    /// these.
    ///
    /// ```
    /// use breakeven::evidence::material::MaterialKind;
    ///
    /// assert_eq!(MaterialKind::told_by("md", || "Be kind.".to_owned()), Some(MaterialKind::Prompt));
    /// assert_eq!(MaterialKind::told_by("jsonl", || r#"{"messages": []}"#.to_owned()), Some(MaterialKind::Training));
    /// assert_eq!(MaterialKind::told_by("json", || r#"[{"role": "system"}]"#.to_owned()), Some(MaterialKind::Prompt));
    /// assert_eq!(MaterialKind::told_by("csv", || "Day,Requests".to_owned()), Some(MaterialKind::Usage));
    /// assert_eq!(MaterialKind::told_by("csv", || "month,queries,cost".to_owned()), Some(MaterialKind::Bills));
    /// assert_eq!(MaterialKind::told_by("json", || r#"{"results": [{"input_tokens": 7}]}"#.to_owned()), Some(MaterialKind::Usage));
    /// let litellm = r#"{"gpt-6": {"litellm_provider": "openai", "input_cost_per_token": 2e-6}}"#;
    /// assert_eq!(MaterialKind::told_by("json", || litellm.to_owned()), Some(MaterialKind::Prices));
    /// let alpaca = r#"[{"instruction": "a", "output": "b"}, {"instruction": "c", "output": "d"}]"#;
    /// assert_eq!(MaterialKind::told_by("json", || alpaca.to_owned()), Some(MaterialKind::Training));
    /// assert_eq!(MaterialKind::told_by("ron", || "(version: 2)".to_owned()), None);
    /// ```
    pub fn told_by(ending: &str, beginning: impl FnOnce() -> String) -> Option<Self> {
        match ending {
            "md" | "markdown" | "txt" | "prompt" => Some(Self::Prompt),
            "csv" | "tsv" => {
                let is_bills = bills::is_table(&beginning());
                Some(if is_bills { Self::Bills } else { Self::Usage })
            }
            "jsonl" | "ndjson" | "json" => {
                let text = beginning();
                if ending == "json" && lists_prices(&text) {
                    Some(Self::Prices)
                } else if counts_tokens(&text) {
                    Some(Self::Usage)
                } else if ending != "json" || is_list_of_examples(&text) {
                    Some(Self::Training)
                } else {
                    text.contains("\"role\"").then_some(Self::Prompt)
                }
            }
            _ => None,
        }
    }
}

/// Whether JSON has keys that only public price lists have.
fn lists_prices(text: &str) -> bool {
    let has = |keys: &[&str]| keys.iter().all(|key| text.contains(key));
    has(&["\"litellm_provider\"", "_cost_per_"])
        || has(&["\"input_mtok\""])
        || has(&["\"pricing\"", "\"completion\"", "\"prompt\""])
}

/// Whether JSON is a list of more than one training example.
fn is_list_of_examples(text: &str) -> bool {
    let is_list = text
        .trim_start_matches('\u{feff}')
        .trim_start()
        .starts_with('[');
    // Conversations with messages are read as prompts: they tell how many calls a conversation has.
    let keys = [
        "\"completion\"",
        "\"conversations\"",
        "\"instruction\"",
        "\"chosen\"",
    ];
    is_list && keys.iter().any(|key| text.matches(key).nth(1).is_some())
}

/// Whether JSON has keys that only usage has. In a text within JSON they would have a backslash before the quote.
fn counts_tokens(text: &str) -> bool {
    let keys = [
        "\"prompt_tokens\"",
        "\"input_tokens\"",
        "\"num_model_requests\"",
        "\"n_context_tokens_total\"",
        "\"usageDetails\"",
        "\"usage_details\"",
        "\"next_page\"",
    ];
    keys.iter().any(|key| text.contains(key))
}
