//! Every input at both ends of its domain, and every tab of every example, theme and size.

use breakeven::app::messages::command::Command;
use breakeven::files::examples::EXAMPLES;
use breakeven::files::settings::Theme;
use breakeven::files::store;
use breakeven::scenario::domain::Domain;
use breakeven::scenario::inputs::{INPUTS, Kind, Value};
use egui::{Vec2, vec2};

use crate::driven::{Home, View as _, drop_file, press_keys_of, tab_rows};

/// Opens, one after the other, scenarios with each input at one end of its domain.
fn check_each_input_at(end: impl Fn(&Domain) -> f64) {
    let home = Home::new();
    let mut everything = EXAMPLES[1].scenario().unwrap();
    for input in INPUTS.iter().filter(|input| input.kind == Kind::Group) {
        input.set(&mut everything, Value::Present).unwrap();
    }
    let mut window = home.window(&[], vec2(900.0, 600.0));
    let mut checked = 0;
    for input in INPUTS.iter() {
        let Some(domain) = input.domain() else {
            continue;
        };
        let extreme = end(&domain);
        let mut scenario = everything.clone();
        if input.set_exactly(&mut scenario, extreme).is_err() {
            continue;
        }
        let path = home.folder.path().join(format!("{}.ron", input.path));
        store::save(&path, &scenario).unwrap();
        drop_file(&mut window, path);
        let workspace = window.workspace();
        let case = format!("{} = {extreme}", input.path);
        assert_eq!(workspace.document.scenario(), &scenario, "{case}");
        let findings = &workspace.findings;
        assert!(findings.analysis.saving().is_finite(), "{case}");
        assert!(!findings.base_finding.headline.contains("NaN"), "{case}");
        checked += 1;
    }
    assert!(checked > 50, "only {checked} values were tried");
}

#[test]
fn no_least_value_makes_a_blank_chart_or_a_panic() {
    check_each_input_at(|domain| domain.min);
}

#[test]
fn no_greatest_value_makes_a_blank_chart_or_a_panic() {
    check_each_input_at(|domain| domain.max);
}

/// A large window, that of a laptop, and the smallest that there is.
const SIZES: [Vec2; 3] = [
    vec2(1920.0, 1080.0),
    vec2(1280.0, 800.0),
    vec2(760.0, 480.0),
];

/// Draws every tab of every example at every size, from the first to the last. The window is resized, not reopened: background results don't
/// depend on its size.
fn check_tabs_in(theme: Theme, sizes: [Vec2; 3]) {
    let home = Home::new();
    home.settings(theme);
    for example in EXAMPLES {
        let path = home.file("example.ron", &example.scenario().unwrap());
        let mut window = home.window(&[path], sizes[0]);
        for size in sizes {
            window.set_size(size);
            window.run_steps(3);
            for row in tab_rows() {
                press_keys_of(&mut window, row);
                assert_eq!(Command::Show(window.view().tabs.current), row.command);
            }
        }
    }
}

#[test]
fn every_example_is_drawn_on_every_tab_at_every_size_in_the_light_theme() {
    check_tabs_in(Theme::Light, SIZES);
}

#[test]
fn every_example_is_drawn_on_every_tab_at_every_size_in_the_dark_theme() {
    let [large, usual, small] = SIZES;
    check_tabs_in(Theme::Dark, [small, usual, large]);
}
