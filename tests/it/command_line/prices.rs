//! `breakeven prices`: the list of models, and filling the prices of one in.

use std::fs;

use breakeven::files::store;
use serde_json::Value;

use super::WorkFolder;

#[test]
fn models_are_listed_with_their_prices_and_where_they_were_read() {
    let work = WorkFolder::new();
    let output = work.call(&["prices", "opus", "5.5", "--format", "json"]);
    assert_eq!((output.code, output.stderr.as_str()), (0, ""));
    let found: Value = serde_json::from_str(&output.stdout).unwrap();
    let model = &found["models"][0];
    assert_eq!(
        (&model["id"], &model["provider"]),
        (&"claude-opus-5-5".into(), &"Anthropic".into())
    );
    assert_eq!(
        (&model["input"], &model["cached_input"], &model["output"]),
        (&4.0.into(), &0.2.into(), &20.0.into())
    );
    assert_eq!(found["flagged"], Value::Array(Vec::new()));
    assert!(
        output
            .stdout
            .starts_with("{\n  \"version\": 1,\n  \"models\": [\n    {\n      \"id\": ")
    );

    // A public list: what is doubtful isn't among the models.
    work.write(
        "list.json",
        r#"{"gpt-4.1": {"litellm_provider": "openai", "mode": "chat", "input_cost_per_token": 3e-6, "output_cost_per_token": 8e-6},
            "wandb/a": {"litellm_provider": "wandb", "mode": "chat", "input_cost_per_token": 0.015, "output_cost_per_token": 0.06}}"#,
    );
    let list = work.call(&["prices", "--import", "list.json", "--format", "json"]);
    let list: Value = serde_json::from_str(&list.stdout).unwrap();
    assert_eq!(list["models"].as_array().unwrap().len(), 1);
    assert_eq!(list["models"][0]["input"], 3.0);
    assert_eq!(
        list["models"][0]["read_at"],
        "as listed by LiteLLM: list.json"
    );
    assert_eq!(list["flagged"][0]["id"], "wandb/a");
    let text = work.call(&["prices", "--import", "list.json"]).stdout;
    assert!(
        text.contains(
            "gpt-4.1                                                  input $2.00 → $3.00\n"
        ),
        "{text}"
    );
    work.write("table.json", "a,b\n1,2\n");
    work.assert_fails(
        &["prices", "--import", "table.json"],
        1,
        &["table.json: it isn’t a price list as JSON"],
    );

    let all = work.call(&["prices", "--format", "json"]);
    let all: Value = serde_json::from_str(&all.stdout).unwrap();
    assert!(all["models"].as_array().unwrap().len() >= 110);
    // Nothing stands for a price that isn't listed.
    let models = all["models"].as_array().unwrap();
    assert!(models.iter().any(|model| model["cached_input"].is_null()));

    let text = work.call(&["prices", "gpt-4.1-mini"]).stdout;
    assert!(
        text.contains("$0.40 in, $1.60 out; fine-tuned $0.80 in, $3.20 out, training $5.00"),
        "{text}"
    );
    work.assert_fails(&["prices", "gpt", "77"], 1, &["No model is named “gpt 77”"]);
}

/// An entry of LiteLLM's list.
fn entry(id: &str, provider: &str, input: &str, output: &str) -> String {
    format!(
        r#""{id}": {{"litellm_provider": "{provider}", "mode": "chat", "input_cost_per_token": {input}, "output_cost_per_token": {output}}}"#
    )
}

/// A scenario good.ron, and a list.json with a dearer gpt-4.1, a tuned one, and one in a wrong unit.
fn with_list() -> WorkFolder {
    let work = WorkFolder::with_support_replies();
    let entries = [
        entry("gpt-4.1", "openai", "3e-6", "8e-6"),
        entry("azure/gpt-4.1", "azure", "2e-6", "8e-6"),
        entry("groq/gpt-oss-20b", "groq", "1e-7", "3e-7"),
        entry("cerebras/gpt-oss-20b", "cerebras", "1e-7", "3e-7"),
        entry("ft:gpt-4.1-2025-04-14", "openai", "4e-6", "12e-6"),
        entry("wandb/phi", "wandb", "0.008", "0.035"),
        entry("wandb/nothing", "wandb", "null", "null"),
    ];
    work.write("list.json", &format!("{{{}}}", entries.join(", ")));
    work
}

#[test]
fn the_prices_of_a_listed_model_are_filled_in_with_their_source() {
    let work = with_list();
    let arguments = [
        "prices",
        "--import",
        "list.json",
        "--model",
        "OpenAI gpt-4.1",
        "--into",
        "good.ron",
    ];
    let output = work.call(&arguments);
    assert_eq!(output.code, 0, "{}", output.stderr);
    assert_eq!(output.stdout, "OpenAI gpt-4.1: $3.00 in, $8.00 out\n");
    let said = output.stderr.replace('\u{a0}', " ");
    assert!(
        said.contains("good.ron: Input price (prompting): "),
        "{said}"
    );
    assert!(said.contains("$3.00 per 1M tokens"), "{said}");
    let scenario = store::read(&work.path("good.ron")).unwrap();
    let serving = &scenario.prompting.serving;
    assert_eq!(
        (serving.model.as_str(), serving.price.input.base()),
        ("gpt-4.1", 3.0)
    );
    let source = &scenario.sources["prompting.serving.price.input"];
    assert!(
        source.starts_with("list price: LiteLLM’s price list, read 20"),
        "{source}"
    );
}

