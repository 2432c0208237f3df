//! Changing a number by dragging over its field: a whole drag is one edit, in round steps, finely with Shift.

use egui::{Response, Ui};

use crate::app::messages::action::{Action, Actions};
use crate::app::workspace::Workspace;
use crate::scenario::Estimate;
use crate::scenario::domain::Domain;
use crate::scenario::inputs::{Input, Value};
use crate::scenario::quantity::Unit;

/// Part of the value that one point of dragging changes.
const SHARE_PER_POINT: f64 = 0.006;

/// A drag that is going on.
#[derive(Clone, Copy)]
struct Drag {
    from: Estimate,
    points: f64,
}

/// Follows a drag over the field of a number.
pub fn drag(
    ui: &Ui,
    response: &Response,
    input: &'static Input,
    workspace: &Workspace,
    actions: &mut Actions,
) {
    let (Value::Estimate(now), Some(domain)) = (input.value(workspace.scenario()), input.domain())
    else {
        return;
    };
    if response.drag_started() {
        // The keys for undoing are the scenario's again, not those of a field that was typed in.
        ui.memory_mut(|memory| {
            if let Some(focused) = memory.focused() {
                memory.surrender_focus(focused);
            }
        });
    }
    if response.dragged() {
        let fine = ui.input(|read| read.modifiers.shift);
        let moved = f64::from(response.drag_delta().x) * if fine { 0.1 } else { 1.0 };
        let drag = ui.data_mut(|data| {
            let drag = data.get_temp_mut_or_insert_with(response.id, || Drag {
                from: now,
                points: 0.0,
            });
            drag.points += moved;
            *drag
        });
        let value = scrubbed(&drag.from, drag.points, input.unit, &domain);
        if value != now && value.check(&domain).is_ok() {
            actions.send(Action::Set(input, Value::Estimate(value)));
        }
    }
    if response.drag_stopped() {
        ui.data_mut(|data| data.remove::<Drag>(response.id));
        actions.send(Action::EndEdit(input));
    }
}

/// The estimate after a drag over so many points: a range keeps its shape.
fn scrubbed(from: &Estimate, points: f64, unit: Unit, domain: &Domain) -> Estimate {
    let stated = from.points();
    let magnitude = match stated
        .iter()
        .fold(0.0_f64, |most, value| most.max(value.abs()))
    {
        0.0 => first_magnitude(unit),
        magnitude => magnitude,
    };
    let scales = from.is_uncertain() && stated[0] > 0.0;
    from.map(|value| {
        let moved = if scales {
            value * (points * SHARE_PER_POINT).exp()
        } else {
            value + points * SHARE_PER_POINT * magnitude
        };
        let rounded = round(moved, if scales { value } else { magnitude });
        let counts_things = matches!(unit, Unit::Things(_)) && !from.is_uncertain();
        domain.nearest(if counts_things {
            rounded.round()
        } else {
            rounded
        })
    })
}

/// Where a value is 0, what a drag starts from.
fn first_magnitude(unit: Unit) -> f64 {
    match unit {
        Unit::Percent(_) => 0.2,
        Unit::Money(_) => 5.0,
        Unit::None | Unit::Count(_) | Unit::Things(_) => 50.0,
    }
}

/// Rounds to a hundredth of the magnitude's power of ten, or to half of it.
fn round(value: f64, magnitude: f64) -> f64 {
    let step = 10_f64.powf(magnitude.abs().log10().floor() - 2.0) * 5.0;
    // By way of text, 0.30000000000000004 becomes 0.3.
    let rounded = (value / step).round() * step;
    format!("{rounded:.10e}").parse().unwrap_or(rounded)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::domain::{Amount, Bounds as _, Horizon, Share};

    fn drag(from: f64, points: f64, domain: &Domain) -> f64 {
        scrubbed(&Estimate::Exact(from), points, Unit::None, domain).base(domain)
    }

    #[test]
    fn a_drag_moves_in_round_steps_and_stays_in_the_domain() {
        assert_eq!(drag(10_000.0, 50.0, &Amount::DOMAIN), 13_000.0);
        assert_eq!(drag(10_000.0, -500.0, &Amount::DOMAIN), 0.0);
        assert_eq!(drag(0.5, 5000.0, &Share::DOMAIN), 1.0);
        assert_eq!(drag(24.0, 7.0, &Horizon::DOMAIN), 25.0);
    }

    #[test]
    fn a_dragged_range_keeps_its_shape() {
        let from = Estimate::Range {
            low: 20_000.0,
            high: 60_000.0,
        };
        let Estimate::Range { low, high } = scrubbed(&from, 115.525, Unit::None, &Amount::DOMAIN)
        else {
            panic!("still a range");
        };
        assert_eq!((low, high), (40_000.0, 120_000.0));
    }
}
