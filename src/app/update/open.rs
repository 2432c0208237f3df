//! Leaving the open scenario for something else, which is asked about once, here; and what becomes of its file meanwhile.

use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::app::messages::after_leaving::AfterLeaving;
use crate::app::messages::screen::Tab;
use crate::app::state::State;
use crate::app::state::dialog::{Dialog, ScenarioDialog, UnsavedDialog};
use crate::app::workspace::document::Document;
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
        AfterLeaving::New => {
            state.open(Document::untitled(Scenario::default()));
            // The curve grows beside the questions.
            state.tabs.current = Tab::Cost;
            state.questions.open();
        }
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

/// Reads a scenario from its file, or from a report, of which it gets no file.
pub fn read_document(path: PathBuf) -> Result<Document, StoreError> {
    let file = FileLink::new(path);
    let FileContent {
        scenario,
        report,
        text,
        left_out,
    } = store::open(file.path())?;
    // A report is read, and never written over.
    if report.is_some() {
        let mut document = Document::unsaved(scenario);
        document.report = report;
        document.left_out = left_out;
        return Ok(document);
    }
    Ok(Document::saved(scenario, file, text))
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
    if state.is_saving() {
        return;
    }
    match state.workspace.document.file_status() {
        FileStatus::Unchanged => {}
        FileStatus::Missing if state.file_missing => {}
        FileStatus::Missing => {
            let notices = &mut state.workspace.notices;
            state.file_missing = services.start(notices, "look again", || {
                std::thread::sleep(RECHECK_AFTER);
                Event::RecheckMissingFile
            });
        }
        FileStatus::Changed => reload(state),
    }
}

/// Looks once more at an open file that was missing.
pub fn recheck_missing_file(state: &mut State, services: &mut Services) {
    state.file_missing = false;
    let workspace = &mut state.workspace;
    match workspace.document.path().map(Path::to_owned) {
        Some(path) if workspace.document.file_status() == FileStatus::Missing => {
            workspace.document.mark_unsaved();
            let problem = "was moved or deleted. Save the open scenario to keep it";
            let text = format!("{} {problem}", path.display());
            workspace.notices.error(text);
        }
        _ => sync_with_disk(state, services),
    }
}

/// Reads a file again that somebody else changed, unless that would lose changes made here: then saving asks.
pub fn reload(state: &mut State) {
    let Some(path) = state.workspace.document.path() else {
        return;
    };
    match read_document(path.to_owned()) {
        Ok(document) if state.workspace.document.mark_seen(&document) => {}
        Ok(_) if state.workspace.would_lose() => {}
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
