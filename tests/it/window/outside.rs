//! What other programs do to the open file: nothing of theirs is lost, and nothing of it harms the window.

use std::fs;
use std::path::PathBuf;

use breakeven::app::state::dialog::Dialog;
use breakeven::app::view::status::window_title;
use breakeven::files::store;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

use super::saving::request_close;
use crate::driven::{Home, USUAL, View as _, Window, field, press, type_into, wait};
use crate::support::named;

/// Changes the volume in the open scenario.
fn edit(window: &mut Window<'_>) {
    type_into(window, "Query volume", "50k");
    press(window, Modifiers::NONE, Key::Enter);
}

fn save(window: &mut Window<'_>) {
    press(window, Modifiers::COMMAND, Key::S);
    window.run_steps(2);
}

/// A file in a folder that isn't the library's.
fn elsewhere(home: &Home, name: &str) -> PathBuf {
    let path = home.folder.path().join("elsewhere").join(name);
    store::save(&path, &named("Mine")).unwrap();
    path
}

#[test]
fn a_change_of_the_same_time_and_length_is_not_replaced_without_asking() {
    let home = Home::new();
    let path = home.file("mine.ron", &named("Mine"));
    let mut window = home.window(std::slice::from_ref(&path), USUAL);
    edit(&mut window);
    let before = fs::metadata(&path).unwrap();
    let theirs = fs::read_to_string(&path).unwrap().replace("Mine", "Your");
    // As cp -p and rsync -t leave it.
    fs::write(&path, &theirs).unwrap();
    let file = fs::File::options().write(true).open(&path).unwrap();
    file.set_modified(before.modified().unwrap()).unwrap();
    drop(file);
    assert_eq!(fs::metadata(&path).unwrap().len(), before.len());
    save(&mut window);
    window.get_by_label("“mine.ron” changed on disk, and here too");
    assert_eq!(fs::read_to_string(&path).unwrap(), theirs);
}

#[test]
fn a_file_touched_without_a_change_is_saved_without_a_question() {
    let home = Home::new();
    let path = home.file("mine.ron", &named("Mine"));
    let mut window = home.window(std::slice::from_ref(&path), USUAL);
    edit(&mut window);
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text).unwrap();
    let file = fs::File::options().write(true).open(&path).unwrap();
    file.set_modified(std::time::SystemTime::UNIX_EPOCH)
        .unwrap();
    save(&mut window);
    wait(&mut window, "it is saved", |window| !window.is_dirty());
    assert!(window.view().dialog.is_none());
}

#[cfg(unix)]
#[test]
fn a_read_only_file_is_not_replaced_without_asking() {
    use std::os::unix::fs::PermissionsExt as _;
    let home = Home::new();
    let path = home.file("mine.ron", &named("Mine"));
    fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).unwrap();
    let before = fs::read_to_string(&path).unwrap();
    let mut window = home.window(std::slice::from_ref(&path), USUAL);
    edit(&mut window);
    save(&mut window);
    window.get_by_label("It is read-only");
    assert_eq!(fs::read_to_string(&path).unwrap(), before);
    // Another file is asked for instead.
    window.get_by_label("Save as…").click();
    window.run_steps(2);
    assert!(matches!(window.view().dialog, Some(Dialog::Path(_))));
    press(&mut window, Modifiers::NONE, Key::Escape);
    save(&mut window);
    window.get_by_label("Replace").click();
    wait(&mut window, "it is saved", |window| !window.is_dirty());
    assert_eq!(
        fs::metadata(&path).unwrap().permissions().mode() & 0o777,
        0o444
    );
}

#[test]
fn a_folder_that_was_taken_away_is_not_made_anew() {
    let home = Home::new();
    let path = elsewhere(&home, "mine.ron");
    let folder = path.parent().unwrap().to_owned();
    let mut window = home.window(std::slice::from_ref(&path), USUAL);
    edit(&mut window);
    fs::remove_dir_all(&folder).unwrap();
    save(&mut window);
    window.run_steps(4);
    assert!(!folder.exists() && window.is_dirty());
    // Where to save it is asked; there it still can't be.
    press(&mut window, Modifiers::NONE, Key::Enter);
    wait(&mut window, "the save has failed", |window| {
        !window.view().is_saving()
    });
    window.run_steps(4);
    assert!(!folder.exists() && window.is_dirty());
}

