//! Journals on a disk that fails: whatever is refused, what was kept before stays whole, it is said once, and the next try works.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::Path;
use std::sync::Arc;

use breakeven::files::disk::Disk;
use breakeven::files::error::StoreError;
use breakeven::files::journal::folder::{JournalFile, RecoveryFolder, WindowLock};
use breakeven::files::journal::{Journal, text};
use breakeven::files::limits::MAX_JOURNAL_BYTES;
use breakeven::scenario::Scenario;
use tempfile::TempDir;

use super::faults::{CALLS, Call, EINTR, ERRORS, Failing};
use crate::support::{named, never_saved};

const FIRST: &str = "first version";
const SECOND: &str = "second version";

/// A window's journal on a disk.
struct Kept {
    _home: TempDir,
    folder: RecoveryFolder,
    lock: Option<Arc<WindowLock>>,
}

impl Kept {
    fn new(disk: Arc<dyn Disk>) -> Self {
        let home = TempDir::new().unwrap();
        Self {
            folder: RecoveryFolder::new(home.path().join("recovery")).on(disk),
            _home: home,
            lock: None,
        }
    }

    fn file(&mut self) -> Result<JournalFile, StoreError> {
        let lock = match &self.lock {
            Some(lock) => lock,
            None => self.lock.insert(Arc::new(self.folder.lock_new_window()?)),
        };
        Ok(lock.journal_file(1))
    }

    fn keep(&mut self, name: &str) -> Result<(), StoreError> {
        self.file()?.write(&never_saved(name))
    }

    fn forget(&mut self) -> Result<(), StoreError> {
        self.file()?.remove()
    }

    /// The name of what the journal holds, if there is one.
    fn held(&self) -> Option<String> {
        let mut held = None;
        for file in fs::read_dir(self.folder.path()).into_iter().flatten() {
            let path = file.unwrap().path();
            let ending = path.extension().unwrap().to_str().unwrap();
            assert!(["ron", "lock"].contains(&ending), "{ending} is left behind");
            if ending == "ron" {
                let written = fs::read_to_string(&path).unwrap();
                held = Some(text::read(&written).unwrap().scenario.name.clone());
            }
        }
        held
    }
}

/// What is done with a journal: what it holds before and afterwards, and how it is done.
struct Step {
    before: Option<&'static str>,
    after: Option<&'static str>,
    act: fn(&mut Kept) -> Result<(), StoreError>,
}

const STEPS: [Step; 3] = [
    Step {
        before: None,
        after: Some(FIRST),
        act: |kept| kept.keep(FIRST),
    },
    Step {
        before: Some(FIRST),
        after: Some(SECOND),
        act: |kept| kept.keep(SECOND),
    },
    Step {
        before: Some(FIRST),
        after: None,
        act: Kept::forget,
    },
];

#[test]
fn whatever_fails_what_was_kept_stays_whole_and_the_next_try_works() {
    let mut cases = 0;
    let mut reached = Vec::new();
    for step in &STEPS {
        for (call, error) in CALLS
            .iter()
            .flat_map(|call| ERRORS.map(|error| (*call, error)))
        {
            for calls_before in 0..3 {
                let disk = Arc::new(Failing::new(call, error, usize::MAX));
                let mut kept = Kept::new(disk.clone());
                if let Some(before) = step.before {
                    kept.keep(before).unwrap();
                }
                disk.fail_after(calls_before);
                let done = (step.act)(&mut kept);
                let case = format!("{:?} {call:?} {error} {calls_before}: {done:?}", step.after);
                if !disk.has_failed() {
                    break;
                }
                cases += 1;
                if !reached.contains(&call) {
                    reached.push(call);
                }
                let held = kept.held();
                let expected = if done.is_ok() {
                    step.after
                } else {
                    step.before
                };
                assert_eq!(held.as_deref(), expected, "{case}");
                // Interrupted is no fault; nor is a lock that there isn't, or a folder that can't be brought to the disk.
                let is_harmless = error == EINTR || [Call::Lock, Call::SyncFolder].contains(&call);
                assert!(done.is_ok() || !is_harmless, "{case}");
                (step.act)(&mut kept).unwrap();
                assert_eq!(kept.held().as_deref(), step.after, "{case}");
            }
        }
    }
    println!("{cases} faults; calls reached: {reached:?}");
    for call in [
        Call::MakeFolder,
        Call::Create,
        Call::Lock,
        Call::Write,
        Call::Sync,
        Call::Rename,
        Call::SyncFolder,
        Call::Remove,
    ] {
        assert!(reached.contains(&call), "{call:?}");
    }
    assert!(cases > 80, "{cases}");
}

