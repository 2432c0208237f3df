//! A threshold or lever of the decision, set where it stands in a sentence.

use std::cell::RefCell;

use egui::{DragValue, Ui, vec2};

use crate::app::messages::action::{Action, Actions};
use crate::app::widgets::forget_typing;
use crate::app::workspace::Workspace;
use crate::scenario::domain::Domain;
use crate::scenario::knobs::{self, Knob};
use crate::scenario::quantity::{self, Unit};
use crate::scenario::words::capitalized;
use crate::scenario::{Currency, Estimate};

/// A number that is set where it stands: dragged, or typed after a click.
pub(super) fn knob_ui(ui: &mut Ui, workspace: &Workspace, key: &str, actions: &mut Actions) {
    let Some(knob) = knobs::find(key) else {
        return;
    };
    let mut value = (knob.get)(&workspace.settings.knobs);
    let currency = Currency::default();
    let percent = matches!(knob.unit, Unit::Percent(_));
    let speed = if percent {
        0.002
    } else {
        (0.01 * value).max(0.02)
    };
    let refused = RefCell::new(None);
    let drag = DragValue::new(&mut value)
        .speed(speed)
        .range(knob.domain.min..=knob.domain.max)
        .custom_formatter(|value, _| knob.unit.exact(value, &currency))
        .custom_parser(|text| read_typed(text, knob.unit, knob.domain, &refused))
        // Half of what is typed is another number.
        .update_while_editing(false)
        .suffix(suffix(knob));
    // For the rest of the row: a scope of its own would not wrap.
    ui.spacing_mut().interact_size = vec2(34.0, 16.0);
    ui.spacing_mut().button_padding = vec2(4.0, 0.0);
    let response = ui
        .add(drag)
        .on_hover_text("Drag to adjust, or click and type");
    ui.ctx()
        .accesskit_node_builder(response.id, |node| node.set_label(knob.label));
    forget_typing(ui, &response);
    if response.changed() {
        let mut knobs = workspace.settings.knobs.clone();
        // More than three digits come from the drag and not from the user.
        let value = if response.dragged() {
            rounded(value)
        } else {
            value
        };
        let value = knob.domain.nearest(value);
        if (knob.set)(&mut knobs, value).is_ok() {
            actions.send(Action::SetDecisionSettings(knobs));
        }
    }
    if response.drag_stopped() || response.lost_focus() {
        actions.send(Action::SaveSettings);
    }
    send_refused(refused, actions);
}

/// What stands after the number: a difference of two percentages is in points.
fn suffix(knob: &Knob) -> &'static str {
    match knob.unit {
        _ if knob.key == "margin" => " points",
        Unit::Percent(_) => "%",
        _ => "",
    }
}

/// Reads what was typed into a small field. Why it isn't taken goes into `refused`.
pub(super) fn read_typed(
    text: &str,
    unit: Unit,
    domain: Domain,
    refused: &RefCell<Option<String>>,
) -> Option<f64> {
    let currency = Currency::default();
    let problem = match quantity::parse(text, unit) {
        Ok(Estimate::Exact(value)) if domain.contains(value) => return Some(value),
        Ok(Estimate::Exact(_)) => {
            let allowed = domain.describe(|bound| unit.exact_with_sign(bound, &currency));
            format!("“{text}” isn’t taken; allowed: {allowed}")
        }
        Ok(_) => format!("“{text}” isn’t taken: this takes one number, not a range"),
        Err(problem) => problem.to_string(),
    };
    refused.replace(Some(capitalized(&problem)));
    None
}

/// Says why what was typed isn't taken.
pub(super) fn send_refused(refused: RefCell<Option<String>>, actions: &mut Actions) {
    if let Some(problem) = refused.into_inner() {
        actions.send(Action::RefuseTyped(problem));
    }
}

/// Three digits.
fn rounded(value: f64) -> f64 {
    format!("{value:.2e}").parse().unwrap_or(value)
}
