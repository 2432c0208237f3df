//! Files of the library: duplicating, renaming, moving to the trash.

use std::path::{Path, PathBuf};

use crate::app::messages::after_leaving::AfterLeaving;
use crate::app::state::State;
use crate::app::state::dialog::{Dialog, RenameDialog, TextLine};
use crate::files::{names, store};

use super::event::Event;
use super::listing::refresh;
use super::open::leave_document;
use super::services::Services;
use super::settings;

/// Copies a file and opens the copy.
pub fn duplicate(state: &mut State, services: &mut Services, ctx: &egui::Context, path: &Path) {
    match store::duplicate(path) {
        Ok(copy) => {
            state.library.add(&copy);
            refresh(state, services);
            leave_document(state, services, ctx, AfterLeaving::Open(copy));
        }
        Err(error) => state.workspace.notices.error(error.to_string()),
    }
}

/// Whether the open file is being saved: it can't be moved now.
fn is_busy(state: &mut State, path: &Path) -> bool {
    let busy = state.is_saving() && state.is_open(path);
    if busy {
        let text = "Still saving: try again in a moment";
        state.workspace.notices.info(text);
    }
    busy
}

/// Asks for a file's new name.
pub fn ask_for_name(state: &mut State, path: PathBuf) {
    let stem = path.file_stem().unwrap_or_default();
    let typed = TextLine::from(stem.to_string_lossy().into_owned());
    state.dialog = Some(Dialog::Rename(RenameDialog { path, typed }));
}

/// Renames a file; if that fails, the name can be mended.
pub fn rename(state: &mut State, services: &mut Services, path: PathBuf, name: String) {
    if is_busy(state, &path) {
        return;
    }
    let is_open = state.is_open(&path);
    match store::rename(&path, &name) {
        Ok(renamed) => {
            let workspace = &mut state.workspace;
            if is_open {
                let document = &mut workspace.document;
                document.mark_renamed(renamed.clone(), names::stem(&name));
            }
            workspace.settings.recent.retain(|recent| *recent != path);
            workspace.settings.add_recent(&renamed);
            state.library.add(&renamed);
            settings::save(state, services);
        }
        Err(error) => {
            let typed = TextLine::refused(name, error.to_string());
            state.dialog = Some(Dialog::Rename(RenameDialog { path, typed }));
        }
    }
    refresh(state, services);
}

/// Moves a file to the trash.
pub fn delete(state: &mut State, services: &mut Services, path: &Path) {
    if is_busy(state, path) {
        return;
    }
    let is_open = state.is_open(path);
    let workspace = &mut state.workspace;
    match store::move_to_trash(path) {
        Ok(()) => {
            let text = format!("{} is in the trash", path.display());
            workspace.notices.info(text);
            if is_open {
                workspace.document.mark_unsaved();
            }
            workspace.settings.recent.retain(|recent| recent != path);
            settings::save(state, services);
        }
        Err(error) => workspace.notices.error(error.to_string()),
    }
    refresh(state, services);
}

/// Shows a file in the file manager, in the background: its answer may take a while.
pub fn reveal(state: &mut State, services: &mut Services, path: PathBuf) {
    services.start(
        &mut state.workspace.notices,
        "show in folder",
        move || match opener::reveal(&path) {
            Ok(()) => Event::Done,
            Err(error) => Event::Failed(format!(
                "{}: can’t show it in the file manager: {error}",
                path.display()
            )),
        },
    );
}
