//! All that every tab of every example shows, charts included.

use breakeven::app::messages::command::Command;
use breakeven::app::messages::screen::{DecisionPage, Tab};
use breakeven::files::examples::{EXAMPLES, Example};
use breakeven::scenario::Scenario;
use egui::accesskit::Role;
use egui::{Vec2, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::rules::{faults, without_user_text};
use crate::driven::{Home, Window, press_keys_of, settle, tab_rows, wait, wait_for_risk};
use crate::text_rows::text_rows;

/// High enough that little has to be scrolled to.
const TALL: Vec2 = vec2(1600.0, 1800.0);

/// What is drawn, and what is told to those who can't see it.
fn shown(window: &Window<'_>) -> Vec<String> {
    let drawn = text_rows(&window.output().shapes).into_iter();
    let told = window.get_all_by(|_| true).flat_map(|node| {
        let node = node.accesskit_node();
        [node.label(), node.value()]
    });
    drawn.map(|row| row.text).chain(told.flatten()).collect()
}

fn faults_shown(window: &Window<'_>, scenario: &Scenario, page: &str) -> Vec<String> {
    let mut found = Vec::new();
    for text in shown(window) {
        let text = without_user_text(&text, scenario);
        // The library lists what users called their scenarios.
        if EXAMPLES
            .iter()
            .any(|example| text.contains(&example.scenario().unwrap().name))
        {
            continue;
        }
        let here = format!("{}, {page}", scenario.title());
        found.extend(
            faults(&text)
                .into_iter()
                .map(|fault| format!("{here}: {fault}")),
        );
    }
    found.dedup();
    found
}

fn wait_for_results(window: &mut Window<'_>) {
    wait(window, "everything is calculated", |window| {
        window.query_by_label_contains("Calculating…").is_none()
    });
    settle(window);
}

fn check(examples: &[Example]) {
    let home = Home::new();
    home.tick(["support-replies", "ticket-classifier"]);
    let mut found = Vec::new();
    for example in examples {
        let scenario = example.scenario().unwrap();
        let file = home.file("example.ron", &scenario);
        let mut window = home.window(&[file], TALL);
        wait_for_risk(&mut window);
        for row in tab_rows() {
            press_keys_of(&mut window, row);
            wait_for_results(&mut window);
            found.extend(faults_shown(&window, &scenario, row.name));
        }
        press_keys_of(&mut window, Command::Show(Tab::Decide).row());
        wait_for_results(&mut window);
        for page in DecisionPage::ALL {
            let page = Command::Decide(page).row().choice;
            // The caption of the card is called like its page.
            window.get_by_role_and_label(Role::Button, page).click();
            wait_for_results(&mut window);
            found.extend(faults_shown(&window, &scenario, page));
        }
    }
    assert!(found.is_empty(), "{}:\n{}", found.len(), found.join("\n"));
}

#[test]
fn every_tab_of_the_first_examples_uses_the_words_of_the_program() {
    check(&EXAMPLES[..EXAMPLES.len() / 2]);
}

#[test]
fn every_tab_of_the_other_examples_uses_the_words_of_the_program() {
    check(&EXAMPLES[EXAMPLES.len() / 2..]);
}
