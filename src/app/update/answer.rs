//! Answers to dialogs: a choice among buttons, or a path.

use std::ffi::OsStr;
use std::path::PathBuf;

use crate::app::messages::after_leaving::AfterLeaving;
use crate::app::messages::path_purpose::{PathPurpose, TypedPath};
use crate::app::state::State;
use crate::app::state::dialog::{Dialog, OverwriteDialog, PathDialog};
use crate::files::error::StoreError;
use crate::files::settings::Settings;
use crate::files::{names, store};

use super::evidence;
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
    typed: TypedPath,
) {
    let purpose = typed.purpose;
    let home = directories::UserDirs::new();
    let home = home.as_ref().map(directories::UserDirs::home_dir);
    let path = typed.path(home).and_then(|path| checked(&typed, path));
    match path {
        Ok(path) => use_path(state, services, ctx, purpose, path, false),
        Err(problem) => {
            state.dialog = Some(Dialog::Path(PathDialog::refused(typed, problem)));
        }
    }
}

/// A typed path as it is used, or why it can't be: then it is mended, not typed again.
fn checked(typed: &TypedPath, path: PathBuf) -> Result<PathBuf, String> {
    match typed.purpose {
        PathPurpose::Open => match store::open(&path) {
            // One of several is chosen next.
            Ok(_) | Err(StoreError::Several { .. }) => Ok(path),
            Err(error) => Err(error.to_string()),
        },
        PathPurpose::Material(_) if path.is_dir() => {
            Err(format!("{} is a folder, not a file", path.display()))
        }
        PathPurpose::Material(_) if !path.exists() => {
            Err(format!("{}: there is no such file", path.display()))
        }
        PathPurpose::Material(_) => Ok(path),
        PathPurpose::LibraryFolder if path.exists() && !path.is_dir() => {
            Err(format!("{} is a file, not a folder", path.display()))
        }
        // The folder itself is made when something is saved there.
        PathPurpose::LibraryFolder => match names::missing_folder(&path) {
            Some(missing) if !path.is_dir() => {
                Err(format!("{}: there is no such folder", missing.display()))
            }
            _ => Ok(path),
        },
        PathPurpose::SaveAs | PathPurpose::Export(..) => {
            let name = typed.proposed.file_name().filter(|_| path.is_dir());
            let path = name.map_or(path.clone(), |name| path.join(name));
            Ok(match typed.proposed.extension() {
                Some(extension) if path.extension().is_none() => with_extension(path, extension),
                _ => path,
            })
        }
    }
}

/// The path with an ending behind its whole name.
fn with_extension(path: PathBuf, extension: &OsStr) -> PathBuf {
    let mut longer = path.into_os_string();
    if !longer.as_encoded_bytes().ends_with(b".") {
        longer.push(".");
    }
    longer.push(extension);
    PathBuf::from(longer)
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
        PathPurpose::Material(kind) => {
            evidence::read(state, services, kind, &path);
        }
        PathPurpose::SaveAs => save_as(state, services, path, was_asked),
        PathPurpose::LibraryFolder => {
            let changed = Settings {
                library_folder: Some(path),
                ..state.workspace.settings.clone()
            };
            settings::set(state, services, ctx, changed);
        }
        PathPurpose::Export(target, _)
            if !was_asked && path.exists() && target.format_of(&path).is_ok() =>
        {
            ask_to_replace(state, purpose, path, None);
        }
        PathPurpose::Export(target, _) => export(state, services, target, path),
    }
}

fn save_as(state: &mut State, services: &mut Services, path: PathBuf, was_asked: bool) {
    let (path, was_asked) = if names::is_scenario_file(&path) {
        (path, was_asked)
    } else {
        // The dialog asked about the name without the extension, which is another file.
        (with_extension(path, OsStr::new(names::EXTENSION)), false)
    };
    let next = state.after_save.take();
    if was_asked || !path.exists() {
        write(state, services, path, next);
    } else if state.is_open(&path) {
        save(state, services, next);
    } else {
        ask_to_replace(state, PathPurpose::SaveAs, path, next);
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
        why: "It already exists".to_owned(),
        next,
    }));
}
