//! Why a file couldn't be read or written, in words for the user.

use std::fs::Metadata;
use std::io;
use std::path::{Path, PathBuf};

use crate::scenario::one_line;

use super::embedded::EmbeddedScenario;
use super::format::FormatError;
use super::names;

/// Why a file couldn't be read, saved or moved. The message names the file and the problem, and says what to do if anything helps.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The text isn't a valid scenario.
    #[error("{path}: {error}", path = path.display())]
    Format {
        /// The file that was read.
        path: PathBuf,
        /// The problem and its place in the text.
        error: FormatError,
    },
    /// The file can't hold a scenario: it isn't text, is too large, or is of another kind.
    #[error("{path}: {problem}", path = path.display())]
    NotAScenario {
        /// The file that was to be read.
        path: PathBuf,
        /// The problem, such as what the file is instead.
        problem: String,
    },
    /// The file isn't a text that can be read.
    #[error("{path}: {problem}", path = path.display())]
    NoText {
        /// The file that was to be read.
        path: PathBuf,
        /// The problem, such as what the file is instead.
        problem: String,
    },
    /// The file has several scenarios, as reports that were joined have, and none of them was chosen.
    #[error("{path}: {list}", path = path.display(), list = listed(path, choices))]
    Several {
        /// The file that was to be read.
        path: PathBuf,
        /// The scenarios in it, in their order: the first one has the number 1.
        choices: Vec<ScenarioChoice>,
    },
    /// The file system reported an error.
    #[error("{path}: can’t {doing}: {reason}", path = path.display(), reason = reason(error))]
    Io {
        /// The file or folder that the action was for.
        path: PathBuf,
        /// The action that failed: "read it", "save it".
        doing: &'static str,
        /// The error of the file system.
        error: io::Error,
    },
    /// No file can have this name.
    #[error("“{path}”: {problem}", path = path.display())]
    Name {
        /// What was given for a path.
        path: PathBuf,
        /// What is wrong with it.
        problem: &'static str,
    },
    /// A file of the new name exists already.
    #[error("{path}: there is a file of that name already; choose another name", path = path.display())]
    Exists {
        /// The file that is there already.
        path: PathBuf,
    },
    /// The file couldn't be moved to the trash.
    #[error("{path}: can’t move it to the trash: {error}. It was left where it is", path = path.display())]
    Trash {
        /// The file that stays where it is.
        path: PathBuf,
        /// The system's message.
        error: String,
    },
    /// The scenario can't be written as text.
    #[error("can’t write the scenario as text: {0}")]
    Text(String),
}

/// A scenario in a file that has several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScenarioChoice {
    /// The scenario's title.
    pub title: String,
    /// "USD, 24 months", or why the scenario can't be read.
    pub about: Result<String, String>,
}

impl ScenarioChoice {
    /// The scenarios as they are listed. Of two that look alike, the later one says what differs.
    pub(super) fn list(found: &[EmbeddedScenario]) -> Vec<Self> {
        let mut choices: Vec<Self> = found.iter().map(Self::new).collect();
        for index in 1..choices.len() {
            let alike = (0..index).find(|earlier| choices[*earlier] == choices[index]);
            if let (Some(earlier), Ok(about)) = (alike, &choices[index].about) {
                let is_same = found[earlier].scenario == found[index].scenario;
                let what = if is_same {
                    "other report settings"
                } else {
                    "other values"
                };
                choices[index].about = Ok(format!("{about}, {what} than #{}", earlier + 1));
            }
        }
        choices
    }

    fn new(embedded: &EmbeddedScenario) -> Self {
        match &embedded.scenario {
            Ok(scenario) => {
                let months = scenario.horizon_months.whole();
                let unit = if months == 1 { "month" } else { "months" };
                Self {
                    title: one_line(scenario.title()),
                    about: Ok(format!("{}, {months} {unit}", scenario.currency.code())),
                }
            }
            Err(error) => Self {
                title: "A scenario that can’t be read".to_owned(),
                about: Err(error.to_string()),
            },
        }
    }
}

/// The scenarios, each on a line with what to write for it.
fn listed(path: &Path, choices: &[ScenarioChoice]) -> String {
    let file = path.file_name().unwrap_or_default().to_string_lossy();
    let head = format!(
        "it has {} scenarios; choose one by its number, such as {file}#1",
        choices.len()
    );
    let lines = (1..).zip(choices).map(|(number, choice)| {
        let (Ok(about) | Err(about)) = &choice.about;
        format!("  #{number}  {}: {about}", choice.title)
    });
    std::iter::once(head)
        .chain(lines)
        .collect::<Vec<_>>()
        .join("\n")
}

/// The reason for an error of the file system in plain words, with advice for the errors that users meet.
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
        _ if is_out_of_files(error) => {
            "too many files are open; close other programs and try again"
        }
        _ => return error.to_string(),
    };
    advice.to_owned()
}

/// Whether the program, or the whole system, may open no more files.
fn is_out_of_files(error: &io::Error) -> bool {
    const ENFILE: i32 = 23;
    const EMFILE: i32 = 24;
    cfg!(unix) && matches!(error.raw_os_error(), Some(ENFILE | EMFILE))
}

/// Refuses what can't be the path of a file, whatever is on the disk.
pub(super) fn check_name(path: &Path) -> Result<(), StoreError> {
    match names::why_no_file(path) {
        Some(problem) => Err(StoreError::Name {
            path: path.to_owned(),
            problem,
        }),
        None => Ok(()),
    }
}

/// What is there instead of a file; `None` if it is one. Reading from a pipe or a device might never end.
pub(super) fn instead_of_a_file(metadata: &Metadata) -> Option<&'static str> {
    if metadata.is_file() {
        None
    } else if metadata.is_dir() {
        Some("a folder")
    } else {
        Some("a device or a pipe")
    }
}

/// For `map_err`: the error of the file system while `doing` something, "read it", say, to the file at `path`.
pub(super) fn io_error(path: &Path, doing: &'static str) -> impl FnOnce(io::Error) -> StoreError {
    let path = path.to_owned();
    move |error| StoreError::Io { path, doing, error }
}
