//! The presentation: keys walk through all charts and scenarios, a value is changed in the strip and the chart follows, Esc returns.

use breakeven::analysis::study::Study;
use breakeven::app::state::Tab;
use breakeven::charts::figure::{Figure, Kind};
use breakeven::files::examples::EXAMPLES;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

use crate::driven::{Home, USUAL, Window, press, type_into, wait};

/// A window with "Support replies" and one more scenario, presenting.
fn presenting(home: &Home) -> Window<'static> {
    let file = home.file("Support replies.ron", &EXAMPLES[1].scenario().unwrap());
    home.file("Ticket classifier.ron", &EXAMPLES[2].scenario().unwrap());
    let mut window = home.window(&[file], USUAL);
    wait(&mut window, "the library is listed", |window| {
        window.state().state().library.items.len() == 2
    });
    press(&mut window, Modifiers::COMMAND, Key::Num2);
    press(&mut window, Modifiers::NONE, Key::F5);
    wait(&mut window, "the chart is there", |window| {
        study(window).is_some()
    });
    window.run_steps(3);
    window
}

fn study<'a>(window: &'a Window<'_>) -> Option<&'a Study> {
    let state = window.state().state();
    let (study, fits) = state.presenting.as_ref()?.latest.shown(&state.revision)?;
    fits.then_some(study)
}

fn kind(window: &Window<'_>) -> Kind {
    let state = window.state().state();
    state.presenting.as_ref().expect("it is presenting").kind
}

fn title(window: &Window<'_>) -> String {
    let study = study(window).expect("it is worked out");
    Figure {
        study,
        kind: kind(window),
        alone: true,
    }
    .title()
}

#[test]
fn keys_and_clickers_walk_through_all_charts_and_esc_returns_to_where_one_was() {
    let home = Home::new();
    let mut window = presenting(&home);
    let zoom = window.ctx.zoom_factor();
    assert!(zoom > 1.2, "type is larger, not {zoom}");
    // It begins with the chart that was on the screen.
    assert_eq!(kind(&window), Kind::Phases);
    let mut seen = Vec::new();
    for place in 0..Kind::ALL.len() {
        seen.push(kind(&window));
        window.get_by_label(&title(&window));
        let forward = [Key::ArrowRight, Key::PageDown, Key::Space][place % 3];
        press(&mut window, Modifiers::NONE, forward);
    }
    assert_eq!(kind(&window), Kind::Phases);
    for kind in Kind::ALL {
        assert!(seen.contains(&kind), "{kind:?}");
    }
    press(&mut window, Modifiers::NONE, Key::PageUp);
    assert_eq!(kind(&window), Kind::Saving);
    // Dark, and back.
    press(&mut window, Modifiers::NONE, Key::B);
    window.run_steps(2);
    assert!(window.query_by_label(&title(&window)).is_none());
    press(&mut window, Modifiers::NONE, Key::Period);
    window.run_steps(2);
    window.get_by_label(&title(&window));
    press(&mut window, Modifiers::NONE, Key::Escape);
    window.run_steps(3);
    assert!(window.state().state().presenting.is_none());
    assert_eq!(window.state().state().tab, Tab::Phases);
    assert_eq!(window.ctx.zoom_factor(), 1.0);
    window.get_by_label("What drives it");
    // Outside the presentation its keys do nothing.
    press(&mut window, Modifiers::NONE, Key::B);
    assert!(window.state().state().presenting.is_none());
}

#[test]
fn a_value_is_changed_in_the_strip_and_the_chart_follows() {
    let home = Home::new();
    let mut window = presenting(&home);
    press(&mut window, Modifiers::NONE, Key::Home);
    while kind(&window) != Kind::Cost {
        press(&mut window, Modifiers::NONE, Key::ArrowLeft);
    }
    let before = title(&window);
    // What drives the result most is on the strip.
    type_into(&mut window, "Queries", "400k");
    // While something is typed, keys belong to the field.
    press(&mut window, Modifiers::NONE, Key::ArrowLeft);
    assert_eq!(kind(&window), Kind::Cost);
    press(&mut window, Modifiers::NONE, Key::Enter);
    wait(&mut window, "the chart follows", |window| {
        study(window).is_some()
    });
    window.run_steps(3);
    assert_ne!(title(&window), before);
    window.get_by_label(&title(&window));
    let volume = study(&window)
        .unwrap()
        .scenario
        .workload
        .queries_per_month
        .base();
    assert_eq!(volume, 400_000.0);
    // What can't be taken is said, and the chart stays.
    type_into(&mut window, "Queries", "many");
    press(&mut window, Modifiers::NONE, Key::Enter);
    window.get_by_label_contains("is not a number");
    press(&mut window, Modifiers::COMMAND, Key::Z);
    wait(&mut window, "undo works", |window| study(window).is_some());
    window.run_steps(3);
    assert_eq!(title(&window), before);
}

#[test]
fn up_and_down_walk_through_the_scenarios_of_the_library() {
    let home = Home::new();
    let mut window = presenting(&home);
    for name in ["Ticket classifier", "Support replies", "Ticket classifier"] {
        press(&mut window, Modifiers::NONE, Key::ArrowDown);
        wait(&mut window, "the next one is shown", |window| {
            study(window).is_some_and(|study| study.scenario.name == name)
        });
        assert_eq!(kind(&window), Kind::Phases);
    }
    press(&mut window, Modifiers::NONE, Key::ArrowUp);
    wait(&mut window, "the one before is shown", |window| {
        study(window).is_some_and(|study| study.scenario.name == "Support replies")
    });
}

#[test]
fn the_presentation_survives_another_size_of_the_screen() {
    let home = Home::new();
    let mut window = presenting(&home);
    let large = window.ctx.zoom_factor();
    for (size, larger) in [((640.0, 480.0), false), ((2560.0, 1440.0), true)] {
        // The projector goes, and another one comes.
        window.set_size(egui::vec2(size.0, size.1) / window.ctx.zoom_factor());
        window.run_steps(6);
        window.get_by_label(&title(&window));
        let zoom = window.ctx.zoom_factor();
        assert_eq!(zoom > large, larger, "{size:?}: {zoom} beside {large}");
    }
}
