//! The manager of saved scenarios: the library folder's files with their verdicts, files from elsewhere, and the examples.
//!
//! - [`list`]: what is listed, and how it is kept up to date
//! - `recommendations`: what to do in each of them, computed in the background
//! - [`view`]: the panel, made of rows, which have keys of their own

pub mod list;
mod recommendations;
mod row;
mod row_keys;
pub mod view;
