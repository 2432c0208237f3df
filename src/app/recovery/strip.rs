//! What stands over the library as long as there is unsaved work of an earlier window.

use egui::{Button, Label, RichText, Ui};

use crate::app::messages::action::Actions;
use crate::app::messages::command::Command;
use crate::app::widgets::{caption_ui, weak_ui};
use crate::app::workspace::Workspace;
use crate::theme::palette::Palette;

use super::{FoundWork, Recovery};

/// At most so many documents are listed; the dialog lists all.
const MAX_ROWS: usize = 3;

/// Draws the documents that can be recovered, and the open one if it was and isn't saved yet. Draws nothing if there are none.
pub fn unsaved_work_ui(
    ui: &mut Ui,
    recovery: &Recovery,
    workspace: &Workspace,
    actions: &mut Actions,
) {
    let is_recovered = workspace.document.is_recovered() && workspace.would_lose();
    if recovery.found.is_empty() && !is_recovered {
        return;
    }
    caption_ui(ui, "Unsaved work");
    let warning = Palette::current(ui).warning;
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 1.0;
        if is_recovered {
            ui.add(Label::new(workspace.scenario().title()).truncate());
            ui.label(RichText::new("Recovered, not saved").small().color(warning));
        }
        for work in recovery.found.iter().take(MAX_ROWS) {
            found_ui(ui, work, actions);
        }
        let more = recovery.found.len().saturating_sub(MAX_ROWS);
        if more > 0 {
            weak_ui(ui, RichText::new(format!("and {more} more")).small());
        }
    });
    ui.add_space(8.0);
}

fn found_ui(ui: &mut Ui, work: &FoundWork, actions: &mut Actions) {
    let (title, about) = match &work.content {
        Ok(content) => (&*content.title, format!("Not recovered, {}", content.when)),
        Err(_) => ("Work that can’t be read", "Not recovered".to_owned()),
    };
    let button = Button::new(title).truncate().frame_when_inactive(false);
    let response = ui.push_id(work.path(), |ui| ui.add(button)).inner;
    let tooltip = Command::RecoverWork.row().tooltip;
    if response.on_hover_text(tooltip).clicked() {
        actions.run(Command::RecoverWork);
    }
    weak_ui(ui, RichText::new(about).small());
}
