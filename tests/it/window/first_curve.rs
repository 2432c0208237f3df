//! From an empty scenario to a curve that can be believed, by the keyboard alone, with every press counted.

use std::fs;
use std::path::PathBuf;

use breakeven::analysis::price::is_unpriced;
use breakeven::app::state::dialog::Dialog;
use breakeven::scenario::Estimate;
use breakeven::scenario::essentials::{Certainty, Credibility, Essential};
use breakeven::scenario::inputs::USUAL_RANGE;
use egui::{Event, Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use crate::driven::{Home, USUAL, View as _, Window, press, wait, wait_for_risk};
use crate::support::{CTRL_SHIFT, input};

/// A window, and how often a key was pressed.
struct Keyboard<'a> {
    window: Window<'a>,
    presses: usize,
}

impl Keyboard<'_> {
    fn press(&mut self, modifiers: Modifiers, key: Key) {
        self.presses += 1;
        press(&mut self.window, modifiers, key);
    }

    fn enter(&mut self) {
        self.press(Modifiers::NONE, Key::Enter);
    }

    /// Types into whatever has the keyboard, a key for each character.
    fn type_text(&mut self, text: &str) {
        for character in text.chars() {
            self.presses += 1;
            let typed = Event::Text(character.to_string());
            self.window.input_mut().events.push(typed);
            self.window.run_steps(2);
        }
    }

    /// Types an answer and goes on to the next question.
    fn answer(&mut self, text: &str) {
        self.type_text(text);
        self.enter();
    }
}

fn new_scenario(home: &Home) -> Keyboard<'static> {
    let mut keyboard = Keyboard {
        window: home.window(&[], USUAL),
        presses: 0,
    };
    keyboard.press(Modifiers::COMMAND, Key::N);
    keyboard
}

fn certainty(window: &Window<'_>, essential: Essential) -> Certainty {
    essential.certainty(window.scenario())
}

fn escape(window: &mut Window<'_>) {
    press(window, Modifiers::NONE, Key::Escape);
}

// "2,000-token prompts to a frontier model, 40,000 times a month: fine-tune a small one?"
#[test]
fn a_credible_curve_takes_at_most_45_presses() {
    let home = Home::new();
    let mut keyboard = new_scenario(&home);
    keyboard.answer("40k");
    keyboard.answer("opus");
    keyboard.answer("2000");
    keyboard.answer("300");
    keyboard.answer("200");
    // Caching: the usual range.
    keyboard.enter();
    // The cheapest model that can be fine-tuned, and what it still needs of the prompt.
    keyboard.press(Modifiers::NONE, Key::ArrowDown);
    keyboard.enter();
    keyboard.enter();
    // Lifetime, examples, their cost, setup and team rate: usual ranges.
    for _ in 0..5 {
        keyboard.enter();
    }
    // Done.
    keyboard.enter();
    let presses = keyboard.presses;
    let mut window = keyboard.window;
    wait_for_risk(&mut window);

    let scenario = window.scenario();
    assert!(presses <= 45, "{presses} presses");
    assert!(!window.view().questions.is_open);
    let queries = scenario.workload.queries_per_month.estimate();
    assert_eq!(queries, Estimate::Exact(40_000.0));
    assert!(scenario.prompting.serving.model.contains("opus"));
    assert!(!scenario.fine_tuning.serving.model.is_empty());
    assert!(!is_unpriced(scenario));
    assert_eq!(scenario.prompting.serving.prompt_tokens.base(), 2000.0);
    assert_eq!(scenario.fine_tuning.serving.output_tokens.base(), 200.0);
    let open: Vec<_> = Credibility::new(scenario)
        .essentials()
        .filter(|(_, certainty)| *certainty == Certainty::Unset)
        .collect();
    assert_eq!(open, [], "{presses} presses");
    assert!(window.analysis().fine_tuning_upfront > 1000.0);
    let source = &scenario.sources["fine_tuning.data.cost_per_example"];
    assert!(source.starts_with(USUAL_RANGE), "{source}");
    window.get_by_label_contains("essentials are usual values");
}

