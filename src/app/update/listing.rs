//! Listing the library, and watching its folder.

use crate::app::library::list::{Listing, ListingRequest};
use crate::app::state::State;
use crate::files::library::{self, FolderWatcher};

use super::event::Event;
use super::services::Services;

/// Lists the files anew in the background, and watches their folder.
pub fn refresh(state: &mut State, services: &mut Services) {
    watch(state, services);
    let Some(request) = state.library.next_listing() else {
        return;
    };
    let started = services
        .tasks
        .start("library", move || Event::Listed(list(&request)));
    if let Err(problem) = started {
        state.library.not_started(problem);
    }
}

fn list(request: &ListingRequest) -> Result<Listing, String> {
    let ListingRequest {
        folder,
        others,
        known,
    } = request;
    library::list(folder, others, known).map(Listing::new)
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
