//! Units, and numbers as people type and read them.
//!
//! - [`parse()`] reads typed numbers: "40k", "$1.2M", "15%", "3*1200", "20k to 60k", "10k / 30k / 90k"; [`read_list`] a column of them
//! - [`Unit::exact`] writes a number so that reading it gives the same number again
//! - [`money`], [`count`], [`percent`] and their neighbours write rounded figures for charts and sentences; [`MoneyRow`] those that a reader
//!   subtracts from each other

mod format;
pub mod parse;
mod unit;

pub(in crate::scenario) use format::grouped;
pub use format::{
    MoneyRow, count, count_with_noun, fixed, full_count, money, money_range, per_thousand_queries,
    percent, rough_money, rough_signed_money, saving_in_words, saving_range, share, signed_money,
    significant,
};
pub use parse::{
    List, ListError, Notation, ParseNumberError, Reading, Typed, parse, parse_in_file_unit, read,
    read_list,
};
pub use unit::{Unit, distinguishable, with_unit};
