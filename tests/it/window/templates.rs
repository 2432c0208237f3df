//! Examples are templates: they are looked at, and what is changed is a copy.

use egui::{Key, Modifiers, vec2};
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
    window.get_by_label("Use as template").click();
    window.run_steps(3);
    let name = example("textbook-comparison").name;
    assert_eq!(window.scenario().name, format!("{name} (copy)"));
    window.get_by_label("Not saved");
    assert!(window.query_by_label("Use as template").is_none());

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

#[test]
fn the_strip_over_an_example_takes_one_row_in_which_nothing_overlaps() {
    let home = Home::new();
    for size in [
        vec2(683.0, 384.0),
        vec2(760.0, 480.0),
        vec2(1200.0, 700.0),
        USUAL,
    ] {
        let window = home.window(&[], size);
        let names = ["Start with my numbers", "Use as template", "Dismiss"];
        let places = names.map(|name| window.get_by_label(name).rect());
        for (left, right) in [(places[0], places[1]), (places[1], places[2])] {
            assert!(left.right() <= right.left(), "{size}: {left} {right}");
            let apart = (left.center().y - right.center().y).abs();
            assert!(apart < 4.0, "{size}: {left} {right}");
        }
        assert!(places[2].right() <= size.x, "{size}: {places:?}");
    }
}
