//! Several scenarios side by side: ticked in the library, laid over each other, listed in a table, kept as a set, exported.

use breakeven::app::messages::screen::Tab;
use breakeven::files::settings::{ComparisonSet, ScenarioRef};
use breakeven::study::comparison::rows;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

use crate::charts::study;
use crate::driven::{Home, USUAL, View as _, Window, press, wait};
use crate::support::{CTRL_SHIFT, example, wait_for_library, with};

/// "Support replies" and the same with twice the volume, both in the library, the first of them open.
fn window(home: &Home) -> Window<'static> {
    let support = example("support-replies");
    let mut twice = with(&support, &[("workload.queries_per_month", "76k")]);
    twice.name = "Twice the volume".into();
    let file = home.file("support.ron", &support);
    home.file("twice.ron", &twice);
    let mut window = home.window(&[file], USUAL);
    wait_for_library(&mut window, 2);
    assert_eq!(window.view().library.items.len(), 2);
    press(&mut window, Modifiers::COMMAND, Key::Num8);
    window
}

/// Ticks the box of a scenario: it is there while the pointer is over the name.
fn tick(window: &mut Window<'_>, title: &str) {
    let row = window
        .get_all_by_label_contains(title)
        .next()
        .unwrap()
        .rect();
    window.hover_at(row.center());
    window.run_steps(2);
    // The example of the same name has a box of its own, below.
    let label = format!("Compare {title}");
    window.get_all_by_label(&label).next().unwrap().click();
    window.run_steps(3);
}

/// Waits until this many scenarios are compared.
fn wait_for_comparison(window: &mut Window<'_>, of: usize) {
    wait(window, "they are compared", |window| {
        let state = window.view();
        let comparison = state.tabs.compare.get(&state.workspace, &state.library);
        let comparison = comparison.current();
        comparison.is_some_and(|comparison| comparison.studies.len() == of)
    });
    window.run_steps(3);
}

/// Chooses an entry of the menu of sets.
fn choose_set_entry(window: &mut Window<'_>, entry: &str) {
    window.get_by_label("Saved comparisons").click();
    window.run_steps(3);
    window.get_by_label(entry).click();
    window.run_steps(3);
}

/// Saves the ticked scenarios as a set of this name.
fn save_set(window: &mut Window<'_>, name: &str) {
    choose_set_entry(window, "Save comparison…");
    press(window, Modifiers::COMMAND, Key::A);
    window
        .get_by_label("Name of the comparison")
        .type_text(name);
    window.run_steps(2);
    press(window, Modifiers::NONE, Key::Enter);
}

#[test]
fn a_comparison_of_nothing_is_not_drawn_while_that_of_the_first_scenario_is_computed() {
    let home = Home::new();
    let mut window = window(&home);
    wait_for_comparison(&mut window, 0);
    tick(&mut window, "Twice the volume");
    assert!(
        window
            .query_by_label_contains("until one currency remains")
            .is_none()
    );
}

