//! `breakeven prices`: the list of models.

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
        text.contains("gpt-4.1                                                  input $2.00 → $3.00\n"),
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
