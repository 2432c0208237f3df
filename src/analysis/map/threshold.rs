//! The value of an axis's input at which the cheaper approach changes, all other inputs in the base case.

use crate::analysis::Analysis;
use crate::analysis::drivers::tipping::{TippingValue, tipping_value_of};
use crate::scenario::Scenario;

use super::axis::Axis;

/// The saving is evaluated at so many points along the axis.
const POINTS: usize = 17;

/// The value at which the cheaper approach changes, if it changes exactly once along the axis: only then one is cheaper on all of one side.
pub(super) fn threshold(scenario: &Scenario, axis: &Axis) -> Option<TippingValue> {
    let mut there = scenario.clone();
    let mut saves = Vec::with_capacity(POINTS);
    for point in 0..POINTS {
        let value = axis.value_at(point as f64 / (POINTS - 1) as f64);
        axis.input.set_exactly(&mut there, value).ok()?;
        saves.push(Analysis::new(&there).saving() > 0.0);
    }
    let changes = saves.windows(2).filter(|pair| pair[0] != pair[1]).count();
    let tipping = tipping_value_of(scenario, axis.input)?;
    let is_on_axis = (axis.low..=axis.high).contains(&tipping.value);
    let is_that_change = saves.last() == Some(&tipping.fine_tuning_above);
    (changes == 1 && is_on_axis && is_that_change).then_some(tipping)
}
