//! `breakeven tokens`: what is counted, filled in and refused.

use std::fs;

use breakeven::files::store;
use breakeven::scenario::Estimate;
use serde_json::Value;

use super::WorkFolder;

/// A prompt with instructions and one example.
const PROMPT: &str =
    "You are a support agent.\n\n## Examples\n\nQ: refund?\nA: yes\n\n## Rules\nBe brief.\n";

fn with_prompt() -> WorkFolder {
    let work = WorkFolder::with_support_replies();
    work.write("prompt.md", PROMPT);
    work
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

#[test]
fn a_prompt_is_counted_by_its_parts() {
    let work = with_prompt();
    let output = work.call(&["tokens", "prompt.md", "--model", "gpt-4.1"]);
    assert_eq!((output.code, output.stderr.as_str()), (0, ""));
    let lines: Vec<&str> = output.stdout.lines().collect();
    assert_eq!(lines[0], "30 tokens for gpt-4.1 (o200k_base)");
    // 12 tokens at $2 per million, a thousand times.
    let words: Vec<&str> = lines[1].split_whitespace().collect();
    assert_eq!(
        words,
        ["Instructions", "12", "$0.024", "per", "1,000", "queries"]
    );

    let output = work.call(&["tokens", "prompt.md", "--format", "json"]);
    let found = json(&output.stdout);
    assert_eq!(found["tokens"], 30);
    assert_eq!(found["parts"]["examples"], 11);
    assert_eq!(
        (&found["exact"], &found["margin"]),
        (&true.into(), &Value::Null)
    );
    // In this order, so that it reads well.
    assert!(
        output
            .stdout
            .starts_with("{\n  \"version\": 1,\n  \"tokenizer\": \"o200k_base\",")
    );
}

#[test]
fn a_model_is_known_however_its_name_is_written() {
    let work = with_prompt();
    for model in [
        "Azure OpenAI gpt-4.1",
        "gpt-4.1-2025-04-14",
        "openai/gpt-4.1",
        "GPT 4.1",
    ] {
        let output = work.call(&["tokens", "prompt.md", "--model", model]);
        let lines: Vec<&str> = output.stdout.lines().collect();
        assert_eq!(lines[0], format!("30 tokens for {model} (o200k_base)"));
        assert!(
            lines[1].contains("$0.024 per 1,000 queries"),
            "{}",
            lines[1]
        );
    }
}

#[test]
fn what_is_no_published_tokenizer_is_estimated_with_a_margin() {
    let work = with_prompt();
    let output = work.call(&["tokens", "prompt.md", "--model", "claude-sonnet-5-5"]);
    assert!(
        output
            .stdout
            .starts_with("about 47 tokens ±20% for claude-sonnet-5-5, estimated with o200k_base\n"),
        "{}",
        output.stdout
    );
    let found = json(
        &work
            .call(&[
                "tokens",
                "prompt.md",
                "--model",
                "our own",
                "--format",
                "json",
            ])
            .stdout,
    );
    assert_eq!(
        (&found["exact"], &found["margin"]),
        (&false.into(), &0.2.into())
    );
}

#[test]
fn a_count_is_filled_in_with_its_source_and_comments_stay() {
    let work = with_prompt();
    let before = fs::read_to_string(work.path("good.ron")).unwrap();
    let output = work.call(&[
        "tokens",
        "prompt.md",
        "--model",
        "gpt-4.1",
        "--into",
        "good.ron",
    ]);
    assert_eq!(output.code, 0, "{}", output.stderr);
    assert_eq!(
        output.stderr.replace('\u{a0}', " "),
        "good.ron: System prompt (prompting): 3,800 tokens → 30 tokens\n"
    );
    let scenario = store::read(&work.path("good.ron")).unwrap();
    assert_eq!(
        scenario.prompting.serving.prompt_tokens.estimate(),
        Estimate::Exact(30.0)
    );
    let source = &scenario.sources["prompting.serving.prompt_tokens"];
    assert_eq!(source, "counted with o200k_base: prompt.md");
    let after = fs::read_to_string(work.path("good.ron")).unwrap();
    let comments = |text: &str| {
        text.lines()
            .filter(|line| line.contains("//"))
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    assert_eq!(comments(&after), comments(&before));
    assert!(
        !after.contains("support agent"),
        "the prompt itself stays out of the scenario"
    );

    // Without a model it is the scenario's, whose tokens are an estimate: a range.
    let output = work.call(&["tokens", "prompt.md", "--into", "good.ron"]);
    assert_eq!(output.code, 0, "{}", output.stderr);
    let scenario = store::read(&work.path("good.ron")).unwrap();
    assert_eq!(
        scenario.prompting.serving.prompt_tokens.estimate(),
        Estimate::Range {
            low: 38.0,
            high: 56.0
        }
    );
}

#[test]
fn messages_and_texts_make_one_prompt_and_what_is_not_counted_is_said() {
    let work = with_prompt();
    work.write(
        "messages.json",
        r#"{"messages": [{"role": "user", "content": [{"type": "image_url", "image_url": {}}]}], "tools": [{"name": "x"}]}"#,
    );
    let output = work.call(&["tokens", "prompt.md", "messages.json"]);
    assert_eq!(output.code, 0);
    for note in ["isn’t counted", "Tools are estimated"] {
        assert!(output.stderr.contains(note), "{}", output.stderr);
    }
    assert!(output.stdout.starts_with("about "), "{}", output.stdout);
}

#[test]
fn what_cannot_be_counted_is_refused_in_one_sentence_and_nothing_is_filled_in() {
    let work = with_prompt();
    work.write("cut.json", "[{\"role\": \"user\",\n");
    work.write(
        "none.json",
        r#"[{"role": "user", "content": "a"}, {"content": "b"}]"#,
    );
    fs::write(work.path("wide.txt"), b"\xff\xfeB\0").unwrap();
    fs::write(work.path("latin.txt"), b"a\nb\xe9").unwrap();
    let before = fs::read(work.path("good.ron")).unwrap();
    for (file, said) in [
        ("missing.md", "missing.md: can’t read it"),
        (".", "it is a folder, not a text file"),
        ("", "“”: this names no file"),
        ("cut.json", "cut.json: line 2: the JSON ends or breaks here"),
        ("none.json", "none.json: message 2: it has no role"),
        ("wide.txt", "wide.txt: it is UTF-16 text; save it as UTF-8"),
        ("latin.txt", "latin.txt: line 2: it is not UTF-8 text"),
    ] {
        work.assert_fails(&["tokens", file, "--into", "good.ron"], 1, &[said]);
    }
    fs::write(work.path("nothing.md"), "").unwrap();
    work.assert_fails(
        &["tokens", "nothing.md", "--into", "good.ron"],
        1,
        &["nothing.md: there is no text in it"],
    );
    work.assert_fails(
        &["tokens", "prompt.md", "--into", "broken.ron"],
        1,
        &["broken.ron", "line 2"],
    );
    work.assert_fails(&["tokens"], 2, &["<FILES>"]);
    assert_eq!(fs::read(work.path("good.ron")).unwrap(), before);
    assert_eq!(
        work.call(&["report", "good.ron", "-o", "report.html"]).code,
        0
    );
    work.assert_fails(
        &["tokens", "prompt.md", "--into", "report.html"],
        1,
        &["a report can’t be filled in"],
    );
}

#[test]
fn conversations_without_a_system_message_fill_in_their_calls() {
    let work = with_prompt();
    let held = r#"{"messages": [{"role": "user", "content": "a"}, {"role": "assistant", "content": "b"}, {"role": "assistant", "content": "c"}]}"#;
    let unanswered = r#"{"messages": [{"role": "user", "content": "a"}]}"#;
    work.write("held.jsonl", &format!("{held}\n{unanswered}\n"));
    let before = store::read(&work.path("good.ron")).unwrap();
    let output = work.call(&["tokens", "held.jsonl", "--into", "good.ron"]);
    assert_eq!(output.code, 0, "{}", output.stderr);
    assert_eq!(output.stdout, "2.0 calls per conversation\n");
    assert!(
        output
            .stderr
            .contains("note: The conversations have no system messages"),
        "{}",
        output.stderr
    );
    let after = store::read(&work.path("good.ron")).unwrap();
    assert_eq!(after.prompting, before.prompting);
    assert_eq!(
        after.workload.calls_per_conversation.estimate(),
        Estimate::Exact(2.0)
    );
    let output = work.call(&["tokens", "held.jsonl", "--format", "json"]);
    assert_eq!(json(&output.stdout)["calls_per_conversation"], 2.0);

    work.write("asked.jsonl", &format!("{unanswered}\n{unanswered}\n"));
    let said = ["have no system messages", "have no answers"];
    work.assert_fails(&["tokens", "asked.jsonl"], 1, &said);
}

#[test]
fn a_conversation_that_cannot_be_read_is_told_by_its_place() {
    let work = with_prompt();
    let held = r#"{"messages": [{"role": "user", "content": "a"}, {"role": "assistant", "content": "b"}]}"#;
    let bad = r#"{"messages": [{"role": "user"}]}"#;
    work.write("array.json", &format!("[{held}, {held}, {held}, {bad}]"));
    work.write(
        "lines.jsonl",
        &format!(
            "{}{{\"messages\": [\n{held}\n",
            format!("{held}\n").repeat(5)
        ),
    );
    for (file, said) in [
        (
            "array.json",
            "array.json: conversation 4: message 1: it has no content",
        ),
        (
            "lines.jsonl",
            "lines.jsonl: line 6: the JSON ends or breaks here",
        ),
    ] {
        work.assert_fails(&["tokens", file, "--into", "good.ron"], 1, &[said]);
    }
}

#[test]
fn the_remaining_share_is_written_as_in_files() {
    let work = with_prompt();
    for share in ["20%", "0.2"] {
        let output = work.call(&[
            "tokens",
            "prompt.md",
            "--model",
            "gpt-4.1",
            "--into",
            "good.ron",
            "--remaining",
            share,
        ]);
        assert_eq!(output.code, 0, "{}", output.stderr);
        let scenario = store::read(&work.path("good.ron")).unwrap();
        let remaining = scenario.fine_tuning.serving.prompt_tokens.estimate();
        assert_eq!(remaining, Estimate::Exact(6.0), "{share}");
    }
    for share in ["20", "120%", "-1", "10% to 20%", "a"] {
        work.assert_fails(
            &[
                "tokens",
                "prompt.md",
                "--into",
                "good.ron",
                &format!("--remaining={share}"),
            ],
            2,
            &["a share between 0% and 100%, such as 20% or 0.2"],
        );
    }
}
