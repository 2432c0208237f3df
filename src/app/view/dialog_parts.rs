//! What all dialogs have: a title, and buttons.

use egui::{Event, Key, RichText, Ui, Vec2, vec2};

use crate::app::messages::action::{Action, Actions, Choice};
use crate::theme::palette::Palette;

/// Room for the title, the buttons, and around a dialog that has much to show, in points.
pub(super) const AROUND_PAGE: Vec2 = vec2(96.0, 176.0);

/// The title of a dialog.
pub(super) fn title_ui(ui: &mut Ui, title: &str) {
    ui.label(RichText::new(title).heading());
}

/// Buttons in a row; the first one is the usual answer. Enter gives it, from anywhere but a button or a list, where it presses that.
pub(super) fn buttons_ui(ui: &mut Ui, actions: &mut Actions, buttons: &[(&str, Choice)]) {
    buttons_and_ui(ui, actions, buttons, |_, _| {});
}

/// Buttons in a row, as [`buttons_ui`] draws them, and behind them what `more_ui` draws.
pub(super) fn buttons_and_ui(
    ui: &mut Ui,
    actions: &mut Actions,
    buttons: &[(&str, Choice)],
    more_ui: impl FnOnce(&mut Ui, &mut Actions),
) {
    let palette = Palette::current(ui);
    let is_free = ui.memory(|memory| memory.focused().is_none());
    if let Some((_, usual)) = buttons.first()
        && is_free
        && is_entered(ui)
    {
        actions.send(Action::Answer(*usual));
    }
    ui.add_space(6.0);
    ui.horizontal(|ui| {
        for (index, (name, answer)) in buttons.iter().enumerate() {
            let mut button = egui::Button::new(*name);
            if index == 0 {
                button = egui::Button::new(RichText::new(*name).color(palette.background))
                    .fill(palette.accent);
            }
            if ui.add(button).clicked() {
                actions.send(Action::Answer(*answer));
            }
        }
        more_ui(ui, actions);
    });
}

/// Whether Enter is pressed. A key that is held from the dialog before answers none.
fn is_entered(ui: &Ui) -> bool {
    ui.input(|input| {
        input.events.iter().any(|event| {
            let enter = Key::Enter;
            matches!(event, Event::Key { key, pressed: true, repeat: false, .. } if *key == enter)
        })
    })
}
