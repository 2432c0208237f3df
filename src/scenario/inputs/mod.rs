//! The one table of inputs. Each input of a scenario is described once, in a row of [`INPUTS`]; code that shows, names, changes or varies an
//! input uses that row instead of the field.
//!
//! - `table`: the rows, by part of the scenario
//! - `input`: a row, [`Input`], and how its value is read from text and described
//! - `value`: the kinds of values; `field`: how a value is read from and stored in a field of each type
//! - `lookup`: [`find`] and other questions to the whole table
//! - `source`: how an input is set, where its value comes from, and that a source goes with its value
//! - `calendar`: months as people type and read them
//! - `difference`: what differs between two scenarios
//! - `section`: where an input stands on the screen; `error`: why an input refuses a value
//!
//! ```
//! use breakeven::scenario::Scenario;
//! use breakeven::scenario::inputs::{self, Notation};
//!
//! let mut scenario = Scenario::default();
//! let queries = inputs::find("workload.queries_per_month").expect("an input at this path");
//! let typed = queries.read("20k to 60k", Notation::Screen)?;
//! queries.set(&mut scenario, typed)?;
//! assert_eq!(queries.describe(&scenario), "20k to 60k\u{a0}per month");
//! # Ok::<(), inputs::InputError>(())
//! ```

mod calendar;
mod difference;
mod error;
mod field;
mod input;
mod lookup;
mod section;
mod source;
mod table;
mod value;

pub use difference::{Difference, differences};
pub use error::InputError;
pub use input::Input;
pub use lookup::{
    did_you_mean, estimates, find, has_ranges, is_uncertain, misplaced_correlation, name_at,
    nearest_path, uncertain,
};
pub use section::Section;
pub use source::{
    DOCUMENTED, FROM_CATALOG, FROM_EVALUATION, LIST_PRICE, OWN_PRICE_LIST, SET_ON_COMMAND_LINE,
    TYPED_BY_HAND, USUAL_RANGE, is_token_price, source_in_words, token_prices,
};
pub use table::INPUTS;
pub use value::{Kind, Notation, Value};
