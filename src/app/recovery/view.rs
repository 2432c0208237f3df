//! The dialog that offers unsaved work.

use egui::{Button, Frame, Grid, Label, RichText, ScrollArea, Ui};

use crate::app::messages::action::{Action, Actions, Choice, WorkAction};
use crate::app::widgets::{cell_ui, scroll_ui, weak_ui, wrapped_ui};
use crate::files::journal::Original;
use crate::scenario::inputs::{self, Difference};
use crate::theme::fonts;
use crate::theme::palette::Palette;

use super::{FoundWork, RecoverableWork, Recovery};

/// At most so many inputs are listed of a document.
const MAX_ROWS: usize = 8;
/// Width of the dialog, and of the columns of its table, in points.
const WIDTH: f32 = 620.0;
const COLUMNS: [f32; 3] = [220.0, 160.0, 160.0];
/// Room for the title and the buttons, and around the dialog, in points.
const AROUND: f32 = 220.0;

/// Draws the work that was found, with what can be done with it.
pub fn recovery_ui(ui: &mut Ui, recovery: &Recovery, actions: &mut Actions) {
    let screen = ui.ctx().content_rect().size();
    ui.set_width(WIDTH.min(screen.x - 96.0));
    ui.label(RichText::new("Recover unsaved work?").heading());
    weak_ui(
        ui,
        "Breakeven ended before it was saved. Recovering opens it unsaved and leaves its file as it is",
    );
    let height = (screen.y - AROUND).max(80.0);
    let area = ScrollArea::vertical()
        .auto_shrink([false, true])
        .min_scrolled_height(height)
        .max_height(height);
    scroll_ui(ui, area, |ui| {
        let usual = recovery.found.iter().position(|work| work.content.is_ok());
        for (place, work) in recovery.found.iter().enumerate() {
            let frame = Frame::new()
                .fill(Palette::current(ui).field)
                .corner_radius(6.0)
                .inner_margin(12.0);
            let card = |ui: &mut Ui| {
                ui.set_width(ui.available_width());
                ui.spacing_mut().item_spacing.y = 5.0;
                match &work.content {
                    Ok(content) => work_ui(ui, content),
                    Err(problem) => damaged_ui(ui, work, problem),
                }
                work_buttons_ui(ui, work, usual == Some(place), actions);
            };
            ui.push_id(work.path(), |ui| frame.show(ui, card));
        }
    });
    ui.add_space(6.0);
    let later = ui.add(Button::new("Decide later"));
    if later
        .on_hover_text("File > Recover unsaved work… offers it again, and so does the next start")
        .clicked()
    {
        actions.send(Action::Answer(Choice::Cancel));
    }
}

fn work_ui(ui: &mut Ui, work: &RecoverableWork) {
    let palette = Palette::current(ui);
    let title = RichText::new(&work.title).family(fonts::bold()).size(15.0);
    wrapped_ui(ui, title);
    let place = match work.document_path() {
        Some(path) => path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned(),
        None => "Never saved".to_owned(),
    };
    let about = RichText::new(format!("{place} · {}", work.when)).small();
    let about = ui.add(Label::new(about.color(palette.weak)).truncate());
    if let Some(path) = work.document_path() {
        about.on_hover_text(path.display().to_string());
    }
    let warning = match work.original {
        Original::Changed => {
            Some("The file has changed since. Saving asks before it replaces those changes")
        }
        Original::Missing => {
            Some("The file was moved or deleted. Save the recovered scenario to keep it")
        }
        Original::NeverSaved | Original::Unchanged => None,
    };
    if let Some(warning) = warning {
        wrapped_ui(ui, RichText::new(warning).color(palette.warning));
    }
    if let Some(differences) = &work.differences {
        differences_ui(ui, differences, ["Saved", "Unsaved"]);
    }
    for (path, text) in &work.journal.refused {
        let name = inputs::name_at(path);
        weak_ui(ui, format!("{name}: “{text}” was typed and is invalid"));
    }
}

/// What differs, under the headings of what was before and after.
pub fn differences_ui(ui: &mut Ui, differences: &[Difference], headings: [&str; 2]) {
    if differences.is_empty() {
        return;
    }
    let palette = Palette::current(ui);
    let scale = (ui.available_width() / (COLUMNS.iter().sum::<f32>() + 32.0)).min(1.0);
    Grid::new("differences")
        .num_columns(3)
        .spacing([16.0, 3.0])
        .show(ui, |ui| {
            for (heading, width) in ["Input", headings[0], headings[1]].into_iter().zip(COLUMNS) {
                let heading = RichText::new(heading).small().color(palette.weak);
                cell_ui(ui, scale * width, heading);
            }
            ui.end_row();
            for difference in differences.iter().take(MAX_ROWS) {
                let cells = [&difference.name, &difference.before, &difference.after];
                for (text, width) in cells.into_iter().zip(COLUMNS) {
                    cell_ui(ui, scale * width, text);
                }
                ui.end_row();
            }
        });
    let more = differences.len().saturating_sub(MAX_ROWS);
    if more > 0 {
        weak_ui(ui, format!("and {more} more"));
    }
}

fn damaged_ui(ui: &mut Ui, work: &FoundWork, problem: &str) {
    let palette = Palette::current(ui);
    let title = RichText::new("Work that can’t be read")
        .family(fonts::bold())
        .size(15.0);
    wrapped_ui(ui, title);
    let text = format!("{}: {problem}", work.path().display());
    wrapped_ui(ui, RichText::new(text).color(palette.error));
}

fn work_buttons_ui(ui: &mut Ui, work: &FoundWork, is_usual: bool, actions: &mut Actions) {
    let palette = Palette::current(ui);
    ui.horizontal(|ui| {
        let path = || work.path().to_owned();
        if work.content.is_ok() {
            let recover = if is_usual {
                let text = RichText::new("Recover").color(palette.background);
                Button::new(text).fill(palette.accent)
            } else {
                Button::new("Recover")
            };
            let recover = ui.add(recover);
            // Enter recovers it.
            if is_usual && ui.memory(|memory| memory.focused().is_none()) {
                recover.request_focus();
            }
            if recover.clicked() {
                actions.send(Action::Work(WorkAction::Recover(path())));
            }
        } else if ui.button("Show in folder").clicked() {
            actions.send(Action::RevealFile(path()));
        }
        let discard = ui.button("Discard");
        if discard
            .on_hover_text("Deletes this work for good; a saved file stays")
            .clicked()
        {
            actions.send(Action::Work(WorkAction::Discard(path())));
        }
    });
}
