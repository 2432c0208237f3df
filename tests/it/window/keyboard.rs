//! The keyboard beyond Tab: arrow keys in fields and lists, F6 through the parts of the window, and the keys that open cards and menus.

use breakeven::app::messages::command::Command;
use breakeven::app::messages::screen::Tab;
use breakeven::app::state::dialog::Dialog;
use breakeven::files::settings::ScenarioRef;
use breakeven::scenario::Estimate;
use breakeven::scenario::inputs;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

use crate::driven::{Home, USUAL, View as _, Window, focused, focused_label, press, type_into};
use crate::support::{named, wait_for_library};

const NONE: Modifiers = Modifiers::NONE;

fn label(path: &str) -> String {
    let input = inputs::find(path).expect("an input at this path");
    input.full_label()
}

/// The name that stands for the volume.
fn volume() -> String {
    label("workload.queries_per_month")
}

fn queries(window: &Window<'_>) -> Estimate {
    let queries = &window.scenario().workload.queries_per_month;
    queries.estimate()
}

#[test]
fn arrow_keys_in_a_field_change_its_number_in_one_step_to_undo() {
    let home = Home::new();
    let mut window = home.window(&[], USUAL);
    let before = queries(&window);
    type_into(&mut window, &volume(), "40k");
    press(&mut window, NONE, Key::Enter);
    window.get_by_label(&volume()).click();
    window.run_steps(3);
    for (modifiers, key, expected) in [
        (NONE, Key::ArrowUp, 41_000.0),
        (NONE, Key::ArrowUp, 42_000.0),
        (NONE, Key::ArrowDown, 41_000.0),
        (Modifiers::SHIFT, Key::ArrowUp, 50_000.0),
        (Modifiers::ALT, Key::ArrowDown, 49_900.0),
    ] {
        press(&mut window, modifiers, key);
        assert_eq!(queries(&window), Estimate::Exact(expected), "{key:?}");
        assert_eq!(focused_label(&window), volume(), "the keyboard stays");
    }
    // What is typed then replaces the number.
    press(&mut window, NONE, Key::Enter);
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(queries(&window), Estimate::Exact(40_000.0));
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(queries(&window), before);
}

#[test]
fn escape_takes_back_what_the_arrow_keys_did() {
    let home = Home::new();
    let mut window = home.window(&[], USUAL);
    let before = queries(&window);
    window.get_by_label(&volume()).click();
    window.run_steps(3);
    press(&mut window, NONE, Key::ArrowUp);
    assert_ne!(queries(&window), before);
    press(&mut window, NONE, Key::Escape);
    assert_eq!(queries(&window), before);
}

#[test]
fn a_range_moves_as_a_whole_and_says_what_it_means() {
    let home = Home::new();
    let mut window = home.window(&[], USUAL);
    type_into(&mut window, &volume(), "20k to 60k");
    press(&mut window, NONE, Key::ArrowUp);
    let points = queries(&window).points();
    let ends = (points[0], points[points.len() - 1]);
    assert_eq!(ends, (21_000.0, 61_000.0));
    window.get_by_label_contains("90% sure");
}

#[test]
fn f6_leads_through_the_parts_of_the_window_and_back_to_where_one_was() {
    let home = Home::new();
    let mut window = home.window(&[], USUAL);
    window.get_by_label(&volume()).click();
    window.run_steps(3);
    let mut places = Vec::new();
    for _ in 0..8 {
        press(&mut window, NONE, Key::F6);
        window.run_steps(2);
        let (label, rect) = focused(&window).expect("something has the keyboard");
        places.push((label, rect));
        if places.last().is_some_and(|(label, _)| *label == volume()) {
            break;
        }
    }
    let labels: Vec<_> = places.iter().map(|(label, _)| label.as_str()).collect();
    assert_eq!(labels.last(), Some(&volume().as_str()), "{labels:?}");
    assert!(labels.contains(&"File"), "the menu: {labels:?}");
    let tabs: Vec<_> = Tab::all()
        .map(|tab| Command::Show(tab).row().name)
        .collect();
    assert!(
        tabs.contains(&labels[0]) || labels[0] == "Start with my numbers",
        "the content: {labels:?}"
    );
    assert!(labels.len() >= 4, "the library too: {labels:?}");
    press(&mut window, Modifiers::SHIFT, Key::F6);
    window.run_steps(2);
    assert_eq!(focused_label(&window), labels[labels.len() - 2]);
}

/// Gives the keyboard to the row of this scenario in the library.
fn go_to_row(window: &mut Window<'_>, title: &str) {
    window.get_by_label_contains(&format!("{title},")).focus();
    window.run_steps(3);
}

