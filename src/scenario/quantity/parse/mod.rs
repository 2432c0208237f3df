//! Reads numbers as people type them. Whatever could be meant in two ways is refused, with what could be meant.
//!
//! ```text
//! estimate  sum  |  sum "to" sum  |  product "/" product "/" product        (estimate.rs)
//! sum       product { ("+" | "−") product } [ending]                          (arithmetic.rs)
//! product   value { ("*" | "×" | "·" | "x" | "/" | "÷" | "% of") value }
//! value     "(" sum ")"  |  ["−"] [currency] number [currency] ["%" | "¢"]
//! number    digits ["e" exponent] ["k" | "M" | "bn" | "million" …]            (number.rs)
//! digits    123456.789  |  123,456.789  |  123 456.789  |  123'456  |  123_456  (grouping.rs)
//! ending    "tokens", "per month", "/day", "a year" …                         (rate.rs)
//! ```
//!
//! - `characters` comes first: it drops what can't be seen, and reads every width of space and digit and every minus sign
//! - `tokens` splits the text into numbers, words and signs
//! - `list` reads a pasted column
//!
//! No library reads arithmetic with currencies, size letters, grouped digits and ranges, so all of it is parsed here, by recursive descent.

mod arithmetic;
mod characters;
mod error;
mod estimate;
mod grouping;
mod list;
mod number;
mod rate;
mod tokens;

use crate::scenario::estimate::Estimate;

use super::unit::Unit;

pub use error::ParseNumberError;
pub use estimate::{Notation, Reading, Typed, read};
pub use list::{List, ListError, read_list};

/// Reads an estimate as it is typed into a field of the given unit. In a percent field "15" and "15%" are both 0.15.
///
/// ```
/// use breakeven::scenario::Estimate;
/// use breakeven::scenario::quantity::{Unit, parse};
///
/// assert_eq!(parse("15", Unit::Percent(""))?, Estimate::Exact(0.15));
/// assert_eq!(parse("$1.2M", Unit::Money(""))?, Estimate::Exact(1_200_000.0));
/// assert_eq!(parse("3*1200", Unit::None)?, Estimate::Exact(3600.0));
/// assert_eq!(parse("1,500/day", Unit::Count("a month"))?, Estimate::Exact(45_625.0));
/// // The size letter counts for both numbers.
/// assert_eq!(parse("20 to 60k", Unit::None)?, Estimate::Range { low: 20_000.0, high: 60_000.0 });
/// assert!(parse("1,5", Unit::None).is_err());
/// # Ok::<(), breakeven::scenario::quantity::ParseNumberError>(())
/// ```
pub fn parse(text: &str, unit: Unit) -> Result<Estimate, ParseNumberError> {
    read(text, unit, Notation::Screen).map(|typed| typed.estimate)
}

/// Reads an estimate in the unit of files, in which a share is a fraction: "0.15" and "15%" are both 0.15.
///
/// ```
/// use breakeven::scenario::Estimate;
/// use breakeven::scenario::quantity::{Unit, parse_in_file_unit};
///
/// assert_eq!(parse_in_file_unit("0.15", Unit::Percent(""))?, Estimate::Exact(0.15));
/// assert_eq!(parse_in_file_unit("15%", Unit::Percent(""))?, Estimate::Exact(0.15));
/// # Ok::<(), breakeven::scenario::quantity::ParseNumberError>(())
/// ```
pub fn parse_in_file_unit(text: &str, unit: Unit) -> Result<Estimate, ParseNumberError> {
    read(text, unit, Notation::File).map(|typed| typed.estimate)
}
