//! A table of bills: its months with queries and costs, beside the plan and the bills that are replaced.

use egui::{Align, Grid, Layout, RichText, ScrollArea, Ui, Vec2};

use crate::app::messages::action::{Action, Actions, EvidenceAction};
use crate::app::state::bills::{BillMonth, BillsFound};
use crate::app::widgets::{caption_ui, scroll_ui, weak_ui};
use crate::app::workspace::Workspace;
use crate::scenario::Currency;
use crate::scenario::actuals::{ActualBill, BilledApproach};
use crate::scenario::quantity::{MoneyRow, count, count_with_noun, money};
use crate::scenario::words::capitalized;
use crate::theme::fonts;
use crate::theme::palette::Palette;

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
                for name in ["Queries", "Billed", "Planned", "Difference"] {
                    number_ui(ui, bold(name));
                }
                ui.label(bold("Approach"));
                ui.end_row();
                for month in &found.months {
                    ui.label(scenario.start.name_of_nth(month.bill.number()));
                    for number in numbers(month, &scenario.currency) {
                        number_ui(ui, number.into());
                    }
                    ui.label(month.approach.name());
                    if let Some(replaced) = &month.replaced {
                        let text = replaces(replaced, &scenario.currency);
                        ui.label(RichText::new(text).color(Palette::current(ui).weak));
                    }
                    ui.end_row();
                }
            });
        ui.add_space(6.0);
        for left_out in found.left_out(scenario) {
            weak_ui(ui, left_out);
        }
    });
}

/// Queries, bill, plan and difference of a month; what isn't known is a dash.
fn numbers(month: &BillMonth, currency: &Currency) -> [String; 4] {
    let cost = month.bill.cost.map(|cost| cost.get());
    let row = MoneyRow::new(cost.into_iter().chain(month.planned_cost), currency);
    let queries = month.bill.queries.map(|queries| count(queries.get()));
    let [billed, planned] = [cost, month.planned_cost].map(|cost| cost.map(|cost| row.money(cost)));
    let difference = month
        .difference()
        .map(|difference| row.signed_money(difference));
    [queries, billed, planned, difference].map(|number| number.unwrap_or_else(|| "–".to_owned()))
}

/// What becomes of the bill that stands in the scenario.
fn replaces(bill: &ActualBill, currency: &Currency) -> String {
    let cost = bill.cost.map(|cost| money(cost.get(), currency));
    let queries = || {
        bill.queries
            .map(|queries| count_with_noun(queries.get(), "query"))
    };
    format!("Replaces {}", cost.or_else(queries).unwrap_or_default())
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
