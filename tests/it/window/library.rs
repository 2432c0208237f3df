//! The list of scenarios, opening, duplicating and renaming.

use std::fs;
use std::time::Duration;

use breakeven::app::messages::command::Command;
use breakeven::app::messages::screen::Tab;
use breakeven::files::settings::ScenarioRef;
use breakeven::files::store;
use breakeven::scenario::Scenario;
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

use crate::driven::{
    Home, USUAL, View as _, Window, drop_file, press, press_keys_of, settle, type_into, wait,
};
use crate::support::{CTRL_SHIFT, example, named, wait_for_library, with};

#[test]
fn the_library_lists_scenarios_with_verdicts_broken_ones_too_and_follows_changes_outside() {
    let home = Home::new();
    let path = home.file(
        "own.ron",
        &Scenario {
            name: "My own".into(),
            ..example("premium-never-pays")
        },
    );
    fs::write(home.library().join("broken.ron"), "(version: 2, name: 5)").unwrap();
    let mut window = home.window(&[], USUAL);
    wait_for_library(&mut window, 2);
    assert_eq!(window.view().library.items.len(), 2);
    wait(&mut window, "its recommendation is there", |window| {
        window.query_by_label_contains("My own, Stay").is_some()
    });
    window.get_by_label_contains("broken, Can’t be read: line 1, column");
    let items = &window.view().library.items;
    assert!(
        items[0].verdict.as_ref().unwrap_err().contains("line 1"),
        "{:?}",
        items[0]
    );

    home.file("another.ron", &named("Another"));
    wait(&mut window, "the new file is listed", |window| {
        window.view().library.items.len() == 3
    });

    window.get_by_label_contains("My own, ").click();
    wait(&mut window, "it is open", |window| {
        window.path() == Some(&*path)
    });
    store::save(&path, &named("Renamed outside")).unwrap();
    wait(&mut window, "it is read again", |window| {
        window.scenario().name == "Renamed outside"
    });
}

#[test]
fn a_scenario_named_like_an_example_has_a_box_of_its_own() {
    let home = Home::new();
    home.file("support-replies.ron", &example("support-replies"));
    let mut window = home.window(&[], USUAL);
    wait_for_library(&mut window, 1);
    press_keys_of(&mut window, Command::Show(Tab::Compare).row());
    settle(&mut window);
    let boxes = || window.query_all_by_role_and_label(Role::CheckBox, "Compare Support replies");
    assert_eq!(boxes().count(), 2);
    boxes().next().unwrap().click();
    window.step();
    let compared = &window.view().workspace.settings.compared;
    let is_file = |scenario: &&ScenarioRef| matches!(scenario, ScenarioRef::File(_));
    assert_eq!(compared.iter().filter(is_file).count(), 1, "{compared:?}");
    let namesake = ScenarioRef::Example("support-replies".to_owned());
    assert!(!compared.contains(&namesake), "{compared:?}");
}

/// Gives the open file another name.
fn rename(window: &mut Window<'_>, name: &str) {
    press(window, Modifiers::NONE, Key::F2);
    window.run_steps(2);
    window.get_by_label("Rename scenario");
    let proposed = window.get_by_label("New name").value();
    assert_eq!(proposed, Some(window.scenario().name.clone()));
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.run_steps(1);
    window.get_by_label("New name").type_text(name);
    window.run_steps(2);
    press(window, Modifiers::NONE, Key::Enter);
}

#[test]
fn files_are_duplicated_and_renamed() {
    let home = Home::new();
    let path = home.file("mine.ron", &named("Mine"));
    let mut window = home.window(&[path], USUAL);
    press(&mut window, Modifiers::COMMAND, Key::D);
    assert_eq!(window.scenario().name, "Mine (copy)");
    let copy = home.library().join("Mine (copy).ron");
    assert_eq!(window.path(), Some(copy.as_path()));
    rename(&mut window, "Yours");
    assert!(home.library().join("Yours.ron").exists() && !copy.exists());
    assert_eq!(
        window.path(),
        Some(home.library().join("Yours.ron").as_path())
    );
    rename(&mut window, "mine");
    window.run_steps(3);
    window.get_by_label_contains("there is a file of that name already");
    assert_eq!(window.scenario().name, "Yours");
    assert!(home.library().join("Yours.ron").exists());
}

