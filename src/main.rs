//! The program: it parses the arguments and starts the window or a command, which are both in the library.

use std::process::ExitCode;

use breakeven::app;
use breakeven::cli;

fn main() -> ExitCode {
    let arguments = match cli::arguments() {
        Ok(arguments) => arguments,
        Err(status) => return status,
    };
    match arguments.command {
        Some(command) => cli::run(command),
        None => cli::exit_code(app::run(arguments.files)),
    }
}
