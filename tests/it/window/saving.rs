//! Closing, saving, and files that change outside: nothing is lost without a question.

use std::time::Duration;

use breakeven::app::workspace::notices;
use breakeven::files::store;
use breakeven::scenario::Scenario;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

use crate::driven::{Home, USUAL, View as _, Window, press, type_into, wait};
use crate::support::{CTRL_SHIFT, example, example_text, named, saved_queries};

/// Asks the window to close, as its close button does; returns whether it would.
pub(super) fn request_close(window: &mut Window<'_>) -> bool {
    let viewport = window
        .input_mut()
        .viewports
        .entry(egui::ViewportId::ROOT)
        .or_default();
    viewport.events.push(egui::ViewportEvent::Close);
    window.step();
    let commands = &window.output().viewport_output[&egui::ViewportId::ROOT].commands;
    let refused = commands.contains(&egui::ViewportCommand::CancelClose);
    if let Some(viewport) = window
        .input_mut()
        .viewports
        .get_mut(&egui::ViewportId::ROOT)
    {
        viewport.events.clear();
    }
    window.run_steps(2);
    !refused
}

#[test]
fn closing_with_unsaved_changes_asks_first() {
    let home = Home::new();
    let path = home.file("mine.ron", &example("textbook-comparison"));
    let mut window = home.window(std::slice::from_ref(&path), USUAL);
    assert!(request_close(&mut window), "nothing would be lost");

    type_into(&mut window, "Query volume", "50k");
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert!(!request_close(&mut window));
    window.get_by_label("Cancel").click();
    window.run_steps(2);
    assert!(window.view().dialog.is_none() && !window.view().may_close);

    assert!(!request_close(&mut window));
    window.get_by_label("Save").click();
    wait(&mut window, "it is saved and may close", |window| {
        window.view().may_close
    });
    assert_eq!(saved_queries(&path), 50_000.0);
    assert!(request_close(&mut window));
}

#[test]
fn opening_another_scenario_over_unsaved_changes_asks_first() {
    let home = Home::new();
    let mut window = home.window(&[], USUAL);
    type_into(&mut window, "Query volume", "50k");
    press(&mut window, Modifiers::NONE, Key::Enter);
    window.get_by_label_contains("Ticket classifier").click();
    window.run_steps(4);
    assert_eq!(window.scenario().name, "Textbook comparison (copy)");
    window.get_by_label("Don’t save").click();
    window.run_steps(2);
    assert_eq!(window.scenario().name, "Ticket classifier");
}

#[test]
fn a_file_changed_outside_is_not_replaced_without_asking() {
    let home = Home::new();
    let path = home.file("mine.ron", &named("Mine"));
    let mut window = home.window(std::slice::from_ref(&path), USUAL);
    type_into(&mut window, "Query volume", "50k");
    press(&mut window, Modifiers::NONE, Key::Enter);
    std::thread::sleep(Duration::from_millis(20));
    store::save(&path, &named("Theirs")).unwrap();
    press(&mut window, Modifiers::COMMAND, Key::S);
    window.get_by_label("“mine.ron” changed on disk, and here too");
    assert_eq!(store::read(&path).unwrap().name, "Theirs");
    window.get_by_label("Cancel").click();
    window.run_steps(2);
    // The same if its own path is typed.
    press(&mut window, CTRL_SHIFT, Key::S);
    press(&mut window, Modifiers::NONE, Key::Enter);
    window.get_by_label("“mine.ron” changed on disk, and here too");
    assert_eq!(store::read(&path).unwrap().name, "Theirs");
    window.get_by_label("Keep mine").click();
    wait(&mut window, "it is saved", |window| !window.is_dirty());
    assert_eq!(store::read(&path).unwrap().name, "Mine");
}

#[test]
fn a_file_deleted_outside_leaves_unsaved_what_is_open() {
    let home = Home::new();
    let path = home.file("mine.ron", &example("textbook-comparison"));
    let mut window = home.window(std::slice::from_ref(&path), USUAL);
    std::fs::remove_file(&path).unwrap();
    window.event(egui::Event::WindowFocused(true));
    wait(&mut window, "it is noticed", |window| window.is_dirty());
    assert!(!request_close(&mut window), "it would lose the only copy");
}

#[test]
fn comments_in_a_file_are_kept() {
    let home = Home::new();
    let path = home.file("mine.ron", &Scenario::default());
    std::fs::write(&path, "( // why it is so\n  name: r\"C:\\\", // there\n)").unwrap();
    let mut window = home.window(std::slice::from_ref(&path), USUAL);
    let mut save = |queries: &str| {
        type_into(&mut window, "Query volume", queries);
        press(&mut window, Modifiers::NONE, Key::Enter);
        press(&mut window, Modifiers::COMMAND, Key::S);
        wait(&mut window, "it is saved", |window| !window.is_dirty());
        assert!(window.view().dialog.is_none());
    };
    save("50k");
    save("60k");
    let expected = "( // why it is so\n  name: r\"C:\\\", // there\n  workload: (\n    queries_per_month: 60000,\n  ),\n)";
    assert_eq!(std::fs::read_to_string(&path).unwrap(), expected);
}

