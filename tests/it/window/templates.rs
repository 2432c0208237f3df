//! Examples are templates: they are looked at, and what is changed is a copy.

use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

use crate::driven::{Home, USUAL, View as _, press, type_into};
use crate::support::example;

#[test]
fn an_edit_makes_an_example_an_unsaved_copy_and_undo_brings_the_example_back() {
    let home = Home::new();
    let mut window = home.window(&[], USUAL);
    window.get_by_label("Example, read-only");
    let original = example("textbook-comparison");
    type_into(&mut window, "Query volume", "12k");
    assert_eq!(window.scenario().name, format!("{} (copy)", original.name));
    assert!(window.is_dirty());
    // A message shows in the frame after its first one.
    window.run_steps(2);
    window.get_by_label_contains("Editing a copy of the example");
    press(&mut window, Modifiers::NONE, Key::Enter);
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(*window.scenario(), original);
    window.get_by_label("Example, read-only");
}

#[test]
fn the_strip_over_an_example_starts_a_copy_or_a_new_scenario_or_goes_for_good() {
    let home = Home::new();
    let mut window = home.window(&[], USUAL);
    window.get_by_label("Use this as a template").click();
    window.run_steps(3);
    let name = example("textbook-comparison").name;
    assert_eq!(window.scenario().name, format!("{name} (copy)"));
    window.get_by_label("Not saved");
    assert!(window.query_by_label("Use this as a template").is_none());

    let mut window = home.window(&[], USUAL);
    window.get_by_label("Start with my numbers").click();
    window.run_steps(3);
    assert!(window.view().questions.is_open);

    let mut window = home.window(&[], USUAL);
    window.get_by_label("Dismiss").click();
    window.run_steps(3);
    assert!(window.query_by_label("Start with my numbers").is_none());
    let window = home.window(&[], USUAL);
    assert!(window.query_by_label("Start with my numbers").is_none());
}

#[test]
fn an_example_is_duplicated_as_a_template() {
    let home = Home::new();
    let mut window = home.window(&[], USUAL);
    press(&mut window, Modifiers::COMMAND, Key::D);
    assert!(window.scenario().name.ends_with(" (copy)"));
    assert_eq!(window.path(), None);
    assert!(!window.is_dirty());
}
