//! The command line: `breakeven [FILE…]`, [`report`], `breakeven check`. None but the first needs a display. What is typed is read by
//! `values`.

pub mod report;
mod values;

use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context as _, anyhow};
use clap::{Parser, Subcommand};

use crate::files::store;
use crate::scenario::warnings::warnings;
use report::ReportArguments;

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
    pub command: Option<Task>,
    /// Scenarios to open in the window
    pub files: Vec<PathBuf>,
}

/// What can be done without a window.
#[derive(Debug, Subcommand)]
pub enum Task {
    /// Analyse a scenario, and print or draw what it comes to
    Report(Box<ReportArguments>),
    /// Say whether scenarios are valid, and what is worth a second look
    Check {
        /// The scenarios
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
}

/// Does a task; the message of an error is for the person who typed it.
pub fn run(task: Task) -> ExitCode {
    end(match task {
        Task::Report(arguments) => report::report(*arguments),
        Task::Check { files } => check(&files),
    })
}

/// The exit status; the message of an error goes to the terminal.
pub fn end(done: anyhow::Result<()>) -> ExitCode {
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("breakeven: {error:#}");
            match error.downcast_ref() {
                Some(WrongUsage(_)) => ExitCode::from(2),
                None => ExitCode::FAILURE,
            }
        }
    }
}

/// What was typed can't be meant, whatever the input holds.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct WrongUsage(String);

/// Prints to the terminal; a reader that had enough (`breakeven report … | head`) is no error.
fn print(write: impl FnOnce(&mut dyn io::Write) -> io::Result<()>) -> anyhow::Result<()> {
    match write(&mut io::stdout()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other.context("can’t write the output"),
    }
}

fn check(files: &[PathBuf]) -> anyhow::Result<()> {
    let mut faults = 0;
    for file in files {
        match store::read(file) {
            Ok(scenario) => {
                print(|out| writeln!(out, "{}: valid", file.display()))?;
                for warning in warnings(&scenario) {
                    let (path, text) = (warning.path, &warning.text);
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
