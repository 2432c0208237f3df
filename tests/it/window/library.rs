//! The list of scenarios, opening, duplicating and renaming.

use breakeven::files::store;
use breakeven::scenario::Scenario;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

use crate::driven::{Home, USUAL, View as _, Window, drop_file, press, wait};
use crate::support::{example, named, wait_for_library};

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
    std::fs::write(home.library().join("broken.ron"), "(version: 1, name: 5)").unwrap();
    let mut window = home.window(&[], USUAL);
    wait_for_library(&mut window, 2);
    assert_eq!(window.view().library.items.len(), 2);
    window.get_by_label("My own, never, at any volume");
    window.get_by_label_contains("broken, broken: line 1, column");
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

    window.get_by_label("My own, never, at any volume").click();
    wait(&mut window, "it is open", |window| {
        window.path() == Some(&*path)
    });
    store::save(&path, &named("Renamed outside")).unwrap();
    wait(&mut window, "it is read again", |window| {
        window.scenario().name == "Renamed outside"
    });
}

/// Gives the open file another name.
fn rename(window: &mut Window<'_>, name: &str) {
    press(window, Modifiers::NONE, Key::F2);
    window.run_steps(2);
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
    rename(&mut window, "Yours");
    assert!(home.library().join("Yours.ron").exists());
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
fn dropping_a_file_onto_the_window_opens_it() {
    let home = Home::new();
    let path = home.file("dropped.ron", &named("Dropped"));
    let mut window = home.window(&[], USUAL);
    drop_file(&mut window, path);
    assert_eq!(window.scenario().name, "Dropped");
}
