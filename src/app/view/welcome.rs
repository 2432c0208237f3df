//! Over an example: that it is one, and what to begin with.

use egui::{Align, Button, Layout, Margin, RichText, Ui};

use crate::app::messages::action::{Action, Actions};
use crate::app::messages::after_leaving::AfterLeaving;
use crate::app::messages::command::Command;
use crate::app::widgets::{sign_button_ui, truncated};
use crate::app::workspace::Workspace;
use crate::scenario::words::uncapitalized;
use crate::theme::palette::Palette;

/// Room for the buttons beside the caption, in points.
const BUTTONS_WIDTH: f32 = 340.0;
/// Where there is less for the caption, only the buttons are shown: the window's title and the status bar say too that it is an example.
const MIN_CAPTION_WIDTH: f32 = 90.0;

/// Draws the strip over an example until the user has dismissed it.
pub(super) fn welcome_ui(ui: &mut Ui, workspace: &Workspace, actions: &mut Actions) {
    let Some(example) = workspace.document.open_example() else {
        return;
    };
    if workspace.settings.welcome_dismissed {
        return;
    }
    let palette = Palette::current(ui);
    let strip = egui::Frame::new()
        .fill(palette.sidebar)
        .corner_radius(6.0)
        .inner_margin(Margin::symmetric(12, 3));
    strip.show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            // As narrow as the smallest window needs.
            ui.spacing_mut().button_padding.x = 5.0;
            let room = ui.available_width() - BUTTONS_WIDTH;
            if room >= MIN_CAPTION_WIDTH {
                let title = uncapitalized(workspace.scenario().title());
                let caption = format!("Example: {title}");
                ui.label(truncated(ui, caption, 13.5, palette.weak, room));
            }
            if link(ui, "Start with my numbers").clicked() {
                actions.run(Command::New);
            }
            if link(ui, "Use as template").clicked() {
                actions.send(Action::Leave(AfterLeaving::Template(example)));
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if sign_button_ui(ui, "×", "Dismiss").clicked() {
                    actions.send(Action::DismissWelcome);
                }
            });
        });
    });
    ui.add_space(4.0);
}

fn link(ui: &mut Ui, text: &str) -> egui::Response {
    let text = RichText::new(text).color(Palette::current(ui).accent);
    ui.add(Button::new(text).frame_when_inactive(false))
}
