//! Writes journals in the background: at once after a pause, at most one round a second, and whatever waits when the program is about to
//! end.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, Weak};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use super::Journal;
use super::folder::{JournalFile, RecoveryFolder, WindowLock};

/// The least time from one round of writing to the next: what is older than twice that is on the disk.
const ROUND: Duration = Duration::from_secs(1);

/// Says in words for the user that unsaved work can't be kept.
type Report = Box<dyn Fn(String) + Send + Sync>;

/// Keeps the journals of a window's documents on the disk. Documents are told apart by a number that each keeps.
pub struct JournalWriter {
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
}

/// Writes what waits, from any thread, as long as there is the writer.
#[derive(Clone)]
pub struct JournalFlush(Weak<Shared>);

struct Shared {
    waiting: Mutex<Waiting>,
    /// Something waits, or the window is closing.
    changed: Condvar,
    /// Held while something is written.
    disk: Mutex<Disk>,
    report: Report,
}

#[derive(Default)]
struct Waiting {
    /// The latest wish for each document; `None` if its journal is to be removed.
    wishes: BTreeMap<u64, Option<Journal>>,
    is_closing: bool,
}

struct Disk {
    /// `None` if the system has no folder for settings, so that nothing is kept.
    folder: Option<RecoveryFolder>,
    /// This window's own lock, once it has written a journal.
    lock: Option<Arc<WindowLock>>,
    /// How many journals this window has named.
    named: usize,
    files: HashMap<u64, JournalFile>,
    /// The user was told that work can't be kept, and nothing could be kept since.
    is_reported: bool,
}

impl JournalWriter {
    /// Keeps journals in this folder, and says through `report` if that isn't possible. Neither the folder nor the thread is made before
    /// there is something to keep.
    pub fn new(
        folder: Option<RecoveryFolder>,
        report: impl Fn(String) + Send + Sync + 'static,
    ) -> Self {
        let disk = Disk {
            folder,
            lock: None,
            named: 0,
            files: HashMap::new(),
            is_reported: false,
        };
        Self {
            shared: Arc::new(Shared {
                waiting: Mutex::default(),
                changed: Condvar::new(),
                disk: Mutex::new(disk),
                report: Box::new(report),
            }),
            thread: None,
        }
    }

    /// Keeps the unsaved work on a document, soon.
    pub fn keep(&mut self, document: u64, journal: Journal) {
        self.wish(document, Some(journal));
    }

    /// Removes the journal of a document, soon: its work was saved or given up.
    pub fn forget(&mut self, document: u64) {
        self.wish(document, None);
    }

    /// The work on this document is kept in this file from now on: it was recovered from there.
    pub fn adopt(&self, document: u64, file: JournalFile) {
        locked(&self.shared.disk).files.insert(document, file);
    }

    fn wish(&mut self, document: u64, journal: Option<Journal>) {
        locked(&self.shared.waiting)
            .wishes
            .insert(document, journal);
        if self.thread.is_none() {
            let shared = Arc::clone(&self.shared);
            let thread = thread::Builder::new().name("journal".to_owned());
            self.thread = thread.spawn(move || shared.write_in_rounds()).ok();
        }
        if self.thread.is_none() {
            // The system has no room for another thread.
            self.flush().now();
        }
        self.shared.changed.notify_all();
    }

    /// A way to write at once what waits.
    pub fn flush(&self) -> JournalFlush {
        JournalFlush(Arc::downgrade(&self.shared))
    }
}

impl Drop for JournalWriter {
    /// Writes what waits: the window is gone, but what the user didn't give up stays.
    fn drop(&mut self) {
        locked(&self.shared.waiting).is_closing = true;
        self.shared.changed.notify_all();
        if let Some(thread) = self.thread.take() {
            // Had it panicked, the rest would be written below.
            let _ = thread.join();
        }
        self.flush().now();
    }
}

impl JournalFlush {
    /// Writes at once what waits. Returns when it is on the disk.
    pub fn now(&self) {
        if let Some(shared) = self.0.upgrade() {
            shared.write(&mut locked(&shared.disk));
        }
    }

    /// The same, unless something keeps it from writing for two seconds, as a panic in the middle of writing would.
    pub fn now_or_never(&self) {
        let Some(shared) = self.0.upgrade() else {
            return;
        };
        let deadline = Instant::now() + 2 * ROUND;
        while Instant::now() < deadline {
            if let Ok(mut disk) = shared.disk.try_lock() {
                return shared.write(&mut disk);
            }
            thread::sleep(Duration::from_millis(10));
        }
    }
}

impl Shared {
    fn write_in_rounds(&self) {
        loop {
            let mut waiting = locked(&self.waiting);
            while waiting.wishes.is_empty() && !waiting.is_closing {
                let woken = self.changed.wait(waiting);
                waiting = woken.unwrap_or_else(PoisonError::into_inner);
            }
            if waiting.is_closing {
                return;
            }
            drop(waiting);
            self.write(&mut locked(&self.disk));
            let next = Instant::now() + ROUND;
            let mut waiting = locked(&self.waiting);
            while !waiting.is_closing
                && let Some(left) = next.checked_duration_since(Instant::now())
            {
                let woken = self.changed.wait_timeout(waiting, left);
                waiting = woken.unwrap_or_else(PoisonError::into_inner).0;
            }
        }
    }

    fn write(&self, disk: &mut Disk) {
        let wishes = std::mem::take(&mut locked(&self.waiting).wishes);
        for (document, wish) in wishes {
            let done = match &wish {
                Some(journal) => disk.write(document, journal),
                None => disk.remove(document),
            };
            match done {
                Ok(()) => disk.is_reported = false,
                Err(problem) if !disk.is_reported => {
                    disk.is_reported = true;
                    (self.report)(problem);
                }
                Err(_) => {}
            }
        }
    }
}

impl Disk {
    fn write(&mut self, document: u64, journal: &Journal) -> Result<(), String> {
        let failed = |error| format!("Unsaved changes can’t be kept for recovery. {error}");
        let file = match self.files.get(&document) {
            Some(file) => file.clone(),
            None => match self.name_file().map_err(failed)? {
                Some(file) => file,
                None => return Ok(()),
            },
        };
        // Also if it fails: an earlier version may be there.
        self.files.insert(document, file.clone());
        file.write(journal).map_err(failed)
    }

    /// A file for another journal; `None` where nothing is kept.
    fn name_file(&mut self) -> Result<Option<JournalFile>, crate::files::error::StoreError> {
        let Some(folder) = &self.folder else {
            return Ok(None);
        };
        let lock = match &self.lock {
            Some(lock) => Arc::clone(lock),
            None => Arc::clone(self.lock.insert(Arc::new(folder.lock_new_window()?))),
        };
        self.named += 1;
        Ok(Some(lock.journal_file(self.named)))
    }

    fn remove(&mut self, document: u64) -> Result<(), String> {
        let Some(file) = self.files.get(&document) else {
            return Ok(());
        };
        file.remove()
            .map_err(|error| format!("Saved work is offered for recovery once more. {error}"))?;
        self.files.remove(&document);
        Ok(())
    }
}

/// What a panic left behind is used all the same: each wish is whole.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
