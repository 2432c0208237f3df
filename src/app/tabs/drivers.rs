//! The tab "Sensitivity": the tornado, and a table of the value of each input at which both approaches cost the same.

use egui::{Button, Grid, RichText, Role, ScrollArea, Ui, WidgetInfo, vec2};

use crate::analysis::drivers::Drivers;
use crate::analysis::drivers::tipping::TippingValue;
use crate::app::messages::action::{Action, Actions};
use crate::app::widgets::{
    cell_ui, computed_ui, heading_label_ui, scroll_ui, sized_ui, wrapped_ui,
};
use crate::app::workspace::Workspace;
use crate::charts::drivers::DriversChart;
use crate::scenario::quantity::{Unit, fixed};
use crate::theme::fonts;
use crate::theme::palette::Palette;

use super::what_to_measure::what_to_measure_ui;

/// From this width on the tipping values stand beside the tornado.
const SIDE_BY_SIDE_WIDTH: f32 = 980.0;

/// At most this many break-even values are listed.
const MAX_ROWS: usize = 12;
/// The share of the width that the table takes beside the tornado, its least and its most width, and the space between both, in points.
const TABLE_WIDTH_SHARE: f32 = 0.36;
const MIN_TABLE_WIDTH: f32 = 400.0;
const MAX_TABLE_WIDTH: f32 = 640.0;
const COLUMNS_GAP: f32 = 32.0;
/// The widest tornado whose bars and names read as one, in points.
const MAX_CHART_WIDTH: f32 = 1100.0;
/// The share of the table's width that the names take, and the width of the last column and the space between two, in points.
const NAME_WIDTH_SHARE: f32 = 0.36;
const CHANGE_WIDTH: f32 = 80.0;
const COLUMN_GAP: f32 = 14.0;

/// Draws the tab.
pub fn drivers_ui(ui: &mut Ui, workspace: &Workspace, actions: &mut Actions) {
    let Some(drivers) = computed_ui(ui, workspace.drivers(), "") else {
        return;
    };
    let scenario = workspace.scenario();
    scroll_ui(ui, ScrollArea::vertical().auto_shrink(false), |ui| {
        if let Some(widest) = drivers.tornado.first().filter(|bar| bar.width() > 0.0) {
            let title = RichText::new(widest.sentence(scenario))
                .family(fonts::bold())
                .size(15.0);
            wrapped_ui(ui, title);
        }
        let chart = DriversChart { scenario, drivers };
        let width = ui.available_width() - 8.0;
        if width >= SIDE_BY_SIDE_WIDTH {
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = COLUMNS_GAP;
                ui.vertical(|ui| {
                    let table = (TABLE_WIDTH_SHARE * width).clamp(MIN_TABLE_WIDTH, MAX_TABLE_WIDTH);
                    let chart_width = (width - table - COLUMNS_GAP).min(MAX_CHART_WIDTH);
                    let size = vec2(chart_width, chart.height() + 22.0);
                    ui.set_max_width(size.x);
                    sized_ui(ui, size, |ui| chart.ui(ui));
                    measure_ui(ui, workspace);
                });
                ui.vertical(|ui| tipping_values_ui(ui, drivers, workspace, actions));
            });
        } else {
            sized_ui(ui, vec2(width, chart.height() + 22.0), |ui| chart.ui(ui));
            ui.add_space(10.0);
            tipping_values_ui(ui, drivers, workspace, actions);
            measure_ui(ui, workspace);
        }
    });
}

/// What to measure first, once the risk is known.
fn measure_ui(ui: &mut Ui, workspace: &Workspace) {
    if let Some(risk) = workspace.risk().current() {
        ui.add_space(10.0);
        what_to_measure_ui(ui, workspace.scenario(), risk);
    }
}

