//! What is typed into a field belongs to one edit of one scenario: undo in the field leads nowhere else, and a save ends the edit.

use breakeven::app::state::dialog::Dialog;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use crate::driven::{Home, USUAL, View as _, Window, press, type_into, wait};
use crate::support::{named, saved_queries, wait_for_library};

/// The volume of the open scenario.
fn queries(window: &Window<'_>) -> f64 {
    window.scenario().workload.queries_per_month.base()
}

/// A window with this library, in which the scenario "First" is open.
fn window_with_two(home: &Home) -> Window<'static> {
    let first = home.file("first.ron", &named("First"));
    home.file("second.ron", &named("Second"));
    let mut window = home.window(&[first], USUAL);
    wait_for_library(&mut window, 2);
    window
}

fn undo(window: &mut Window<'_>) {
    press(window, Modifiers::COMMAND, Key::Z);
}

#[test]
fn undo_in_a_field_does_not_bring_in_what_was_typed_in_another_scenario() {
    let home = Home::new();
    let mut window = window_with_two(&home);
    let second = queries(&window);
    type_into(&mut window, "Query volume", "44k");
    press(&mut window, Modifiers::NONE, Key::Enter);
    press(&mut window, Modifiers::COMMAND, Key::S);
    wait(&mut window, "it is saved", |window| !window.is_dirty());
    window.get_by_label_contains("Second,").click();
    window.run_steps(3);
    assert_eq!(window.scenario().name, "Second");

    type_into(&mut window, "Query volume", "9");
    for _ in 0..5 {
        undo(&mut window);
        let now = queries(&window);
        assert!(now == 9.0 || now == second, "{now}");
    }
    press(&mut window, Modifiers::NONE, Key::Enter);
    let now = queries(&window);
    assert!(now == 9.0 || now == second, "{now}");
}

#[test]
fn a_field_that_keeps_the_keyboard_while_another_scenario_opens_forgets_the_first_one() {
    let home = Home::new();
    let mut window = window_with_two(&home);
    let second = queries(&window);
    type_into(&mut window, "Query volume", "44k");
    press(&mut window, Modifiers::COMMAND, Key::S);
    wait(&mut window, "it is saved", |window| !window.is_dirty());
    let path = home.library().join("second.ron");
    crate::driven::drop_file(&mut window, path);
    assert_eq!(window.scenario().name, "Second");
    for _ in 0..3 {
        undo(&mut window);
    }
    window.run_steps(2);
    assert_eq!(queries(&window), second);
    assert!(!window.is_dirty());
}

#[test]
fn undo_in_a_field_does_not_bring_back_what_was_cancelled() {
    let home = Home::new();
    let mut window = home.window(&[], USUAL);
    let before = queries(&window);
    type_into(&mut window, "Query volume", "44k");
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert_eq!(queries(&window), before);
    type_into(&mut window, "Query volume", "55k");
    for _ in 0..4 {
        undo(&mut window);
        assert_ne!(queries(&window), 44_000.0);
    }
}

#[test]
fn undo_in_a_dialog_does_not_bring_in_what_was_typed_in_the_last_one() {
    let home = Home::new();
    let mut window = window_with_two(&home);
    press(&mut window, Modifiers::NONE, Key::F2);
    window.run_steps(2);
    window.get_by_label("New name").type_text(" of all");
    window.run_steps(2);
    press(&mut window, Modifiers::NONE, Key::Escape);
    window.get_by_label_contains("Second,").click();
    window.run_steps(3);
    press(&mut window, Modifiers::NONE, Key::F2);
    window.run_steps(2);
    window.get_by_label("New name").type_text("x");
    window.run_steps(2);
    for _ in 0..4 {
        undo(&mut window);
        let Some(Dialog::Rename(dialog)) = &window.view().dialog else {
            panic!("the dialog stays open");
        };
        assert!(
            dialog.typed.text.starts_with("Second"),
            "{}",
            dialog.typed.text
        );
    }
}

#[test]
fn a_save_is_what_escape_leads_back_to() {
    let home = Home::new();
    let mut window = window_with_two(&home);
    type_into(&mut window, "Query volume", "25k");
    press(&mut window, Modifiers::COMMAND, Key::S);
    wait(&mut window, "it is saved", |window| !window.is_dirty());
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert_eq!(queries(&window), 25_000.0);
    assert!(!window.is_dirty());

    // What is typed after the save is taken back to the save, not to before it.
    type_into(&mut window, "Query volume", "30000");
    press(&mut window, Modifiers::COMMAND, Key::S);
    wait(&mut window, "it is saved", |window| !window.is_dirty());
    window.get_by_label("Query volume").type_text("0");
    window.run_steps(2);
    assert!(window.is_dirty());
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert_eq!(queries(&window), 30_000.0);
    assert!(!window.is_dirty());
    assert_eq!(saved_queries(&home.library().join("first.ron")), 30_000.0);
}

#[test]
fn a_save_names_the_entries_that_cannot_be_taken_before_it_saves_without_them() {
    let home = Home::new();
    let mut window = window_with_two(&home);
    let path = home.library().join("first.ron");
    type_into(&mut window, "Query volume", "25k");
    press(&mut window, Modifiers::NONE, Key::Enter);
    type_into(&mut window, "Output length (prompting)", "abc");
    press(&mut window, Modifiers::NONE, Key::Enter);

    press(&mut window, Modifiers::COMMAND, Key::S);
    assert!(matches!(window.view().dialog, Some(Dialog::Refused(_))));
    window.get_by_label_contains("Output length (prompting): “abc” is invalid");
    window.get_by_label("Correct first").click();
    window.run_steps(3);
    assert!(window.view().dialog.is_none());
    assert!(window.is_dirty(), "nothing is saved yet");
    assert!(
        window
            .get_by_label("Output length (prompting)")
            .accesskit_node()
            .is_focused()
    );

    press(&mut window, Modifiers::COMMAND, Key::S);
    window.get_by_label("Save without").click();
    wait(&mut window, "it is saved", |window| !window.is_dirty());
    assert_eq!(saved_queries(&path), 25_000.0);
    assert!(
        !window.workspace().refused_fields().is_empty(),
        "the entry stays to be corrected"
    );
}

// Month 1 is January 2027.
#[test]
fn a_month_of_retirement_is_typed_and_shown_as_one_of_the_calendar() {
    let home = Home::new();
    let path = home.file("mine.ron", &named("Mine"));
    let mut window = home.window(&[path], USUAL);
    // The field is far down: Ctrl+K leads to it, and what is typed takes the place of its text.
    let enter = |window: &mut Window<'_>, text: &str| {
        press(window, Modifiers::COMMAND, Key::K);
        for typed in ["Model retires (prompting)", text] {
            window.run_steps(2);
            window.event(egui::Event::Text(typed.to_owned()));
            window.run_steps(2);
            press(window, Modifiers::NONE, Key::Enter);
        }
        window.run_steps(2);
    };
    enter(&mut window, "Oct 2027");
    let retires = |window: &Window<'_>| {
        let month = window.scenario().prompting.model_retires_month;
        month.map(|month| month.base())
    };
    assert_eq!(retires(&window), Some(10.0));
    let input = breakeven::scenario::inputs::find("prompting.model_retires_month").unwrap();
    assert_eq!(input.describe(window.scenario()), "Oct 2027 (month 10)");
    enter(&mut window, "2027-08 to 2027-12");
    assert!((8.0..12.0).contains(&retires(&window).unwrap()));
}
