//! Conversations that were held: the system prompt that they have in common, and how many calls one takes.

use serde_json::Value;

use super::messages::{self, BROKEN_JSON, Messages};

/// Conversations, each a request's messages with the answers in between.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Conversations {
    /// Their messages.
    pub list: Vec<Messages>,
}

/// Reads conversations: JSON Lines of objects with `messages`, or one JSON array of them, or of arrays of messages. `Ok(None)` if the text is
/// something else, or a single request, which is a prompt. An error names the line, or the place in the array, of an entry that can't be read.
pub(super) fn read(text: &str) -> Result<Option<Conversations>, String> {
    let text = text.trim_end();
    let list = match text.trim_start().chars().next() {
        Some('[') => of_array(text)?,
        Some('{') => of_lines(text)?,
        _ => None,
    };
    Ok(list.map(|list| Conversations { list }))
}

/// The conversations of a JSON array; `None` if none of its entries looks like one.
fn of_array(text: &str) -> Result<Option<Vec<Messages>>, String> {
    let Ok(Value::Array(entries)) = serde_json::from_str(text) else {
        return Ok(None);
    };
    if !entries.iter().any(is_conversation) {
        return Ok(None);
    }
    let conversations = (1..).zip(&entries).map(|(place, entry)| {
        conversation(entry).map_err(|problem| format!("conversation {place}: {problem}"))
    });
    conversations.collect::<Result<_, _>>().map(Some)
}

/// The conversations of JSON Lines; `None` if the text is one JSON value, or none of its lines is a conversation.
fn of_lines(text: &str) -> Result<Option<Vec<Messages>>, String> {
    if serde_json::from_str::<Value>(text).is_ok() {
        return Ok(None);
    }
    let lines = (1..).zip(text.lines());
    let lines = lines.filter(|(_, line)| !line.trim().is_empty());
    let entries: Vec<(u64, Option<Value>)> = lines
        .map(|(number, line)| (number, serde_json::from_str(line).ok()))
        .collect();
    let mut whole = entries.iter().filter_map(|(_, entry)| entry.as_ref());
    if !whole.any(|entry| entry.is_object() && is_conversation(entry)) {
        return Ok(None);
    }
    let conversations = entries.iter().map(|(number, entry)| {
        let entry = entry.as_ref().ok_or(BROKEN_JSON.to_owned());
        let read = entry.and_then(conversation);
        read.map_err(|problem| format!("line {number}: {problem}"))
    });
    conversations.collect::<Result<_, _>>().map(Some)
}

/// Whether JSON looks like a conversation: an object with `messages`, or an array of messages.
fn is_conversation(value: &Value) -> bool {
    let has_role = |message: &Value| message.get("role").is_some();
    let messages = value.as_array();
    value.get("messages").is_some() || messages.is_some_and(|list| list.iter().any(has_role))
}

fn conversation(value: &Value) -> Result<Messages, String> {
    messages::of_value(value)?.ok_or_else(|| match value.get("messages") {
        Some(_) => "its messages are no list".to_owned(),
        None => "it has no messages".to_owned(),
    })
}

impl Conversations {
    /// The calls of each conversation that has any: each answer of the assistant is one.
    pub fn calls(&self) -> impl Iterator<Item = usize> {
        let calls = self.list.iter().map(|conversation| {
            let messages = conversation.list.iter();
            messages
                .filter(|message| message.role == "assistant")
                .count()
        });
        calls.filter(|calls| *calls > 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn turn(role: &str) -> String {
        format!(r#"{{"role": "{role}", "content": "a"}}"#)
    }

    /// A conversation with so many answers.
    fn held(answers: usize) -> String {
        let turns = [turn("user"), turn("assistant")].join(", ");
        let turns = vec![turns; answers];
        format!(r#"{{"messages": [{}]}}"#, turns.join(", "))
    }

    #[test]
    fn calls_are_the_answers_of_a_conversation() {
        let (user, answer) = (turn("user"), turn("assistant"));
        let (long, short) = (held(3), held(1));
        for text in [
            format!("{long}\n{short}\n"),
            format!("\n{long}\r\n\r\n{short}"),
            format!("[{long}, {short}]"),
            format!("[[{user}, {answer}, {answer}, {answer}], [{user}, {answer}]]"),
        ] {
            let found = read(&text).unwrap().unwrap();
            assert_eq!(found.calls().collect::<Vec<_>>(), [3, 1], "{text}");
        }
        // One conversation is a prompt with examples, unless it stands in a list.
        for text in [
            &long,
            &format!("[{user}, {answer}]"),
            "a\nb",
            "[[1, 2], [3]]",
            "{{ticket}} is\n{to be sorted}",
        ] {
            assert_eq!(read(text), Ok(None), "{text}");
        }
        let one = read(&format!("[{long}]")).unwrap().unwrap();
        assert_eq!(one.calls().collect::<Vec<_>>(), [3]);
    }

    #[test]
    fn a_conversation_without_an_answer_has_no_calls() {
        let unanswered = format!(r#"{{"messages": [{}]}}"#, turn("user"));
        let found = read(&format!("{}\n{unanswered}\n", held(2)));
        let found = found.unwrap().unwrap();
        assert_eq!(found.list.len(), 2);
        assert_eq!(found.calls().collect::<Vec<_>>(), [2]);
    }

    #[test]
    fn an_entry_that_cannot_be_read_is_told_by_its_place() {
        let fine = held(1);
        let empty = r#"{"messages": [{"role": "user"}]}"#;
        let other = r#"{"secret": 1}"#;
        let none = r#"{"messages": "secret"}"#;
        for (text, problem) in [
            (
                format!("[{fine}, {fine}, {fine}, {empty}]"),
                "conversation 4: message 1: it has no content",
            ),
            (
                format!("[{fine}, {other}]"),
                "conversation 2: it has no messages",
            ),
            (
                format!("[{none}, {fine}]"),
                "conversation 1: its messages are no list",
            ),
            (
                format!("{fine}\n{fine}\n\n{fine}\n{fine}\n{{\"messages\": [secret\n{fine}\n"),
                "line 6: the JSON ends or breaks here",
            ),
            (
                format!("{{\"messages\": [secret\n{fine}\n"),
                "line 1: the JSON ends or breaks here",
            ),
            (
                format!("{fine}\n{empty}\n"),
                "line 2: message 1: it has no content",
            ),
            (format!("{fine}\n{other}\n"), "line 2: it has no messages"),
        ] {
            assert_eq!(read(&text), Err(problem.to_owned()), "{text}");
        }
    }
}
