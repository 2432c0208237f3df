//! Unsaved work survives the end of the program: it is kept while it is edited, and offered at the next start.

use std::path::PathBuf;

use breakeven::app::messages::command::Command;
use breakeven::app::state::available::is_available;
use breakeven::app::state::dialog::Dialog;
use breakeven::files::store;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

use crate::driven::{Home, USUAL, View as _, Window, press, type_into, wait};
use crate::support::{example, named, saved_queries};

/// The files of journals.
fn journals(home: &Home) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(home.folder.path().join("recovery"));
    let entries = entries.into_iter().flatten();
    let paths = entries.map(|entry| entry.unwrap().path());
    paths
        .filter(|path| path.extension().is_some_and(|ending| ending == "ron"))
        .collect()
}

fn edit(window: &mut Window<'_>, queries: &str) {
    type_into(window, "Query volume", queries);
    press(window, Modifiers::NONE, Key::Enter);
}

fn queries(window: &Window<'_>) -> f64 {
    window.scenario().workload.queries_per_month.base()
}

fn is_offered(window: &Window<'_>) -> bool {
    matches!(window.view().dialog, Some(Dialog::Recovery))
}

fn wait_for_offer(window: &mut Window<'_>) {
    wait(window, "the work is offered", is_offered);
}

/// A window whose program ended with these queries typed and not saved, and the next one.
fn ended_with(home: &Home, files: &[PathBuf], typed: &str) -> Window<'static> {
    let mut window = home.window(files, USUAL);
    edit(&mut window, typed);
    drop(window);
    let mut window = home.window(&[], USUAL);
    wait_for_offer(&mut window);
    window
}

#[test]
fn edits_are_recovered_with_their_history_and_the_file_stays_as_it_was() {
    let home = Home::new();
    let path = home.file("mine.ron", &example("textbook-comparison"));
    let mut window = home.window(std::slice::from_ref(&path), USUAL);
    edit(&mut window, "50k");
    edit(&mut window, "60k");
    drop(window);
    let before = std::fs::read(&path).unwrap();

    let mut window = home.window(&[], USUAL);
    wait_for_offer(&mut window);
    window.get_by_label_contains("mine.ron · less than a minute ago");
    window.get_by_label_contains("60k\u{a0}per month");
    window.get_by_label("Recover").click();
    window.run_steps(3);
    assert!(window.view().dialog.is_none() && window.is_dirty());
    assert_eq!((queries(&window), window.path()), (60_000.0, Some(&*path)));
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(queries(&window), 50_000.0);
    press(&mut window, Modifiers::COMMAND, Key::Y);
    assert_eq!(queries(&window), 60_000.0);
    assert_eq!(std::fs::read(&path).unwrap(), before);
    assert_eq!(journals(&home).len(), 1, "it isn’t saved yet");

    press(&mut window, Modifiers::COMMAND, Key::S);
    wait(&mut window, "it is saved", |window| !window.is_dirty());
    assert_eq!(saved_queries(&path), 60_000.0);
    drop(window);
    assert!(journals(&home).is_empty());
}

#[test]
fn work_that_was_never_saved_is_recovered_and_what_was_refused_stands_in_its_field() {
    let home = Home::new();
    let mut window = ended_with(&home, &[], "sixty");
    window.get_by_label_contains("Never saved · ");
    window.get_by_label_contains("“sixty” was typed and is invalid");
    window.get_by_label("Recover").click();
    window.run_steps(3);
    let refused = window.workspace().refused_fields();
    let refused: Vec<&str> = refused.iter().map(|(_, text)| *text).collect();
    assert_eq!(refused, ["sixty"]);
}

#[test]
fn work_that_waits_stands_over_the_library_until_it_is_recovered_and_saved() {
    let home = Home::new();
    let path = home.file("mine.ron", &named("Mine"));
    let mut window = ended_with(&home, std::slice::from_ref(&path), "50k");
    window.get_by_label("Decide later").click();
    window.run_steps(2);
    window.get_by_label("Unsaved work");
    window.get_by_label("Not recovered, less than a minute ago");
    window.get_all_by_label("Mine").next().unwrap().click();
    window.run_steps(3);
    assert!(is_offered(&window));
    // The usual answer has the keyboard.
    press(&mut window, Modifiers::NONE, Key::Enter);
    window.run_steps(3);
    assert_eq!((window.path(), queries(&window)), (Some(&*path), 50_000.0));
    window.get_by_label("Recovered, not saved");
    press(&mut window, Modifiers::COMMAND, Key::S);
    wait(&mut window, "it is saved", |window| !window.is_dirty());
    assert!(window.query_by_label("Unsaved work").is_none());
}

#[test]
fn work_that_cannot_be_kept_is_said_once_and_editing_goes_on() {
    let home = Home::new();
    let in_the_way = home.folder.path().join("recovery");
    std::fs::write(&in_the_way, "").unwrap();
    let mut window = home.window(&[], USUAL);
    let said = "Unsaved changes can’t be kept for recovery. ";
    edit(&mut window, "50k");
    wait(&mut window, "it is said", |window| {
        window.query_by_label_contains(said).is_some()
    });
    edit(&mut window, "60k");
    assert_eq!(queries(&window), 60_000.0);
    let notices = window.workspace().notices.all();
    assert_eq!(
        notices
            .iter()
            .filter(|notice| notice.text.contains(said))
            .count(),
        1
    );
    std::fs::remove_file(&in_the_way).unwrap();
    edit(&mut window, "70k");
    wait(&mut window, "it isn’t said any more", |window| {
        window.query_by_label_contains(said).is_none()
    });
    assert_eq!(journals(&home).len(), 1);
}