#[test]
fn undoing_an_edit_after_a_renaming_keeps_the_new_name_and_the_comments() {
    let home = Home::new();
    let path = home.file("Mine.ron", &named("Mine"));
    fs::write(&path, "(name: \"Mine\", /* why */)").unwrap();
    let mut window = home.window(std::slice::from_ref(&path), USUAL);
    type_into(&mut window, "Query volume", "50k");
    press(&mut window, Modifiers::NONE, Key::Enter);
    rename(&mut window, "Yours");
    let renamed = home.library().join("Yours.ron");
    assert_eq!(window.path(), Some(renamed.as_path()));
    let text = || fs::read_to_string(&renamed).unwrap();
    assert_eq!(text(), "(name: \"Yours\", /* why */)");
    // What was typed is still unsaved, and can be taken back.
    assert!(window.is_dirty());
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(window.scenario(), &named("Yours"));
    assert!(!window.is_dirty());
    press(&mut window, CTRL_SHIFT, Key::Z);
    press(&mut window, Modifiers::COMMAND, Key::S);
    wait(&mut window, "it is saved", |window| !window.is_dirty());
    let saved = "(name: \"Yours\", /* why */ workload: (queries_per_month: 50000),)";
    assert_eq!(text(), saved);
}

#[test]
fn a_name_changed_in_the_editor_renames_the_file_when_it_is_saved() {
    let home = Home::new();
    let path = home.file("Mine.ron", &named("Mine"));
    home.file("Taken.ron", &named("Taken"));
    let mut window = home.window(std::slice::from_ref(&path), USUAL);
    let mut save_as = |name: &str, file: &str| {
        type_into(&mut window, "Name", name);
        press(&mut window, Modifiers::NONE, Key::Enter);
        press(&mut window, Modifiers::COMMAND, Key::S);
        wait(&mut window, "it is saved", |window| !window.is_dirty());
        let path = home.library().join(file);
        assert_eq!(window.path(), Some(path.as_path()));
        assert_eq!(store::read(&path).unwrap().name, name);
    };
    save_as("Yours", "Yours.ron");
    assert!(!path.exists());
    save_as("Taken", "Yours.ron");
    // From now on the file is called otherwise.
    save_as("Theirs", "Yours.ron");
    let taken = home.library().join("Taken.ron");
    assert_eq!(store::read(&taken).unwrap().name, "Taken");
}

#[test]
fn a_file_changed_outside_is_not_taken_for_what_is_open_when_it_is_renamed() {
    let home = Home::new();
    let path = home.file("Mine.ron", &named("Mine"));
    let mut window = home.window(std::slice::from_ref(&path), USUAL);
    type_into(&mut window, "Query volume", "50k");
    press(&mut window, Modifiers::NONE, Key::Enter);
    std::thread::sleep(Duration::from_millis(20));
    store::save(&path, &named("Theirs")).unwrap();
    rename(&mut window, "Yours");
    window.run_steps(2);
    window.get_by_label_contains("changed on disk since it was opened. Save it first");
    assert_eq!(store::read(&path).unwrap().name, "Theirs");
    assert_eq!(window.scenario().name, "Mine");
}

#[test]
fn dropping_a_file_onto_the_window_opens_it() {
    let home = Home::new();
    let path = home.file("dropped.ron", &named("Dropped"));
    let mut window = home.window(&[], USUAL);
    drop_file(&mut window, path);
    assert_eq!(window.scenario().name, "Dropped");
}

#[test]
fn a_row_says_nothing_of_a_result_before_it_is_decided() {
    let home = Home::new();
    home.file(
        "own.ron",
        &with(&example("support-replies"), &[("name", "Own")]),
    );
    home.file("empty.ron", &named("Empty"));
    let mut window = home.window(&[], USUAL);
    wait_for_library(&mut window, 2);
    let says = |window: &Window<'_>, item: usize| {
        let verdict = window.view().library.items[item].verdict.clone();
        verdict.unwrap().0
    };
    // What needs no simulation is said at once.
    assert_eq!(says(&window, 0), "no prices yet");
    let before = says(&window, 1);
    wait(&mut window, "it is decided", |window| {
        says(window, 1).starts_with("Measure first")
    });
    assert!(
        before == "…" || before.starts_with("Measure first"),
        "{before}"
    );
}

/// What the list says about its folder, if something is wrong.
fn problem<'a>(window: &'a Window<'_>) -> &'a str {
    window.view().library.problem.as_deref().unwrap_or_default()
}

