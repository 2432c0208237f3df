//! Over an example: that it is one, and what to begin with.

use egui::{Align, Button, Layout, Margin, RichText, Ui};

use crate::app::messages::action::{Action, Actions};
use crate::app::messages::after_leaving::AfterLeaving;
use crate::app::messages::command::Command;
use crate::app::workspace::Workspace;
use crate::scenario::words::uncapitalized;
use crate::theme::palette::Palette;

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
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            let title = uncapitalized(workspace.scenario().title());
            ui.label(RichText::new(format!("Example: {title}.")).color(palette.weak));
            if link(ui, "Start with my numbers").clicked() {
                actions.run(Command::New);
            }
            ui.label(RichText::new("·").color(palette.weak));
            if link(ui, "Use this as a template").clicked() {
                actions.send(Action::Leave(AfterLeaving::Template(example)));
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let dismiss = RichText::new("Dismiss").color(palette.weak);
                if ui
                    .add(Button::new(dismiss).frame_when_inactive(false))
                    .clicked()
                {
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
