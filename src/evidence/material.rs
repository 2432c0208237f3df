//! The user's own material: of what kind a file is, and for which model it is counted.

use crate::scenario::Scenario;
use crate::scenario::retirement::base_name;

/// What a file of the user's can be, from which inputs are filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MaterialKind {
    /// A prompt.
    Prompt,
    /// A training file.
    Training,
}

impl MaterialKind {
    /// The model whose tokens are counted: the one that the scenario names for this side, else a usual one.
    pub fn model(self, scenario: Option<&Scenario>) -> String {
        let (named, usual) = match self {
            Self::Prompt => (
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
    /// assert_eq!(MaterialKind::told_by("ron", || "(version: 2)".to_owned()), None);
    /// ```
    pub fn told_by(ending: &str, beginning: impl FnOnce() -> String) -> Option<Self> {
        match ending {
            "md" | "markdown" | "txt" | "prompt" => Some(Self::Prompt),
            "jsonl" | "ndjson" => Some(Self::Training),
            "json" if beginning().contains("\"role\"") => Some(Self::Prompt),
            _ => None,
        }
    }
}
