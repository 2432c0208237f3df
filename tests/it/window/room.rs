//! How the window shares its room: tabs stay where they are, the headline gives way to the chart, and panels can be brought back.

use breakeven::app::messages::command::Command;
use breakeven::app::messages::screen::Tab;
use breakeven::decision::options::switch_month::SwitchTiming;
use breakeven::scenario::inputs::INPUTS;
use egui::accesskit::Role;
use egui::{Key, Modifiers, Rect, Vec2, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use crate::driven::{
    Home, USUAL, View as _, Window, press, press_keys_of, settle, tab_rows, wait, wait_for,
};
use crate::support::{example, wait_for_first_draws};

/// The place of what the tab shows, below its headline.
fn shown_tab(window: &Window<'_>) -> Rect {
    window.get_by_role(Role::TabPanel).rect()
}

/// The place of the name of a tab; `None` if it is in the menu at the end of the row.
fn tab_name(window: &Window<'_>, tab: Tab) -> Option<Rect> {
    let name = Command::Show(tab).row().name;
    let found = window.query_by_role_and_label(Role::Tab, name);
    found.map(|name| name.rect())
}

/// The tabs that show a chart.
const CHARTS: [Tab; 5] = [Tab::Cost, Tab::Phases, Tab::Drivers, Tab::Risk, Tab::Map];

/// The part of the window's height that a chart gets at least, with the choices over it.
const CHART_SHARE: f32 = 0.55;

/// The sizes of a window in points: a laptop, the smallest one, and a usual one at twice the size.
const LAPTOP: Vec2 = vec2(1366.0, 768.0);
const SMALLEST: Vec2 = vec2(760.0, 480.0);
const USUAL_TWICE: Vec2 = vec2(960.0, 540.0);

#[test]
fn charts_get_most_of_the_height_in_low_windows_too() {
    let home = Home::new();
    // Its headline and what stands behind it are two rows each in a laptop's window.
    let file = home.file("support.ron", &example("support-replies"));
    let mut window = home.window(&[file], LAPTOP);
    wait_for_first_draws(&mut window);
    for size in [LAPTOP, SMALLEST, USUAL_TWICE] {
        window.set_size(size);
        window.run_steps(3);
        for tab in CHARTS {
            press_keys_of(&mut window, Command::Show(tab).row());
            settle(&mut window);
            let shown = shown_tab(&window);
            assert!(
                shown.height() >= CHART_SHARE * size.y,
                "{tab:?} at {size}: {shown:?}"
            );
            assert!(
                shown.width() >= 0.4 * size.x,
                "{tab:?} at {size}: {shown:?}"
            );
            let screen = Rect::from_min_size(egui::Pos2::ZERO, size);
            assert!(screen.contains_rect(shown), "{tab:?} at {size}: {shown:?}");
        }
    }
}

/// A laptop's window at twice the size of type.
const LAPTOP_TWICE: Vec2 = vec2(683.0, 384.0);

#[test]
fn on_a_laptop_at_twice_the_size_of_type_charts_are_seen_without_scrolling() {
    let home = Home::new();
    home.tick(["support-replies", "ticket-classifier"]);
    let file = home.file("support.ron", &example("support-replies"));
    let mut window = home.window(&[file], LAPTOP_TWICE);
    wait_for_first_draws(&mut window);
    let pages = [
        (Tab::Map, None, "Map of the saving"),
        (Tab::Map, Some("Break-even month"), "Map of the break-even"),
        (Tab::Decide, Some("Timing and plan"), SwitchTiming::CAPTION),
        (Tab::Compare, None, "Savings of the compared"),
    ];
    for (tab, choice, chart) in pages {
        press_keys_of(&mut window, Command::Show(tab).row());
        if let Some(choice) = choice {
            // The choices are a list, since they don't fit into a row.
            wait(&mut window, "the choices are there", |window| {
                window.query_by_label("What is shown").is_some()
            });
            window.get_by_label("What is shown").click();
            settle(&mut window);
            window.get_by_label(choice).click();
            settle(&mut window);
        }
        let chart = wait_for(&mut window, chart, |window| {
            let charts = window.query_all_by_role(Role::Image);
            let named = |name: Option<String>| name.is_some_and(|name| name.contains(chart));
            charts
                .filter(|node| named(node.accesskit_node().label()))
                .map(|node| node.rect())
                .next()
        });
        let seen = chart.intersect(shown_tab(&window));
        assert!(
            seen.height() >= 100.0 && seen.width() >= 250.0,
            "{tab:?}, {choice:?}: {seen:?}"
        );
    }
}

#[test]
fn tabs_stay_where_they_are_whatever_is_shown() {
    let home = Home::new();
    home.tick(["support-replies", "ticket-classifier"]);
    let mut window = home.window(&[], LAPTOP);
    for size in [
        LAPTOP,
        vec2(1280.0, 800.0),
        vec2(1920.0, 1080.0),
        USUAL_TWICE,
    ] {
        window.set_size(size);
        window.run_steps(3);
        let places = |window: &Window<'_>| Tab::all().map(|tab| tab_name(window, tab)).collect();
        let before: Vec<Option<Rect>> = places(&window);
        for row in tab_rows() {
            press_keys_of(&mut window, row);
            settle(&mut window);
            let now: Vec<Option<Rect>> = places(&window);
            assert!(now.iter().all(Option::is_some), "{}, {size}", row.name);
            assert_eq!(now, before, "{}, {size}", row.name);
        }
    }
}

#[test]
fn in_the_smallest_window_tabs_that_do_not_fit_are_in_a_menu_and_the_shown_one_is_not() {
    let home = Home::new();
    let mut window = home.window(&[], SMALLEST);
    for row in tab_rows() {
        press_keys_of(&mut window, row);
        let shown = window.view().tabs.current;
        let name = tab_name(&window, shown).expect("the tab that is shown is in the row");
        assert!(name.right() <= SMALLEST.x, "{shown:?}: {name:?}");
    }
    let hidden = Tab::all().find(|tab| tab_name(&window, *tab).is_none());
    let hidden = hidden.expect("not all fit");
    window.get_by_label("More tabs").click();
    window.run_steps(3);
    window
        .get_by_label_contains(Command::Show(hidden).row().name)
        .click();
    window.run_steps(3);
    assert_eq!(window.view().tabs.current, hidden);
}

#[test]
fn a_hidden_library_comes_back_by_the_handle_at_the_edge() {
    let home = Home::new();
    let mut window = home.window(&[], USUAL);
    window.get_by_label("Hide the library").click();
    window.run_steps(3);
    assert!(window.query_by_label_contains("Premium never").is_none());
    window.get_by_label("Show the library").click();
    window.run_steps(3);
    window.get_by_label_contains("Premium never");
    // A narrow window has no room for it beside the chart.
    window.set_size(SMALLEST);
    window.run_steps(3);
    assert!(window.query_by_label_contains("Premium never").is_none());
    window.get_by_label("Show the library").click();
    window.run_steps(3);
    window.get_by_label_contains("Premium never").click();
    window.run_steps(3);
    assert!(window.scenario().name.contains("Premium"));
}

#[test]
fn the_width_of_a_panel_is_remembered() {
    let home = Home::new();
    let mut window = home.window(&[], USUAL);
    let row = window.get_by_label_contains("Premium never").rect();
    let edge = egui::pos2(row.right() + 10.0, 500.0);
    window.drag_at(edge);
    window.step();
    window.hover_at(edge + vec2(70.0, 0.0));
    window.run_steps(2);
    window.drop_at(edge + vec2(70.0, 0.0));
    window.run_steps(3);
    let wider = window.get_by_label_contains("Premium never").rect();
    assert!(wider.width() > row.width() + 40.0, "{row:?} {wider:?}");
    eframe::App::on_exit(window.state_mut(), None);
    let window = home.window(&[], USUAL);
    let again = window.get_by_label_contains("Premium never").rect();
    assert_eq!(again.width(), wider.width());
}

#[test]
fn zooming_is_a_command_with_keys_and_steps_that_lead_back() {
    let home = Home::new();
    let mut window = home.window(&[], USUAL);
    let zoom = |window: &mut Window<'_>, key: Key| {
        press(window, Modifiers::COMMAND, key);
        window.run_steps(1);
        let zoom = window.ctx.zoom_factor();
        // The same window has fewer points then.
        window.set_size(USUAL / zoom);
        zoom
    };
    assert_eq!(zoom(&mut window, Key::Plus), 1.1);
    assert_eq!(zoom(&mut window, Key::Equals), 1.2);
    assert_eq!(zoom(&mut window, Key::Minus), 1.1);
    assert_eq!(zoom(&mut window, Key::Num0), 1.0);
    for _ in 0..40 {
        zoom(&mut window, Key::Plus);
    }
    assert_eq!(window.ctx.zoom_factor(), 3.0);
    // A page of help may be too large to be read.
    press(&mut window, Modifiers::NONE, Key::F1);
    assert_eq!(zoom(&mut window, Key::Num0), 1.0);
    assert_eq!(window.workspace().settings.zoom, 1.0);
}

