//! The questions in the window. Each is a struct that says what its answer leads to.

use std::path::PathBuf;

use crate::analysis::approach::Approach;
use crate::app::messages::action::{Action, Choice, WorkAction};
use crate::app::messages::after_leaving::AfterLeaving;
use crate::app::messages::path_purpose::{PathPurpose, TypedPath};
use crate::evidence::catalog::Model;
use crate::evidence::pick::{Replaced, keep};
use crate::files::error::ScenarioChoice;
use crate::scenario::Scenario;
use crate::scenario::inputs::Difference;

use super::evidence::EvidenceDialog;
use super::export_dialog::ExportDialog;
use super::own_prices::OwnPricesDialog;
use super::palette::CommandPalette;

/// The dialog that is open.
#[derive(Debug)]
pub enum Dialog {
    /// Unsaved changes would be lost.
    Unsaved(UnsavedDialog),
    /// Some fields hold something that can't be taken.
    Refused(RefusedDialog),
    /// Picking a model would replace values that the user typed.
    PickModel(PickModelDialog),
    /// Taking over another scenario would replace prices that the user typed.
    TakeOver(TakeOverDialog),
    /// A file would be replaced.
    Overwrite(OverwriteDialog),
    /// The open file was changed by somebody else, and here.
    Conflict(ConflictDialog),
    /// Unsaved work of an earlier window is recovered or given up.
    Recovery,
    /// One of the scenarios in a file is chosen.
    Scenario(ScenarioDialog),
    /// Format, size and colours of an export are chosen.
    Export(ExportDialog),
    /// What a user's own material says is filled in.
    Evidence(Box<EvidenceDialog>),
    /// The user's own price list is edited.
    OwnPrices(Box<OwnPricesDialog>),
    /// A path is typed, because the desktop has no dialog for it.
    Path(PathDialog),
    /// A file gets another name.
    Rename(RenameDialog),
    /// The compared scenarios are saved as a set of a name.
    NameSet(NameSetDialog),
    /// Something is looked for by its name.
    Palette(Box<CommandPalette>),
    /// Keys, and how numbers are typed.
    Shortcuts,
    /// Version, and how the figures are computed.
    About,
}

impl Dialog {
    /// What a choice leads to.
    pub fn answer(self, choice: Choice) -> Vec<Action> {
        match self {
            Self::Unsaved(dialog) => dialog.answer(choice),
            Self::Refused(dialog) => dialog.answer(choice),
            Self::PickModel(dialog) => dialog.answer(choice),
            Self::TakeOver(dialog) => dialog.answer(choice),
            Self::Overwrite(dialog) => dialog.answer(choice),
            Self::Conflict(dialog) => dialog.answer(choice),
            Self::Export(dialog) => dialog.answer(choice),
            Self::Evidence(dialog) => dialog.answer(choice),
            Self::Path(dialog) => dialog.answer(choice),
            Self::Rename(dialog) => dialog.answer(choice),
            Self::NameSet(dialog) => dialog.answer(choice),
            // Choosing one is an action of its own.
            Self::Recovery
            | Self::Scenario(_)
            | Self::OwnPrices(_)
            | Self::Palette(_)
            | Self::Shortcuts
            | Self::About => Vec::new(),
        }
    }

    /// The line that is typed in it, if it has one.
    pub fn typed_mut(&mut self) -> Option<&mut TextLine> {
        match self {
            Self::Path(dialog) => Some(&mut dialog.typed),
            Self::Rename(dialog) => Some(&mut dialog.typed),
            Self::NameSet(dialog) => Some(&mut dialog.typed),
            Self::Unsaved(_)
            | Self::Refused(_)
            | Self::PickModel(_)
            | Self::TakeOver(_)
            | Self::Overwrite(_)
            | Self::Conflict(_)
            | Self::Recovery
            | Self::Scenario(_)
            | Self::Palette(_)
            | Self::Export(_)
            | Self::Evidence(_)
            | Self::OwnPrices(_)
            | Self::Shortcuts
            | Self::About => None,
        }
    }
}

