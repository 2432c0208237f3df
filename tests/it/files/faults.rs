//! Every call of the system fails in turn, each with every error: afterwards there is the old file or the new one, whole, nothing beside it,
//! what is said is true, and the next try works.

use std::fs::{self, File, Metadata, TryLockError};
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use breakeven::files::atomic::{self, Written};
use breakeven::files::disk::{Disk, System};
use breakeven::files::error::StoreError;
use breakeven::files::settings::{Settings, SettingsFile};
use breakeven::files::store;
use breakeven::scenario::Scenario;
use tempfile::TempDir;

use crate::support::named;

/// A call of the system.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Call {
    MakeFolder,
    Metadata,
    Create,
    Lock,
    Write,
    SetOwner,
    SetMode,
    Attributes,
    Attribute,
    SetAttribute,
    RemoveAttribute,
    Sync,
    Rename,
    SyncFolder,
    Remove,
}

pub(super) const CALLS: [Call; 15] = [
    Call::MakeFolder,
    Call::Metadata,
    Call::Create,
    Call::Lock,
    Call::Write,
    Call::SetOwner,
    Call::SetMode,
    Call::Attributes,
    Call::Attribute,
    Call::SetAttribute,
    Call::RemoveAttribute,
    Call::Sync,
    Call::Rename,
    Call::SyncFolder,
    Call::Remove,
];

const ENOSPC: i32 = 28;
const EIO: i32 = 5;
const EACCES: i32 = 13;
pub(super) const EINTR: i32 = 4;
pub(super) const ERRORS: [i32; 4] = [ENOSPC, EIO, EACCES, EINTR];

/// A disk on which the n-th call of a kind fails, and the others work.
#[derive(Debug)]
pub(super) struct Failing {
    call: Call,
    error: i32,
    /// Calls of that kind that work before one fails.
    before: AtomicUsize,
    /// Calls of that kind that were made.
    made: AtomicUsize,
}

impl Failing {
    pub fn new(call: Call, error: i32, before: usize) -> Self {
        Self {
            call,
            error,
            before: AtomicUsize::new(before),
            made: AtomicUsize::new(0),
        }
    }

    /// Lets so many calls of the kind work from now on, and then one fail.
    pub fn fail_after(&self, before: usize) {
        let made = self.made.load(Ordering::Relaxed);
        self.before.store(made + before, Ordering::Relaxed);
    }

    pub fn has_failed(&self) -> bool {
        self.made.load(Ordering::Relaxed) > self.before.load(Ordering::Relaxed)
    }

    fn check(&self, call: Call) -> io::Result<()> {
        if call != self.call {
            return Ok(());
        }
        let made = self.made.fetch_add(1, Ordering::Relaxed);
        if made == self.before.load(Ordering::Relaxed) {
            return Err(io::Error::from_raw_os_error(self.error));
        }
        Ok(())
    }
}

impl Disk for Failing {
    fn make_folder(&self, folder: &Path, private: bool) -> io::Result<()> {
        self.check(Call::MakeFolder)?;
        System.make_folder(folder, private)
    }

    fn metadata(&self, path: &Path) -> io::Result<Metadata> {
        self.check(Call::Metadata)?;
        System.metadata(path)
    }

    fn create(&self, path: &Path, private: bool) -> io::Result<File> {
        self.check(Call::Create)?;
        System.create(path, private)
    }

    fn lock(&self, file: &File) -> Result<(), TryLockError> {
        self.check(Call::Lock).map_err(TryLockError::Error)?;
        System.lock(file)
    }

    fn write(&self, file: &mut File, bytes: &[u8]) -> io::Result<usize> {
        self.check(Call::Write)?;
        // In pieces, so that a file can be half written.
        System.write(file, &bytes[..bytes.len().min(16)])
    }

    #[cfg(unix)]
    fn set_owner(&self, file: &File, user: Option<u32>, group: Option<u32>) -> io::Result<()> {
        self.check(Call::SetOwner)?;
        System.set_owner(file, user, group)
    }

