//! On a very large screen charts stay as large as one can take in, and nothing is cut off.

use breakeven::app::messages::command::Command;
use breakeven::app::messages::screen::Tab;
use egui::accesskit::Role;
use egui::{Pos2, Rect, Vec2, vec2};
use egui_kittest::kittest::Queryable as _;

use super::faults;
use crate::driven::{Home, press_keys_of, settle, wait, wait_for_risk};
use crate::support::example;
use crate::text_rows::text_rows;

/// A very wide screen: one that is higher too draws everything larger.
const LARGE: Vec2 = vec2(3440.0, 1440.0);

#[test]
fn on_a_very_large_screen_charts_have_a_largest_size() {
    let home = Home::new();
    let file = home.file("replies.ron", &example("support-replies"));
    let mut window = home.window(&[file], LARGE);
    wait_for_risk(&mut window);
    let mut found = Vec::new();
    for (tab, largest) in [
        (Tab::Cost, vec2(1600.0, 900.0)),
        (Tab::Drivers, vec2(1100.0, 600.0)),
        (Tab::Risk, vec2(1300.0, 620.0)),
        (Tab::Map, vec2(1400.0, 1000.0)),
        (Tab::Table, Vec2::ZERO),
    ] {
        press_keys_of(&mut window, Command::Show(tab).row());
        wait(&mut window, "everything is computed", |window| {
            window.query_by_label_contains("Calculating").is_none()
        });
        settle(&mut window);
        for chart in window.query_all_by_role(Role::Image) {
            let size = chart.rect().size();
            let is_small = size.x <= largest.x + 1.0 && size.y <= largest.y + 1.0;
            assert!(is_small, "{tab:?}: {size:?}");
            assert!(size.x > 0.5 * largest.x, "{tab:?}: {size:?}");
        }
        let screen = Rect::from_min_size(Pos2::ZERO, LARGE);
        let mut texts = text_rows(&window.output().shapes);
        // What is scrolled out of sight isn't cut off.
        texts.retain(|text| {
            text.clip
                .intersect(screen)
                .contains_rect(text.at.shrink(1.0))
        });
        assert!(texts.len() > 60, "{tab:?}: {}", texts.len());
        let faults = faults(&texts, screen).into_iter();
        found.extend(faults.map(|fault| format!("{tab:?}: {fault}")));
    }
    assert!(found.is_empty(), "{}:\n{}", found.len(), found.join("\n"));
}
