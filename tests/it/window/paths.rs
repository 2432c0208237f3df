//! Paths as users type them, files with several scenarios, and settings that several windows share.

use std::path::{Path, PathBuf};

use breakeven::app::messages::command::Command;
use breakeven::files::store;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

use crate::driven::{Home, USUAL, View as _, Window, drop_file, press, press_keys_of, wait};
use crate::support::{CTRL_SHIFT, named};

/// Replaces the path in the open dialog, and confirms.
fn enter(window: &mut Window<'_>, text: &str) {
    press(window, Modifiers::COMMAND, Key::A);
    press(window, Modifiers::NONE, Key::Backspace);
    if !text.is_empty() {
        window.get_by_label("Path").type_text(text);
    }
    window.run_steps(2);
    press(window, Modifiers::NONE, Key::Enter);
    window.run_steps(3);
}

#[test]
fn a_bare_name_is_saved_in_the_proposed_folder_with_its_ending() {
    let home = Home::new();
    let path = home.file("mine.ron", &named("Mine"));
    let mut window = home.window(&[path], USUAL);
    press(&mut window, CTRL_SHIFT, Key::S);
    enter(&mut window, "plan v2.1");
    let saved = home.library().join("plan v2.1.ron");
    wait(
        &mut window,
        "it is said, and shown where on demand",
        |window| {
            window.query_by_label("Saved").is_some()
                && window.query_by_label("Show in folder").is_some()
        },
    );
    assert!(!Path::new("plan v2.1.ron").exists());
    assert_eq!(window.path(), Some(saved.as_path()));
    // A folder is to have the file in it.
    let inner = home.folder.path().join("inner");
    std::fs::create_dir(&inner).unwrap();
    press(&mut window, CTRL_SHIFT, Key::S);
    enter(&mut window, &inner.display().to_string());
    let moved = inner.join("plan v2.1.ron");
    wait(&mut window, "it is saved", |window| {
        window.path() == Some(moved.as_path())
    });
    // An export likewise.
    press(&mut window, CTRL_SHIFT, Key::R);
    press(&mut window, Modifiers::NONE, Key::Enter);
    enter(&mut window, "result");
    let report = inner.join("result.html");
    wait(&mut window, "it is exported", |_| report.exists());
    assert_eq!(store::read(&report).unwrap(), named("Mine"));
}

#[test]
fn a_path_that_cannot_be_opened_stays_to_be_mended() {
    let home = Home::new();
    let path = home.file("mine.ron", &named("Mine"));
    let mut window = home.window(&[], USUAL);
    press(&mut window, Modifiers::COMMAND, Key::O);
    enter(&mut window, "/no/such/mine.ron");
    window.get_by_label_contains("there is no such file");
    assert_eq!(
        window.get_by_label("Path").value().as_deref(),
        Some("/no/such/mine.ron")
    );
    enter(&mut window, "");
    window.get_by_label_contains("Type a path");
    enter(&mut window, "mine.ron");
    assert!(window.view().dialog.is_none());
    assert_eq!(window.path(), Some(path.as_path()));
    // A folder for the library is one, or can be made.
    for (text, problem) in [
        ("mine.ron", "is a file, not a folder"),
        ("a/b", "there is no such folder"),
    ] {
        window.view();
        press_keys_or_run(&mut window, Command::ChooseLibrary);
        enter(&mut window, text);
        window.get_by_label_contains(problem);
        assert_eq!(window.get_by_label("Path").value().as_deref(), Some(text));
        press(&mut window, Modifiers::NONE, Key::Escape);
    }
    assert_eq!(
        window.workspace().settings.library_folder,
        Some(home.library())
    );
}

/// Runs a command by its keys, or by its row in the menu if it has none.
fn press_keys_or_run(window: &mut Window<'_>, command: Command) {
    let row = command.row();
    if row.keys.is_some() {
        return press_keys_of(window, row);
    }
    window.get_by_label("File").click();
    window.run_steps(3);
    window.get_by_label(row.name).click();
    window.run_steps(3);
}

#[test]
fn nobody_is_asked_to_save_for_a_file_that_cannot_be_opened() {
    let home = Home::new();
    let mut window = home.window(&[], USUAL);
    crate::driven::type_into(&mut window, "Query volume", "50k");
    press(&mut window, Modifiers::NONE, Key::Enter);
    drop_file(&mut window, PathBuf::from("/no/such.ron"));
    window.run_steps(3);
    assert!(window.view().dialog.is_none());
    window.get_by_label_contains("there is no such file");
}

fn scenario_button<'a>(window: &'a Window<'_>, label: &'a str) -> egui_kittest::Node<'a> {
    window.get_by_role_and_label(egui::accesskit::Role::Button, label)
}

fn joined() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/files/reports/pdfunite-joined.pdf")
}

