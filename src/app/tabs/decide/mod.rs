//! The tab "Decide": which approach, why, and what would change it, on four pages.
//!
//! - [`state`]: what is computed for it
//! - `verdict`, `side_by_side`, `levers`, `timing`: the pages; `knob`: a threshold that is set where it stands

mod knob;
mod levers;
mod side_by_side;
pub mod state;
mod timing;
mod verdict;

use egui::{RichText, ScrollArea, Ui};

use crate::app::messages::action::Actions;
use crate::app::messages::command::Command;
use crate::app::messages::screen::DecisionPage;
use crate::app::widgets::{choices_ui, computed_ui, scroll_ui, weak_ui};
use crate::app::workspace::Workspace;
use crate::theme::fonts;

use state::DecideTab;

/// Draws the tab.
pub fn decide_ui(ui: &mut Ui, workspace: &Workspace, tab: &DecideTab, actions: &mut Actions) {
    let Some(decided) = computed_ui(ui, tab.get(workspace), "") else {
        return;
    };
    let advice = &decided.words.advice;
    let title = RichText::new(&advice.headline).family(fonts::bold());
    ui.label(title.size(18.0));
    if let Some(first) = advice.reasons.first() {
        weak_ui(ui, first);
    }
    ui.add_space(4.0);
    ui.horizontal(|ui| {
        let pages = DecisionPage::ALL.map(Command::Decide);
        choices_ui(ui, pages, Command::Decide(tab.page), actions);
    });
    ui.add_space(6.0);
    scroll_ui(
        ui,
        ScrollArea::vertical().id_salt(tab.page).auto_shrink(false),
        |ui| {
            ui.set_width(ui.available_width() - 10.0);
            match tab.page {
                DecisionPage::Verdict => {
                    let flips = tab.flips(workspace);
                    verdict::verdict_ui(ui, workspace, decided, flips, actions);
                }
                DecisionPage::SideBySide => {
                    side_by_side::side_by_side_ui(ui, workspace.scenario(), &decided.words);
                }
                DecisionPage::Levers => levers::levers_ui(ui, workspace, decided, actions),
                DecisionPage::Timing => timing::timing_ui(ui, workspace, tab, decided, actions),
            }
            ui.add_space(12.0);
        },
    );
}