#[test]
fn ticked_scenarios_are_laid_over_each_other_and_listed_with_what_differs() {
    let home = Home::new();
    let mut window = window(&home);
    assert_eq!(window.view().tabs.current, Tab::Compare);
    window.get_by_label_contains("Add scenarios to compare");
    // Who ticks a first one wants it beside the one that is open.
    tick(&mut window, "Twice the volume");
    let support = home.library().join("support.ron");
    wait_for_comparison(&mut window, 2);
    window.get_by_label_contains("“Twice the volume” saves most");
    window.get_by_label("24k to 60k\u{a0}per month");
    window.get_by_label("76k\u{a0}per month");
    assert_eq!(window.query_all_by_label("280\u{a0}tokens").count(), 0);
    window.get_by_label("Show equal inputs").click();
    window.run_steps(3);
    assert_eq!(window.query_all_by_label("280\u{a0}tokens").count(), 2);
    // The open scenario is compared as it is in the window.
    // The editor's field comes before the table's row of the same name.
    window
        .get_all_by_label("Query volume")
        .next()
        .unwrap()
        .click();
    window.run_steps(2);
    press(&mut window, Modifiers::COMMAND, Key::A);
    window
        .get_all_by_label("Query volume")
        .next()
        .unwrap()
        .type_text("55k");
    window.run_steps(2);
    press(&mut window, Modifiers::NONE, Key::Enter);
    wait_for_comparison(&mut window, 2);
    window.get_by_label("55k\u{a0}per month");
    window.get_by_label("Costs").click();
    window.run_steps(3);
    window.get_by_label_contains("dashed: fine-tuning");
    // What is ticked is remembered, and kept as a set.
    save_set(&mut window, "Two volumes");
    let settings = home.settings_file().load().0;
    assert_eq!(settings.compared.len(), 2);
    assert!(settings.compared.contains(&ScenarioRef::File(support)));
    let set = ComparisonSet {
        name: "Two volumes".to_owned(),
        scenarios: settings.compared,
    };
    assert_eq!(settings.comparison_sets, [set]);
    // Another one can't have its name.
    save_set(&mut window, "Two volumes ");
    window.get_by_label_contains("Another saved comparison has this name");
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert_eq!(window.workspace().settings.comparison_sets.len(), 1);
    choose_set_entry(&mut window, "Clear selection");
    assert!(window.workspace().settings.compared.is_empty());
    choose_set_entry(&mut window, "Two volumes");
    assert_eq!(window.workspace().settings.compared.len(), 2);
    choose_set_entry(&mut window, "Delete “Two volumes”");
    assert!(home.settings_file().load().0.comparison_sets.is_empty());
    // A scenario can be left out where it stands in the table.
    press(&mut window, Modifiers::NONE, Key::Escape);
    wait_for_comparison(&mut window, 2);
    window.get_by_label("Remove Twice the volume").click();
    window.run_steps(3);
    assert_eq!(window.workspace().settings.compared.len(), 1);
}

#[test]
fn a_comparison_is_exported_as_a_picture_and_as_a_table() {
    let home = Home::new();
    let mut window = window(&home);
    tick(&mut window, "Twice the volume");
    wait_for_comparison(&mut window, 2);
    press(&mut window, CTRL_SHIFT, Key::E);
    press(&mut window, Modifiers::NONE, Key::Enter);
    press(&mut window, Modifiers::NONE, Key::Enter);
    let svg = home.library().join("Comparison.svg");
    wait(&mut window, "the picture is there", |_| svg.exists());
    assert!(
        std::fs::read_to_string(&svg)
            .unwrap()
            .contains("Twice the volume")
    );
    press(&mut window, CTRL_SHIFT, Key::E);
    press(&mut window, Modifiers::NONE, Key::Enter);
    press(&mut window, Modifiers::COMMAND, Key::A);
    let csv = home.library().join("table.csv");
    window
        .get_by_label("Path")
        .type_text(&csv.display().to_string());
    window.run_steps(2);
    press(&mut window, Modifiers::NONE, Key::Enter);
    wait(&mut window, "the table is there", |_| csv.exists());
    let table = std::fs::read_to_string(&csv).unwrap();
    assert!(
        table.starts_with("\u{feff},unit,Support replies,Twice the volume\n"),
        "{table}"
    );
    assert!(
        table.contains("\nQuery volume,per month,24k to 60k per month,76000\n"),
        "{table}"
    );
}

#[test]
fn the_table_lists_inputs_that_differ_and_on_request_all() {
    let support = example("support-replies");
    let other = with(
        &support,
        &[
            ("workload.queries_per_month", "1000"),
            ("fine_tuning.serving.hosting", "none"),
        ],
    );
    let studies = vec![study(&support), study(&other)];
    let names = |all| -> Vec<String> {
        let inputs = rows(&studies, all).into_iter().filter(|row| !row.is_result);
        inputs.map(|row| row.name).collect()
    };
    let differing = names(false);
    assert!(
        differing.contains(&"Query volume".to_owned()),
        "{differing:?}"
    );
    assert!(
        differing
            .iter()
            .all(|name| { name == "Query volume" || name.ends_with("(fine-tuning)") })
    );
    let all = names(true);
    assert!(
        all.len() > differing.len() + 30 && all.contains(&"Output length (prompting)".to_owned())
    );
    for row in rows(&studies, true) {
        assert_eq!(row.cells.len(), 2, "{}", row.name);
    }
}
