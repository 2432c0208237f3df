//! Writes files whole or not at all.

use std::path::Path;
use std::{fs, io};

use atomic_write_file::AtomicWriteFile;

use super::error::{StoreError, io_error};

/// Replaces a text file atomically: at any moment there is either the old file or the new one. Symbolic links are followed, and a missing
/// folder is created. A device or a pipe is written to directly.
pub fn write_atomically(path: &Path, text: &str) -> Result<(), StoreError> {
    write_atomically_with(path, |file| file.write_all(text.as_bytes()))
}

/// Whether a file could be written there now, for what takes long to make. Nothing is written or replaced.
pub fn check_writable(path: &Path) -> Result<(), StoreError> {
    let target = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let check = || {
        match fs::symlink_metadata(&target) {
            Ok(there) if there.is_dir() => return Err(io::ErrorKind::IsADirectory.into()),
            // A pipe would wait for its reader.
            Ok(there) if !there.is_file() && !there.is_symlink() => return Ok(()),
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            Ok(_) | Err(_) => {}
        }
        // Dropped without a commit, it leaves nothing behind.
        AtomicWriteFile::open(&target).map(drop)
    };
    check().map_err(io_error(path, "save it"))
}

/// Like [`write_atomically`], for content that `write_into` writes piece by piece.
pub fn write_atomically_with(
    path: &Path,
    write_into: impl FnOnce(&mut dyn io::Write) -> io::Result<()>,
) -> Result<(), StoreError> {
    let target = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let write = || {
        let path = target.as_path();
        if path.exists() && !path.is_file() && !path.is_dir() {
            return write_into(&mut fs::OpenOptions::new().write(true).open(path)?);
        }
        if path.is_dir() {
            // Without this check the final rename would fail, and leave the new file beside the folder.
            return Err(io::ErrorKind::IsADirectory.into());
        }
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        let mut file = AtomicWriteFile::open(path)?;
        write_into(&mut file)?;
        file.sync_all()?;
        file.commit()
    };
    write().map_err(io_error(path, "save it"))
}
