//! Listing the library, and watching its folder.

use std::path::{Path, PathBuf};

use crate::app::library::list::{Listing, ListingRequest};
use crate::app::state::State;
use crate::files::library::{self, FolderWatcher};
use crate::files::store;
use crate::scenario::Scenario;

use super::event::Event;
use super::services::Services;

/// Lists the files anew in the background, and watches their folder.
pub fn refresh(state: &mut State, services: &mut Services) {
    watch(state, services);
    let Some(request) = state.library.next_listing() else {
        return;
    };
    let started = services.tasks.start_or(
        "library",
        move || Event::Listed(list(&request)),
        |fault| Event::Listed(Err(fault)),
    );
    if let Err(problem) = started {
        state.library.not_started(problem);
    }
}

fn list(request: &ListingRequest) -> Result<Listing, String> {
    let ListingRequest {
        folder,
        others,
        known,
        time,
    } = request;
    let found = library::list(folder, others, known, *time)?;
    Ok(Listing::new(found, known))
}

/// The scenario in a file that is listed; `None` if it can't be read.
pub fn read(path: &Path) -> Option<Scenario> {
    store::read(path).ok()
}

/// Watches the folder of the open file, unless it is watched already. Where it can't be watched, changes are noticed when the window gets
/// the focus back.
pub fn watch_open_file(state: &State, services: &mut Services) {
    let folder = state.workspace.document.path().and_then(Path::parent);
    let folder = folder.filter(|folder| *folder != state.library.folder());
    let watched = services.file_watcher.as_ref().map(|(folder, _)| &**folder);
    if folder == watched {
        return;
    }
    services.file_watcher = folder.map(|folder| {
        let send = services.tasks.outbox();
        let watcher = FolderWatcher::new(folder, move || send(Event::FileFolderChanged));
        (folder.to_owned(), watcher.ok())
    });
}

/// Lets the folder of the open file be watched anew if it came, went or was replaced.
pub fn recheck_watched(services: &mut Services) {
    let is_over = |(folder, watcher): &(PathBuf, Option<FolderWatcher>)| {
        let watcher = watcher.as_ref();
        watcher.is_some_and(|watcher| !watcher.is_current(folder))
    };
    if services.file_watcher.as_ref().is_some_and(is_over) {
        services.file_watcher = None;
    }
}

/// How often a folder that comes and goes while it is being watched is tried again. If it goes on, the next event finds it.
const MAX_TRIES: usize = 3;

/// Watches the folder, unless it is watched already.
fn watch(state: &mut State, services: &mut Services) {
    let library = &mut state.library;
    for _ in 0..MAX_TRIES {
        let before = services.folder_watcher.as_ref();
        if before.is_some_and(|watcher| watcher.is_current(library.folder())) {
            return;
        }
        let send = services.tasks.outbox();
        let watcher = FolderWatcher::new(library.folder(), move || send(Event::LibraryChanged));
        let problem = match &watcher {
            Ok(watcher) => watcher.problem(),
            Err(problem) => problem.as_deref(),
        };
        library.watch_problem =
            problem.map(|problem| format!("Changes on disk can’t be noticed: {problem}"));
        services.folder_watcher = watcher.ok();
        // Another try would end likewise.
        if library.watch_problem.is_some() || services.folder_watcher.is_none() {
            return;
        }
    }
}
