//! Plain text: to read, and for programs.
//!
//! - [`summary`]: the finding, for people
//! - [`decision`]: what to do and why, and the plan
//! - [`json`]: everything, for programs
//! - [`csv`]: months, draws and comparisons as tables

pub mod csv;
pub mod decision;
pub mod json;
pub mod summary;
