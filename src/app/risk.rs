//! The tab "Risk": how the saving is spread, by when fine-tuning has paid back, and what to measure first.

use egui::{Label, RichText, ScrollArea, Ui, vec2};

use crate::analysis::risk::Risk;
use crate::charts::risk::RiskChart;
use crate::theme::fonts;
use crate::theme::palette::Palette;

use super::action::{Action, Actions};
use super::state::State;

/// Below this width the charts stand one over the other.
const SIDE_BY_SIDE: f32 = 640.0;
/// Room that the words below the charts need.
const WORDS: f32 = 168.0;
const LEAST_HEIGHT: f32 = 300.0;

/// Draws the tab.
pub fn risk_ui(ui: &mut Ui, state: &State, actions: &mut Actions) {
    let Some(risk) = state.odds.for_drawing(ui, state.revision) else {
        return;
    };
    let chart = RiskChart {
        scenario: state.document.scenario(),
        risk,
        threshold: state.threshold,
        draggable: true,
    };
    let room = ui.available_height();
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        let width = ui.available_width() - 8.0;
        let height = (room - WORDS).max(LEAST_HEIGHT);
        let dragged = if width >= SIDE_BY_SIDE {
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
        if let Some(threshold) = dragged.filter(|dragged| *dragged != state.threshold) {
            actions.send(Action::ReadOff(threshold));
        }
        ui.add_space(10.0);
        words_ui(ui, state, risk);
    });
}

/// Draws into exactly so much space, from above.
pub fn sized_ui<R>(ui: &mut Ui, size: egui::Vec2, draw: impl FnOnce(&mut Ui) -> R) -> R {
    ui.allocate_ui_with_layout(size, egui::Layout::top_down(egui::Align::Min), |ui| {
        ui.set_min_size(size);
        ui.set_max_size(size);
        draw(ui)
    })
    .inner
}

/// What to measure first, and how exact the draws are.
pub fn words_ui(ui: &mut Ui, state: &State, risk: &Risk) {
    let palette = Palette::current(ui);
    let scenario = state.document.scenario();
    let heading = RichText::new("What to measure first").family(fonts::bold());
    ui.label(heading.size(14.0));
    for sentence in risk.what_to_measure(scenario) {
        ui.add(Label::new(sentence).wrap());
    }
    let exactness = RichText::new(risk.sampling_error(scenario)).size(12.5);
    ui.add(Label::new(exactness.color(palette.weak)).wrap());
}