/// The break-even values as a table; a click on an input leads to it.
fn tipping_values_ui(ui: &mut Ui, drivers: &Drivers, workspace: &Workspace, actions: &mut Actions) {
    let palette = Palette::current(ui);
    heading_label_ui(ui, "Break-even values, smallest change first");
    let mut tipping_values = drivers.near_tipping_values().peekable();
    if tipping_values.peek().is_none() {
        let none = "No single input reaches break-even within a tenfold change";
        ui.label(RichText::new(none).color(palette.weak));
        return;
    }
    let width = ui.available_width().min(MAX_TABLE_WIDTH);
    Grid::new("break-even values")
        .num_columns(4)
        .min_row_height(24.0)
        .spacing([COLUMN_GAP, 2.0])
        .show(ui, |ui| {
            for head in ["Input", "Base case", "Breaks even at", "Change"] {
                let head = RichText::new(head).family(fonts::bold()).size(12.5);
                ui.label(head.color(palette.weak));
            }
            ui.end_row();
            for tipping in tipping_values.take(MAX_ROWS) {
                tipping_ui(ui, tipping, width, workspace, actions);
                ui.end_row();
            }
        });
}

/// A row of the table.
fn tipping_ui(
    ui: &mut Ui,
    tipping: &TippingValue,
    width: f32,
    workspace: &Workspace,
    actions: &mut Actions,
) {
    let scenario = workspace.scenario();
    let sentence = tipping.sentence(scenario);
    let name_width = NAME_WIDTH_SHARE * width;
    let name = ui.scope(|ui| {
        ui.set_width(name_width);
        ui.add(
            Button::new(tipping.input.full_label())
                .wrap()
                .frame_when_inactive(false),
        )
    });
    let name = name.inner;
    // Who listens hears the whole row.
    name.widget_info(|| WidgetInfo::labeled(Role::Button, true, &sentence));
    if name.on_hover_text("Go to this input").clicked() {
        actions.send(Action::GoTo(tipping.input));
    }
    let unit = tipping.input.unit;
    let value_width = (width - name_width - CHANGE_WIDTH) / 2.0 - COLUMN_GAP;
    for value in [tipping.base, tipping.value] {
        cell_ui(ui, value_width, unit.rounded(value, &scenario.currency));
    }
    ui.label(change(tipping));
}

/// How far an input has to change: "−32%", of shares "+5.7 points", of whole things "+2".
fn change(tipping: &TippingValue) -> String {
    let difference = tipping.value - tipping.base;
    let sign = if difference < 0.0 { "−" } else { "+" };
    let digits = |value: f64| {
        let decimals = usize::from(value.abs() < 10.0);
        fixed(value.abs(), decimals)
    };
    if tipping.input.whole_steps {
        format!("{sign}{}", fixed(difference.abs(), 0))
    } else if matches!(tipping.input.unit, Unit::Percent(_)) {
        format!("{sign}{} points", digits(100.0 * difference))
    } else if tipping.base == 0.0 {
        "from 0".to_owned()
    } else {
        format!("{sign}{}%", digits(100.0 * tipping.change()))
    }
}

#[cfg(test)]
mod tests {
    use super::{TippingValue, change};
    use crate::scenario::inputs;

    #[test]
    fn a_change_is_in_percent_of_amounts_in_points_of_shares_and_in_whole_things() {
        let of = |path: &str, base: f64, value: f64| {
            let input = inputs::find(path).unwrap();
            change(&TippingValue {
                input,
                base,
                value,
                fine_tuning_above: true,
            })
        };
        assert_eq!(of("workload.queries_per_month", 37_900.0, 25_700.0), "−32%");
        assert_eq!(of("workload.queries_per_month", 40.0, 41.0), "+2.5%");
        let rate = "fine_tuning.serving.review_rate";
        assert_eq!(of(rate, 0.27, 0.293), "+2.3 points");
        assert_eq!(of("fine_tuning.training.runs", 4.0, 6.0), "+2");
        assert_eq!(of("fine_tuning.data.fixed_cost", 0.0, 900.0), "from 0");
    }
}
