//! Operations on the files of scenarios: read, save, duplicate, rename, move to the trash.

use std::fs;
#[cfg(unix)]
use std::io;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::scenario::Scenario;

use super::atomic::{Written, write_atomically_with, write_on};
use super::disk::{Disk, System};
use super::edit::{edited, holds_comments};
use super::embedded::{self, EmbeddedScenario, ReportSettings};
use super::error::{ScenarioChoice, StoreError, check_name, instead_of_a_file, io_error};
use super::format;
use super::limits::{MAX_REPORT_BYTES, MAX_SCENARIO_BYTES};
use super::names::{self, EXTENSION, safe_stem, stem};

/// The content of a scenario file or a report.
#[derive(Debug, Clone, PartialEq)]
pub struct FileContent {
    /// The scenario in it.
    pub scenario: Scenario,
    /// The settings of the report if the file is one; `None` for a scenario file. A scenario mustn't be saved over a report.
    pub report: Option<Box<ReportSettings>>,
    /// The text of a scenario file, whose comments and layout a save keeps; `None` for a report.
    pub text: Option<Arc<str>>,
    /// What of these settings was left out because this version doesn't know it, in words for the user.
    pub left_out: Vec<String>,
    /// What was corrected since the version of the file that changes figures of the scenario, a sentence each.
    pub corrections: Vec<&'static str>,
}

/// Reads the scenario in a scenario file or a report.
pub fn read(path: &Path) -> Result<Scenario, StoreError> {
    open(path).map(|opened| opened.scenario)
}

/// Reads the scenario in a scenario file or a report, and the settings of the report. Of a report with several scenarios, such as two that
/// were joined, "report.pdf#2" is the second one; without a number the error lists them.
pub fn open(path: &Path) -> Result<FileContent, StoreError> {
    check_name(path)?;
    let (path, number) = numbered(path);
    let bytes = read_bytes(&path)?;
    content(&path, number, bytes)
}

/// What a file holds that has these bytes: its only scenario, or the one of a number, from 1. Reaches no disk; the path is for the error.
pub fn content(
    path: &Path,
    number: Option<usize>,
    bytes: Vec<u8>,
) -> Result<FileContent, StoreError> {
    let not_a_scenario = |problem: String| StoreError::NotAScenario {
        path: path.to_owned(),
        problem,
    };
    if let Some(kind) = report_kind(&bytes) {
        let found = match kind {
            ReportKind::Pdf => embedded::read_pdf(&bytes),
            ReportKind::WebPage => Ok(embedded::read_html(&bytes)),
            ReportKind::Json => embedded::read_json(&bytes),
            ReportKind::Spreadsheet => embedded::read_book(&bytes),
            ReportKind::Presentation => embedded::read_presentation(&bytes),
        };
        return chosen(path, found.map_err(not_a_scenario)?, number);
    }
    if let Some(other) = other_kind(&bytes) {
        return Err(not_a_scenario(format!("it is {other}; {OPENED}")));
    }
    if bytes.len() as u64 > MAX_SCENARIO_BYTES {
        return Err(not_a_scenario(
            "it is larger than 4 MB: not a scenario file".to_owned(),
        ));
    }
    if number.is_some() {
        return Err(not_a_scenario(
            "a scenario file has one scenario: leave the number out".to_owned(),
        ));
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        not_a_scenario(format!(
            "it is not UTF-8 text (byte {at}); save it as UTF-8"
        ))
    })?;
    let scenario = format::read(&text).map_err(|error| {
        if embedded::is_settings(&text) {
            return not_a_scenario("it has the settings of a report; its scenario is the other file attached to the report".to_owned());
        }
        StoreError::Format { path: path.to_owned(), error }
    })?;
    Ok(FileContent {
        corrections: format::corrections(&text, Some(&scenario)),
        scenario,
        report: None,
        text: Some(text.into()),
        left_out: Vec::new(),
    })
}

