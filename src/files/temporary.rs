//! The files that content is written into before it takes its place. What is left of a run that was killed is removed when its folder is
//! written to, or looked at, by a later run: only what has a name of ours, belongs to this user, and is written by nobody.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs::{self, File, Metadata, OpenOptions, TryLockError};
use std::hash::{BuildHasher as _, Hasher as _, RandomState};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use super::disk::Disk;
use super::retry::retried;

const PREFIX: &str = ".breakeven-";
const SUFFIX: &str = ".tmp";
const DIGITS: usize = 16;
/// Where files can't be locked, nobody writes at one for so long.
const MAX_AGE: Duration = Duration::from_hours(24);
/// So many names are tried. Two are the same once in an age, unless another run removes what was just made.
const MAX_NAMES: usize = 16;

/// A name that no other run takes.
fn new_name() -> String {
    let random = RandomState::new().build_hasher().finish();
    format!("{PREFIX}{random:0DIGITS$x}{SUFFIX}")
}

/// Whether a file has a name as this module gives them.
pub fn is_temporary(name: &OsStr) -> bool {
    let digits = || name.to_str()?.strip_prefix(PREFIX)?.strip_suffix(SUFFIX);
    digits().is_some_and(|digits| {
        let is_digit = |byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
        digits.len() == DIGITS && digits.bytes().all(is_digit)
    })
}

/// Makes a file in a folder, locked for as long as it is open, where files can be locked.
pub(super) fn create(disk: &dyn Disk, folder: &Path, private: bool) -> io::Result<(PathBuf, File)> {
    for _ in 0..MAX_NAMES {
        let path = folder.join(new_name());
        let file = match retried(|| disk.create(&path, private)) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => continue,
            file => file?,
        };
        // Another run that looks for what was left may have been faster.
        let is_taken = matches!(disk.lock(&file), Err(TryLockError::WouldBlock));
        if !is_taken && path.symlink_metadata().is_ok() {
            return Ok((path, file));
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

/// Removes what earlier runs left in these folders. What can't be listed or removed stays.
pub fn clean<'a>(folders: impl IntoIterator<Item = &'a Path>) {
    for folder in folders {
        clean_once(folder);
    }
}

/// Removes what earlier runs left in a folder, unless this run has done so.
pub(super) fn clean_once(folder: &Path) {
    static CLEANED: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());
    let is_first = CLEANED
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .insert(folder.to_owned());
    if is_first {
        clean_now(folder);
    }
}

/// Removes what earlier runs left in a folder.
pub fn clean_now(folder: &Path) {
    let Ok(files) = fs::read_dir(folder) else {
        return;
    };
    for file in files.filter_map(Result::ok) {
        if is_temporary(&file.file_name()) && is_left(&file.path()) {
            let _ = fs::remove_file(file.path());
        }
    }
}

/// Whether a file belongs to this user and nobody writes it.
fn is_left(path: &Path) -> bool {
    let Ok(known) = path.symlink_metadata() else {
        return false;
    };
    if !known.is_file() || !is_own(&known) {
        return false;
    }
    // Elsewhere a lock would keep the writer from its own file.
    let lock = || {
        let file = OpenOptions::new().write(true).open(path)?;
        file.try_lock().map(|()| file).map_err(io::Error::from)
    };
    match lock() {
        Ok(_) if cfg!(unix) => true,
        Err(error) if error.kind() == io::ErrorKind::WouldBlock => false,
        _ => is_old(&known),
    }
}

fn is_old(known: &Metadata) -> bool {
    let changed = known.modified().unwrap_or_else(|_| SystemTime::now());
    changed.elapsed().is_ok_and(|age| age > MAX_AGE)
}

#[cfg(unix)]
fn is_own(known: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    known.uid() == rustix::process::geteuid().as_raw()
}

#[cfg(not(unix))]
fn is_own(_: &Metadata) -> bool {
    true
}