#[test]
fn of_several_documents_one_opens_and_the_others_wait() {
    let home = Home::new();
    let paths = ["first.ron", "second.ron"].map(|name| home.file(name, &named(name)));
    // Two windows at once.
    let mut windows = paths
        .each_ref()
        .map(|path| home.window(std::slice::from_ref(path), USUAL));
    edit(&mut windows[0], "10k");
    edit(&mut windows[1], "20k");
    drop(windows);
    let mut window = home.window(&[], USUAL);
    wait_for_offer(&mut window);
    assert_eq!(window.view().recovery.found.len(), 2);
    let first = window.get_all_by_label("Recover").next().unwrap();
    first.click();
    window.run_steps(3);
    let opened = queries(&window);
    assert!(window.is_dirty() && !is_offered(&window));

    // The other one is in the menu, and asks about the one that is open.
    window.get_by_label("Show work").click();
    window.run_steps(3);
    window.get_by_label("Recover").click();
    window.run_steps(3);
    window.get_by_label("Save").click();
    wait(&mut window, "the other one is open", |window| {
        queries(window) != opened
    });
    assert_eq!(queries(&window) + opened, 30_000.0);
    assert!(window.is_dirty() && window.view().recovery.found.is_empty());
    let saved: f64 = paths.iter().map(|path| saved_queries(path)).sum();
    assert_eq!(saved, opened + named("").workload.queries_per_month.base());
    assert!(!is_available(Command::RecoverWork, window.view()));
}

#[test]
fn what_is_discarded_is_gone_and_what_is_decided_later_is_offered_again() {
    let home = Home::new();
    let mut window = ended_with(&home, &[], "50k");
    window.get_by_label("Decide later").click();
    window.run_steps(2);
    assert!(!is_offered(&window) && is_available(Command::RecoverWork, window.view()));
    assert!(!window.is_dirty(), "nothing is taken silently");
    drop(window);
    let mut window = home.window(&[], USUAL);
    wait_for_offer(&mut window);
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert!(!is_offered(&window) && journals(&home).len() == 1);
    drop(window);
    let mut window = home.window(&[], USUAL);
    wait_for_offer(&mut window);
    window.get_by_label("Discard").click();
    window.run_steps(2);
    assert!(!is_offered(&window) && !is_available(Command::RecoverWork, window.view()));
    assert!(journals(&home).is_empty());
}

#[test]
fn what_was_given_up_undone_or_saved_is_not_offered() {
    let home = Home::new();
    let path = home.file("mine.ron", &named("Mine"));
    let mut window = home.window(std::slice::from_ref(&path), USUAL);
    edit(&mut window, "50k");
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert!(!window.is_dirty());
    edit(&mut window, "60k");
    window.get_by_label_contains("Ticket classifier").click();
    window.run_steps(4);
    window.get_by_label("Don’t save").click();
    window.run_steps(3);
    drop(window);
    assert!(journals(&home).is_empty());
}

#[test]
fn a_living_windows_work_is_not_offered_to_another() {
    let home = Home::new();
    let mut first = home.window(&[], USUAL);
    edit(&mut first, "50k");
    wait(&mut first, "it is kept", |_| journals(&home).len() == 1);
    let mut second = home.window(&[], USUAL);
    edit(&mut second, "70k");
    wait(&mut second, "both are kept", |_| journals(&home).len() == 2);
    assert!(second.view().recovery.found.is_empty());
}

#[test]
fn a_damaged_journal_is_named_and_kept_until_it_is_discarded() {
    let home = Home::new();
    let mut window = home.window(&[], USUAL);
    edit(&mut window, "50k");
    drop(window);
    let journal = journals(&home).remove(0);
    let text = std::fs::read_to_string(&journal).unwrap();
    let half: String = text.chars().take(text.len() / 2).collect();
    std::fs::remove_file(&journal).unwrap();
    std::fs::write(&journal, half).unwrap();
    let mut window = home.window(&[], USUAL);
    wait_for_offer(&mut window);
    // In the dialog, and over the library.
    let named = window.get_all_by_label("Work that can’t be read");
    assert_eq!(named.count(), 2);
    assert!(window.query_by_label("Recover").is_none());
    window.get_by_label("Decide later").click();
    window.run_steps(2);
    assert!(journal.exists());
}

#[test]
fn a_file_that_changed_meanwhile_is_not_replaced_without_asking_and_one_that_is_gone_is_named() {
    let home = Home::new();
    let path = home.file("mine.ron", &named("Mine"));
    let mut window = home.window(std::slice::from_ref(&path), USUAL);
    edit(&mut window, "50k");
    drop(window);
    store::save(&path, &named("Theirs")).unwrap();
    let mut window = home.window(&[], USUAL);
    wait_for_offer(&mut window);
    window.get_by_label_contains("The file has changed since");
    window.get_by_label("Recover").click();
    window.run_steps(3);
    assert_eq!(window.scenario().name, "Mine");
    press(&mut window, Modifiers::COMMAND, Key::S);
    window.run_steps(3);
    assert_eq!(store::read(&path).unwrap().name, "Theirs");
    assert!(window.view().dialog.is_some(), "it asks first");
    drop(window);

    std::fs::remove_file(&path).unwrap();
    let mut window = home.window(&[], USUAL);
    wait_for_offer(&mut window);
    window.get_by_label_contains("The file was moved or deleted");
    window.get_by_label("Recover").click();
    window.run_steps(3);
    assert_eq!((window.path(), queries(&window)), (None, 50_000.0));
    assert!(window.is_dirty() && !path.exists());
}
