//! Editing the open scenario: typing, dragging, resetting, picking a model.

use crate::analysis::approach::Approach;
use crate::app::editor::model_menu::model_path;
use crate::app::questions;
use crate::app::state::State;
use crate::app::state::dialog::{Dialog, PickModelDialog, TakeOverDialog};
use crate::app::workspace::notices;
use crate::app::workspace::{Draft, KeptBase, Workspace};
use crate::evidence::caching;
use crate::evidence::catalog::Model;
use crate::evidence::evaluated::EvaluatedErrors;
use crate::evidence::offer::Offer;
use crate::evidence::pick::replaced_prices;
use crate::evidence::usual::UsualValue;
use crate::scenario::essentials::{Certainty, Essential};
use crate::scenario::inputs::{self, Input, InputError, Kind, Notation, Value};
use crate::scenario::{BoundedNumber, Estimate, Scenario};

/// Takes what is typed at once if it can be taken; else keeps it with the reason, and the value from before stays: "5 to 3" leaves no 5
/// behind that was only on the way there.
pub fn type_into(workspace: &mut Workspace, input: &'static Input, text: String) {
    workspace.document.rewind_gesture(input);
    workspace.kept_base = None;
    let taken = if text.trim().is_empty() && can_be_cleared(input, workspace.scenario()) {
        workspace.document.clear(input)
    } else {
        let numbered = input.with_numbered_months(&text, workspace.scenario().start);
        input
            .read(&numbered, Notation::Screen)
            .and_then(|value| enter(workspace, input, value))
    };
    let currency = &workspace.scenario().currency;
    let problem = taken
        .err()
        .map(|error| error.screen_text(input.unit, currency));
    workspace.drafts.insert(input.path, Draft { text, problem });
    workspace.refresh();
}

/// Whether an empty field means that nobody stated the input. An optional one is absent then.
fn can_be_cleared(input: &Input, scenario: &Scenario) -> bool {
    let is_number = matches!(input.kind, Kind::Estimate { .. } | Kind::Number { .. });
    let is_offered = UsualValue::names(input) || EvaluatedErrors::of(input, scenario).is_some();
    let is_asked_for = Essential::of(input).is_some() || is_offered;
    is_number && !input.is_optional() && is_asked_for
}

/// Takes a typed value. A range around a number that somebody stated leaves that number the base case: stating doubt doesn't move it.
fn enter(workspace: &mut Workspace, input: &'static Input, value: Value) -> Result<(), InputError> {
    let kept = kept_base(workspace.scenario(), input, &value);
    let value = kept.map_or(value, |kept| Value::Estimate(kept.estimate()));
    workspace.document.enter(input, value)?;
    workspace.kept_base = kept;
    Ok(())
}

/// What a typed range leaves of the number that the input has in `before`; `None` if it isn't a range around that number.
fn kept_base(before: &Scenario, input: &'static Input, value: &Value) -> Option<KeptBase> {
    let Value::Estimate(Estimate::Range { low, high }) = *value else {
        return None;
    };
    let Value::Estimate(Estimate::Exact(base) | Estimate::Pert { likely: base, .. }) =
        input.value(before)
    else {
        return None;
    };
    let was_stated = input.certainty(before) == Certainty::Known;
    (was_stated && low < base && base < high).then_some(KeptBase {
        input,
        base,
        low,
        high,
    })
}

/// Takes the range as it was typed, whose base case is its median, in place of the one that kept the base case from before.
pub fn use_plain_range(workspace: &mut Workspace, input: &'static Input) {
    if let Some(kept) = workspace.kept_base(input).copied() {
        set(workspace, input, Value::Estimate(kept.range()));
        end_typing(workspace, input);
        workspace.kept_base = None;
    }
}