fn wait_for_rows(window: &mut Window<'_>, count: usize) {
    wait(window, "that many rows are there", |window| {
        let library = &window.view().library;
        library.items.len() == count && library.problem.is_none()
    });
}

#[test]
fn a_library_folder_that_appears_goes_and_comes_back_is_followed_without_the_focus() {
    let home = Home::new();
    let mut window = home.window(&[], USUAL);
    wait_for_library(&mut window, 0);
    // One that was never there isn't missed.
    window.get_by_label_contains("No saved scenarios yet");
    assert_eq!(problem(&window), "");

    // Each time it is another folder, also where it gets the number of the one before.
    for round in 0..3 {
        home.file("one.ron", &named("One"));
        wait_for_rows(&mut window, 1);
        home.file("two.ron", &named("Two"));
        wait_for_rows(&mut window, 2);
        if round == 1 {
            // Gone and back before anybody looked.
            fs::remove_dir_all(home.library()).unwrap();
            home.file("three.ron", &named("Three"));
            wait_for_rows(&mut window, 1);
            home.file("four.ron", &named("Four"));
            wait_for_rows(&mut window, 2);
        }
        fs::remove_dir_all(home.library()).unwrap();
        wait(&mut window, "it is gone", |window| {
            problem(window).ends_with("the folder isn’t there any more")
        });
        assert!(window.view().library.items.is_empty());
        window.get_by_label_contains("the folder isn’t there any more");
    }
}

#[test]
fn another_folder_in_the_place_of_the_library_is_followed() {
    let home = Home::new();
    home.file("one.ron", &named("One"));
    let mut window = home.window(&[], USUAL);
    wait_for_rows(&mut window, 1);
    let aside = home.folder.path().join("aside");
    fs::rename(home.library(), &aside).unwrap();
    wait(&mut window, "it is gone", |window| {
        !problem(window).is_empty()
    });
    fs::create_dir(home.library()).unwrap();
    wait_for_rows(&mut window, 0);
    home.file("other.ron", &named("Other"));
    wait_for_rows(&mut window, 1);
    fs::remove_dir_all(home.library()).unwrap();
    fs::rename(&aside, home.library()).unwrap();
    wait(&mut window, "the first is back", |window| {
        let items = &window.view().library.items;
        items.len() == 1 && items[0].title == "One"
    });
}

#[cfg(unix)]
#[test]
fn a_library_folder_that_cannot_be_listed_keeps_its_rows_and_says_why() {
    let home = Home::new();
    home.file("one.ron", &named("One"));
    let mut window = home.window(&[], USUAL);
    wait_for_rows(&mut window, 1);
    let aside = home.folder.path().join("aside");
    fs::rename(home.library(), &aside).unwrap();
    std::os::unix::fs::symlink("library", home.library()).unwrap();
    wait(&mut window, "it is a link to itself", |window| {
        problem(window).contains("can’t list the folder")
    });
    window.get_by_label_contains("can’t list the folder");
    fs::remove_file(home.library()).unwrap();
    fs::rename(&aside, home.library()).unwrap();
    wait_for_rows(&mut window, 1);
}

#[cfg(unix)]
#[test]
fn a_library_folder_that_may_not_be_read_is_listed_once_it_may() {
    use std::os::unix::fs::PermissionsExt as _;
    let home = Home::new();
    home.file("one.ron", &named("One"));
    let allow = |mode| {
        let mode = fs::Permissions::from_mode(mode);
        fs::set_permissions(home.library(), mode).unwrap();
    };
    allow(0o000);
    if fs::read_dir(home.library()).is_ok() {
        allow(0o755);
        println!("this user may read everything: not tested");
        return;
    }
    let mut window = home.window(&[], USUAL);
    wait(&mut window, "it can’t be read", |window| {
        problem(window).contains("Permission denied")
    });
    // Changes can't be noticed inside, and outside it is seen that they can.
    allow(0o755);
    wait_for_rows(&mut window, 1);
    home.file("two.ron", &named("Two"));
    wait_for_rows(&mut window, 2);
    allow(0o000);
    wait(&mut window, "it can’t be read again", |window| {
        problem(window).contains("Permission denied")
    });
    assert_eq!(window.view().library.items.len(), 2, "rows stay");
    allow(0o755);
    wait_for_rows(&mut window, 2);
}
