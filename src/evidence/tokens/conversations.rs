//! Conversations that were held: the system prompt that they have in common, and how many calls one takes.

use serde_json::Value;

use super::messages::{self, Messages};

/// Conversations, each a request's messages with the answers in between.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Conversations {
    /// Their messages.
    pub list: Vec<Messages>,
}

/// Reads conversations: JSON Lines of objects with `messages`, or one JSON array of them. `None` if the text is something else, or a single
/// conversation, which is a prompt.
pub(super) fn read(text: &str) -> Option<Conversations> {
    let list: Option<Vec<Messages>> = if text.trim_start().starts_with('[') {
        let Ok(Value::Array(list)) = serde_json::from_str(text) else {
            return None;
        };
        let is_conversation = |value: &Value| value.get("messages").is_some() || value.is_array();
        if !list.iter().all(is_conversation) {
            return None;
        }
        list.iter()
            .map(|one| messages::of_value(one).ok().flatten())
            .collect()
    } else if text.trim_start().starts_with('{') {
        let lines = text.lines().filter(|line| !line.trim().is_empty());
        lines
            .map(|line| messages::read(line).ok().flatten())
            .collect()
    } else {
        None
    };
    let list = list.filter(|list| list.len() > 1)?;
    Some(Conversations { list })
}

impl Conversations {
    /// The calls of a conversation on average: each answer of the assistant is one. `None` if there are no answers.
    pub fn calls(&self) -> Option<f64> {
        let answers = |conversation: &Messages| {
            let messages = conversation.list.iter();
            messages
                .filter(|message| message.role == "assistant")
                .count()
        };
        let all: usize = self.list.iter().map(answers).sum();
        (all > 0).then(|| all as f64 / self.list.len() as f64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_are_the_answers_of_a_conversation() {
        let turn = |role: &str| format!(r#"{{"role": "{role}", "content": "a"}}"#);
        let (user, answer) = (turn("user"), turn("assistant"));
        let long =
            format!(r#"{{"messages": [{user}, {answer}, {user}, {answer}, {user}, {answer}]}}"#);
        let short = format!(r#"{{"messages": [{user}, {answer}]}}"#);
        for text in [
            format!("{long}\n{short}\n"),
            format!("[{long}, {short}]"),
            format!("[[{user}, {answer}, {answer}, {answer}], [{user}, {answer}]]"),
        ] {
            assert_eq!(read(&text).unwrap().calls(), Some(2.0), "{text}");
        }
        // One conversation is a prompt with examples.
        for text in [long, format!("[{user}, {answer}]"), "a\nb".to_owned()] {
            assert_eq!(read(&text), None, "{text}");
        }
    }
}