#[test]
fn the_library_is_one_stop_of_tab_with_arrow_keys_inside() {
    let home = Home::new();
    let first = home.file("first.ron", &named("First"));
    home.file("second.ron", &named("Second"));
    let mut window = home.window(&[first], USUAL);
    wait_for_library(&mut window, 2);
    go_to_row(&mut window, "First");
    press(&mut window, NONE, Key::ArrowDown);
    assert!(focused_label(&window).starts_with("Second,"));
    press(&mut window, NONE, Key::End);
    // Its name: the recommendation behind it may arrive meanwhile.
    let name = |window: &Window<'_>| -> String {
        let label = focused_label(window);
        label.split(',').next().unwrap_or_default().to_owned()
    };
    let last = name(&window);
    press(&mut window, NONE, Key::Tab);
    let after = focused(&window).map_or(0.0, |(_, rect)| rect.left());
    assert!(
        after > 150.0,
        "Tab leaves the list: {}",
        focused_label(&window)
    );
    press(&mut window, Modifiers::SHIFT, Key::Tab);
    window.run_steps(2);
    assert_eq!(name(&window), last, "and comes back to where it was");
    press(&mut window, NONE, Key::Home);
    assert!(focused_label(&window).starts_with("First"));
    press(&mut window, NONE, Key::ArrowDown);
    press(&mut window, NONE, Key::Enter);
    window.run_steps(3);
    assert_eq!(window.scenario().name, "Second");
}

#[test]
fn a_row_of_the_library_is_selected_renamed_and_deleted_by_keys() {
    let home = Home::new();
    let first = home.file("first.ron", &named("First"));
    let second = home.file("second.ron", &named("Second"));
    let mut window = home.window(&[first], USUAL);
    wait_for_library(&mut window, 2);
    go_to_row(&mut window, "First");
    press(&mut window, NONE, Key::ArrowDown);
    press(&mut window, NONE, Key::Space);
    let selected = ScenarioRef::File(second.clone());
    assert!(window.workspace().settings.compared.contains(&selected));
    assert_eq!(window.scenario().name, "First", "Space doesn’t open it");
    press(&mut window, NONE, Key::F2);
    let Some(Dialog::Rename(dialog)) = &window.view().dialog else {
        panic!("F2 asks for a name");
    };
    assert_eq!(dialog.path, second, "of the row, not of the open file");
    press(&mut window, NONE, Key::Escape);
    window.run_steps(2);
    go_to_row(&mut window, "Second");
    press(&mut window, Modifiers::SHIFT, Key::F10);
    window.run_steps(3);
    assert_eq!(focused_label(&window), "Open", "the menu has the keyboard");
    press(&mut window, NONE, Key::Enter);
    window.run_steps(3);
    assert_eq!(window.scenario().name, "Second");
}

#[test]
fn tabs_and_choices_are_one_stop_each() {
    let home = Home::new();
    let mut window = home.window(&[], USUAL);
    let names: Vec<_> = Tab::all()
        .map(|tab| Command::Show(tab).row().name)
        .collect();
    let current = window.view().tabs.current;
    let place = Tab::all().position(|tab| tab == current).unwrap();
    let next = names[place + 1];
    window.get_by_label(names[place]).focus();
    window.run_steps(3);
    press(&mut window, NONE, Key::ArrowRight);
    assert_eq!(focused_label(&window), next);
    press(&mut window, NONE, Key::Enter);
    window.run_steps(2);
    let shown = window.view().tabs.current;
    assert_eq!(Command::Show(shown).row().name, next);
    press(&mut window, NONE, Key::Tab);
    assert!(!names.contains(&focused_label(&window).as_str()));
}

#[test]
fn the_card_of_an_input_opens_by_keys_and_gives_the_keyboard_back() {
    for (modifiers, key) in [
        (Modifiers::ALT, Key::Enter),
        (Modifiers::SHIFT, Key::F10),
        (NONE, Key::Menu),
    ] {
        // In one home, the next window would offer what wasn't saved in the last.
        let home = Home::new();
        let mut window = home.window(&[], USUAL);
        type_into(&mut window, &volume(), "41k");
        press(&mut window, modifiers, key);
        window.run_steps(4);
        window.event(egui::Event::Text("invoice".to_owned()));
        window.run_steps(3);
        let source = window.scenario().sources.get("workload.queries_per_month");
        assert!(
            source.is_some_and(|source| source.contains("invoice")),
            "{key:?}: {source:?}"
        );
        assert_eq!(queries(&window), Estimate::Exact(41_000.0));
        press(&mut window, NONE, Key::Tab);
        assert_eq!(focused_label(&window), "Reset to default", "{key:?}");
        press(&mut window, NONE, Key::Escape);
        window.run_steps(4);
        assert_eq!(focused_label(&window), volume(), "{key:?}");
    }
}
