//! What is said after the user did something: a chart exported, a comparison saved, a presentation ended.

use breakeven::app::messages::command::Command;
use breakeven::app::messages::screen::Tab;
use breakeven::app::workspace::notices::Offer;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

use crate::driven::{Home, View as _, Window, press, press_keys_of, settle, type_into, wait};
use crate::support::CTRL_SHIFT;

use super::open;

/// Steps until a notice says this, and checks that these buttons stand beside it.
#[track_caller]
fn assert_notice(window: &mut Window<'_>, text: &str, buttons: &[&str]) {
    wait(window, text, |window| {
        let current = window.workspace().notices.current();
        current.is_some_and(|notice| notice.text == text)
    });
    settle(window);
    window.get_by_label(text);
    let current = window.workspace().notices.current().unwrap();
    let offered: Vec<_> = current.offers.iter().map(Offer::button).collect();
    assert_eq!(offered, buttons, "{text}");
}

#[test]
fn an_exported_chart_is_told_with_its_file() {
    let home = Home::new();
    let mut window = open(&home);
    press_keys_of(&mut window, Command::Show(Tab::Cost).row());
    press(&mut window, CTRL_SHIFT, Key::E);
    window.run_steps(2);
    press(&mut window, Modifiers::NONE, Key::Enter);
    window.run_steps(2);
    press(&mut window, Modifiers::COMMAND, Key::A);
    let path = home.library().join("cost.png");
    let typed = path.display().to_string();
    window.get_by_label("Path").type_text(&typed);
    window.run_steps(2);
    press(&mut window, Modifiers::NONE, Key::Enter);
    let told = "Chart exported to cost.png";
    assert_notice(&mut window, told, &["Open", "Show in folder"]);
}

#[test]
fn a_comparison_is_saved_under_a_name() {
    let home = Home::new();
    home.tick(["support-replies", "ticket-classifier"]);
    let mut window = open(&home);
    press_keys_of(&mut window, Command::Show(Tab::Compare).row());
    settle(&mut window);
    window.get_by_label("Saved comparisons").click();
    window.run_steps(3);
    window.get_by_label("Save comparison…").click();
    window.run_steps(3);
    window.get_by_label("Save comparison");
    window.get_by_label("Save");
    window.get_by_label("Cancel");
    press(&mut window, Modifiers::COMMAND, Key::A);
    let name = window.get_by_label("Name of the comparison");
    name.type_text("Two teams");
    window.run_steps(2);
    press(&mut window, Modifiers::NONE, Key::Enter);
    let told = "Comparison saved. It is listed under “Saved comparisons”";
    assert_notice(&mut window, told, &[]);
}

#[test]
fn what_was_tried_while_presenting_can_be_kept() {
    let home = Home::new();
    let mut window = open(&home);
    press_keys_of(&mut window, Command::Show(Tab::Phases).row());
    press_keys_of(&mut window, Command::Present.row());
    wait(&mut window, "it presents", |window| {
        let (state, revision) = (window.view(), window.workspace().revision);
        let presented = state.presenting.as_ref();
        presented.is_some_and(|presented| presented.study(revision).current().is_some())
    });
    window.run_steps(3);
    type_into(&mut window, "Query volume", "30k");
    press(&mut window, Modifiers::NONE, Key::Enter);
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert_notice(
        &mut window,
        "Your what-if changes weren’t kept",
        &["Keep changes"],
    );
}
