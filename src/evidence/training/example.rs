//! A line of a training file as an example: how many tokens it has, or what is wrong with it.
//!
//! Chat examples have the tokens that providers bill: 3 for each message, those of role, content and name, 1 more with a name, and 3 for the
//! example (OpenAI Cookbook, "How to count tokens with tiktoken"). What a line says never gets into a problem: it may be secret.

use serde_json::{Map, Value};

use crate::evidence::tokens::tokenizer::Tokenizer;

use super::form::Form;

const PER_MESSAGE: usize = 3;
const PER_EXAMPLE: usize = 3;
const PER_NAME: usize = 1;

/// The keys that a chat message may have.
const MESSAGE_KEYS: [&str; 9] = [
    "role",
    "content",
    "name",
    "weight",
    "tool_calls",
    "tool_call_id",
    "function_call",
    "refusal",
    "reasoning_content",
];

/// How a form writes the turns of a conversation.
struct Turns {
    /// The key of the list of turns, and what one of them is called.
    list: &'static str,
    turn: &'static str,
    /// The keys of who says it and of what is said.
    role: &'static str,
    content: &'static str,
    /// Who can say it, and as what that counts.
    roles: &'static [(&'static str, &'static str)],
    unknown_role: &'static str,
    /// What the model counts as: each example has an answer of it.
    answers: &'static str,
}

const GEMINI: Turns = Turns {
    list: "contents",
    turn: "content",
    role: "role",
    content: "parts",
    roles: &[
        ("user", "user"),
        ("model", "model"),
        ("function", "function"),
        ("system", "system"),
    ],
    unknown_role: "its role is none of the known ones",
    answers: "model",
};

const BEDROCK: Turns = Turns {
    list: "messages",
    turn: "message",
    role: "role",
    content: "content",
    roles: &[("user", "user"), ("assistant", "assistant")],
    unknown_role: "its role is none of the known ones",
    answers: "assistant",
};

const SHAREGPT: Turns = Turns {
    list: "conversations",
    turn: "turn",
    role: "from",
    content: "value",
    roles: &[
        ("human", "user"),
        ("user", "user"),
        ("gpt", "assistant"),
        ("assistant", "assistant"),
        ("system", "system"),
        ("tool", "tool"),
        ("function_call", "tool"),
        ("observation", "tool"),
    ],
    unknown_role: "it is from none of those that are known",
    answers: "assistant",
};

/// A line that is an example.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Example {
    pub form: Form,
    /// Its tokens, as the tokenizer counts.
    pub tokens: usize,
    /// Parts that are no text, such as images, which aren't counted.
    pub other_parts: usize,
}

/// Reads a line. An error is a sentence about it that begins small.
pub(super) fn read(line: &[u8], tokenizer: Tokenizer) -> Result<Example, String> {
    let fault = |problem: &str| problem.to_owned();
    let value: Value = match serde_json::from_slice(line) {
        Ok(value) => value,
        Err(_) if std::str::from_utf8(line).is_err() => {
            return Err(fault("it is not UTF-8 text"));
        }
        // What is left of an array that goes on behind its last entry.
        Err(_) if line == b"[" => {
            return Err(fault("the closing “]” is missing: the file was cut off"));
        }
        Err(error) if error.is_eof() => {
            return Err(fault("the JSON ends too early: the line was cut off"));
        }
        Err(error) => {
            return Err(format!("it is no JSON from column {} on", error.column()));
        }
    };
    let Value::Object(fields) = &value else {
        return Err(fault("it is no JSON object"));
    };
    let form = Form::of(fields).ok_or_else(|| {
        fault("it has none of the keys that training examples have, such as “messages”")
    })?;
    let mut counter = Counter {
        tokenizer,
        tokens: 0,
        other_parts: 0,
        has_content: false,
    };
    counter.add_example(form, fields)?;
    if !counter.has_content {
        return Err(fault("there is no text in it"));
    }
    Ok(Example {
        form,
        tokens: counter.tokens,
        other_parts: counter.other_parts,
    })
}

