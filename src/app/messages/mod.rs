//! What the user can ask for, and the words for it that all rooms share. Nothing here draws or changes anything.
//!
//! - [`action`]: everything that views can send; [`after_leaving`]: what follows once the open scenario is left
//! - [`command`]: what can be asked for from anywhere, each a row of [`command_table`]
//! - [`path_purpose`]: why a path is asked for; [`export_target`]: what can be exported, and in which formats
//! - [`screen`]: tabs, pages and views that commands choose between

pub mod action;
pub mod after_leaving;
pub mod command;
pub mod command_table;
pub mod export_target;
pub mod path_purpose;
pub mod screen;
