//! Questions that are answered, and headings that are folded, by the keyboard.

use breakeven::app::messages::command::Command;
use breakeven::app::messages::screen::Tab;
use breakeven::scenario::inputs::Section;
use egui::accesskit::Role;
use egui::{Event, Key, Modifiers};
use egui_kittest::kittest::{AccessKitNode, By, Queryable as _};

use crate::driven::{Home, USUAL, View as _, Window, focused_label, press, press_keys_of, wait};

const NONE: Modifiers = Modifiers::NONE;

fn prototyping(window: &Window<'_>) -> Option<bool> {
    window.scenario().decision.prototyping
}

/// A window in which the question about a prototype, which nobody has answered, has the keyboard.
fn asked(home: &Home) -> Window<'static> {
    let mut window = home.window(&[], USUAL);
    press_keys_of(&mut window, Command::Show(Tab::Decide).row());
    wait(&mut window, "the question is there", |window| {
        window
            .query_by_label("Still prototyping: don’t know")
            .is_some()
    });
    window.get_by_label("Still prototyping: don’t know").focus();
    window.run_steps(3);
    window
}

#[test]
fn the_answers_of_a_question_are_one_stop_of_tab_and_the_arrow_keys_answer_it() {
    let home = Home::new();
    let mut window = asked(&home);
    for (key, answer, label) in [
        (Key::ArrowLeft, Some(false), "Still prototyping: no"),
        (Key::ArrowLeft, Some(true), "Still prototyping: yes"),
        (Key::ArrowLeft, Some(true), "Still prototyping: yes"),
        (Key::ArrowRight, Some(false), "Still prototyping: no"),
        (Key::End, None, "Still prototyping: don’t know"),
        (Key::Home, Some(true), "Still prototyping: yes"),
    ] {
        press(&mut window, NONE, key);
        window.run_steps(2);
        assert_eq!(prototyping(&window), answer, "{key:?}");
        assert_eq!(focused_label(&window), label, "{key:?}");
    }
    press(&mut window, NONE, Key::Tab);
    window.run_steps(2);
    let next = focused_label(&window);
    assert!(!next.starts_with("Still prototyping"), "{next}");
    press(&mut window, Modifiers::SHIFT, Key::Tab);
    window.run_steps(2);
    assert_eq!(focused_label(&window), "Still prototyping: yes");
}

#[test]
fn a_question_is_answered_by_letters_and_each_answer_is_a_step_to_undo() {
    let home = Home::new();
    let mut window = asked(&home);
    for (typed, answer) in [("y", Some(true)), ("N", Some(false)), ("?", None)] {
        window.event(Event::Text(typed.to_owned()));
        window.run_steps(3);
        assert_eq!(prototyping(&window), answer, "{typed}");
    }
    window.event(Event::Text("x".to_owned()));
    window.run_steps(3);
    assert_eq!(prototyping(&window), None);
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(prototyping(&window), Some(false));
}

#[test]
fn headings_fold_and_unfold_by_keys() {
    let home = Home::new();
    let mut window = home.window(&[], USUAL);
    let heading = Section::Workload.label();
    window.get_by_label(heading).focus();
    window.run_steps(2);
    let is_open = |window: &Window<'_>| {
        let is_field = |node: &AccessKitNode<'_>| node.role() == Role::TextInput;
        let field = By::new().label("Query volume").predicate(is_field);
        window.query(field).is_some()
    };
    assert!(is_open(&window));
    for (key, open) in [
        (Key::Enter, false),
        (Key::Space, true),
        (Key::ArrowLeft, false),
        (Key::ArrowLeft, false),
        (Key::ArrowRight, true),
        (Key::ArrowRight, true),
    ] {
        press(&mut window, NONE, key);
        window.run_steps(2);
        assert_eq!(is_open(&window), open, "{key:?}");
        assert_eq!(focused_label(&window), heading, "the keyboard stays");
    }
    // A topic within a section likewise.
    let topic = "Caching";
    window.get_by_label(topic).focus();
    window.run_steps(2);
    let field = "Cached input price (prompting)";
    let before = window.query_by_label(field).is_some();
    press(&mut window, NONE, Key::ArrowRight);
    window.run_steps(2);
    assert!(!before && window.query_by_label(field).is_some());
    press(&mut window, NONE, Key::ArrowLeft);
    window.run_steps(2);
    assert!(window.query_by_label(field).is_none());
}
