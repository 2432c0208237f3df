//! Every command, described once: menus, shortcut keys and the page of shortcuts come from here. Their words and keys are in
//! `descriptions`.

mod descriptions;

use egui::{Key, KeyboardShortcut, Modifiers};

use crate::charts::compare::Compares;
use crate::charts::cost::Over;
use crate::charts::map::Shows;
use crate::files::settings::{FileDialogs, Months, Theme};

use super::decide::Page;
use super::exporting;
use super::state::{CostView, State, Tab};

/// Something that the user can ask for from anywhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each is named and explained in `describe`")]
pub enum Command {
    New,
    Open,
    Save,
    SaveAs,
    ExportChart,
    ExportReport,
    ExportDraws,
    ExportDark,
    Duplicate,
    Rename,
    Delete,
    Reveal,
    ChooseLibrary,
    Quit,
    Undo,
    Redo,
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
    Map(Shows),
    Decide(Page),
    Compare(Compares),
    AllInputs,
    ToggleLibrary,
    ToggleEditor,
    CountMonths,
    Look(Theme),
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
    /// What is shown.
    View,
    /// Help.
    Help,
}

impl Menu {
    /// All menus, in order.
    pub const ALL: [Self; 4] = [Self::File, Self::Edit, Self::View, Self::Help];

    /// Its title.
    pub fn label(self) -> &'static str {
        match self {
            Self::File => "File",
            Self::Edit => "Edit",
            Self::View => "View",
            Self::Help => "Help",
        }
    }
}

/// What there is to know of a command.
#[derive(Debug, Clone, Copy)]
pub struct Description {
    /// Its name in menus; … where more input follows.
    pub name: &'static str,
    /// What it does.
    pub tooltip: &'static str,
    /// Its keys.
    pub shortcut: Option<KeyboardShortcut>,
    /// The menu it stands in.
    pub menu: Menu,
    /// Whether a line separates it from the command before it.
    pub starts_group: bool,
}

impl Command {
    /// All commands, in the order of the menus.
    pub const ALL: [Self; 56] = [
        Self::New,
        Self::Open,
        Self::Save,
        Self::SaveAs,
        Self::ExportChart,
        Self::ExportReport,
        Self::ExportDraws,
        Self::ExportDark,
        Self::Duplicate,
        Self::Rename,
        Self::Reveal,
        Self::Delete,
        Self::ChooseLibrary,
        Self::AskInWindow,
        Self::Quit,
        Self::Undo,
        Self::Redo,
        Self::CopyChart,
        Self::CopyTable,
        Self::Present,
        Self::NextChart,
        Self::PreviousChart,
        Self::FirstChart,
        Self::LastChart,
        Self::NextScenario,
        Self::PreviousScenario,
        Self::Blank,
        Self::EndPresentation,
        Self::Show(Tab::Cost),
        Self::Show(Tab::Phases),
        Self::Show(Tab::Drivers),
        Self::Show(Tab::Risk),
        Self::Show(Tab::Map),
        Self::Show(Tab::Decide),
        Self::Show(Tab::Table),
        Self::Show(Tab::Compare),
        Self::Cost(CostView::Curves(Over::Months)),
        Self::Cost(CostView::Curves(Over::Queries)),
        Self::Cost(CostView::Saving),
        Self::Map(Shows::Saving),
        Self::Map(Shows::BreakEven),
        Self::Decide(Page::Verdict),
        Self::Decide(Page::Sides),
        Self::Decide(Page::Levers),
        Self::Decide(Page::Way),
        Self::Compare(Compares::Savings),
        Self::Compare(Compares::Costs),
        Self::AllInputs,
        Self::ToggleLibrary,
        Self::ToggleEditor,
        Self::CountMonths,
        Self::Look(Theme::System),
        Self::Look(Theme::Light),
        Self::Look(Theme::Dark),
        Self::Shortcuts,
        Self::About,
    ];

