//! What the user can ask for from anywhere: from menus, by keys, in tabs.

use crate::charts::comparison::ComparedQuantity;
use crate::charts::map::MapQuantity;
use crate::evidence::material::MaterialKind;
use crate::files::settings::Theme;

use super::after_leaving::AfterLeaving;
use super::screen::{CostView, DecisionPage, PageStep, Tab};

/// Something that the user can ask for from anywhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(
    missing_docs,
    reason = "each is named and explained in `command_table`"
)]
pub enum Command {
    New,
    Open,
    RecoverWork,
    Save,
    SaveAs,
    ExportChart,
    ExportReport,
    ExportDraws,
    SystemTables,
    Duplicate,
    Rename,
    Delete,
    Reveal,
    ChooseLibrary,
    Quit,
    Undo,
    Redo,
    Find,
    Import(MaterialKind),
    EditPrices,
    CopyChart,
    CopyTable,
    Present,
    NextChart,
    PreviousChart,
    FirstChart,
    LastChart,
    NextScenario,
    PreviousScenario,
    Blank,
    EndPresentation,
    Show(Tab),
    Cost(CostView),
    Map(MapQuantity),
    Decide(DecisionPage),
    Compare(ComparedQuantity),
    AllInputs,
    ToggleLibrary,
    ToggleEditor,
    NextRegion,
    PreviousRegion,
    CountMonths,
    SetTheme(Theme),
    ZoomIn,
    ZoomOut,
    ActualSize,
    AskInWindow,
    Shortcuts,
    About,
}

/// The menu that a command stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Menu {
    /// Files.
    File,
    /// Edits.
    Edit,
    /// What inputs are filled from.
    Evidence,
    /// What is shown.
    View,
    /// Help.
    Help,
}

impl Menu {
    /// All menus, in order.
    pub const ALL: [Self; 5] = [
        Self::File,
        Self::Edit,
        Self::Evidence,
        Self::View,
        Self::Help,
    ];

    /// Its title.
    pub fn label(self) -> &'static str {
        match self {
            Self::File => "File",
            Self::Edit => "Edit",
            Self::Evidence => "Evidence",
            Self::View => "View",
            Self::Help => "Help",
        }
    }
}

impl Command {
    /// Whether its keys belong to a text field that has the focus.
    pub fn yields_to_text(self) -> bool {
        matches!(self, Self::Undo | Self::Redo) || self.is_of_presentation()
    }

    /// Whether its keys belong to the row of a list that has the focus: they mean the row's scenario there, not the open one.
    pub fn yields_to_row(self) -> bool {
        self == Self::Rename
    }

    /// Whether it chooses what a tab shows, and means nothing elsewhere.
    pub fn is_of_tab(self) -> bool {
        self.tab().is_some()
    }

    /// The tab that it belongs to, if it chooses what that tab shows.
    pub fn tab(self) -> Option<Tab> {
        match self {
            Self::Cost(_) => Some(Tab::Cost),
            Self::Map(_) => Some(Tab::Map),
            Self::Decide(_) => Some(Tab::Decide),
            Self::Compare(_) | Self::AllInputs => Some(Tab::Compare),
            _ => None,
        }
    }

    /// Whether it is there only while presenting: its keys mean other things else.
    pub fn is_of_presentation(self) -> bool {
        matches!(
            self,
            Self::NextChart
                | Self::PreviousChart
                | Self::FirstChart
                | Self::LastChart
                | Self::NextScenario
                | Self::PreviousScenario
                | Self::Blank
                | Self::EndPresentation
        )
    }

    /// Whether it changes how large everything is drawn: that works while a question is open too.
    pub fn is_zoom(self) -> bool {
        matches!(self, Self::ZoomIn | Self::ZoomOut | Self::ActualSize)
    }

    /// What follows once the open scenario is left, for commands that leave it.
    pub fn leaves_for(self) -> Option<AfterLeaving> {
        match self {
            Self::New => Some(AfterLeaving::New),
            Self::Quit => Some(AfterLeaving::Close),
            _ => None,
        }
    }

    /// The step among the pages of a presentation, for commands that take one.
    pub fn page_step(self) -> Option<PageStep> {
        match self {
            Self::NextChart => Some(PageStep::Next),
            Self::PreviousChart => Some(PageStep::Previous),
            Self::FirstChart => Some(PageStep::First),
            Self::LastChart => Some(PageStep::Last),
            _ => None,
        }
    }
}
