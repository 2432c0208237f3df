//! What the user states: the scenario of docs/scenario-files.md, and the one table of its inputs.
//!
//! The tour, most important first:
//!
//! - [`model`]: the structs, a field a line, each with its type (which carries the domain) and its default
//! - [`inputs`]: **the table**, which describes every input once: path, label, unit, domain, help, how to read and set it. The editor,
//!   `--set`, error messages and reports all use it
//! - [`estimate`] and [`domain`]: uncertain numbers, and the values that they may take; [`distribution`]: their quantiles
//! - [`names`]: currency, calendar month and the other fields that aren't numbers; [`price_steps`]: announced changes of prices;
//!   [`correlations`]: inputs that move together; [`actuals`]: what was really billed
//! - [`quantity`]: units, and numbers as people type and read them ("40k", "20k to 60k", "15%")
//! - `running_cost`: whether an approach has prices yet; `caching`: how much of a prompt is read from a cache;
//!   [`essentials`]: what has to be stated before a comparison can be believed
//! - [`knobs`]: the settings of a decision: thresholds and levers
//! - [`record`]: what made a result, when, and of what
//! - [`warnings`](mod@warnings): values that are valid but probably a mistake
//! - [`words`]: the case of a text's first letter
//!
//! A [`Scenario`] is valid as soon as it exists, because its fields are checked when they are created; the defaults are valid too, and
//! describe two approaches whose tokens are still free. Nothing here depends on a screen, a file or a clock.
//!
//! ```
//! use breakeven::scenario::{BoundedEstimate, Estimate, Scenario};
//!
//! let mut scenario = Scenario::default();
//! scenario.workload.queries_per_month = BoundedEstimate::new(Estimate::Range { low: 2e4, high: 6e4 })?;
//! assert_eq!(scenario.title(), "Untitled scenario");
//! assert_eq!(scenario.workload.queries_per_month.base().round(), 34_641.0);
//! # Ok::<(), breakeven::scenario::estimate::EstimateError>(())
//! ```

pub mod actuals;
pub(crate) mod caching;
pub mod correlations;
pub mod distribution;
pub mod domain;
pub mod essentials;
pub mod estimate;
pub mod inputs;
pub mod knobs;
pub mod limits;
pub mod model;
pub mod names;
pub mod price_steps;
pub mod quantity;
pub mod record;
pub mod retirement;
mod running_cost;
mod scale;
mod sparse;
pub mod warnings;
pub mod words;

pub use estimate::{BoundedEstimate, BoundedNumber, Estimate};
pub use model::{
    Decision, Effort, Evaluation, FineTuning, Hosting, Latency, LongContext, Price, Prompting,
    Scenario, Serving, Training, TrainingData, Workload, one_line, plain_text, short_name,
};
pub use names::{AtRetirement, Billing, Currency, FormatVersion, Month, day_in_words};
