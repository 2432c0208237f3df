//! A usage export becomes workload: how many queries a month, how many tokens each, and what share of them is cached.
//!
//! The tour, in the order in which a file goes through it:
//! - `read`: telling what a file is, and reading it in a stream
//! - `table` and `json`: its rows; `pieces` takes JSON apart into them, and `slots` into their cells
//! - `batch`: rows on their way from the core that reads them to the one that works on them
//! - [`form`]: the forms; `names`: what their columns are called; `field`: the columns that are looked at, all others are never kept
//! - [`mapping`]: columns named by hand
//! - `row`: what a row says; `details`: usage that stands in it as JSON
//! - `meaning`: what it means in each reading that is possible, apart from the text
//! - [`reading`]: the ways of reading numbers and dates that a single one leaves open; [`notation`], `number`, `date`, `scan`
//! - `collect`: taking rows in; `seen`: which were there before; `tally`: what they add up to; [`amounts`]: sums
//! - [`export`]: what a file holds; [`problem`] and [`error`]: what is wrong with it
//! - [`months`]: its months, and which are complete
//! - [`growth`]: how fast the volume grows; [`hours`]: in which hours of the week queries arrive
//! - [`summary`]: what follows for a scenario; `words`: it in sentences; [`filling`]: filling it in

pub mod amounts;
mod batch;
mod collect;
mod date;
mod details;
pub mod error;
pub mod export;
mod field;
pub mod filling;
pub mod form;
pub mod growth;
pub mod hours;
mod json;
pub mod mapping;
mod meaning;
pub mod months;
mod names;
pub mod notation;
mod number;
mod pieces;
pub mod problem;
mod read;
pub mod reading;
mod row;
mod scan;
mod seen;
mod slots;
pub mod summary;
mod table;
mod tally;
#[cfg(test)]
mod testing;
mod words;

pub use amounts::Amounts;
pub use batch::{Batch, InOrder, WorkedBatch};
pub(in crate::evidence) use date::certain_day;
pub use error::UsageError;
pub use export::{LeftOut, UsageExport};
pub use form::Form;
pub(in crate::evidence) use form::is_known_form;
pub use growth::{Growth, GrowthBasis};
pub use hours::HourPattern;
pub use mapping::{COLUMNS, Mapping, Preview, header_key};
pub use months::UsageMonth;
pub use notation::{DateOrder, Decimals};
pub(in crate::evidence) use number::read as read_number;
pub use read::{read, read_in_order};
pub use summary::UsageSummary;
pub use tally::{HOURS_OF_WEEK, Week};
