//! Operations on the files of scenarios: read, save, duplicate, rename, move to the trash.

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::scenario::Scenario;

use super::atomic::{write_atomically, write_atomically_with};
use super::edit::{edited, holds_comments};
use super::embedded::{self, ReportSettings};
use super::error::{StoreError, io_error};
use super::format;
use super::names::{self, EXTENSION, safe_stem, stem};

/// A larger file can't be a scenario, so it isn't read.
const MAX_SCENARIO_BYTES: u64 = 4 * 1024 * 1024;
/// Reports may be larger because they contain pictures.
const MAX_REPORT_BYTES: u64 = 64 * 1024 * 1024;

/// The content of a scenario file or a report.
#[derive(Debug, Clone, PartialEq)]
pub struct FileContent {
    /// The scenario in it.
    pub scenario: Scenario,
    /// The settings of the report if the file is one; `None` for a scenario file. A scenario mustn't be saved over a report.
    pub report: Option<Box<ReportSettings>>,
    /// The text of a scenario file, whose comments and layout a save keeps; `None` for a report.
    pub text: Option<Arc<str>>,
}

/// Reads the scenario in a scenario file or a report.
pub fn read(path: &Path) -> Result<Scenario, StoreError> {
    open(path).map(|opened| opened.scenario)
}

/// Reads the scenario in a scenario file or a report, and the settings of the report.
pub fn open(path: &Path) -> Result<FileContent, StoreError> {
    let not_a_scenario = |problem: String| StoreError::NotAScenario {
        path: path.to_owned(),
        problem,
    };
    let metadata = fs::metadata(path).map_err(io_error(path, "read it"))?;
    if !metadata.is_file() {
        // Reading from a pipe or a device might never end.
        let kind = if metadata.is_dir() {
            "a folder"
        } else {
            "a device or a pipe"
        };
        return Err(not_a_scenario(format!("it is {kind}, not a scenario file")));
    }
    let mut bytes = Vec::new();
    let read = |bytes: &mut Vec<u8>| {
        let mut file = fs::File::open(path)?.take(MAX_SCENARIO_BYTES + 1);
        file.read_to_end(bytes)?;
        if is_report(bytes) {
            file.set_limit(MAX_REPORT_BYTES);
            file.read_to_end(bytes)?;
        }
        Ok(())
    };
    read(&mut bytes).map_err(io_error(path, "read it"))?;
    if is_report(&bytes) {
        let embedded = embedded::read(&bytes).ok_or_else(|| {
            not_a_scenario("it is no report of Breakeven’s: there is no scenario in it".to_owned())
        })?;
        let settings = embedded.report_settings().map_err(|error| {
            not_a_scenario(format!("what it was decided with can’t be read: {error}"))
        })?;
        // The place in an error counts from the start of the scenario, since a PDF has no lines that a user could look at.
        let scenario = format::read(embedded.scenario.trim_start()).map_err(|error| {
            not_a_scenario(format!("in the scenario that the report holds: {error}"))
        })?;
        return Ok(FileContent {
            scenario,
            report: Some(Box::new(settings.unwrap_or_default())),
            text: None,
        });
    }
    if let Some(other) = other_kind(&bytes) {
        return Err(not_a_scenario(format!(
            "it is {other}; what can be opened are scenarios ({EXTENSION}), and reports as web pages or PDF"
        )));
    }
    if bytes.len() as u64 > MAX_SCENARIO_BYTES {
        return Err(not_a_scenario(
            "it is larger than 4 MB: not a scenario file".to_owned(),
        ));
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        not_a_scenario(format!(
            "it is not UTF-8 text (byte {at}); save it as UTF-8"
        ))
    })?;
    let scenario = format::read(&text).map_err(|error| StoreError::Format {
        path: path.to_owned(),
        error,
    })?;
    Ok(FileContent {
        scenario,
        report: None,
        text: Some(text.into()),
    })
}

/// Whether the content is a web page or a PDF, judged by its first bytes.
fn is_report(bytes: &[u8]) -> bool {
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    bytes.starts_with(b"%PDF-") || text.trim_ascii_start().starts_with(b"<")
}

/// What the file is if it is an export that can't be opened, judged by its first bytes.
fn other_kind(bytes: &[u8]) -> Option<&'static str> {
    let kinds: [(&[u8], &str); 2] = [
        (b"\x89PNG", "a picture"),
        (b"PK\x03\x04", "a spreadsheet or an archive"),
    ];
    let kind = kinds
        .into_iter()
        .find(|(begins, _)| bytes.starts_with(begins));
    kind.map(|(_, kind)| kind)
}

