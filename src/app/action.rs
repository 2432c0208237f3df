//! What views ask for. They don't change anything themselves: [`super::handle`] does.

use std::path::PathBuf;

use crate::analysis::map::Axes;
use crate::analysis::side::Side;
use crate::evidence::catalog::Model;
use crate::files::examples::Example;
use crate::files::settings::Pick;
use crate::scenario::Scenario;
use crate::scenario::inputs::{Input, Value};
use crate::scenario::knobs::Knobs;

use super::command::Command;

/// One wish of the user.
#[derive(Debug)]
pub enum Action {
    /// A command.
    Run(Command),
    /// Text was typed into an input's field.
    Type(&'static Input, String),
    /// An input gets a value, in a gesture that may go on (a drag).
    Set(&'static Input, Value),
    /// An input is put back to its default.
    Reset(&'static Input),
    /// The gesture or the typing has ended.
    EndEdit(&'static Input),
    /// The typing is taken back.
    CancelEdit(&'static Input),
    /// An input gets a source; an empty one removes it.
    SetSource(&'static Input, String),
    /// The editor is to lead to an input.
    GoTo(&'static Input),
    /// A threshold or a lever of the decision is turned, in a gesture that may go on.
    Turn(Knobs),
    /// What was turned is to be remembered.
    KeepKnobs,
    /// Another month of the switch is looked at.
    LookAtMonth(usize),
    /// What was worked out, and is named so, takes the scenario's place.
    TakeOver(String, Box<Scenario>),
    /// The same as a new scenario.
    OpenAsNew(String, Box<Scenario>),
    /// These are ticked to be compared.
    TickSet(Vec<Pick>),
    /// What is ticked is to be kept as a set; asks for its name.
    KeepSet,
    /// A kept set of this name is to be forgotten.
    ForgetSet(String),
    /// The scenario that is presented goes back to what was planned.
    AsPlanned,
    /// The presentation's strip gets these inputs.
    PickStrip(Vec<&'static Input>),
    /// The map gets these axes.
    PickAxes(Axes),
    /// The probability of another saving is to be read off.
    ReadOff(f64),
    /// A model's prices are filled in on one side.
    PickModel(Side, &'static Model),
    /// A file is to be opened.
    OpenFile(PathBuf),
    /// An example is to be opened.
    OpenExample(&'static Example),
    /// A file in the library is to be duplicated.
    DuplicateFile(PathBuf),
    /// A file is to be renamed; asks for the name.
    AskForName(PathBuf),
    /// A file is to be moved to the trash.
    DeleteFile(PathBuf),
    /// A file is to be shown in the file manager.
    RevealFile(PathBuf),
    /// The library's filter was changed.
    FilterLibrary(String),
    /// The text in the open dialog was changed.
    TypeInDialog(String),
    /// The open dialog was answered.
    Answer(Answer),
    /// A message was read.
    DismissNotice(u64),
}

impl Action {
    /// Whether it has to wait until the file dialog or the question that is open is answered: it would change what that is about.
    pub fn waits_for_dialog(&self) -> bool {
        matches!(
            self,
            Self::Run(_)
                | Self::OpenFile(_)
                | Self::OpenExample(_)
                | Self::OpenAsNew(..)
                | Self::DuplicateFile(_)
                | Self::AskForName(_)
                | Self::DeleteFile(_)
        )
    }
}

/// A button of a dialog.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// Go on: save, rename, use this path.
    Yes,
    /// Go on without saving.
    No,
    /// Leave everything as it is.
    Cancel,
}

/// Where views put their wishes.
#[derive(Debug, Default)]
pub struct Actions(Vec<Action>);

impl Actions {
    /// Adds a wish.
    pub fn send(&mut self, action: Action) {
        self.0.push(action);
    }

    /// Adds a command.
    pub fn run(&mut self, command: Command) {
        self.send(Action::Run(command));
    }

    /// Takes all wishes.
    pub fn take(&mut self) -> Vec<Action> {
        std::mem::take(&mut self.0)
    }
}
