//! Questions to the user: the desktop's own dialogs for paths, a path field where it has none, and what may be lost.

use std::path::{Path, PathBuf};

use egui::{Id, Key, Modal, RichText, TextEdit, Ui};

use crate::files::examples::Example;
use crate::files::names;
use crate::scenario::Scenario;
use crate::theme::palette::Palette;

use super::action::{Action, Actions, Answer};
use super::exporting::What;
use super::help;
use super::state::State;
use super::tasks::{Event, Tasks};

/// What a path is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// A scenario to open.
    Open,
    /// Where to save the scenario.
    SaveAs,
    /// The library folder.
    LibraryFolder,
    /// Where to export something to.
    Export(What),
}

/// What waits until the open scenario is saved or given up.
#[derive(Debug, Clone)]
pub enum Next {
    /// The window closes.
    Close,
    /// An empty scenario.
    New,
    /// A file.
    Open(PathBuf),
    /// An example.
    Example(&'static Example),
    /// A scenario that was worked out.
    Scenario(Box<Scenario>),
}

/// A dialog in the window.
#[derive(Debug)]
pub enum Dialog {
    /// There are unsaved changes.
    Unsaved(Next),
    /// The file was changed by somebody else, or is there already.
    Overwrite {
        /// What is written there.
        purpose: Purpose,
        /// The file.
        path: PathBuf,
        /// Why that is worth asking.
        why: String,
        /// What waits for the save.
        then: Option<Next>,
    },
    /// A path is typed, because the desktop has no dialog for it.
    Path {
        /// What for.
        purpose: Purpose,
        /// As typed.
        text: String,
        /// Why the last try failed.
        problem: Option<String>,
    },
    /// A file gets another name.
    Rename {
        /// The file.
        path: PathBuf,
        /// The new name as typed.
        text: String,
        /// Why the last try failed.
        problem: Option<String>,
    },
    /// What is ticked to be compared gets a name.
    NameSet {
        /// As typed.
        text: String,
        /// Why the last try failed.
        problem: Option<String>,
    },
    /// Keys, and how numbers are typed.
    Shortcuts,
    /// Version, and how the figures are computed.
    About,
}

impl Dialog {
    /// What is typed in it, where there is something to type.
    pub fn text_mut(&mut self) -> Option<&mut String> {
        match self {
            Self::Path { text, .. } | Self::Rename { text, .. } | Self::NameSet { text, .. } => {
                Some(text)
            }
            Self::Unsaved(_) | Self::Overwrite { .. } | Self::Shortcuts | Self::About => None,
        }
    }
}

/// Asks for a path with the desktop's dialog, beside the window. `start` is the folder, and for saving the proposed file.
pub fn ask(tasks: &Tasks, purpose: Purpose, start: &Path) -> Result<(), String> {
    let start = start.to_owned();
    tasks.start("file dialog", move || {
        if !native_dialogs() {
            return Event::NoDialogs(purpose);
        }
        let (folder, file) = match purpose {
            Purpose::SaveAs | Purpose::Export(_) => (
                start.parent().map(Path::to_owned),
                start.file_name().map(ToOwned::to_owned),
            ),
            _ => (Some(start), None),
        };
        let mut dialog = rfd::FileDialog::new();
        if let Some(folder) = folder.filter(|folder| folder.is_dir()) {
            dialog = dialog.set_directory(folder);
        }
        if let Some(file) = file {
            dialog = dialog.set_file_name(file.to_string_lossy());
        }
        let scenarios =
            |dialog: rfd::FileDialog| dialog.add_filter("Scenarios", &[names::EXTENSION]);
        let chosen = match purpose {
            Purpose::Open => scenarios(dialog).set_title("Open a scenario").pick_file(),
            Purpose::SaveAs => scenarios(dialog).set_title("Save the scenario").save_file(),
            Purpose::LibraryFolder => dialog.set_title("Choose the library folder").pick_folder(),
            Purpose::Export(what) => what
                .formats()
                .iter()
                .fold(dialog, |dialog, format| {
                    dialog.add_filter(format.key(), &[format.extension()])
                })
                .set_title(what.title())
                .save_file(),
        };
        Event::Chosen(purpose, chosen)
    })
}

/// Whether the desktop can show a file dialog: without one, rfd answers as if it had been cancelled.
#[cfg(target_os = "linux")]
fn native_dialogs() -> bool {
    let portal = || -> zbus::Result<bool> {
        let bus = zbus::blocking::Connection::session()?;
        let names = zbus::blocking::fdo::DBusProxy::new(&bus)?;
        let name = "org.freedesktop.portal.Desktop";
        Ok(names
            .list_names()?
            .iter()
            .any(|known| known.as_str() == name)
            || names
                .list_activatable_names()?
                .iter()
                .any(|known| known.as_str() == name))
    };
    let zenity = || {
        std::env::var_os("PATH").is_some_and(|path| {
            std::env::split_paths(&path).any(|folder| folder.join("zenity").is_file())
        })
    };
    portal().unwrap_or(false) || zenity()
}

/// Windows and macOS always have dialogs.
#[cfg(not(target_os = "linux"))]
fn native_dialogs() -> bool {
    true
}

/// Draws the open dialog, if there is one.
pub fn dialog_ui(ctx: &egui::Context, state: &State, actions: &mut Actions) {
    let Some(dialog) = &state.dialog else {
        return;
    };
    let frame = egui::Frame::window(&ctx.style_of(ctx.theme())).inner_margin(20.0);
    let modal = Modal::new(Id::unique("dialog")).frame(frame).show(ctx, |ui| {
        ui.spacing_mut().item_spacing.y = 8.0;
        match dialog {
            Dialog::Unsaved(_) => {
                ui.set_width(400.0);
                title_ui(
                    ui,
                    &format!("Save “{}” first?", state.document.scenario().title()),
                );
                ui.label("Its changes would be lost otherwise");
                let refused = state.refused_fields();
                if refused > 0 {
                    let fields = if refused == 1 { "One field holds" } else { "Some fields hold" };
                    ui.label(format!("{fields} something that can’t be taken: the values from before are saved"));
                }
                buttons_ui(
                    ui,
                    actions,
                    &[
                        ("Save", Answer::Yes),
                        ("Don’t save", Answer::No),
                        ("Cancel", Answer::Cancel),
                    ],
                );
            }
            Dialog::Overwrite { path, why, .. } => {
                ui.set_width(440.0);
                title_ui(ui, "Replace the file?");
                ui.label(format!("{} {why}", path.display()));
                buttons_ui(
                    ui,
                    actions,
                    &[("Replace", Answer::Yes), ("Cancel", Answer::Cancel)],
                );
            }
            Dialog::Path {
                purpose,
                text,
                problem,
            } => {
                ui.set_width(520.0);
                let (title, yes) = match purpose {
                    Purpose::Open => ("Open a scenario", "Open"),
                    Purpose::SaveAs => ("Save the scenario", "Save"),
                    Purpose::LibraryFolder => ("Library folder", "Use this folder"),
                    Purpose::Export(what) => (what.title(), "Export"),
                };
                title_ui(ui, title);
                typed_ui(ui, "Path", text, problem.as_deref(), yes, actions);
            }
            Dialog::Rename {
                path,
                text,
                problem,
            } => {
                ui.set_width(420.0);
                let name = path.file_name().unwrap_or_default().to_string_lossy();
                title_ui(ui, &format!("Rename {name}"));
                typed_ui(ui, "New name", text, problem.as_deref(), "Rename", actions);
            }
            Dialog::NameSet { text, problem } => {
                ui.set_width(420.0);
                title_ui(ui, "Keep what is ticked as a set");
                typed_ui(ui, "Its name", text, problem.as_deref(), "Keep", actions);
            }
            Dialog::Shortcuts => {
                ui.set_width(560.0);
                title_ui(ui, "Shortcuts and typing");
                help::shortcuts_ui(ui);
                buttons_ui(ui, actions, &[("Close", Answer::Cancel)]);
            }
            Dialog::About => {
                ui.set_width(560.0);
                title_ui(ui, "Breakeven");
                help::about_ui(ui);
                buttons_ui(ui, actions, &[("Close", Answer::Cancel)]);
            }
        }
    });
    if modal.should_close() {
        actions.send(Action::Answer(Answer::Cancel));
    }
}

fn title_ui(ui: &mut Ui, title: &str) {
    ui.label(RichText::new(title).heading());
}

/// A line to type in, why the last try failed, and the buttons of which the first one is `yes`.
fn typed_ui(
    ui: &mut Ui,
    label: &str,
    text: &str,
    problem: Option<&str>,
    yes: &str,
    actions: &mut Actions,
) {
    text_ui(ui, label, text, actions);
    if let Some(problem) = problem {
        ui.label(RichText::new(problem).color(Palette::current(ui).error));
    }
    buttons_ui(
        ui,
        actions,
        &[(yes, Answer::Yes), ("Cancel", Answer::Cancel)],
    );
}

/// A line to type in, focused at once; Enter is the first button.
fn text_ui(ui: &mut Ui, label: &str, text: &str, actions: &mut Actions) {
    let mut typed = text.to_owned();
    let response = ui.add(TextEdit::singleline(&mut typed).desired_width(f32::INFINITY));
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, label));
    if response.changed() {
        actions.send(Action::TypeInDialog(typed));
    }
    if response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter)) {
        actions.send(Action::Answer(Answer::Yes));
    } else if ui.memory(|memory| memory.focused().is_none()) {
        response.request_focus();
    }
}

/// Buttons in a row; the first one is the usual answer.
fn buttons_ui(ui: &mut Ui, actions: &mut Actions, buttons: &[(&str, Answer)]) {
    let palette = Palette::current(ui);
    ui.add_space(6.0);
    ui.horizontal(|ui| {
        for (place, (name, answer)) in buttons.iter().enumerate() {
            let mut button = egui::Button::new(*name);
            if place == 0 {
                button = egui::Button::new(RichText::new(*name).color(palette.background))
                    .fill(palette.accent);
            }
            if ui.add(button).clicked() {
                actions.send(Action::Answer(*answer));
            }
        }
    });
}
