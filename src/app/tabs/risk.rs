//! The tab "Risk": how the saving is spread, by when fine-tuning breaks even, and what to find out first.

use egui::{ScrollArea, Ui, vec2};

use crate::app::messages::action::{Action, Actions};
use crate::app::widgets::{computed_ui, scroll_ui, sized_ui};
use crate::app::workspace::Workspace;
use crate::charts::risk::RiskChart;

use super::what_to_measure::what_to_measure_ui;

/// Below this width, in points, the charts stand one over the other.
const SIDE_BY_SIDE_WIDTH: f32 = 640.0;
/// Room that the words below the charts need, in points.
const WORDS_HEIGHT: f32 = 168.0;
/// The least and the most height of a chart, in points.
const MIN_CHART_HEIGHT: f32 = 240.0;
const MAX_CHART_HEIGHT: f32 = 620.0;

/// The tab's own state.
#[derive(Debug, Default)]
pub struct RiskTab {
    /// The saving whose chance is read off.
    pub threshold: f64,
}

/// Draws the tab.
pub fn risk_ui(ui: &mut Ui, workspace: &Workspace, tab: &RiskTab, actions: &mut Actions) {
    let exact = "No ranges yet. Enter one, such as 20k to 60k, to see the risk";
    let Some(risk) = computed_ui(ui, workspace.risk(), exact) else {
        return;
    };
    let chart = RiskChart {
        scenario: workspace.scenario(),
        risk,
        threshold: tab.threshold,
        draggable: true,
    };
    let room = ui.available_height();
    scroll_ui(ui, ScrollArea::vertical().auto_shrink(false), |ui| {
        let width = ui.available_width() - 8.0;
        let height = (room - WORDS_HEIGHT).clamp(MIN_CHART_HEIGHT, MAX_CHART_HEIGHT);
        let dragged = if width >= SIDE_BY_SIDE_WIDTH {
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = 28.0;
                let dragged = sized_ui(ui, vec2(width * 0.56, height), |ui| chart.saving_ui(ui));
                let rest = ui.available_width() - 8.0;
                sized_ui(ui, vec2(rest, height), |ui| chart.paid_back_ui(ui));
                dragged
            })
            .inner
        } else {
            let dragged = sized_ui(ui, vec2(width, height), |ui| chart.saving_ui(ui));
            ui.add_space(12.0);
            sized_ui(ui, vec2(width, 240.0), |ui| chart.paid_back_ui(ui));
            dragged
        };
        if let Some(threshold) = dragged.filter(|dragged| *dragged != tab.threshold) {
            actions.send(Action::SetThreshold(threshold));
        }
        ui.add_space(10.0);
        what_to_measure_ui(ui, workspace.scenario(), risk);
    });
}
