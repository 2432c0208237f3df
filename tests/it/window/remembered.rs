//! What the window looked like is there again the next time.

use breakeven::app::messages::screen::Tab;
use breakeven::files::settings::{ScenarioRef, Settings, WindowPlace};
use egui::{Key, Modifiers, Rect, pos2, vec2};
use egui_kittest::kittest::Queryable as _;

use crate::driven::{Home, USUAL, View as _, Window, drop_file, press};
use crate::support::named;

/// Closes the window as the program does at its end.
fn close(mut window: Window<'static>) {
    eframe::App::on_exit(window.state_mut(), None);
}

#[test]
fn the_scenario_and_the_tab_that_were_shown_last_are_shown_again() {
    let home = Home::new();
    let path = home.file("mine.ron", &named("Mine"));
    let mut window = home.window(&[], USUAL);
    drop_file(&mut window, path.clone());
    assert_eq!(window.path(), Some(&*path));
    press(&mut window, Modifiers::COMMAND, Key::Num5);
    let tab = window.view().tabs.current;
    assert_ne!(tab, Tab::default());
    press(&mut window, Modifiers::COMMAND, Key::Plus);
    window.run_steps(1);
    assert_eq!(window.ctx.zoom_factor(), 1.1);
    close(window);

    let mut window = home.window(&[], USUAL);
    window.run_steps(2);
    assert_eq!(window.path(), Some(&*path));
    assert_eq!(window.scenario().name, "Mine");
    assert_eq!(window.view().tabs.current, tab);
    assert_eq!(window.ctx.zoom_factor(), 1.1);
}

#[test]
fn what_the_window_looks_like_is_written_two_seconds_after_a_change_for_one_that_is_killed() {
    const FRAMES_A_SECOND: usize = 60;
    let home = Home::new();
    let mut window = home.window(&[], USUAL);
    press(&mut window, Modifiers::COMMAND, Key::Num5);
    let tab = window.view().tabs.current;
    let written = || home.settings_file().load().0.tab;
    window.run_steps(FRAMES_A_SECOND);
    assert_eq!(written(), None);
    window.run_steps(2 * FRAMES_A_SECOND);
    assert_eq!(written(), Some(tab.key()));
    // As a kill ends it.
    drop(window);
    let window = home.window(&[], USUAL);
    assert_eq!(window.view().tabs.current, tab);
}

#[test]
fn an_example_that_was_open_last_is_opened_again() {
    let home = Home::new();
    let mut settings = home.settings_file().load().0;
    settings.last = Some(ScenarioRef::Example("self-hosted-lora".to_owned()));
    home.settings_file().save(&settings).unwrap();
    let window = home.window(&[], USUAL);
    assert_eq!(window.scenario().name, "Self-hosted LoRA");
    assert_eq!(window.path(), None);
}

#[test]
fn a_last_scenario_that_is_gone_is_named_and_the_window_opens_on_an_example() {
    let home = Home::new();
    let mut settings = home.settings_file().load().0;
    settings.last = Some(ScenarioRef::File(home.library().join("gone.ron")));
    // Nor does a tab or a zoom of another version keep the window from opening.
    settings.tab = Some("Weather".to_owned());
    settings.zoom = f32::NAN;
    home.settings_file().save(&settings).unwrap();
    let window = home.window(&[], USUAL);
    assert_eq!(window.scenario().name, "Textbook comparison");
    assert_eq!(window.view().tabs.current, Tab::default());
    assert_eq!(window.ctx.zoom_factor(), 1.0);
    window.get_by_label_contains("gone.ron");
}

#[test]
fn the_place_of_the_window_is_remembered_without_the_zoom_and_that_of_a_maximised_one_too() {
    let home = Home::new();
    let mut window = home.window(&[], USUAL);
    let mut told = |maximized: bool, inner: Rect| {
        let viewport = window.input_mut().viewports.entry(egui::ViewportId::ROOT);
        let viewport = viewport.or_default();
        viewport.maximized = Some(maximized);
        viewport.inner_rect = Some(inner);
        viewport.outer_rect = Some(inner.expand2(vec2(2.0, 20.0)));
        window.run_steps(2);
        let settings: &Settings = &window.view().workspace.settings;
        settings.window
    };
    let inner = Rect::from_min_size(pos2(102.0, 60.0), vec2(1000.0, 700.0));
    let place = WindowPlace {
        position: Some((100.0, 40.0)),
        size: (1000.0, 700.0),
        maximized: false,
    };
    assert_eq!(told(false, inner), Some(place));
    let whole = Rect::from_min_size(pos2(0.0, 20.0), vec2(1920.0, 1060.0));
    let maximized = WindowPlace {
        maximized: true,
        ..place
    };
    assert_eq!(told(true, whole), Some(maximized));
}
