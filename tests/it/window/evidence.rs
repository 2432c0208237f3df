//! What is filled in from the user's own material: prompts and training files, pasted, dropped and chosen.

use std::fs;
use std::path::PathBuf;

use breakeven::app::state::dialog::Dialog;
use breakeven::app::state::evidence::{Material, Reading};
use breakeven::scenario::Estimate;
use egui::{Key, Modifiers};
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
