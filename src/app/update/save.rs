//! Saving the open scenario in the background, one save at a time.

use std::io;
use std::path::{Path, PathBuf};

use crate::app::messages::after_leaving::AfterLeaving;
use crate::app::messages::path_purpose::{PathPurpose, TypedPath};
use crate::app::state::dialog::{AfterRefused, Dialog, OverwriteDialog, PathDialog, RefusedDialog};
use crate::app::state::{Saving, State};
use crate::app::workspace::document::Document;
use crate::app::workspace::notices::Offer;
use crate::files::atomic::{self, UNCONFIRMED, Written};
use crate::files::error::StoreError;
use crate::files::link::FileStatus;
use crate::files::store::{self, Saved};
use crate::scenario::Scenario;

use super::event::Event;
use super::open::{leave_document, proceed};
use super::services::Services;
use super::{ask, conflict, listing, settings};

/// How messages about a save that failed begin. What follows names the file.
const NOT_SAVED: &str = "Not saved. ";

/// Asks before a save about fields that hold something that can't be taken: the file will have the values from before. Returns whether it
/// asks; `then` follows if the user wants to save all the same.
pub fn ask_about_refused(state: &mut State, then: AfterRefused) -> bool {
    let asks = !state.workspace.refused_fields().is_empty();
    if asks {
        state.dialog = Some(Dialog::Refused(RefusedDialog { then }));
    }
    asks
}

/// Saves the open scenario to its file, asking first if that would lose something there; then goes on to `next`.
pub fn save(state: &mut State, services: &mut Services, next: Option<AfterLeaving>) {
    let Some(path) = state.workspace.document.path().map(Path::to_owned) else {
        return save_elsewhere(state, services, next);
    };
    if state.is_saving() {
        return write(state, services, path, next);
    }
    let status = state.workspace.document.read_status();
    if status == FileStatus::Missing {
        // Who deleted it may not want it back, and a folder that is gone may be a stick that was pulled out.
        return save_elsewhere(state, services, next);
    }
    if status == FileStatus::Changed {
        return conflict::ask(state, path, next, true);
    }
    match why_ask(&state.workspace.document, status, &path) {
        Some(why) => {
            state.dialog = Some(Dialog::Overwrite(OverwriteDialog {
                purpose: PathPurpose::SaveAs,
                path,
                why: why.to_owned(),
                next,
            }));
        }
        None => write(state, services, path, next),
    }
}

/// Asks for a file to save the open scenario to; then goes on to `next`.
pub fn save_elsewhere(state: &mut State, services: &mut Services, next: Option<AfterLeaving>) {
    state.after_save = next;
    ask::ask(state, services, PathPurpose::SaveAs);
}

/// What would be lost if the open scenario were saved to its file unasked; `None` if nothing would.
fn why_ask(document: &Document, status: FileStatus, path: &Path) -> Option<&'static str> {
    match status {
        FileStatus::Unknown => Some("It can’t be read to see whether it changed on disk"),
        _ if store::is_read_only(path) => Some("It is read-only"),
        _ if document.would_lose_comments() => Some("Saving removes the comments in this file"),
        _ => None,
    }
}

/// Writes the open scenario to a file in the background. What is asked for meanwhile is done afterwards.
pub fn write(
    state: &mut State,
    services: &mut Services,
    path: PathBuf,
    next: Option<AfterLeaving>,
) {
    if state.is_saving() {
        state.saving = Saving::RunningThen(path);
        state.after_save = next.or(state.after_save.take());
        return;
    }
    // What is saved is what Esc and undo lead back to.
    state.workspace.document.end_gesture();
    name_after_file(state, &path);
    let document = &state.workspace.document;
    let scenario = Box::new(document.scenario().clone());
    let text = document.text().cloned();
    let is_own = document.path() == Some(&path);
    let former = document.saved_scenario().filter(|_| is_own).cloned();
    // The library begins with its first scenario. Any other folder that isn't there was mistyped, or taken away.
    let library = state.library.folder();
    let to_make = (!is_own && path.parent() == Some(library)).then(|| library.to_owned());
    let notices = &mut state.workspace.notices;
    // What waits for the save mustn't wait for ever.
    let failed = {
        let (path, scenario) = (path.clone(), scenario.clone());
        move |fault| Event::Saved {
            result: Err(StoreError::Io {
                path: path.clone(),
                doing: "save it",
                error: io::Error::other(fault),
            }),
            path,
            scenario,
        }
    };
    let save = move || {
        let result = make_folder(to_make.as_deref())
            .and_then(|()| store::save_as(&path, &scenario, text.as_deref()))
            .map(|saved| {
                let renamed =
                    former.and_then(|former| store::follow_name(&path, &former, &scenario));
                (saved, renamed)
            });
        Event::Saved {
            path,
            scenario,
            result,
        }
    };
    if services.start_or(notices, "save", save, failed) {
        state.saving = Saving::Running;
        state.after_save = next;
    }
}

