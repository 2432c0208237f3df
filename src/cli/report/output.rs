//! Where a report goes: to the terminal or into a file.

use std::io::{self, IsTerminal as _};
use std::path::{Path, PathBuf};

use anyhow::anyhow;

use crate::cli::terminal::print;
use crate::export::format::Format;
use crate::files::{atomic, names};

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

    /// Refuses to write a picture or a spreadsheet where a person would read it.
    pub(super) fn check(&self, format: Format) -> anyhow::Result<()> {
        if matches!(self, Self::Terminal) && format.is_binary() && io::stdout().is_terminal() {
            return Err(anyhow!(
                "{} is nothing to read on a terminal; name a file with -o",
                format.key()
            ));
        }
        Ok(())
    }

    /// Writes the report, but not over one of the `sources` that it was made from.
    pub(super) fn write(
        &self,
        sources: &[PathBuf],
        report: impl FnOnce(&mut dyn io::Write) -> io::Result<()>,
    ) -> anyhow::Result<()> {
        let path = match self {
            Self::Terminal => return print(report),
            Self::File(path) => path,
        };
        if sources.iter().any(|source| is_same_file(source, path)) {
            return Err(anyhow!(
                "{}: the report would replace the scenario itself; choose another file",
                path.display()
            ));
        }
        if names::missing_folder(path).is_some() {
            return Err(anyhow!("{}: there is no such folder", path.display()));
        }
        Ok(atomic::write_atomically_with(path, report)?)
    }
}

/// Whether both paths lead to the same file, through any symbolic links. A file that doesn't exist is no other one.
fn is_same_file(one: &Path, other: &Path) -> bool {
    match (one.canonicalize(), other.canonicalize()) {
        (Ok(one), Ok(other)) => one == other,
        _ => false,
    }
}
