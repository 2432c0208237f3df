//! Listing the library, and watching its folder.

use std::path::Path;

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

/// Watches the folder, unless it is watched already.
fn watch(state: &mut State, services: &mut Services) {
    let library = &mut state.library;
    if !library.folder().is_dir() {
        // A folder that is made again later has to be watched again.
        services.folder_watcher = None;
    } else if services.folder_watcher.is_none() {
        let send = services.tasks.outbox();
        match FolderWatcher::new(library.folder(), move || send(Event::LibraryChanged)) {
            Ok(watcher) => {
                services.folder_watcher = Some(watcher);
                library.watch_problem = None;
            }
            Err(problem) => {
                let problem = format!("Changes on disk can’t be noticed: {problem}");
                library.watch_problem = Some(problem);
            }
        }
    }
}
