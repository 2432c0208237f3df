//! Answers to dialogs: a choice among buttons, or a path.

use std::path::{Path, PathBuf};

use crate::app::messages::after_leaving::AfterLeaving;
use crate::app::messages::path_purpose::PathPurpose;
use crate::app::state::State;
use crate::app::state::dialog::{Dialog, OverwriteDialog};
use crate::files::names;
use crate::files::settings::Settings;

use super::export::export;
use super::open::leave_document;
use super::save::{save, write};
use super::services::Services;
use super::settings;

/// Uses a path chosen in the desktop's dialog, which has already asked about replacing a file.
pub fn use_chosen_path(
    state: &mut State,
    services: &mut Services,
    ctx: &egui::Context,
    purpose: PathPurpose,
    path: PathBuf,
) {
    use_path(state, services, ctx, purpose, path, true);
}

/// Uses a path typed in the window.
pub fn use_typed_path(
    state: &mut State,
    services: &mut Services,
    ctx: &egui::Context,
    purpose: PathPurpose,
    text: &str,
) {
    use_path(state, services, ctx, purpose, typed_path(text), false);
}

/// Does with a path what it was asked for. `was_asked`: whether the user has agreed to replace a file that exists.
fn use_path(
    state: &mut State,
    services: &mut Services,
    ctx: &egui::Context,
    purpose: PathPurpose,
    path: PathBuf,
    was_asked: bool,
) {
    match purpose {
        PathPurpose::Open => leave_document(state, services, ctx, AfterLeaving::Open(path)),
        PathPurpose::SaveAs => save_as(state, services, path, was_asked),
        PathPurpose::LibraryFolder => {
            let changed = Settings {
                library_folder: Some(path),
                ..state.workspace.settings.clone()
            };
            settings::set(state, services, ctx, changed);
        }
        PathPurpose::Export(target)
            if !was_asked && path.exists() && target.format_of(&path).is_ok() =>
        {
            ask_to_replace(state, purpose, path, None);
        }
        PathPurpose::Export(target) => export(state, services, target, path),
    }
}

fn save_as(state: &mut State, services: &mut Services, path: PathBuf, was_asked: bool) {
    let is_scenario_file = path
        .extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case(names::EXTENSION));
    let (path, was_asked) = if is_scenario_file {
        (path, was_asked)
    } else {
        // The dialog asked about the name without the extension, which is another file.
        let mut longer = path.into_os_string();
        longer.push(".");
        longer.push(names::EXTENSION);
        (PathBuf::from(longer), false)
    };
    let next = state.after_save.take();
    if !was_asked && state.is_open(&path) {
        save(state, services, next);
    } else if !was_asked && path.exists() {
        ask_to_replace(state, PathPurpose::SaveAs, path, next);
    } else {
        write(state, services, path, next);
    }
}

fn ask_to_replace(
    state: &mut State,
    purpose: PathPurpose,
    path: PathBuf,
    next: Option<AfterLeaving>,
) {
    state.dialog = Some(Dialog::Overwrite(OverwriteDialog {
        purpose,
        path,
        why: "is there already. Replacing it loses what it holds.".to_owned(),
        next,
    }));
}

/// A path as typed: "~" is the home folder.
fn typed_path(text: &str) -> PathBuf {
    let text = text.trim();
    match (text.strip_prefix("~/"), directories::UserDirs::new()) {
        (Some(rest), Some(dirs)) => dirs.home_dir().join(rest),
        _ => std::path::absolute(Path::new(text)).unwrap_or_else(|_| PathBuf::from(text)),
    }
}
