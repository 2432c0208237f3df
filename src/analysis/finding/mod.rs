//! What an analysis found, in words: for the window, the report, presentations and JSON alike.
//!
//! The rest of [`analysis`](super) returns facts; every sentence and label about them is written here.
//!
//! - [`base`]: how the comparison ends at the base values, in one sentence and in a few words; [`key_figures`]: in figures
//! - [`risk`]: how sure that is, and what to measure first; `base_gap`: why the base case and the median simulation differ
//! - [`success`]: what is expected if fine-tuning may fail
//! - `drivers` and `map`: the sentences of a tornado's bar, a tipping value and a two-way map
//! - [`credibility`]: how far the finding can be believed
//! - [`calendar`]: moments and spans of months
//! - `labels`: the names of approaches and phases

pub mod base;
mod base_gap;
pub mod calendar;
pub mod credibility;
mod drivers;
pub mod key_figures;
mod labels;
pub mod map;
pub mod risk;
pub mod success;
