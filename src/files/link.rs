//! The file of an open scenario, and what becomes of it while the scenario is open.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// The file of an open scenario, as it was when it was last read or written.
#[derive(Debug, Clone)]
pub struct FileLink {
    path: PathBuf,
    /// The file without links, by which it is known again under another path.
    resolved: Option<PathBuf>,
    /// When the file was last changed by us, to notice when somebody else did.
    modified: Option<SystemTime>,
}

/// What has become of the file of an open scenario.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OnDisk {
    /// It is as it was read or saved, or there is none.
    AsLeft,
    /// Somebody else changed it.
    Changed,
    /// It was moved or deleted.
    Gone,
}

impl FileLink {
    /// A link to the file at `path` as it is now. To be made before the file is read: what is written in between then counts as changed by
    /// somebody else.
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

    /// The file's path without links; `None` if it couldn't be found.
    pub fn resolved(&self) -> Option<&Path> {
        self.resolved.as_deref()
    }

    /// What has become of the file since it was read or written.
    pub fn on_disk(&self) -> OnDisk {
        if !self.path.exists() {
            OnDisk::Gone
        } else if modified(&self.path) != self.modified {
            OnDisk::Changed
        } else {
            OnDisk::AsLeft
        }
    }

    /// Notes that the file was touched, but holds what it held.
    pub fn mark_seen(&mut self) {
        self.modified = modified(&self.path);
    }

    /// Whether `path` is this file, by whatever path either was reached. Asks the disk: not for use while drawing.
    pub fn is(&self, path: &Path) -> bool {
        let resolved = path.canonicalize().ok();
        self.path == path || (resolved.is_some() && self.resolved == resolved)
    }
}

/// When a file was changed last, if its file system tells.
fn modified(path: &Path) -> Option<SystemTime> {
    std::fs::metadata(path)
        .and_then(|data| data.modified())
        .ok()
}
