//! Scenarios on disk: the file format and its versions, safe saving, the library folder, and the user's settings.
//!
//! The tour, most important first:
//!
//! - [`mod@format`]: text ↔ scenario, with errors that name line, column and field; `mistyped`: numbers that aren't as files have them;
//!   [`migrations`]: older versions of the format
//! - [`edit`]: keeps comments and layout of a file when its scenario is saved
//! - [`store`]: reads, saves, duplicates and renames a scenario's file, and moves it to the trash
//! - [`atomic`]: writing a file whole or not at all, by the calls of [`disk`]; `rights`: who may read it stays as it was; [`temporary`]: what
//!   a run that was killed left
//! - [`names`], [`error`]: names of files, and what is said if something fails
//! - [`digest`]: checksums of texts; [`today`]: the time
//! - [`limits`]: how large what is read may be; [`material`]: reading the user's own texts
//! - [`link`]: whether the file of an open document has changed since it was read or saved
//! - [`journal`]: unsaved work, kept for the next start after a crash
//! - [`library`]: the scenarios in the library folder, and changes to it by other programs
//! - [`settings`]: what the program remembers between runs; `tree`: merging it by field; `path_text`: its paths; [`locale`]: how the system
//!   writes numbers
//! - [`own_prices`]: the user's own price list
//! - [`embedded`]: a scenario inside a report, so that the report can be opened again; [`verify`]: whether a report is as the program makes it
//! - [`examples`]: the scenarios that come with the program
//!
//! A file that couldn't be read is never written over. Of the other modules, this one uses only [`crate::scenario`].

pub mod atomic;
pub mod digest;
pub mod disk;
pub mod edit;
pub mod embedded;
pub mod error;
pub mod examples;
pub mod format;
pub mod journal;
pub mod library;
pub mod limits;
pub mod link;
pub mod locale;
pub mod material;
pub mod migrations;
mod mistyped;
pub mod names;
pub mod own_prices;
mod path_text;
mod retry;
#[cfg(unix)]
mod rights;
pub mod settings;
pub mod store;
pub mod temporary;
pub mod today;
mod tree;
pub mod verify;
