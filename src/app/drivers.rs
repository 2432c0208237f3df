//! The tab "What drives it": the tornado, and what would have to be true, in sentences that lead to their inputs.

use egui::{RichText, ScrollArea, Ui, vec2};

use crate::analysis::drivers::{Drivers, TippingValue};
use crate::charts::drivers::DriversChart;
use crate::charts::fonts;
use crate::charts::palette::Palette;

use super::action::{Action, Actions};
use super::state::State;
use super::tasks::{Event, Tasks};

/// What drives the open scenario, worked out beside the window: the newest there is, and which scenario it belongs to.
#[derive(Debug, Default)]
pub struct Worked {
    result: Option<Drivers>,
    /// The revision of the scenario that the result belongs to.
    of: u64,
    running: bool,
}

impl Worked {
    /// Starts working it out, unless it is known for this revision or on its way: what comes then is looked at again.
    pub fn update(
        &mut self,
        revision: u64,
        scenario: &crate::scenario::Scenario,
        tasks: &Tasks,
    ) -> Result<(), String> {
        if self.running || (self.result.is_some() && self.of == revision) {
            return Ok(());
        }
        let scenario = scenario.clone();
        tasks.start("drivers", move || {
            Event::Drivers(revision, Box::new(Drivers::new(&scenario)))
        })?;
        self.running = true;
        Ok(())
    }

    /// Takes a result.
    pub fn take(&mut self, revision: u64, drivers: Drivers) {
        self.running = false;
        self.of = revision;
        self.result = Some(drivers);
    }
}

/// Draws the tab.
pub fn drivers_ui(ui: &mut Ui, state: &State, actions: &mut Actions) {
    let palette = Palette::current(ui);
    let Some(drivers) = &state.drivers.result else {
        ui.label(RichText::new("Working it out…").color(palette.weak));
        return;
    };
    // What belongs to the scenario as it was a moment ago is not shown as if it were current.
    if state.drivers.of != state.revision {
        ui.set_opacity(0.45);
    }
    let scenario = state.document.scenario();
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        if let Some(widest) = drivers.tornado.first().filter(|bar| bar.width() > 0.0) {
            let title = RichText::new(widest.sentence(scenario))
                .family(fonts::bold())
                .size(15.0);
            ui.add(egui::Label::new(title).wrap());
        }
        let chart = DriversChart { scenario, drivers };
        let size = vec2(ui.available_width() - 8.0, chart.height() + 22.0);
        ui.allocate_ui(size, |ui| {
            ui.set_min_size(size);
            chart.ui(ui);
        });
        ui.add_space(10.0);
        ui.label(
            RichText::new("What would tip it, the least change first")
                .family(fonts::bold())
                .size(14.0),
        );
        if drivers.tipping_values.is_empty() {
            ui.label(
                RichText::new("No input alone does, within what is allowed for it")
                    .color(palette.weak),
            );
        }
        for tipping in &drivers.tipping_values {
            tipping_ui(ui, tipping, state, actions);
        }
        if let Some((risk, true)) = state.odds.shown(state.revision) {
            ui.add_space(10.0);
            super::risk::words_ui(ui, state, risk);
        }
    });
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
