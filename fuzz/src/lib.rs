//! The readers of the program, fed with what libFuzzer makes of valid files. ../docs/robustness.md says how to run them, and what came
//! of it.
//!
//! - `readers`: each reader with what the program does next with what it read
//! - `bars`: time and memory that an input may take
//! - `mutation`: mutations of texts and PDFs that keep them nearly valid; `enlarging`: makes files of megabytes of small ones
//!
//! The rooms with the readers are compiled from the program's own files. They know no others, so that nothing of the window is built.

// What the rooms have for others isn't needed here.
#[allow(dead_code, unused_imports, clippy::all, clippy::pedantic)]
#[path = "../../src/evidence/mod.rs"]
mod evidence;
#[allow(dead_code, unused_imports, clippy::all, clippy::pedantic)]
#[path = "../../src/files/mod.rs"]
mod files;
#[allow(dead_code, unused_imports, clippy::all, clippy::pedantic)]
#[path = "../../src/scenario/mod.rs"]
mod scenario;

mod bars;
mod enlarging;
pub mod mutation;
mod numbers;
pub mod readers;

pub use bars::within_bars;
