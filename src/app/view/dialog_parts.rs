//! What all dialogs have: a title, and buttons.

use egui::{RichText, Ui};

use crate::app::messages::action::{Action, Actions, Choice};
use crate::theme::palette::Palette;

/// The title of a dialog.
pub(super) fn title_ui(ui: &mut Ui, title: &str) {
    ui.label(RichText::new(title).heading());
}

/// Buttons in a row; the first one is the usual answer.
pub(super) fn buttons_ui(ui: &mut Ui, actions: &mut Actions, buttons: &[(&str, Choice)]) {
    let palette = Palette::current(ui);
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
    });
}
