//! The formats that are plain text: some for people, some for programs.
//!
//! - [`summary`]: the finding, for people
//! - [`decision`]: what to do and why, and the plan for the move
//! - [`json`]: everything, for programs; `json_decision` is its part about the decision
//! - [`csv`]: months, draws and comparisons as tables; [`table`]: how their cells are written

pub mod csv;
pub mod decision;
pub mod json;
mod json_decision;
pub mod summary;
pub mod table;
