//! The question about an open file that was changed outside, and here too.

use egui::{RichText, ScrollArea, Ui};

use crate::app::messages::action::{Action, Actions, Choice};
use crate::app::recovery::view::differences_ui;
use crate::app::state::dialog::ConflictDialog;
use crate::app::widgets::{scroll_ui, wrapped_ui};
use crate::theme::palette::Palette;

use super::dialog_parts::{AROUND_PAGE, buttons_and_ui, title_ui};

/// Room for the file's path and for what each choice keeps, in points.
const WORDS_HEIGHT: f32 = 76.0;

/// What differs between the file and what is open, and which of both is to stay.
pub(super) fn conflict_ui(ui: &mut Ui, dialog: &ConflictDialog, actions: &mut Actions) {
    let room = ui.ctx().content_rect().size() - AROUND_PAGE;
    ui.set_width(room.x.min(620.0));
    let name = dialog.path.file_name().unwrap_or_default();
    let name = name.to_string_lossy();
    title_ui(ui, &format!("“{name}” changed on disk, and here too"));
    let path = RichText::new(dialog.path.display().to_string());
    wrapped_ui(ui, path.small().color(Palette::current(ui).weak));
    let area = ScrollArea::vertical().max_height((room.y - WORDS_HEIGHT).max(80.0));
    scroll_ui(ui, area, |ui| match &dialog.differences {
        Ok(differences) => differences_ui(ui, differences, ["On disk", "Here"]),
        Err(problem) => {
            let problem = RichText::new(problem).color(Palette::current(ui).error);
            wrapped_ui(ui, problem);
        }
    });
    wrapped_ui(ui, what_each_keeps(dialog));
    // Enter keeps both: whoever answers without reading loses nothing.
    let mut buttons = vec![("Save as…", Choice::Yes)];
    if dialog.differences.is_ok() {
        buttons.push(("Reload", Choice::No));
    }
    buttons_and_ui(ui, actions, &buttons, |ui, actions| {
        if ui.button("Keep mine").clicked() {
            actions.send(Action::Answer(Choice::Cancel));
            actions.send(dialog.keep_mine());
        }
        if ui.button("Cancel").clicked() {
            actions.send(Action::Answer(Choice::Cancel));
        }
    });
}

/// "“Save as…” keeps both. “Reload” can be undone. “Keep mine” replaces the file."
fn what_each_keeps(dialog: &ConflictDialog) -> String {
    let reload = match dialog.differences {
        Ok(_) => " “Reload” can be undone.",
        Err(_) => "",
    };
    let when = if dialog.saves {
        ""
    } else {
        " at the next save"
    };
    format!("“Save as…” keeps both.{reload} “Keep mine” replaces the file{when}.")
}