/// A disk that has no locks.
#[derive(Debug)]
struct NoLocks;
impl Disk for NoLocks {
    fn lock(&self, _: &File) -> Result<(), TryLockError> {
        Err(TryLockError::Error(io::ErrorKind::Unsupported.into()))
    }
}

#[cfg(unix)]
#[test]
fn where_there_are_no_locks_a_living_window_is_known_by_its_program() {
    let mut kept = Kept::new(Arc::new(NoLocks));
    kept.keep(FIRST).unwrap();
    assert!(kept.folder.left().is_empty(), "its program runs");
    // Process numbers don't get so high.
    let of_another = kept.folder.path().join("17.2000000000.0-1.ron");
    fs::write(&of_another, text::write(&never_saved(SECOND)).unwrap()).unwrap();
    let left = kept.folder.left();
    assert_eq!(left.len(), 1);
    assert_eq!(left[0].file.path(), of_another);
}

/// What is in the way of a journal: `make` makes it at this path.
struct Odd {
    make: fn(&Path),
    problem: &'static str,
}

#[test]
fn what_cannot_be_read_as_a_journal_is_named_and_kept() {
    let cases = [
        Odd {
            make: |path| fs::write(path, "(version: 1, noted: 17").unwrap(),
            problem: "it is damaged",
        },
        Odd {
            make: |path| fs::write(path, [b'(', 0xff, 0]).unwrap(),
            problem: "it is damaged (no UTF-8 text)",
        },
        Odd {
            make: |path| fs::write(path, "").unwrap(),
            problem: "it is damaged",
        },
        Odd {
            make: |path| {
                let file = fs::File::create(path).unwrap();
                file.set_len(MAX_JOURNAL_BYTES + 1).unwrap();
            },
            problem: "it is too large",
        },
        Odd {
            make: |path| fs::create_dir(path).unwrap(),
            problem: "it is no file",
        },
    ];
    for (number, odd) in cases.iter().enumerate() {
        let home = TempDir::new().unwrap();
        let path = home.path().join(format!("17.4.{number}-1.ron"));
        (odd.make)(&path);
        let left = RecoveryFolder::new(home.path().to_owned()).left();
        assert_eq!(left.len(), 1);
        let problem = left[0].journal.as_ref().unwrap_err().clone();
        assert!(problem.starts_with(odd.problem), "{problem}");
        drop(left);
        assert!(path.exists(), "{problem}: it is kept");
    }
}

#[test]
fn the_largest_scenario_fits_and_what_is_typed_beyond_all_bounds_is_left_out() {
    let largest = Scenario {
        notes: "\"\\\u{1b}\n".repeat(25_000),
        ..named(FIRST)
    };
    let written = breakeven::files::format::write(&largest).unwrap();
    let refused = vec![
        ("notes".to_owned(), "n".repeat(2_000_000)),
        ("horizon_months".to_owned(), "ten".to_owned()),
    ];
    let journal = Journal {
        text: Some(written.into()),
        saved: Some(Arc::new(largest.clone())),
        scenario: Arc::new(largest.clone()),
        refused,
        ..never_saved(FIRST)
    };
    let written = text::write(&journal).unwrap();
    assert!((written.len() as u64) < MAX_JOURNAL_BYTES);
    let read = text::read(&written).unwrap();
    assert_eq!(*read.scenario, largest);
    assert_eq!(read.refused, journal.refused[1..]);
}
