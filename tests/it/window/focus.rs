//! The keyboard: Tab leads from field to field, and what has the keyboard is in sight.

use breakeven::scenario::inputs::INPUTS;
use egui::{Key, Modifiers, vec2};
use egui_kittest::kittest::Queryable as _;

use crate::driven::{Home, USUAL, View as _, Window, focused, focused_label, press, type_into};

/// Height of the menu bar, in points.
const MENU_HEIGHT: f32 = 30.0;

fn tab(window: &mut Window<'_>) {
    press(window, Modifiers::NONE, Key::Tab);
}

#[test]
fn a_new_scenario_begins_in_its_first_field_and_tab_goes_from_field_to_field() {
    let home = Home::new();
    let mut window = home.window(&[], USUAL);
    press(&mut window, Modifiers::COMMAND, Key::N);
    window.run_steps(3);
    assert_eq!(focused_label(&window), "Query volume");
    window.get_by_label("Query volume").type_text("40k");
    window.run_steps(2);
    assert_eq!(
        window.scenario().workload.queries_per_month.base(),
        40_000.0
    );
    tab(&mut window);
    assert_eq!(focused_label(&window), "Model (prompting)");
    tab(&mut window);
    assert_eq!(focused_label(&window), "System prompt (prompting)");
}

#[test]
fn tab_goes_on_after_enter_and_after_escape() {
    let home = Home::new();
    let mut window = home.window(&[], USUAL);
    for end in [Key::Enter, Key::Escape] {
        type_into(&mut window, "Query volume", "12k");
        press(&mut window, Modifiers::NONE, end);
        assert_eq!(focused(&window), None, "{end:?}");
        tab(&mut window);
        assert_eq!(focused_label(&window), "Volume growth", "{end:?}");
        press(&mut window, Modifiers::SHIFT, Key::Tab);
        window.run_steps(2);
        assert_eq!(focused_label(&window), "Query volume", "{end:?}");
    }
}

#[test]
fn what_tab_leads_to_is_scrolled_into_sight() {
    let home = Home::new();
    let mut window = home.window(&[], vec2(1366.0, 700.0));
    press(&mut window, Modifiers::COMMAND, Key::N);
    press(&mut window, Modifiers::NONE, Key::Escape);
    window.run_steps(3);
    let mut seen = Vec::new();
    for _ in 0..60 {
        tab(&mut window);
        window.run_steps(3);
        let Some((label, rect)) = focused(&window) else {
            continue;
        };
        let above = if INPUTS.iter().any(|input| input.full_label() == label) {
            MENU_HEIGHT
        } else {
            0.0
        };
        assert!(
            rect.top() >= above && rect.bottom() <= 700.0,
            "{label} is out of sight: {rect}"
        );
        seen.push(label);
    }
    assert!(seen.iter().any(|label| label == "Time horizon"), "{seen:?}");
}