#[test]
fn on_a_very_large_screen_everything_is_drawn_larger_at_every_zoom() {
    let home = Home::new();
    let mut window = home.window(&[], USUAL);
    let screen = vec2(3840.0, 2100.0);
    let mut zoom_on = |screen: Vec2, zoomed: Option<Key>| {
        let before = window.ctx.zoom_factor();
        window.set_size(screen / before);
        if let Some(key) = zoomed {
            window.key_press_modifiers(Modifiers::COMMAND, key);
        }
        window.run_steps(2);
        let zoom = window.ctx.zoom_factor();
        window.set_size(screen / zoom);
        window.run_steps(2);
        assert_eq!(window.ctx.zoom_factor(), zoom, "it stays");
        (zoom, window.workspace().settings.zoom)
    };
    assert_eq!(zoom_on(screen, None), (2.0, 1.0));
    assert_eq!(zoom_on(screen, Some(Key::Plus)), (2.2, 1.1));
    assert_eq!(zoom_on(USUAL, None), (1.1, 1.1));
    assert_eq!(zoom_on(screen, Some(Key::Num0)), (2.0, 1.0));
}

#[test]
fn the_page_of_shortcuts_fits_into_every_window_and_esc_closes_it() {
    let home = Home::new();
    let mut window = home.window(&[], LAPTOP);
    for size in [LAPTOP, SMALLEST, vec2(480.0, 270.0)] {
        window.set_size(size);
        press(&mut window, Modifiers::NONE, Key::F1);
        settle(&mut window);
        let screen = Rect::from_min_size(egui::Pos2::ZERO, size);
        for label in ["Shortcuts and typing", "Close", "Files"] {
            // The page lists its own keys too, below its title.
            let first = window.query_all_by_label(label).next();
            let rect = first.unwrap_or_else(|| panic!("{label} at {size}")).rect();
            assert!(screen.contains_rect(rect), "{label} at {size}: {rect:?}");
        }
        press(&mut window, Modifiers::NONE, Key::Escape);
        assert!(window.query_by_label("Shortcuts and typing").is_none());
    }
}

