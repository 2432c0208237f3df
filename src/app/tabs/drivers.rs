//! The tab "Sensitivity": the tornado, and a table of the value of each input at which both approaches cost the same.

use egui::{RichText, ScrollArea, Ui, vec2};

use crate::analysis::drivers::Drivers;
use crate::analysis::drivers::tipping::TippingValue;
use crate::app::messages::action::Actions;
use crate::app::widgets::{
    computed_ui, heading_label_ui, scroll_ui, sized_ui, weak_ui, wrapped_ui,
};
use crate::app::workspace::Workspace;
use crate::charts::drivers::DriversChart;
use crate::scenario::Scenario;
use crate::scenario::quantity::{Unit, fixed};
use crate::theme::fonts;

use super::input_table::{InputRow, TableSizes, input_table_ui, natural_width};
use super::what_to_measure::what_to_measure_ui;

/// At most this many break-even values are listed.
const MAX_ROWS: usize = 12;
const HEADS: [&str; 4] = ["Input", "Base case", "Breaks even at", "Change"];
/// The least and the most width of the tornado beside the table, the least of the table, and the space between both, in points.
const MIN_CHART_WIDTH: f32 = 700.0;
const MAX_CHART_WIDTH: f32 = 1100.0;
const MIN_TABLE_WIDTH: f32 = 420.0;
const COLUMNS_GAP: f32 = 36.0;
/// The least width of what to find out first beside the table, in points.
const MIN_WORDS_WIDTH: f32 = 280.0;
/// What the table is given more than its texts need, so that its columns stand apart.
const TABLE_SPARE: f32 = 24.0;

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
        let values = break_even_rows(drivers, scenario);
        let width = ui.available_width() - 8.0;
        let table_width = natural_width(ui, HEADS, &values, TableSizes::default())
            .max(MIN_TABLE_WIDTH)
            + TABLE_SPARE;
        let beside = width - table_width - COLUMNS_GAP;
        if beside >= MIN_CHART_WIDTH {
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = COLUMNS_GAP;
                ui.vertical(|ui| {
                    let size = vec2(beside.min(MAX_CHART_WIDTH), chart.height() + 22.0);
                    ui.set_max_width(size.x);
                    sized_ui(ui, size, |ui| chart.ui(ui));
                    ui.add_space(10.0);
                    measure_ui(ui, workspace);
                });
                ui.vertical(|ui| {
                    ui.set_max_width(table_width);
                    break_even_values_ui(ui, &values, actions);
                });
            });
        } else {
            sized_ui(ui, vec2(width, chart.height() + 22.0), |ui| chart.ui(ui));
            ui.add_space(10.0);
            below_ui(ui, workspace, &values, table_width, actions);
        }
    });
}

/// The table, and what to find out first: beside it where there is room.
fn below_ui(
    ui: &mut Ui,
    workspace: &Workspace,
    values: &[InputRow],
    table_width: f32,
    actions: &mut Actions,
) {
    if ui.available_width() - table_width - COLUMNS_GAP < MIN_WORDS_WIDTH {
        break_even_values_ui(ui, values, actions);
        ui.add_space(10.0);
        measure_ui(ui, workspace);
        return;
    }
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = COLUMNS_GAP;
        ui.vertical(|ui| {
            ui.set_max_width(table_width);
            break_even_values_ui(ui, values, actions);
        });
        ui.vertical(|ui| measure_ui(ui, workspace));
    });
}

/// What to measure first, once the risk is known.
fn measure_ui(ui: &mut Ui, workspace: &Workspace) {
    if let Some(risk) = workspace.risk().current() {
        what_to_measure_ui(ui, workspace.scenario(), risk);
    }
}

/// The rows of the table of break-even values, the smallest change first.
fn break_even_rows(drivers: &Drivers, scenario: &Scenario) -> Vec<InputRow> {
    let row = |tipping: &TippingValue| {
        let unit = tipping.input.unit;
        let [base, value] =
            [tipping.base, tipping.value].map(|value| unit.rounded(value, &scenario.currency));
        InputRow {
            cells: [tipping.input.full_label(), base, value, change(tipping)]
                .map(|cell| vec![cell]),
            input: Some(tipping.input),
            // Who listens hears the whole row.
            words: tipping.sentence(scenario),
        }
    };
    drivers
        .near_tipping_values()
        .take(MAX_ROWS)
        .map(row)
        .collect()
}

/// The break-even values as a table; a click on an input leads to it.
fn break_even_values_ui(ui: &mut Ui, rows: &[InputRow], actions: &mut Actions) {
    heading_label_ui(ui, "Break-even values, smallest change first");
    if rows.is_empty() {
        weak_ui(
            ui,
            "No single input reaches break-even within a tenfold change",
        );
        return;
    }
    ui.scope(|ui| input_table_ui(ui, HEADS, rows, TableSizes::default(), actions));
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
