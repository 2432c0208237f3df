//! The page of the recommendation fits one screen: the decision, what speaks for it, what would change it, and what is still open.

use breakeven::app::messages::command::Command;
use breakeven::app::messages::screen::Tab;
use breakeven::files::examples::EXAMPLES;
use egui::accesskit::Role;
use egui::{Vec2, vec2};
use egui_kittest::kittest::{By, NodeT as _, Queryable as _};

use crate::driven::{Home, View as _, Window, press_keys_of, settle, wait, wait_for_risk};

/// A laptop's screen, less the title bar that desktops put over the window.
const LAPTOP: Vec2 = vec2(1366.0, 740.0);
/// A usual large one, and the part of the tab's height that the page takes there at least.
const LARGE: Vec2 = vec2(1920.0, 1060.0);
const LEAST_SHARE: f32 = 0.6;

/// Where the tab's place begins and ends, and where what it shows ends, in points.
fn heights(window: &Window<'_>) -> [f32; 3] {
    let panel = window.get_by_role(Role::TabPanel);
    let shown = panel.rect();
    let inside = panel.query_all(By::new());
    // What has no place of its own, such as a run of text, isn't drawn.
    let places = inside.filter_map(|node| node.accesskit_node().bounding_box());
    let ends = places.map(|place| place.y1 as f32);
    let end = ends.fold(shown.top(), f32::max);
    assert!(end > shown.top() + 300.0, "the page is there");
    [shown.top(), shown.bottom(), end]
}

#[test]
fn the_recommendation_of_every_example_fits_the_screen_of_a_laptop_and_fills_most_of_a_large_one() {
    let mut faults = Vec::new();
    for example in EXAMPLES {
        let home = Home::new();
        let file = home.file("example.ron", &example.scenario().unwrap());
        let mut window = home.window(&[file], LAPTOP);
        press_keys_of(&mut window, Command::Show(Tab::Decide).row());
        wait_for_risk(&mut window);
        wait(&mut window, "it is decided", |window| {
            window.workspace().headline().is_current
        });
        wait(&mut window, "what would change it is there", |window| {
            let flips = window.view().tabs.decide.flips(window.workspace());
            flips.current().is_some() || window.analysis().saving() == 0.0
        });
        settle(&mut window);
        let [_, bottom, end] = heights(&window);
        if end > bottom {
            faults.push(format!("{}: {} points hidden", example.name, end - bottom));
        }
        window.set_size(LARGE);
        settle(&mut window);
        let [top, bottom, end] = heights(&window);
        let share = (end - top) / (bottom - top);
        if !(LEAST_SHARE..=1.0).contains(&share) {
            faults.push(format!("{}: {share} of a large screen", example.name));
        }
    }
    assert!(faults.is_empty(), "{faults:?}");
}
