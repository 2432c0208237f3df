//! Writes files whole or not at all.
//!
//! The content goes into a file beside the one that it is for (`temporary`), which gets the rights of the old one (`rights`), is
//! brought to the disk, and takes the old one's name. [`Disk`] makes the calls.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use super::disk::{Disk, System};
use super::error::{StoreError, check_name, io_error};
use super::retry::retried;
use super::temporary;

/// More symbolic links behind each other lead nowhere.
const MAX_LINKS: usize = 40;

/// What is known of a file that was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    /// It is on the disk.
    OnDisk,
    /// It is in its place, but the system couldn't confirm that it would survive a loss of power.
    Unconfirmed,
}

/// What is said of a file that is [`Written::Unconfirmed`].
pub const UNCONFIRMED: &str = "the system couldn’t confirm that it is on the disk";

/// Replaces a file atomically by what `write_into` writes piece by piece: at any moment there is either the old file or the new one. Its
/// folder has to be there. Symbolic links are followed. A device or a pipe is written to directly.
pub fn write_atomically_with(
    path: &Path,
    write_into: impl FnOnce(&mut dyn io::Write) -> io::Result<()>,
) -> Result<Written, StoreError> {
    write_on(&System, path, write_into)
}

/// Like [`write_atomically_with`], by the calls of this disk.
pub fn write_on(
    disk: &dyn Disk,
    path: &Path,
    write_into: impl FnOnce(&mut dyn io::Write) -> io::Result<()>,
) -> Result<Written, StoreError> {
    check_name(path)?;
    let write = || {
        // Before links are followed: those of the system to open files have no path.
        if is_special(disk, path)? {
            write_into(&mut OpenOptions::new().write(true).open(path)?)?;
            return Ok(Written::OnDisk);
        }
        let target = followed(path)?;
        Replacement::begin(disk, &target, Readers::AsUsual)?.finish(write_into)
    };
    write().map_err(io_error(path, "save it"))
}

/// Replaces a file atomically by a text that nobody but its owner may read.
pub fn write_private(disk: &dyn Disk, path: &Path, text: &str) -> Result<Written, StoreError> {
    let write = || {
        Replacement::begin(disk, path, Readers::Owner)?
            .finish(|file| file.write_all(text.as_bytes()))
    };
    write().map_err(io_error(path, "save it"))
}

/// Makes a folder, with those that it is in, if it isn't there.
pub fn make_folder(folder: &Path) -> Result<(), StoreError> {
    retried(|| System.make_folder(folder, false)).map_err(io_error(folder, "make the folder"))
}

/// Whether a file could be written there now, for what takes long to make. Nothing is written or replaced.
pub fn check_writable(path: &Path) -> Result<(), StoreError> {
    check_name(path)?;
    let check = || {
        // A pipe would wait for its reader.
        if !is_special(&System, path)? {
            drop(Replacement::begin(
                &System,
                &followed(path)?,
                Readers::AsUsual,
            )?);
        }
        Ok(())
    };
    check().map_err(io_error(path, "save it"))
}

/// The path that symbolic links lead to, whether or not there is a file.
fn followed(path: &Path) -> io::Result<PathBuf> {
    let mut path = path.to_owned();
    for _ in 0..MAX_LINKS {
        match fs::read_link(&path) {
            Ok(link) => path = folder_of(&path).join(link),
            Err(_) => return Ok(path),
        }
    }
    Err(io::ErrorKind::NotFound.into())
}

/// Whether there is a device or a pipe. A folder is an error: renaming over it would fail only after everything was written.
fn is_special(disk: &dyn Disk, path: &Path) -> io::Result<bool> {
    match retried(|| disk.metadata(path)) {
        Ok(there) if there.is_dir() => Err(io::ErrorKind::IsADirectory.into()),
        Ok(there) => Ok(!there.is_file()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// Who may read a new file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Readers {
    /// Whom the user lets read new files.
    AsUsual,
    /// The user alone.
    Owner,
}

/// New content on its way to its place. Dropped before, it leaves nothing behind.
struct Replacement<'a> {
    disk: &'a dyn Disk,
    target: &'a Path,
    path: PathBuf,
    file: File,
    is_in_place: bool,
}

impl<'a> Replacement<'a> {
    fn begin(disk: &'a dyn Disk, target: &'a Path, readers: Readers) -> io::Result<Self> {
        let folder = folder_of(target);
        temporary::clean_once(folder);
        let is_there = match retried(|| disk.metadata(target)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => false,
            there => there.map(|_| true)?,
        };
        let (path, file) = temporary::create(disk, folder, is_there || readers == Readers::Owner)?;
        let replacement = Self {
            disk,
            target,
            path,
            file,
            is_in_place: false,
        };
        if is_there {
            replacement.keep_rights()?;
        }
        Ok(replacement)
    }

    #[cfg(unix)]
    fn keep_rights(&self) -> io::Result<()> {
        super::rights::keep(self.disk, self.target, &self.file, &self.path)
    }

    #[cfg(not(unix))]
    fn keep_rights(&self) -> io::Result<()> {
        Ok(())
    }

    fn finish(
        mut self,
        write_into: impl FnOnce(&mut dyn io::Write) -> io::Result<()>,
    ) -> io::Result<Written> {
        write_into(&mut self)?;
        retried(|| self.disk.sync(&self.file))?;
        retried(|| self.disk.rename(&self.path, self.target))?;
        self.is_in_place = true;
        let synced = retried(|| self.disk.sync_folder(folder_of(self.target)));
        Ok(match synced {
            Ok(()) => Written::OnDisk,
            // Some file systems know no such thing.
            Err(error)
                if matches!(
                    error.kind(),
                    io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported
                ) =>
            {
                Written::OnDisk
            }
            Err(_) => Written::Unconfirmed,
        })
    }
}

impl io::Write for Replacement<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.disk.write(&mut self.file, bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Drop for Replacement<'_> {
    fn drop(&mut self) {
        if !self.is_in_place {
            // What stays is removed by a later run.
            let _ = retried(|| self.disk.remove(&self.path));
        }
    }
}
