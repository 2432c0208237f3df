//! What the program remembers between runs. Settings that can't be read are never written over.

use std::path::{Path, PathBuf};

use directories::{ProjectDirs, UserDirs};
use ron::ser::PrettyConfig;
use serde::{Deserialize, Serialize};

use crate::files::atomic;
use crate::scenario::knobs::DecisionSettings;

use super::error::StoreError;
use super::format;

/// How many recent files are remembered.
const MAX_RECENT_FILES: usize = 10;

/// Light, dark, or as in the system's settings.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Theme {
    /// As in the system's settings.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// How the program asks for a path.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum FileDialogs {
    /// With the dialog of the desktop, if there is one.
    #[default]
    Desktop,
    /// With a text field in the window.
    Window,
}

/// How axes label months.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename = "Months")]
pub enum MonthLabels {
    /// As the calendar names them.
    #[default]
    #[serde(rename = "Named")]
    Calendar,
    /// Counted from the start.
    Counted,
}

/// A scenario of the library, by where it comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename = "Pick")]
pub enum ScenarioRef {
    /// The scenario in a file.
    File(PathBuf),
    /// An example, by its name.
    Example(String),
}

impl ScenarioRef {
    /// Its name as far as the reference tells; the scenario itself may be called something else.
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

/// A named set of scenarios to compare.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename = "Set")]
pub struct ComparisonSet {
    /// The name that the user gave it.
    pub name: String,
    /// The scenarios in it.
    #[serde(rename = "picks")]
    pub scenarios: Vec<ScenarioRef>,
}

/// What the program remembers between runs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Light, dark, or as the system.
    pub theme: Theme,
    /// Folder of the library's scenarios; `None` for the default folder.
    pub library_folder: Option<PathBuf>,
    /// Whether the library panel is shown.
    pub show_library: bool,
    /// Whether the editor panel is shown.
    pub show_editor: bool,
    /// How the program asks for a path.
    pub file_dialogs: FileDialogs,
    /// Files opened or saved last, the newest first.
    pub recent: Vec<PathBuf>,
    /// The scenarios that are ticked for comparison.
    pub compared: Vec<ScenarioRef>,
    /// Sets of scenarios that the user has saved.
    #[serde(rename = "kept")]
    pub comparison_sets: Vec<ComparisonSet>,
    /// The folder of the last export.
    pub export_folder: Option<PathBuf>,
    /// Whether exports use the dark colours.
    pub export_dark: bool,
    /// How axes label months.
    #[serde(rename = "months")]
    pub month_labels: MonthLabels,
    /// Thresholds and levers of decisions.
    pub knobs: DecisionSettings,
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
            comparison_sets: Vec::new(),
            export_folder: None,
            export_dark: false,
            month_labels: MonthLabels::default(),
            knobs: DecisionSettings::default(),
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

    /// Puts a file at the head of the recent files.
    pub fn add_recent(&mut self, path: &Path) {
        self.recent.retain(|recent| recent != path);
        self.recent.insert(0, path.to_owned());
        self.recent.truncate(MAX_RECENT_FILES);
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

/// The settings file. One that couldn't be read is never overwritten.
#[derive(Debug, Clone)]
pub struct SettingsFile {
    /// `None` if the system has no folder for settings.
    path: Option<PathBuf>,
    /// The file exists but couldn't be read, so it mustn't be overwritten.
    unreadable: bool,
}

impl SettingsFile {
    /// The file in the folder where the system keeps settings of the user.
    pub fn locate() -> Self {
        let dirs = ProjectDirs::from("", "", "Breakeven");
        Self {
            path: dirs.map(|dirs| dirs.config_dir().join("settings.ron")),
            unreadable: false,
        }
    }

    /// A settings file at any path.
    pub fn new(path: PathBuf) -> Self {
        Self {
            path: Some(path),
            unreadable: false,
        }
    }

    /// Reads the settings; the defaults if there is no file. The second value is the problem, if there was one.
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

    /// Writes the settings, except over a file that couldn't be read.
    pub fn save(&self, settings: &Settings) -> Result<(), StoreError> {
        let Some(path) = self.path.as_ref().filter(|_| !self.unreadable) else {
            return Ok(());
        };
        let mut settings = settings.clone();
        settings.knobs.clear_scenario_choices();
        let text = format::ron_options()
            .to_string_pretty(&settings, PrettyConfig::new().new_line("\n"))
            .map_err(|error| StoreError::Text(error.to_string()))?;
        atomic::write_atomically(path, &format!("{text}\n"))
    }
}
