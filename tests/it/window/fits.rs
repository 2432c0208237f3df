//! The page of the recommendation fits one screen: the decision, what speaks for it, what would change it, and what is still open. Where
//! four changes in long words stand over what is open, the last row of that has to be scrolled to.

use breakeven::app::messages::command::Command;
use breakeven::app::messages::screen::Tab;
use breakeven::files::examples::EXAMPLES;
use egui::accesskit::Role;
use egui::{Vec2, vec2};
use egui_kittest::kittest::{By, NodeT as _, Queryable as _};

use crate::driven::{Home, View as _, Window, press_keys_of, settle, wait, wait_for_risk};

/// A laptop's screen, less the title bar that desktops put over the window.
const LAPTOP: Vec2 = vec2(1366.0, 740.0);
/// Examples with more to say than fits, and how much of it may be hidden, in points: less than what is still open.
const LONG: [(&str, f32); 2] = [("self-hosted-lora", 30.0), ("base-model-retires", 95.0)];

/// How far what the tab shows goes beyond its place, in points; 0 if all of it is in sight.
fn hidden_height(window: &Window<'_>) -> f32 {
    let panel = window.get_by_role(Role::TabPanel);
    let shown = panel.rect();
    let inside = panel.query_all(By::new());
    // What has no place of its own, such as a run of text, isn't drawn.
    let places = inside.filter_map(|node| node.accesskit_node().bounding_box());
    let ends = places.map(|place| place.y1 as f32);
    let end = ends.fold(shown.top(), f32::max);
    assert!(end > shown.top() + 300.0, "the page is there");
    (end - shown.bottom()).max(0.0)
}

#[test]
fn the_recommendation_of_every_example_fits_the_screen_of_a_laptop() {
    let mut hidden = Vec::new();
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
        let height = hidden_height(&window);
        let long = LONG.iter().find(|(name, _)| *name == example.name);
        if height > long.map_or(0.0, |(_, most)| *most) {
            hidden.push(format!("{}: {height} points", example.name));
        }
    }
    assert!(hidden.is_empty(), "doesn’t fit: {hidden:?}");
}
