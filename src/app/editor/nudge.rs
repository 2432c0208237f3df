//! Changing a number by ↑ and ↓ in its field: in round steps, ten times as large with Shift, a tenth with Alt.

use egui::{Key, Modifiers, Ui};

use crate::app::workspace::Workspace;
use crate::scenario::Estimate;
use crate::scenario::inputs::{Input, Value};
use crate::scenario::quantity::Unit;

/// A step of a share: one percentage point.
const POINT: f64 = 0.01;
/// Part of a step that counts as rounding error.
const SLACK: f64 = 1e-6;

/// How often, which way and how far.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Nudge {
    /// Steps upward; downward if negative.
    steps: i32,
    /// The factor to the usual step.
    factor: f64,
}

/// The text of the field after the arrow keys that were pressed in it; `None` if none was, or if there is no way further. To be asked before
/// the field is drawn, which takes the keys else.
pub fn nudged(ui: &Ui, input: &Input, workspace: &Workspace) -> Option<String> {
    let scenario = workspace.scenario();
    let Value::Estimate(from) = input.value(scenario) else {
        return None;
    };
    let mut estimate = from;
    for nudge in pressed(ui) {
        estimate = moved(&estimate, nudge, input);
    }
    let currency = &scenario.currency;
    (estimate != from).then(|| input.unit.exact_estimate(&estimate, currency))
}

/// The arrow keys that were pressed, which nothing else gets.
fn pressed(ui: &Ui) -> Vec<Nudge> {
    let kinds = [
        (Modifiers::SHIFT, 10.0),
        (Modifiers::ALT, 0.1),
        (Modifiers::NONE, 1.0),
    ];
    ui.input_mut(|input| {
        let count = |(modifiers, factor)| {
            let up = input.count_and_consume_key(modifiers, Key::ArrowUp);
            let down = input.count_and_consume_key(modifiers, Key::ArrowDown);
            let steps = i32::try_from(up).unwrap_or(0) - i32::try_from(down).unwrap_or(0);
            Nudge { steps, factor }
        };
        let all = kinds.map(count);
        all.into_iter().filter(|nudge| nudge.steps != 0).collect()
    })
}

/// The estimate after a nudge. A range moves as a whole, by the step of its low end, as far as its domain allows.
fn moved(from: &Estimate, nudge: Nudge, input: &Input) -> Estimate {
    let Some(domain) = input.domain() else {
        return *from;
    };
    let up = nudge.steps > 0;
    let mut estimate = *from;
    for _ in 0..nudge.steps.unsigned_abs() {
        let points = estimate.points();
        let Some(first) = points.first().copied() else {
            return estimate;
        };
        let step = step(first, up, input) * nudge.factor;
        let step = if input.is_whole() {
            step.round().max(1.0)
        } else {
            step
        };
        let by = if estimate.is_uncertain() {
            if up { step } else { -step }
        } else {
            domain.nearest(next(first, step, up)) - first
        };
        let next = estimate.map(|point| tidy(point + by, step));
        if next.check(&domain).is_err() {
            return estimate;
        }
        estimate = next;
    }
    estimate
}

/// The usual step at a number: its second digit, of what is counted at least 1; a point of a share; 1 at zero. On the way down a power of ten counts as what is below it,
/// so that ↓ takes back what ↑ did.
fn step(value: f64, up: bool, input: &Input) -> f64 {
    if matches!(input.unit, Unit::Percent(_)) {
        return POINT;
    }
    let size = value.abs() * if up { 1.0 + SLACK } else { 1.0 - SLACK };
    if size == 0.0 {
        return 1.0;
    }
    let step = 10_f64.powf(size.log10().floor() - 1.0);
    if matches!(input.unit, Unit::Things(_) | Unit::Count(_)) || input.is_whole() {
        step.max(1.0)
    } else {
        step
    }
}