#[test]
fn comments_written_outside_meanwhile_are_no_conflict() {
    let home = Home::new();
    let path = home.file("mine.ron", &named("Mine"));
    let mut window = home.window(std::slice::from_ref(&path), USUAL);
    type_into(&mut window, "Query volume", "50k");
    press(&mut window, Modifiers::NONE, Key::Enter);
    std::thread::sleep(Duration::from_millis(20));
    std::fs::write(&path, "(name: \"Mine\" /* theirs */)").unwrap();
    window.event(egui::Event::WindowFocused(true));
    window.run_steps(2);
    press(&mut window, Modifiers::COMMAND, Key::S);
    wait(&mut window, "it is saved", |window| !window.is_dirty());
    let expected = "(name: \"Mine\", /* theirs */ workload: (queries_per_month: 50000))";
    assert_eq!(std::fs::read_to_string(&path).unwrap(), expected);
}

#[test]
fn an_example_is_saved_with_its_comments() {
    let home = Home::new();
    let mut window = home.window(&[], USUAL);
    window.get_by_label_contains("Support replies").click();
    window.run_steps(3);
    press(&mut window, Modifiers::COMMAND, Key::S);
    press(&mut window, Modifiers::NONE, Key::Enter);
    let path = home.library().join("Support replies.ron");
    wait(&mut window, "it is saved", |window| {
        window.path() == Some(&*path)
    });
    assert_eq!(
        std::fs::read_to_string(&path).unwrap(),
        example_text("support-replies")
    );
}

#[test]
fn what_was_asked_for_during_a_save_waits_for_it() {
    let home = Home::new();
    let path = home.file("mine.ron", &Scenario::default());
    let mut window = home.window(std::slice::from_ref(&path), USUAL);
    type_into(&mut window, "Query volume", "50k");
    press(&mut window, Modifiers::NONE, Key::Enter);
    window.key_press_modifiers(Modifiers::COMMAND, Key::S);
    window.step();
    // It closes at once if the save is over by now, else as soon as it is.
    if !request_close(&mut window) {
        wait(&mut window, "it may close", |window| {
            window.view().may_close
        });
    }
    assert_eq!(saved_queries(&path), 50_000.0);
}

#[test]
fn a_file_that_cannot_be_opened_or_saved_says_so_and_nothing_is_lost() {
    let home = Home::new();
    std::fs::create_dir_all(home.library()).unwrap();
    let broken = home.library().join("broken.ron");
    std::fs::write(&broken, "(version: 2,").unwrap();
    let mut window = home.window(std::slice::from_ref(&broken), USUAL);
    let notices = window.workspace().notices.all();
    assert!(
        matches!(notices[0].kind, notices::NoticeKind::Error)
            && notices[0].text.contains("broken.ron"),
        "{notices:?}"
    );
    assert_eq!(window.path(), None);

    type_into(&mut window, "Query volume", "50k");
    press(&mut window, Modifiers::NONE, Key::Enter);
    press(&mut window, Modifiers::COMMAND, Key::S);
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.run_steps(1);
    let nowhere = broken.join("below a file.ron");
    window
        .get_by_label("Path")
        .type_text(&nowhere.display().to_string());
    window.run_steps(2);
    window.get_by_label("Save").click();
    // The dialog comes back with what was typed, and the reason.
    wait(&mut window, "the failure is shown", |window| {
        window.query_by_label_contains("Not saved.").is_some()
    });
    let typed = window.get_by_label("Path").value();
    assert_eq!(typed, Some(nowhere.display().to_string()));
    window.get_by_label("Cancel").click();
    window.run_steps(3);
    assert!(window.is_dirty());
    assert_eq!(std::fs::read_to_string(&broken).unwrap(), "(version: 2,");
}

#[test]
fn settings_that_could_not_be_saved_are_reported_until_they_are() {
    let home = Home::new();
    let mut window = home.window(&[], USUAL);
    let reported = |window: &Window<'_>| {
        let notices = window.workspace().notices.all().iter();
        notices
            .filter(|notice| notice.text.starts_with("Settings weren’t saved. "))
            .count()
    };
    let lock = home.folder.path().join("settings.lock");
    // It is there from an earlier save, or isn't.
    let _ = std::fs::remove_file(&lock);
    std::fs::create_dir(&lock).unwrap();
    press(&mut window, Modifiers::COMMAND, Key::L);
    assert_eq!(reported(&window), 1);
    std::fs::remove_dir(&lock).unwrap();
    press(&mut window, Modifiers::COMMAND, Key::L);
    assert_eq!(reported(&window), 0);
}

#[test]
fn settings_that_cannot_be_read_are_reported_and_left_alone() {
    for (written, is_left_whole) in [("(theme: Purple)", false), ("(theme: Dark,", true)] {
        let home = Home::new();
        let path = home.folder.path().join("settings.ron");
        std::fs::write(&path, written).unwrap();
        let mut window = home.window(&[], USUAL);
        assert!(
            window.workspace().notices.all()[0]
                .text
                .contains("settings.ron")
        );
        press(&mut window, Modifiers::COMMAND, Key::L);
        let kept = std::fs::read_to_string(&path).unwrap();
        if is_left_whole {
            assert_eq!(kept, written);
        } else {
            // What is wrong stays to be mended; what was changed here is saved beside it.
            assert!(kept.contains("theme: Purple"), "{kept}");
            assert!(kept.contains("show_library: false"), "{kept}");
        }
    }
}
