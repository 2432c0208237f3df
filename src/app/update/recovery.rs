//! Unsaved work is kept in journals while it is edited, and what an earlier window left is offered, recovered or given up.

use std::path::Path;
use std::time::{Duration, SystemTime};

use crate::app::recovery::{FoundWork, RecoverableWork};
use crate::app::state::State;
use crate::app::state::dialog::Dialog;
use crate::app::workspace::document::Document;
use crate::app::workspace::notices::Offer;
use crate::files::journal::Original;
use crate::files::journal::folder::LeftJournal;
use crate::files::link::FileLink;
use crate::scenario::inputs::{self, differences};

use super::event::Event;
use super::journals::Moment;
use super::services::Services;
use super::{edit, listing, settings};

/// Keeps the unsaved work on what is open, if anything has changed. Nothing is left without a decision of the user, so a document that isn't
/// open any more was saved or given up. Called in every frame.
pub fn keep(state: &State, services: &mut Services) {
    let workspace = &state.workspace;
    let document = &workspace.document;
    let presentation = state.presenting.as_ref();
    let suspended = presentation.and_then(|presentation| presentation.suspended.as_ref());
    let moment = Moment {
        document: document.id(),
        revision: workspace.revision,
        file_revision: document.file_revision(),
        suspended: suspended.map(|suspended| suspended.document.id()),
    };
    let journals = &mut services.journals;
    if !journals.is_new(moment) {
        return;
    }
    let loses = workspace.would_lose();
    journals.forget_unless(|id| Some(id) == moment.suspended || (id == moment.document && loses));
    if loses {
        let refused = workspace.refused_fields();
        let refused = refused
            .into_iter()
            .map(|(input, text)| (input.path.to_owned(), text.to_owned()));
        journals.keep(document.id(), document.journal(refused.collect()));
    }
}

/// Says that unsaved work can't be kept, until it can.
pub fn note_kept(state: &mut State, services: &mut Services, kept: Result<(), String>) {
    let notices = &mut state.workspace.notices;
    let problem = &mut services.journals.problem;
    if let Some(problem) = problem.take() {
        notices.withdraw(&problem);
    }
    if let Err(text) = kept {
        notices.error(text.clone());
        *problem = Some(text);
    }
}

/// The window is closed. What the user has decided on is kept no longer.
pub fn close(state: &State, services: &mut Services) {
    if state.may_close || !state.workspace.would_lose() {
        services.journals.forget_unless(|_| false);
    }
    services.journals.flush().now();
}

/// Looks in the background for work that an earlier window left.
pub fn look(state: &mut State, services: &mut Services) {
    let Some(folder) = services.settings_file.recovery_folder() else {
        return;
    };
    if folder.is_empty() {
        return;
    }
    let notices = &mut state.workspace.notices;
    services.start(notices, "recovery", move || {
        let now = SystemTime::now();
        let left = folder.left().into_iter();
        Event::WorkFound(left.filter_map(|left| found_work(left, now)).collect())
    });
}

/// What is offered of a journal; `None` if its work is saved by now.
fn found_work(left: LeftJournal, now: SystemTime) -> Option<FoundWork> {
    let LeftJournal { file, journal } = left;
    let content = match journal {
        // The program ended between saving and removing the journal.
        Ok(journal) if journal.is_saved() && file.remove().is_ok() => return None,
        Ok(journal) => Ok(RecoverableWork {
            title: journal.scenario.title().to_owned(),
            original: journal.original(),
            when: ago(now.duration_since(journal.noted).unwrap_or_default()),
            differences: (journal.saved.as_ref())
                .map(|saved| differences(saved, &journal.scenario)),
            journal,
        }),
        Err(problem) => Err(problem),
    };
    Some(FoundWork { file, content })
}

/// "3 minutes ago".
fn ago(time: Duration) -> String {
    const UNITS: [(u64, &str); 3] = [(24 * 3600, "day"), (3600, "hour"), (60, "minute")];
    let seconds = time.as_secs();
    let unit = UNITS.into_iter().find(|(length, _)| seconds >= *length);
    match unit {
        Some((length, noun)) => match seconds / length {
            1 => format!("1 {noun} ago"),
            count => format!("{count} {noun}s ago"),
        },
        None => "less than a minute ago".to_owned(),
    }
}

/// Takes what was found, and asks what is to become of it.
pub fn receive(state: &mut State, found: Vec<FoundWork>) {
    if found.is_empty() {
        return;
    }
    state.recovery.found = found;
    if state.dialog.is_none() && state.file_dialog.is_none() && state.presenting.is_none() {
        state.dialog = Some(Dialog::Recovery);
    } else {
        let text = "There is unsaved work to recover";
        state.workspace.notices.offer(text, Offer::ShowRecovery);
    }
}

/// Opens the work of a journal, unsaved.
pub fn open_recovered(state: &mut State, services: &mut Services, path: &Path) {
    let found = &mut state.recovery.found;
    let Some(place) = found
        .iter()
        .position(|work| work.path() == path && work.content.is_ok())
    else {
        return;
    };
    let FoundWork {
        file,
        content: Ok(RecoverableWork { journal, title, .. }),
    } = found.remove(place)
    else {
        return;
    };
    let document_path = journal.path.clone();
    // Looked at again: it was found a while ago.
    let original = journal.original();
    // What the file held when the work was noted: what it holds now may be another program's.
    let content = journal.text.clone().unwrap_or_default();
    let link = match original {
        Original::Unchanged | Original::Changed => document_path
            .clone()
            .map(|path| FileLink::new(path, content)),
        Original::Missing | Original::NeverSaved => None,
    };
    let refused = journal.refused.clone();
    let document = Document::recovered(*journal, link);
    services.journals.adopt(document.id(), file);
    state.open(document);
    for (path, text) in refused {
        if let Some(input) = inputs::find(&path) {
            edit::type_into(&mut state.workspace, input, text);
            edit::end(state, input);
        }
    }
    if let Some(path) = document_path.filter(|_| original != Original::Missing) {
        state.workspace.settings.add_recent(&path);
        state.library.add(&path);
        listing::refresh(state, services);
        settings::save(state, services);
    }
    let offers = if state.recovery.found.is_empty() {
        Vec::new()
    } else {
        vec![Offer::ShowRecovery]
    };
    let text = format!("Recovered “{title}”. It isn’t saved yet");
    state.workspace.notices.done(text, offers);
}

/// Gives up the work of a journal for good.
pub fn discard(state: &mut State, path: &Path) {
    let found = &mut state.recovery.found;
    if let Some(place) = found.iter().position(|work| work.path() == path) {
        match found[place].file.remove() {
            Ok(()) => {
                found.remove(place);
            }
            Err(error) => state.workspace.notices.error(error.to_string()),
        }
    }
    if state.recovery.found.is_empty() && matches!(state.dialog, Some(Dialog::Recovery)) {
        state.dialog = None;
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::ago;

    #[test]
    fn how_long_ago_is_in_the_largest_whole_unit() {
        for (seconds, words) in [
            (0, "less than a minute ago"),
            (60, "1 minute ago"),
            (3599, "59 minutes ago"),
            (7200, "2 hours ago"),
            (90_000, "1 day ago"),
            (900_000, "10 days ago"),
        ] {
            assert_eq!(ago(Duration::from_secs(seconds)), words);
        }
    }
}
