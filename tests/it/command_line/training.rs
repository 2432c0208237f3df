//! `breakeven training`: what is counted, filled in and refused.

use std::fs;

use breakeven::files::store;
use breakeven::scenario::Estimate;
use serde_json::Value;

use super::WorkFolder;

const CHAT: &str = r#"{"messages":[{"role":"user","content":"Where is my order?"},{"role":"assistant","content":"On its way."}]}"#;

/// Ten examples of 17 tokens, the last line cut off.
fn with_training() -> WorkFolder {
    let work = WorkFolder::with_support_replies();
    let lines = format!("{CHAT}\n").repeat(10);
    work.write("train.jsonl", &format!("{lines}{{\"messages\":[{{\"ro"));
    work
}

#[test]
fn a_training_file_is_counted_and_its_problems_are_told_by_line() {
    let work = with_training();
    let output = work.call(&["training", "train.jsonl", "--format", "json"]);
    assert_eq!(output.code, 0);
    assert_eq!(
        output.stderr,
        "note: Several providers tune gpt-4.1-mini. The cost of a run is that of OpenAI gpt-4.1-mini\n"
    );
    let found: Value = serde_json::from_str(&output.stdout).unwrap();
    // 3 for the example, 3 and a role for each message; 5 and 4 tokens of text.
    assert_eq!(
        found["tokens"]["total"],
        10 * (3 + 2 * 4 + 5 + 4),
        "{found}"
    );
    assert_eq!(
        (&found["form"], &found["examples"], &found["epochs"]),
        (&"openai_chat".into(), &10.into(), &10.into())
    );
    assert_eq!(found["duplicates"], 9);
    // gpt-4.1-mini: $5.00 per million.
    assert_eq!(found["billed_tokens"], 2000);
    assert_eq!(found["cost"], 0.01);
    assert_eq!(found["problem_count"], 1);
    assert_eq!(found["problems"][0]["line"], 11);
    let keys = "{\n  \"version\": 1,\n  \"form\": \"openai_chat\",\n  \"examples\": 10,\n  \"tokens\": {\n    \"total\": 200,";
    assert!(output.stdout.starts_with(keys), "{}", output.stdout);

    let output = work.call(&["training", "train.jsonl"]);
    let text = output.stdout.replace('\u{a0}', " ");
    for said in [
        "10 examples (OpenAI chat), 200 tokens for gpt-4.1-mini\n",
        "2,000 tokens billed in 10 epochs\n",
        "9 duplicates\n",
        "  line 11: the JSON ends too early: the line was cut off\n",
        "  OpenAI gpt-4.1-mini",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
}

#[test]
fn what_was_counted_is_filled_in_with_its_sources() {
    let work = with_training();
    let output = work.call(&[
        "training",
        "train.jsonl",
        "--model",
        "gpt-4.1",
        "--into",
        "good.ron",
    ]);
    assert_eq!(output.code, 0, "{}", output.stderr);
    let scenario = store::read(&work.path("good.ron")).unwrap();
    let tuned = &scenario.fine_tuning;
    assert_eq!(tuned.data.examples.estimate(), Estimate::Exact(10.0));
    assert_eq!(
        tuned.training.tokens_per_example.estimate(),
        Estimate::Exact(20.0)
    );
    assert_eq!(tuned.training.epochs.estimate(), Estimate::Exact(10.0));
    assert_eq!(
        scenario.sources["fine_tuning.data.examples"],
        "counted: train.jsonl"
    );
    assert_eq!(
        scenario.sources["fine_tuning.training.epochs"],
        "OpenAI’s default for 10 examples: train.jsonl"
    );
    let text = fs::read_to_string(work.path("good.ron")).unwrap();
    assert!(!text.contains("Where is my order"));
}

#[test]
fn files_that_hold_no_examples_are_refused_and_nothing_is_filled_in() {
    let work = with_training();
    let before = fs::read(work.path("good.ron")).unwrap();
    let long = format!("{{\"text\": \"{}\"}}\n", "x".repeat(17 << 20));
    for (name, bytes, said) in [
        ("empty.jsonl", &b""[..], "there is nothing in it"),
        (
            "wide.jsonl",
            b"\xff\xfe{\0",
            "it is UTF-16 text; save it as UTF-8",
        ),
        (
            "page.jsonl",
            b"<!doctype html><p>",
            "it is a web page or XML",
        ),
        ("book.jsonl", b"PK\x03\x04", "it is packed"),
        (
            "table.jsonl",
            b"prompt,completion\na,b\n",
            "there is no training example in it; line 1: it is no JSON from column 1 on",
        ),
        (
            "latin.jsonl",
            b"\n{\"text\": \"caf\xe9\"}\n",
            "line 2: it is not UTF-8 text",
        ),
        (
            "other.jsonl",
            b"{\"password\": \"hunter2\"}\n",
            "it has none of the keys that training examples have",
        ),
        (
            "long.jsonl",
            long.as_bytes(),
            "line 1: it is longer than 16 MB",
        ),
    ] {
        fs::write(work.path(name), bytes).unwrap();
        work.assert_fails(&["training", name, "--into", "good.ron"], 1, &[name, said]);
    }
    work.assert_fails(&["training", "missing.jsonl"], 1, &["can’t read it"]);
    work.assert_fails(&["training", "."], 1, &["it is a folder"]);
    work.assert_fails(&["training"], 2, &["<FILES>"]);
    assert_eq!(fs::read(work.path("good.ron")).unwrap(), before);
}

#[test]
fn no_text_of_a_file_gets_into_what_is_said_or_filled_in() {
    let work = WorkFolder::with_support_replies();
    let secret = "hunter2";
    let lines = [
        format!(
            r#"{{"messages":[{{"role":"user","content":"{secret}"}},{{"role":"assistant","content":"{secret}"}}]}}"#
        ),
        format!(r#"{{"messages":[{{"role":"{secret}","content":"{secret}"}}]}}"#),
        format!(r#"{{"messages":[{{"role":"user","content":"a","{secret}":1}}]}}"#),
        format!(r#"{{"{secret}":"{secret}"}}"#),
        format!(r#"{{"prompt":"{secret}"}}"#),
        format!(r#"{{"text": {secret}}}"#),
        format!(r#""{secret}""#),
    ];
    work.write("train.jsonl", &lines.join("\n"));
    for format in ["text", "json"] {
        let output = work.call(&[
            "training",
            "train.jsonl",
            "--format",
            format,
            "--into",
            "good.ron",
        ]);
        assert_eq!(output.code, 0, "{}", output.stderr);
        let all = [output.stdout, output.stderr].concat();
        assert!(!all.contains(secret), "{all}");
        assert!(all.contains('6'), "six lines can’t be used: {all}");
    }
    let scenario = fs::read_to_string(work.path("good.ron")).unwrap();
    assert!(!scenario.contains(secret));
}

#[test]
fn one_json_array_is_read_as_its_entries_are() {
    let work = with_training();
    let lines: Vec<&str> = vec![CHAT; 10];
    for (text, lines) in [
        (format!("[{}]", lines.join(",")), 11),
        (
            format!(
                "\u{feff}[\n{},\n{{\n\"messages\": 1\n}}\n]\n",
                lines.join(",\n")
            ),
            12,
        ),
    ] {
        work.write("array.json", &text);
        let output = work.call(&["training", "array.json", "--format", "json"]);
        let found: Value = serde_json::from_str(&output.stdout).unwrap();
        assert_eq!(
            (&found["examples"], &found["tokens"]["total"]),
            (&10.into(), &200.into()),
            "{}",
            output.stderr
        );
        let problem = &found["problems"][0]["line"];
        assert!(problem.is_null() || *problem == lines, "{found}");
    }
}

#[test]
fn offers_by_the_hour_stand_last_and_their_missing_cost_is_explained() {
    let work = with_training();
    let output = work.call(&["training", "train.jsonl", "--model", "o4-mini"]);
    assert_eq!((output.code, output.stderr.as_str()), (0, ""));
    let last = output.stdout.lines().last().unwrap();
    for said in [
        "  Azure OpenAI o4-mini  ",
        "  $100.00 per hour, at most $5,000",
    ] {
        assert!(last.contains(said), "{last}");
    }
    let arguments = ["training", "train.jsonl", "--format", "json", "--model"];
    for (model, cost, said) in [
        (
            "o4-mini",
            Value::Null,
            "Azure OpenAI o4-mini costs $100.00 per hour",
        ),
        (
            "our-own",
            Value::Null,
            "“our-own” isn’t in the price catalog",
        ),
        ("gpt-6.2-sol", Value::Null, "can’t be fine-tuned"),
        // 2,000 tokens at $5.00 per million.
        ("Azure OpenAI gpt-4.1-mini", 0.01.into(), ""),
        ("openai/gpt-4.1-mini", 0.01.into(), ""),
        (
            "gpt-4.1-mini-2025-04-14",
            0.01.into(),
            "that of OpenAI gpt-4.1-mini",
        ),
    ] {
        let output = work.call(&[&arguments[..], &[model]].concat());
        let found: Value = serde_json::from_str(&output.stdout).unwrap();
        assert_eq!(found["cost"], cost, "{model}");
        let is_quiet = said.is_empty() && output.stderr.is_empty();
        assert!(
            is_quiet || output.stderr.contains(said),
            "{}",
            output.stderr
        );
    }
}

#[test]
fn a_round_is_left_out_where_currencies_differ() {
    let work = with_training();
    let output = work.call(&["training", "train.jsonl", "--into", "good.ron"]);
    assert!(!output.stdout.contains('–'), "{}", output.stdout);
    let euros = fs::read_to_string(work.path("good.ron")).unwrap();
    let euros = euros.replacen("version: 2,", "version: 2,\n    currency: \"EUR\",", 1);
    work.write("good.ron", &euros);
    let output = work.call(&["training", "train.jsonl", "--into", "good.ron"]);
    assert_eq!(output.code, 0, "{}", output.stderr);
    let mini = output
        .stdout
        .lines()
        .find(|line| line.contains(" OpenAI gpt-4.1-mini "));
    let columns: Vec<&str> = mini.unwrap().split_whitespace().collect();
    assert_eq!(columns[2..4], ["$0.010", "–"]);
    assert!(
        output.stderr.contains("the scenario’s costs in EUR"),
        "{}",
        output.stderr
    );
}

#[test]
fn few_estimated_tokens_are_filled_in_as_a_number() {
    let work = WorkFolder::with_support_replies();
    work.write("train.jsonl", &"{\"text\": \"a\"}\n".repeat(10));
    let output = work.call(&[
        "training",
        "train.jsonl",
        "--model",
        "claude-haiku-4-5",
        "--into",
        "good.ron",
    ]);
    assert_eq!(output.code, 0, "{}", output.stderr);
    let scenario = store::read(&work.path("good.ron")).unwrap();
    assert_eq!(
        scenario.fine_tuning.training.tokens_per_example.estimate(),
        Estimate::Exact(1.0)
    );
}

#[test]
fn problems_of_several_files_name_their_file() {
    let work = with_training();
    work.write("more.json", &format!("[{CHAT},\n{CHAT}\n"));
    let files = ["training", "train.jsonl", "more.json"];
    let output = work.call(&files);
    assert_eq!(output.code, 0, "{}", output.stderr);
    for said in [
        "  train.jsonl: line 11: the JSON ends too early: the line was cut off\n",
        "  more.json: line 3: the closing “]” is missing: the file was cut off\n",
    ] {
        assert!(output.stdout.contains(said), "{}", output.stdout);
    }
    let output = work.call(&[&files[..], &["--format", "json"]].concat());
    let found: Value = serde_json::from_str(&output.stdout).unwrap();
    assert_eq!(found["examples"], 12);
    assert_eq!(found["problems"][1]["file"], "more.json");
    assert_eq!(found["problems"][1]["line"], 3);

    work.write("empty.jsonl", "\nx\n");
    work.assert_fails(
        &["training", "empty.jsonl", "empty.jsonl"],
        1,
        &["there is no training example in it; empty.jsonl: line 2: it is no JSON"],
    );
}

#[test]
fn images_and_examples_without_text_are_said() {
    let work = WorkFolder::with_support_replies();
    let image = r#"{"messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"x"}}]},{"role":"assistant","content":"A cat"}]}"#;
    let nothing = r#"{"messages":[{"role":"assistant","content":""}]}"#;
    work.write("train.jsonl", &format!("{image}\n{image}\n{nothing}\n"));
    let output = work.call(&["training", "train.jsonl"]);
    for said in [
        "2 parts that are no text, such as images, aren’t counted\n",
        "  line 3: there is no text in it\n",
    ] {
        assert!(output.stdout.contains(said), "{}", output.stdout);
    }
    let output = work.call(&["training", "train.jsonl", "--format", "json"]);
    let found: Value = serde_json::from_str(&output.stdout).unwrap();
    assert_eq!(found["uncounted_parts"], 2);
}

#[test]
fn standard_input_is_read_once_only() {
    let work = WorkFolder::with_support_replies();
    for command in ["training", "tokens"] {
        work.assert_fails(&[command, "-", "-"], 2, &["standard input", "once"]);
    }
}