/// The next multiple of the step.
fn next(value: f64, step: f64, up: bool) -> f64 {
    let steps = value / step;
    if up {
        ((steps + SLACK).floor() + 1.0) * step
    } else {
        ((steps - SLACK).ceil() - 1.0) * step
    }
}

/// Without the last bits of rounding: 0.30000000000000004 becomes 0.3.
fn tidy(value: f64, step: f64) -> f64 {
    let digits = (value.abs().max(step) / step).log10().max(0.0) as usize + 8;
    format!("{value:.digits$e}").parse().unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::inputs;

    /// A number after steps of the arrow keys in the field of an input.
    #[track_caller]
    fn after(path: &str, from: f64, steps: i32, factor: f64) -> f64 {
        let input = inputs::find(path).unwrap();
        let nudge = Nudge { steps, factor };
        let moved = moved(&Estimate::Exact(from), nudge, input);
        moved.base(&input.domain().unwrap())
    }

    const VOLUME: &str = "workload.queries_per_month";
    const PRICE: &str = "prompting.serving.price.input";
    const REVIEWED: &str = "prompting.serving.review_rate";

    #[test]
    fn steps_follow_the_size_of_the_number() {
        assert_eq!(after(VOLUME, 40_000.0, 1, 1.0), 41_000.0);
        assert_eq!(after(VOLUME, 40_000.0, 1, 10.0), 50_000.0);
        assert_eq!(after(VOLUME, 40_000.0, -1, 0.1), 39_900.0);
        assert_eq!(
            after(VOLUME, 40_300.0, 1, 1.0),
            41_000.0,
            "to a round number"
        );
        assert_eq!(after(VOLUME, 9_900.0, 1, 1.0), 10_000.0);
        assert_eq!(after(VOLUME, 10_000.0, -1, 1.0), 9_900.0, "and back");
        assert_eq!(after(PRICE, 2.5, 3, 1.0), 2.8);
        assert_eq!(after(PRICE, 0.035, -1, 1.0), 0.034);
    }

    #[test]
    fn shares_go_by_points_and_whole_things_by_whole_ones() {
        assert_eq!(after(REVIEWED, 0.3, -1, 1.0), 0.29);
        assert_eq!(after(REVIEWED, 0.3, 1, 0.1), 0.301);
        assert_eq!(after("horizon_months", 24.0, 1, 1.0), 25.0);
        assert_eq!(after("horizon_months", 24.0, 1, 0.1), 25.0);
        assert_eq!(after("horizon_months", 24.0, 1, 10.0), 30.0);
    }

    #[test]
    fn numbers_stay_in_their_domain() {
        assert_eq!(after(REVIEWED, 0.995, 1, 1.0), 1.0);
        assert_eq!(after(VOLUME, 3.0, -9, 1.0), 0.0);
        assert_eq!(after("horizon_months", 1.0, -1, 1.0), 1.0);
        assert_eq!(after(VOLUME, 0.0, 2, 1.0), 2.0);
    }

    #[test]
    fn a_range_moves_as_a_whole_and_stops_at_the_end_of_its_domain() {
        let input = inputs::find(REVIEWED).unwrap();
        let range = |low, high| Estimate::Range { low, high };
        let by = |steps| {
            let nudge = Nudge { steps, factor: 1.0 };
            moved(&range(0.2, 0.6), nudge, input)
        };
        assert_eq!(by(2), range(0.22, 0.62));
        assert_eq!(by(-50), range(0.01, 0.41));
    }

    /// What ↑ did, ↓ takes back, wherever the number is round.
    #[test]
    fn down_undoes_up() {
        for path in [VOLUME, PRICE, "fine_tuning.data.examples"] {
            for from in [1.0, 9.0, 9.9, 10.0, 95.0, 99.0, 100.0, 990.0, 1_000.0] {
                let up = after(path, from, 1, 1.0);
                if from != 9.9 || path == PRICE {
                    assert_eq!(after(path, up, -1, 1.0), from, "{path} at {from}");
                }
            }
        }
    }
}
