//! Ranges that move together: the cells of the editor's matrix, and the card of an input.

use breakeven::scenario::Scenario;
use egui::vec2;
use egui_kittest::kittest::Queryable as _;

use crate::driven::{Home, View as _, Window, settle, wait};
use crate::support::{example, with};

const VOLUME: &str = "workload.queries_per_month";
const GROWTH: &str = "workload.growth_per_month";
const INPUT: &str = "workload.input_tokens";

/// Three ranges, and nothing that moves together.
fn three_ranges() -> Scenario {
    with(
        &example("textbook-comparison"),
        &[
            (VOLUME, "10k to 30k"),
            (GROWTH, "0.01 to 0.03"),
            (INPUT, "200 to 400"),
            ("fine_tuning.data.cost_per_example", "2"),
        ],
    )
}

fn window(home: &Home, scenario: &Scenario) -> Window<'static> {
    let file = home.file("three ranges.ron", scenario);
    // High enough for the whole editor.
    let mut window = home.window(&[file], vec2(1600.0, 2600.0));
    settle(&mut window);
    window
}

/// The correlation of two inputs in the open scenario.
fn correlation(window: &Window<'_>, a: &str, b: &str) -> f64 {
    window.scenario().correlations.of(a, b)
}

/// Clicks what has this name.
fn click(window: &mut Window<'_>, label: &str) {
    window.get_by_label(label).click();
    window.run_steps(3);
}

/// Chooses a strength in the menu of a cell.
fn choose(window: &mut Window<'_>, cell: &str, strength: &str) {
    click(window, cell);
    click(window, strength);
    // Away from the menu, which closes.
    window.key_press(egui::Key::Escape);
    window.run_steps(3);
}

#[test]
fn a_cell_of_the_matrix_is_a_correlation_and_is_undone_in_one_step() {
    let home = Home::new();
    let mut window = window(&home, &three_ranges());
    choose(&mut window, "Query volume and Volume growth: 0", "Strong");
    assert_eq!(correlation(&window, VOLUME, GROWTH), 0.7);
    choose(
        &mut window,
        "Query volume and Volume growth: 0.7",
        "Opposite",
    );
    assert_eq!(correlation(&window, VOLUME, GROWTH), -0.7);
    choose(&mut window, "Query volume and Volume growth: -0.7", "None");
    assert!(window.scenario().correlations.is_empty());
    for wanted in [-0.7, 0.7, 0.0] {
        window.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::Z);
        window.run_steps(3);
        assert_eq!(correlation(&window, VOLUME, GROWTH), wanted);
    }
}

#[test]
fn what_cannot_be_is_refused_and_the_nearest_is_offered() {
    let pairs = format!("{VOLUME} ~ {GROWTH}: 0.9, {GROWTH} ~ {INPUT}: 0.4");
    let scenario = with(&three_ranges(), &[("correlations", &pairs)]);
    let home = Home::new();
    let mut window = window(&home, &scenario);
    // With 0.9 and 0.4 the third lies between 0.36 ± 0.4: no opposite, but the nearest to it.
    choose(&mut window, "Query volume and User input: 0", "Opposite");
    assert_eq!(correlation(&window, VOLUME, INPUT), 0.0);
    wait(&mut window, "it is refused", |window| {
        window.query_by_label("Use the nearest").is_some()
    });
    window.get_by_label_contains("the nearest that is possible is -0.03");
    click(&mut window, "Use the nearest");
    assert_eq!(correlation(&window, VOLUME, INPUT), -0.039);
    assert_eq!(correlation(&window, VOLUME, GROWTH), 0.9);
}

#[test]
fn the_card_of_a_range_adds_what_it_moves_with() {
    let home = Home::new();
    let mut window = window(&home, &three_ranges());
    click(&mut window, "About Query volume");
    window.get_by_label("Moves with");
    click(&mut window, "Add…");
    click(&mut window, "Move with User input");
    assert_eq!(correlation(&window, VOLUME, INPUT), 0.3);
    click(&mut window, "Together");
    assert_eq!(correlation(&window, VOLUME, INPUT), 1.0);
}

#[test]
fn without_two_ranges_there_is_nothing_to_move_together() {
    let home = Home::new();
    let scenario = with(&three_ranges(), &[(GROWTH, "0.02"), (INPUT, "250")]);
    let window = window(&home, &scenario);
    window.get_by_label("With two ranges or more: which of them move together");
}
