//! The table of inputs, [`INPUTS`]: a row for each field of the scenario that a user can state.
//!
//! - [`row`]: the columns of a row
//! - [`workload`], [`approach`], [`fine_tuning`], [`decision`], [`general`]: the rows, a file for each part of the scenario
//!
//! A new input is a field in [`crate::scenario::model`] and a row in one of these files.

mod approach;
mod decision;
mod fine_tuning;
mod general;
mod row;
mod workload;

use std::sync::LazyLock;

use super::input::Input;

/// Every input, in the order of the screen.
///
/// ```
/// use breakeven::scenario::inputs::INPUTS;
///
/// assert_eq!(INPUTS[0].path, "workload.queries_per_month");
/// assert_eq!(INPUTS[0].label, "Query volume");
/// ```
pub static INPUTS: LazyLock<Vec<Input>> = LazyLock::new(|| {
    [
        workload::ROWS,
        approach::PROMPTING_ROWS,
        approach::PROMPTED_MODEL_ROWS,
        approach::FINE_TUNING_ROWS,
        fine_tuning::ROWS,
        general::MONEY_AND_TIME_ROWS,
        general::CORRELATIONS_ROWS,
        decision::ROWS,
        general::ABOUT_ROWS,
    ]
    .concat()
});
