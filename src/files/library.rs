//! The library folder: lists its scenarios, and watches it for changes by other programs.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use notify::{RecommendedWatcher, RecursiveMode, Watcher as _};

use crate::scenario::Scenario;

use super::error::StoreError;
use super::{names, store};

/// A scenario file in the folder.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The file's path.
    pub path: PathBuf,
    /// When the file was last changed; `None` if the file system doesn't say.
    pub modified: Option<SystemTime>,
    /// The scenario, or why the file can't be read.
    pub scenario: Result<Box<Scenario>, String>,
}

/// Lists the scenarios in `folder` by file name, then those of `others` that still exist and aren't in the folder. An entry of `known` is
/// reused if its file hasn't changed since. A missing folder counts as empty.
pub fn list(folder: &Path, others: &[PathBuf], known: &[Entry]) -> Result<Vec<Entry>, String> {
    let mut paths = scenario_files(folder)?;
    paths.sort_by_key(|path| path.to_string_lossy().to_lowercase());
    // A file of `others` may be in the folder under another path.
    let listed: Vec<_> = paths
        .iter()
        .filter_map(|path| path.canonicalize().ok())
        .collect();
    let elsewhere = |path: &&PathBuf| {
        path.canonicalize()
            .is_ok_and(|path| path.is_file() && !listed.contains(&path))
    };
    paths.extend(others.iter().filter(elsewhere).cloned());
    let entry = |path: PathBuf| {
        let modified = fs::metadata(&path).and_then(|data| data.modified()).ok();
        known
            .iter()
            .find(|entry| entry.path == path && entry.modified == modified && modified.is_some())
            .cloned()
            .unwrap_or_else(|| read(path, modified))
    };
    Ok(paths.into_iter().map(entry).collect())
}

/// The files in a folder that have the extension of scenarios and aren't hidden.
fn scenario_files(folder: &Path) -> Result<Vec<PathBuf>, String> {
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
    let is_scenario = |path: &PathBuf| {
        let hidden = path
            .file_name()
            .is_some_and(|name| name.to_string_lossy().starts_with('.'));
        names::is_scenario_file(path) && !hidden
    };
    Ok(files
        .filter_map(Result::ok)
        .map(|file| file.path())
        .filter(is_scenario)
        .collect())
}

fn read(path: PathBuf, modified: Option<SystemTime>) -> Entry {
    let scenario = store::read(&path)
        .map(Box::new)
        .map_err(|error| match error {
            // The list shows the path already, so the message doesn't need it.
            StoreError::Format { error, .. } => error.to_string(),
            other => other.to_string(),
        });
    Entry {
        path,
        modified,
        scenario,
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
