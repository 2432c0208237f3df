//! Leaving the open scenario for something else, which is asked about once, here; and what becomes of its file meanwhile.

use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::app::messages::after_leaving::AfterLeaving;
use crate::app::messages::screen::Tab;
use crate::app::state::State;
use crate::app::state::dialog::{Dialog, ScenarioDialog, UnsavedDialog};
use crate::app::workspace::document::Document;
use crate::app::workspace::notices::Offer;
use crate::files::error::StoreError;
use crate::files::examples::Example;
use crate::files::format::FormatError;
use crate::files::link::{FileLink, FileStatus};
use crate::files::settings::ScenarioRef;
use crate::files::store::{self, FileContent};
use crate::scenario::Scenario;

use super::event::Event;
use super::services::Services;
use super::{listing, present, recovery, settings};

/// A missing file counts as deleted only after this time: some programs delete a file and write it anew.
const RECHECK_AFTER: Duration = Duration::from_millis(400);

/// Leaves the open scenario for `next`, asking first if unsaved changes would be lost.
pub fn leave_document(
    state: &mut State,
    services: &mut Services,
    ctx: &egui::Context,
    next: AfterLeaving,
) {
    note_missing(state);
    // Nobody is asked to save for a file that can't be opened.
    if let AfterLeaving::Open(path) = &next
        && !state.is_open(path)
        && let Err(error) = store::open(path)
    {
        return refuse(state, error);
    }
    // What was open before the presentation is what might be lost.
    present::leave(state, ctx);
    let stays = matches!(&next, AfterLeaving::Open(path) if state.is_open(path));
    if stays {
        return;
    }
    if state.is_saving() {
        state.after_save = Some(next);
    } else if state.workspace.would_lose() {
        state.dialog = Some(Dialog::Unsaved(UnsavedDialog { next }));
    } else {
        proceed(state, services, ctx, next);
    }
}

/// Goes on to `next`: the open scenario is saved or given up.
pub fn proceed(
    state: &mut State,
    services: &mut Services,
    ctx: &egui::Context,
    next: AfterLeaving,
) {
    match next {
        AfterLeaving::Close => {
            state.may_close = true;
            ctx.send_viewport_cmd(egui::ViewportCommand::Close);
        }
        AfterLeaving::New => begin_new(state),
        AfterLeaving::Open(path) => open_file(state, services, &path),
        AfterLeaving::Example(example) => open_example(state, example),
        AfterLeaving::Template(example) => match Document::template(example) {
            Ok(document) => state.open(document),
            Err(error) => refuse_example(state, example, &error),
        },
        AfterLeaving::Recover(journal) => recovery::open_recovered(state, services, &journal),
        AfterLeaving::Scenario(scenario) => state.open(Document::unsaved(*scenario)),
    }
}

/// Begins an empty scenario with the questions.
pub fn begin_new(state: &mut State) {
    state.open(Document::untitled(Scenario::default()));
    // The curve grows beside the questions.
    state.tabs.current = Tab::Cost;
    state.questions.open();
}

/// Reads a scenario from its file, or from a report, of which it gets no file.
pub fn read_document(path: PathBuf) -> Result<Document, StoreError> {
    let FileContent {
        scenario,
        report,
        text,
        left_out,
        corrections,
    } = store::open(&path)?;
    // A report is read, and never written over.
    let Some(text) = text.filter(|_| report.is_none()) else {
        let mut document = Document::unsaved(scenario);
        document.report = report;
        document.left_out = left_out;
        document.corrections = corrections;
        return Ok(document);
    };
    let file = FileLink::new(path, text.clone());
    let mut document = Document::saved(scenario, file, Some(text));
    document.corrections = corrections;
    Ok(document)
}

/// Opens a file in place of the open scenario; if it can't be read, nothing changes.
fn open_file(state: &mut State, services: &mut Services, path: &Path) {
    match read_document(path.to_owned()) {
        Ok(document) => {
            state.open(document);
            state.workspace.settings.add_recent(path);
            state.library.add(path);
            listing::refresh(state, services);
            settings::save(state, services);
        }
        Err(error) => refuse(state, error),
    }
}

