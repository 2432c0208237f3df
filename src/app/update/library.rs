//! Files of the library: duplicating, renaming, moving to the trash.

use std::path::{Path, PathBuf};

use crate::app::messages::after_leaving::AfterLeaving;
use crate::app::state::State;
use crate::app::state::dialog::{Dialog, RenameDialog, TextLine};
use crate::app::workspace::document::Document;
use crate::files::link::FileStatus;
use crate::files::store;

use super::event::Event;
use super::listing::refresh;
use super::open::{leave_document, read_document, reload};
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
        let text = "Still saving. Try again in a moment";
        state.workspace.notices.info(text);
    }
    busy
}

/// Asks for the new name of the scenario in a file.
pub fn ask_for_name(state: &mut State, path: PathBuf) {
    let name = if state.is_open(&path) {
        Some(&*state.workspace.scenario().name)
    } else {
        state.library.name_of(&path)
    };
    let name = name.map(str::to_owned);
    let stem = path.file_stem().unwrap_or_default();
    let named = name.filter(|name| !name.trim().is_empty());
    let typed = TextLine::from(named.unwrap_or_else(|| stem.to_string_lossy().into_owned()));
    state.dialog = Some(Dialog::Rename(RenameDialog { path, typed }));
}

/// Renames a file and the scenario in it; if that fails, the name can be mended.
pub fn rename(state: &mut State, services: &mut Services, path: PathBuf, name: String) {
    if is_busy(state, &path) {
        return;
    }
    let is_open = state.is_open(&path);
    match try_to_rename(state, &path, &name, is_open) {
        Ok(renamed) => {
            let workspace = &mut state.workspace;
            workspace.settings.file_renamed(&path, &renamed);
            state.library.add(&renamed);
            settings::save(state, services);
        }
        Err(problem) => {
            let typed = TextLine::refused(name, problem);
            state.dialog = Some(Dialog::Rename(RenameDialog { path, typed }));
        }
    }
    refresh(state, services);
}

fn try_to_rename(
    state: &mut State,
    path: &Path,
    name: &str,
    is_open: bool,
) -> Result<PathBuf, String> {
    if is_open && state.workspace.document.file_status() == FileStatus::Changed {
        // What was changed there is neither lost nor taken for what is open here.
        reload(state);
        if state.workspace.document.file_status() == FileStatus::Changed {
            let problem = "The file changed on disk since it was opened. Save it first";
            return Err(problem.to_owned());
        }
    }
    let renamed = store::rename(path, name).map_err(|error| error.to_string())?;
    if is_open {
        match read_document(renamed.clone()) {
            Ok(document) => mark_renamed(state, document),
            Err(error) => state.workspace.notices.error(error.to_string()),
        }
    }
    Ok(renamed)
}

/// Takes note of the open file's new name: `renamed` was read from there.
fn mark_renamed(state: &mut State, renamed: Document) {
    let workspace = &mut state.workspace;
    workspace.document.mark_renamed(renamed);
    if let Some(presentation) = &mut state.presenting {
        let name = &workspace.scenario().name;
        name.clone_into(&mut presentation.planned.name);
    }
    workspace.drafts.remove("name");
    workspace.refresh();
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
            let name = path.file_name().unwrap_or_default();
            let text = format!("Moved {} to the trash", name.to_string_lossy());
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

/// Opens a file with the program that the system has for it, in the background: that may take a while to start.
pub fn open_outside(state: &mut State, services: &mut Services, path: PathBuf) {
    services.start(
        &mut state.workspace.notices,
        "open",
        move || match opener::open(&path) {
            Ok(()) => Event::Done,
            Err(error) => Event::Failed(format!("{}: can’t open it: {error}", path.display())),
        },
    );
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
