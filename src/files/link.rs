//! The link from an open document to its file, which notices if the file has changed since it was read or saved.
//!
//! What counts is the content: a file that was copied back, synchronised or checked out may have the time of the one before it.

use std::cell::Cell;
use std::fs::{self, Metadata};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use super::limits::MAX_SCENARIO_BYTES;

/// The file of an open document, as it was when it was last read or written.
#[derive(Debug, Clone)]
pub struct FileLink {
    path: PathBuf,
    /// The path with symbolic links resolved, by which the file is recognised under another path.
    resolved: Option<PathBuf>,
    /// What the file held when the program last read or wrote it.
    content: Arc<str>,
    /// What the system said of the file when it last held that content. As long as it says the same, the file isn't read again.
    stamp: Cell<Option<Stamp>>,
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
    /// The system doesn't say.
    Unknown,
}

impl FileLink {
    /// A link to the file at `path`, which held this content when it was read or written. What is there now may be another program's.
    pub fn new(path: PathBuf, content: Arc<str>) -> Self {
        Self {
            resolved: path.canonicalize().ok(),
            content,
            stamp: Cell::new(None),
            path,
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

    /// Looks at the disk for what has become of the file. A file of which the system says the same as before isn't read: a change of the
    /// same moment and length may go unnoticed until [`Self::read_status`].
    pub fn file_status(&self) -> FileStatus {
        match Stamp::of(&self.path) {
            Ok(stamp) if stamp.is_some() && stamp == self.stamp.get() => FileStatus::Unchanged,
            _ => self.read_status(),
        }
    }

    /// Reads the file for what has become of it, as is due before it is replaced.
    pub fn read_status(&self) -> FileStatus {
        // Before it is read: what changes meanwhile is noticed the next time.
        let stamp = match Stamp::of(&self.path) {
            Ok(stamp) => stamp,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return FileStatus::Missing,
            Err(_) => return FileStatus::Unknown,
        };
        match self.holds_content() {
            Ok(true) => {
                self.stamp.set(stamp);
                FileStatus::Unchanged
            }
            Ok(false) => FileStatus::Changed,
            Err(error) if error.kind() == io::ErrorKind::NotFound => FileStatus::Missing,
            Err(_) => FileStatus::Unknown,
        }
    }

    fn holds_content(&self) -> io::Result<bool> {
        // A pipe in its place would keep its reader waiting.
        if !fs::metadata(&self.path)?.is_file() {
            return Ok(false);
        }
        let mut bytes = Vec::with_capacity(self.content.len() + 1);
        let file = fs::File::open(&self.path)?;
        file.take(MAX_SCENARIO_BYTES + 1).read_to_end(&mut bytes)?;
        Ok(bytes == self.content.as_bytes())
    }

    /// Whether `path` leads to this file, through any symbolic links. It reads the disk, so don't call it while drawing.
    pub fn is(&self, path: &Path) -> bool {
        let resolved = path.canonicalize().ok();
        self.path == path || (resolved.is_some() && self.resolved == resolved)
    }
}

/// What the system says of a file, from which a change can be told without reading it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Stamp {
    bytes: u64,
    modified: SystemTime,
    /// The file itself, and when anything of it changed last: no program can set that.
    inode: (u64, u64, i64, i64),
}

impl Stamp {
    /// `None` where the system doesn't say enough.
    fn of(path: &Path) -> io::Result<Option<Self>> {
        let data = fs::metadata(path)?;
        Ok(data.modified().ok().and_then(|modified| {
            Some(Self {
                bytes: data.len(),
                modified,
                inode: inode(&data)?,
            })
        }))
    }
}

#[cfg(unix)]
#[expect(clippy::unnecessary_wraps, reason = "other systems don’t say")]
fn inode(data: &Metadata) -> Option<(u64, u64, i64, i64)> {
    use std::os::unix::fs::MetadataExt as _;
    Some((data.dev(), data.ino(), data.ctime(), data.ctime_nsec()))
}

#[cfg(not(unix))]
fn inode(_: &Metadata) -> Option<(u64, u64, i64, i64)> {
    None
}
