//! What a command leaves on the terminal: its output, the message of an error, and the exit status.

use std::io;
use std::process::ExitCode;

use anyhow::Context as _;

/// The exit status for a result; prints the message of an error.
pub fn exit_code(result: anyhow::Result<()>) -> ExitCode {
    match result {
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

/// Arguments that make no sense whatever the scenario holds: exit status 2.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(super) struct WrongUsage(pub(super) String);

/// Prints to the terminal. A reader that closes the pipe early (`breakeven report … | head`) is no error.
pub(super) fn print(
    write: impl FnOnce(&mut dyn io::Write) -> io::Result<()>,
) -> anyhow::Result<()> {
    match write(&mut io::stdout()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other.context("can’t write the output"),
    }
}
