//! The library folder: lists its scenarios, and watches it for changes by other programs.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};
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
    let mut files = scenario_files(folder)?;
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

/// The files in a folder that have the extension of scenarios and aren't hidden, by name.
fn scenario_files(folder: &Path) -> Result<Vec<Found>, String> {
    let files = match fs::read_dir(folder) {
        Ok(files) => files,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
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
    Ok(files)
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

/// Watches a folder until it is dropped.
pub struct FolderWatcher {
    _watcher: RecommendedWatcher,
}

impl FolderWatcher {
    /// Calls `changed` whenever something in `folder` changes, from another thread. An error says why the folder can't be watched.
    pub fn new(folder: &Path, changed: impl Fn() + Send + 'static) -> Result<Self, String> {
        let mut watcher =
            notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
                if event.is_ok_and(|event| !event.kind.is_access()) {
                    changed();
                }
            })
            .map_err(|error| error.to_string())?;
        watcher
            .watch(folder, RecursiveMode::NonRecursive)
            .map_err(|error| error.to_string())?;
        Ok(Self { _watcher: watcher })
    }
}
