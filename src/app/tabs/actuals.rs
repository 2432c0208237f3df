//! What was billed beside the plan, month by month: the difference split into volume, price per query and rest. The tab "Table" shows it, and the
//! page "Plan against actual".

use egui::{Align, Layout, RichText, ScrollArea, Ui};
use egui_extras::{Column, TableBuilder};

use crate::analysis::actuals::{MonthAgainstPlan, PlanAgainstActual};
use crate::app::widgets::scroll_ui;
use crate::scenario::Scenario;
use crate::scenario::quantity::{count, money, money_range, signed_money};
use crate::theme::fonts;
use crate::theme::palette::Palette;

use super::cells::{HEADER_HEIGHT, ROW_HEIGHT, header_ui, value_ui};

/// Names of the columns.
const HEADERS: [&str; 9] = [
    "Month",
    "Queries",
    "Billed",
    "Planned",
    "Difference",
    "Volume",
    "Price per query",
    "Rest",
    "80% range",
];
/// The least widths of the columns, in points: each name keeps its words whole.
const WIDTHS: [f32; HEADERS.len()] = [74.0, 56.0, 58.0, 62.0, 82.0, 64.0, 68.0, 58.0, 92.0];
/// How much wider columns get at most where there is room.
const MAX_STRETCH: f32 = 1.5;
/// Rows that are shown at most; beyond them the table scrolls.
const MAX_ROWS: usize = 8;

/// Draws the table.
pub(super) fn variance_ui(ui: &mut Ui, scenario: &Scenario, figures: &PlanAgainstActual) {
    let least = WIDTHS.iter().sum::<f32>() + between(ui);
    let width = ui.available_width().max(least);
    if width > ui.available_width() {
        let area = ScrollArea::horizontal().id_salt("plan against actual");
        return scroll_ui(ui, area, |ui| {
            ui.set_width(width);
            table_ui(ui, scenario, figures);
        });
    }
    table_ui(ui, scenario, figures);
}

/// Room between all columns, in points.
fn between(ui: &Ui) -> f32 {
    ui.spacing().item_spacing.x * (WIDTHS.len() - 1) as f32
}

fn table_ui(ui: &mut Ui, scenario: &Scenario, figures: &PlanAgainstActual) {
    let palette = Palette::current(ui);
    let shown = figures.months.len().min(MAX_ROWS) as f32;
    let height = HEADER_HEIGHT + shown * (ROW_HEIGHT + ui.spacing().item_spacing.y);
    let room = ui.available_width() - between(ui);
    let stretch = (room / WIDTHS.iter().sum::<f32>()).clamp(1.0, MAX_STRETCH);
    let table = TableBuilder::new(ui)
        .id_salt("variance")
        .striped(true)
        .max_scroll_height(height)
        .min_scrolled_height(height)
        .cell_layout(Layout::right_to_left(Align::Center));
    let columns = WIDTHS.map(|width| Column::exact(width * stretch).clip(true));
    let table = columns.into_iter().fold(table, TableBuilder::column);
    table
        .header(HEADER_HEIGHT, |mut row| {
            for (index, name) in HEADERS.into_iter().enumerate() {
                row.col(|ui| {
                    let name = RichText::new(name).family(fonts::bold());
                    header_ui(ui, index, name.color(palette.weak));
                });
            }
        })
        .body(|body| {
            body.rows(ROW_HEIGHT, figures.months.len(), |mut row| {
                let month = &figures.months[row.index()];
                let color = match month.is_in_range() {
                    Some(false) => palette.warning,
                    _ => palette.text,
                };
                for (index, text) in cells(scenario, month).into_iter().enumerate() {
                    let is_range = index + 1 == HEADERS.len();
                    let is_bill = HEADERS[index] == "Billed";
                    let color = if is_bill || is_range {
                        color
                    } else {
                        palette.text
                    };
                    value_ui(&mut row, index, text, color);
                }
            });
        });
}

/// What stands in a row; what isn't known is a dash.
fn cells(scenario: &Scenario, month: &MonthAgainstPlan) -> [String; HEADERS.len()] {
    let known = |text: Option<String>| text.unwrap_or_else(|| "–".to_owned());
    let amount = |value: f64| money(value, &scenario.currency);
    let difference = |value: f64| signed_money(value, &scenario.currency);
    let part = |part: fn(&MonthAgainstPlan) -> Option<f64>| known(part(month).map(difference));
    [
        scenario.start.name_of_nth(month.month),
        known(month.queries.map(count)),
        known(month.cost.map(amount)),
        amount(month.planned_cost),
        part(|month| Some(month.variance?.total())),
        part(|month| Some(month.variance?.volume)),
        part(|month| Some(month.variance?.price_per_query)),
        part(|month| Some(month.variance?.rest)),
        known(
            month
                .range
                .map(|range| money_range(range.low, range.high, &scenario.currency)),
        ),
    ]
}
