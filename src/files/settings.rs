//! What the program remembers between runs. Settings that can't be read are never written over.

use std::path::{Path, PathBuf};

use directories::{ProjectDirs, UserDirs};
use ron::ser::PrettyConfig;
use serde::{Deserialize, Serialize};

use crate::files::atomic;
use crate::scenario::knobs::Knobs;

use super::error::StoreError;
use super::format;

/// How many recent files are remembered.
const RECENT_FILES: usize = 10;

/// Light, dark, or as the system has it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Theme {
    /// As the system has it.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// How the user is asked for a path.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum FileDialogs {
    /// With the desktop's own dialog, where it has one.
    #[default]
    Desktop,
    /// With a path field in the window.
    Window,
}

/// How axes tell months.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Months {
    /// As the calendar names them.
    #[default]
    Named,
    /// Counted from the start.
    Counted,
}

/// A scenario that can be ticked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Pick {
    /// One with a file.
    File(PathBuf),
    /// An example, by its name.
    Example(String),
}

impl Pick {
    /// What it is called where only that is known.
    pub fn name(&self) -> String {
        match self {
            Self::File(path) => path
                .file_stem()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned(),
            Self::Example(name) => name.replace('-', " "),
        }
    }
}

/// Scenarios that are compared again and again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Set {
    /// As the user calls it.
    pub name: String,
    /// What is ticked for it.
    pub picks: Vec<Pick>,
}

/// What is remembered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Light or dark.
    pub theme: Theme,
    /// Where the library's scenarios are; `None`: the default folder.
    pub library_folder: Option<PathBuf>,
    /// Whether the library panel is shown.
    pub show_library: bool,
    /// Whether the editor panel is shown.
    pub show_editor: bool,
    /// How the user is asked for a path.
    pub file_dialogs: FileDialogs,
    /// Files opened or saved last, the newest first.
    pub recent: Vec<PathBuf>,
    /// What is ticked to be compared.
    pub compared: Vec<Pick>,
    /// Sets of these that were kept.
    pub kept: Vec<Set>,
    /// Where was exported to last.
    pub export_folder: Option<PathBuf>,
    /// Whether charts and reports are exported in the dark colours.
    pub export_dark: bool,
    /// How axes tell months.
    pub months: Months,
    /// What was turned about decisions.
    pub knobs: Knobs,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: Theme::default(),
            library_folder: None,
            show_library: true,
            show_editor: true,
            file_dialogs: FileDialogs::default(),
            recent: Vec::new(),
            compared: Vec::new(),
            kept: Vec::new(),
            export_folder: None,
            export_dark: false,
            months: Months::default(),
            knobs: Knobs::default(),
        }
    }
}

impl Settings {
    /// The library folder: the chosen one, or "Breakeven" in the user's documents.
    pub fn library_folder(&self) -> PathBuf {
        self.library_folder
            .clone()
            .unwrap_or_else(default_library_folder)
    }

    /// Puts a file at the head of the recent ones.
    pub fn remember(&mut self, path: &Path) {
        self.recent.retain(|recent| recent != path);
        self.recent.insert(0, path.to_owned());
        self.recent.truncate(RECENT_FILES);
    }
}

fn default_library_folder() -> PathBuf {
    let dirs = UserDirs::new();
    let documents = dirs.as_ref().and_then(UserDirs::document_dir);
    let home = dirs.as_ref().map(UserDirs::home_dir);
    documents
        .or(home)
        .unwrap_or(Path::new("."))
        .join("Breakeven")
}

/// The settings file: where it is, and whether it may be written.
#[derive(Debug, Clone)]
pub struct SettingsFile {
    /// `None` where the system has no place for settings.
    path: Option<PathBuf>,
    /// It is there but couldn't be read: leave it alone.
    unreadable: bool,
}

impl SettingsFile {
    /// The settings of the user, in the system's place for them.
    pub fn of_user() -> Self {
        let dirs = ProjectDirs::from("", "", "Breakeven");
        Self {
            path: dirs.map(|dirs| dirs.config_dir().join("settings.ron")),
            unreadable: false,
        }
    }

    /// Settings in a file of one's own.
    pub fn at(path: PathBuf) -> Self {
        Self {
            path: Some(path),
            unreadable: false,
        }
    }

    /// Reads them; no file means the defaults. The second part says what was wrong, if anything was.
    pub fn load(&mut self) -> (Settings, Option<String>) {
        let Some(path) = self.path.as_ref().filter(|path| path.exists()) else {
            return (Settings::default(), None);
        };
        let read = std::fs::read_to_string(path)
            .map_err(|error| error.to_string())
            .and_then(|text| format::parse_as(&text).map_err(|error| error.to_string()));
        match read {
            Ok(settings) => (settings, None),
            Err(problem) => {
                let problem = format!(
                    "{}: {problem}. The defaults are used and nothing is saved there; mend or remove the file",
                    path.display()
                );
                self.unreadable = true;
                (Settings::default(), Some(problem))
            }
        }
    }

    /// Writes them, unless the file there couldn't be read.
    pub fn save(&self, settings: &Settings) -> Result<(), StoreError> {
        let Some(path) = self.path.as_ref().filter(|_| !self.unreadable) else {
            return Ok(());
        };
        let mut settings = settings.clone();
        settings.knobs.forget_scenario();
        let text = format::ron_options()
            .to_string_pretty(&settings, PrettyConfig::new().new_line("\n"))
            .map_err(|error| StoreError::Text(error.to_string()))?;
        atomic::write_atomically(path, &format!("{text}\n"))
    }
}