    /// Whether it can be done now.
    pub fn enabled(self, state: &State) -> bool {
        let has_file = state.document.path.is_some();
        match self {
            Self::Undo => state.document.undo_label().is_some(),
            Self::Redo => state.document.redo_label().is_some(),
            Self::Duplicate | Self::Rename | Self::Delete | Self::Reveal => has_file,
            Self::ExportDraws => state.odds.shown(state.revision).is_some(),
            Self::ExportChart | Self::CopyChart => exporting::shown(state).is_some(),
            Self::Cost(_) => state.tab == Tab::Cost,
            Self::Map(_) => state.tab == Tab::Map,
            Self::Decide(_) => state.tab == Tab::Decide,
            Self::Compare(_) | Self::AllInputs => state.tab == Tab::Compare,
            _ => true,
        }
    }

    /// Whether it is the choice that holds now; `None` for commands that aren't choices.
    pub fn chosen(self, state: &State) -> Option<bool> {
        Some(match self {
            Self::Show(tab) => state.tab == tab,
            Self::Cost(view) => state.cost_view == view,
            Self::Map(shows) => state.map.shows == shows,
            Self::Decide(page) => state.decide.page == page,
            Self::Compare(compares) => state.compare.compares == compares,
            Self::AllInputs => state.compare.all_inputs,
            Self::ToggleLibrary => state.settings.show_library,
            Self::ToggleEditor => state.settings.show_editor,
            Self::CountMonths => state.settings.months == Months::Counted,
            Self::Look(theme) => state.settings.theme == theme,
            Self::AskInWindow => state.settings.file_dialogs == FileDialogs::Window,
            Self::ExportDark => state.settings.export_dark,
            _ => return None,
        })
    }

    /// Whether its keys belong to a text field that has the focus.
    pub fn yields_to_text(self) -> bool {
        matches!(self, Self::Undo | Self::Redo) || self.is_of_presentation()
    }

    /// Whether it chooses what a tab shows, and means nothing elsewhere.
    pub fn is_of_tab(self) -> bool {
        matches!(
            self,
            Self::Cost(_) | Self::Map(_) | Self::Decide(_) | Self::Compare(_) | Self::AllInputs
        )
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
}

/// The commands whose keys were pressed. Longer combinations first: Ctrl+Shift+S is not Ctrl+S.
/// `busy`: a field or a menu had the keys when the frame before ended.
pub fn pressed(ctx: &egui::Context, presenting: bool, busy: bool) -> Vec<Command> {
    let typing = ctx.text_edit_focused() || busy;
    let mut candidates: Vec<(Command, KeyboardShortcut)> = Command::ALL
        .into_iter()
        .filter(|command| !(typing && command.yields_to_text()))
        .filter(|command| presenting || !command.is_of_presentation())
        .filter_map(|command| Some((command, command.describe().shortcut?)))
        .collect();
    // The customary second key for redo.
    if !typing {
        candidates.push((
            Command::Redo,
            KeyboardShortcut::new(Modifiers::COMMAND, Key::Y),
        ));
    }
    // What clickers send.
    if presenting && !typing {
        for (command, key) in [
            (Command::NextChart, Key::PageDown),
            (Command::NextChart, Key::Space),
            (Command::PreviousChart, Key::PageUp),
            (Command::Blank, Key::Period),
        ] {
            candidates.push((command, KeyboardShortcut::new(Modifiers::NONE, key)));
        }
    }
    candidates.sort_by_key(|(_, shortcut)| !shortcut.modifiers.shift);
    ctx.input_mut(|input| {
        candidates
            .into_iter()
            .filter(|(_, shortcut)| input.consume_shortcut(shortcut))
            .map(|(command, _)| command)
            .collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_commands_share_a_shortcut() {
        let mut seen = Vec::new();
        for command in Command::ALL {
            if let Some(shortcut) = command.describe().shortcut {
                assert!(!seen.contains(&shortcut), "{command:?}");
                seen.push(shortcut);
            }
        }
    }

    #[test]
    fn every_command_is_listed_once_and_explained() {
        for (place, command) in Command::ALL.into_iter().enumerate() {
            assert!(!Command::ALL[..place].contains(&command), "{command:?}");
            assert!(!command.describe().tooltip.is_empty());
        }
    }
}