/// Says why a file can't be opened; of several scenarios in it, one is to be chosen.
pub fn refuse(state: &mut State, error: StoreError) {
    match error {
        StoreError::Several { path, choices } if state.dialog.is_none() => {
            state.dialog = Some(Dialog::Scenario(ScenarioDialog { path, choices }));
        }
        error => state.workspace.notices.error(error.to_string()),
    }
}

/// Opens the scenario of this number, from 1, in a file that has several.
pub fn open_numbered(
    state: &mut State,
    services: &mut Services,
    ctx: &egui::Context,
    path: &Path,
    number: usize,
) {
    state.dialog = None;
    let path = store::with_number(path, number);
    leave_document(state, services, ctx, AfterLeaving::Open(path));
}

/// Opens an example in place of the open scenario.
pub fn open_example(state: &mut State, example: &'static Example) {
    match Document::example(example) {
        Ok(document) => {
            state.workspace.settings.last = Some(ScenarioRef::Example(example.name.to_owned()));
            state.open(document);
        }
        Err(error) => refuse_example(state, example, &error),
    }
}

fn refuse_example(state: &mut State, example: &Example, error: &FormatError) {
    let text = format!("{}: {error}", example.name);
    state.workspace.notices.error(text);
}

/// Looks at what became of the library and of the open file.
pub fn sync_with_disk(state: &mut State, services: &mut Services) {
    listing::refresh(state, services);
    sync_file(state, services);
}

/// Looks at what became of the open file.
pub fn sync_file(state: &mut State, services: &mut Services) {
    if state.is_saving() {
        return;
    }
    match state.workspace.document.file_status() {
        FileStatus::Unchanged | FileStatus::Unknown => {}
        FileStatus::Missing if state.file_missing => {}
        FileStatus::Missing => {
            let notices = &mut state.workspace.notices;
            let wait = || {
                std::thread::sleep(RECHECK_AFTER);
                Event::RecheckMissingFile
            };
            let failed = |_| Event::RecheckMissingFile;
            state.file_missing = services.start_or(notices, "look again", wait, failed);
        }
        FileStatus::Changed => reload(state),
    }
}

/// Notes that the open file was moved or deleted, if it was. Returns whether that is news.
pub fn note_missing(state: &mut State) -> bool {
    let is_saving = state.is_saving();
    let document = &mut state.workspace.document;
    let is_missing = !is_saving && document.file_status() == FileStatus::Missing;
    if is_missing {
        document.mark_unsaved();
    }
    is_missing
}

/// Looks once more at an open file that was missing.
pub fn recheck_missing_file(state: &mut State, services: &mut Services) {
    state.file_missing = false;
    match state.workspace.document.path().map(Path::to_owned) {
        Some(path) if note_missing(state) => {
            let workspace = &mut state.workspace;
            let problem = "was moved or deleted. Save the open scenario to keep it";
            let text = format!("{} {problem}", path.display());
            workspace.notices.error(text);
        }
        _ => sync_with_disk(state, services),
    }
}

/// Reads a file again that somebody else changed, unless that would lose changes made here: then it is said, and saving asks.
pub fn reload(state: &mut State) {
    let Some(path) = state.workspace.document.path().map(Path::to_owned) else {
        return;
    };
    match read_document(path.clone()) {
        Ok(document) if state.workspace.document.mark_seen(&document) => {}
        Ok(_) if state.workspace.would_lose() => {
            let (name, offer) = (path.file_name(), Offer::ShowConflict(path.clone()));
            let name = name.unwrap_or_default().to_string_lossy();
            let text = format!("{name} changed on disk, and here too");
            state.workspace.notices.offer(text, offer);
        }
        Ok(document) => {
            let planned = document.scenario().clone();
            state.open(document);
            if let Some(presentation) = &mut state.presenting {
                presentation.planned = planned;
            }
            let text = "Reloaded: the file changed on disk";
            state.workspace.notices.info(text);
        }
        Err(error) => {
            let text = format!("The open file changed on disk. {error}");
            state.workspace.notices.error(text);
        }
    }
}