#[test]
fn closing_asks_about_a_file_that_was_deleted_a_moment_ago() {
    let home = Home::new();
    let path = elsewhere(&home, "mine.ron");
    let mut window = home.window(std::slice::from_ref(&path), USUAL);
    fs::remove_file(&path).unwrap();
    assert!(!request_close(&mut window), "it would lose the only copy");
}

#[test]
fn a_change_outside_the_library_is_noticed_without_the_focus() {
    let home = Home::new();
    let path = elsewhere(&home, "mine.ron");
    let mut window = home.window(std::slice::from_ref(&path), USUAL);
    store::save(&path, &named("Theirs")).unwrap();
    wait(&mut window, "it is noticed", |window| {
        window.scenario().name == "Theirs"
    });
}

#[test]
fn a_folder_outside_the_library_that_comes_back_is_followed_again() {
    let home = Home::new();
    let path = elsewhere(&home, "mine.ron");
    let mut window = home.window(std::slice::from_ref(&path), USUAL);
    let folder = path.parent().unwrap();
    let aside = home.folder.path().join("aside");
    for name in ["First", "Second"] {
        fs::rename(folder, &aside).unwrap();
        window.run_steps(4);
        fs::create_dir(folder).unwrap();
        store::save(&path, &named(name)).unwrap();
        wait(&mut window, "the other folder is noticed", |window| {
            window.scenario().name == name
        });
        let later = format!("{name}, later");
        store::save(&path, &named(&later)).unwrap();
        wait(&mut window, "a later change is noticed", |window| {
            window.scenario().name == later
        });
        fs::remove_dir_all(&aside).unwrap();
    }
}

#[test]
fn two_windows_on_one_file_notice_each_others_saves() {
    let home = Home::new();
    let path = elsewhere(&home, "mine.ron");
    let mut one = home.window(std::slice::from_ref(&path), USUAL);
    let mut other = home.window(std::slice::from_ref(&path), USUAL);
    edit(&mut one);
    save(&mut one);
    wait(&mut one, "it is saved", |window| !window.is_dirty());
    wait(&mut other, "it is noticed", |window| {
        window.scenario().workload.queries_per_month.base() == 50_000.0
    });
    // With edits of its own, it asks before it replaces the other's.
    type_into(&mut other, "Query volume", "60k");
    press(&mut other, Modifiers::NONE, Key::Enter);
    type_into(&mut one, "Query volume", "70k");
    press(&mut one, Modifiers::NONE, Key::Enter);
    save(&mut one);
    wait(&mut one, "it is saved again", |window| !window.is_dirty());
    save(&mut other);
    other.get_by_label("“mine.ron” changed on disk, and here too");
    for (value, holder) in [
        ("70k\u{a0}per month", "the file"),
        ("60k\u{a0}per month", "the window"),
    ] {
        assert!(other.query_by_label_contains(value).is_some(), "{holder}");
    }
    other.get_by_label("Keep mine").click();
    wait(&mut other, "it is saved", |window| !window.is_dirty());
    wait(&mut one, "it is noticed", |window| {
        window.scenario().workload.queries_per_month.base() == 60_000.0
    });
}

#[test]
fn control_characters_of_a_name_reach_neither_title_nor_clipboard() {
    let home = Home::new();
    let path = home.file("mine.ron", &named("Mine"));
    fs::write(
        &path,
        "(name: \"a\\u{0}b\\u{1b}]0;c\\nd\", notes: \"\\u{0}\")",
    )
    .unwrap();
    let mut window = home.window(std::slice::from_ref(&path), USUAL);
    assert_eq!(window.scenario().name, "a\0b\u{1b}]0;c\nd");
    edit(&mut window);
    let title = window_title(window.view());
    assert!(!title.contains(char::is_control), "{title:?}");
    // What is copied from its own field.
    field(&window, "Name").click();
    window.run_steps(2);
    press(&mut window, Modifiers::COMMAND, Key::A);
    window.event(egui::Event::Copy);
    window.step();
    let copied: Vec<String> = window
        .output()
        .platform_output
        .commands
        .iter()
        .filter_map(|command| match command {
            egui::OutputCommand::CopyText(text) => Some(text.clone()),
            _ => None,
        })
        .collect();
    assert!(!copied.is_empty());
    for text in copied {
        assert!(!text.contains(['\0', '\u{1b}']), "{text:?}");
    }
    // And the names of files.
    save(&mut window);
    wait(&mut window, "it is saved", |window| !window.is_dirty());
    for file in fs::read_dir(home.library()).unwrap() {
        let name = file.unwrap().file_name();
        assert!(
            !name.to_string_lossy().contains(char::is_control),
            "{name:?}"
        );
    }
}
