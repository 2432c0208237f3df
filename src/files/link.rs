//! What has become of the file of an open scenario.

use std::path::Path;
use std::time::SystemTime;

/// What has become of the open file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OnDisk {
    /// It is as it was read or saved, or there is none.
    AsLeft,
    /// Somebody else changed it.
    Changed,
    /// It was moved or deleted.
    Gone,
}

/// What has become of the file at `path`, if there is one, which was last changed by us at `seen`.
pub fn on_disk(path: Option<&Path>, seen: Option<SystemTime>) -> OnDisk {
    match path {
        Some(path) if !path.exists() => OnDisk::Gone,
        Some(path) if modified(path) != seen => OnDisk::Changed,
        _ => OnDisk::AsLeft,
    }
}

/// When a file was changed last, where its file system tells.
pub fn modified(path: &Path) -> Option<SystemTime> {
    std::fs::metadata(path)
        .and_then(|data| data.modified())
        .ok()
}
