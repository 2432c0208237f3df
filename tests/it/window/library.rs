//! The list of scenarios, opening, duplicating and renaming.

use breakeven::files::store;
use breakeven::scenario::Scenario;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

use crate::driven::{Home, USUAL, View as _, drop_file, press, wait};
use crate::support::{example, wait_for_library};

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

    home.file(
        "another.ron",
        &Scenario {
            name: "Another".into(),
            ..Scenario::default()
        },
    );
    wait(&mut window, "the new file is listed", |window| {
        window.view().library.items.len() == 3
    });

    window.get_by_label("My own, never, at any volume").click();
    wait(&mut window, "it is open", |window| {
        window.path() == Some(&*path)
    });
    store::save(
        &path,
        &Scenario {
            name: "Renamed outside".into(),
            ..Scenario::default()
        },
    )
    .unwrap();
    wait(&mut window, "it is read again", |window| {
        window.scenario().name == "Renamed outside"
    });
}

#[test]
fn files_are_duplicated_and_renamed() {
    let home = Home::new();
    let path = home.file(
        "mine.ron",
        &Scenario {
            name: "Mine".into(),
            ..Scenario::default()
        },
    );
    let mut window = home.window(&[path], USUAL);
    press(&mut window, Modifiers::COMMAND, Key::D);
    assert_eq!(window.scenario().name, "Mine (copy)");
    press(&mut window, Modifiers::NONE, Key::F2);
    window.run_steps(2);
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.run_steps(1);
    window.get_by_label("New name").type_text("Yours");
    window.run_steps(2);
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert!(home.library().join("Yours.ron").exists());
    assert_eq!(
        window.path(),
        Some(home.library().join("Yours.ron").as_path())
    );
    press(&mut window, Modifiers::NONE, Key::F2);
    window.run_steps(2);
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.run_steps(1);
    window.get_by_label("New name").type_text("mine");
    window.run_steps(2);
    press(&mut window, Modifiers::NONE, Key::Enter);
    window.run_steps(3);
    window.get_by_label_contains("there is a file of that name already");
    assert_eq!(window.scenario().name, "Yours");
    assert!(home.library().join("Yours.ron").exists());
}

#[test]
fn dropping_a_file_onto_the_window_opens_it() {
    let home = Home::new();
    let path = home.file(
        "dropped.ron",
        &Scenario {
            name: "Dropped".into(),
            ..Scenario::default()
        },
    );
    let mut window = home.window(&[], USUAL);
    drop_file(&mut window, path);
    assert_eq!(window.scenario().name, "Dropped");
}
