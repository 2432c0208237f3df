//! Scenario files, right and wrong. An error names line, column and field and says what is allowed, and nothing panics.
//!
//! - [`fields`]: each field alone, driven by the table of inputs
//! - [`version_1`]: files of the first version of the format
//! - [`texts`]: whole files: versions, defaults, and texts that are no scenario
//! - [`mistyped`]: numbers as people type them, and files don't have them
//! - [`kept`]: a save keeps comments and layout
//! - [`saving`]: saving, duplicating, renaming
//! - [`faults`]: each call of the system fails in turn; [`rights`]: who may read a file stays as it was
//! - [`library`]: names of files, and the list of a folder
//! - [`limits`]: what is too large is refused in a sentence
//! - [`found`]: what fuzzing found
//! - [`settings`]: what the program remembers; [`merging`]: by several windows
//! - [`journal`]: unsaved work; [`journal_faults`]: on a disk that fails
//! - [`round_trip`]: what is saved is what is read, and an edit changes a line
//! - [`reports`]: reports as other programs leave them

mod faults;
mod fields;
mod found;
mod journal;
mod journal_faults;
mod kept;
mod library;
mod limits;
mod merging;
mod mistyped;
mod reports;
#[cfg(target_os = "linux")]
mod rights;
mod round_trip;
mod saving;
mod settings;
mod texts;
mod version_1;

use breakeven::files::format::{self, FormatError};
use breakeven::scenario::Scenario;

fn read(text: &str) -> Result<Scenario, FormatError> {
    format::read(text)
}
