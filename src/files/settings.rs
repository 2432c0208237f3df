//! What the program remembers between runs. A settings file that can't be read is never written over.
//!
//! Several windows may be open, each with settings of its own in memory. Whoever saves writes what it changed, and leaves what others
//! changed meanwhile, and what it doesn't know, as it is in the file. That goes by field, without a line for each: a new field only has to
//! be written and read by serde, a path with `path_text`.

use std::fs::{self, File, TryLockError};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use directories::{ProjectDirs, UserDirs};
use serde::{Deserialize, Serialize};

use crate::scenario::knobs::DecisionSettings;

use super::disk::{Disk, System};
use super::error::{StoreError, io_error};
use super::format::FormatError;
use super::journal::folder::RecoveryFolder;
use super::limits::MAX_SETTINGS_BYTES;
use super::tree::{self, Tree, merge};
use super::{atomic, path_text};

/// At most so many recent files are remembered.
const MAX_RECENT_FILES: usize = 10;
/// Tables whose columns are remembered.
const MAX_USAGE_COLUMNS: usize = 20;
/// Another window writes within milliseconds.
const MAX_WAIT_FOR_LOCK: Duration = Duration::from_secs(2);
/// What a window takes over from others while it is open. The rest stays as this window has it.
const SHARED_FIELDS: [&str; 3] = ["library_folder", "recent", "kept"];

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

/// Where the window is while it is neither maximised nor full screen, in points of the screen: the zoom doesn't count.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct WindowPlace {
    /// Left upper corner of the window with its frame; `None` where the desktop doesn't tell.
    #[serde(default)]
    pub position: Option<(f32, f32)>,
    /// Width and height of its content.
    pub size: (f32, f32),
    /// Whether it is maximised, and this is where it returns to.
    #[serde(default)]
    pub maximized: bool,
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

/// The size of exported charts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum ExportSize {
    /// A slide of 16 to 9.
    #[default]
    Slide,
    /// A slide of 4 to 3.
    Classic,
    /// As wide as it is high.
    Square,
    /// Half a page of A4 in print.
    Print,
}

/// The paper of exported reports.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum ExportPaper {
    /// 210 × 297 mm.
    #[default]
    A4,
    /// 8.5 × 11 inches.
    Letter,
}

