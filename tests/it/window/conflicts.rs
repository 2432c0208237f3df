//! The open file is changed outside, and here too: what differs is shown, and what stays is chosen.

use std::path::{Path, PathBuf};

use breakeven::app::state::dialog::Dialog;
use breakeven::files::store;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

use crate::driven::{Home, USUAL, View as _, Window, press, type_into, wait};
use crate::support::{named, saved_queries, with};

/// A window with 50,000 queries typed over a file that holds 70,000 by now, which nobody has asked about yet.
fn conflicting(home: &Home) -> (Window<'static>, PathBuf) {
    let path = home.file("mine.ron", &named("Mine"));
    let mut window = home.window(std::slice::from_ref(&path), USUAL);
    type_into(&mut window, "Query volume", "50k");
    press(&mut window, Modifiers::NONE, Key::Enter);
    write_theirs(&path);
    (window, path)
}

fn write_theirs(path: &Path) {
    let theirs = with(&named("Mine"), &[("workload.queries_per_month", "70000")]);
    store::save(path, &theirs).unwrap();
}

fn queries(window: &Window<'_>) -> f64 {
    window.scenario().workload.queries_per_month.base()
}

fn asks(window: &Window<'_>) -> bool {
    matches!(window.view().dialog, Some(Dialog::Conflict(_)))
}

#[test]
fn before_a_save_both_values_are_shown_and_mine_is_kept() {
    let home = Home::new();
    let (mut window, path) = conflicting(&home);
    press(&mut window, Modifiers::COMMAND, Key::S);
    assert!(asks(&window));
    window.get_by_label("“mine.ron” changed on disk, and here too");
    window.get_by_label_contains("50k\u{a0}per month");
    window.get_by_label_contains("70k\u{a0}per month");
    assert_eq!(saved_queries(&path), 70_000.0);
    window.get_by_label("Keep mine").click();
    wait(&mut window, "it is saved", |window| !window.is_dirty());
    assert_eq!(saved_queries(&path), 50_000.0);
}

#[test]
fn a_hasty_enter_loses_neither_version() {
    let home = Home::new();
    let (mut window, path) = conflicting(&home);
    press(&mut window, Modifiers::COMMAND, Key::S);
    window.get_by_label(
        "“Save as…” keeps both. “Reload” can be undone. “Keep mine” replaces the file.",
    );
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert!(matches!(window.view().dialog, Some(Dialog::Path(_))));
    assert_eq!(
        (queries(&window), saved_queries(&path)),
        (50_000.0, 70_000.0)
    );
}

#[test]
fn what_is_reloaded_can_be_undone() {
    let home = Home::new();
    let (mut window, path) = conflicting(&home);
    press(&mut window, Modifiers::COMMAND, Key::S);
    window.get_by_label("Reload").click();
    window.run_steps(3);
    assert_eq!(queries(&window), 70_000.0);
    assert!(!window.is_dirty() && !asks(&window));
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(queries(&window), 50_000.0);
    press(&mut window, Modifiers::COMMAND, Key::S);
    wait(&mut window, "it is saved", |window| !window.is_dirty());
    assert_eq!(saved_queries(&path), 50_000.0);
}

#[test]
fn a_change_that_is_noticed_is_offered_to_be_compared_and_what_is_kept_is_not_asked_about_again() {
    let home = Home::new();
    let (mut window, path) = conflicting(&home);
    window.event(egui::Event::WindowFocused(true));
    window.run_steps(3);
    assert!(!asks(&window), "typing isn’t interrupted");
    window.get_by_label("Show changes").click();
    window.run_steps(3);
    assert!(asks(&window));
    window.get_by_label("Keep mine").click();
    window.run_steps(3);
    assert!(window.is_dirty());
    assert_eq!(saved_queries(&path), 70_000.0, "nothing was to be saved");
    press(&mut window, Modifiers::COMMAND, Key::S);
    wait(&mut window, "it is saved", |window| !window.is_dirty());
    assert_eq!(saved_queries(&path), 50_000.0);
}

#[test]
fn a_file_that_cannot_be_read_any_more_is_kept_or_replaced() {
    let home = Home::new();
    let (mut window, path) = conflicting(&home);
    std::fs::write(&path, "(version: 2,").unwrap();
    press(&mut window, Modifiers::COMMAND, Key::S);
    assert!(asks(&window) && window.query_by_label("Reload").is_none());
    window.get_by_label("Save as…").click();
    window.run_steps(3);
    assert!(matches!(window.view().dialog, Some(Dialog::Path(_))));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "(version: 2,");
}
