//! Changing and saving the settings.

use crate::app::messages::action::SidePanel;
use crate::app::messages::command::Command;
use crate::app::state::State;
use crate::app::workspace::look;
use crate::files::settings::{FileDialogs, MonthLabels, Settings, Tables};

use super::listing;
use super::services::Services;

/// How messages about settings that weren’t saved begin.
const NOT_SAVED: &str = "Settings weren’t saved. ";

/// Saves the settings as they are; a failure is shown.
pub fn save(state: &mut State, services: &mut Services) {
    let workspace = &mut state.workspace;
    let saved = services.settings_file.save(&workspace.settings);
    workspace.notices.withdraw_all(NOT_SAVED);
    if let Err(error) = saved {
        workspace.notices.error(format!("{NOT_SAVED}{error}"));
    }
    take_over(state, services);
}

/// Takes over what another window changed: library folder, recent files and saved comparisons.
pub fn take_over(state: &mut State, services: &mut Services) {
    let settings = &mut state.workspace.settings;
    services.settings_file.take_over(settings);
    follow_library_folder(state, services);
}

fn follow_library_folder(state: &mut State, services: &mut Services) {
    let folder = state.workspace.settings.library_folder();
    if folder != state.library.folder() {
        state.library.set_folder(folder);
        services.folder_watcher = None;
        listing::refresh(state, services);
    }
}

/// Takes changed settings whole, makes the window follow them, and saves them.
pub fn set(state: &mut State, services: &mut Services, ctx: &egui::Context, settings: Settings) {
    // Each of them is named here: a new one has to say what follows from a change of it.
    let Settings {
        theme,
        library_folder: _,
        show_library: _,
        library_width: _,
        show_editor,
        editor_width: _,
        file_dialogs: _,
        recent: _,
        compared: _,
        comparison_sets: _,
        export_folder: _,
        export_dark: _,
        export_transparent: _,
        export_size: _,
        export_paper: _,
        export_one_page: _,
        chart_format: _,
        tables: _,
        month_labels: _,
        knobs: _,
        last: _,
        welcome_dismissed: _,
        tab: _,
        window: _,
        zoom: _,
        usage_columns: _,
    } = &settings;
    if !show_editor {
        // A field that is hidden can't end its own edit.
        let workspace = &mut state.workspace;
        workspace.document.end_gesture();
        workspace.drafts.retain(|_, draft| draft.problem.is_some());
    }
    look::apply_theme(ctx, *theme);
    look::time_axis(&settings).apply_to(ctx);
    state.workspace.settings = settings;
    follow_library_folder(state, services);
    save(state, services);
}

/// Remembers the width of a panel; it is saved when the window closes.
pub fn set_panel_width(state: &mut State, panel: SidePanel, width: f32) {
    let settings = &mut state.workspace.settings;
    match panel {
        SidePanel::Library => settings.library_width = Some(width),
        SidePanel::Editor => settings.editor_width = Some(width),
    }
}

/// The settings after a command that changes one of them; `None` for other commands.
pub fn changed_by(command: Command, settings: &Settings) -> Option<Settings> {
    let mut changed = settings.clone();
    match command {
        Command::ToggleLibrary => changed.show_library = !changed.show_library,
        Command::ToggleEditor => changed.show_editor = !changed.show_editor,
        Command::SetTheme(theme) => changed.theme = theme,
        Command::CountMonths => {
            changed.month_labels = match changed.month_labels {
                MonthLabels::Calendar => MonthLabels::Counted,
                MonthLabels::Counted => MonthLabels::Calendar,
            };
        }
        Command::SystemTables => {
            changed.tables = match changed.tables {
                Tables::System => Tables::Points,
                Tables::Points => Tables::System,
            };
        }
        Command::AskInWindow => {
            changed.file_dialogs = match changed.file_dialogs {
                FileDialogs::Desktop => FileDialogs::Window,
                FileDialogs::Window => FileDialogs::Desktop,
            };
        }
        _ => return None,
    }
    Some(changed)
}