/// A line that is typed in a dialog.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TextLine {
    /// As typed.
    pub text: String,
    /// Why the last try failed.
    pub problem: Option<String>,
}

impl From<String> for TextLine {
    fn from(text: String) -> Self {
        Self {
            text,
            problem: None,
        }
    }
}

impl TextLine {
    /// A line with an error.
    pub fn refused(text: String, problem: impl Into<String>) -> Self {
        Self {
            text,
            problem: Some(problem.into()),
        }
    }
}

/// Unsaved changes would be lost.
#[derive(Debug)]
pub struct UnsavedDialog {
    /// What follows once the scenario is saved or given up.
    pub next: AfterLeaving,
}

impl UnsavedDialog {
    fn answer(self, choice: Choice) -> Vec<Action> {
        match choice {
            Choice::Yes => vec![Action::Save(Some(self.next))],
            Choice::No => vec![Action::LeaveUnsaved(self.next)],
            Choice::Cancel => Vec::new(),
        }
    }
}

/// The save that goes on although some fields hold something that can't be taken.
#[derive(Debug)]
pub enum AfterRefused {
    /// To the scenario's own file.
    Save,
    /// To another file.
    SaveAs,
}

/// Some fields hold something that can't be taken, and the scenario is about to be saved without it.
#[derive(Debug)]
pub struct RefusedDialog {
    /// What follows if it is saved all the same.
    pub then: AfterRefused,
}

impl RefusedDialog {
    fn answer(self, choice: Choice) -> Vec<Action> {
        match (choice, self.then) {
            (Choice::Yes, AfterRefused::Save) => vec![Action::Save(None)],
            (Choice::Yes, AfterRefused::SaveAs) => vec![Action::AskForPath(PathPurpose::SaveAs)],
            (Choice::No, _) => vec![Action::GoToRefused],
            (Choice::Cancel, _) => Vec::new(),
        }
    }
}

/// A model was picked whose list has other values than the user typed.
#[derive(Debug)]
pub struct PickModelDialog {
    /// The approach that it is for.
    pub approach: Approach,
    /// The model.
    pub model: &'static Model,
    /// The user's values that the list has otherwise.
    pub replaced: Vec<Replaced>,
}

impl PickModelDialog {
    fn answer(self, choice: Choice) -> Vec<Action> {
        let keep = match choice {
            Choice::Yes => self.replaced.iter().map(|value| value.input).collect(),
            Choice::No => Vec::new(),
            Choice::Cancel => return Vec::new(),
        };
        vec![Action::FillModel(self.approach, self.model, keep)]
    }
}

/// A scenario is taken over whose list prices differ from prices that the user typed.
#[derive(Debug)]
pub struct TakeOverDialog {
    /// The name of the step.
    pub label: String,
    /// The scenario with the user's prices.
    pub before: Box<Scenario>,
    /// The scenario that is taken over.
    pub after: Box<Scenario>,
    /// The user's prices that it has otherwise.
    pub replaced: Vec<Replaced>,
}

impl TakeOverDialog {
    fn answer(mut self, choice: Choice) -> Vec<Action> {
        match choice {
            Choice::Yes => {
                if let Err(error) = keep(&self.replaced, &self.before, &mut self.after) {
                    return vec![Action::RefuseTyped(error.to_string())];
                }
            }
            Choice::No => {}
            Choice::Cancel => return Vec::new(),
        }
        vec![Action::ReplaceScenario(self.label, self.after)]
    }
}

/// A file was changed by somebody else, or is there already.
#[derive(Debug)]
pub struct OverwriteDialog {
    /// What is written there.
    pub purpose: PathPurpose,
    /// The file that is there.
    pub path: PathBuf,
    /// What follows the file's path in the question: what it is or holds that would be lost.
    pub why: String,
    /// What waits for the save.
    pub next: Option<AfterLeaving>,
}

