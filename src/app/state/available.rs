//! Which commands can be executed now, which choices hold, and what a command needs before it is executed.

use crate::app::messages::command::Command;
use crate::app::messages::export_target::ExportTarget;
use crate::app::messages::path_purpose::PathPurpose;
use crate::export::format::Format;
use crate::files::settings::{FileDialogs, MonthLabels, Tables};

use super::State;
use super::shown::shown;

/// Whether a command can be executed now.
pub fn is_available(command: Command, state: &State) -> bool {
    let document = &state.workspace.document;
    match command {
        Command::Undo => document.undo_label().is_some(),
        Command::RecoverWork => !state.recovery.found.is_empty(),
        Command::Redo => document.redo_label().is_some(),
        Command::Duplicate => document.path().is_some() || document.open_example().is_some(),
        Command::Rename | Command::Delete | Command::Reveal => document.path().is_some(),
        Command::ExportDraws => state.workspace.risk().latest().is_some(),
        Command::ExportChart | Command::CopyChart => shown(state).is_some(),
        // A presentation fits the type to the screen by itself.
        command if command.is_zoom() => state.presenting.is_none(),
        Command::Find | Command::NextRegion | Command::PreviousRegion => state.presenting.is_none(),
        _ => command.tab().is_none_or(|of| of == state.tabs.current),
    }
}

/// Whether a command is the choice that holds now; `None` for commands that aren't choices.
pub fn is_chosen(command: Command, state: &State) -> Option<bool> {
    let (tabs, settings) = (&state.tabs, &state.workspace.settings);
    Some(match command {
        Command::Show(tab) => tabs.current == tab,
        Command::Cost(view) => tabs.cost_view == view,
        Command::Map(quantity) => tabs.map.quantity == quantity,
        Command::Decide(page) => tabs.decide.page == page,
        Command::Compare(quantity) => tabs.compare.quantity == quantity,
        Command::AllInputs => tabs.compare.all_inputs,
        Command::ToggleLibrary => settings.show_library,
        Command::ToggleEditor => settings.show_editor,
        Command::CountMonths => settings.month_labels == MonthLabels::Counted,
        Command::SetTheme(theme) => settings.theme == theme,
        Command::AskInWindow => settings.file_dialogs == FileDialogs::Window,
        Command::SystemTables => settings.tables == Tables::System,
        _ => return None,
    })
}

/// What the export dialog is opened for by a command.
pub fn export_request(command: Command, state: &State) -> Option<ExportTarget> {
    match command {
        Command::ExportChart => shown(state),
        Command::ExportReport => Some(ExportTarget::Report),
        _ => None,
    }
}

/// What a path has to be asked for before a command is executed.
pub fn path_request(command: Command) -> Option<PathPurpose> {
    Some(match command {
        Command::Open => PathPurpose::Open,
        Command::SaveAs => PathPurpose::SaveAs,
        Command::ChooseLibrary => PathPurpose::LibraryFolder,
        Command::ExportDraws => PathPurpose::Export(ExportTarget::Draws, Format::Draws),
        _ => return None,
    })
}