#[test]
fn the_view_menu_is_as_high_as_its_entries_and_marks_what_holds() {
    let home = Home::new();
    let mut window = home.window(&[], LAPTOP);
    window.get_by_label("View").click();
    settle(&mut window);
    let screen = Rect::from_min_size(egui::Pos2::ZERO, LAPTOP);
    for command in [
        Command::Present,
        Command::ToggleLibrary,
        Command::ActualSize,
    ] {
        let entry = window.get_by_label_contains(command.row().name);
        assert!(screen.contains_rect(entry.rect()), "{command:?}");
    }
    let toggled = |label: &str| {
        let entry = window.get_by_label_contains(label);
        entry.accesskit_node().toggled()
    };
    let library = toggled(Command::ToggleLibrary.row().name);
    assert_eq!(library, Some(egui::accesskit::Toggled::True));
    let months = toggled(Command::CountMonths.row().name);
    assert_eq!(months, Some(egui::accesskit::Toggled::False));
}

#[test]
fn what_to_check_is_a_list_that_leads_to_each_input() {
    let home = Home::new();
    let file = home.file("support.ron", &example("support-replies"));
    let mut window = home.window(&[file], USUAL);
    let warning = window.workspace().findings.warnings[0].clone();
    let input = INPUTS.iter().find(|input| input.path == warning.path);
    let label = input.expect("it is about an input").full_label();
    window.get_by_label_contains("Check ").click();
    window.run_steps(3);
    window.get_by_label(&warning.text).click();
    window.run_steps(4);
    assert!(window.get_by_label(&label).is_focused());
}
