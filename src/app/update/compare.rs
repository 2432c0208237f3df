//! Selecting scenarios for comparison, and saving the selection as a set.

use crate::app::state::State;
use crate::app::state::dialog::{Dialog, NameSetDialog, TextLine};
use crate::app::workspace::Workspace;
use crate::files::examples::EXAMPLES;
use crate::files::settings::{ComparisonSet, ScenarioRef};

use super::services::Services;
use super::settings;

/// Sets the scenarios that are compared.
pub fn set_compared(state: &mut State, services: &mut Services, compared: Vec<ScenarioRef>) {
    let compared = with_the_open_one(&state.workspace, compared);
    state.workspace.settings.compared = compared;
    settings::save(state, services);
}

/// The scenarios to be compared: whoever selects a first one wants it beside the open one.
fn with_the_open_one(workspace: &Workspace, mut compared: Vec<ScenarioRef>) -> Vec<ScenarioRef> {
    let is_first = workspace.settings.compared.is_empty() && compared.len() == 1;
    let open = match workspace.document.path() {
        Some(path) => Some(ScenarioRef::File(path.to_owned())),
        None => EXAMPLES
            .iter()
            .find(|example| example.parse() == Ok(workspace.scenario()))
            .map(|example| ScenarioRef::Example(example.name.to_owned())),
    };
    if let Some(open) = open.filter(|open| is_first && !compared.contains(open)) {
        compared.insert(0, open);
    }
    compared
}

/// Asks for the name under which the compared scenarios are saved as a set.
pub fn ask_for_set_name(state: &mut State) {
    let compared = &state.workspace.settings.compared;
    let names: Vec<String> = compared.iter().map(ScenarioRef::name).collect();
    let typed = TextLine::from(names.join(", "));
    state.dialog = Some(Dialog::NameSet(NameSetDialog { typed }));
}

/// Saves the compared scenarios as a set of this name.
pub fn save_set(state: &mut State, services: &mut Services, name: &str) {
    let name = name.trim().to_owned();
    let sets = &mut state.workspace.settings.comparison_sets;
    let problem = if name.is_empty() {
        Some("Type a name for the comparison")
    } else if sets.iter().any(|set| set.name == name) {
        Some("Another saved comparison has this name. Choose another one")
    } else {
        None
    };
    if let Some(problem) = problem {
        let typed = TextLine::refused(name, problem);
        state.dialog = Some(Dialog::NameSet(NameSetDialog { typed }));
        return;
    }
    let scenarios = state.workspace.settings.compared.clone();
    sets.push(ComparisonSet { name, scenarios });
    let text = "Comparison saved. It is listed under “Saved comparisons”";
    state.workspace.notices.info(text);
    settings::save(state, services);
}

/// Deletes the set of this name.
pub fn delete_set(state: &mut State, services: &mut Services, name: &str) {
    let sets = &mut state.workspace.settings.comparison_sets;
    sets.retain(|set| set.name != name);
    settings::save(state, services);
}
