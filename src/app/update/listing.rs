//! Listing the library.

use crate::app::state::State;

use super::event::Event;
use super::services::Services;

/// Lists the files anew, beside the window, and watches their folder.
pub fn refresh(state: &mut State, services: &Services) {
    let send = services.tasks.outbox();
    state.library.watch(move || send(Event::LibraryChanged));
    let Some(listing) = state.library.next_listing() else {
        return;
    };
    let started = services
        .tasks
        .start("library", move || Event::Listed(listing.run()));
    if let Err(problem) = started {
        state.library.not_started(problem);
    }
}
