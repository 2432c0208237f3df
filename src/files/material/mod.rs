//! The user's own material, from which inputs are filled.
//!
//! - [`text`]: texts that are read whole, such as a prompt
//! - [`cores`]: a stream of parts, worked on by all cores
//! - [`lines`]: files of any size, read in blocks of lines; `array`: one JSON array as lines
//! - [`progress`]: how far a file is read, and that the user gave it up

mod array;
pub mod cores;
pub mod lines;
pub mod progress;
pub mod text;

use std::fs;
use std::path::Path;

use super::error::{StoreError, check_name, instead_of_a_file, io_error};

/// Opens a file, and says how large it is. `what` is what it should be: "a text file".
fn open_file(path: &Path, what: &str) -> Result<(fs::File, u64), StoreError> {
    check_name(path)?;
    let metadata = fs::metadata(path).map_err(io_error(path, "read it"))?;
    if let Some(kind) = instead_of_a_file(&metadata) {
        let instead = if metadata.is_dir() {
            ""
        } else {
            "; a hyphen stands for standard input"
        };
        return Err(unusable(path, format!("it is {kind}, not {what}{instead}")));
    }
    let file = fs::File::open(path).map_err(io_error(path, "read it"))?;
    Ok((file, metadata.len()))
}

fn unusable(path: &Path, problem: String) -> StoreError {
    StoreError::NoText {
        path: path.to_owned(),
        problem,
    }
}

/// What is said of a file that begins as UTF-16 text does; `None` for any other.
fn utf_16(beginning: &[u8]) -> Option<&'static str> {
    let marks = [[0xff, 0xfe], [0xfe, 0xff]];
    let is_marked = marks.iter().any(|mark| beginning.starts_with(mark));
    is_marked.then_some("it is UTF-16 text; save it as UTF-8")
}
