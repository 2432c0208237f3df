//! The file of an open document, and whether it has changed since it was read or saved.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// The file of an open document, as it was when it was last read or written.
#[derive(Debug, Clone)]
pub struct FileLink {
    path: PathBuf,
    /// The path with symbolic links resolved, which identifies the file under any other path.
    resolved: Option<PathBuf>,
    /// When we last changed or read the file, so that a change by another program is noticed.
    modified: Option<SystemTime>,
}

/// How the file of an open document compares with what was read or saved last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileStatus {
    /// It is as it was read or saved, or the document has no file.
    Unchanged,
    /// Another program changed it.
    Changed,
    /// It was moved or deleted.
    Missing,
}

impl FileLink {
    /// A link to the file at `path` as it is now. Make it before reading the file, so that a write in between counts as a change by another
    /// program.
    pub fn new(path: PathBuf) -> Self {
        Self {
            resolved: path.canonicalize().ok(),
            modified: modified(&path),
            path,
        }
    }

    /// The file's path.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The file's path with symbolic links resolved; `None` if the file couldn't be found.
    pub fn resolved(&self) -> Option<&Path> {
        self.resolved.as_deref()
    }

    /// Compares the file with what was read or written last.
    pub fn file_status(&self) -> FileStatus {
        if !self.path.exists() {
            FileStatus::Missing
        } else if modified(&self.path) != self.modified {
            FileStatus::Changed
        } else {
            FileStatus::Unchanged
        }
    }

    /// Accepts the file as it is now: it was touched, but its content is the same.
    pub fn mark_seen(&mut self) {
        self.modified = modified(&self.path);
    }

    /// Whether `path` leads to this file, through whatever links. Reads the disk, so it isn't for use while drawing.
    pub fn is(&self, path: &Path) -> bool {
        let resolved = path.canonicalize().ok();
        self.path == path || (resolved.is_some() && self.resolved == resolved)
    }
}

/// When a file was last changed, if the file system says so.
fn modified(path: &Path) -> Option<SystemTime> {
    std::fs::metadata(path)
        .and_then(|data| data.modified())
        .ok()
}
