//! Tab leads through the whole window: each stop is in sight, few are needed, and nothing that can be clicked is out of reach.

use std::collections::HashSet;

use breakeven::app::messages::command::Command;
use breakeven::app::messages::command_table::COMMANDS;
use breakeven::app::messages::screen::Tab;
use breakeven::scenario::inputs::{INPUTS, Section};
use egui::accesskit::Role;
use egui::{Id, Key, LayerId, Modifiers, Rect, Vec2, vec2};
use egui_kittest::kittest::NodeT as _;

use crate::driven::{Home, View as _, Window, press, press_keys_of, settle, tab_rows, wait};

/// More stops than any tab has: a walk that isn't back at its beginning after these never is.
const MAX_STOPS: usize = 100;
/// The most frames in which what Tab leads to scrolls into sight.
const MAX_SCROLLING: usize = 40;

/// A thing in the window that can be clicked or typed in.
#[derive(Debug, Clone)]
struct Thing {
    id: Id,
    label: String,
    role: Option<Role>,
    rect: Rect,
    /// The part of it that is in sight.
    seen: Rect,
}

/// All that the last frame drew in the window itself, with the names that screen readers read.
fn things(window: &Window<'_>) -> Vec<Thing> {
    let root = window.root();
    let named: Vec<(Rect, String, Role)> = root
        .children_recursive()
        .filter_map(|node| {
            let label = node.accesskit_node().label()?;
            Some((node.rect(), label, node.accesskit_node().role()))
        })
        .collect();
    window.ctx.viewport(|viewport| {
        let widgets = &viewport.this_pass.widgets;
        let layer = widgets.get_layer(LayerId::background());
        let things = layer.filter(|widget| widget.enabled && widget.sense.senses_click());
        let things = things.filter(|widget| widget.rect.is_positive());
        let things = things.map(|widget| {
            let is_here = |(rect, _, _): &&(Rect, String, Role)| {
                (rect.min - widget.rect.min).length() < 1.0
                    && (rect.max - widget.rect.max).length() < 1.0
            };
            let name = named.iter().find(is_here);
            Thing {
                id: widget.id,
                label: name.map_or(String::new(), |(_, label, _)| label.clone()),
                role: name.map(|(_, _, role)| *role),
                rect: widget.rect,
                seen: widget.interact_rect,
            }
        });
        things.collect()
    })
}

fn focused(window: &Window<'_>) -> Option<Thing> {
    let id = window.ctx.memory(egui::Memory::focused)?;
    things(window).into_iter().find(|thing| thing.id == id)
}

/// Whether so much of it is in sight that one sees where the keyboard is. What is higher than its area is never wholly in sight.
fn is_in_sight(thing: &Thing) -> bool {
    let least = thing.rect.size().min(vec2(60.0, 18.0)) - Vec2::splat(1.0);
    thing.seen.width() >= least.x && thing.seen.height() >= least.y
}

/// The stops of the Tab key, from the first one to where it begins again.
fn stops(window: &mut Window<'_>, tab: Tab) -> Vec<Thing> {
    let mut stops: Vec<Thing> = Vec::new();
    for _ in 0..=MAX_STOPS {
        press(window, Modifiers::NONE, Key::Tab);
        let mut frames = 0;
        while !focused(window).is_some_and(|thing| is_in_sight(&thing)) && frames < MAX_SCROLLING {
            window.step();
            frames += 1;
        }
        let stop = focused(window);
        let stop =
            stop.unwrap_or_else(|| panic!("{tab:?}: nothing has the keyboard after {stops:?}"));
        assert!(is_in_sight(&stop), "{tab:?}: out of sight: {stop:?}");
        if stops.first().is_some_and(|first| first.id == stop.id) {
            return stops;
        }
        stops.push(stop);
    }
    panic!("{tab:?}: more than {MAX_STOPS} stops: {stops:#?}");
}

/// Whether there is another way than Tab to get at it by keys: it is an item of a list, or the card of an input (Alt+Enter in its field).
fn has_other_keys(thing: &Thing) -> bool {
    let is_item = matches!(
        thing.role,
        Some(Role::Tab | Role::RadioButton | Role::ListBoxOption)
    );
    let is_choice = COMMANDS.iter().any(|row| {
        let of_tab = row.command.tab().is_some() && row.command != Command::AllInputs;
        of_tab && row.choice == thing.label
    });
    // The edge of a panel is dragged, and Tab passes it by.
    let is_edge = thing.label == "Resize panel";
    let is_card = thing.label.starts_with("About ");
    let is_mark = thing.label.starts_with("Reset ") || thing.label.starts_with("Compare ");
    is_item || is_choice || is_edge || is_card || is_mark
}

fn wait_for_results(window: &mut Window<'_>) {
    wait(window, "everything is computed", |window| {
        window.is_risk_settled()
    });
    for _ in 0..40 {
        window.step();
        std::thread::sleep(std::time::Duration::from_millis(15));
    }
    settle(window);
}

#[test]
fn each_tab_is_walked_through_by_the_tab_key_alone() {
    let home = Home::new();
    home.tick(["textbook-comparison", "self-hosted-lora"]);
    let mut window = home.window(&[], vec2(1366.0, 768.0));
    // The editor is walked through once, below.
    press(&mut window, Modifiers::COMMAND, Key::E);
    for row in tab_rows() {
        let Command::Show(tab) = row.command else {
            continue;
        };
        press_keys_of(&mut window, row);
        wait_for_results(&mut window);
        let stops = stops(&mut window, tab);
        let reached: HashSet<Id> = stops.iter().map(|stop| stop.id).collect();
        let missed: Vec<_> = things(&window)
            .into_iter()
            .filter(|thing| !thing.label.is_empty() && !has_other_keys(thing))
            .filter(|thing| !reached.contains(&thing.id))
            .map(|thing| thing.label)
            .collect();
        println!("{tab:?}: {} stops", stops.len());
        assert!(missed.is_empty(), "{tab:?}: out of reach: {missed:?}");
        // The answers of a question are one stop.
        let questions = stops
            .iter()
            .filter(|stop| stop.role == Some(Role::RadioButton));
        let mut questions: Vec<_> = questions.map(|stop| stop.label.split(':').next()).collect();
        let count = questions.len();
        questions.dedup();
        assert_eq!(questions.len(), count, "{tab:?}: {questions:?}");
        assert!(tab != Tab::Decide || count > 3, "{count} questions");
        let unnamed: Vec<_> = stops.iter().filter(|stop| stop.label.is_empty()).collect();
        assert!(unnamed.is_empty(), "{tab:?}: without a name: {unnamed:?}");
    }
}

#[test]
fn every_input_and_heading_that_the_editor_shows_is_a_stop_of_the_tab_key() {
    let home = Home::new();
    let mut window = home.window(&[], vec2(1366.0, 768.0));
    // The tab with the fewest stops of its own.
    press_keys_of(&mut window, Command::Show(Tab::Table).row());
    wait_for_results(&mut window);
    let stops = stops(&mut window, Tab::Table);
    let shown = things(&window);
    for input in INPUTS.iter() {
        let label = input.full_label();
        let is = |thing: &Thing| thing.label == label;
        if shown.iter().any(is) {
            assert!(stops.iter().any(is), "{label} is out of reach");
        }
    }
    for section in Section::ALL {
        let label = section.label();
        let is_reached = stops.iter().any(|stop| stop.label == label);
        assert!(is_reached, "{label} is out of reach");
    }
    println!("{} stops with the editor", stops.len());
}
