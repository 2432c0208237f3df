//! The mouse as hands use it.

use egui::{Event, Modifiers, PointerButton};
use egui_kittest::kittest::Queryable as _;

use crate::driven::{Home, USUAL};

#[test]
fn a_button_that_is_held_for_long_is_pressed_when_it_is_released() {
    let home = Home::new();
    let mut window = home.window(&[], USUAL);
    window.run_steps(3);
    let pos = window.get_by_label("Dismiss").rect().center();
    window.event(Event::PointerMoved(pos));
    window.run_steps(2);
    for pressed in [true, false] {
        window.event(Event::PointerButton {
            pos,
            button: PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        });
        // Three seconds at 60 frames a second.
        window.run_steps(180);
    }
    assert!(window.query_by_label("Dismiss").is_none());
}
