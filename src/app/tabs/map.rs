//! The tab "Map": which two inputs it is over, what its colours tell, and the map itself, computed in the background.

use egui::{ComboBox, Ui, vec2};

use crate::analysis::finding::map::break_even_finding;
use crate::analysis::map::{Axes, Map, candidates};
use crate::app::background::computed::Computed;
use crate::app::background::tasks::Threads;
use crate::app::messages::action::{Action, Actions};
use crate::app::messages::command::Command;
use crate::app::widgets::{choices_ui, computed_ui, is_low};
use crate::app::workspace::Workspace;
use crate::charts::map::{MapChart, MapQuantity};
use crate::scenario::Scenario;
use crate::scenario::inputs::Input;

use super::low_window::title_ui;

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
const CHOICES_WIDTH: f32 = 340.0;
/// Room for the list of what the colours tell in a low window, in points.
const LOW_CHOICE_WIDTH: f32 = 160.0;

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
    let caption = tab.quantity.caption(workspace.scenario());
    title_ui(ui, &finding, &caption, 15.0);
    if is_low(ui) {
        // In one row, without the names of the axes: the chart has them.
        ui.horizontal(|ui| choices_of_map_ui(ui, tab, mapped, actions));
    } else {
        ui.horizontal_wrapped(|ui| choices_of_map_ui(ui, tab, mapped, actions));
    }
    ui.add_space(4.0);
    MapChart {
        scenario: workspace.scenario(),
        map,
        quantity: tab.quantity,
    }
    .ui(ui);
}

/// The inputs of both axes, and what the colours tell.
fn choices_of_map_ui(ui: &mut Ui, tab: &MapTab, mapped: &MapWithCandidates, actions: &mut Actions) {
    let is_low = is_low(ui);
    let room = ui.available_width();
    let axis_width = if is_low {
        (room - LOW_CHOICE_WIDTH) / 2.0
    } else {
        ((room - CHOICES_WIDTH) / 2.0).clamp(72.0, 220.0)
    };
    let axes = [mapped.map.x.input, mapped.map.y.input];
    for (index, name) in ["X axis", "Y axis"].into_iter().enumerate() {
        if !is_low {
            ui.label(name);
        }
        let size = vec2(axis_width, ui.spacing().interact_size.y);
        ui.allocate_ui(size, |ui| {
            ui.set_max_width(axis_width);
            axis_ui(ui, name, axes, index, &mapped.candidates, actions);
        });
        if !is_low {
            ui.add_space(8.0);
        }
    }
    let quantities = [MapQuantity::Saving, MapQuantity::BreakEven].map(Command::Map);
    choices_ui(ui, quantities, Command::Map(tab.quantity), actions);
}

/// The input of one of the axes, which can be changed.
fn axis_ui(
    ui: &mut Ui,
    name: &str,
    axes: Axes,
    index: usize,
    candidates: &[&'static Input],
    actions: &mut Actions,
) {
    let combo = ComboBox::from_id_salt(name)
        .selected_text(axes[index].full_label())
        .width(ui.available_width())
        .truncate();
    let combo = combo.show_ui(ui, |ui| {
        for &input in candidates {
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
}
