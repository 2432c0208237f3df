//! Scenarios on disk: the file format and its versions, safe saving, the library folder, and the user's settings.
//!
//! - [`mod@format`]: text ↔ scenario, with errors that name line, column and field
//! - [`migrations`]: older versions of the format
//! - [`store`]: reading, saving, duplicating, renaming, moving to the trash
//! - [`atomic`], [`names`], [`error`]: atomic writing, file names, errors
//! - [`library`]: the scenarios in the library folder, and changes to it by other programs
//! - [`settings`]: what the program remembers between runs
//! - [`link`]: whether the file of an open document has changed
//! - [`embedded`]: a scenario inside a report, written there and read again
//! - [`examples`]: the scenarios that come with the program
//!
//! Knows [`crate::scenario`] only.

pub mod atomic;
pub mod embedded;
pub mod error;
pub mod examples;
pub mod format;
pub mod library;
pub mod link;
pub mod migrations;
pub mod names;
pub mod settings;
pub mod store;
