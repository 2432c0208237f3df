//! What is filled in from the user's own material: prompts, training files and usage exports, pasted, dropped and chosen.

use std::fs;
use std::path::PathBuf;

use breakeven::app::state::dialog::Dialog;
use breakeven::app::state::evidence::Material;
use breakeven::app::state::reading::Reading;
use breakeven::scenario::Estimate;
use egui::{Key, Modifiers, Role};
use egui_kittest::kittest::Queryable as _;

use crate::driven::{Home, USUAL, View as _, Window, drop_file, press, wait};
use crate::support::{CTRL_SHIFT, named};

const CHAT: &str = r#"{"messages":[{"role":"user","content":"Where is my order?"},{"role":"assistant","content":"On its way."}]}"#;

fn window(home: &Home) -> Window<'static> {
    let path = home.file("mine.ron", &named("Mine"));
    home.window(&[path], USUAL)
}

/// Waits until what is shown can be filled in.
fn wait_until_ready(window: &mut Window<'_>) {
    wait(window, "figures", |window| match &window.view().dialog {
        Some(Dialog::Evidence(dialog)) => dialog.is_ready(),
        _ => false,
    });
    window.run_steps(2);
}

fn file(home: &Home, name: &str, text: &str) -> PathBuf {
    let path = home.library().join(name);
    fs::write(&path, text).unwrap();
    path
}

#[test]
fn a_pasted_prompt_fills_both_sides_in_one_step() {
    let home = Home::new();
    let mut window = window(&home);
    let before = window.scenario().clone();
    press(&mut window, CTRL_SHIFT, Key::P);
    window.run_steps(2);
    let text = "You are kind.\n\n# Examples\n\nQ: a\nA: b\n";
    window.event(egui::Event::Paste(text.to_owned()));
    wait_until_ready(&mut window);
    window.get_by_label("Fill in").click_accesskit();
    window.run_steps(3);
    let scenario = window.scenario().clone();
    assert_eq!(
        scenario.prompting.serving.prompt_tokens.estimate(),
        Estimate::Exact(22.0)
    );
    // A fifth remains unless somebody says otherwise.
    assert_eq!(
        scenario.fine_tuning.serving.prompt_tokens.estimate(),
        Estimate::Exact(4.0)
    );
    assert_eq!(
        scenario.sources["prompting.serving.prompt_tokens"],
        "counted with o200k_base: pasted prompt"
    );
    press(&mut window, Modifiers::COMMAND, Key::Z);
    window.run_steps(2);
    assert_eq!(*window.scenario(), before);
}

#[test]
fn dropped_files_are_shown_one_after_the_other() {
    let home = Home::new();
    let mut window = window(&home);
    let training = file(&home, "train.jsonl", &format!("{CHAT}\n").repeat(20));
    let prompt = file(&home, "prompt.md", "Be kind.");
    drop_file(&mut window, training);
    wait_until_ready(&mut window);
    window.get_by_label_contains("20\u{a0}examples");
    // Another kind of file waits for its turn.
    drop_file(&mut window, prompt);
    press(&mut window, Modifiers::NONE, Key::Enter);
    window.run_steps(3);
    let tuned = window.scenario().fine_tuning.clone();
    assert_eq!(tuned.data.examples.estimate(), Estimate::Exact(20.0));
    assert_eq!(
        tuned.training.tokens_per_example.estimate(),
        Estimate::Exact(20.0)
    );
    assert_eq!(tuned.training.epochs.estimate(), Estimate::Exact(5.0));
    wait_until_ready(&mut window);
    window.get_by_label("Prompt: prompt.md");
    press(&mut window, Modifiers::NONE, Key::Escape);
    window.run_steps(3);
    assert!(window.view().dialog.is_none());
}

#[test]
fn a_chosen_offer_fills_in_its_prices_and_what_was_typed_stays() {
    let home = Home::new();
    let mut window = window(&home);
    let training = file(&home, "train.jsonl", &format!("{CHAT}\n").repeat(20));
    drop_file(&mut window, training);
    wait_until_ready(&mut window);
    window
        .get_by_label_contains("Amazon Bedrock amazon.nova-micro-v1:0, a run")
        .click_accesskit();
    window.run_steps(2);
    press(&mut window, Modifiers::NONE, Key::Enter);
    window.run_steps(3);
    let scenario = window.scenario();
    assert_eq!(
        scenario.fine_tuning.serving.model,
        "amazon.nova-micro-v1:0, fine-tuned"
    );
    assert_eq!(scenario.fine_tuning.training.price.base(), 1.0);
}