/// A reference to a scenario of the library.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename = "Pick")]
pub enum ScenarioRef {
    /// The scenario in the file at this path.
    File(#[serde(with = "path_text")] PathBuf),
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

/// The columns of a table of usage, as the user named them once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UsageColumns {
    /// The names of all columns, by which the table is known again.
    pub header: String,
    /// What the columns state: "date=Day".
    pub columns: Vec<String>,
}

/// The user's settings, and the rest of what the program remembers between runs. A field that a file lacks is at its default.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "the user sets each of them alone"
)]
pub struct Settings {
    /// The colours of the window.
    pub theme: Theme,
    /// Folder of the library's scenarios; `None` for the default one, see [`Settings::library_folder`].
    #[serde(with = "path_text::optional")]
    pub library_folder: Option<PathBuf>,
    /// Whether the library panel is shown.
    pub show_library: bool,
    /// The width that the user gave the library panel, in points; `None` for one that suits the window.
    pub library_width: Option<f32>,
    /// Whether the editor panel is shown.
    pub show_editor: bool,
    /// The width that the user gave the editor panel, in points; `None` for one that suits the window.
    pub editor_width: Option<f32>,
    /// How the program asks for a path.
    pub file_dialogs: FileDialogs,
    /// The files that were opened or saved last, most recent first.
    #[serde(with = "path_text::list")]
    pub recent: Vec<PathBuf>,
    /// The scenarios that are selected for comparison.
    pub compared: Vec<ScenarioRef>,
    /// Sets of scenarios that the user has saved.
    #[serde(rename = "kept")]
    pub comparison_sets: Vec<ComparisonSet>,
    /// The folder of the last export; `None` before the first one.
    #[serde(with = "path_text::optional")]
    pub export_folder: Option<PathBuf>,
    /// Whether exports use the dark colours.
    pub export_dark: bool,
    /// Whether exported charts have no background.
    pub export_transparent: bool,
    /// The size of exported charts.
    pub export_size: ExportSize,
    /// The paper of exported reports.
    pub export_paper: ExportPaper,
    /// Whether a report as PDF is the one page in landscape.
    pub export_one_page: bool,
    /// The ending of the last exported chart, which is proposed again; `None` before the first.
    pub chart_format: Option<String>,
    /// How tables are written.
    pub tables: Tables,
    /// How axes label months.
    #[serde(rename = "months")]
    pub month_labels: MonthLabels,
    /// Thresholds and levers of decisions.
    pub knobs: DecisionSettings,
    /// The scenario that was open last; `None` before the first one was opened.
    pub last: Option<ScenarioRef>,
    /// Whether the user needs no more words over an example about what to begin with.
    pub welcome_dismissed: bool,
    /// The tab that was shown last, by a name that the window gives it; `None` for the first one.
    pub tab: Option<String>,
    /// Where the window was last; `None` before the first time.
    pub window: Option<WindowPlace>,
    /// How much larger than usual everything is drawn.
    pub zoom: f32,
    /// Tables of usage whose columns were named by hand, the last one first.
    pub usage_columns: Vec<UsageColumns>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: Theme::default(),
            library_folder: None,
            show_library: true,
            library_width: None,
            show_editor: true,
            editor_width: None,
            file_dialogs: FileDialogs::default(),
            recent: Vec::new(),
            compared: Vec::new(),
            comparison_sets: Vec::new(),
            export_folder: None,
            export_dark: false,
            export_transparent: false,
            export_size: ExportSize::default(),
            export_paper: ExportPaper::default(),
            export_one_page: false,
            chart_format: None,
            tables: Tables::default(),
            month_labels: MonthLabels::default(),
            knobs: DecisionSettings::default(),
            last: None,
            welcome_dismissed: false,
            tab: None,
            window: None,
            zoom: 1.0,
            usage_columns: Vec::new(),
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

    /// Puts a file that was opened or saved at the start of the recent files. The oldest is dropped if there are too many.
    pub fn add_recent(&mut self, path: &Path) {
        self.last = Some(ScenarioRef::File(path.to_owned()));
        self.recent.retain(|recent| recent != path);
        self.recent.insert(0, path.to_owned());
        self.tidy();
    }

    /// Reads the text of a settings file. Each field with a wrong value is at its default, and is one of the faults; an error says why
    /// nothing can be read.
    pub fn read(text: &str) -> Result<(Self, Vec<FormatError>), FormatError> {
        let (mut settings, faults) = tree::read_what_fits::<Self>(text)?;
        settings.tidy();
        Ok((settings, faults))
    }

    /// The columns of a table with this header, if they were named before.
    pub fn remembered_columns(&self, header: &str) -> Option<&[String]> {
        let mut tables = self.usage_columns.iter();
        let table = tables.find(|table| table.header == header)?;
        Some(&table.columns)
    }

    /// Remembers the columns of a table with this header.
    pub fn remember_columns(&mut self, header: String, columns: Vec<String>) {
        self.usage_columns.retain(|table| table.header != header);
        self.usage_columns
            .insert(0, UsageColumns { header, columns });
        self.tidy();
    }

    /// Drops what is too much.
    fn tidy(&mut self) {
        self.recent.truncate(MAX_RECENT_FILES);
        self.usage_columns.truncate(MAX_USAGE_COLUMNS);
    }

    /// Puts a file that has another path now first among the recent files, and under that path wherever it is compared.
    pub fn file_renamed(&mut self, path: &Path, renamed: &Path) {
        self.recent.retain(|recent| recent != path);
        self.add_recent(renamed);
        let sets = self
            .comparison_sets
            .iter_mut()
            .map(|set| &mut set.scenarios);
        for scenarios in sets.chain([&mut self.compared]) {
            for scenario in scenarios {
                if matches!(scenario, ScenarioRef::File(file) if file == path) {
                    *scenario = ScenarioRef::File(renamed.to_owned());
                }
            }
        }
    }

