//! Everything that the window shows: the workspace, and each room's own state. Only [`super::update`] changes it.
//!
//! - [`available`]: which commands can be executed, and which choices hold
//! - [`shown`]: what of the screen can be exported
//! - [`dialog`]: the questions in the window; [`evidence`]: the one about a user’s own material, [`usage`], [`bills`] and [`prices`]: an export, bills and a price list in it, [`reading`]: a file that is read for it; [`own_prices`]: the one about the user's own price list; [`searched`]: what is searched for in a list of a dialog; [`export_dialog`]: the one about an export; [`palette`]: what is found by its name

pub mod available;
pub mod bills;
pub mod dialog;
pub mod evidence;
pub mod export_dialog;
pub mod own_prices;
pub mod palette;
pub mod prices;
pub mod reading;
pub mod searched;
pub mod shown;
pub mod usage;

use std::collections::VecDeque;
use std::path::{Path, PathBuf};

use crate::evidence::current::CurrentPrices;
use crate::evidence::material::MaterialKind;
use crate::files::link::FileLink;
use crate::files::settings::Settings;

use super::editor::Editor;
use super::library::list::Library;
use super::messages::after_leaving::AfterLeaving;
use super::messages::path_purpose::PathPurpose;
use super::present::presentation::Presentation;
use super::present::strip::Strip;
use super::questions::Questions;
use super::recovery::Recovery;
use super::tabs::Tabs;
use super::workspace::Workspace;
use super::workspace::document::Document;
use super::workspace::notices::Offer;
use dialog::Dialog;
use palette::entry::Target;

/// Whether a save is on its way to the disk: one at a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Saving {
    /// None is.
    No,
    /// One is.
    Running,
    /// One is, and another, to this file, was asked for meanwhile.
    RunningThen(PathBuf),
}

/// The state of the window.
pub struct State {
    /// What all rooms look at.
    pub workspace: Workspace,
    /// The tab that is shown, and the state of each.
    pub tabs: Tabs,
    /// Which input the editor is to scroll to.
    pub editor: Editor,
    /// The questions about a new scenario.
    pub questions: Questions,
    /// The scenarios on disk.
    pub library: Library,
    /// Unsaved work of an earlier window.
    pub recovery: Recovery,
    /// The inputs that a presentation asks about.
    pub strip: Strip,
    /// The presentation, while there is one.
    pub presenting: Option<Presentation>,
    /// The dialog that is open.
    pub dialog: Option<Dialog>,
    /// What was chosen in the palette last, the latest first.
    pub recently_chosen: Vec<Target>,
    /// Whether a save is on its way to the disk.
    pub saving: Saving,
    /// What waits for the save to succeed.
    pub after_save: Option<AfterLeaving>,
    /// What the desktop's file dialog asks for, while it is open.
    pub file_dialog: Option<PathPurpose>,
    /// The number of the file dialog that was opened last: the answer of an earlier one, which wasn't waited for, comes too late.
    pub file_dialog_number: u64,
    /// The open file was missing a moment ago, and will be looked for again.
    pub file_missing: bool,
    /// Files of the user's own material that wait for the question that is open, with what they are.
    pub waiting: VecDeque<(MaterialKind, PathBuf)>,
    /// The window may close without asking again.
    pub may_close: bool,
}

impl State {
    /// The state of a window with this document open, whose library lists `files` besides its folder.
    pub fn new(
        document: Document,
        settings: Settings,
        prices: CurrentPrices,
        files: &[PathBuf],
    ) -> Self {
        Self {
            library: Library::new(settings.library_folder(), files),
            workspace: Workspace::new(document, settings, prices),
            tabs: Tabs::default(),
            editor: Editor::default(),
            questions: Questions::default(),
            recovery: Recovery::default(),
            strip: Strip::default(),
            presenting: None,
            dialog: None,
            recently_chosen: Vec::new(),
            saving: Saving::No,
            after_save: None,
            file_dialog: None,
            file_dialog_number: 0,
            file_missing: false,
            waiting: VecDeque::new(),
            may_close: false,
        }
    }

    /// Opens another document in place of the open one.
    pub fn open(&mut self, mut document: Document) {
        let report = document.report.take();
        let left_out = std::mem::take(&mut document.left_out);
        let corrections = std::mem::take(&mut document.corrections);
        self.workspace.open(document);
        self.tabs.clear();
        self.strip.clear();
        self.questions.close();
        if let Some(presentation) = &mut self.presenting {
            presentation.clear();
        }
        if !corrections.is_empty() {
            let text = format!(
                "Made by an earlier version, whose figures differ. {}",
                corrections.join(". ")
            );
            self.workspace.notices.remark(text);
        }
        if !left_out.is_empty() {
            let text = format!(
                "Some settings of the report can’t be used. {}",
                left_out.join("; ")
            );
            self.workspace.notices.info(text);
        }
        // A report's map is shown as it was; its thresholds and levers are taken over only if the user wants them.
        if let Some(report) = report {
            self.tabs.map.axes = report.axes();
            if report.knobs != self.workspace.settings.knobs {
                let text = "This report used different thresholds";
                let offer = Offer::UseReportSettings(Box::new(report.knobs.clone()));
                self.workspace.notices.offer(text, offer);
            }
        }
    }

    /// Whether `path` is the open file, by whatever path that was opened. Asks the disk: not for use while drawing.
    pub fn is_open(&self, path: &Path) -> bool {
        let file = self.workspace.document.file();
        file.is_some_and(|file: &FileLink| file.is(path))
    }

    /// Whether a save is on its way to the disk.
    pub fn is_saving(&self) -> bool {
        self.saving != Saving::No
    }
}
