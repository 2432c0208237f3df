//! Scenarios as files: read, save, duplicate, rename, move to the trash. "Saved" is said only after the write succeeded.

use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use atomic_write_file::AtomicWriteFile;

use crate::scenario::Scenario;

use super::embedded::{self, Decided};
use super::format::{self, FormatError};

/// How scenario files end.
pub const EXTENSION: &str = "ron";

/// Larger files aren't scenarios; reading one would only waste memory.
const LARGEST_FILE: u64 = 4 * 1024 * 1024;
/// A report has pictures in it.
const LARGEST_REPORT: u64 = 64 * 1024 * 1024;

/// Why a scenario couldn't be read, saved or moved: which file, what, and what to do.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The text isn't a valid scenario.
    #[error("{path}: {error}", path = path.display())]
    Format {
        /// The file.
        path: PathBuf,
        /// What is wrong in it.
        error: FormatError,
    },
    /// Not text, or too long.
    #[error("{path}: {problem}", path = path.display())]
    NotAScenario {
        /// The file.
        path: PathBuf,
        /// What it is instead.
        problem: String,
    },
    /// The file system refused.
    #[error("{path}: can’t {doing}: {reason}", path = path.display(), reason = reason(error))]
    Io {
        /// The file.
        path: PathBuf,
        /// What was tried: "read it", "save it".
        doing: &'static str,
        /// What came back.
        error: io::Error,
    },
    /// There is a file of that name already.
    #[error("{path}: there is a file of that name already; choose another name", path = path.display())]
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// The trash refused it.
    #[error("{path}: can’t move it to the trash: {error}. It was left where it is", path = path.display())]
    Trash {
        /// The file.
        path: PathBuf,
        /// What came back.
        error: String,
    },
    /// The scenario can't be written as text.
    #[error("can’t write the scenario as text: {0}")]
    Text(String),
}

/// The reason in plain words, with what to do about it.
fn reason(error: &io::Error) -> String {
    let advice = match error.kind() {
        io::ErrorKind::NotFound => "there is no such file or folder",
        io::ErrorKind::PermissionDenied => {
            "no permission; choose another folder or change its permissions"
        }
        io::ErrorKind::StorageFull => "the disk is full; free some space and try again",
        io::ErrorKind::ReadOnlyFilesystem => "the disk is read-only; choose another folder",
        io::ErrorKind::IsADirectory => "it is a folder, not a file",
        io::ErrorKind::NotADirectory => "part of its path is a file, not a folder",
        _ => return error.to_string(),
    };
    advice.to_owned()
}

fn io_error(path: &Path, doing: &'static str) -> impl FnOnce(io::Error) -> StoreError {
    let path = path.to_owned();
    move |error| StoreError::Io { path, doing, error }
}

/// What was read from a file.
#[derive(Debug, Clone, PartialEq)]
pub struct Opened {
    /// The scenario.
    pub scenario: Scenario,
    /// The report that it was in, if it was in one: that mustn't be saved over.
    pub report: Option<Box<Decided>>,
}

/// Reads a scenario from its file or out of a report.
pub fn read(path: &Path) -> Result<Scenario, StoreError> {
    open(path).map(|opened| opened.scenario)
}