    #[cfg(unix)]
    fn set_mode(&self, file: &File, mode: u32) -> io::Result<()> {
        self.check(Call::SetMode)?;
        System.set_mode(file, mode)
    }

    #[cfg(unix)]
    fn attributes(&self, path: &Path) -> io::Result<Vec<Vec<u8>>> {
        self.check(Call::Attributes)?;
        System.attributes(path)
    }

    #[cfg(unix)]
    fn attribute(&self, path: &Path, name: &[u8]) -> io::Result<Vec<u8>> {
        self.check(Call::Attribute)?;
        System.attribute(path, name)
    }

    #[cfg(unix)]
    fn set_attribute(&self, file: &File, name: &[u8], value: &[u8]) -> io::Result<()> {
        self.check(Call::SetAttribute)?;
        System.set_attribute(file, name, value)
    }

    #[cfg(unix)]
    fn remove_attribute(&self, file: &File, name: &[u8]) -> io::Result<()> {
        self.check(Call::RemoveAttribute)?;
        System.remove_attribute(file, name)
    }

    fn sync(&self, file: &File) -> io::Result<()> {
        self.check(Call::Sync)?;
        System.sync(file)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.check(Call::Rename)?;
        System.rename(from, to)
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        self.check(Call::SyncFolder)?;
        System.sync_folder(folder)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.check(Call::Remove)?;
        System.remove(path)
    }
}

/// Something that writes a file: its name, how it is written in a version, and what then stands in the file.
struct Job {
    file: &'static str,
    write: fn(&Arc<Failing>, &Path, u32) -> Result<Written, StoreError>,
}

fn version(number: u32) -> Scenario {
    named(&format!("version {number} of a scenario"))
}

fn save(disk: &Arc<Failing>, path: &Path, number: u32) -> Result<Written, StoreError> {
    let source = fs::read_to_string(path).unwrap();
    store::save_on(&**disk, path, &version(number), Some(&source)).map(|saved| saved.written)
}

fn save_settings(disk: &Arc<Failing>, path: &Path, number: u32) -> Result<Written, StoreError> {
    let mut file = SettingsFile::new(path.to_owned()).on(disk.clone());
    let (settings, _) = file.load();
    file.save(&Settings {
        zoom: number as f32,
        ..settings
    })?;
    Ok(Written::OnDisk)
}

fn export(disk: &Arc<Failing>, path: &Path, number: u32) -> Result<Written, StoreError> {
    atomic::write_on(&**disk, path, |file| {
        (0..20).try_for_each(|line| writeln!(file, "{number},{line}"))
    })
}

const JOBS: [Job; 3] = [
    Job {
        file: "plan.ron",
        write: save,
    },
    Job {
        file: "settings.ron",
        write: save_settings,
    },
    Job {
        file: "months.csv",
        write: export,
    },
];

/// What a job writes without a fault: of the first version over a file that is there.
fn written(job: &Job, folder: &Path, number: u32) -> String {
    let path = folder.join(job.file);
    let works = Arc::new(Failing::new(Call::Lock, EIO, usize::MAX));
    (job.write)(&works, &path, number).unwrap();
    fs::read_to_string(path).unwrap()
}

/// A folder with a file of the first version in it, which has an attribute where files can have one.
fn folder(job: &Job) -> (TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(job.file);
    fs::write(&path, "()").unwrap();
    let old = written(job, folder.path(), 1);
    #[cfg(target_os = "linux")]
    let _ = rustix::fs::setxattr(&path, "user.note", b"kept", rustix::fs::XattrFlags::empty());
    (folder, old)
}

fn files_in(folder: &Path) -> Vec<String> {
    let files = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = files
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        // That of the settings, which stays.
        .filter(|name| name != "settings.lock")
        .collect();
    names.sort();
    names
}

