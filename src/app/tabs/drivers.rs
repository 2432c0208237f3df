//! The tab "What drives it": the tornado, and what would have to be true, in sentences that lead to their inputs.

use egui::{RichText, ScrollArea, Ui, vec2};

use crate::analysis::drivers::Drivers;
use crate::analysis::drivers::tipping::TippingValue;
use crate::app::messages::action::{Action, Actions};
use crate::app::widgets::{computed_ui, heading_label_ui, scroll_ui, sized_ui, wrapped_ui};
use crate::app::workspace::Workspace;
use crate::charts::drivers::DriversChart;
use crate::theme::fonts;
use crate::theme::palette::Palette;

use super::what_to_measure::what_to_measure_ui;

/// From this width on the tipping values stand beside the tornado.
const SIDE_BY_SIDE_WIDTH: f32 = 980.0;

/// At most this many tipping values are listed.
const MAX_SENTENCES: usize = 12;

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
                ui.spacing_mut().item_spacing.x = 32.0;
                ui.vertical(|ui| {
                    let size = vec2(0.6 * width, chart.height() + 22.0);
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

/// The tipping values as sentences.
fn tipping_values_ui(ui: &mut Ui, drivers: &Drivers, workspace: &Workspace, actions: &mut Actions) {
    let palette = Palette::current(ui);
    heading_label_ui(ui, "What would tip it, the least change first");
    let mut tipping_values = drivers.near_tipping_values().peekable();
    if tipping_values.peek().is_none() {
        let none = "No input alone does, within a tenth to ten times of what is planned";
        ui.label(RichText::new(none).color(palette.weak));
    }
    for tipping in tipping_values.take(MAX_SENTENCES) {
        tipping_ui(ui, tipping, workspace, actions);
    }
}

/// A sentence; a click leads to its input.
fn tipping_ui(ui: &mut Ui, tipping: &TippingValue, workspace: &Workspace, actions: &mut Actions) {
    let sentence = tipping.sentence(workspace.scenario());
    let response = ui.add(
        egui::Button::new(sentence)
            .wrap()
            .frame_when_inactive(false),
    );
    if response.on_hover_text("Go to this input").clicked() {
        actions.send(Action::GoTo(tipping.input));
    }
}
