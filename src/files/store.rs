//! Operations on the files of scenarios: read, save, duplicate, rename, move to the trash.

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use crate::scenario::Scenario;

use super::atomic::write_atomically;
use super::embedded::{self, ReportSettings};
use super::error::{StoreError, io_error};
use super::format;
use super::names::{EXTENSION, free_path, safe_stem, stem};

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

/// Saves a scenario to a file. An old file stays as it is until the new one is complete.
pub fn save(path: &Path, scenario: &Scenario) -> Result<(), StoreError> {
    let text = format::write(scenario).map_err(|error| StoreError::Text(error.to_string()))?;
    write_atomically(path, &text)
}

/// Copies a scenario to a free name in the same folder, such as "support replies 2.ron", and returns the path of the copy.
pub fn duplicate(path: &Path) -> Result<PathBuf, StoreError> {
    let mut scenario = read(path)?;
    let copy = free_path(path);
    let name = format!("{} (copy)", scenario.title());
    scenario.rename(&name);
    save(&copy, &scenario)?;
    Ok(copy)
}

/// Renames a file within its folder and the scenario in it, and returns the new path. `name` may be with or without the extension.
/// If the file can't be read, or is a report, only the file is renamed. A report keeps its extension.
pub fn rename(path: &Path, name: &str) -> Result<PathBuf, StoreError> {
    let is_report = open(path).is_ok_and(|opened| opened.report.is_some());
    let extension = match path.extension() {
        Some(extension) if is_report => format!(".{}", extension.to_string_lossy()),
        _ => format!(".{EXTENSION}"),
    };
    let typed = name.trim();
    let typed = typed.strip_suffix(&extension).unwrap_or(typed);
    let renamed = path.with_file_name(safe_stem(typed) + &extension);
    // If the file system ignores case, the file that exists may be this one.
    let is_same = || Some(renamed.canonicalize().ok()? == path.canonicalize().ok()?);
    if renamed.exists() && is_same() != Some(true) {
        return Err(StoreError::Exists { path: renamed });
    }
    fs::rename(path, &renamed).map_err(io_error(path, "rename it"))?;
    if !is_report && let Ok(mut scenario) = read(&renamed) {
        scenario.rename(stem(name));
        save(&renamed, &scenario)?;
    }
    Ok(renamed)
}

/// Moves a file to the system's trash.
pub fn move_to_trash(path: &Path) -> Result<(), StoreError> {
    trash::delete(path).map_err(|error| StoreError::Trash {
        path: path.to_owned(),
        error: error.to_string(),
    })
}

/// Whether a file has comments, which would be lost if a scenario was saved to it.
pub fn holds_comments(path: &Path) -> bool {
    fs::read_to_string(path).is_ok_and(|text| format::holds_comments(&text))
}
