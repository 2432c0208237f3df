//! A table of bills: its months with queries and costs.

use egui::{Align, Grid, Layout, RichText, ScrollArea, Ui, Vec2};

use crate::app::state::bills::BillsFound;
use crate::app::widgets::{scroll_ui, weak_ui};
use crate::app::workspace::Workspace;
use crate::scenario::quantity::{count, money};
use crate::theme::fonts;

/// Draws the months.
pub(super) fn bills_ui(ui: &mut Ui, size: Vec2, found: &BillsFound, workspace: &Workspace) {
    let scenario = workspace.scenario();
    let area = ScrollArea::vertical()
        .id_salt("bills")
        .max_height(size.y)
        .min_scrolled_height(size.y);
    scroll_ui(ui, area, |ui| {
        ui.set_width(size.x);
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
        if let Some(left_out) = found.left_out(scenario) {
            ui.add_space(6.0);
            weak_ui(ui, left_out);
        }
    });
}
