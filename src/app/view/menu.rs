//! The menu bar, made of the rows of the command table.

use egui::{Button, MenuBar, RichText, Ui, vec2};

use crate::app::focus::regions::{Region, note_region};
use crate::app::messages::action::{Action, Actions};
use crate::app::messages::after_leaving::AfterLeaving;
use crate::app::messages::command::{Command, Menu};
use crate::app::messages::command_table::{COMMANDS, CommandRow};
use crate::app::state::State;
use crate::app::state::available::{is_available, is_chosen};
use crate::app::widgets::{CHECK_WIDTH, check_mark_ui, scroll_ui};
use crate::files::examples::EXAMPLES;
use crate::files::settings::Theme;
use crate::theme::fonts;

/// Least width of a menu's entries, in points.
const ENTRY_WIDTH: f32 = 240.0;
/// Room that a menu leaves above and below itself, in points.
const ROOM_AROUND: f32 = 64.0;

/// Draws the bar.
pub fn menu_ui(ui: &mut Ui, state: &State, actions: &mut Actions) {
    note_region(ui, Region::Menu);
    MenuBar::new().ui(ui, |ui| {
        ui.label(RichText::new("Breakeven").family(fonts::bold()));
        ui.add_space(8.0);
        for menu in Menu::ALL {
            ui.menu_button(menu.label(), |ui| {
                // As high as its entries; in a window that is lower, the menu scrolls.
                let room = ui.ctx().content_rect().height() - ROOM_AROUND;
                ui.set_max_height(room);
                let area = egui::ScrollArea::vertical().max_height(room);
                scroll_ui(ui, area.min_scrolled_height(room), |ui| {
                    entry_style(ui);
                    entries_ui(ui, menu, state, actions);
                });
            });
        }
    });
}

fn entries_ui(ui: &mut Ui, menu: Menu, state: &State, actions: &mut Actions) {
    let rows = COMMANDS.iter().filter(|row| {
        let command = row.command;
        // What belongs to another tab would only be grey.
        let elsewhere = command.is_of_tab() && !is_available(command, state);
        row.menu == menu && !command.is_of_presentation() && !elsewhere
    });
    for row in rows {
        match row.command {
            Command::SetTheme(Theme::System) => theme_ui(ui, row, state, actions),
            // In the submenu.
            Command::SetTheme(_) => {}
            _ => row_ui(ui, row, state, actions),
        }
        if row.command == Command::Open {
            recent_ui(ui, state, actions);
            examples_ui(ui, actions);
        }
    }
}

/// Makes room for the entries of a menu, and for a check mark before each.
fn entry_style(ui: &mut Ui) {
    ui.set_min_width(ENTRY_WIDTH);
    ui.spacing_mut().button_padding = vec2(CHECK_WIDTH, 3.0);
}

/// Light, dark, or as the system has it.
fn theme_ui(ui: &mut Ui, first: &CommandRow, state: &State, actions: &mut Actions) {
    if first.after_line {
        ui.separator();
    }
    ui.menu_button("Theme", |ui| {
        entry_style(ui);
        for row in COMMANDS {
            if matches!(row.command, Command::SetTheme(_)) {
                entry_ui(ui, row, row.name.to_owned(), state, actions);
            }
        }
    });
}

fn row_ui(ui: &mut Ui, row: &CommandRow, state: &State, actions: &mut Actions) {
    if row.after_line {
        ui.separator();
    }
    let document = &state.workspace.document;
    let name = match row.command {
        Command::Undo => with_label(row.name, document.undo_label()),
        Command::Redo => with_label(row.name, document.redo_label()),
        _ => row.name.to_owned(),
    };
    entry_ui(ui, row, name, state, actions);
}

/// An entry of this name, with a check mark if it is the choice that holds.
fn entry_ui(ui: &mut Ui, row: &CommandRow, name: String, state: &State, actions: &mut Actions) {
    let mut button = Button::new(name);
    if let Some(keys) = &row.keys {
        button = button.shortcut_text(ui.ctx().format_shortcut(keys));
    }
    let response = ui.add_enabled(is_available(row.command, state), button);
    if let Some(is_chosen) = is_chosen(row.command, state) {
        check_mark_ui(ui, &response, is_chosen);
    }
    if response.on_hover_text(row.tooltip).clicked() {
        actions.run(row.command);
        ui.close();
    }
}

/// "Undo prompting: answer".
fn with_label(name: &str, label: Option<&str>) -> String {
    label.map_or(name.to_owned(), |label| format!("{name} “{label}”"))
}

fn recent_ui(ui: &mut Ui, state: &State, actions: &mut Actions) {
    ui.add_enabled_ui(!state.workspace.settings.recent.is_empty(), |ui| {
        ui.menu_button("Open recent", |ui| {
            entry_style(ui);
            for path in &state.workspace.settings.recent {
                let name = path.file_name().unwrap_or_default().to_string_lossy();
                if ui
                    .button(name)
                    .on_hover_text(path.display().to_string())
                    .clicked()
                {
                    actions.send(Action::open_file(path.clone()));
                    ui.close();
                }
            }
        });
    });
}

fn examples_ui(ui: &mut Ui, actions: &mut Actions) {
    ui.menu_button("Open example", |ui| {
        entry_style(ui);
        for example in EXAMPLES {
            if ui.button(example.name.replace('-', " ")).clicked() {
                actions.send(Action::Leave(AfterLeaving::Example(example)));
                ui.close();
            }
        }
    });
}
