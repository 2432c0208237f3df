//! Lines of each form that were made up, and what is wrong with others.

use super::*;

fn tokens(line: &str) -> (Form, usize) {
    let example = read(line.as_bytes(), Tokenizer::O200kBase).unwrap();
    (example.form, example.tokens)
}

#[test]
fn each_form_is_told_by_its_content_and_counted() {
    let count = |text: &str| Tokenizer::O200kBase.count(text);
    let (question, answer) = ("What is the capital of France?", "Paris");
    let texts = count(question) + count(answer);
    // Two messages: 3 each, a token for each role, 3 for the example.
    let chat = texts + 2 * (3 + 1) + 3;
    for (line, form, wanted) in [
        (
            r#"{"messages":[{"role":"user","content":"What is the capital of France?"},{"role":"assistant","content":"Paris","weight":1}]}"#,
            Form::OpenAiChat,
            chat,
        ),
        (
            r#"{"contents":[{"role":"user","parts":[{"text":"What is the capital of France?"}]},{"role":"model","parts":[{"text":"Paris"}]}]}"#,
            Form::Gemini,
            chat,
        ),
        (
            r#"{"schemaVersion":"bedrock-conversation-2024","system":[{"text":"Be brief"}],"messages":[{"role":"user","content":[{"text":"What is the capital of France?"}]},{"role":"assistant","content":[{"text":"Paris"}]}]}"#,
            Form::Bedrock,
            chat + 3 + 1 + count("Be brief"),
        ),
        (
            r#"{"prompt":"What is the capital of France?","completion":"Paris"}"#,
            Form::PromptCompletion,
            texts,
        ),
        (
            r#"{"text":"What is the capital of France?"}"#,
            Form::Text,
            count(question),
        ),
        (
            r#"{"prompt":"What is the capital of France?","chosen":"Paris","rejected":"Paris"}"#,
            Form::Preference,
            texts + count(answer),
        ),
        (
            r#"{"conversations":[{"from":"human","value":"What is the capital of France?"},{"from":"gpt","value":"Paris"}]}"#,
            Form::ShareGpt,
            chat,
        ),
        (
            r#"{"instruction":"What is the capital of France?","input":"","output":"Paris"}"#,
            Form::Alpaca,
            texts,
        ),
    ] {
        assert_eq!(tokens(line), (form, wanted), "{line}");
    }
}

#[test]
fn names_and_tool_calls_are_counted() {
    let count = |text: &str| Tokenizer::O200kBase.count(text);
    let calls = r#"[{"function":{"arguments":"{}","name":"f"},"id":"1","type":"function"}]"#;
    let line = format!(
        r#"{{"messages":[{{"role":"user","name":"kim","content":"Hi"}},{{"role":"assistant","tool_calls":{calls}}}]}}"#
    );
    let name = 1 + count("kim");
    assert_eq!(
        tokens(&line).1,
        2 * 4 + 3 + count("Hi") + name + count(calls)
    );
}

#[test]
fn parts_that_are_no_text_are_told_apart_from_those_that_are() {
    for (line, other_parts) in [
        (
            r#"{"messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"x"}},{"type":"text","text":"Hi"},{"type":"image_url","image_url":{"url":"y"}}]},{"role":"assistant","content":"A cat"}]}"#,
            2,
        ),
        (
            r#"{"contents":[{"role":"user","parts":[{"inlineData":{}}]},{"role":"model","parts":[{"text":"A cat"}]}]}"#,
            1,
        ),
        (
            r#"{"messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"x"}}]},{"role":"assistant","content":""}]}"#,
            1,
        ),
        (r#"{"text":"Hi"}"#, 0),
    ] {
        let example = read(line.as_bytes(), Tokenizer::O200kBase).unwrap();
        assert_eq!(example.other_parts, other_parts, "{line}");
    }
}

#[test]
fn what_is_wrong_with_a_line_is_said_without_its_text() {
    for (line, problem) in [
        (&b"\"secret\""[..], "it is no JSON object"),
        (
            b"{\"messages\": [{\"role\": \"us",
            "the JSON ends too early: the line was cut off",
        ),
        (b"{\"a\" secret}", "it is no JSON from column 6 on"),
        (b"[", "the closing “]” is missing: the file was cut off"),
        (b"{\"text\": \"\"}", "there is no text in it"),
        (
            b"{\"prompt\": \"\", \"completion\": \" \"}",
            "there is no text in it",
        ),
        (
            b"{\"messages\": [{\"role\": \"assistant\", \"content\": \"\"}]}",
            "there is no text in it",
        ),
        (b"{\"text\": \"\xe9\"}", "it is not UTF-8 text"),
        (
            b"{\"secret\": 1}",
            "it has none of the keys that training examples have, such as “messages”",
        ),
        (b"{\"messages\": []}", "its messages are empty"),
        (b"{\"messages\": 5}", "its messages are no list"),
        (
            b"{\"messages\": [{\"content\": \"secret\"}]}",
            "message 1: it has no role",
        ),
        (
            b"{\"messages\": [{\"role\": \"user\"}]}",
            "message 1: it has no content",
        ),
        (
            b"{\"messages\": [{\"role\": \"secret\", \"content\": \"a\"}]}",
            "message 1: its role is none of the known ones",
        ),
        (
            b"{\"messages\": [{\"role\": \"user\", \"content\": \"a\", \"secret\": 1}]}",
            "message 1: it has a key that messages don’t have",
        ),
        (
            b"{\"messages\": [{\"role\": \"user\", \"content\": \"secret\"}]}",
            "it has no message of the assistant",
        ),
        (b"{\"prompt\": \"secret\"}", "it has no completion"),
        (
            b"{\"prompt\": \"a\", \"completion\": 5}",
            "its completion is no text",
        ),
        (
            b"{\"conversations\": [{\"from\": \"secret\", \"value\": \"a\"}]}",
            "turn 1: it is from none of those that are known",
        ),
        (
            b"{\"contents\": [{\"role\": \"user\", \"parts\": [{\"text\": \"a\"}]}]}",
            "it has no answer of the model",
        ),
    ] {
        let found = read(line, Tokenizer::O200kBase).unwrap_err();
        assert_eq!(found, problem);
    }
}
