//! Output on the terminal, the message of an error, and the exit status.

use std::io;
use std::process::ExitCode;

use anyhow::Context as _;

/// Prints the message of an error, and returns the exit status: 0 for success, 2 for wrong usage, 1 for any other error.
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

/// Arguments that are wrong whatever the scenario contains. The message says what to write instead.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(super) struct WrongUsage(pub(super) String);

/// Writes to standard output. A reader may close the pipe early, as in `breakeven report … | head`, which is not an error.
pub(super) fn print(
    write: impl FnOnce(&mut dyn io::Write) -> io::Result<()>,
) -> anyhow::Result<()> {
    match write(&mut io::stdout()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other.context("can’t write the output"),
    }
}