#[test]
fn the_prices_of_a_tuned_model_are_the_lists_and_those_of_training_the_catalogs() {
    let work = with_list();
    let output = work.call(&[
        "prices",
        "--import",
        "list.json",
        "--model",
        "gpt-4.1",
        "--fine-tuned",
        "--into",
        "good.ron",
    ]);
    assert_eq!(output.code, 0, "{}", output.stderr);
    let tuned = store::read(&work.path("good.ron")).unwrap().fine_tuning;
    assert_eq!(tuned.serving.model, "gpt-4.1, fine-tuned");
    assert_eq!(tuned.serving.price.input.base(), 4.0);
    assert_eq!(tuned.training.price.base(), 25.0);
}

#[test]
fn a_model_of_the_catalog_is_filled_in_without_a_list() {
    let work = WorkFolder::with_support_replies();
    let output = work.call(&[
        "prices",
        "--model",
        "Claude Opus 5.5",
        "--into",
        "good.ron",
        "--format",
        "json",
    ]);
    assert_eq!(output.code, 0, "{}", output.stderr);
    let found: Value = serde_json::from_str(&output.stdout).unwrap();
    assert_eq!(found["models"][0]["id"], "claude-opus-5-5");
    let scenario = store::read(&work.path("good.ron")).unwrap();
    assert_eq!(scenario.prompting.serving.model, "claude-opus-5-5");
    assert_eq!(scenario.prompting.serving.price.input.base(), 4.0);

    let before = fs::read_to_string(work.path("good.ron")).unwrap();
    for (name, tuned, said) in [
        (
            "opus",
            false,
            "No model is named “opus”. Near are Anthropic claude-opus-",
        ),
        ("gpt 77", false, "No model is named “gpt 77”"),
        (
            "gpt-4.1",
            false,
            "“gpt-4.1” may be OpenAI gpt-4.1 and Azure OpenAI gpt-4.1. State provider and model",
        ),
        (
            "claude-opus-5-5",
            true,
            "Anthropic claude-opus-5-5 can’t be fine-tuned",
        ),
        ("gpt 77", true, "No model is named “gpt 77”"),
    ] {
        let mut arguments = vec!["prices", "--model", name, "--into", "good.ron"];
        if tuned {
            arguments.push("--fine-tuned");
        }
        work.assert_fails(&arguments, 1, &[said]);
    }
    assert_eq!(fs::read_to_string(work.path("good.ron")).unwrap(), before);
}

#[test]
fn a_doubtful_entry_is_filled_in_only_if_that_is_accepted() {
    let work = with_list();
    let before = fs::read_to_string(work.path("good.ron")).unwrap();
    let fill = |name| {
        vec![
            "prices",
            "--import",
            "list.json",
            "--model",
            name,
            "--into",
            "good.ron",
        ]
    };
    work.assert_fails(
        &fill("wandb/phi"),
        1,
        &["list.json: wandb phi is doubtful: input at $8,000 per 1M tokens is 53 times what the dearest model costs"],
    );
    for (name, said) in [
        (
            "gpt-oss-20b",
            "“gpt-oss-20b” may be Cerebras gpt-oss-20b and Groq gpt-oss-20b. State provider and model",
        ),
        (
            "oss",
            "No model is named “oss”. Near are Cerebras gpt-oss-20b and Groq gpt-oss-20b",
        ),
        ("gpt 77", "list.json: No model is named “gpt 77”"),
    ] {
        work.assert_fails(&fill(name), 1, &[said]);
    }
    let accepting = |name| [fill(name), vec!["--accept-flagged"]].concat();
    work.assert_fails(
        &accepting("wandb/nothing"),
        1,
        &["list.json: wandb nothing: no price of input is listed"],
    );
    assert_eq!(fs::read_to_string(work.path("good.ron")).unwrap(), before);

    let output = work.call(&accepting("wandb/phi"));
    assert_eq!(output.code, 0, "{}", output.stderr);
    let note = "note: wandb phi is doubtful: input at $8,000";
    assert!(output.stderr.contains(note), "{}", output.stderr);
    let scenario = store::read(&work.path("good.ron")).unwrap();
    assert_eq!(scenario.prompting.serving.price.output.base(), 35_000.0);
}

#[test]
fn options_that_say_nothing_without_others_are_refused() {
    let work = with_list();
    for arguments in [
        &["prices", "--model", "gpt-4.1"][..],
        &["prices", "--into", "good.ron"],
        &["prices", "--fine-tuned"],
        &[
            "prices",
            "--model",
            "gpt-4.1",
            "--into",
            "good.ron",
            "--accept-flagged",
        ],
        &["prices", "opus", "--model", "gpt-4.1", "--into", "good.ron"],
    ] {
        work.assert_fails(arguments, 2, &[]);
    }
}

