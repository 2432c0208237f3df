//! Arguments and start-up errors in plain words; everything else is in the library.

use std::process::ExitCode;

use breakeven::app;
use breakeven::cli::{self, Arguments};
use clap::Parser as _;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match arguments.command {
        Some(task) => cli::run(task),
        None => cli::end(app::run(arguments.files)),
    }
}