/// Reads a report of any kind: its bytes, its kind, and the scenario that it was made of.
pub fn open_report(path: &Path) -> Result<(Vec<u8>, ReportKind, FileContent), StoreError> {
    check_name(path)?;
    let (path, number) = numbered(path);
    let bytes = read_bytes(&path)?;
    let kind = report_kind(&bytes).ok_or_else(|| StoreError::NotAScenario {
        path: path.clone(),
        problem: "it is no report: what can be verified are web pages, PDF, slides, spreadsheets and JSON that Breakeven has made".to_owned(),
    })?;
    let content = if kind == ReportKind::Spreadsheet {
        let found = embedded::read_book_as_exported(&bytes);
        let found = found.map_err(|problem| StoreError::NotAScenario {
            path: path.clone(),
            problem,
        })?;
        chosen(&path, found, number)?
    } else {
        content(&path, number, bytes.clone())?
    };
    Ok((bytes, kind, content))
}

/// The path of a file and the number of a scenario in it: "report.pdf#2". If there is a file of the whole name, that is meant.
fn numbered(path: &Path) -> (PathBuf, Option<usize>) {
    let parts = || {
        let (file, number) = path.to_str()?.rsplit_once('#')?;
        Some((PathBuf::from(file), number.parse().ok()?))
    };
    match parts() {
        Some((file, number)) if !path.exists() && file.exists() => (file, Some(number)),
        _ => (path.to_owned(), None),
    }
}

/// The file of a path that may have a number behind it.
pub fn file_of(path: &Path) -> PathBuf {
    numbered(path).0
}

/// The path by which [`open`] reads the scenario of this number, from 1.
pub fn with_number(path: &Path, number: usize) -> PathBuf {
    let mut numbered = path.as_os_str().to_owned();
    numbered.push(format!("#{number}"));
    PathBuf::from(numbered)
}

/// The whole file, as far as it may be large.
fn read_bytes(path: &Path) -> Result<Vec<u8>, StoreError> {
    let metadata = fs::metadata(path).map_err(io_error(path, "read it"))?;
    if let Some(kind) = instead_of_a_file(&metadata) {
        return Err(StoreError::NotAScenario {
            path: path.to_owned(),
            problem: format!("it is {kind}, not a scenario file"),
        });
    }
    let mut bytes = Vec::new();
    let read = |bytes: &mut Vec<u8>| {
        let mut file = fs::File::open(path)?.take(MAX_SCENARIO_BYTES + 1);
        file.read_to_end(bytes)?;
        if report_kind(bytes).is_some() {
            file.set_limit(MAX_REPORT_BYTES);
            file.read_to_end(bytes)?;
        }
        Ok(())
    };
    read(&mut bytes).map_err(io_error(path, "read it"))?;
    Ok(bytes)
}

/// The scenario of a number, or the only one.
fn chosen(
    path: &Path,
    mut found: Vec<EmbeddedScenario>,
    number: Option<usize>,
) -> Result<FileContent, StoreError> {
    let not_a_scenario = |problem: String| StoreError::NotAScenario {
        path: path.to_owned(),
        problem,
    };
    let index = match number {
        None if found.is_empty() => return Err(not_a_scenario(NO_SCENARIO.to_owned())),
        None if found.len() == 1 => 0,
        Some(number) if (1..=found.len()).contains(&number) => number - 1,
        _ => {
            let choices = ScenarioChoice::list(&found);
            return Err(StoreError::Several {
                path: path.to_owned(),
                choices,
            });
        }
    };
    let EmbeddedScenario {
        scenario,
        settings,
        left_out,
        corrections,
    } = found.swap_remove(index);
    // The place in an error counts from the start of the scenario, since a PDF has no lines that a user could look at.
    let scenario = scenario.map_err(|error| {
        not_a_scenario(format!("in the scenario that the report holds: {error}"))
    })?;
    Ok(FileContent {
        scenario,
        report: Some(Box::new(settings)),
        left_out,
        corrections,
        text: None,
    })
}

const OPENED: &str = "what can be opened are scenarios (ron), and reports as web pages, PDF, slides, spreadsheets or JSON";

