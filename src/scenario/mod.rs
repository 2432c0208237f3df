//! What the user states: the scenario of MODEL.md §1, and the one table of its inputs.
//!
//! The tour, most important first:
//!
//! - [`model`]: the structs, a field a line, each with its type (which carries the domain) and its default
//! - [`inputs`]: **the table**: every input described once (path, label, unit, domain, help, get, set). The editor, `--set`,
//!   error messages and reports are driven by it
//! - [`estimate`] and [`domain`]: uncertain numbers, and the values that they may take; [`distribution`]: their distributions
//! - [`names`]: currency, calendar month and the other fields that aren't numbers
//! - [`quantity`]: units, and numbers as people type and read them ("40k", "20k to 60k", "15%")
//! - [`knobs`]: the settings of a decision: thresholds and levers
//! - [`warnings`]: values that are valid but probably a mistake
//!
//! A [`Scenario`] is always valid: its fields are checked when they are created. Nothing here knows a screen, a file or a clock.

pub mod distribution;
pub mod domain;
pub mod estimate;
pub mod inputs;
pub mod knobs;
pub mod model;
pub mod names;
pub mod quantity;
mod scale;
mod sparse;
pub mod warnings;

pub use estimate::{BoundedEstimate, BoundedNumber, Estimate};
pub use model::{
    Decision, Effort, Evaluation, FineTuning, Hosting, Latency, LongContext, Price, Prompting,
    Scenario, Serving, Training, TrainingData, Workload, one_line, short_name,
};
pub use names::{AtRetirement, Currency, FormatVersion, Month};
