//! The forms of training files. A line's keys tell its form.

use serde_json::{Map, Value};

/// The form of a training file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// OpenAI's chat messages, which Fireworks, Together and TRL take too.
    OpenAiChat,
    /// Gemini's contents.
    Gemini,
    /// Amazon Bedrock's conversations.
    Bedrock,
    /// A prompt and its completion.
    PromptCompletion,
    /// Plain text.
    Text,
    /// A prompt with an answer that is preferred and one that isn't.
    Preference,
    /// ShareGPT's conversations.
    ShareGpt,
    /// Alpaca's instructions.
    Alpaca,
}

impl Form {
    /// All forms, the most common first.
    pub const ALL: [Self; 8] = [
        Self::OpenAiChat,
        Self::Gemini,
        Self::Bedrock,
        Self::PromptCompletion,
        Self::Text,
        Self::Preference,
        Self::ShareGpt,
        Self::Alpaca,
    ];

    /// Its name in JSON.
    pub fn key(self) -> &'static str {
        match self {
            Self::OpenAiChat => "openai_chat",
            Self::Gemini => "gemini",
            Self::Bedrock => "bedrock",
            Self::PromptCompletion => "prompt_completion",
            Self::Text => "text",
            Self::Preference => "preference",
            Self::ShareGpt => "sharegpt",
            Self::Alpaca => "alpaca",
        }
    }

    /// Its name for people.
    pub fn label(self) -> &'static str {
        match self {
            Self::OpenAiChat => "OpenAI chat",
            Self::Gemini => "Gemini",
            Self::Bedrock => "Amazon Bedrock",
            Self::PromptCompletion => "prompt and completion",
            Self::Text => "text",
            Self::Preference => "preference pairs",
            Self::ShareGpt => "ShareGPT",
            Self::Alpaca => "Alpaca",
        }
    }

    /// The form of a line with these fields; `None` if it has none of the forms.
    pub(super) fn of(fields: &Map<String, Value>) -> Option<Self> {
        let has = |key: &str| fields.contains_key(key);
        if has("messages") {
            let is_bedrock = has("schemaVersion") || has("system");
            return Some(if is_bedrock {
                Self::Bedrock
            } else {
                Self::OpenAiChat
            });
        }
        if has("contents") {
            return Some(Self::Gemini);
        }
        if has("chosen") || has("rejected") || has("preferred_output") {
            return Some(Self::Preference);
        }
        if has("conversations") {
            return Some(Self::ShareGpt);
        }
        if has("prompt") || has("completion") {
            return Some(Self::PromptCompletion);
        }
        if has("instruction") {
            return Some(Self::Alpaca);
        }
        has("text").then_some(Self::Text)
    }

    /// The most tokens of an example that are trained on; what is longer is cut at the end.
    ///
    /// 131,072 for Gemini; 65,536 for the others, which OpenAI states for the gpt-4o family and which is assumed where a provider states
    /// none.
    pub fn limit(self, model: &str) -> u64 {
        if self == Self::Gemini || model.to_lowercase().contains("gemini") {
            131_072
        } else {
            65_536
        }
    }
}
