//! The status bar: saved or not, where, and how old the list prices are, or the message that is shown; and what to look at.

use egui::{Align, Button, Layout, RichText, Ui};

use crate::app::focus::regions::{Region, note_region};
use crate::app::messages::action::{Action, Actions};
use crate::app::state::State;
use crate::app::workspace::notices::NoticeKind;
use crate::evidence::catalog::Catalog;
use crate::scenario::inputs::{INPUTS, Input};
use crate::scenario::one_line;
use crate::scenario::warnings::Warning;
use crate::theme::palette::Palette;

use super::credible::credible_ui;
use super::notices::notice_ui;

/// Room between its parts, in points.
const GAP: f32 = 18.0;
/// Below this room, in points, what is saved and how old prices are gives way to what is to be looked at.
const MIN_ROOM: f32 = 420.0;
/// Width of the list of what to look at, in points.
const LIST_WIDTH: f32 = 420.0;

/// Draws the bar.
pub fn status_ui(ui: &mut Ui, state: &State, actions: &mut Actions) {
    note_region(ui, Region::Status);
    let has_room = ui.available_width() >= MIN_ROOM;
    // What stands at the right comes first, so that the rest knows its room.
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = GAP;
        warnings_ui(ui, &state.workspace.findings.warnings, actions);
        refused_ui(ui, state.workspace.refused_fields().len(), actions);
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            let notice = state.workspace.notices.current();
            // What was just done may be that it is saved; a message that stays doesn't hide whether it is.
            if notice.is_none_or(|notice| notice.kind != NoticeKind::Info) {
                saved_ui(ui, state);
            }
            match notice {
                Some(notice) => notice_ui(ui, notice, actions),
                None if has_room => {
                    file_ui(ui, state);
                    credible_ui(ui, &state.workspace, actions);
                }
                None => {}
            }
        });
    });
}

/// Whether the scenario is saved.
fn saved_ui(ui: &mut Ui, state: &State) {
    let palette = Palette::current(ui);
    let (words, color) = if state.is_saving() {
        ("Saving…", palette.weak)
    } else if state.workspace.document.is_dirty() {
        ("Unsaved changes", palette.warning)
    } else if state.workspace.document.path().is_some() {
        ("Saved", palette.weak)
    } else if state.workspace.document.open_example().is_some() {
        ("Example, read-only", palette.weak)
    } else {
        ("Not saved", palette.weak)
    };
    ui.label(RichText::new(words).small().color(color));
}

/// The file, and the date of the list prices.
fn file_ui(ui: &mut Ui, state: &State) {
    let palette = Palette::current(ui);
    let weak = |text: String| RichText::new(text).small().color(palette.weak);
    if let Some(path) = state.workspace.document.path() {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        ui.add(egui::Label::new(weak(name.into_owned())).truncate())
            .on_hover_text(path.display().to_string());
    }
    let read_on = state
        .workspace
        .prices
        .catalog
        .map_or("an unknown date".to_owned(), Catalog::as_of);
    ui.add(egui::Label::new(weak(format!("Prices as of {read_on}"))).truncate());
}

/// Fields that hold something that can't be taken; a click leads to the first.
fn refused_ui(ui: &mut Ui, count: usize, actions: &mut Actions) {
    if count == 0 {
        return;
    }
    let noun = if count == 1 { "entry" } else { "entries" };
    let text = RichText::new(format!("{count} invalid {noun}")).small();
    let text = text.color(Palette::current(ui).error);
    let button = ui.add(Button::new(text).frame_when_inactive(false));
    let tooltip = "The chart shows the last valid values. Go to the first one";
    if button.on_hover_text(tooltip).clicked() {
        actions.send(Action::GoToRefused);
    }
}

/// What is worth a second look, as a list that leads to each input.
fn warnings_ui(ui: &mut Ui, warnings: &[Warning], actions: &mut Actions) {
    if warnings.is_empty() {
        return;
    }
    let count = warnings.len();
    let noun = if count == 1 { "input" } else { "inputs" };
    let text = RichText::new(format!("Check {count} {noun}")).small();
    let button = Button::new(text.color(Palette::current(ui).warning));
    egui::containers::menu::MenuButton::from_button(button.frame_when_inactive(false)).ui(
        ui,
        |ui| {
            ui.set_width(LIST_WIDTH);
            for warning in warnings {
                warning_ui(ui, warning, actions);
            }
        },
    );
}

/// A sentence; a click leads to its input.
fn warning_ui(ui: &mut Ui, warning: &Warning, actions: &mut Actions) {
    // A warning may be about a whole section; that leads to its first input.
    let is_in = |input: &&Input| {
        let rest = input.path.strip_prefix(warning.path.as_str());
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    let input = INPUTS.iter().find(is_in);
    let button = Button::new(&warning.text).wrap();
    if ui.add_enabled(input.is_some(), button).clicked() {
        if let Some(input) = input {
            actions.send(Action::GoTo(input));
        }
        ui.close();
    }
}

/// "Support replies • – Breakeven". On one line: desktops end at a control character, or end the program.
pub fn window_title(state: &State) -> String {
    let title = state.workspace.document.marked_title();
    format!("{} – Breakeven", one_line(&title))
}
