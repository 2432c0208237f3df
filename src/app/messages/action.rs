//! What views ask for. They don't change anything themselves: [`crate::app::update`] does.

use std::path::PathBuf;

use crate::analysis::approach::Approach;
use crate::analysis::map::Axes;
use crate::evidence::catalog::Model;
use crate::evidence::usage::{DateOrder, Decimals};
use crate::export::format::Format;
use crate::files::settings::{ScenarioRef, Settings};
use crate::scenario::Scenario;
use crate::scenario::actuals::BilledApproach;
use crate::scenario::inputs::{Input, Value};
use crate::scenario::knobs::DecisionSettings;

use super::after_leaving::AfterLeaving;
use super::command::Command;
use super::export_target::ExportTarget;
use super::path_purpose::{PathPurpose, TypedPath};

/// One request of the user.
#[derive(Debug)]
pub enum Action {
    /// Executes a command.
    Run(Command),
    /// Text was typed into an input's field.
    Type(&'static Input, String),
    /// Gives an input a value, in a gesture that may go on (a drag).
    Set(&'static Input, Value),
    /// Gives two inputs a correlation, in a gesture that may go on; 0 takes the pair away.
    Correlate([&'static Input; 2], f64),
    /// Resets an input to its default.
    Reset(&'static Input),
    /// Ends the gesture or the typing.
    EndEdit(&'static Input),
    /// Takes the typing back.
    CancelEdit(&'static Input),
    /// Gives an input a source; an empty one removes it.
    SetSource(&'static Input, String),
    /// Gives an input the value that is offered for it.
    TakeOffer(&'static Input),
    /// Takes a typed range as it is, in place of the one that kept the base case from before.
    UsePlainRange(&'static Input),
    /// Leads to an input: in the editor, or among the questions about a new scenario.
    GoTo(&'static Input),
    /// Leaves the questions about a new scenario; what was answered stays.
    LeaveQuestions,
    /// Fills in a model's prices for one approach; asks first if that would replace values that the user typed.
    PickModel(Approach, &'static Model),
    /// Fills in a model's prices for one approach without another question, but leaves these inputs as they are.
    FillModel(Approach, &'static Model, Vec<&'static Input>),
    /// Turns prompt caching of one approach on or off.
    SetCaching(Approach, bool),
    /// Replaces the open scenario by one with other list prices, as one undoable step of this name; asks first if that would replace prices
    /// that the user typed.
    TakeOver(String, Box<Scenario>),
    /// Sets the thresholds and levers of the decision, in a gesture that may go on.
    SetDecisionSettings(DecisionSettings),
    /// Remembers the width of a panel, in points: the user has dragged its edge.
    SetPanelWidth(SidePanel, f32),
    /// Writes the settings to disk: a gesture that changed them has ended.
    SaveSettings,
    /// Says why a number typed into a small field isn't taken.
    RefuseTyped(String),
    /// Shows or hides the rules of the recommendation with their thresholds.
    ShowRules(bool),
    /// Shows another month of the switch.
    ShowSwitchMonth(usize),
    /// Replaces the open scenario, as one undoable step of this name.
    ReplaceScenario(String, Box<Scenario>),
    /// Sets the scenarios that are compared.
    SetCompared(Vec<ScenarioRef>),
    /// Asks for the name under which the compared scenarios are saved as a set.
    SaveComparisonSet,
    /// Saves the compared scenarios as a set of this name.
    NameComparisonSet(String),
    /// Deletes the set of this name.
    DeleteComparisonSet(String),
    /// Resets the presented scenario to what was planned.
    ResetToPlan,
    /// Puts these inputs on the presentation's strip.
    SetStripInputs(Vec<&'static Input>),
    /// Sets the axes of the map.
    SetMapAxes(Axes),
    /// Sets the saving whose chance is read off.
    SetThreshold(f64),
    /// Takes files that were dropped.
    Drop(Vec<PathBuf>),
    /// Leaves the open scenario for something else; asks first if changes would be lost.
    Leave(AfterLeaving),
    /// Leaves the open scenario without saving it.
    LeaveUnsaved(AfterLeaving),
    /// Saves the open scenario, then leaves it for something else, if so.
    Save(Option<AfterLeaving>),
    /// Writes the open scenario to a file without another question, then leaves it for something else, if so.
    Write(PathBuf, Option<AfterLeaving>),
    /// Decides about work that isn't saved.
    Work(WorkAction),
    /// Asks for another file to save the open scenario to, then leaves it for something else, if so.
    SaveElsewhere(Option<AfterLeaving>),
    /// Asks for a path.
    AskForPath(PathPurpose),
    /// Asks for a path in the window, in place of the desktop's dialog that was opened for it.
    UseOwnDialog(PathPurpose),
    /// Leads the editor to the first field that holds something that can't be taken.
    GoToRefused,
    /// Forgets what should be done after a save that was given up.
    ForgetSave,
    /// Chooses the format in the export dialog.
    ChooseFormat(Format),
    /// Takes changed settings over, and saves them.
    SetSettings(Box<Settings>),
    /// Fills inputs from the user's own material.
    Evidence(EvidenceAction),
    /// Edits the user's own price list.
    OwnPrices(OwnPricesAction),
    /// Exports to a file without another question.
    Export(ExportTarget, PathBuf),
    /// Uses a path as typed in the window.
    UseTypedPath(TypedPath),
    /// Opens the scenario of this number, from 1, in a file that has several.
    OpenNumbered(PathBuf, usize),
    /// Duplicates a file of the library.
    DuplicateFile(PathBuf),
    /// Asks for a file's new name.
    AskForName(PathBuf),
    /// Renames a file.
    RenameFile(PathBuf, String),
    /// Moves a file to the trash.
    DeleteFile(PathBuf),
    /// Shows a file in the file manager.
    RevealFile(PathBuf),
    /// Opens a file with the program that the system has for it.
    OpenOutside(PathBuf),
    /// Filters the library by name.
    FilterLibrary(String),
    /// The palette looks for another text.
    SearchPalette(String),
    /// The palette highlights the entry at this place among those found.
    HighlightInPalette(usize),
    /// Does what the palette's entry at this place among those found stands for.
    ChooseInPalette(usize),
    /// The text in the open dialog was changed.
    TypeInDialog(String),
    /// Answers the open dialog.
    Answer(Choice),
    /// Removes a message.
    DismissNotice(u64),
    /// Shows no more what to begin with over an example.
    DismissWelcome,
}

impl Action {
    /// Whether it has to wait until the file dialog or the question that is open is answered: it would change what that is about.
    pub fn waits_for_dialog(&self) -> bool {
        matches!(
            self,
            Self::Leave(_) | Self::DuplicateFile(_) | Self::AskForName(_) | Self::DeleteFile(_)
        ) || matches!(self, Self::Run(command) if !command.is_zoom())
    }

    /// Leaves the open scenario for a file.
    pub fn open_file(path: PathBuf) -> Self {
        Self::Leave(AfterLeaving::Open(path))
    }
}

/// A panel at the side of the window, whose width the user can change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SidePanel {
    /// The list of scenarios.
    Library,
    /// The inputs.
    Editor,
}

/// What is done with the user's own material.
#[derive(Debug)]
pub enum EvidenceAction {
    /// The prompt was changed.
    TypePrompt(String),
    /// Another share of the prompt remains after fine-tuning.
    SetRemaining(f64),
    /// Another offer to train at is chosen, by its place; none leaves the model as it is.
    ChooseOffer(Option<usize>),
    /// Other models or months of a usage export count, or the like.
    ChooseUsage(UsageChoice),
    /// Bills whose table names no approach are for this one.
    ChooseApproach(BilledApproach),
    /// Another entry of a price list is chosen, or the like.
    ChoosePrice(PriceChoice),
    /// Keeps entries of a price list in the user's own.
    KeepPrices,
    /// Another column of a table states something.
    ChooseColumn(ColumnChoice),
    /// Opens the next file that waits.
    Next,
}

/// Something that the user chose about a usage export.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum UsageChoice {
    /// Whether the model at this place counts.
    Model(usize, bool),
    /// Whether the month at this place counts.
    Month(usize, bool),
    /// The queries of these months together.
    Queries(f64),
    /// Tokens of a query that are the system prompt.
    PromptTokens(f64),
    /// Whether list prices are filled in too.
    Prices(bool),
}

/// What the user chose in a public price list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PriceChoice {
    /// What is searched for.
    Filter(String),
    /// The entry, by its place among those that fit.
    Entry(usize),
    /// Whether it is for the fine-tuned model.
    Tuned(bool),
    /// Whether a doubtful entry is taken all the same.
    AcceptDoubt(bool),
    /// Whether the entry at this place among those that fit is selected.
    Select(usize, bool),
    /// Whether all that fit are selected.
    SelectAll(bool),
}

/// What is done in the dialog about the user's own price list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OwnPricesAction {
    /// What is searched for.
    Filter(String),
    /// Another entry is chosen, by its place among those that fit.
    Choose(usize),
    /// A text is typed into the field at this place.
    Type(usize, String),
    /// Leaves out what the chosen entry states that there are no fields for.
    LeaveOutBeyond,
    /// Begins an entry.
    New,
    /// Deletes the chosen entry.
    Delete,
}

/// What the user chose about the columns of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ColumnChoice {
    /// The column that states what has this place in the list of what columns can state; none if no column does.
    Column(usize, Option<String>),
    /// Whether each row is one query.
    RowIsQuery(bool),
    /// Whether the input tokens include the cached ones.
    InputIncludesCached(bool),
    /// The order of dates; none to tell it by the whole column.
    DateOrder(Option<DateOrder>),
    /// What separates decimals; none to tell it by all numbers.
    Decimals(Option<Decimals>),
}

/// A decision about work that isn't saved.
#[derive(Debug)]
pub enum WorkAction {
    /// Shows what was changed in this file, if it is the open one, which is changed here too.
    ShowConflict(PathBuf),
    /// Keeps what is open although its file was changed: a save replaces that.
    KeepMine,
    /// Takes what the open file holds now, then leaves it for something else, if so.
    TakeTheirs(Option<AfterLeaving>),
    /// Recovers the unsaved work in a journal; asks first if changes to what is open would be lost.
    Recover(PathBuf),
    /// Gives up the unsaved work in a journal.
    Discard(PathBuf),
}

/// A button of a dialog.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// Go on: save, rename, use this path.
    Yes,
    /// Go on without saving.
    No,
    /// Leave everything as it is.
    Cancel,
}

/// Where views put their requests.
#[derive(Debug, Default)]
pub struct Actions(Vec<Action>);

impl Actions {
    /// Adds a request.
    pub fn send(&mut self, action: Action) {
        self.0.push(action);
    }

    /// Adds an edit of an input that is complete with this value.
    pub fn set(&mut self, input: &'static Input, value: Value) {
        self.send(Action::Set(input, value));
        self.send(Action::EndEdit(input));
    }

    /// Adds a command.
    pub fn run(&mut self, command: Command) {
        self.send(Action::Run(command));
    }

    /// Hands all requests over, and keeps none.
    pub fn drain(&mut self) -> Vec<Action> {
        std::mem::take(&mut self.0)
    }
}
