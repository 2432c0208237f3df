//! The value of an axis's input at which the cheaper approach changes, all other inputs in the base case.

use crate::analysis::approach::Approach;
use crate::analysis::drivers::sensitivity::Sensitivity;
use crate::analysis::drivers::tipping::{TippingValue, tipping_value};

use super::axis::Axis;

/// The saving is evaluated at so many points along the axis.
const POINTS: usize = 17;

/// The value at which the cheaper approach changes, if it changes exactly once along the axis: only then one is cheaper on all of one side.
pub(super) fn threshold(sensitivity: &mut Sensitivity<'_>, axis: &Axis) -> Option<TippingValue> {
    let tipping = tipping_value(sensitivity, axis.input)?;
    if !(axis.low..=axis.high).contains(&tipping.value) {
        return None;
    }
    let saves: Vec<bool> = (0..POINTS)
        .map(|point| {
            let value = axis.value_at(point as f64 / (POINTS - 1) as f64);
            sensitivity.saving_at(axis.input, value).cheaper == Some(Approach::FineTuning)
        })
        .collect();
    let changes = saves.windows(2).filter(|pair| pair[0] != pair[1]).count();
    let is_that_change = saves.last() == Some(&tipping.fine_tuning_above);
    (changes == 1 && is_that_change).then_some(tipping)
}
