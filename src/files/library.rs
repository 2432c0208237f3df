//! The library folder: lists its scenarios, and watches it for changes by other programs.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

use notify::{RecommendedWatcher, RecursiveMode, Watcher as _};

use super::error::StoreError;
use super::{names, store};

/// A scenario file in the folder. The scenario itself isn't kept: a folder may hold thousands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The file's path.
    pub path: PathBuf,
    /// The file's path without links; `None` if there is none.
    pub resolved: Option<PathBuf>,
    /// By what a change is noticed.
    pub stamp: Stamp,
    /// What the list shows of the scenario, or why the file can't be read.
    pub summary: Result<Summary, String>,
}

/// Time of the last change and length of a file. A file whose stamp is the same is taken for unchanged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    /// When the file was last changed; `None` if the file system doesn't say.
    pub modified: Option<SystemTime>,
    /// In bytes.
    pub length: u64,
}

/// What the list shows of a scenario.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// The scenario's name; it may be empty.
    pub name: String,
    /// Whether prices are missing, so that there is nothing to compute.
    pub is_unpriced: bool,
}

/// The entries of a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entries {
    /// By file name.
    pub entries: Vec<Entry>,
    /// Whether all files were read. If not, those that are missing are read in the next round.
    pub is_complete: bool,
    /// Whether there is such a folder.
    pub is_there: bool,
}

/// Lists the scenarios in `folder` by file name, then those of `others` that still exist and aren't in the folder. An entry of `known` is
/// reused if its file hasn't changed since; the others are read for as long as `time` allows, at least one of them. A missing folder counts as
/// empty.
pub fn list(
    folder: &Path,
    others: &[PathBuf],
    known: &[Entry],
    time: Duration,
) -> Result<Entries, String> {
    let deadline = Instant::now() + time;
    let found = scenario_files(folder)?;
    let is_there = found.is_some();
    let mut files = found.unwrap_or_default();
    if !others.is_empty() {
        // A file of `others` may be in the folder under another path.
        let listed: HashSet<PathBuf> = files
            .iter()
            .filter_map(|file| file.resolved.clone())
            .collect();
        let elsewhere = |path: &PathBuf| {
            let resolved = path.canonicalize().ok()?;
            let is_new = resolved.is_file() && !listed.contains(&resolved);
            is_new.then(|| Found {
                path: path.clone(),
                resolved: Some(resolved),
            })
        };
        files.extend(others.iter().filter_map(elsewhere));
    }
    let known: HashMap<&Path, &Entry> = known.iter().map(|entry| (&*entry.path, entry)).collect();
    let mut entries = Vec::with_capacity(files.len());
    let (mut is_complete, mut has_read) = (true, false);
    for file in files {
        let stamp = stamp(&file.path);
        let before = known.get(&*file.path);
        match before.filter(|entry| entry.stamp == stamp && stamp.modified.is_some()) {
            Some(entry) => entries.push((*entry).clone()),
            None if has_read && Instant::now() > deadline => {
                // One whose stamp says nothing doesn't make for rounds without end.
                is_complete &= before.is_some_and(|entry| entry.stamp == stamp);
                // As it was: better than a row that comes and goes.
                entries.extend(before.copied().cloned());
            }
            None => {
                has_read = true;
                entries.push(read(file, stamp));
            }
        }
    }
    Ok(Entries {
        entries,
        is_complete,
        is_there,
    })
}

fn stamp(path: &Path) -> Stamp {
    let data = fs::metadata(path).ok();
    Stamp {
        modified: data.as_ref().and_then(|data| data.modified().ok()),
        length: data.map_or(0, |data| data.len()),
    }
}

/// A file that was found, not read.
struct Found {
    path: PathBuf,
    resolved: Option<PathBuf>,
}

/// The files in a folder that have the extension of scenarios and aren't hidden, by name; `None` if there is no folder.
fn scenario_files(folder: &Path) -> Result<Option<Vec<Found>>, String> {
    let files = match fs::read_dir(folder) {
        Ok(files) => files,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => {
            return Err(format!(
                "{}: can’t list the folder: {error}",
                folder.display()
            ));
        }
    };
    let resolved_folder = folder.canonicalize().ok();
    let found = |file: fs::DirEntry| {
        let (path, name) = (file.path(), file.file_name());
        let is_hidden = name.to_string_lossy().starts_with('.');
        let is_link = file.file_type().is_ok_and(|kind| kind.is_symlink());
        // Quicker than to follow each path from its root.
        let resolved = match &resolved_folder {
            Some(folder) if !is_link => Some(folder.join(name)),
            _ => path.canonicalize().ok(),
        };
        (names::is_scenario_file(&path) && !is_hidden).then_some(Found { path, resolved })
    };
    let mut files: Vec<Found> = files.filter_map(Result::ok).filter_map(found).collect();
    files.sort_by_cached_key(|file| file.path.to_string_lossy().to_lowercase());
    Ok(Some(files))
}

