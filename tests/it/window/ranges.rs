//! A range that is typed over a number leaves that number the base case, if it lies in the range; the range as typed is one key away.

use breakeven::scenario::Estimate;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

use crate::driven::{Home, USUAL, View as _, Window, press, type_into};

const KEPT: Estimate = Estimate::Pert {
    low: 20_000.0,
    likely: 40_000.0,
    high: 60_000.0,
};
const PLAIN: Estimate = Estimate::Range {
    low: 20_000.0,
    high: 60_000.0,
};

fn queries(window: &Window<'_>) -> Estimate {
    window.scenario().workload.queries_per_month.estimate()
}

/// A window in which "20k to 60k" was typed over 40,000.
fn window(home: &Home) -> Window<'static> {
    let mut window = home.window(&[], USUAL);
    type_into(&mut window, "Query volume", "40k");
    press(&mut window, Modifiers::NONE, Key::Enter);
    type_into(&mut window, "Query volume", "20k to 60k");
    window
}

#[test]
fn a_range_around_a_stated_number_keeps_it_as_the_base_case_and_says_so() {
    let home = Home::new();
    let mut window = window(&home);
    assert_eq!(queries(&window), KEPT);
    window.get_by_label("Base case 40,000 kept ·");
    press(&mut window, Modifiers::NONE, Key::Enter);
    window.get_by_label("use the median 34,600").click();
    window.run_steps(2);
    assert_eq!(queries(&window), PLAIN);
    assert!(window.query_by_label("use the median 34,600").is_none());
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(queries(&window), KEPT);
}

#[test]
fn command_and_enter_take_the_range_as_typed_in_the_same_step() {
    let home = Home::new();
    let mut window = window(&home);
    press(&mut window, Modifiers::COMMAND, Key::Enter);
    assert_eq!(queries(&window), PLAIN);
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(queries(&window), Estimate::Exact(40_000.0));
}

#[test]
fn another_range_keeps_the_likely_value_and_one_beside_it_does_not() {
    let home = Home::new();
    let mut window = window(&home);
    press(&mut window, Modifiers::NONE, Key::Enter);
    type_into(&mut window, "Query volume", "30k to 80k");
    let wider = Estimate::Pert {
        low: 30_000.0,
        likely: 40_000.0,
        high: 80_000.0,
    };
    assert_eq!(queries(&window), wider);
    press(&mut window, Modifiers::NONE, Key::Enter);
    type_into(&mut window, "Query volume", "50k to 80k");
    let beside = Estimate::Range {
        low: 50_000.0,
        high: 80_000.0,
    };
    assert_eq!(queries(&window), beside);
}

#[test]
fn a_number_that_nobody_stated_is_no_base_case_to_keep() {
    let home = Home::new();
    let mut window = home.window(&[], USUAL);
    press(&mut window, Modifiers::COMMAND, Key::N);
    press(&mut window, Modifiers::NONE, Key::Escape);
    type_into(&mut window, "Query volume", "5k to 20k");
    let plain = Estimate::Range {
        low: 5000.0,
        high: 20_000.0,
    };
    assert_eq!(queries(&window), plain);
}
