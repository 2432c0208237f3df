//! The tab "Map": which two inputs it is over, what its colours tell, and the map itself, computed in the background.

use egui::{RichText, Ui};

use crate::analysis::finding::map::break_even_finding;
use crate::analysis::map::{Axes, Map, candidates};
use crate::app::background::computed::Computed;
use crate::app::background::tasks::Threads;
use crate::app::messages::action::{Action, Actions};
use crate::app::messages::command::Command;
use crate::app::widgets::{choices_ui, computed_ui, weak_ui, wrapped_ui};
use crate::app::workspace::Workspace;
use crate::charts::map::{MapChart, MapQuantity};
use crate::scenario::Scenario;
use crate::scenario::inputs::Input;
use crate::theme::fonts;

/// The map of a scenario, and the inputs that can be its axes.
#[derive(Debug)]
pub struct MapWithCandidates {
    map: Map,
    candidates: Vec<&'static Input>,
}

impl MapWithCandidates {
    /// A map over the picked axes, or over the two inputs on which most depends if the scenario doesn't have these; `None` if no two inputs
    /// have room to vary.
    pub fn new(scenario: &Scenario, picked: Option<Axes>) -> Option<Self> {
        Some(Self {
            map: Map::over(scenario, picked)?,
            candidates: candidates(scenario),
        })
    }
}

/// The tab's own state.
#[derive(Debug, Default)]
pub struct MapTab {
    /// What the colours mean.
    pub quantity: MapQuantity,
    /// The axes that were picked; until then, those on which most depends.
    pub axes: Option<Axes>,
    /// Computed for a revision of the scenario and the axes that were picked.
    computed: Computed<(u64, Option<Axes>), MapWithCandidates>,
}

impl MapTab {
    /// Another scenario was opened.
    pub fn clear(&mut self) {
        self.axes = None;
        self.computed.clear();
    }

    /// Starts the computation if it is due.
    pub fn poll(&mut self, workspace: &Workspace, threads: &Threads) -> Result<(), String> {
        let axes = self.axes;
        let key = (workspace.revision, axes);
        self.computed.poll(threads, "map", &key, || {
            let scenario = workspace.scenario().clone();
            move || Ok(MapWithCandidates::new(&scenario, axes))
        })
    }
}

/// Room for the names of the axes and for what the colours tell, in one row with the axes themselves, in points.
const CHOICES_WIDTH: f32 = 470.0;

/// Draws the tab.
pub fn map_ui(ui: &mut Ui, workspace: &Workspace, tab: &MapTab, actions: &mut Actions) {
    let computed = tab.computed.get(&(workspace.revision, tab.axes));
    let nothing = "A map needs two inputs that have room to vary";
    let Some(mapped) = computed_ui(ui, computed, nothing) else {
        return;
    };
    let map = &mapped.map;
    let finding = match tab.quantity {
        MapQuantity::Saving => map.finding(workspace.scenario()),
        MapQuantity::BreakEven => break_even_finding(&workspace.findings.base_finding.outcome),
    };
    wrapped_ui(ui, RichText::new(finding).family(fonts::bold()).size(15.0));
    weak_ui(ui, RichText::new(tab.quantity.caption()).size(13.0));
    let axis_width = ((ui.available_width() - CHOICES_WIDTH) / 2.0).clamp(72.0, 190.0);
    ui.horizontal_wrapped(|ui| {
        let axes = [map.x.input, map.y.input];
        for (index, name) in ["X axis", "Y axis"].into_iter().enumerate() {
            ui.label(name);
            let combo = egui::ComboBox::from_id_salt(name)
                .selected_text(axes[index].full_label())
                .width(axis_width)
                .truncate()
                .show_ui(ui, |ui| {
                    for &input in &mapped.candidates {
                        let chosen = input == axes[index];
                        if ui.selectable_label(chosen, input.full_label()).clicked() {
                            let mut picked = axes;
                            // The other axis's input changes places with it.
                            if picked[1 - index] == input {
                                picked.swap(0, 1);
                            }
                            picked[index] = input;
                            actions.send(Action::SetMapAxes(picked));
                        }
                    }
                });
            ui.ctx().accesskit_node_builder(combo.response.id, |node| {
                node.set_label(name);
            });
            ui.add_space(8.0);
        }
        let quantities = [MapQuantity::Saving, MapQuantity::BreakEven].map(Command::Map);
        choices_ui(ui, quantities, Command::Map(tab.quantity), actions);
    });
    ui.add_space(4.0);
    MapChart {
        scenario: workspace.scenario(),
        map,
        quantity: tab.quantity,
    }
    .ui(ui);
}
