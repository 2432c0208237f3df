//! The command line: `breakeven [FILE…]` opens the window, the commands work without a display.
//!
//! - [`Arguments`], [`run`]: the commands
//! - [`report`]: `breakeven report`, the arguments and what is done with them
//! - [`prices`]: `breakeven prices`, the models of the price catalog
//! - [`tokens`]: `breakeven tokens`, how many tokens a prompt has
//! - [`actuals`]: `breakeven actuals`, what was billed beside what was planned
//! - [`training`]: `breakeven training`, what a training file holds and costs
//! - [`usage`]: `breakeven usage`, what a usage export says of the workload
//! - [`inputs`]: `breakeven inputs`, the table of inputs
//! - [`verify`]: `breakeven verify`, a report against the same worked out anew
//! - `filling`: scenario files that are filled in; `picked`: models whose prices are; `prices_in_use`: the catalog with the user's own entries
//! - `values`: what an argument's text means
//! - `terminal`: output, errors and the exit status

pub mod actuals;
mod filling;
pub mod inputs;
mod picked;
pub mod prices;
mod prices_in_use;
pub mod report;
mod terminal;
pub mod tokens;
pub mod training;
pub mod usage;
mod values;
pub mod verify;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::anyhow;
use clap::{Parser, Subcommand};

use crate::analysis::warnings::all_warnings;
use crate::files::store::{self, FileContent};
use crate::scenario::warnings::Warning;
use crate::scenario::words::with_plain_spaces;

use actuals::ActualsArguments;
use inputs::InputsArguments;
use prices::PricesArguments;
use prices_in_use::prices_in_use;
use report::arguments::ReportArguments;
use terminal::{complain, print};
use tokens::TokensArguments;
use training::TrainingArguments;
use usage::UsageArguments;
use verify::VerifyArguments;

pub use terminal::exit_code;

/// Prompt engineering or fine-tuning: what each costs, and when fine-tuning breaks even.
#[derive(Debug, Parser)]
#[command(
    name = "breakeven",
    version = concat!(env!("CARGO_PKG_VERSION"), " (", env!("BREAKEVEN_COMMIT"), ")"),
    args_conflicts_with_subcommands = true,
    after_help = "Exit status: 0 success, 1 invalid input, 2 wrong usage."
)]
pub struct Arguments {
    /// What to do; without it the window opens
    #[command(subcommand)]
    pub command: Option<CliCommand>,
    /// Scenarios to open in the window
    #[arg(value_parser = values::path())]
    pub files: Vec<PathBuf>,
}

/// A command that works without a window.
#[derive(Debug, Subcommand)]
pub enum CliCommand {
    /// Analyse a scenario and write a report or a chart
    Report(Box<ReportArguments>),
    /// Check whether scenarios are valid, and list inputs to check
    Check {
        /// Scenario files; FILE#2 is the second scenario of a report
        #[arg(required = true, value_parser = values::path())]
        files: Vec<PathBuf>,
    },
    /// Print the table of inputs: path, unit, allowed values, default and meaning
    Inputs(InputsArguments),
    /// Work a report out anew from the scenario in it, and say where it differs
    Verify(VerifyArguments),
    /// Count the tokens of a prompt, and fill them into a scenario
    Tokens(TokensArguments),
    /// Count the examples and tokens of a training file and what training on it costs, and fill them into a scenario
    Training(TrainingArguments),
    /// Read what was really billed, fill it into a scenario and compare it with the plan
    Actuals(ActualsArguments),
    /// Read a usage export of a provider or a gateway, and fill its volume, growth, tokens and cache hits into a scenario
    Usage(UsageArguments),
    /// List the models of the price catalog or of a public price list, and fill the prices of one into a scenario
    Prices(PricesArguments),
}

/// Reads the arguments. `Err` holds the exit status if there is nothing else to do: help was printed, or wrong usage complained about.
pub fn arguments() -> Result<Arguments, ExitCode> {
    Arguments::try_parse().map_err(|error| {
        if error.use_stderr() {
            complain(error.render().to_string().trim_end());
            return ExitCode::from(2);
        }
        exit_code(print(|out| write!(out, "{}", error.render())))
    })
}

/// Runs a command and prints the message of its error, if there is one.
pub fn run(command: CliCommand) -> ExitCode {
    exit_code(match command {
        CliCommand::Report(arguments) => report::run(&arguments),
        CliCommand::Check { files } => check(&files),
        CliCommand::Inputs(arguments) => inputs::run(&arguments),
        CliCommand::Verify(arguments) => verify::run(&arguments),
        CliCommand::Tokens(arguments) => tokens::run(&arguments),
        CliCommand::Actuals(arguments) => actuals::run(&arguments),
        CliCommand::Prices(arguments) => prices::run(&arguments),
        CliCommand::Training(arguments) => training::run(&arguments),
        CliCommand::Usage(arguments) => usage::run(&arguments),
    })
}

/// Prints for each file whether it is valid, with the warnings about its values. An error says how many files aren't.
fn check(files: &[PathBuf]) -> anyhow::Result<()> {
    let mut faults = 0;
    let prices = prices_in_use();
    for file in files {
        match store::open(file) {
            Ok(FileContent {
                scenario,
                left_out,
                corrections,
                ..
            }) => {
                print(|out| writeln!(out, "{}: valid", file.display()))?;
                for left_out in left_out {
                    print(|out| writeln!(out, "{}: note: left out, {left_out}", file.display()))?;
                }
                for correction in corrections {
                    print(|out| {
                        writeln!(
                            out,
                            "{}: note: made by an earlier version: {correction}",
                            file.display()
                        )
                    })?;
                }
                let mut warnings = all_warnings(&scenario);
                let marks = prices.marks(&scenario);
                warnings.extend(marks.into_iter().map(Warning::from));
                for warning in warnings {
                    let Warning { path, text } = warning;
                    let text = with_plain_spaces(&text);
                    print(|out| writeln!(out, "{}: note: {path}: {text}", file.display()))?;
                }
            }
            Err(error) => {
                faults += 1;
                complain(&error.to_string());
            }
        }
    }
    match faults {
        0 => Ok(()),
        1 => Err(anyhow!("1 of {} files is invalid", files.len())),
        _ => Err(anyhow!("{faults} of {} files are invalid", files.len())),
    }
}
