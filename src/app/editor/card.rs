//! The keys that open the card of an input: help, source, and the way back to the default.

use egui::{Id, Ui};

use crate::app::focus::MENU_KEYS;
use crate::scenario::inputs::Input;

fn asked_id() -> Id {
    Id::unique("card that was asked for")
}

fn focus_id() -> Id {
    Id::unique("card that takes the keyboard")
}

/// Asks for the card of the input if its keys are pressed. To be called if its field has the keyboard, before the field is drawn.
pub(super) fn ask_by_keys(ui: &Ui, input: &'static Input) {
    let pressed = ui.input_mut(|read| {
        let mut keys = MENU_KEYS.into_iter();
        keys.any(|(modifiers, key)| read.consume_key(modifiers, key))
    });
    if pressed {
        ui.data_mut(|data| data.insert_temp(asked_id(), input.path));
        ui.ctx().request_repaint();
    }
}

/// Whether the card of the input was asked for; says so once.
pub(super) fn is_asked(ui: &Ui, input: &'static Input) -> bool {
    let is_asked = taken(ui, asked_id(), input);
    if is_asked {
        ui.data_mut(|data| data.insert_temp(focus_id(), input.path));
    }
    is_asked
}

/// Whether the card, which was opened by keys, has yet to take the keyboard; says so once.
pub(super) fn takes_keyboard(ui: &Ui, input: &'static Input) -> bool {
    taken(ui, focus_id(), input)
}

fn taken(ui: &Ui, id: Id, input: &'static Input) -> bool {
    ui.data_mut(|data| {
        let is_it = data.get_temp::<&'static str>(id) == Some(input.path);
        if is_it {
            data.remove::<&'static str>(id);
        }
        is_it
    })
}