impl OverwriteDialog {
    fn answer(self, choice: Choice) -> Vec<Action> {
        match (choice, self.purpose) {
            (Choice::Yes, PathPurpose::Export(target, _)) => {
                vec![Action::Export(target, self.path)]
            }
            (Choice::Yes, _) => vec![Action::Write(self.path, self.next)],
            (Choice::No, PathPurpose::SaveAs) => vec![Action::SaveElsewhere(self.next)],
            _ => Vec::new(),
        }
    }
}

/// The open file was changed by somebody else, and here.
#[derive(Debug)]
pub struct ConflictDialog {
    /// The file.
    pub path: PathBuf,
    /// The inputs in which it differs from what is open, or why it can't be read.
    pub differences: Result<Vec<Difference>, String>,
    /// What waits for the save.
    pub next: Option<AfterLeaving>,
    /// Whether it was to be saved.
    pub saves: bool,
}

impl ConflictDialog {
    fn answer(self, choice: Choice) -> Vec<Action> {
        match choice {
            Choice::Yes => vec![Action::SaveElsewhere(self.next)],
            Choice::No => vec![Action::Work(WorkAction::TakeTheirs(self.next))],
            Choice::Cancel => Vec::new(),
        }
    }

    /// What is open stays, and replaces the file: at once if it was to be saved, else with the next save.
    pub fn keep_mine(&self) -> Action {
        if self.saves {
            Action::Write(self.path.clone(), self.next.clone())
        } else {
            Action::Work(WorkAction::KeepMine)
        }
    }
}

/// One of the scenarios in a file is chosen.
#[derive(Debug)]
pub struct ScenarioDialog {
    /// The file.
    pub path: PathBuf,
    /// The scenarios in it.
    pub choices: Vec<ScenarioChoice>,
}

/// A path is typed.
#[derive(Debug)]
pub struct PathDialog {
    /// Decides the title, the button, and what the path is used for.
    pub purpose: PathPurpose,
    /// The folder, or for writing the file, that is proposed.
    pub proposed: PathBuf,
    /// The path as typed; see [`TypedPath`].
    pub typed: TextLine,
}

impl PathDialog {
    /// A question that proposes a path.
    pub fn new(purpose: PathPurpose, proposed: PathBuf) -> Self {
        let TypedPath { proposed, text, .. } = TypedPath::new(purpose, proposed);
        Self {
            purpose,
            proposed,
            typed: TextLine::from(text),
        }
    }

    /// The question again, with the path as typed and why it can't be used.
    pub fn refused(typed: TypedPath, problem: impl Into<String>) -> Self {
        Self {
            purpose: typed.purpose,
            proposed: typed.proposed,
            typed: TextLine::refused(typed.text, problem),
        }
    }

    fn answer(self, choice: Choice) -> Vec<Action> {
        match choice {
            Choice::Yes => vec![Action::UseTypedPath(TypedPath {
                purpose: self.purpose,
                proposed: self.proposed,
                text: self.typed.text,
            })],
            Choice::No | Choice::Cancel => vec![Action::ForgetSave],
        }
    }
}

/// A file gets another name.
#[derive(Debug)]
pub struct RenameDialog {
    /// The file under its old name.
    pub path: PathBuf,
    /// The new name, in the same folder; the extension may be left out.
    pub typed: TextLine,
}

impl RenameDialog {
    fn answer(self, choice: Choice) -> Vec<Action> {
        match choice {
            Choice::Yes => vec![Action::RenameFile(self.path, self.typed.text)],
            Choice::No | Choice::Cancel => Vec::new(),
        }
    }
}

/// The compared scenarios are saved as a set.
#[derive(Debug)]
pub struct NameSetDialog {
    /// The set's name.
    pub typed: TextLine,
}

impl NameSetDialog {
    fn answer(self, choice: Choice) -> Vec<Action> {
        match choice {
            Choice::Yes => vec![Action::NameComparisonSet(self.typed.text)],
            Choice::No | Choice::Cancel => Vec::new(),
        }
    }
}
