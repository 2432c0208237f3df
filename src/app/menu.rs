//! The menu bar, made of the commands' descriptions.

use egui::{Button, MenuBar, RichText, Ui};

use crate::files::examples::EXAMPLES;
use crate::theme::fonts;

use super::action::{Action, Actions};
use super::command::{Command, Menu};
use super::state::State;

/// Draws it.
pub fn menu_ui(ui: &mut Ui, state: &State, actions: &mut Actions) {
    MenuBar::new().ui(ui, |ui| {
        ui.label(RichText::new("Breakeven").family(fonts::bold()));
        ui.add_space(8.0);
        for menu in Menu::ALL {
            ui.menu_button(menu.label(), |ui| {
                ui.set_min_width(230.0);
                // In a low window the menu scrolls.
                let room = ui.ctx().content_rect().height() - 80.0;
                egui::ScrollArea::vertical()
                    .max_height(room)
                    .show(ui, |ui| {
                        entries_ui(ui, menu, state, actions);
                    });
            });
        }
    });
}

fn entries_ui(ui: &mut Ui, menu: Menu, state: &State, actions: &mut Actions) {
    let commands = Command::ALL.into_iter().filter(|command| {
        // What is of another tab would only be grey.
        let elsewhere = command.is_of_tab() && !command.enabled(state);
        command.describe().menu == menu && !command.is_of_presentation() && !elsewhere
    });
    for command in commands {
        command_ui(ui, command, state, actions);
        if command == Command::Open {
            recent_ui(ui, state, actions);
            examples_ui(ui, actions);
        }
    }
    if menu == Menu::View {
        ui.separator();
        egui::gui_zoom::zoom_menu_buttons(ui);
    }
}

fn command_ui(ui: &mut Ui, command: Command, state: &State, actions: &mut Actions) {
    let description = command.describe();
    if description.starts_group {
        ui.separator();
    }
    let name = match command {
        Command::Undo => with_label(description.name, state.document.undo_label()),
        Command::Redo => with_label(description.name, state.document.redo_label()),
        _ => description.name.to_owned(),
    };
    let mut button = Button::new(name).selected(command.chosen(state) == Some(true));
    if let Some(shortcut) = &description.shortcut {
        button = button.shortcut_text(ui.ctx().format_shortcut(shortcut));
    }
    let response = ui.add_enabled(command.enabled(state), button);
    if response.on_hover_text(description.tooltip).clicked() {
        actions.run(command);
        ui.close();
    }
}

/// "Undo prompting: answer".
fn with_label(name: &str, label: Option<&str>) -> String {
    label.map_or(name.to_owned(), |label| format!("{name} “{label}”"))
}

fn recent_ui(ui: &mut Ui, state: &State, actions: &mut Actions) {
    ui.add_enabled_ui(!state.settings.recent.is_empty(), |ui| {
        ui.menu_button("Open recent", |ui| {
            for path in &state.settings.recent {
                let name = path.file_name().unwrap_or_default().to_string_lossy();
                if ui
                    .button(name)
                    .on_hover_text(path.display().to_string())
                    .clicked()
                {
                    actions.send(Action::OpenFile(path.clone()));
                    ui.close();
                }
            }
        });
    });
}

fn examples_ui(ui: &mut Ui, actions: &mut Actions) {
    ui.menu_button("Open example", |ui| {
        for example in EXAMPLES {
            if ui.button(example.name.replace('-', " ")).clicked() {
                actions.send(Action::OpenExample(example));
                ui.close();
            }
        }
    });
}