// The same with evidence at hand: `breakeven usage.csv train.jsonl prompt.md`.
#[test]
fn a_credible_curve_from_evidence_takes_at_most_20_presses() {
    let home = Home::new();
    let files = evidence_files(&home);
    let mut keyboard = Keyboard {
        window: home.window(&files, USUAL),
        presses: 0,
    };
    for (title, fills) in [
        ("Prompt: prompt.md", "prompting.serving.prompt_tokens"),
        ("Training file: train.jsonl", "fine_tuning.data.examples"),
        ("Usage export: usage.csv", "workload.queries_per_month"),
    ] {
        wait(
            &mut keyboard.window,
            title,
            |window| matches!(&window.view().dialog, Some(Dialog::Evidence(dialog)) if dialog.is_ready()),
        );
        keyboard.window.run_steps(2);
        keyboard.window.get_by_label(title);
        keyboard.enter();
        let scenario = keyboard.window.scenario();
        assert!(scenario.sources.contains_key(fills), "{fills}");
    }
    // What no file says: usual values, one question after the other, from the first that is open.
    keyboard.window.run_steps(3);
    while keyboard.window.view().questions.is_open {
        keyboard.enter();
        assert!(keyboard.presses <= 20, "{} presses", keyboard.presses);
    }
    let presses = keyboard.presses;
    let mut window = keyboard.window;
    wait_for_risk(&mut window);
    let scenario = window.scenario();
    let open: Vec<_> = Credibility::new(scenario)
        .essentials()
        .filter(|(_, certainty)| *certainty == Certainty::Unset)
        .collect();
    assert_eq!(open, [], "{presses} presses");
    assert!(!is_unpriced(scenario));
    assert_eq!(scenario.workload.queries_per_month.base(), 3600.0);
    assert_eq!(scenario.prompting.serving.model, "gpt-4.1");
    assert!(window.analysis().fine_tuning_upfront > 100.0);
}

/// A usage export of two months, a training file and a prompt, in an order that isn't the best.
fn evidence_files(home: &Home) -> Vec<PathBuf> {
    let mut usage = vec![
        "date,model,prompt_tokens,completion_tokens,cache_read_input_tokens,api_requests"
            .to_owned(),
    ];
    for (month, days, requests) in [(8, 31, 100), (9, 30, 120)] {
        let [input, output, cached] = [1800, 200, 1200].map(|tokens| tokens * requests);
        usage.extend((1..=days).map(|day| {
            format!("2026-{month:02}-{day:02},gpt-4.1,{input},{output},{cached},{requests}")
        }));
    }
    let example = r#"{"messages":[{"role":"user","content":"Where is my order?"},{"role":"assistant","content":"On its way."}]}"#;
    fs::create_dir_all(home.library()).unwrap();
    let prompt = format!(
        "You are kind.\n\n# Examples\n\n{}",
        "Q: Where is it? A: On its way.\n".repeat(120)
    );
    [
        ("usage.csv", usage.join("\n")),
        ("train.jsonl", format!("{example}\n").repeat(800)),
        ("prompt.md", prompt),
    ]
    .into_iter()
    .map(|(name, text)| {
        let path = home.library().join(name);
        fs::write(&path, text).unwrap();
        path
    })
    .collect()
}

#[test]
fn all_questions_can_be_left_out_and_what_nobody_stated_is_nowhere_zero() {
    let home = Home::new();
    let mut window = new_scenario(&home).window;
    let figures = &window.workspace().headline().words.key_figures;
    assert!(
        figures.iter().all(|figure| !figure.value.contains('0')),
        "{figures:?}"
    );
    // In the chart's place are the steps to it.
    for step in [
        "State the query volume",
        "Choose the model that answers today",
        "Choose a model for fine-tuning",
    ] {
        window.get_by_label(step);
    }
    escape(&mut window);
    assert!(!window.view().questions.is_open);
    assert!(!window.is_dirty(), "nothing was answered");
    assert!(window.query_by_label("How many queries?").is_none());

    // The steps lead to the fields of the editor.
    window
        .get_by_label("Choose a model for fine-tuning")
        .click();
    window.run_steps(3);
    let field = window.get_by_label("Model (fine-tuning)");
    assert!(field.accesskit_node().is_focused());
}

#[test]
fn escape_takes_back_what_is_typed_before_it_leaves_with_what_is_there() {
    let home = Home::new();
    let mut keyboard = new_scenario(&home);
    keyboard.answer("30k to 50k");
    keyboard.press(Modifiers::SHIFT, Key::Tab);
    keyboard.type_text("7");
    let mut window = keyboard.window;
    let queries = |window: &Window<'_>| window.scenario().workload.queries_per_month.estimate();
    let range = Estimate::Range {
        low: 30_000.0,
        high: 50_000.0,
    };
    assert_eq!(queries(&window), Estimate::Exact(7.0));
    escape(&mut window);
    assert!(window.view().questions.is_open);
    assert_eq!(queries(&window), range);
    escape(&mut window);
    assert!(!window.view().questions.is_open);
    assert_eq!(queries(&window), range);
}