    /// The settings as they are saved: choices about one scenario are left out.
    fn tree(&self) -> Result<Tree, StoreError> {
        let mut settings = self.clone();
        settings.knobs.clear_scenario_choices();
        Tree::of(&settings).map_err(StoreError::Text)
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
    /// The settings as this window last read or wrote them: what differs from them was changed here, or by others.
    base: Option<Tree>,
    /// The file can't be read, and the user was told so.
    is_reported: bool,
    /// Makes the calls that write it.
    disk: Arc<dyn Disk>,
}

impl SettingsFile {
    /// The file in the folder that the system has for the user's settings.
    pub fn locate() -> Self {
        let dirs = ProjectDirs::from("", "", "Breakeven");
        Self::at(dirs.map(|dirs| dirs.config_dir().join("settings.ron")))
    }

    /// A settings file at this path, which needn't exist yet.
    pub fn new(path: PathBuf) -> Self {
        Self::at(Some(path))
    }

    fn at(path: Option<PathBuf>) -> Self {
        Self {
            path,
            base: None,
            is_reported: false,
            disk: Arc::new(System),
        }
    }

    /// The folder for the journals of unsaved work, beside the file; `None` if nothing is kept.
    pub fn recovery_folder(&self) -> Option<RecoveryFolder> {
        let folder = self.folder()?.join("recovery");
        Some(RecoveryFolder::new(folder).on(Arc::clone(&self.disk)))
    }

    /// The same file, written by the calls of this disk.
    #[must_use]
    pub fn on(self, disk: Arc<dyn Disk>) -> Self {
        Self { disk, ..self }
    }

    /// The folder that it is in, if the system has one for it.
    pub fn folder(&self) -> Option<&Path> {
        self.path.as_deref().and_then(Path::parent)
    }

    /// Reads the settings. If there is no file, or it can't be read, they are the defaults; so is each field with a wrong value. The
    /// second value is then the problem with the file, in words for the user.
    pub fn load(&mut self) -> (Settings, Option<String>) {
        let (settings, problem) = self.read_settings();
        self.base = settings.tree().ok();
        (settings, problem)
    }

    fn read_settings(&mut self) -> (Settings, Option<String>) {
        let Some(path) = &self.path else {
            return (Settings::default(), None);
        };
        let text = match read_text(path) {
            Ok(None) => return (Settings::default(), None),
            Ok(Some(text)) => Ok(text),
            Err(error) => Err(error.to_string()),
        };
        let read = text.and_then(|text| {
            Settings::read(&text).map_err(|error| format!("{}: {error}", path.display()))
        });
        match read {
            Ok((settings, faults)) => {
                let faults: Vec<String> = faults.iter().map(ToString::to_string).collect();
                let problem = (!faults.is_empty()).then(|| {
                    let faults = faults.join("; ");
                    format!(
                        "{}: {faults}. The default is used instead; the rest was read",
                        path.display()
                    )
                });
                (settings, problem)
            }
            Err(problem) => {
                self.is_reported = true;
                let problem = format!("{problem}. {UNREADABLE}");
                (Settings::default(), Some(problem))
            }
        }
    }

    /// Writes what was changed here since the last time; what others changed meanwhile stays. A file that can't be read is left alone,
    /// which is an error only when it is first noticed. Choices about one scenario are left out.
    pub fn save(&mut self, settings: &Settings) -> Result<(), StoreError> {
        let Some(path) = self.path.clone() else {
            return Ok(());
        };
        let mine = settings.tree()?;
        let _lock = lock(&path)?;
        let theirs = match read_tree(&path) {
            Ok(theirs) => theirs,
            Err(_) if self.is_reported => return Ok(()),
            Err(error) => {
                self.is_reported = true;
                return Err(error);
            }
        };
        self.is_reported = false;
        if let Some(merged) = merge(self.base.as_ref(), Some(&mine), theirs.as_ref()) {
            let merged = tidied(merged)?;
            if theirs.as_ref() != Some(&merged) {
                let text = format!("{}\n", merged.text());
                atomic::write_on(&*self.disk, &path, |file| file.write_all(text.as_bytes()))?;
            }
        }
        self.base = Some(mine);
        Ok(())
    }

