//! The tab "Map": which two inputs it is over, what its colours tell, and the map itself, worked out beside the window.

use egui::{RichText, Ui};

use crate::analysis::map::{Axes, Map, candidates, widest};
use crate::charts::map::{MapChart, Shows};
use crate::scenario::Scenario;
use crate::scenario::inputs::Input;
use crate::theme::fonts;

use super::action::{Action, Actions};
use super::command::Command;
use super::latest::Latest;
use super::state::State;
use super::tasks::Event;

/// The map of a scenario, and the inputs that can be its axes.
#[derive(Debug)]
pub struct Mapped {
    map: Map,
    candidates: Vec<&'static Input>,
}

impl Mapped {
    /// Over the picked axes, as far as these still have a place in the scenario; `None` where no two inputs have room to vary.
    pub fn new(scenario: &Scenario, picked: Option<Axes>) -> Option<Self> {
        let over = |[x, y]: Axes| Map::new(scenario, x, y);
        let map = picked
            .and_then(over)
            .or_else(|| widest(scenario).and_then(over))?;
        Some(Self {
            map,
            candidates: candidates(scenario),
        })
    }
}

/// What the map tab shows.
#[derive(Debug, Default)]
pub struct MapTab {
    /// What the colours tell.
    pub shows: Shows,
    /// The axes that were picked; until then, those of which most depends.
    pub axes: Option<Axes>,
    /// The map of a revision over the axes that were picked.
    pub latest: Latest<(u64, Option<Axes>), Mapped>,
}

/// Starts working it out, where that is due.
pub fn update(state: &mut State) -> Result<(), String> {
    let of = (state.revision, state.map.axes);
    if !state.map.latest.is_due(&of) {
        return Ok(());
    }
    let scenario = state.document.scenario().clone();
    state.tasks.start("map", move || {
        Event::Map(of, Box::new(Mapped::new(&scenario, of.1)))
    })?;
    state.map.latest.started();
    Ok(())
}

/// Draws the tab.
pub fn map_ui(ui: &mut Ui, state: &State, actions: &mut Actions) {
    let of = (state.revision, state.map.axes);
    let none = "A map needs two inputs that have room to vary";
    let Some(mapped) = state.map.latest.for_drawing(ui, &of, none) else {
        return;
    };
    let (map, shown) = (&mapped.map, state.map.shows);
    ui.label(
        RichText::new(map.sentence())
            .family(fonts::bold())
            .size(15.0),
    );
    ui.horizontal_wrapped(|ui| {
        let axes = [map.x.input, map.y.input];
        for (place, name) in ["Across", "Up"].into_iter().enumerate() {
            ui.label(name);
            let combo = egui::ComboBox::from_id_salt(name)
                .selected_text(axes[place].full_label())
                .width(150.0)
                .show_ui(ui, |ui| {
                    for &input in &mapped.candidates {
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
                .selectable_label(shown == shows, command.describe().name)
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
        shows: shown,
    }
    .ui(ui);
}
