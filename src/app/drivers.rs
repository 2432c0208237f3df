//! The tab "What drives it": the tornado, and what would have to be true, in sentences that lead to their inputs.

use egui::{RichText, ScrollArea, Ui, vec2};

use crate::analysis::drivers::Drivers;
use crate::analysis::drivers::tipping::TippingValue;
use crate::charts::drivers::DriversChart;
use crate::theme::fonts;
use crate::theme::palette::Palette;

use super::action::{Action, Actions};
use super::latest::Latest;
use super::risk::{sized_ui, words_ui};
use super::state::State;
use super::tasks::Event;

/// From this width on the tipping values stand beside the tornado.
const SIDE_BY_SIDE: f32 = 980.0;

/// More sentences are of changes that nobody expects.
const MOST_SENTENCES: usize = 12;

/// What drives the scenario of a revision.
pub type Driven = Latest<u64, Drivers>;

/// Starts working it out, where that is due.
pub fn update(state: &mut State) -> Result<(), String> {
    let revision = state.revision;
    if !state.drivers.is_due(&revision) {
        return Ok(());
    }
    let scenario = state.document.scenario().clone();
    state.tasks.start("drivers", move || {
        Event::Drivers(revision, Box::new(Drivers::new(&scenario)))
    })?;
    state.drivers.started();
    Ok(())
}

/// Draws the tab.
pub fn drivers_ui(ui: &mut Ui, state: &State, actions: &mut Actions) {
    let Some(drivers) = state.drivers.for_drawing(ui, &state.revision, "") else {
        return;
    };
    let scenario = state.document.scenario();
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        if let Some(widest) = drivers.tornado.first().filter(|bar| bar.width() > 0.0) {
            let title = RichText::new(widest.sentence(scenario))
                .family(fonts::bold())
                .size(15.0);
            ui.add(egui::Label::new(title).wrap());
        }
        let chart = DriversChart { scenario, drivers };
        let width = ui.available_width() - 8.0;
        if width >= SIDE_BY_SIDE {
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = 32.0;
                ui.vertical(|ui| {
                    let size = vec2(0.6 * width, chart.height() + 22.0);
                    ui.set_max_width(size.x);
                    sized_ui(ui, size, |ui| chart.ui(ui));
                    measure_ui(ui, state);
                });
                ui.vertical(|ui| tipping_values_ui(ui, drivers, state, actions));
            });
        } else {
            sized_ui(ui, vec2(width, chart.height() + 22.0), |ui| chart.ui(ui));
            ui.add_space(10.0);
            tipping_values_ui(ui, drivers, state, actions);
            measure_ui(ui, state);
        }
    });
}

/// What to measure first, as far as it is known.
fn measure_ui(ui: &mut Ui, state: &State) {
    if let Some((risk, true)) = state.odds.shown(state.revision) {
        ui.add_space(10.0);
        words_ui(ui, state, risk);
    }
}

/// The tipping values as sentences.
fn tipping_values_ui(ui: &mut Ui, drivers: &Drivers, state: &State, actions: &mut Actions) {
    let palette = Palette::current(ui);
    let heading = RichText::new("What would tip it, the least change first");
    ui.label(heading.family(fonts::bold()).size(14.0));
    if drivers.tipping_values.is_empty() {
        let none = RichText::new("No input alone does, within what is allowed for it");
        ui.label(none.color(palette.weak));
    }
    for tipping in drivers.tipping_values.iter().take(MOST_SENTENCES) {
        tipping_ui(ui, tipping, state, actions);
    }
}

/// A sentence; a click leads to its input.
fn tipping_ui(ui: &mut Ui, tipping: &TippingValue, state: &State, actions: &mut Actions) {
    let sentence = tipping.sentence(state.document.scenario());
    let response = ui.add(
        egui::Button::new(sentence)
            .wrap()
            .frame_when_inactive(false),
    );
    if response.on_hover_text("Go to this input").clicked() {
        actions.send(Action::GoTo(tipping.input));
    }
}