    /// Takes over what other windows changed of the library folder, the recent files and the saved comparisons. A file that can't be read
    /// changes nothing.
    pub fn take_over(&mut self, settings: &mut Settings) {
        let theirs = self.path.as_deref().map(read_tree);
        let (Some(Ok(Some(theirs))), Ok(mut mine)) = (theirs, settings.tree()) else {
            return;
        };
        let mut base = self.base.clone().unwrap_or_else(|| mine.clone());
        for name in SHARED_FIELDS {
            let merged = merge(base.get(name), mine.get(name), theirs.get(name));
            mine.set(name, merged);
            // What this window hasn't saved yet still differs from it.
            base.set(name, theirs.get(name).cloned());
        }
        let Ok((taken, _)) = tree::read_what_fits::<Settings>(&mine.text()) else {
            return;
        };
        settings.library_folder = taken.library_folder;
        settings.recent = taken.recent;
        settings.comparison_sets = taken.comparison_sets;
        settings.tidy();
        self.base = Some(base);
    }
}

const UNREADABLE: &str =
    "The defaults are used and nothing is saved there; mend or remove the file";

/// The text of a file; `None` if there is none.
fn read_text(path: &Path) -> Result<Option<String>, StoreError> {
    let not_settings = |problem: &str| StoreError::NotAScenario {
        path: path.to_owned(),
        problem: problem.to_owned(),
    };
    let read = || -> io::Result<Option<String>> {
        // Reading from a pipe or a device might never end.
        if !fs::metadata(path)?.is_file() {
            return Ok(None);
        }
        let mut text = String::new();
        let mut file = File::open(path)?.take(MAX_SETTINGS_BYTES + 1);
        file.read_to_string(&mut text)?;
        Ok(Some(text))
    };
    match read() {
        Ok(None) => Err(not_settings(
            "it is a folder, a device or a pipe, not a settings file",
        )),
        Ok(Some(text)) if text.len() as u64 > MAX_SETTINGS_BYTES => Err(not_settings(
            "it is larger than 256 kB: not a settings file",
        )),
        Ok(text) => Ok(text),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(io_error(path, "read it")(error)),
    }
}

fn read_tree(path: &Path) -> Result<Option<Tree>, StoreError> {
    let tree = read_text(path)?.map(|text| Tree::parse(&text)).transpose();
    tree.map_err(|error| StoreError::Format {
        path: path.to_owned(),
        error,
    })
}

/// Without what is too much once the files of several windows are together.
fn tidied(merged: Tree) -> Result<Tree, StoreError> {
    let Ok((settings, _)) = tree::read_what_fits::<Settings>(&merged.text()) else {
        return Ok(merged);
    };
    let mut tidy = settings.clone();
    tidy.tidy();
    let (before, after) = (settings.tree()?, tidy.tree()?);
    Ok(merge(Some(&before), Some(&after), Some(&merged)).unwrap_or(merged))
}

/// Keeps others from writing at the same time, until it is dropped. `None` where the file system has no locks: a file is still written
/// whole.
fn lock(path: &Path) -> Result<Option<File>, StoreError> {
    let lock = path.with_extension("lock");
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(io_error(path, "save it"))?;
    }
    let options = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(&lock);
    let file = options.map_err(io_error(&lock, "save it"))?;
    let deadline = Instant::now() + MAX_WAIT_FOR_LOCK;
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(Some(file)),
            Err(TryLockError::WouldBlock) if Instant::now() < deadline => {
                std::thread::sleep(Duration::from_millis(5));
            }
            Err(TryLockError::WouldBlock) => {
                let error = io::Error::other("another window keeps it locked; try again");
                return Err(io_error(path, "save it")(error));
            }
            Err(TryLockError::Error(_)) => return Ok(None),
        }
    }
}
