//! Files that are written whole or not at all.

use std::path::Path;
use std::{fs, io};

use atomic_write_file::AtomicWriteFile;

use super::error::{StoreError, io_error};

/// Writes a text file so that there is always either the old or the new one, following a link to the file it stands for.
/// Makes its folder if need be. What isn't a regular file (a device, a pipe) is written into.
pub fn write_atomically(path: &Path, text: &str) -> Result<(), StoreError> {
    write_atomically_with(path, |file| file.write_all(text.as_bytes()))
}

/// The same of what `write` puts into the file, bit by bit.
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
            // Found out only when the new file is to take its place, that would leave the new one lying beside it.
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