#[test]
fn escape_in_a_dialog_over_the_questions_leaves_them_open() {
    let home = Home::new();
    let mut window = new_scenario(&home).window;
    press(&mut window, CTRL_SHIFT, Key::P);
    window.run_steps(3);
    assert!(window.view().dialog.is_some());
    escape(&mut window);
    window.run_steps(3);
    assert!(window.view().dialog.is_none());
    assert!(window.view().questions.is_open);
}

#[test]
fn what_cannot_be_taken_keeps_the_keyboard() {
    let home = Home::new();
    let mut keyboard = new_scenario(&home);
    keyboard.answer("many");
    let window = keyboard.window;
    let field = window.get_by_label("Query volume");
    assert!(field.accesskit_node().is_focused());
}

#[test]
fn the_output_of_the_fine_tuned_model_follows_in_the_same_step_until_it_is_stated() {
    let home = Home::new();
    let mut keyboard = new_scenario(&home);
    for _ in 0..4 {
        keyboard.enter();
    }
    keyboard.answer("120");
    let mut window = keyboard.window;
    let outputs = |window: &Window<'_>| {
        let scenario = window.scenario();
        [&scenario.prompting.serving, &scenario.fine_tuning.serving]
            .map(|serving| serving.output_tokens.base())
    };
    assert_eq!(outputs(&window), [120.0, 120.0]);
    let tuned = input("fine_tuning.serving.output_tokens");
    assert_eq!(tuned.certainty(window.scenario()), Certainty::Usual);
    escape(&mut window);
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(outputs(&window), [250.0, 250.0]);
    assert!(!window.is_dirty());
}

#[test]
fn a_usual_value_is_one_click_in_the_editor_and_one_step_to_undo() {
    let home = Home::new();
    let mut window = new_scenario(&home).window;
    escape(&mut window);
    assert_eq!(certainty(&window, Essential::Effort), Certainty::Unset);
    window
        .get_by_label("Setup effort (fine-tuning): use the usual 40–120 hours")
        .click_accesskit();
    window.run_steps(2);
    assert_eq!(certainty(&window, Essential::Effort), Certainty::Usual);
    let hours = window.scenario().fine_tuning.effort.setup_hours.estimate();
    let usual = Estimate::Range {
        low: 40.0,
        high: 120.0,
    };
    assert_eq!(hours, usual);
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(certainty(&window, Essential::Effort), Certainty::Unset);
}

#[test]
fn a_typed_default_is_stated_and_an_emptied_field_is_not_set_again() {
    let home = Home::new();
    let mut keyboard = new_scenario(&home);
    keyboard.answer("10k");
    let mut window = keyboard.window;
    assert_eq!(certainty(&window, Essential::Volume), Certainty::Known);
    window.get_by_label("Essential volume: known");
    window.get_by_label("Query volume").click();
    window.run_steps(2);
    press(&mut window, Modifiers::COMMAND, Key::A);
    press(&mut window, Modifiers::NONE, Key::Backspace);
    press(&mut window, Modifiers::NONE, Key::Tab);
    assert_eq!(certainty(&window, Essential::Volume), Certainty::Unset);
    assert!(window.workspace().refused_fields().is_empty());
    // In the status bar it leads back to its field.
    window.get_by_label("Essential volume: not set").click();
    window.run_steps(3);
    let field = window.get_by_label("Query volume");
    assert!(field.accesskit_node().is_focused());
}

#[test]
fn models_are_asked_for_and_shown_by_the_names_that_people_say() {
    let home = Home::new();
    let mut keyboard = new_scenario(&home);
    keyboard.answer("40k");
    keyboard.type_text("opus 5.5");
    let rows = keyboard
        .window
        .query_all_by_label_contains("Claude Opus 5.5, Anthropic · claude-opus-5-5, ");
    assert_eq!(rows.count(), 1, "the name, and behind it the id");
    keyboard.enter();
    let model = input("prompting.serving.model").full_label();
    let shown = keyboard.window.get_by_label(&model).value();
    assert_eq!(shown.as_deref(), Some("Claude Opus 5.5"));
    assert_eq!(
        keyboard.window.scenario().prompting.serving.model,
        "claude-opus-5-5"
    );
}
