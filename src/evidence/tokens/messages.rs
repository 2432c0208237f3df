//! A prompt as JSON messages, in the forms of OpenAI's and Anthropic's requests: an array of messages, or an object with `messages`.

use serde_json::{Map, Value};

/// A message of a prompt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Message {
    pub role: String,
    /// The name of who says it, where one is given.
    pub name: Option<String>,
    pub text: String,
}

/// The messages of a prompt, and what of it can't be counted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Messages {
    pub list: Vec<Message>,
    /// The definitions of tools, as JSON; empty if there are none.
    pub tools: String,
    /// Parts that are no text, such as images.
    pub other_parts: usize,
}

/// What is wrong with JSON that can't be read, as a sentence that begins small.
pub(super) const BROKEN_JSON: &str = "the JSON ends or breaks here";

/// Reads messages. `Ok(None)` if the text is no JSON with messages, but a prompt that is a text; an error says what is wrong with JSON that was
/// meant to have some.
pub(super) fn read(text: &str) -> Result<Option<Messages>, String> {
    if !text.trim_start().starts_with(['{', '[']) {
        return Ok(None);
    }
    let value: Value = match serde_json::from_str(text) {
        Ok(value) => value,
        // A prompt may begin with a bracket too.
        Err(_) if !text.contains("\"role\"") => return Ok(None),
        Err(error) => {
            return Err(format!("line {}: {BROKEN_JSON}", error.line()));
        }
    };
    of_value(&value)
}

/// The messages of JSON, as [`read`] finds them.
pub(super) fn of_value(value: &Value) -> Result<Option<Messages>, String> {
    let mut found = Messages::default();
    let list = match value {
        Value::Array(list) => list,
        Value::Object(request) => {
            let Some(Value::Array(list)) = request.get("messages") else {
                return Ok(None);
            };
            found.read_request(request)?;
            list
        }
        _ => return Ok(None),
    };
    let is_message = |value: &Value| value.get("role").is_some();
    if !value.is_object() && !list.iter().any(is_message) {
        return Ok(None);
    }
    for (place, message) in list.iter().enumerate() {
        let message = found.message(message);
        let message = message.map_err(|problem| format!("message {}: {problem}", place + 1))?;
        found.list.push(message);
    }
    if found.list.is_empty() {
        return Err("there are no messages in it".to_owned());
    }
    Ok(Some(found))
}

impl Messages {
    /// What a request has beside its messages: Anthropic's system prompt, and tools.
    fn read_request(&mut self, request: &Map<String, Value>) -> Result<(), String> {
        if let Some(system) = request.get("system") {
            let text = self
                .text_of(system)
                .map_err(|problem| format!("system: {problem}"))?;
            self.list.push(Message {
                role: "system".to_owned(),
                name: None,
                text,
            });
        }
        if let Some(tools) = request.get("tools") {
            self.tools = tools.to_string();
        }
        Ok(())
    }

    fn message(&mut self, value: &Value) -> Result<Message, String> {
        let Value::Object(fields) = value else {
            return Err("it is no object".to_owned());
        };
        let Some(Value::String(role)) = fields.get("role") else {
            return Err("it has no role".to_owned());
        };
        let mut text = match fields.get("content") {
            Some(content) => self.text_of(content)?,
            None => String::new(),
        };
        if let Some(calls) = fields.get("tool_calls") {
            text.push_str(&calls.to_string());
        } else if fields.get("content").is_none_or(Value::is_null) {
            return Err("it has no content".to_owned());
        }
        let name = fields.get("name").and_then(Value::as_str);
        Ok(Message {
            role: role.clone(),
            name: name.map(str::to_owned),
            text,
        })
    }

    /// The text of a content: a string, or a list of parts.
    fn text_of(&mut self, content: &Value) -> Result<String, String> {
        match content {
            Value::String(text) => Ok(text.clone()),
            Value::Null => Ok(String::new()),
            Value::Array(parts) => {
                let mut text = String::new();
                for part in parts {
                    match part.get("text").and_then(Value::as_str).or(part.as_str()) {
                        Some(part) => text.push_str(part),
                        None => self.other_parts += 1,
                    }
                }
                Ok(text)
            }
            _ => Err("its content is neither a text nor a list of parts".to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(json: &str) -> Vec<(String, String)> {
        let found = read(json).unwrap().unwrap();
        let messages = found.list.into_iter();
        messages
            .map(|message| (message.role, message.text))
            .collect()
    }

    #[test]
    fn both_forms_of_requests_are_read() {
        let pair = |role: &str, text: &str| (role.to_owned(), text.to_owned());
        let said = [pair("system", "Be kind."), pair("user", "Hi")];
        for json in [
            r#"[{"role": "system", "content": "Be kind."}, {"role": "user", "content": [{"type": "text", "text": "Hi"}]}]"#,
            r#"{"model": "m", "system": [{"type": "text", "text": "Be kind."}], "messages": [{"role": "user", "content": "Hi"}]}"#,
        ] {
            assert_eq!(texts(json), said, "{json}");
        }
    }

    #[test]
    fn a_prompt_that_looks_like_json_is_a_text() {
        for text in [
            "",
            "{{ticket}} is to be sorted",
            r#"{"type": "object"}"#,
            "[1, 2]",
            "[]",
            "[not json",
        ] {
            assert_eq!(read(text), Ok(None), "{text}");
        }
    }

    #[test]
    fn what_is_wrong_is_told_by_message_and_line() {
        for (json, problem) in [
            (
                "[{\"role\": \"user\",\n\"content\": \"cut",
                "line 2: the JSON ends or breaks here",
            ),
            (
                r#"[{"role": "user", "content": "a"}, {"content": "b"}]"#,
                "message 2: it has no role",
            ),
            (r#"[{"role": "user"}]"#, "message 1: it has no content"),
            (
                r#"[{"role": "user", "content": null}]"#,
                "message 1: it has no content",
            ),
            (
                r#"[{"role": "user", "content": 5}]"#,
                "message 1: its content is neither a text nor a list of parts",
            ),
            (
                r#"[{"role": "user", "content": "a"}, 7]"#,
                "message 2: it is no object",
            ),
            (r#"{"messages": []}"#, "there are no messages in it"),
        ] {
            assert_eq!(read(json), Err(problem.to_owned()), "{json}");
        }
    }

    #[test]
    fn images_are_counted_as_what_cannot_be_counted() {
        let json = r#"[{"role": "user", "content": [{"type": "image_url", "image_url": {"url": "x"}}, {"type": "text", "text": "Hi"}]}]"#;
        let found = read(json).unwrap().unwrap();
        assert_eq!((found.other_parts, found.list[0].text.as_str()), (1, "Hi"));
    }
}