/// Some programs drop attachments without a word, and printing always does.
const NO_SCENARIO: &str = "it is no report of Breakeven’s: there is no scenario in it. A report that was printed or joined by \
    another program may have lost its scenario";

/// What kind of report a file can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReportKind {
    /// Pages.
    Pdf,
    /// A web page, or an archive of one.
    WebPage,
    /// JSON, for programs.
    Json,
    /// A spreadsheet, or another archive.
    Spreadsheet,
    /// Slides.
    Presentation,
}

/// Whether the content is a report, and of which kind, judged by its first bytes.
pub fn report_kind(bytes: &[u8]) -> Option<ReportKind> {
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = text.trim_ascii_start();
    if text.starts_with(b"<") || embedded::is_web_archive(bytes) {
        Some(ReportKind::WebPage)
    } else if text.starts_with(b"%PDF-") {
        Some(ReportKind::Pdf)
    } else if text.starts_with(b"{") {
        Some(ReportKind::Json)
    } else if bytes.starts_with(b"PK\x03\x04") {
        // The names of an archive's parts stand in it as they are.
        let presentation = b"ppt/presentation.xml";
        let has_slides = bytes
            .windows(presentation.len())
            .any(|part| part == presentation);
        Some(if has_slides {
            ReportKind::Presentation
        } else {
            ReportKind::Spreadsheet
        })
    } else {
        None
    }
}

/// What the file is if it is an export that can't be opened, judged by its first bytes.
fn other_kind(bytes: &[u8]) -> Option<&'static str> {
    bytes.starts_with(b"\x89PNG").then_some("a picture")
}

/// Saves a scenario to a file, in a text of its own. An old file stays as it is until the new one is complete; a missing folder is made.
pub fn save(path: &Path, scenario: &Scenario) -> Result<(), StoreError> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(io_error(path, "save it"))?;
    }
    save_as(path, scenario, None).map(drop)
}

/// What a file holds after a save.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saved {
    /// The text in it.
    pub text: Arc<str>,
    /// Whether it is on the disk.
    pub written: Written,
}

/// Saves a scenario to a file in a folder that is there. `source` is the text that the scenario comes from: its comments and layout are
/// kept, unless it can't be edited.
pub fn save_as(
    path: &Path,
    scenario: &Scenario,
    source: Option<&str>,
) -> Result<Saved, StoreError> {
    save_on(&System, path, scenario, source)
}

/// Like [`save_as`], by the calls of this disk.
pub fn save_on(
    disk: &dyn Disk,
    path: &Path,
    scenario: &Scenario,
    source: Option<&str>,
) -> Result<Saved, StoreError> {
    let text = text_of(scenario, source)?;
    let written = write_on(disk, path, |file| file.write_all(text.as_bytes()))?;
    Ok(Saved {
        text: text.into(),
        written,
    })
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
    scenario.rename(&name);
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
    scenario.rename(stem(name));
    // The text first, so that nothing can fail once the file has moved.
    let before = fs::read(path).map_err(io_error(path, "read it"))?;
    let source = source.unwrap_or_default();
    if holds_comments(&source) && edited(&source, &scenario).is_none() {
        let problem = "comments can’t be kept with this name; change it in the file";
        return Err(StoreError::Text(problem.to_owned()));
    }
    let text = text_of(&scenario, Some(&source))?;
    if text.as_bytes() != before {
        if is_read_only(path) {
            let problem = "the file is read-only, so the name in it can’t be changed";
            return Err(StoreError::Text(problem.to_owned()));
        }
        write_atomically_with(path, |file| file.write_all(text.as_bytes()))?;
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

/// Whether there is a file that its owner has closed to writing. It could be replaced all the same: that is for the user to say.
pub fn is_read_only(path: &Path) -> bool {
    #[cfg(unix)]
    {
        use rustix::fs::{Access, access};
        let refused = access(path, Access::WRITE_OK).err().map(io::Error::from);
        let refused = refused.map(|error| error.kind());
        if matches!(
            refused,
            Some(io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem)
        ) {
            return true;
        }
    }
    fs::metadata(path).is_ok_and(|known| known.is_file() && known.permissions().readonly())
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
