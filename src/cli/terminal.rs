//! Output on the terminal, the message of an error, and the exit status.

use std::io::{self, Write as _};
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context as _, anyhow};

use crate::files::atomic::{UNCONFIRMED, Written};
use crate::scenario::plain_text;

/// Prints the message of an error, and returns the exit status: 0 for success, 2 for wrong usage, 1 for any other error.
pub fn exit_code(result: anyhow::Result<()>) -> ExitCode {
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            complain(&format!("breakeven: {error:#}"));
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

/// Whether what was written to a file is on the disk.
pub(super) fn confirmed(path: &Path, written: Written) -> anyhow::Result<()> {
    match written {
        Written::OnDisk => Ok(()),
        Written::Unconfirmed => Err(anyhow!("{}: written, but {UNCONFIRMED}", path.display())),
    }
}

/// Writes a line to standard error, without what would change the terminal. Where that can't be written, there is nobody to tell.
pub(super) fn complain(text: &str) {
    let _ = writeln!(io::stderr(), "{}", plain_text(text));
}

/// Writes to standard output, to the last byte: what stays in a buffer would be lost without a word if, say, the disk is full. A reader may
/// close the pipe early, as in `breakeven report … | head`, which is not an error.
pub(super) fn print(
    write: impl FnOnce(&mut dyn io::Write) -> io::Result<()>,
) -> anyhow::Result<()> {
    let mut out = io::stdout();
    match write(&mut out).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other.context("can’t write the output"),
    }
}
