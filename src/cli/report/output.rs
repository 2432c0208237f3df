//! Where a report goes: to the terminal or into a file.

use std::io::{self, IsTerminal as _};
use std::path::{Path, PathBuf};

use anyhow::anyhow;

use crate::cli::terminal::{confirmed, print};
use crate::export::format::Format;
use crate::files::{atomic, names, store};

/// The destination of `-o`.
pub(super) enum Output {
    /// Standard output.
    Terminal,
    /// The file at this path.
    File(PathBuf),
}

impl Output {
    /// The destination that `-o` names; without it, and with "-", standard output.
    pub(super) fn new(path: Option<PathBuf>) -> Self {
        match path {
            Some(path) if path.as_os_str() != "-" => Self::File(path),
            _ => Self::Terminal,
        }
    }

    /// Whether it is a file on the disk: neither standard output nor a device or a pipe.
    pub(super) fn is_file(&self) -> bool {
        match self {
            Self::Terminal => false,
            Self::File(path) => !path.exists() || path.is_file(),
        }
    }

    /// Refuses what can't be written there: a picture or a spreadsheet where a person would read it, a file that takes the place of one of
    /// `sources`, and a place where no file can be.
    pub(super) fn check(&self, format: Format, sources: &[PathBuf]) -> anyhow::Result<()> {
        let path = match self {
            Self::Terminal if format.is_binary() && io::stdout().is_terminal() => {
                return Err(anyhow!(
                    "{} can’t be shown in a terminal; name a file with -o",
                    format.key()
                ));
            }
            Self::Terminal => return Ok(()),
            Self::File(path) => path,
        };
        if sources.iter().any(|source| is_same_file(source, path)) {
            return Err(anyhow!(
                "{}: the report would replace the scenario; choose another file",
                path.display()
            ));
        }
        if store::is_read_only(path) {
            return Err(anyhow!(
                "{}: the file is read-only; choose another name, or remove it first",
                path.display()
            ));
        }
        if names::missing_folder(path).is_some() {
            return Err(anyhow!("{}: there is no such folder", path.display()));
        }
        Ok(atomic::check_writable(path)?)
    }

    /// Writes the report.
    pub(super) fn write(
        &self,
        report: impl FnOnce(&mut dyn io::Write) -> io::Result<()>,
    ) -> anyhow::Result<()> {
        match self {
            Self::Terminal => print(report),
            Self::File(path) => confirmed(path, atomic::write_atomically_with(path, report)?),
        }
    }
}

/// Whether both paths lead to the same file, through any symbolic links. A file that doesn't exist is no other one.
fn is_same_file(one: &Path, other: &Path) -> bool {
    match (one.canonicalize(), other.canonicalize()) {
        (Ok(one), Ok(other)) => one == other,
        _ => false,
    }
}