/// Adds up the tokens of an example.
struct Counter {
    tokenizer: Tokenizer,
    tokens: usize,
    other_parts: usize,
    /// Whether anything was said by now, but for blanks.
    has_content: bool,
}

type Checked = Result<(), String>;

impl Counter {
    fn add_example(&mut self, form: Form, fields: &Map<String, Value>) -> Checked {
        match form {
            Form::OpenAiChat => self.add_chat(fields),
            Form::Gemini => self.add_gemini(fields),
            Form::Bedrock => self.add_bedrock(fields),
            Form::PromptCompletion => self.add_texts(fields, &["prompt", "completion"]),
            Form::Text => self.add_texts(fields, &["text"]),
            Form::Preference => self.add_preference(fields),
            Form::ShareGpt => self.add_turns(fields, &SHAREGPT),
            Form::Alpaca => self.add_alpaca(fields),
        }
    }

    fn add_text(&mut self, text: &str) {
        self.tokens += self.tokenizer.count(text);
    }

    /// Adds a text that somebody says, rather than what the form needs.
    fn add_said(&mut self, text: &str) {
        self.has_content |= !text.trim().is_empty();
        self.add_text(text);
    }

    fn add_texts(&mut self, fields: &Map<String, Value>, keys: &[&str]) -> Checked {
        for key in keys {
            match fields.get(*key) {
                Some(Value::String(text)) => self.add_said(text),
                // TRL's conversational form.
                Some(Value::Array(messages)) => self.add_messages(messages)?,
                Some(_) => return Err(format!("its {key} is no text")),
                None => return Err(format!("it has no {key}")),
            }
        }
        Ok(())
    }

    fn add_chat(&mut self, fields: &Map<String, Value>) -> Checked {
        self.add_messages(list(fields, "messages")?)?;
        self.tokens += PER_EXAMPLE;
        for key in ["tools", "functions"] {
            if let Some(tools) = fields.get(key) {
                self.add_text(&tools.to_string());
            }
        }
        Ok(())
    }

    /// Adds messages of the form of OpenAI, of which one at least is the assistant's.
    fn add_messages(&mut self, messages: &[Value]) -> Checked {
        let mut answers = false;
        for (place, message) in (1..).zip(messages) {
            let role = self
                .add_message(message)
                .map_err(|problem| format!("message {place}: {problem}"))?;
            answers |= role == "assistant";
        }
        if answers {
            Ok(())
        } else {
            Err("it has no message of the assistant".to_owned())
        }
    }

