//! The files of journals. A window names its journals after itself, and holds a lock of the same name as long as it lives: "W-1.ron",
//! "W-2.ron" and "W.lock".

use std::collections::HashMap;
use std::fs::{self, File, TryLockError};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use crate::files::disk::{Disk, System};
use crate::files::error::{StoreError, io_error};
use crate::files::limits::MAX_JOURNAL_BYTES;
use crate::files::retry::retried;
use crate::files::{atomic, temporary};

use super::Journal;
use super::text;

/// The ending of journals.
const EXTENSION: &str = "ron";
/// What can't be done in the folder, in a message.
const KEEP: &str = "keep unsaved work there";

/// The folder of the journals. It is made when the first one is written.
#[derive(Debug, Clone)]
pub struct RecoveryFolder {
    path: PathBuf,
    /// Makes the calls that write in it.
    disk: Arc<dyn Disk>,
}

/// A journal that no living window writes.
#[derive(Debug)]
pub struct LeftJournal {
    /// Its file.
    pub file: JournalFile,
    /// What it holds, or why it can't be read.
    pub journal: Result<Box<Journal>, String>,
}

/// The file of a journal, which no other window takes as long as this lives.
#[derive(Debug, Clone)]
pub struct JournalFile {
    path: PathBuf,
    /// Kept for as long as the file is.
    lock: Arc<WindowLock>,
}

/// Tells others that the window which writes these journals, or offers to recover them, lives.
#[derive(Debug)]
pub struct WindowLock {
    folder: RecoveryFolder,
    window: String,
    /// Locked until it is closed. `None` where the file system has no locks.
    _file: Option<File>,
}

impl RecoveryFolder {
    /// The folder at this path, which needn't exist yet.
    pub fn new(path: PathBuf) -> Self {
        let disk = Arc::new(System);
        Self { path, disk }
    }

    /// The same folder, written to by the calls of this disk.
    #[must_use]
    pub fn on(self, disk: Arc<dyn Disk>) -> Self {
        Self { disk, ..self }
    }

    /// Its path.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether nothing is in it, as when no window ever ended without saving.
    pub fn is_empty(&self) -> bool {
        let first = fs::read_dir(&self.path)
            .ok()
            .and_then(|mut entries| entries.next());
        first.is_none()
    }

    /// Takes a name for a window that no other has, and locks it.
    pub fn lock_new_window(&self) -> Result<WindowLock, StoreError> {
        self.make()?;
        let since = SystemTime::now().duration_since(UNIX_EPOCH);
        let now = since.unwrap_or_default().as_millis();
        let mut number = 0;
        loop {
            let window = format!("{now}.{}.{number}", std::process::id());
            let lock = self.lock_path(&window);
            match retried(|| self.disk.create(&lock, false)) {
                Ok(file) => match self.try_lock(&file) {
                    Ok(true) => return Ok(self.window_lock(window, Some(file))),
                    // Another window that has just started looked whether anybody holds it.
                    Ok(false) => {}
                    Err(_) => return Ok(self.window_lock(window, None)),
                },
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(io_error(&lock, KEEP)(error)),
            }
            number += 1;
        }
    }

    /// The journals that no living window writes, the latest first. They stay locked as long as they are kept. What a window that was
    /// killed left of a journal that it was just writing is removed.
    pub fn left(&self) -> Vec<LeftJournal> {
        temporary::clean_now(&self.path);
        let Ok(entries) = fs::read_dir(&self.path) else {
            return Vec::new();
        };
        let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
        let mut names: Vec<String> = names.collect();
        names.sort();
        let mut locks: HashMap<String, Option<Arc<WindowLock>>> = HashMap::new();
        let mut left = Vec::new();
        for name in names {
            let Some(window) = window_of(&name) else {
                continue;
            };
            let lock = locks.entry(window.to_owned());
            let lock = lock.or_insert_with(|| self.lock_left_window(window).map(Arc::new));
            let Some(lock) = lock else {
                continue;
            };
            let path = self.path.join(&name);
            if path.extension().is_some_and(|ending| ending == EXTENSION) {
                let journal = read(&path).map(Box::new);
                let file = JournalFile {
                    path,
                    lock: Arc::clone(lock),
                };
                left.push(LeftJournal { file, journal });
            }
        }
        left.sort_by_key(|left| std::cmp::Reverse(left.noted()));
        left
    }

    /// Locks the journals of a window that is gone; `None` if it lives.
    fn lock_left_window(&self, window: &str) -> Option<WindowLock> {
        let path = self.lock_path(window);
        let mut options = File::options();
        let opened = options.create(true).truncate(false).write(true).open(path);
        // Where nothing can be locked or written, they can still be offered.
        let file = match opened {
            Ok(file) => match self.try_lock(&file) {
                Ok(true) => Some(file),
                Ok(false) => return None,
                Err(_) if is_running(window) => return None,
                Err(_) => None,
            },
            Err(_) if is_running(window) => return None,
            Err(_) => None,
        };
        Some(self.window_lock(window.to_owned(), file))
    }

