//! The open file was changed by somebody else, and here too: which of both is to stay.

use std::path::{Path, PathBuf};

use crate::app::messages::after_leaving::AfterLeaving;
use crate::app::state::State;
use crate::app::state::dialog::{ConflictDialog, Dialog};
use crate::scenario::inputs::differences;

use super::open::read_document;

/// Asks what is to stay before a save, or if the user wants to see what was changed (`saves` is false). What waits for the save is `next`.
pub fn ask(state: &mut State, path: PathBuf, next: Option<AfterLeaving>, saves: bool) {
    let mine = state.workspace.scenario();
    let theirs = read_document(path.clone());
    let differences = theirs.map(|theirs| differences(theirs.scenario(), mine));
    state.dialog = Some(Dialog::Conflict(ConflictDialog {
        differences: differences.map_err(|error| error.to_string()),
        path,
        next,
        saves,
    }));
}

/// Shows what both changed, if the open file is still that one.
pub fn show(state: &mut State, path: PathBuf) {
    if state.dialog.is_none() && state.workspace.document.path() == Some(&path) {
        ask(state, path, None, false);
    }
}

/// What is open stays; a save replaces what is in the file now.
pub fn keep_mine(state: &mut State) {
    let Some(path) = state.workspace.document.path().map(Path::to_owned) else {
        return;
    };
    match read_document(path) {
        Ok(theirs) => state.workspace.document.rebase(&theirs),
        Err(error) => state.workspace.notices.error(error.to_string()),
    }
}

/// What is in the file now takes the place of what is open, as one step that can be undone. Returns whether it did.
pub fn take_theirs(state: &mut State) -> bool {
    let Some(path) = state.workspace.document.path().map(Path::to_owned) else {
        return false;
    };
    let theirs = match read_document(path) {
        Ok(theirs) => theirs,
        Err(error) => {
            state.workspace.notices.error(error.to_string());
            return false;
        }
    };
    let workspace = &mut state.workspace;
    workspace.document.end_gesture();
    workspace.document.rebase(&theirs);
    workspace.replace_scenario("Reload", theirs.scenario().clone());
    workspace
        .notices
        .info("Reloaded. Undo brings your changes back");
    true
}