#[test]
fn of_several_scenarios_in_a_file_one_is_chosen() {
    let home = Home::new();
    // By the command line, with the keyboard: the first one has the focus.
    let mut window = home.window(&[joined()], USUAL);
    window.run_steps(3);
    scenario_button(&window, "1  Textbook comparison: USD, 18 months");
    press(&mut window, Modifiers::NONE, Key::Tab);
    press(&mut window, Modifiers::NONE, Key::Enter);
    window.run_steps(3);
    assert_eq!(window.scenario().name, "Premium never pays back");
    assert_eq!(
        (window.path(), window.view().dialog.is_none()),
        (None, true)
    );
    // A digit is enough.
    drop_file(&mut window, joined());
    press(&mut window, Modifiers::NONE, Key::Num1);
    window.run_steps(3);
    // What was open is saved nowhere.
    window.get_by_label("Don’t save").click();
    window.run_steps(3);
    assert_eq!(window.scenario().name, "Textbook comparison");
    // With the mouse, and not at all.
    drop_file(&mut window, joined());
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert!(window.view().dialog.is_none());
    assert_eq!(window.scenario().name, "Textbook comparison");
    drop_file(&mut window, joined());
    scenario_button(&window, "2  Premium never pays back: USD, 12 months").click();
    window.run_steps(3);
    window.get_by_label("Don’t save").click();
    window.run_steps(3);
    assert_eq!(window.scenario().name, "Premium never pays back");
    // The one that was chosen is remembered.
    let recent = &window.workspace().settings.recent;
    assert_eq!(recent[0], store::with_number(&joined(), 2));
}

#[test]
fn two_windows_keep_each_others_settings() {
    let home = Home::new();
    let path = home.file("mine.ron", &named("Mine"));
    let mut first = home.window(&[], USUAL);
    let mut second = home.window(&[], USUAL);
    press(&mut first, Modifiers::COMMAND, Key::L);
    drop_file(&mut second, path.clone());
    let (settings, _) = home.settings_file().load();
    assert_eq!(
        (settings.show_library, settings.recent.as_slice()),
        (false, [path.clone()].as_slice())
    );
    // Recent files are taken over with the focus; how a window looks is its own.
    assert!(first.workspace().settings.recent.is_empty());
    first.event(egui::Event::WindowFocused(true));
    second.event(egui::Event::WindowFocused(true));
    first.run_steps(3);
    second.run_steps(3);
    assert_eq!(first.workspace().settings.recent, [path]);
    assert!(second.workspace().settings.show_library);
}

#[cfg(unix)]
#[test]
fn a_file_whose_name_is_no_text_is_opened_saved_and_remembered() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;
    let home = Home::new();
    let path = home.file("mine.ron", &named("Mine"));
    let strange = home.library().join(OsStr::from_bytes(b"caf\xe9.ron"));
    std::fs::rename(&path, &strange).unwrap();
    let mut window = home.window(std::slice::from_ref(&strange), USUAL);
    assert_eq!(window.path(), Some(strange.as_path()));
    // Saved under its own name, as the dialog proposes it.
    crate::driven::type_into(&mut window, "Query volume", "50k");
    press(&mut window, Modifiers::NONE, Key::Enter);
    press(&mut window, CTRL_SHIFT, Key::S);
    press(&mut window, Modifiers::NONE, Key::Enter);
    wait(&mut window, "it is saved", |window| !window.is_dirty());
    assert_eq!(window.path(), Some(strange.as_path()));
    assert_eq!(crate::support::saved_queries(&strange), 50_000.0);
    press(&mut window, Modifiers::COMMAND, Key::L);
    assert!(window.query_by_label_contains("weren’t saved").is_none());
    let (settings, problem) = home.settings_file().load();
    assert_eq!(
        (problem, settings.recent, settings.show_library),
        (None, vec![strange], false)
    );
}

#[test]
fn a_scenario_that_was_never_named_takes_the_name_of_its_file() {
    let home = Home::new();
    let mut window = home.window(&[], USUAL);
    press(&mut window, Modifiers::COMMAND, Key::N);
    window.run_steps(2);
    assert_eq!(window.scenario().name, "");
    press(&mut window, CTRL_SHIFT, Key::S);
    enter(&mut window, "Invoice triage");
    let saved = home.library().join("Invoice triage.ron");
    wait(&mut window, "it is saved", |window| {
        window.path() == Some(&*saved)
    });
    assert_eq!(window.scenario().name, "Invoice triage");
    assert!(!window.is_dirty());
    assert_eq!(store::read(&saved).unwrap().name, "Invoice triage");
    // One that has a name keeps it.
    press(&mut window, CTRL_SHIFT, Key::S);
    enter(&mut window, "second try");
    let second = home.library().join("second try.ron");
    wait(&mut window, "it is saved again", |window| {
        window.path() == Some(&*second)
    });
    assert_eq!(window.scenario().name, "Invoice triage");
}