/// Takes the value that is offered for an input, with its source.
pub fn take_offer(workspace: &mut Workspace, input: &'static Input) {
    let Some(offer) = Offer::of(input, workspace.scenario()) else {
        return;
    };
    workspace.document.rewind_gesture(input);
    workspace.drafts.remove(input.path);
    let value = Value::Estimate(offer.estimate(workspace.scenario()));
    if let Err(error) = workspace.document.edit_from(input, value, &offer.source()) {
        workspace.notices.error(error.to_string());
    }
    workspace.document.end_gesture_of(input);
    workspace.refresh();
}

/// Ends the gesture or the typing. While the questions are asked, what usually equals the input takes its value too, in the same step.
pub fn end(state: &mut State, input: &'static Input) {
    let workspace = &mut state.workspace;
    let same = UsualValue::copies(input).filter(|_| state.questions.is_open);
    for (other, usual) in same {
        let is_stated = other.certainty(workspace.scenario()) == Certainty::Known;
        if is_stated || input.certainty(workspace.scenario()) == Certainty::Unset {
            continue;
        }
        let (value, source) = (input.value(workspace.scenario()), usual.source());
        let document = &mut workspace.document;
        if let Err(error) = document.carry_over(input, other, value, &source) {
            workspace.notices.error(error.to_string());
        }
        workspace.refresh();
    }
    end_typing(workspace, input);
}

/// Ends the gesture or the typing. What couldn't be taken stays to be seen and mended.
fn end_typing(workspace: &mut Workspace, input: &'static Input) {
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

/// Gives two inputs a correlation. If no numbers can have it beside the others, the nearest that they can is offered.
pub fn correlate(workspace: &mut Workspace, [a, b]: [&'static Input; 2], r: f64) {
    let Some(input) = inputs::find("correlations") else {
        return;
    };
    let Ok(r) = BoundedNumber::new(r) else {
        return;
    };
    match workspace.scenario().correlations.with(a.path, b.path, r) {
        Ok(correlations) => {
            workspace.notices.withdraw_all(IMPOSSIBLE);
            set(workspace, input, Value::Text(correlations.into()));
        }
        Err(impossible) => {
            workspace.notices.withdraw_all(IMPOSSIBLE);
            let problem = format!("{IMPOSSIBLE}: {}", impossible.sentence(inputs::name_at));
            let nearest = notices::Offer::UseNearestCorrelations(Box::new(impossible.nearest));
            workspace.notices.offer(problem, nearest);
        }
    }
}

/// How it begins what is said of correlations that no numbers can have together.
const IMPOSSIBLE: &str = "Not possible";

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

/// Leads to an input, whose field gets the keyboard: among the questions if it is one of them, else in the editor.
pub fn go_to(state: &mut State, input: &'static Input) {
    if state.questions.is_open && questions::asks_for(input) {
        state.questions.go_to = Some(input);
        return;
    }
    state.questions.close();
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
    let replaced = model.replaces(
        state.workspace.scenario(),
        tuned,
        state.workspace.prices.catalog,
    );
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
    // Among the questions the keyboard goes on to the next one.
    if !state.questions.is_open
        && let Some(input) = inputs::find(model_path(approach))
    {
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
    match caching::switch(
        &mut changed,
        approach == Approach::FineTuning,
        on,
        workspace.prices.catalog,
    ) {
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
    let replaced = replaced_prices(
        state.workspace.scenario(),
        &scenario,
        state.workspace.prices.catalog,
    );
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

/// What is said when an example was changed.
pub const EDITING_A_COPY: &str = "Editing a copy of the example";

/// Takes back the last edit.
pub fn undo(workspace: &mut Workspace) {
    workspace.document.undo();
    if workspace.document.open_example().is_some() {
        // It is the example again.
        workspace.notices.withdraw(EDITING_A_COPY);
    }
    workspace.refresh_all();
}

/// Brings back the edit that was taken back last.
pub fn redo(workspace: &mut Workspace) {
    workspace.document.redo();
    workspace.refresh_all();
}
