//! What is drawn from the whole state: the window with its panels, or a presentation, and what lies over both.
//!
//! - [`menu`], [`status`]: the bars above and below; [`shortcuts`]: the keys of the menus
//! - `credible`: how credible the scenario is, in the status bar; `welcome`: over an example, what to begin with
//! - `panels`: the panels on the left, how wide they are, and what brings them back
//! - `evidence`: what a user’s own material says, before it is filled in; `own_prices`: their own price list; `found_list`: a list that is searched
//! - [`dialogs`]: questions, of which [`export`] has a preview and `conflict` a table, with [`dialog_parts`]; [`help`]: pages of help;
//!   [`palette`]: what is found by its name; [`fault`]: what is drawn after a panic; `notices`: the message that is shown

mod conflict;
mod credible;
pub mod dialog_parts;
pub mod dialogs;
mod evidence;
pub mod export;
pub mod fault;
mod found_list;
pub mod help;
pub mod menu;
mod notices;
mod own_prices;
pub mod palette;
mod panels;
pub mod shortcuts;
pub mod status;
mod welcome;

use egui::{CentralPanel, Margin, Panel, Ui, Vec2, vec2};

use crate::theme::palette::Palette;

use super::messages::action::Actions;
use super::present::presentation::Presentation;
use super::present::view::{blank_ui, page_panel_ui, strip_panel_ui};
use super::questions::view::questions_ui;
use super::state::State;
use super::tabs::tabs_ui;

use panels::{frame, margin};

/// Below this height or width of the window, in points, less room is left around a chart.
const ROOMY: Vec2 = vec2(1180.0, 800.0);
/// The least and the most width of the questions about a new scenario, and what they leave to the curve if they can, in points.
const QUESTIONS_WIDTH: [f32; 2] = [396.0, 516.0];
const MIN_CHART_WIDTH: f32 = 300.0;

/// Draws the window.
pub fn window_ui(ui: &mut Ui, state: &State, actions: &mut Actions) {
    match &state.presenting {
        Some(presentation) if presentation.blank => blank_ui(ui),
        Some(presentation) => presentation_ui(ui, state, presentation, actions),
        None => panels_ui(ui, state, actions),
    }
    dialogs::dialog_ui(ui.ctx(), state, actions);
}

/// A page over the strip. A notice comes between them: what is about to be pressed in the strip stays where it is when the notice goes.
fn presentation_ui(ui: &mut Ui, state: &State, presentation: &Presentation, actions: &mut Actions) {
    let (workspace, library) = (&state.workspace, &state.library);
    strip_panel_ui(ui, workspace, library, presentation, &state.strip, actions);
    if let Some(notice) = workspace.notices.current() {
        Panel::bottom("notice")
            .frame(frame(Palette::current(ui).bar, Margin::symmetric(28, 6)))
            .show(ui, |ui| notices::notice_ui(ui, notice, actions));
    }
    page_panel_ui(ui, workspace, &state.tabs.compare, library, presentation);
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
    panels::library_panel_ui(ui, state, actions);
    if state.questions.is_open {
        let [least, most] = QUESTIONS_WIDTH;
        // In a narrow window the curve keeps some of the room.
        let room = (ui.available_width() - MIN_CHART_WIDTH).clamp(least, most);
        Panel::left("questions")
            .frame(frame(palette.background, margin([18, 10, 14, 0])))
            .resizable(false)
            .exact_size(room)
            .show(ui, |ui| {
                questions_ui(ui, workspace, &state.questions, actions);
            });
    } else if workspace.settings.show_editor {
        panels::editor_panel_ui(ui, state, actions);
    }
    let screen = ui.ctx().content_rect().size();
    let around = if screen.x >= ROOMY.x && screen.y >= ROOMY.y {
        [26, 18, 6, 8]
    } else {
        [16, 12, 4, 6]
    };
    CentralPanel::default()
        .frame(frame(palette.background, margin(around)))
        .show(ui, |ui| {
            welcome::welcome_ui(ui, workspace, actions);
            tabs_ui(ui, workspace, &state.tabs, &state.library, actions);
        });
}