fn read(file: Found, stamp: Stamp) -> Entry {
    let summary = match store::read(&file.path) {
        Ok(scenario) => Ok(Summary {
            is_unpriced: !(scenario.prompting_is_priced() && scenario.fine_tuning_is_priced()),
            name: scenario.name,
        }),
        // The list shows the path already, so the message doesn't need it.
        Err(StoreError::Format { error, .. }) => Err(error.to_string()),
        Err(other) => Err(other.to_string()),
    };
    Entry {
        path: file.path,
        resolved: file.resolved,
        stamp,
        summary,
    }
}

/// Watches a folder until it is dropped. Of a folder that isn't there or can't be watched, the closest one above it that can be is
/// watched: it tells when the folder appears, or can be read.
pub struct FolderWatcher {
    _watcher: RecommendedWatcher,
    /// The folder that is watched, and which one was there at that path.
    watched: PathBuf,
    identity: Identity,
    /// Why the folder itself isn't watched, though it is there.
    problem: Option<String>,
}

impl FolderWatcher {
    /// Calls `changed` whenever something in `folder` changes, or it comes or goes, from another thread. If nothing can be watched,
    /// the error says why not, unless there is no such folder.
    pub fn new(
        folder: &Path,
        changed: impl Fn() + Send + Sync + 'static,
    ) -> Result<Self, Option<String>> {
        let changed: Changed = Arc::new(changed);
        let mut problem = None;
        for watched in folder.ancestors().filter(|above| above.is_dir()) {
            // Before it is watched: another one that takes its place is noticed then.
            let identity = Identity::of(watched);
            match watcher(folder, watched, changed.clone()) {
                Ok(watcher) => {
                    return Ok(Self {
                        _watcher: watcher,
                        watched: watched.to_owned(),
                        identity,
                        problem,
                    });
                }
                Err(error) if watched == folder => problem = Some(error),
                Err(_) => {}
            }
        }
        Err(problem)
    }

    /// Whether it still watches what is closest to the folder. A folder that was taken away, or replaced by another one of its name, has to be
    /// watched anew.
    pub fn is_current(&self, folder: &Path) -> bool {
        let closest = folder.ancestors().find(|above| above.is_dir());
        closest == Some(&*self.watched) && Identity::of(&self.watched) == self.identity
    }

    /// Why the folder isn't watched, though it is there.
    pub fn problem(&self) -> Option<&str> {
        self.problem.as_deref()
    }
}

type Changed = Arc<dyn Fn() + Send + Sync>;

/// Watches a folder for what changes in `folder`, which it is or which is below it.
fn watcher(folder: &Path, watched: &Path, changed: Changed) -> Result<RecommendedWatcher, String> {
    let (below, is_itself) = (folder.to_owned(), folder == watched);
    let concerns = move |event: &notify::Event| {
        let on_the_way = || event.paths.iter().any(|path| below.starts_with(path));
        !event.kind.is_access() && (is_itself || event.need_rescan() || on_the_way())
    };
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        if event.is_ok_and(|event| concerns(&event)) {
            changed();
        }
    })
    .map_err(|error| error.to_string())?;
    watcher
        .watch(watched, RecursiveMode::NonRecursive)
        .map_err(|error| error.to_string())?;
    Ok(watcher)
}

/// By what one folder is told from another that takes its path. A new one may get the number of one that was removed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Identity {
    created: Option<SystemTime>,
    number: (u64, u64),
}

impl Identity {
    fn of(folder: &Path) -> Self {
        let data = fs::metadata(folder).ok();
        Self {
            created: data.as_ref().and_then(|data| data.created().ok()),
            number: data.as_ref().map_or((0, 0), number),
        }
    }
}

/// The numbers of the file system and of the folder in it.
#[cfg(unix)]
fn number(data: &fs::Metadata) -> (u64, u64) {
    use std::os::unix::fs::MetadataExt as _;
    (data.dev(), data.ino())
}

#[cfg(not(unix))]
fn number(_: &fs::Metadata) -> (u64, u64) {
    (0, 0)
}
