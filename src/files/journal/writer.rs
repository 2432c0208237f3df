//! Writes journals in the background: at once after a pause, at most two rounds a second, and whatever waits when the program is about to
//! end.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, Weak};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use crate::files::error::StoreError;

use super::Journal;
use super::folder::{JournalFile, RecoveryFolder, WindowLock};

/// The least time from one round of writing to the next. Nothing waits longer for its round, which leaves a slow disk or a busy machine 1.5 s
/// of the two after which an edit is to be on the disk.
const ROUND: Duration = Duration::from_millis(500);
/// How long the end of the program waits for a disk that doesn't answer.
const PATIENCE: Duration = Duration::from_secs(2);
/// What couldn't be written is tried again after this time, unless something new is to be written before.
const RETRY: Duration = Duration::from_secs(10);

/// Says in words for the user that unsaved work can't be kept, once, and then that it can.
type Report = Box<dyn Fn(Result<(), String>) + Send + Sync>;

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
    files: Mutex<Files>,
    report: Report,
}

#[derive(Default)]
struct Waiting {
    /// The latest wish for each document; `None` if its journal is to be removed.
    wishes: BTreeMap<u64, Option<Journal>>,
    /// Files of documents that were recovered from them.
    adopted: Vec<(u64, JournalFile)>,
    /// Whether a wish is new. The others couldn't be met before.
    is_new: bool,
    is_closing: bool,
}

struct Files {
    /// `None` if the system has no folder for settings, so that nothing is kept.
    folder: Option<RecoveryFolder>,
    /// This window's own lock, once it has written a journal.
    lock: Option<Arc<WindowLock>>,
    /// How many journals this window has named.
    named: usize,
    of_documents: HashMap<u64, JournalFile>,
    /// The user was told that work can't be kept, and nothing could be kept since.
    is_reported: bool,
}

impl JournalWriter {
    /// Keeps journals in this folder, and says through `report` if that isn't possible. Neither the folder nor the thread is made before
    /// there is something to keep.
    pub fn new(
        folder: Option<RecoveryFolder>,
        report: impl Fn(Result<(), String>) + Send + Sync + 'static,
    ) -> Self {
        let files = Files {
            folder,
            lock: None,
            named: 0,
            of_documents: HashMap::new(),
            is_reported: false,
        };
        Self {
            shared: Arc::new(Shared {
                waiting: Mutex::default(),
                changed: Condvar::new(),
                files: Mutex::new(files),
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
        // Not at once: the disk may be slow.
        locked(&self.shared.waiting).adopted.push((document, file));
    }

    fn wish(&mut self, document: u64, journal: Option<Journal>) {
        let mut waiting = locked(&self.shared.waiting);
        waiting.wishes.insert(document, journal);
        waiting.is_new = true;
        drop(waiting);
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
            shared.write(&mut locked(&shared.files));
        }
    }

    /// The same, unless something keeps it from writing for two seconds, as a panic in the middle of writing would.
    pub fn now_or_never(&self) {
        let Some(shared) = self.0.upgrade() else {
            return;
        };
        let deadline = Instant::now() + PATIENCE;
        while Instant::now() < deadline {
            if let Ok(mut files) = shared.files.try_lock() {
                return shared.write(&mut files);
            }
            thread::sleep(Duration::from_millis(10));
        }
    }
}

impl Shared {
    fn write_in_rounds(&self) {
        while self.wait_for_work() {
            self.write(&mut locked(&self.files));
            let next = Instant::now() + ROUND;
            let waiting = locked(&self.waiting);
            drop(self.wait_until(waiting, next, |waiting| waiting.is_closing));
        }
    }

    /// Waits until there is something to write; false if the window is closing.
    fn wait_for_work(&self) -> bool {
        let mut waiting = locked(&self.waiting);
        while !waiting.is_closing && !waiting.is_new {
            if waiting.wishes.is_empty() {
                let woken = self.changed.wait(waiting);
                waiting = woken.unwrap_or_else(PoisonError::into_inner);
            } else {
                let retry = Instant::now() + RETRY;
                let is_over = |waiting: &Waiting| waiting.is_closing || waiting.is_new;
                return !self.wait_until(waiting, retry, is_over).is_closing;
            }
        }
        !waiting.is_closing
    }

    /// Waits until this moment, or until something is so.
    fn wait_until<'a>(
        &self,
        mut waiting: MutexGuard<'a, Waiting>,
        moment: Instant,
        is_over: impl Fn(&Waiting) -> bool,
    ) -> MutexGuard<'a, Waiting> {
        while !is_over(&waiting)
            && let Some(left) = moment.checked_duration_since(Instant::now())
        {
            let woken = self.changed.wait_timeout(waiting, left);
            waiting = woken.unwrap_or_else(PoisonError::into_inner).0;
        }
        waiting
    }

    /// Meets the wishes. Those that can't be met now stay, unless there are newer ones by then.
    fn write(&self, files: &mut Files) {
        let mut waiting = locked(&self.waiting);
        waiting.is_new = false;
        let wishes = std::mem::take(&mut waiting.wishes);
        files.of_documents.extend(waiting.adopted.drain(..));
        drop(waiting);
        if wishes.is_empty() {
            return;
        }
        let mut all = Ok(());
        for (document, wish) in wishes {
            let done = match &wish {
                Some(journal) => files.write(document, journal),
                None => files.remove(document),
            };
            if let Err(problem) = done {
                all = Err(problem);
                let mut waiting = locked(&self.waiting);
                waiting.wishes.entry(document).or_insert(wish);
            }
        }
        if all.is_err() != files.is_reported {
            files.is_reported = all.is_err();
            (self.report)(all);
        }
    }
}

impl Files {
    fn write(&mut self, document: u64, journal: &Journal) -> Result<(), String> {
        let failed = |error| format!("Unsaved changes can’t be kept for recovery. {error}");
        let file = match self.of_documents.get(&document) {
            Some(file) => file.clone(),
            None => match self.name_file().map_err(failed)? {
                Some(file) => file,
                None => return Ok(()),
            },
        };
        // Also if it fails: an earlier version may be there.
        self.of_documents.insert(document, file.clone());
        file.write(journal).map_err(failed)
    }

    /// A file for another journal; `None` where nothing is kept.
    fn name_file(&mut self) -> Result<Option<JournalFile>, StoreError> {
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
        let Some(file) = self.of_documents.get(&document) else {
            return Ok(());
        };
        file.remove()
            .map_err(|error| format!("Saved work is offered for recovery once more. {error}"))?;
        self.of_documents.remove(&document);
        Ok(())
    }
}

/// What a panic left behind is used all the same: each wish is whole.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
