//! The user's own material: of what kind a file is.

/// What a file of the user's can be, from which inputs are filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MaterialKind {
    /// A prompt.
    Prompt,
    /// A training file.
    Training,
}

impl MaterialKind {
    /// The usual endings of such files.
    pub fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Prompt => &["md", "txt", "json"],
            Self::Training => &["jsonl", "json"],
        }
    }

    /// What a file is, by the ending of its name in lower case and its first characters; `None` if it is none of these.
    ///
    /// ```
    /// use breakeven::evidence::material::MaterialKind;
    ///
    /// assert_eq!(MaterialKind::told_by("md", "Be kind."), Some(MaterialKind::Prompt));
    /// assert_eq!(MaterialKind::told_by("jsonl", r#"{"messages": []}"#), Some(MaterialKind::Training));
    /// assert_eq!(MaterialKind::told_by("json", r#"[{"role": "system"}]"#), Some(MaterialKind::Prompt));
    /// assert_eq!(MaterialKind::told_by("ron", "(version: 2)"), None);
    /// ```
    pub fn told_by(ending: &str, beginning: &str) -> Option<Self> {
        match ending {
            "md" | "markdown" | "txt" | "prompt" => Some(Self::Prompt),
            "jsonl" | "ndjson" => Some(Self::Training),
            "json" if beginning.contains("\"role\"") => Some(Self::Prompt),
            _ => None,
        }
    }
}
