//! The program: it parses the arguments and starts the window or a command, which are both in the library.

use std::process::ExitCode;

use breakeven::app;
use breakeven::cli::{self, Arguments};
use clap::Parser as _;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match arguments.command {
        Some(command) => cli::run(command),
        None => cli::exit_code(app::run(arguments.files)),
    }
}
