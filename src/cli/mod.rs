//! The command line: `breakeven [FILE…]` opens the window, `breakeven report` and `breakeven check` work without a display.
//!
//! - [`Arguments`], [`run`]: the commands
//! - [`report`]: `breakeven report`, the arguments and what is done with them
//! - `values`: what an argument's text means
//! - `terminal`: output, errors and the exit status

pub mod report;
mod terminal;
mod values;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::anyhow;
use clap::{Parser, Subcommand};

use crate::files::store::{self, FileContent};
use crate::scenario::warnings::{Warning, warnings};

use report::arguments::ReportArguments;
use terminal::print;

pub use terminal::exit_code;

/// Prompt engineering or fine-tuning: what each costs, and where the curves cross.
#[derive(Debug, Parser)]
#[command(
    name = "breakeven",
    version = concat!(env!("CARGO_PKG_VERSION"), " (", env!("BREAKEVEN_COMMIT"), ")"),
    args_conflicts_with_subcommands = true,
    after_help = "Exit status: 0 done, 1 the input is at fault, 2 wrong usage."
)]
pub struct Arguments {
    /// What to do; without it the window opens
    #[command(subcommand)]
    pub command: Option<CliCommand>,
    /// Scenarios to open in the window
    pub files: Vec<PathBuf>,
}

/// A command that works without a window.
#[derive(Debug, Subcommand)]
pub enum CliCommand {
    /// Analyse a scenario, and print or draw what it comes to
    Report(Box<ReportArguments>),
    /// Say whether scenarios are valid, and what is worth a second look
    Check {
        /// The scenarios; of a report with several, FILE#2 is the second one
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
}

/// Runs a command and prints the message of its error, if there is one.
pub fn run(command: CliCommand) -> ExitCode {
    exit_code(match command {
        CliCommand::Report(arguments) => report::run(*arguments),
        CliCommand::Check { files } => check(&files),
    })
}

/// Prints for each file whether it is valid, with the warnings about its values. An error says how many files aren't.
fn check(files: &[PathBuf]) -> anyhow::Result<()> {
    let mut faults = 0;
    for file in files {
        match store::open(file) {
            Ok(FileContent {
                scenario, left_out, ..
            }) => {
                print(|out| writeln!(out, "{}: valid", file.display()))?;
                for left_out in left_out {
                    print(|out| writeln!(out, "{}: note: left out, {left_out}", file.display()))?;
                }
                for warning in warnings(&scenario) {
                    let Warning { path, text } = warning;
                    print(|out| writeln!(out, "{}: note: {path}: {text}", file.display()))?;
                }
            }
            Err(error) => {
                faults += 1;
                eprintln!("{error}");
            }
        }
    }
    match faults {
        0 => Ok(()),
        1 => Err(anyhow!("1 of {} files is not valid", files.len())),
        _ => Err(anyhow!("{faults} of {} files are not valid", files.len())),
    }
}
