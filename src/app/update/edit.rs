//! Editing the open scenario: typing, dragging, resetting, picking a model.

use crate::analysis::approach::Approach;
use crate::app::editor::model_menu::model_path;
use crate::app::state::State;
use crate::app::state::dialog::{Dialog, PickModelDialog, TakeOverDialog};
use crate::app::workspace::{Draft, Workspace};
use crate::evidence::caching;
use crate::evidence::catalog::Model;
use crate::evidence::pick::replaced_prices;
use crate::scenario::Scenario;
use crate::scenario::inputs::{self, Input, Notation, Value};

/// Takes what is typed at once if it can be taken; else keeps it with the reason, and the value from before stays: "5 to 3" leaves no 5
/// behind that was only on the way there.
pub fn type_into(workspace: &mut Workspace, input: &'static Input, text: String) {
    workspace.document.rewind_gesture(input);
    let taken = input
        .read(&text, Notation::Screen)
        .and_then(|value| workspace.document.edit(input, value));
    let currency = &workspace.scenario().currency;
    let problem = taken
        .err()
        .map(|error| error.screen_text(input.unit, currency));
    workspace.drafts.insert(input.path, Draft { text, problem });
    workspace.refresh();
}

/// Ends the gesture or the typing. What couldn't be taken stays to be seen and mended.
pub fn end(workspace: &mut Workspace, input: &'static Input) {
    workspace.document.end_gesture_of(input);
    let draft = workspace.drafts.get(input.path);
    if draft.is_some_and(|draft| draft.problem.is_none()) {
        workspace.drafts.remove(input.path);
    }
}

/// Takes the typing back.
pub fn cancel(workspace: &mut Workspace, input: &'static Input) {
    workspace.drafts.remove(input.path);
    workspace.document.cancel_gesture(input);
    workspace.refresh();
}

/// Gives an input a value.
pub fn set(workspace: &mut Workspace, input: &'static Input, value: Value) {
    workspace.drafts.remove(input.path);
    if let Err(error) = workspace.document.edit(input, value) {
        workspace.notices.error(error.to_string());
    }
    workspace.refresh();
}

/// Resets an input to its default.
pub fn reset(workspace: &mut Workspace, input: &'static Input) {
    workspace.drafts.remove(input.path);
    if let Err(error) = workspace.document.reset(input) {
        workspace.notices.error(error.to_string());
    }
    workspace.refresh();
}

/// Gives an input a source.
pub fn set_source(workspace: &mut Workspace, input: &'static Input, source: String) {
    workspace.document.set_source(input, source);
    workspace.refresh();
}

/// Leads the editor to an input, whose field gets the keyboard.
pub fn go_to(state: &mut State, input: &'static Input) {
    state.editor.go_to = Some(input);
    state.workspace.settings.show_editor = true;
}

/// Leads the editor to the first field that holds something that can't be taken.
pub fn go_to_refused(state: &mut State) {
    let first = state.workspace.refused_fields().first().copied();
    if let Some((input, _)) = first {
        go_to(state, input);
    }
}

/// Fills in the prices of a model for one approach; asks first if that would replace values that the user typed.
pub fn pick_model(state: &mut State, approach: Approach, model: &'static Model) {
    let tuned = approach == Approach::FineTuning;
    let replaced = model.replaces(state.workspace.scenario(), tuned);
    if replaced.is_empty() {
        return fill_model(state, approach, model, &[]);
    }
    state.dialog = Some(Dialog::PickModel(PickModelDialog {
        approach,
        model,
        replaced,
    }));
}

/// Fills in the prices of a model for one approach, and leaves the inputs of `keep` as they are. The keyboard goes to the model's field.
pub fn fill_model(state: &mut State, approach: Approach, model: &Model, keep: &[&Input]) {
    if let Some(input) = inputs::find(model_path(approach)) {
        go_to(state, input);
    }
    let workspace = &mut state.workspace;
    let mut changed = workspace.scenario().clone();
    let tuned = approach == Approach::FineTuning;
    match model.fill(&mut changed, tuned, keep) {
        Ok(remarks) => {
            let label = format!("{}: {}", approach.label(), model.model);
            workspace.replace_scenario(&label, changed);
            for remark in remarks {
                workspace.notices.info(remark);
            }
        }
        Err(error) => workspace.notices.error(error.to_string()),
    }
}

/// Turns prompt caching of an approach on or off.
pub fn set_caching(workspace: &mut Workspace, approach: Approach, on: bool) {
    let mut changed = workspace.scenario().clone();
    match caching::switch(&mut changed, approach == Approach::FineTuning, on) {
        Ok(()) => {
            let state = if on { "on" } else { "off" };
            let label = format!("{}: prompt caching {state}", approach.label());
            workspace.replace_scenario(&label, changed);
        }
        Err(error) => workspace.notices.error(error.to_string()),
    }
}

/// Takes over a scenario with other list prices; asks first if that would replace prices that the user typed.
pub fn take_over(state: &mut State, label: String, scenario: Scenario) {
    let replaced = replaced_prices(state.workspace.scenario(), &scenario);
    if replaced.is_empty() {
        state.workspace.replace_scenario(&label, scenario);
        return;
    }
    state.dialog = Some(Dialog::TakeOver(TakeOverDialog {
        label,
        before: Box::new(state.workspace.scenario().clone()),
        after: Box::new(scenario),
        replaced,
    }));
}

/// Takes back the last edit.
pub fn undo(workspace: &mut Workspace) {
    workspace.document.undo();
    workspace.refresh_all();
}

/// Brings back the edit that was taken back last.
pub fn redo(workspace: &mut Workspace) {
    workspace.document.redo();
    workspace.refresh_all();
}