/// A public list with one sound entry and one that costs nothing for output.
const LIST: &str = r#"{"gpt-4.1": {"litellm_provider": "openai", "mode": "chat", "input_cost_per_token": 3e-6, "output_cost_per_token": 8e-6},
    "wandb/a": {"litellm_provider": "wandb", "mode": "chat", "input_cost_per_token": 0.015, "output_cost_per_token": 0.06}}"#;

/// The file of the user's own price list, wherever this system has the folder of settings.
#[cfg(target_os = "linux")]
fn own_list(work: &WorkFolder) -> std::path::PathBuf {
    work.home.path().join("config/breakeven/prices.ron")
}

#[cfg(target_os = "linux")]
#[test]
fn an_entry_that_is_kept_wins_over_the_catalog_from_then_on() {
    let work = WorkFolder::new();
    work.write("list.json", LIST);
    let keep = [
        "prices",
        "--import",
        "list.json",
        "--model",
        "gpt-4.1",
        "--keep",
    ];
    let kept = work.call(&keep);
    assert_eq!(kept.code, 0, "{}", kept.stderr);
    assert!(
        kept.stderr.contains("OpenAI gpt-4.1 is kept in"),
        "{}",
        kept.stderr
    );

    let listed = work.call(&["prices", "gpt-4.1", "--format", "json"]);
    let found: Value = serde_json::from_str(&listed.stdout).unwrap();
    let models = found["models"].as_array().unwrap();
    let openai: Vec<_> = models
        .iter()
        .filter(|model| model["provider"] == "OpenAI" && model["id"] == "gpt-4.1")
        .collect();
    assert_eq!(openai.len(), 1, "{openai:?}");
    assert_eq!(
        (&openai[0]["input"], &openai[0]["own"]),
        (&3.0.into(), &true.into())
    );
    let others = models.iter().filter(|model| model["own"] == true);
    assert_eq!(others.count(), 1);
    let text = work.call(&["prices", "gpt-4.1"]).stdout;
    let marked = text
        .lines()
        .filter(|line| line.ends_with("; your price list"));
    assert_eq!(marked.count(), 1, "{text}");

    // It is filled in, with its source.
    let into = ["prices", "--model", "OpenAI gpt-4.1", "--into", "good.ron"];
    assert_eq!(work.call(&into).code, 0);
    let filled = store::open(&work.path("good.ron")).unwrap().scenario;
    assert_eq!(filled.prompting.serving.price.input.base(), 3.0);
    assert_eq!(
        filled.sources["prompting.serving.price.input"]
            .split(", read ")
            .next(),
        Some("list price: your price list, LiteLLM’s price list")
    );

    // Keeping it again replaces it.
    work.write("list.json", &LIST.replace("3e-6", "2.5e-6"));
    assert_eq!(work.call(&keep).code, 0);
    let own = fs::read_to_string(own_list(&work)).unwrap();
    assert_eq!(own.matches("model: \"gpt-4.1\"").count(), 1, "{own}");
    assert!(own.contains("input: 2.5"), "{own}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_doubtful_entry_is_kept_only_if_that_is_said() {
    let work = WorkFolder::new();
    work.write("list.json", LIST);
    let keep = [
        "prices",
        "--import",
        "list.json",
        "--model",
        "wandb/a",
        "--keep",
    ];
    work.assert_fails(&keep, 1, &["is doubtful", "--accept-flagged"]);
    assert!(!own_list(&work).exists());
    let accepted = work.call(&[&keep[..], &["--accept-flagged"]].concat());
    assert_eq!(accepted.code, 0, "{}", accepted.stderr);
    assert!(
        accepted.stderr.contains("is doubtful"),
        "{}",
        accepted.stderr
    );
    assert!(own_list(&work).exists());
    work.assert_fails(&["prices", "--model", "gpt-4.1"], 2, &["--into", "--keep"]);
}

#[cfg(target_os = "linux")]
#[test]
fn an_own_list_that_cannot_be_read_is_told_and_left_as_it_is() {
    let work = WorkFolder::new();
    work.write("list.json", LIST);
    fs::create_dir_all(own_list(&work).parent().unwrap()).unwrap();
    let broken = "(\n    version: 3,\n    models: 1,\n)\n";
    fs::write(own_list(&work), broken).unwrap();
    let listed = work.call(&["prices", "opus", "5.5"]);
    assert_eq!(listed.code, 0);
    assert!(
        listed.stderr.contains("prices.ron: 3:"),
        "{}",
        listed.stderr
    );
    assert!(
        listed.stdout.contains("claude-opus-5-5"),
        "{}",
        listed.stdout
    );
    let keep = [
        "prices",
        "--import",
        "list.json",
        "--model",
        "gpt-4.1",
        "--keep",
    ];
    work.assert_fails(&keep, 1, &["prices.ron: 3:"]);
    assert_eq!(fs::read_to_string(own_list(&work)).unwrap(), broken);
}