/// Names a scenario that was never named after the file that it is first saved to, unless that has no name of its own either.
fn name_after_file(state: &mut State, path: &Path) {
    let document = &state.workspace.document;
    let (scenario, is_own) = (document.scenario(), document.path() == Some(path));
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    if is_own || !scenario.name.trim().is_empty() || stem == scenario.title() {
        return;
    }
    let named = Scenario {
        name: stem.into_owned(),
        ..scenario.clone()
    };
    state.workspace.document.replace("Name", named);
    state.workspace.refresh();
}

fn make_folder(folder: Option<&Path>) -> Result<(), StoreError> {
    folder.map_or(Ok(()), atomic::make_folder)
}

/// Handles the end of a save: marks the document as saved, then saves again or leaves, if that was asked for meanwhile.
pub fn saved(
    state: &mut State,
    services: &mut Services,
    ctx: &egui::Context,
    path: PathBuf,
    scenario: Scenario,
    result: Result<(Saved, Option<PathBuf>), StoreError>,
) {
    let mut again = match std::mem::replace(&mut state.saving, Saving::No) {
        Saving::RunningThen(path) => Some(path),
        Saving::No | Saving::Running => None,
    };
    let next = state.after_save.take();
    let (Saved { text, written }, renamed) = match result {
        Ok(saved) => saved,
        Err(error) => {
            // Another path that was asked for meanwhile is still written to.
            if let Some(other) = again.filter(|again| *again != path) {
                let problem = format!("{NOT_SAVED}{error}");
                state.workspace.notices.error(problem);
                return write(state, services, other, next);
            }
            return not_saved(state, &path, next, &error);
        }
    };
    let workspace = &mut state.workspace;
    let was_refused = format!("{NOT_SAVED}{}:", path.display());
    workspace.notices.withdraw_all(&was_refused);
    let (path, done) = match renamed {
        Some(renamed) => {
            workspace.settings.file_renamed(&path, &renamed);
            again = again.map(|again| {
                if again == path {
                    renamed.clone()
                } else {
                    again
                }
            });
            let name = renamed.file_name().unwrap_or_default().to_string_lossy();
            let done = format!("Saved and renamed to {name}");
            (renamed, done)
        }
        None => (path, "Saved".to_owned()),
    };
    let offer = Offer::ShowInFolder(path.clone());
    match written {
        Written::OnDisk => workspace.notices.done(done, vec![offer]),
        Written::Unconfirmed => workspace
            .notices
            .error(format!("{done}, but {UNCONFIRMED}")),
    }
    workspace.settings.add_recent(&path);
    state.library.add(&path);
    let again = again.filter(|again| *again != path || *workspace.scenario() != scenario);
    workspace.document.mark_saved(path, scenario, text);
    settings::save(state, services);
    listing::refresh(state, services);
    if let Some(path) = again {
        write(state, services, path, next);
    } else if let Some(next) = next {
        // What was typed since, or can't be taken, was asked about before the save.
        if state.workspace.document.is_dirty() {
            leave_document(state, services, ctx, next);
        } else {
            proceed(state, services, ctx, next);
        }
    }
}

fn not_saved(state: &mut State, path: &Path, next: Option<AfterLeaving>, error: &StoreError) {
    let problem = format!("{NOT_SAVED}{error}");
    if state.workspace.document.path() == Some(path) {
        state.workspace.notices.error(problem);
        return;
    }
    // Save as failed: ask again with the path as typed, so that it can be corrected.
    state.after_save = next;
    let typed = TypedPath::new(PathPurpose::SaveAs, path.to_owned());
    state.dialog = Some(Dialog::Path(PathDialog::refused(typed, problem)));
}
