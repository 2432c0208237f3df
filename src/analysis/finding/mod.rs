//! What an analysis found, in words: for the window, the report, presentations and JSON alike.
//!
//! - [`verdict`]: the finding at base, in one sentence, in a word, and as key figures
//! - [`risk`]: how sure it is, and what to measure first
//! - [`calendar`]: moments and spans of months

pub mod calendar;
pub mod risk;
pub mod verdict;