#[test]
fn offers_by_the_hour_have_their_price_and_rounds_are_added_up_in_dollars_only() {
    let home = Home::new();
    let mut scenario = named("Mine");
    scenario.currency = "EUR".parse().unwrap();
    let path = home.file("mine.ron", &scenario);
    let mut window = home.window(&[path], USUAL);
    let training = file(&home, "train.jsonl", &format!("{CHAT}\n").repeat(20));
    drop_file(&mut window, training);
    wait_until_ready(&mut window);
    window.get_by_label_contains(", training $100.00 per hour, at most $5,000");
    assert!(window.query_all_by_label_contains(", a round –").count() > 3);
    assert!(window.query_by_label_contains(", a round $").is_none());
    window.get_by_label_contains("They are in US dollars, so a round isn’t added up");
}

#[test]
fn a_prompt_says_whose_its_margin_is_and_what_conversations_lack() {
    let home = Home::new();
    let mut scenario = named("Mine");
    scenario.prompting.serving.model = "gpt-4o".to_owned();
    let path = home.file("mine.ron", &scenario);
    let mut window = home.window(&[path], USUAL);
    let tools = r#"{"messages": [{"role": "system", "content": "Hi"}], "tools": [{"name": "x"}]}"#;
    let held = r#"{"messages": [{"role": "user", "content": "a"}, {"role": "assistant", "content": "b"}]}"#;
    for (name, text, said) in [
        (
            "tools.json",
            tools,
            "Estimated to ±20%: how tools are sent isn’t published",
        ),
        (
            "held.json",
            &format!("[{held}, {held}]"),
            "The conversations have no system messages",
        ),
    ] {
        let prompt = file(&home, name, text);
        drop_file(&mut window, prompt);
        wait(&mut window, "what is said", |window| {
            window.query_by_label_contains(said).is_some()
        });
        press(&mut window, Modifiers::NONE, Key::Escape);
        window.run_steps(3);
    }
}

#[test]
fn a_file_that_cannot_be_used_is_told_and_nothing_is_filled_in() {
    let home = Home::new();
    let mut window = window(&home);
    let before = window.scenario().clone();
    let training = file(&home, "train.jsonl", "\n{\"messages\": []}\n");
    drop_file(&mut window, training);
    wait(&mut window, "a problem", |window| {
        let Some(Dialog::Evidence(dialog)) = &window.view().dialog else {
            return false;
        };
        let Material::Training(training) = &dialog.material else {
            return false;
        };
        matches!(training.reading, Reading::Failed(_))
    });
    window.run_steps(2);
    window.get_by_label_contains("line 2: its messages are empty");
    assert!(window.query_by_label("Fill in").is_none());
    press(&mut window, Modifiers::NONE, Key::Escape);
    window.run_steps(2);
    assert_eq!(*window.scenario(), before);
}

