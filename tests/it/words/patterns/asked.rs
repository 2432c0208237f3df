//! A notice, a question of the window, and the mark at a model that is shut down.

use breakeven::app::messages::command::Command;
use breakeven::app::messages::screen::Tab;
use breakeven::scenario::retirement::Retirement;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

use crate::driven::{Home, USUAL, View as _, Window, press, press_keys_of, settle, wait};
use crate::support::{CTRL_SHIFT, example, named};

use super::open;

#[track_caller]
fn assert_shown(window: &Window<'_>, texts: &[&str]) {
    for text in texts {
        let found = window.query_all_by_label_contains(text).count();
        assert!(found > 0, "{text} isn’t shown");
    }
}

/// The notice that is shown; empty if there is none.
fn notice(window: &Window<'_>) -> String {
    let current = window.workspace().notices.current();
    current.map_or(String::new(), |notice| notice.text.clone())
}

#[test]
fn a_copied_chart_is_told() {
    let home = Home::new();
    let mut window = open(&home);
    press_keys_of(&mut window, Command::Show(Tab::Cost).row());
    settle(&mut window);
    press_keys_of(&mut window, Command::CopyChart.row());
    wait(&mut window, "it is copied", |window| {
        notice(window) == "Chart copied"
    });
}

#[test]
fn a_file_that_is_there_is_asked_about_by_name() {
    let home = Home::new();
    home.file("cost.ron", &named("Another one"));
    let mut window = open(&home);
    press(&mut window, CTRL_SHIFT, Key::S);
    window.run_steps(2);
    press(&mut window, Modifiers::COMMAND, Key::A);
    let path = home.library().join("cost.ron");
    let typed = path.display().to_string();
    window.get_by_label("Path").type_text(&typed);
    window.run_steps(2);
    press(&mut window, Modifiers::NONE, Key::Enter);
    window.run_steps(3);
    assert_shown(
        &window,
        &[
            "Replace “cost.ron”?",
            "It already exists",
            "Replace",
            "Cancel",
        ],
    );
}

#[test]
fn a_model_that_is_shut_down_has_a_mark_a_sentence_and_a_line_of_its_own() {
    let mut scenario = example("support-replies");
    scenario.prompting.serving.model = "gpt-4o".to_owned();
    scenario.sources.insert(
        "prompting.serving.model".to_owned(),
        "retires 2027-01-14: OpenAI deprecations page, read 2026-11-04".to_owned(),
    );
    let end = Retirement::of_prompting(&scenario).unwrap();
    assert_eq!(end.sentence(), "gpt-4o retires on 14 Jan 2027");
    let home = Home::new();
    let file = home.file("retiring.ron", &scenario);
    let mut window = home.window(&[file], USUAL);
    settle(&mut window);
    assert_shown(&window, &["Retires 14 Jan 2027"]);
    let headline = &window.workspace().headline().words.detail;
    assert!(
        headline.ends_with("gpt-4o retires on 14 Jan 2027."),
        "{headline}"
    );
}
