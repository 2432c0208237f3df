//! The decision page: it says nothing twice, answers are given where they are asked, and its button leads to the next step.

use breakeven::app::messages::command::Command;
use breakeven::app::messages::screen::{DecisionPage, Tab};
use breakeven::files::examples::EXAMPLES;
use breakeven::scenario::inputs;
use egui::accesskit::Role;
use egui::{Key, Modifiers, vec2};
use egui_kittest::kittest::{By, NodeT as _, Queryable as _};

use crate::driven::{Home, USUAL, View as _, Window, press, press_keys_of, wait};
use crate::support::{example, scenario, with};

/// Opens the decision page and waits for everything on it.
fn open_decision(window: &mut Window<'_>) {
    press_keys_of(window, Command::Show(Tab::Decide).row());
    wait(window, "the page is complete", |window| {
        let workspace = window.workspace();
        let flips = window.view().tabs.decide.flips(workspace);
        workspace.risk.is_settled(workspace.revision)
            && workspace.headline().is_current
            && (flips.current().is_some() || workspace.findings.analysis.saving() == 0.0)
    });
    window.run_steps(3);
}

/// The sentences on the page: texts of at least seven words, but for the notes, which are the user's.
fn sentences(window: &Window<'_>) -> Vec<String> {
    let notes = &window.scenario().notes;
    let nodes = window.query_all(By::new());
    let nodes = nodes.map(|node| node.accesskit_node());
    // A text run is a row of a text that is there as a whole.
    // The library stands beside the page, not on it.
    let elsewhere = [Role::TextRun, Role::ListBoxOption];
    let texts = nodes.filter(|node| !elsewhere.contains(&node.role()));
    let texts = texts.filter_map(|node| node.value().or(node.label()));
    let texts = texts.map(|text| text.trim_end_matches('.').to_owned());
    texts
        .filter(|text| text.split_whitespace().count() >= 7)
        .filter(|text| !notes.contains(text.trim()))
        .collect()
}

#[test]
fn no_sentence_stands_twice_on_the_page_of_any_example() {
    for example in EXAMPLES {
        let home = Home::new();
        let file = home.file("example.ron", &example.scenario().unwrap());
        let mut window = home.window(&[file], vec2(1366.0, 1200.0));
        open_decision(&mut window);
        let said = sentences(&window);
        assert!(said.len() >= 2, "{}: {said:?}", example.name);
        for (place, sentence) in said.iter().enumerate() {
            for other in &said[place + 1..] {
                let repeats =
                    other.contains(sentence.as_str()) || sentence.contains(other.as_str());
                assert!(!repeats, "{}: {sentence:?}, {other:?}", example.name);
            }
        }
    }
}

#[test]
fn prompt_savings_are_applied_by_the_button_of_the_card_and_taken_back_by_undo() {
    let home = Home::new();
    // A long prompt that isn't cached, and a fine-tuned model that is hardly cheaper.
    let cheap = with(
        &example("textbook-comparison"),
        &[("decision.prompt_optimised", "no")],
    );
    let file = home.file("cheap.ron", &cheap);
    let mut window = home.window(&[file], USUAL);
    open_decision(&mut window);
    let title = "Optimise the prompt first";
    assert!(window.query_by_label(title).is_some());
    let before = window.scenario().clone();
    let button = ["Apply the savings", "Apply caching"]
        .into_iter()
        .find(|label| window.query_by_label(label).is_some())
        .expect("the card leads to the savings");
    window.get_by_label(button).click();
    window.run_steps(3);
    assert_ne!(*window.scenario(), before);
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(*window.scenario(), before);
}

#[test]
fn a_scenario_without_prices_leads_to_the_model_that_is_missing() {
    const STEP: &str = "Choose a model for fine-tuning";
    let home = Home::new();
    let one = scenario("(prompting: (serving: (price: (input: 2, output: 8))))");
    let file = home.file("one.ron", &one);
    let mut window = home.window(&[file], USUAL);
    press_keys_of(&mut window, Command::Show(Tab::Decide).row());
    wait(&mut window, "the steps are there", |window| {
        window.query_by_label(STEP).is_some()
    });
    let title = "Choose a model for fine-tuning to see the comparison";
    assert!(window.query_by_label(title).is_some());
    assert!(window.query_by_label("Show the rule").is_none());
    window.get_by_label(STEP).click();
    window.run_steps(3);
    assert!(window.view().workspace.settings.show_editor);
}

#[test]
fn the_plan_is_one_click_from_the_card() {
    let home = Home::new();
    let file = home.file("support.ron", &example("support-replies"));
    let mut window = home.window(&[file], USUAL);
    open_decision(&mut window);
    window.get_by_label("Plan the test").click();
    window.run_steps(3);
    assert_eq!(window.view().tabs.decide.page, DecisionPage::Timing);
    // The evaluation that is missing is entered where the editor asks for it.
    let input = inputs::find("decision.evaluation.cases").unwrap();
    assert!(input.applies(window.scenario()));
}

#[test]
fn a_pilot_is_planned_from_the_card() {
    let home = Home::new();
    let file = home.file("router.ron", &example("router"));
    let mut window = home.window(&[file], USUAL);
    open_decision(&mut window);
    window.get_by_label("Plan the pilot").click();
    window.run_steps(3);
    for said in [
        "Pilot before that",
        "It takes one training run on ",
        // The chart says what it shows to those who can't see it.
        "Value and cost of a pilot, by its examples. A pilot with ",
    ] {
        let found = window.query_all_by_label_contains(said).count();
        assert!(found > 0, "{said}");
    }
}