#[test]
fn the_file_that_was_dropped_last_is_shown_whichever_is_read_first() {
    let home = Home::new();
    let mut window = window(&home);
    let long = file(&home, "long.jsonl", &format!("{CHAT}\n").repeat(40_000));
    let short = file(&home, "short.jsonl", &format!("{CHAT}\n").repeat(20));
    drop_file(&mut window, long);
    drop_file(&mut window, short);
    wait_until_ready(&mut window);
    for _ in 0..400 {
        window.step();
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    window.get_by_label("Training file: short.jsonl");
    window.get_by_label_contains("20\u{a0}examples");
}

/// Days of August and September 2026, each with so many requests of 1,000 input tokens and 200 output tokens; secrets in the columns that
/// nobody needs.
fn usage(name_of_model: &str) -> String {
    let mut lines = vec![
        "date,model,api_key,user,prompt_tokens,completion_tokens,cache_read_input_tokens,api_requests"
            .to_owned(),
    ];
    for (month, days, requests) in [(8, 31, 100), (9, 30, 120)] {
        for day in 1..=days {
            let [input, output, cached] = [1000, 200, 600].map(|tokens| tokens * requests);
            lines.push(format!(
                "2026-{month:02}-{day:02},{name_of_model},sk-planted-key,jane@planted.example,{input},{output},{cached},{requests}"
            ));
        }
    }
    lines.join("\n")
}

#[test]
fn a_usage_export_fills_the_workload_in_one_step() {
    let home = Home::new();
    let mut window = window(&home);
    let before = window.scenario().clone();
    let export = file(&home, "usage.csv", &usage("gpt-4.1"));
    drop_file(&mut window, export);
    wait_until_ready(&mut window);
    window.get_by_label("Aug 2026");
    press(&mut window, Modifiers::NONE, Key::Enter);
    window.run_steps(3);
    let scenario = window.scenario().clone();
    assert_eq!(scenario.workload.queries_per_month.base(), 3600.0);
    assert!(scenario.workload.growth_per_month.estimate().is_uncertain());
    assert_eq!(scenario.prompting.serving.output_tokens.base(), 200.0);
    assert!(scenario.prompting.serving.cache_hit_rate.base() > 0.5);
    assert_eq!(scenario.prompting.serving.model, "gpt-4.1");
    let text = ron::to_string(&scenario).unwrap();
    assert!(!text.contains("planted"), "{text}");
    press(&mut window, Modifiers::COMMAND, Key::Z);
    window.run_steps(2);
    assert_eq!(*window.scenario(), before);
}

#[test]
fn a_dropped_table_of_bills_is_told_by_its_headings() {
    let home = Home::new();
    let mut window = window(&home);
    let start = window.scenario().start;
    let table = format!(
        "month,queries,cost\n{start},12000,340\n{},13000,360\n",
        start.plus(1)
    );
    let path = file(&home, "export.csv", &table);
    drop_file(&mut window, path);
    wait_until_ready(&mut window);
    window.get_by_label("Bills: export.csv");
    press(&mut window, Modifiers::NONE, Key::Enter);
    window.run_steps(3);
    assert_eq!(
        window.scenario().actuals.to_string(),
        "1: 12,000 queries, cost 340; 2: 13,000 queries, cost 360"
    );
}

#[test]
fn months_and_models_of_a_usage_export_can_be_chosen() {
    let home = Home::new();
    let mut window = window(&home);
    let two = usage("gpt-4.1") + "\n2026-09-30,our-model,k,u,9000,9000,0,90\n";
    let export = file(&home, "usage.csv", &two);
    drop_file(&mut window, export);
    wait_until_ready(&mut window);
    window.get_by_label_contains("our-model").click_accesskit();
    window.run_steps(2);
    window.get_by_label("Sep 2026").click_accesskit();
    window.run_steps(2);
    window
        .get_by_label_contains("List prices of OpenAI gpt-4.1")
        .click_accesskit();
    window.run_steps(2);
    press(&mut window, Modifiers::NONE, Key::Escape);
    window.run_steps(2);
    assert!(window.view().dialog.is_none());
    // Once more, to be filled in.
    drop_file(&mut window, home.library().join("usage.csv"));
    wait_until_ready(&mut window);
    for label in ["our-model", "Sep 2026"] {
        window.get_by_label(label).click_accesskit();
        window.run_steps(2);
    }
    window.get_by_label("Fill in").click_accesskit();
    window.run_steps(3);
    let scenario = window.scenario();
    assert_eq!(scenario.workload.queries_per_month.base(), 3100.0);
    // One month says nothing of growth.
    assert_eq!(scenario.workload.growth_per_month.base(), 0.0);
    assert!(!scenario.sources.contains_key("workload.growth_per_month"));
}

#[test]
fn columns_are_named_by_hand_once_and_remembered() {
    let home = Home::new();
    let mut window = window(&home);
    let table =
        "Tag;Anfragen;Ein;Aus\n01.08.2026;1.200;144.000;20.000\n31.08.2026;1.300;150.000;22.000\n";
    let path = file(&home, "odd.csv", table);
    drop_file(&mut window, path.clone());
    let asks = |window: &Window<'_>| {
        matches!(&window.view().dialog, Some(Dialog::Evidence(dialog))
            if matches!(&dialog.material, Material::Usage(usage) if usage.columns.is_some()))
    };
    wait(&mut window, "columns", asks);
    window.run_steps(2);
    window.get_by_label_contains("those of no known export");
    assert!(window.query_by_label("Read").is_none());
    for (what, column) in [
        ("Date or time", "Tag"),
        ("Requests", "Anfragen"),
        ("Output tokens", "Aus"),
    ] {
        window
            .get_by_role_and_label(Role::ComboBox, what)
            .click_accesskit();
        window.run_steps(3);
        let choices: Vec<_> = window.query_all_by_label(column).collect();
        choices.last().unwrap().click_accesskit();
        window.run_steps(3);
    }
    window.get_by_label("Read").click_accesskit();
    wait_until_ready(&mut window);
    window.get_by_label_contains("Table with columns chosen by hand");
    press(&mut window, Modifiers::NONE, Key::Escape);
    window.run_steps(3);
    // The same columns with other rows.
    let path = file(&home, "odd.csv", &table.replace("1.300", "2.600"));
    drop_file(&mut window, path);
    wait_until_ready(&mut window);
    window.get_by_label_contains("Table with columns chosen by hand");
}

