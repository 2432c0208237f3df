//! Asking for a path: with the desktop's own dialog, or in the window if it has none.

use std::path::{Path, PathBuf};
#[cfg(target_os = "linux")]
use std::sync::atomic::{AtomicBool, Ordering};

#[cfg(target_os = "linux")]
use crate::app::background::surroundings::in_time;
use crate::app::messages::path_purpose::PathPurpose;
use crate::app::state::State;
use crate::app::state::dialog::{Dialog, PathDialog};
use crate::app::workspace::notices::Offer;
use crate::files::names;
use crate::files::settings::FileDialogs;

use super::event::Event;
use super::services::Services;

/// Asks for a path.
pub fn ask(state: &mut State, services: &mut Services, purpose: PathPurpose) {
    if state.workspace.settings.file_dialogs == FileDialogs::Window {
        ask_in_window(state, purpose);
        return;
    }
    let start = start_path(state, purpose);
    let notices = &mut state.workspace.notices;
    state.file_dialog_number += 1;
    let number = state.file_dialog_number;
    let ask = move || {
        if native_dialogs() {
            Event::Chosen(number, purpose, chosen_on_desktop(purpose, &start))
        } else {
            Event::NoDialogs(number, purpose)
        }
    };
    let failed = move |_| Event::NoDialogs(number, purpose);
    let is_open = services.start_or(notices, "file dialog", ask, failed);
    state.file_dialog = is_open.then_some(purpose);
}

const CLOSE_FIRST: &str = "Close the file dialog first";

/// Says that the desktop's file dialog is open, and offers the window's own: the desktop's may never have come up.
pub fn offer_own_dialog(state: &mut State) {
    if let Some(purpose) = state.file_dialog {
        let offer = Offer::UseOwnDialog(purpose);
        state.workspace.notices.offer(CLOSE_FIRST, offer);
    }
}

/// Doesn't wait for the desktop's file dialog any more, but asks in the window.
pub fn use_own_dialog(state: &mut State, purpose: PathPurpose) {
    let number = state.file_dialog_number;
    if is_awaited(state, number) {
        state.file_dialog_number += 1;
        ask_in_window(state, purpose);
    }
}

/// Whether the answer of the file dialog of this number is waited for. If so, that dialog is closed now.
pub fn is_awaited(state: &mut State, number: u64) -> bool {
    let is_awaited = state.file_dialog.is_some() && state.file_dialog_number == number;
    if is_awaited {
        state.file_dialog = None;
        state.workspace.notices.withdraw(CLOSE_FIRST);
    }
    is_awaited
}

/// Asks for a path with a field in the window.
pub fn ask_in_window(state: &mut State, purpose: PathPurpose) {
    let start = start_path(state, purpose);
    state.dialog = Some(Dialog::Path(PathDialog::new(purpose, start)));
}

/// Where a dialog starts: beside the open file, else in the library.
fn start_path(state: &State, purpose: PathPurpose) -> PathBuf {
    let document = &state.workspace.document;
    let folder = document
        .path()
        .and_then(Path::parent)
        .unwrap_or(state.library.folder());
    match purpose {
        PathPurpose::Open | PathPurpose::Material(_) => folder.to_owned(),
        PathPurpose::SaveAs => {
            if let Some(path) = document.path() {
                return path.to_owned();
            }
            let name = names::file_name(document.scenario().title());
            names::free_path(&folder.join(name))
        }
        PathPurpose::LibraryFolder => state.library.folder().to_owned(),
        PathPurpose::Export(target, format) => {
            // In the folder of the last export, else beside the scenario.
            let last = state.workspace.settings.export_folder.as_deref();
            let folder = last.filter(|last| last.is_dir()).unwrap_or(folder);
            folder.join(target.file_name(document.scenario(), format))
        }
    }
}

/// Shows the desktop's dialog and waits for its answer. `start` is the folder, and for writing the proposed file.
fn chosen_on_desktop(purpose: PathPurpose, start: &Path) -> Option<PathBuf> {
    let (folder, file) = if purpose.writes() {
        (start.parent(), start.file_name())
    } else {
        (Some(start), None)
    };
    let mut dialog = rfd::FileDialog::new().set_title(purpose.title());
    if let Some(folder) = folder.filter(|folder| folder.is_dir()) {
        dialog = dialog.set_directory(folder);
    }
    if let Some(file) = file {
        dialog = dialog.set_file_name(file.to_string_lossy());
    }
    let scenarios = |dialog: rfd::FileDialog| dialog.add_filter("Scenarios", &[names::EXTENSION]);
    match purpose {
        PathPurpose::Open => dialog
            .add_filter(
                "Scenarios and reports",
                &[&[names::EXTENSION], REPORTS].concat(),
            )
            .pick_file(),
        PathPurpose::Material(kind) => dialog
            .add_filter(purpose.title(), kind.endings())
            .add_filter("All files", &["*"])
            .pick_file(),
        PathPurpose::SaveAs => scenarios(dialog).save_file(),
        // Here the folder is chosen; in the window its path is typed.
        PathPurpose::LibraryFolder => dialog.set_title("Choose library folder").pick_folder(),
        PathPurpose::Export(target, first) => [first]
            .iter()
            .chain(target.formats().iter().filter(|format| **format != first))
            .fold(dialog, |dialog, format| {
                dialog.add_filter(format.key(), &[format.extension()])
            })
            .save_file(),
    }
}

/// The endings of reports that can be opened.
const REPORTS: &[&str] = &["pdf", "html", "htm", "mhtml", "mht"];

/// Whether the desktop can show a file dialog: without one, rfd answers as if it had been cancelled, and where nothing answers on the
/// desktop's bus, it would wait for ever.
#[cfg(target_os = "linux")]
fn native_dialogs() -> bool {
    static IS_SILENT: AtomicBool = AtomicBool::new(false);
    if IS_SILENT.load(Ordering::Relaxed) {
        return false;
    }
    let found = in_time("desktop dialogs", finds_dialogs);
    IS_SILENT.store(found.is_none(), Ordering::Relaxed);
    found == Some(true)
}

#[cfg(target_os = "linux")]
fn finds_dialogs() -> bool {
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
