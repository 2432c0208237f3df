//! The keyboard in a chart in which something can be dragged.

use egui::{EventFilter, Key, Modifiers, Rect, Response, Stroke, StrokeKind, Ui};

use crate::theme::palette::Palette;

/// How many steps the arrow keys ask for while the chart has the keyboard: → and ↑ onward, ← and ↓ back, ten at once with Page Up and Page
/// Down. A ring around `rect` shows that it has the keyboard.
pub(crate) fn arrow_steps(ui: &Ui, response: &Response, rect: Rect) -> i32 {
    if !response.has_focus() {
        return 0;
    }
    let ring = Stroke::new(1.5, Palette::current(ui).accent);
    ui.painter()
        .rect_stroke(rect, 3.0, ring, StrokeKind::Inside);
    let filter = EventFilter {
        horizontal_arrows: true,
        vertical_arrows: true,
        ..EventFilter::default()
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    let keys = [
        (Key::ArrowRight, 1),
        (Key::ArrowUp, 1),
        (Key::ArrowLeft, -1),
        (Key::ArrowDown, -1),
        (Key::PageUp, 10),
        (Key::PageDown, -10),
    ];
    ui.input_mut(|input| {
        let steps = keys.into_iter().map(|(key, steps)| {
            let presses = input.count_and_consume_key(Modifiers::NONE, key);
            i32::try_from(presses).unwrap_or(0) * steps
        });
        steps.sum()
    })
}
