//! What is drawn from the whole state: the window with its panels, or a presentation, and what lies over both.
//!
//! - [`menu`], [`status`]: the bars above and below; [`shortcuts`]: the keys of the menus
//! - `credible`: how credible the scenario is, in the status bar; `welcome`: over an example, what to begin with
//! - [`dialogs`]: questions, of which [`export`] has a preview, with [`dialog_parts`]; [`help`]: pages of help; [`notices`]: messages

mod credible;
pub mod dialog_parts;
pub mod dialogs;
pub mod export;
pub mod help;
pub mod menu;
pub mod notices;
pub mod shortcuts;
pub mod status;
mod welcome;

use egui::{CentralPanel, Color32, Frame, Margin, Panel, Ui};

use crate::theme::palette::Palette;

use super::editor::editor_ui;
use super::library::view::library_ui;
use super::messages::action::Actions;
use super::messages::screen::Tab;
use super::present::view::present_ui;
use super::questions::view::questions_ui;
use super::state::State;
use super::tabs::tabs_ui;

/// The library is hidden in windows narrower than this, in points: the chart needs the room.
const MIN_WIDTH_WITH_LIBRARY: f32 = 980.0;

/// Draws the window.
pub fn window_ui(ui: &mut Ui, state: &State, actions: &mut Actions) {
    if let Some(presentation) = &state.presenting {
        present_ui(
            ui,
            &state.workspace,
            &state.tabs.compare,
            &state.library,
            presentation,
            &state.strip,
            actions,
        );
    } else {
        panels_ui(ui, state, actions);
    }
    dialogs::dialog_ui(ui.ctx(), state, actions);
    notices::notices_ui(ui.ctx(), &state.workspace.notices, actions);
}

fn panels_ui(ui: &mut Ui, state: &State, actions: &mut Actions) {
    let palette = Palette::current(ui);
    let workspace = &state.workspace;
    Panel::top("menu")
        .frame(frame(palette.bar, Margin::symmetric(12, 5)))
        .show(ui, |ui| menu::menu_ui(ui, state, actions));
    Panel::bottom("status")
        .frame(frame(palette.bar, Margin::symmetric(14, 4)))
        .show(ui, |ui| status::status_ui(ui, state, actions));
    if workspace.settings.show_library && ui.available_width() >= MIN_WIDTH_WITH_LIBRARY {
        let is_comparing = state.tabs.current == Tab::Compare;
        Panel::left("library")
            .frame(frame(palette.sidebar, margin([10, 8, 10, 0])))
            .default_size(196.0)
            .size_range(150.0..=340.0)
            .show(ui, |ui| {
                library_ui(ui, workspace, &state.library, is_comparing, actions);
            });
    }
    if state.questions.is_open {
        Panel::left("questions")
            .frame(frame(palette.background, margin([18, 10, 14, 0])))
            .default_size(516.0)
            .size_range(480.0..=580.0)
            .show(ui, |ui| {
                questions_ui(ui, workspace, &state.questions, actions)
            });
    } else if workspace.settings.show_editor {
        Panel::left("editor")
            .frame(frame(palette.background, margin([14, 6, 10, 0])))
            .default_size(356.0)
            .size_range(300.0..=480.0)
            .show(ui, |ui| editor_ui(ui, workspace, &state.editor, actions));
    }
    CentralPanel::default()
        .frame(frame(palette.background, margin([26, 18, 16, 8])))
        .show(ui, |ui| {
            welcome::welcome_ui(ui, workspace, actions);
            tabs_ui(ui, workspace, &state.tabs, &state.library, actions);
        });
}

fn frame(fill: Color32, margin: Margin) -> Frame {
    Frame::new().fill(fill).inner_margin(margin)
}

fn margin([left, right, top, bottom]: [i8; 4]) -> Margin {
    Margin {
        left,
        right,
        top,
        bottom,
    }
}