/// The same, with what the report was made with.
pub fn open(path: &Path) -> Result<Opened, StoreError> {
    let not_a_scenario = |problem: String| StoreError::NotAScenario {
        path: path.to_owned(),
        problem,
    };
    let metadata = fs::metadata(path).map_err(io_error(path, "read it"))?;
    if !metadata.is_file() {
        // A pipe or a device might never end.
        let kind = if metadata.is_dir() {
            "a folder"
        } else {
            "a device or a pipe"
        };
        return Err(not_a_scenario(format!("it is {kind}, not a scenario file")));
    }
    let mut bytes = Vec::new();
    let read = |bytes: &mut Vec<u8>| {
        let mut file = fs::File::open(path)?.take(LARGEST_FILE + 1);
        file.read_to_end(bytes)?;
        if is_report(bytes) {
            file.set_limit(LARGEST_REPORT);
            file.read_to_end(bytes)?;
        }
        Ok(())
    };
    read(&mut bytes).map_err(io_error(path, "read it"))?;
    if is_report(&bytes) {
        let found = embedded::found(&bytes).ok_or_else(|| {
            not_a_scenario("it is no report of Breakeven’s: there is no scenario in it".to_owned())
        })?;
        let decided = found.decided().map_err(|error| {
            not_a_scenario(format!("what it was decided with can’t be read: {error}"))
        })?;
        // Lines are counted from where the scenario begins: those of a PDF mean nothing.
        let scenario = format::read(found.scenario.trim_start()).map_err(|error| {
            not_a_scenario(format!("in the scenario that the report holds: {error}"))
        })?;
        return Ok(Opened {
            scenario,
            report: Some(Box::new(decided.unwrap_or_default())),
        });
    }
    if let Some(other) = other_kind(&bytes) {
        return Err(not_a_scenario(format!(
            "it is {other}; what can be opened are scenarios ({EXTENSION}), and reports as web pages or PDF"
        )));
    }
    if bytes.len() as u64 > LARGEST_FILE {
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
    Ok(Opened {
        scenario,
        report: None,
    })
}

/// Whether it is a web page or a PDF, by how it begins.
fn is_report(bytes: &[u8]) -> bool {
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    bytes.starts_with(b"%PDF-") || text.trim_ascii_start().starts_with(b"<")
}

/// What else of the program's own files it is, by how it begins.
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

/// Saves a scenario: the old file stays whole until the new one is.
pub fn save(path: &Path, scenario: &Scenario) -> Result<(), StoreError> {
    let text = format::write(scenario).map_err(|error| StoreError::Text(error.to_string()))?;
    write_atomically(path, &text)
}

/// Writes a text file so that there is always either the old or the new one, following a link to the file it stands for.
/// Makes its folder if need be. What isn't a regular file (a device, a pipe) is written into.
pub fn write_atomically(path: &Path, text: &str) -> Result<(), StoreError> {
    write_atomically_with(path, |file| file.write_all(text.as_bytes()))
}

/// The same of what `write` puts into the file, bit by bit.
pub fn write_atomically_with(
    path: &Path,
    write_into: impl FnOnce(&mut dyn io::Write) -> io::Result<()>,
) -> Result<(), StoreError> {
    let target = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let write = || {
        let path = target.as_path();
        if path.exists() && !path.is_file() && !path.is_dir() {
            return write_into(&mut fs::OpenOptions::new().write(true).open(path)?);
        }
        if path.is_dir() {
            // Found out only when the new file is to take its place, that would leave the new one lying beside it.
            return Err(io::ErrorKind::IsADirectory.into());
        }
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        let mut file = AtomicWriteFile::open(path)?;
        write_into(&mut file)?;
        file.sync_all()?;
        file.commit()
    };
    write().map_err(io_error(path, "save it"))
}

/// The folder of a file to be exported, where it isn't there: more likely a slip of the pen than a wish.
pub fn missing_folder(path: &Path) -> Option<&Path> {
    let folder = path.parent()?;
    let named = !folder.as_os_str().is_empty();
    (named && !folder.is_dir()).then_some(folder)
}

/// Copies a file beside itself under a free name ("support replies 2.ron"), and returns the copy's path.
pub fn duplicate(path: &Path) -> Result<PathBuf, StoreError> {
    let mut scenario = read(path)?;
    let copy = free_path(path);
    scenario.name = format!("{} (copy)", scenario.title());
    save(&copy, &scenario)?;
    Ok(copy)
}

/// Renames a scenario's file within its folder, and the scenario in it; `name` may lack the extension.
/// A file that can't be read gets another file name only, and so does a report, which keeps its extension.
pub fn rename(path: &Path, name: &str) -> Result<PathBuf, StoreError> {
    let report = open(path).is_ok_and(|opened| opened.report.is_some());
    let extension = match path.extension() {
        Some(extension) if report => format!(".{}", extension.to_string_lossy()),
        _ => format!(".{EXTENSION}"),
    };
    // What was typed may have it already.
    let typed = name.trim();
    let typed = typed.strip_suffix(&extension).unwrap_or(typed);
    let renamed = path.with_file_name(safe_stem(typed) + &extension);
    // On file systems that ignore case the "existing" file may be the same one.
    let same = || Some(renamed.canonicalize().ok()? == path.canonicalize().ok()?);
    if renamed.exists() && same() != Some(true) {
        return Err(StoreError::Exists { path: renamed });
    }
    fs::rename(path, &renamed).map_err(io_error(path, "rename it"))?;
    if !report && let Ok(mut scenario) = read(&renamed) {
        stem(name).clone_into(&mut scenario.name);
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

/// A name as typed for a file, without the extension.
pub fn stem(name: &str) -> &str {
    name.trim().trim_end_matches(".ron")
}

/// A file name made of a scenario's name, with the extension.
pub fn file_name(name: &str) -> String {
    format!("{}.{EXTENSION}", safe_stem(name))
}

/// A file's name without an extension, made of a scenario's name: no characters that a file system refuses.
pub fn safe_stem(name: &str) -> String {
    let safe: String = stem(name)
        .chars()
        .map(|letter| match letter {
            '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' => '-',
            letter if letter.is_control() => ' ',
            letter => letter,
        })
        .collect();
    let safe = safe.trim().trim_matches('.').trim();
    // Names end at 255 bytes on most file systems.
    let mut short = String::new();
    for letter in safe.chars().take(80) {
        if short.len() + letter.len_utf8() <= 200 {
            short.push(letter);
        }
    }
    let reserved = |stem: &str| {
        let stem = stem.to_ascii_uppercase();
        let numbered = stem.strip_prefix("COM").or(stem.strip_prefix("LPT"));
        matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL")
            || numbered.is_some_and(|number| number.len() == 1)
    };
    // Windows keeps some names for itself.
    if short.is_empty() || reserved(&short) {
        short.insert_str(
            0,
            if short.is_empty() {
                "scenario"
            } else {
                "scenario "
            },
        );
    }
    short
}

/// A path beside `path` that isn't taken: its own name, or the name and a number.
pub fn free_path(path: &Path) -> PathBuf {
    if !path.exists() {
        return path.to_owned();
    }
    let stem = path
        .file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let numbered = |number: u32| path.with_file_name(format!("{stem} {number}.{EXTENSION}"));
    let mut number = 2;
    while numbered(number).exists() {
        number += 1;
    }
    numbered(number)
}

/// Whether a file holds comments, which saving a scenario into it would drop.
pub fn holds_comments(path: &Path) -> bool {
    fs::read_to_string(path).is_ok_and(|text| format::holds_comments(&text))
}
