//! What the program remembers between runs. A settings file that can't be read is never written over.

use std::path::{Path, PathBuf};

use directories::{ProjectDirs, UserDirs};
use ron::ser::PrettyConfig;
use serde::{Deserialize, Serialize};

use crate::scenario::knobs::DecisionSettings;

use super::error::StoreError;
use super::{atomic, format};

/// At most so many recent files are remembered.
const MAX_RECENT_FILES: usize = 10;

/// The colours of the window.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Theme {
    /// Light or dark, as the system's settings say.
    #[default]
    System,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

/// How the program asks for a path.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum FileDialogs {
    /// With the dialog of the desktop, if the desktop has one.
    #[default]
    Desktop,
    /// With a text field in the window.
    Window,
}

/// How axes label months.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename = "Months")]
pub enum MonthLabels {
    /// As in the calendar: "Jul 2027".
    #[default]
    #[serde(rename = "Named")]
    Calendar,
    /// Counted from the start: "month 6".
    Counted,
}

/// How tables are written that leave the window.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Tables {
    /// As this system's spreadsheet reads them by itself: with a semicolon between cells where a comma stands before decimals.
    #[default]
    System,
    /// With commas between cells and decimal points, everywhere.
    Points,
}

/// A reference to a scenario of the library.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename = "Pick")]
pub enum ScenarioRef {
    /// The scenario in the file at this path.
    File(PathBuf),
    /// The example of this name.
    Example(String),
}

impl ScenarioRef {
    /// A name for the scenario, made from the reference alone. The scenario itself may have another name.
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

/// A set of scenarios to compare, saved under a name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename = "Set")]
pub struct ComparisonSet {
    /// The name that the user gave to the set.
    pub name: String,
    /// The scenarios to compare.
    #[serde(rename = "picks")]
    pub scenarios: Vec<ScenarioRef>,
}

/// The user's settings, and the rest of what the program remembers between runs. A field that a file lacks is at its default.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// The colours of the window.
    pub theme: Theme,
    /// Folder of the library's scenarios; `None` for the default one, see [`Settings::library_folder`].
    pub library_folder: Option<PathBuf>,
    /// Whether the library panel is shown.
    pub show_library: bool,
    /// Whether the editor panel is shown.
    pub show_editor: bool,
    /// How the program asks for a path.
    pub file_dialogs: FileDialogs,
    /// The files that were opened or saved last, most recent first.
    pub recent: Vec<PathBuf>,
    /// The scenarios that are ticked for comparison.
    pub compared: Vec<ScenarioRef>,
    /// Sets of scenarios that the user has saved.
    #[serde(rename = "kept")]
    pub comparison_sets: Vec<ComparisonSet>,
    /// The folder of the last export; `None` before the first one.
    pub export_folder: Option<PathBuf>,
    /// Whether exports use the dark colours.
    pub export_dark: bool,
    /// How tables are written.
    pub tables: Tables,
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
            tables: Tables::default(),
            month_labels: MonthLabels::default(),
            knobs: DecisionSettings::default(),
        }
    }
}

impl Settings {
    /// The library folder: the one that the user has chosen, or else "Breakeven" in the user's documents.
    pub fn library_folder(&self) -> PathBuf {
        self.library_folder
            .clone()
            .unwrap_or_else(default_library_folder)
    }

    /// Puts a file at the start of the recent files. The oldest is dropped if there are too many.
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

/// The file that settings are loaded from and saved to.
#[derive(Debug, Clone)]
pub struct SettingsFile {
    /// `None` if the system has no folder for settings, so that nothing is saved.
    path: Option<PathBuf>,
    /// The file exists but couldn't be read: saving would destroy what the user may still mend.
    unreadable: bool,
}

impl SettingsFile {
    /// The file in the folder that the system has for the user's settings.
    pub fn locate() -> Self {
        let dirs = ProjectDirs::from("", "", "Breakeven");
        Self {
            path: dirs.map(|dirs| dirs.config_dir().join("settings.ron")),
            unreadable: false,
        }
    }

    /// A settings file at this path, which needn't exist yet.
    pub fn new(path: PathBuf) -> Self {
        Self {
            path: Some(path),
            unreadable: false,
        }
    }

    /// Reads the settings. If there is no file, or it can't be read, they are the defaults; the second value is then the problem with the
    /// file, in words for the user.
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

    /// Writes the settings, but does nothing if the file couldn't be read before. Choices about one scenario are left out.
    pub fn save(&self, settings: &Settings) -> Result<(), StoreError> {
        let Some(path) = &self.path else {
            return Ok(());
        };
        if self.unreadable {
            return Ok(());
        }
        let mut settings = settings.clone();
        settings.knobs.clear_scenario_choices();
        let text = format::ron_options()
            .to_string_pretty(&settings, PrettyConfig::new().new_line("\n"))
            .map_err(|error| StoreError::Text(error.to_string()))?;
        atomic::write_atomically(path, &format!("{text}\n"))
    }
}