/// Saves a scenario to a file, in a text of its own. An old file stays as it is until the new one is complete.
pub fn save(path: &Path, scenario: &Scenario) -> Result<(), StoreError> {
    save_as(path, scenario, None).map(|_| ())
}

/// Saves a scenario to a file, and returns the text that the file holds now. `source` is the text that the scenario comes from: its comments
/// and layout are kept, unless it can't be edited.
pub fn save_as(
    path: &Path,
    scenario: &Scenario,
    source: Option<&str>,
) -> Result<Arc<str>, StoreError> {
    let text = text_of(scenario, source)?;
    write_atomically(path, &text)?;
    Ok(text.into())
}

fn text_of(scenario: &Scenario, source: Option<&str>) -> Result<String, StoreError> {
    let edited = source.and_then(|source| edited(source, scenario));
    let written = edited.map_or_else(|| format::write(scenario), Ok);
    written.map_err(|error| StoreError::Text(error.to_string()))
}

/// Copies a scenario to a file in the same folder that is named after the copy, such as "support replies (copy).ron", and returns the path
/// of the copy.
pub fn duplicate(path: &Path) -> Result<PathBuf, StoreError> {
    let FileContent {
        mut scenario, text, ..
    } = open(path)?;
    let (copy, name) = names::free_copy(path, scenario.title());
    scenario.name = name;
    save_as(&copy, &scenario, text.as_deref())?;
    Ok(copy)
}

/// Renames a file within its folder and the scenario in it, and returns the new path. `name` may be with or without the extension. If
/// that fails, the file is as it was. If it can't be read, or is a report, only the file is renamed, and keeps its extension.
pub fn rename(path: &Path, name: &str) -> Result<PathBuf, StoreError> {
    let content = open(path).ok();
    let (scenario, source) = match content {
        Some(content) if content.report.is_none() => (Some(content.scenario), content.text),
        _ => (None, None),
    };
    let extension = match path.extension() {
        Some(kept) if scenario.is_none() || kept.eq_ignore_ascii_case(EXTENSION) => {
            format!(".{}", kept.to_string_lossy())
        }
        None if scenario.is_none() => String::new(),
        _ => format!(".{EXTENSION}"),
    };
    let typed = name.trim();
    let typed = typed.strip_suffix(&extension).unwrap_or(typed);
    let renamed = path.with_file_name(safe_stem(typed) + &extension);
    if is_taken(&renamed, path) {
        return Err(StoreError::Exists { path: renamed });
    }
    let Some(mut scenario) = scenario else {
        return move_file(path, &renamed).map(|()| renamed);
    };
    stem(name).clone_into(&mut scenario.name);
    // The text first, so that nothing can fail once the file has moved.
    let before = fs::read(path).map_err(io_error(path, "read it"))?;
    let source = source.unwrap_or_default();
    if holds_comments(&source) && edited(&source, &scenario).is_none() {
        let problem = "comments can’t be kept with this name; change it in the file";
        return Err(StoreError::Text(problem.to_owned()));
    }
    let text = text_of(&scenario, Some(&source))?;
    if text.as_bytes() != before {
        write_atomically(path, &text)?;
    }
    if let Err(error) = move_file(path, &renamed) {
        write_atomically_with(path, |file| file.write_all(&before))?;
        return Err(error);
    }
    Ok(renamed)
}

/// Renames a file that was called after its scenario, whose name has changed from `former` since. Returns the new path; `None` if the
/// file was called otherwise, or stays where it is because there is a file of the new name.
pub fn follow_name(path: &Path, former: &Scenario, scenario: &Scenario) -> Option<PathBuf> {
    let had_its_name = path.file_stem() == Some(safe_stem(former.title()).as_ref());
    if !had_its_name || scenario.name.trim().is_empty() {
        return None;
    }
    let extension = path.extension()?.to_string_lossy();
    let renamed = path.with_file_name(format!("{}.{extension}", safe_stem(&scenario.name)));
    if renamed == path || is_taken(&renamed, path) {
        return None;
    }
    move_file(path, &renamed).ok()?;
    Some(renamed)
}

/// Whether there is a file at `path` other than this one. If the file system ignores case, the file that exists may be this one.
fn is_taken(path: &Path, own: &Path) -> bool {
    let is_own = || Some(path.canonicalize().ok()? == own.canonicalize().ok()?);
    path.symlink_metadata().is_ok() && is_own() != Some(true)
}

fn move_file(from: &Path, to: &Path) -> Result<(), StoreError> {
    fs::rename(from, to).map_err(io_error(from, "rename it"))
}

/// Moves a file to the system's trash.
pub fn move_to_trash(path: &Path) -> Result<(), StoreError> {
    trash::delete(path).map_err(|error| StoreError::Trash {
        path: path.to_owned(),
        error: error.to_string(),
    })
}