    /// Locks a file; false if somebody else has.
    fn try_lock(&self, file: &File) -> io::Result<bool> {
        retried(|| match self.disk.lock(file) {
            Ok(()) => Ok(true),
            Err(TryLockError::WouldBlock) => Ok(false),
            Err(TryLockError::Error(error)) => Err(error),
        })
    }

    fn lock_path(&self, window: &str) -> PathBuf {
        self.path.join(format!("{window}.lock"))
    }

    fn make(&self) -> Result<(), StoreError> {
        let make = || self.disk.make_folder(&self.path, true);
        retried(make).map_err(io_error(&self.path, KEEP))
    }

    fn window_lock(&self, window: String, file: Option<File>) -> WindowLock {
        WindowLock {
            folder: self.clone(),
            window,
            _file: file,
        }
    }
}

/// The window that a file of the folder belongs to, by its name: a journal or its lock.
fn window_of(name: &str) -> Option<&str> {
    let window = match name.strip_suffix(".lock") {
        Some(window) => window,
        None => name.strip_suffix(".ron")?.rsplit_once('-')?.0,
    };
    let is_ours = |letter: char| letter.is_ascii_digit() || letter == '.';
    (!window.is_empty() && window.chars().all(is_ours)).then_some(window)
}

impl LeftJournal {
    /// When the work was noted; `None` if the journal can't be read.
    pub fn noted(&self) -> Option<SystemTime> {
        self.journal.as_ref().ok().map(|journal| journal.noted)
    }
}

impl WindowLock {
    /// The file of this window's journal of a number.
    pub fn journal_file(self: &Arc<Self>, number: usize) -> JournalFile {
        let name = format!("{}-{number}.{EXTENSION}", self.window);
        JournalFile {
            path: self.folder.path.join(name),
            lock: Arc::clone(self),
        }
    }
}

impl Drop for WindowLock {
    /// Removes the lock's file, unless journals are left that it is for. It is still locked meanwhile.
    fn drop(&mut self) {
        let entries = fs::read_dir(&self.folder.path).into_iter().flatten();
        let lock = format!("{}.lock", self.window);
        let has_journals = entries.filter_map(Result::ok).any(|entry| {
            let name = entry.file_name();
            let name = name.to_str().unwrap_or_default();
            name != lock && window_of(name) == Some(&self.window)
        });
        if !has_journals {
            let _ = self.folder.disk.remove(&self.folder.path.join(lock));
        }
    }
}

impl JournalFile {
    /// Its path.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Writes the journal, whole or not at all, for nobody else to read. Once this returns it survives a loss of power.
    pub fn write(&self, journal: &Journal) -> Result<(), StoreError> {
        let text = text::write(journal).map_err(StoreError::Text)?;
        let folder = &self.lock.folder;
        folder.make()?;
        atomic::write_private(&*folder.disk, &self.path, &text).map(drop)
    }

    /// Removes the journal: the work was saved or given up.
    pub fn remove(&self) -> Result<(), StoreError> {
        match retried(|| self.lock.folder.disk.remove(&self.path)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                Err(io_error(&self.path, "remove it")(error))
            }
            _ => Ok(()),
        }
    }
}

/// Reads a journal. The error says in words for the user why that isn't possible.
fn read(path: &Path) -> Result<Journal, String> {
    let mut bytes = Vec::new();
    let mut read = || {
        if !fs::metadata(path)?.is_file() {
            return Err(io::Error::other("it is no file"));
        }
        let mut file = File::open(path)?.take(MAX_JOURNAL_BYTES + 1);
        file.read_to_end(&mut bytes)
    };
    read().map_err(|error| error.to_string())?;
    if bytes.len() as u64 > MAX_JOURNAL_BYTES {
        return Err("it is too large".to_owned());
    }
    let text = String::from_utf8(bytes).map_err(|_| "it is damaged (no UTF-8 text)".to_owned())?;
    text::read(&text)
}

/// Whether the program that a window's name was made by still runs, where no lock tells.
#[cfg(unix)]
fn is_running(window: &str) -> bool {
    use rustix::process::{Pid, test_kill_process};
    let number = window.split('.').nth(1).and_then(|pid| pid.parse().ok());
    let pid = number.and_then(Pid::from_raw);
    // Where it isn't allowed to ask, there is somebody.
    pid.is_some_and(|pid| test_kill_process(pid) != Err(rustix::io::Errno::SRCH))
}

#[cfg(not(unix))]
fn is_running(_: &str) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::window_of;

    #[test]
    fn only_files_of_journals_are_touched() {
        for name in ["17.4.0-1.ron", "17.4.0.lock"] {
            assert_eq!(window_of(name), Some("17.4.0"), "{name}");
        }
        for name in [
            "notes.ron",
            "settings.lock",
            "plan-2.ron",
            ".hidden",
            "-1.ron",
        ] {
            assert_eq!(window_of(name), None, "{name}");
        }
    }
}
