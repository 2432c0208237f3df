//! The tab "Decision": what to do, why, and what would change it, on five pages.
//!
//! - [`state`]: what is computed for it beside the decision
//! - `recommendation`: the first page, made of the card with its `next_step`, the `rules` behind it, `changes`, what is `open`, and the
//!   `reasons` for each approach
//! - `side_by_side`, `levers`, `timing`, `actuals`: the other pages
//! - `knob`: a threshold that is set where it stands

mod actuals;
mod changes;
mod knob;
mod layout;
mod levers;
mod next_step;
mod open;
mod reasons;
mod recommendation;
mod rules;
mod side_by_side;
pub mod state;
mod timing;

use egui::{ScrollArea, Stroke, Ui, vec2};

use crate::app::messages::action::Actions;
use crate::app::messages::command::Command;
use crate::app::messages::screen::DecisionPage;
use crate::app::widgets::{choices_ui, scroll_ui, sized_ui, weak_ui};
use crate::app::workspace::Workspace;
use crate::theme::palette::Palette;

use super::page_width::MAX_COLUMN_WIDTH;
use state::DecideTab;

/// Draws the tab.
pub fn decide_ui(ui: &mut Ui, workspace: &Workspace, tab: &DecideTab, actions: &mut Actions) {
    // These pages have two columns where there is room for them.
    let most = match tab.page {
        DecisionPage::SideBySide | DecisionPage::Timing => f32::INFINITY,
        DecisionPage::Verdict | DecisionPage::Levers | DecisionPage::Actuals => MAX_COLUMN_WIDTH,
    };
    let width = ui.available_width().min(most);
    let size = vec2(width, ui.available_height());
    sized_ui(ui, size, |ui| page_ui(ui, workspace, tab, actions));
}

fn page_ui(ui: &mut Ui, workspace: &Workspace, tab: &DecideTab, actions: &mut Actions) {
    ui.horizontal_wrapped(|ui| {
        let pages = DecisionPage::ALL.map(Command::Decide);
        choices_ui(ui, pages, Command::Decide(tab.page), actions);
    });
    ui.add_space(4.0);
    let decision = workspace.decision();
    if decision.is_stale() {
        let line = Stroke::new(1.5, Palette::current(ui).accent);
        let (top, across) = (ui.cursor().top() - 2.0, ui.max_rect().x_range());
        ui.painter().hline(across, top, line);
    }
    // An earlier decision stays at full strength while the next one is computed: answers are given in quick succession. The line says that
    // it isn't current.
    let Some(decided) = decision.latest() else {
        weak_ui(ui, "Calculating…");
        return;
    };
    scroll_ui(
        ui,
        ScrollArea::vertical().id_salt(tab.page).auto_shrink(false),
        |ui| {
            ui.set_max_width(ui.available_width() - 10.0);
            match tab.page {
                DecisionPage::Verdict => {
                    recommendation::recommendation_ui(ui, workspace, tab, decided, actions);
                }
                DecisionPage::SideBySide => {
                    side_by_side::side_by_side_ui(ui, workspace.scenario(), &decided.words);
                }
                DecisionPage::Levers => levers::levers_ui(ui, workspace, decided, actions),
                DecisionPage::Timing => timing::timing_ui(ui, workspace, tab, decided, actions),
                DecisionPage::Actuals => actuals::actuals_ui(ui, workspace, actions),
            }
            ui.add_space(12.0);
        },
    );
}
