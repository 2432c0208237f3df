//! The question about an open file that was changed outside, and here too.

use egui::{RichText, ScrollArea, Ui};

use crate::app::messages::action::{Action, Actions, Choice};
use crate::app::recovery::view::differences_ui;
use crate::app::state::dialog::ConflictDialog;
use crate::app::widgets::{scroll_ui, wrapped_ui};
use crate::theme::palette::Palette;

use super::dialog_parts::{AROUND_PAGE, buttons_ui, title_ui};

/// Room for the file's path below the title, in points.
const PATH_HEIGHT: f32 = 40.0;

/// What differs between the file and what is open, and which of both is to stay.
pub(super) fn conflict_ui(ui: &mut Ui, dialog: &ConflictDialog, actions: &mut Actions) {
    let room = ui.ctx().content_rect().size() - AROUND_PAGE;
    ui.set_width(room.x.min(620.0));
    let name = dialog.path.file_name().unwrap_or_default();
    let name = name.to_string_lossy();
    title_ui(ui, &format!("“{name}” changed on disk, and here too"));
    let path = RichText::new(dialog.path.display().to_string());
    wrapped_ui(ui, path.small().color(Palette::current(ui).weak));
    let mut buttons = vec![("Keep mine", Choice::Yes)];
    let area = ScrollArea::vertical().max_height((room.y - PATH_HEIGHT).max(80.0));
    scroll_ui(ui, area, |ui| match &dialog.differences {
        Ok(differences) => {
            differences_ui(ui, differences, ["On disk", "Here"]);
            buttons.push(("Reload", Choice::No));
        }
        Err(problem) => {
            let problem = RichText::new(problem).color(Palette::current(ui).error);
            wrapped_ui(ui, problem);
        }
    });
    buttons.push(("Cancel", Choice::Cancel));
    ui.horizontal(|ui| {
        ui.vertical(|ui| buttons_ui(ui, actions, &buttons));
        ui.vertical(|ui| {
            ui.add_space(6.0);
            if ui.button("Save as…").clicked() {
                actions.send(Action::Answer(Choice::Cancel));
                actions.send(Action::SaveElsewhere(dialog.next.clone()));
            }
        });
    });
}
