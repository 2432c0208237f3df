//! The link from an open document to its file, which notices if the file has changed since it was read or saved.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// The file of an open document, as it was when it was last read or written.
#[derive(Debug, Clone)]
pub struct FileLink {
    path: PathBuf,
    /// The path with symbolic links resolved, by which the file is recognised under another path.
    resolved: Option<PathBuf>,
    /// The file's time of change when the program last read or wrote it. Another time means that another program has changed it.
    modified: Option<SystemTime>,
}

/// What has become of the file of an open document since it was last read or saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileStatus {
    /// The file is as it was, or the document has no file.
    Unchanged,
    /// Another program has changed the file.
    Changed,
    /// The file was moved or deleted.
    Missing,
}

impl FileLink {
    /// A link to the file at `path` as it is now. Create the link before you read the file: a write in between then counts as a change by
    /// another program.
    pub fn new(path: PathBuf) -> Self {
        Self {
            resolved: path.canonicalize().ok(),
            modified: modified(&path),
            path,
        }
    }

    /// A link to a file that has changed since it was read, so that it isn't replaced without asking.
    pub fn to_changed(path: PathBuf) -> Self {
        Self {
            modified: None,
            ..Self::new(path)
        }
    }

    /// The path by which the document was opened or saved.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The path with symbolic links resolved; `None` if there was no file when the link was created.
    pub fn resolved(&self) -> Option<&Path> {
        self.resolved.as_deref()
    }

    /// Looks at the disk for what has become of the file.
    pub fn file_status(&self) -> FileStatus {
        if !self.path.exists() {
            FileStatus::Missing
        } else if modified(&self.path) != self.modified {
            FileStatus::Changed
        } else {
            FileStatus::Unchanged
        }
    }

    /// Whether `path` leads to this file, through any symbolic links. It reads the disk, so don't call it while drawing.
    pub fn is(&self, path: &Path) -> bool {
        let resolved = path.canonicalize().ok();
        self.path == path || (resolved.is_some() && self.resolved == resolved)
    }
}

/// When a file was last changed; `None` if there is no file or the file system doesn't say.
fn modified(path: &Path) -> Option<SystemTime> {
    std::fs::metadata(path)
        .and_then(|data| data.modified())
        .ok()
}
