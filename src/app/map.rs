//! The tab "Map": which two inputs it is over, what its colours tell, and the map itself, worked out beside the window.

use egui::{RichText, Ui};

use crate::analysis::map::{Map, candidates, widest};
use crate::charts::fonts;
use crate::charts::map::{MapChart, Shows};
use crate::charts::palette::Palette;
use crate::scenario::Scenario;
use crate::scenario::inputs::Input;

use super::action::{Action, Actions};
use super::command::Command;
use super::state::State;
use super::tasks::{Event, Tasks};

/// Two inputs: across and up.
pub type Axes = [&'static Input; 2];

/// The map of the open scenario: the newest there is, and what it is of.
#[derive(Debug, Default)]
pub struct Mapped {
    /// What the colours tell.
    pub shows: Shows,
    /// The axes that were picked; until then, those of which most depends.
    pub axes: Option<Axes>,
    result: Option<Map>,
    /// The revision of the scenario and the picked axes that the result belongs to.
    of: Option<(u64, Option<Axes>)>,
    running: bool,
}

impl Mapped {
    /// Starts working it out, unless it is known or on its way: what comes then is looked at again.
    pub fn update(
        &mut self,
        revision: u64,
        scenario: &Scenario,
        tasks: &Tasks,
    ) -> Result<(), String> {
        if self.running || self.of == Some((revision, self.axes)) {
            return Ok(());
        }
        let (scenario, axes) = (scenario.clone(), self.axes);
        tasks.start("map", move || {
            // Picked inputs may have lost their place in the scenario.
            let picked = axes.and_then(|[x, y]| Map::new(&scenario, x, y));
            let map =
                picked.or_else(|| widest(&scenario).and_then(|[x, y]| Map::new(&scenario, x, y)));
            Event::Map(revision, axes, Box::new(map))
        })?;
        self.running = true;
        Ok(())
    }

    /// Takes a result.
    pub fn take(&mut self, revision: u64, axes: Option<Axes>, map: Option<Map>) {
        self.running = false;
        self.of = Some((revision, axes));
        self.result = map;
    }
}

/// Draws the tab.
pub fn map_ui(ui: &mut Ui, state: &State, actions: &mut Actions) {
    let palette = Palette::current(ui);
    let mapped = &state.map;
    let Some(map) = &mapped.result else {
        let text = if mapped.of.is_none() {
            "Working it out…"
        } else {
            "A map needs two inputs that have room to vary"
        };
        ui.label(RichText::new(text).color(palette.weak));
        return;
    };
    // What belongs to the scenario as it was a moment ago is not shown as if it were current.
    if mapped.of != Some((state.revision, mapped.axes)) {
        ui.set_opacity(0.45);
    }
    ui.label(
        RichText::new(map.sentence())
            .family(fonts::bold())
            .size(15.0),
    );
    ui.horizontal_wrapped(|ui| {
        let scenario = state.document.scenario();
        let axes = [map.x.input, map.y.input];
        for (place, name) in ["Across", "Up"].into_iter().enumerate() {
            ui.label(name);
            let combo = egui::ComboBox::from_id_salt(name)
                .selected_text(axes[place].full_label())
                .width(150.0)
                .show_ui(ui, |ui| {
                    for input in candidates(scenario) {
                        let chosen = input == axes[place];
                        if ui.selectable_label(chosen, input.full_label()).clicked() {
                            let mut picked = axes;
                            // The other axis's input changes places with it.
                            if picked[1 - place] == input {
                                picked.swap(0, 1);
                            }
                            picked[place] = input;
                            actions.send(Action::PickAxes(picked));
                        }
                    }
                });
            ui.ctx().accesskit_node_builder(combo.response.id, |node| {
                node.set_label(format!("Map: {}", name.to_lowercase()));
            });
            ui.add_space(8.0);
        }
        for shows in [Shows::Saving, Shows::BreakEven] {
            let command = Command::Map(shows);
            if ui
                .selectable_label(mapped.shows == shows, command.describe().name)
                .on_hover_text(command.describe().tooltip)
                .clicked()
            {
                actions.run(command);
            }
        }
    });
    ui.add_space(4.0);
    MapChart {
        scenario: state.document.scenario(),
        map,
        shows: mapped.shows,
    }
    .ui(ui);
}