    /// Adds a message, and returns its role.
    fn add_message<'a>(&mut self, message: &'a Value) -> Result<&'a str, String> {
        let Value::Object(fields) = message else {
            return Err("it is no object".to_owned());
        };
        let role = text(fields, "role")?;
        let roles = [
            "system",
            "developer",
            "user",
            "assistant",
            "tool",
            "function",
        ];
        if !roles.contains(&role) {
            return Err("its role is none of the known ones".to_owned());
        }
        if fields
            .keys()
            .any(|key| !MESSAGE_KEYS.contains(&key.as_str()))
        {
            return Err("it has a key that messages don’t have".to_owned());
        }
        self.tokens += PER_MESSAGE;
        self.add_text(role);
        let calls = ["tool_calls", "function_call"]
            .into_iter()
            .filter_map(|key| fields.get(key))
            .filter(|calls| !calls.is_null());
        let mut has_calls = false;
        for calls in calls {
            has_calls = true;
            self.add_said(&calls.to_string());
        }
        match fields.get("content") {
            Some(Value::Null) | None if !has_calls => return Err("it has no content".to_owned()),
            Some(content) => self.add_content(content)?,
            None => {}
        }
        if let Some(Value::String(name)) = fields.get("name") {
            self.tokens += PER_NAME;
            self.add_text(name);
        }
        Ok(role)
    }

    /// Adds a content: a text, or a list of parts, of which those that are no text have no tokens.
    fn add_content(&mut self, content: &Value) -> Checked {
        match content {
            Value::String(content) => self.add_said(content),
            Value::Array(parts) => {
                for part in parts {
                    let text = part.get("text").and_then(Value::as_str);
                    if let Some(text) = text.or(part.as_str()) {
                        self.add_said(text);
                    } else {
                        self.other_parts += 1;
                        self.has_content = true;
                    }
                }
            }
            Value::Null => {}
            _ => return Err("its content is neither a text nor a list of parts".to_owned()),
        }
        Ok(())
    }

    fn add_gemini(&mut self, fields: &Map<String, Value>) -> Checked {
        for key in ["systemInstruction", "system_instruction"] {
            if let Some(system) = fields.get(key) {
                let parts = system.get("parts").ok_or("its system has no parts")?;
                self.add_turn("system", parts)?;
            }
        }
        self.add_turns(fields, &GEMINI)
    }

    fn add_bedrock(&mut self, fields: &Map<String, Value>) -> Checked {
        if let Some(system) = fields.get("system") {
            self.add_turn("system", system)?;
        }
        self.add_turns(fields, &BEDROCK)
    }

    /// Adds the turns of a conversation, of which one at least is an answer.
    fn add_turns(&mut self, fields: &Map<String, Value>, form: &Turns) -> Checked {
        let mut answers = false;
        for (place, turn) in (1..).zip(list(fields, form.list)?) {
            let fault = |problem: &str| format!("{} {place}: {problem}", form.turn);
            let said = turn.get(form.role).and_then(Value::as_str);
            let known = form.roles.iter().find(|(role, _)| Some(*role) == said);
            let (_, role) = known.ok_or_else(|| fault(form.unknown_role))?;
            let content = turn.get(form.content);
            let content = content.ok_or_else(|| fault(&format!("it has no {}", form.content)))?;
            answers |= *role == form.answers;
            self.add_turn(role, content)
                .map_err(|problem| fault(&problem))?;
        }
        self.tokens += PER_EXAMPLE;
        if answers {
            Ok(())
        } else {
            Err(format!("it has no answer of the {}", form.answers))
        }
    }

    fn add_turn(&mut self, role: &str, content: &Value) -> Checked {
        self.tokens += PER_MESSAGE;
        self.add_text(role);
        self.add_content(content)
    }

    /// A preference pair: its prompt and both answers.
    fn add_preference(&mut self, fields: &Map<String, Value>) -> Checked {
        if fields.contains_key("preferred_output") {
            // OpenAI's form.
            let input = fields.get("input").and_then(|input| input.get("messages"));
            match input {
                Some(Value::Array(messages)) => {
                    for message in messages {
                        self.add_message(message)?;
                    }
                }
                _ => return Err("its input has no messages".to_owned()),
            }
            for key in ["preferred_output", "non_preferred_output"] {
                self.add_messages(list(fields, key)?)?;
            }
            self.tokens += PER_EXAMPLE;
            return Ok(());
        }
        if let Some(Value::Array(prompt)) = fields.get("prompt") {
            for message in prompt {
                self.add_message(message)?;
            }
        } else if fields.contains_key("prompt") {
            self.add_texts(fields, &["prompt"])?;
        }
        self.add_texts(fields, &["chosen", "rejected"])
    }

    fn add_alpaca(&mut self, fields: &Map<String, Value>) -> Checked {
        self.add_texts(fields, &["instruction", "output"])?;
        match fields.get("input") {
            Some(Value::String(input)) => {
                self.add_said(input);
                Ok(())
            }
            None | Some(Value::Null) => Ok(()),
            Some(_) => Err("its input is no text".to_owned()),
        }
    }
}

/// A list of this key that isn't empty.
fn list<'a>(fields: &'a Map<String, Value>, key: &str) -> Result<&'a [Value], String> {
    match fields.get(key) {
        Some(Value::Array(list)) if list.is_empty() => Err(format!("its {key} are empty")),
        Some(Value::Array(list)) => Ok(list),
        Some(_) => Err(format!("its {key} are no list")),
        None => Err(format!("it has no {key}")),
    }
}

fn text<'a>(fields: &'a Map<String, Value>, key: &str) -> Result<&'a str, String> {
    let value = fields.get(key).and_then(Value::as_str);
    value.ok_or_else(|| format!("it has no {key}"))
}

#[cfg(test)]
mod tests;