#[test]
fn whatever_fails_the_file_is_whole_and_the_next_try_works() {
    let mut cases = 0;
    let mut reached = Vec::new();
    for job in &JOBS {
        let new = {
            let (folder, _) = folder(job);
            written(job, folder.path(), 2)
        };
        for call in CALLS {
            for error in ERRORS {
                for before in 0..4 {
                    let (folder, old) = folder(job);
                    let path = folder.path().join(job.file);
                    let disk = Arc::new(Failing::new(call, error, before));
                    let result = (job.write)(&disk, &path, 2);
                    let case = format!("{} {call:?} {error} after {before}: {result:?}", job.file);
                    if !disk.has_failed() {
                        break;
                    }
                    cases += 1;
                    if !reached.contains(&call) {
                        reached.push(call);
                    }
                    let now = fs::read_to_string(&path).unwrap();
                    match &result {
                        Ok(_) => assert_eq!(now, new, "{case}"),
                        Err(said) => {
                            assert_eq!(now, old, "{case}");
                            assert!(said.to_string().contains("can’t save it"), "{case}");
                        }
                    }
                    // Interrupted is no fault, nor is a lock that the file system doesn't have.
                    let is_harmless = error == EINTR || call == Call::Lock;
                    assert!(result.is_ok() || !is_harmless, "{case}");
                    if call == Call::SyncFolder && !is_harmless && job.file != "settings.ron" {
                        assert!(matches!(result, Ok(Written::Unconfirmed)), "{case}");
                    }
                    assert_eq!(files_in(folder.path()), [job.file], "{case}");
                    assert_eq!(written(job, folder.path(), 2), new, "{case}");
                }
            }
        }
    }
    println!("{cases} faults; calls reached: {reached:?}");
    for call in [
        Call::Metadata,
        Call::Create,
        Call::Write,
        Call::Sync,
        Call::Rename,
    ] {
        assert!(reached.contains(&call), "{call:?}");
    }
    assert!(cases > 150, "{cases}");
}

/// A disk on which neither the name can be given nor the temporary file be removed, as if the program ended in between.
#[derive(Debug)]
struct Ending;
impl Disk for Ending {
    fn rename(&self, _: &Path, _: &Path) -> io::Result<()> {
        Err(io::Error::from_raw_os_error(EIO))
    }

    fn remove(&self, _: &Path) -> io::Result<()> {
        Err(io::Error::from_raw_os_error(EIO))
    }
}

#[test]
fn what_cannot_be_removed_is_removed_by_the_next_run() {
    let job = &JOBS[0];
    let (folder, old) = folder(job);
    let path = folder.path().join(job.file);
    store::save_on(&Ending, &path, &version(2), None).unwrap_err();
    assert_eq!(fs::read_to_string(&path).unwrap(), old);
    assert_eq!(files_in(folder.path()).len(), 2);
    breakeven::files::temporary::clean_now(folder.path());
    assert_eq!(files_in(folder.path()), [job.file]);
}

#[test]
fn only_what_is_ours_and_written_by_nobody_is_removed() {
    let folder = tempfile::tempdir().unwrap();
    let names = [
        ".breakeven-0123456789abcdef.tmp",
        ".breakeven-0123456789abcdeg.tmp",
        ".breakeven-0123456789abcde.tmp",
        "breakeven-0123456789abcdef.tmp",
        ".plan.ron.AbCdEf",
        "plan.ron",
        ".breakeven-fedcba9876543210.tmp",
        ".breakeven-00000000000000aa.tmp",
    ];
    for name in &names[..7] {
        fs::write(folder.path().join(name), "").unwrap();
    }
    // A folder of such a name, and one that a living run writes.
    fs::create_dir(folder.path().join(names[7])).unwrap();
    let written = File::options()
        .write(true)
        .open(folder.path().join(names[6]))
        .unwrap();
    written.lock().unwrap();
    breakeven::files::temporary::clean_now(folder.path());
    let mut left: Vec<&str> = names[1..].to_vec();
    left.sort_unstable();
    assert_eq!(files_in(folder.path()), left);
    drop(written);
    breakeven::files::temporary::clean_now(folder.path());
    assert!(!folder.path().join(names[6]).exists());
}
