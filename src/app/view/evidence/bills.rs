//! A table of bills: its months with queries and costs.

use egui::{Align, Grid, Layout, RichText, ScrollArea, Ui, Vec2};

use crate::app::messages::action::{Action, Actions, EvidenceAction};
use crate::app::state::bills::BillsFound;
use crate::app::widgets::{caption_ui, scroll_ui, weak_ui};
use crate::app::workspace::Workspace;
use crate::scenario::actuals::BilledApproach;
use crate::scenario::quantity::{count, money};
use crate::scenario::words::capitalized;
use crate::theme::fonts;

/// Draws the months.
pub(super) fn bills_ui(
    ui: &mut Ui,
    size: Vec2,
    found: &BillsFound,
    workspace: &Workspace,
    actions: &mut Actions,
) {
    let scenario = workspace.scenario();
    let area = ScrollArea::vertical()
        .id_salt("bills")
        .max_height(size.y)
        .min_scrolled_height(size.y);
    scroll_ui(ui, area, |ui| {
        ui.set_width(size.x);
        approach_ui(ui, found, actions);
        let number_ui = |ui: &mut Ui, text: RichText| {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| ui.label(text));
        };
        let bold = |text: &str| RichText::new(text).family(fonts::bold());
        Grid::new("bills")
            .spacing([28.0, 4.0])
            .striped(true)
            .show(ui, |ui| {
                ui.label(bold("Month"));
                number_ui(ui, bold("Queries"));
                number_ui(ui, bold("Billed"));
                ui.label(bold("Approach"));
                ui.end_row();
                let dash = || "–".to_owned();
                for (bill, approach) in found.bills().with_approaches() {
                    ui.label(scenario.start.name_of_nth(bill.number()));
                    let queries = bill
                        .queries
                        .map_or_else(dash, |queries| count(queries.get()));
                    let cost = bill
                        .cost
                        .map_or_else(dash, |cost| money(cost.get(), &scenario.currency));
                    number_ui(ui, queries.into());
                    number_ui(ui, cost.into());
                    ui.label(approach.name());
                    ui.end_row();
                }
            });
        ui.add_space(6.0);
        for left_out in found.left_out(scenario) {
            weak_ui(ui, left_out);
        }
    });
}

/// The choice of the approach that bills are for, where the table names none.
fn approach_ui(ui: &mut Ui, found: &BillsFound, actions: &mut Actions) {
    let Some(chosen) = found.approach() else {
        return;
    };
    caption_ui(ui, "Approach that these bills are for");
    ui.horizontal(|ui| {
        for approach in [BilledApproach::Prompting, BilledApproach::FineTuning] {
            let name = capitalized(approach.name());
            if ui.radio(chosen == approach, name).clicked() {
                let choice = EvidenceAction::ChooseApproach(approach);
                actions.send(Action::Evidence(choice));
            }
        }
    });
    ui.add_space(6.0);
}
