//! The system calls by which files are written, one a method, so that a test can let each of them fail.

use std::fmt::Debug;
use std::fs::{self, File, Metadata, OpenOptions, TryLockError};
use std::io::{self, Write as _};
use std::path::Path;

/// What writing a file asks of the system. Each method is one call with its usual error; [`System`] makes them all.
pub trait Disk: Debug + Send + Sync {
    /// What is known of the file at a path, symbolic links followed.
    fn metadata(&self, path: &Path) -> io::Result<Metadata> {
        fs::metadata(path)
    }

    /// Makes a file that isn't there yet. A private one can be read by its owner only.
    fn create(&self, path: &Path, private: bool) -> io::Result<File> {
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        if private {
            std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        }
        #[cfg(not(unix))]
        let _ = private;
        options.open(path)
    }

    /// Locks a file, to tell others that somebody writes it.
    fn lock(&self, file: &File) -> Result<(), TryLockError> {
        file.try_lock()
    }

    /// Writes some of these bytes, and returns how many.
    fn write(&self, file: &mut File, bytes: &[u8]) -> io::Result<usize> {
        file.write(bytes)
    }

    /// Gives a file to a user or a group.
    #[cfg(unix)]
    fn set_owner(&self, file: &File, user: Option<u32>, group: Option<u32>) -> io::Result<()> {
        std::os::unix::fs::fchown(file, user, group)
    }

    /// Sets who may read and write a file.
    #[cfg(unix)]
    fn set_mode(&self, file: &File, mode: u32) -> io::Result<()> {
        file.set_permissions(std::os::unix::fs::PermissionsExt::from_mode(mode))
    }

    /// The names of a file's extended attributes; its access list is one of them.
    #[cfg(unix)]
    fn attributes(&self, path: &Path) -> io::Result<Vec<Vec<u8>>> {
        attributes::list(path)
    }

    /// The value of an extended attribute.
    #[cfg(unix)]
    fn attribute(&self, path: &Path, name: &[u8]) -> io::Result<Vec<u8>> {
        attributes::get(path, name)
    }

    /// Gives a file an extended attribute.
    #[cfg(unix)]
    fn set_attribute(&self, file: &File, name: &[u8], value: &[u8]) -> io::Result<()> {
        attributes::set(file, name, value)
    }

    /// Takes an extended attribute from a file.
    #[cfg(unix)]
    fn remove_attribute(&self, file: &File, name: &[u8]) -> io::Result<()> {
        attributes::remove(file, name)
    }

    /// Waits until what was written is on the disk.
    fn sync(&self, file: &File) -> io::Result<()> {
        file.sync_all()
    }

    /// Moves a file to another name in its folder, in place of what is there.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    /// Waits until the names in a folder are on the disk.
    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        // Elsewhere a folder can't be opened as a file.
        if cfg!(unix) {
            File::open(folder)?.sync_all()?;
        }
        Ok(())
    }

    /// Makes a folder, with those that it is in, if it isn't there. Nobody but its owner may look into a private one.
    fn make_folder(&self, folder: &Path, private: bool) -> io::Result<()> {
        let mut builder = fs::DirBuilder::new();
        #[cfg(unix)]
        if private {
            std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        }
        #[cfg(not(unix))]
        let _ = private;
        builder.recursive(true).create(folder)
    }

    /// Removes a file.
    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }
}

/// The calls of the system that the program runs on.
#[derive(Debug, Clone, Copy, Default)]
pub struct System;

impl Disk for System {}

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
mod attributes {
    use std::fs::File;
    use std::io;
    use std::path::Path;

    use rustix::fs::{XattrFlags, fremovexattr, fsetxattr, getxattr, listxattr};

    /// The size of a value or a list of names that the system allows at most.
    const MAX_BYTES: usize = 64 * 1024;

    pub(super) fn list(path: &Path) -> io::Result<Vec<Vec<u8>>> {
        let mut names = vec![0; MAX_BYTES];
        let length = listxattr(path, &mut names[..])?;
        let names = names[..length].split(|byte| *byte == 0);
        Ok(names
            .filter(|name| !name.is_empty())
            .map(<[u8]>::to_vec)
            .collect())
    }

    pub(super) fn get(path: &Path, name: &[u8]) -> io::Result<Vec<u8>> {
        let mut value = vec![0; MAX_BYTES];
        let length = getxattr(path, name, &mut value[..])?;
        value.truncate(length);
        Ok(value)
    }

    pub(super) fn set(file: &File, name: &[u8], value: &[u8]) -> io::Result<()> {
        Ok(fsetxattr(file, name, value, XattrFlags::empty())?)
    }

    pub(super) fn remove(file: &File, name: &[u8]) -> io::Result<()> {
        Ok(fremovexattr(file, name)?)
    }
}

#[cfg(all(
    unix,
    not(any(target_os = "linux", target_os = "android", target_vendor = "apple"))
))]
mod attributes {
    use std::fs::File;
    use std::io;
    use std::path::Path;

    pub(super) fn list(_: &Path) -> io::Result<Vec<Vec<u8>>> {
        Ok(Vec::new())
    }

    pub(super) fn get(_: &Path, _: &[u8]) -> io::Result<Vec<u8>> {
        Err(io::ErrorKind::Unsupported.into())
    }

    pub(super) fn set(_: &File, _: &[u8], _: &[u8]) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }

    pub(super) fn remove(_: &File, _: &[u8]) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }
}