#[test]
fn an_export_without_requests_asks_how_many_there_were() {
    let home = Home::new();
    let mut window = window(&home);
    let day = |day| format!("2026-08-{day:02},claude-haiku-4-5,standard,200000,800000,50000\n");
    let rows = (1..=31).map(day).collect::<Vec<_>>().concat();
    let text = format!(
        "usage_date_utc,model_version,usage_type,usage_input_tokens_no_cache,usage_input_tokens_cache_read,usage_output_tokens\n{rows}"
    );
    let path = file(&home, "claude.csv", &text);
    drop_file(&mut window, path);
    wait_until_ready(&mut window);
    window.get_by_label_contains("The export states no requests");
    window
        .get_by_role_and_label(Role::SpinButton, "Requests")
        .focus();
    window.run_steps(3);
    window.event(egui::Event::Text("31000".to_owned()));
    press(&mut window, Modifiers::NONE, Key::Enter);
    window.run_steps(3);
    // 31 days of 1,000,000 tokens over 31,000 requests; as in any field of a dialog, Enter takes it over.
    let scenario = window.scenario();
    assert_eq!(scenario.workload.queries_per_month.base(), 31_000.0);
    assert_eq!(scenario.prompting.serving.output_tokens.base(), 50.0);
}

/// A list in LiteLLM's form: a sound entry, and one whose cached input costs more than input.
const PRICES: &str = r#"{
    "gpt-4.1": {"litellm_provider": "openai", "mode": "chat", "input_cost_per_token": 1.5e-6, "output_cost_per_token": 7e-6, "cache_read_input_token_cost": 4e-7},
    "gpt-4.1-mini": {"litellm_provider": "openai", "mode": "chat", "input_cost_per_token": 4e-7, "output_cost_per_token": 1.6e-6, "cache_read_input_token_cost": 9e-7}
}"#;

#[test]
fn an_entry_of_a_price_list_is_filled_in_and_a_doubtful_one_needs_a_tick() {
    let home = Home::new();
    let mut window = window(&home);
    let before = window.scenario().clone();
    let list = file(&home, "litellm.json", PRICES);
    drop_file(&mut window, list);
    wait(&mut window, "the list", |window| {
        window.query_by_label("Select all below").is_some()
    });
    window.get_by_label_contains("LiteLLM of ");
    // The scenario names no model, so none is chosen.
    window.get_by_label_contains("Choose a model to see");
    press(&mut window, Modifiers::NONE, Key::ArrowDown);
    window.run_steps(3);
    window.get_by_label("input $2.00 → $1.50");
    wait(&mut window, "a finding", |window| {
        matches!(&window.view().dialog, Some(Dialog::Evidence(dialog))
            if matches!(&dialog.material, Material::Prices(prices)
                if matches!(&prices.reading, Reading::Found(found) if found.finding().is_some())))
    });

    // The doubtful one.
    window.event(egui::Event::Text("mini".to_owned()));
    window.run_steps(3);
    window.get_by_label_contains("Doubtful: ");
    assert!(window.query_by_label("Fill in").is_none());
    press(&mut window, Modifiers::NONE, Key::Enter);
    window.run_steps(2);
    assert_eq!(*window.scenario(), before);
    window
        .get_by_label("Take it all the same")
        .click_accesskit();
    window.run_steps(2);
    window.get_by_label("Fill in");
    press(&mut window, Modifiers::NONE, Key::Enter);
    window.run_steps(3);
    let scenario = window.scenario();
    assert_eq!(scenario.prompting.serving.model, "gpt-4.1-mini");
    assert_eq!(scenario.prompting.serving.price.input.base(), 0.4);
    let source = &scenario.sources["prompting.serving.price.input"];
    assert!(
        source.starts_with("list price: LiteLLM’s price list, read "),
        "{source}"
    );
    press(&mut window, Modifiers::COMMAND, Key::Z);
    window.run_steps(2);
    assert_eq!(*window.scenario(), before);
}
