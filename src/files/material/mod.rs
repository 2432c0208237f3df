//! The user's own material, from which inputs are filled.
//!
//! - [`text`]: texts that are read whole, such as a prompt
//! - [`lines`]: files of any size, read in a stream and worked on by all cores
//! - [`progress`]: how far a file is read, and that the user gave it up

pub mod lines;
pub mod progress;
pub mod text;
