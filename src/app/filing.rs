//! What wishes and events mean for files: opening over unsaved changes, saving, renaming, and what happens on disk meanwhile.

use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::files::examples::Example;
use crate::files::link::OnDisk;
use crate::files::settings::FileDialogs;
use crate::files::{error, names, store};
use crate::scenario::Scenario;

use super::action::Answer;
use super::dialogs::{self, Dialog, Next, Purpose};
use super::document::Document;
use super::state::{Saving, State};
use super::tasks::Event;
use super::{compare, exporting, present};

/// How long a file may be away before it is taken for gone.
const LOOK_AGAIN_AFTER: Duration = Duration::from_millis(400);

/// Goes on to `next`, asking first if unsaved changes would be lost.
pub fn guard(state: &mut State, ctx: &egui::Context, next: Next) {
    // What was open before the presentation is what might be lost.
    present::leave(state, ctx);
    let stays = matches!(&next, Next::Open(path) if state.is_open(path));
    if stays {
        return;
    }
    if state.is_saving() {
        state.after_save = Some(next);
    } else if state.would_lose() {
        state.dialog = Some(Dialog::Unsaved(next));
    } else {
        go_on(state, ctx, next);
    }
}

fn go_on(state: &mut State, ctx: &egui::Context, next: Next) {
    match next {
        Next::Close => {
            state.may_close = true;
            ctx.send_viewport_cmd(egui::ViewportCommand::Close);
        }
        Next::New => state.show(Document::untitled(Scenario::default())),
        Next::Open(path) => open_file(state, &path),
        Next::Example(example) => open_example(state, example),
        Next::Scenario(scenario) => state.show(Document::unsaved(*scenario)),
    }
}

/// Opens a file in place of the open scenario; one that can't be read leaves everything as it is.
fn open_file(state: &mut State, path: &Path) {
    match Document::open(path.to_owned()) {
        Ok(document) => {
            state.show(document);
            state.settings.remember(path);
            state.library.add(path);
            state.library.refresh(&state.tasks);
            state.save_settings();
        }
        Err(error) => state.notices.error(error.to_string()),
    }
}

fn open_example(state: &mut State, example: &Example) {
    match example.scenario() {
        Ok(scenario) => state.show(Document::untitled(scenario)),
        Err(error) => state.notices.error(format!("{}: {error}", example.name)),
    }
}

/// Looks at what became of the library and of the open file.
pub fn look_at_disk(state: &mut State) {
    state.library.refresh(&state.tasks);
    let Some(path) = state.document.path.clone().filter(|_| !state.is_saving()) else {
        return;
    };
    match state.document.on_disk() {
        OnDisk::AsLeft => {}
        OnDisk::Gone if state.missing => {}
        // Some programs delete a file for a moment while they write it: only one that stays away is gone.
        OnDisk::Gone => {
            let started = state.tasks.start("look again", || {
                std::thread::sleep(LOOK_AGAIN_AFTER);
                Event::LookAgain
            });
            match started {
                Ok(()) => state.missing = true,
                Err(problem) => state.notices.error(problem),
            }
        }
        OnDisk::Changed => reload(state, path),
    }
}

/// Looks once more at an open file that was missing.
pub fn look_again(state: &mut State) {
    state.missing = false;
    match state.document.path.clone() {
        Some(path) if state.document.on_disk() == OnDisk::Gone => {
            state.document.mark_unsaved();
            let problem = "was moved or deleted. What is open here is not saved any more";
            state.notices.error(format!("{} {problem}", path.display()));
        }
        _ => look_at_disk(state),
    }
}

/// A file changed by somebody else is read again, unless that would lose changes made here: then saving asks.
fn reload(state: &mut State, path: PathBuf) {
    match Document::open(path) {
        Ok(document) if document.scenario() == state.document.scenario() => {
            state.document.mark_seen();
        }
        Ok(_) if state.would_lose() => {}
        Ok(document) => {
            state.show(document);
            state
                .notices
                .info("Read again: the file was changed outside");
        }
        Err(error) => state
            .notices
            .error(format!("The open file was changed outside. {error}")),
    }
}

pub(super) fn save(state: &mut State, then: Option<Next>) {
    let Some(path) = state.document.path.clone() else {
        state.after_save = then;
        ask(state, Purpose::SaveAs);
        return;
    };
    let why = if state.is_saving() {
        None
    } else if state.document.on_disk() == OnDisk::Changed {
        Some("was changed outside since it was opened. Replacing it loses those changes")
    } else if store::holds_comments(&path) {
        Some("holds comments. They aren’t part of the scenario: replacing the file drops them")
    } else {
        None
    };
    match why {
        Some(why) => {
            let why = why.to_owned();
            let purpose = Purpose::SaveAs;
            state.dialog = Some(Dialog::Overwrite {
                purpose,
                path,
                why,
                then,
            });
        }
        None => write(state, path, then),
    }
}

/// Writes beside the window, one save at a time; what is asked for meanwhile is done after it.
fn write(state: &mut State, path: PathBuf, then: Option<Next>) {
    if state.is_saving() {
        state.saving = Saving::RunningThen(path);
        state.after_save = then.or(state.after_save.take());
        return;
    }
    let scenario = Box::new(state.document.scenario().clone());
    let started = state.tasks.start("save", move || Event::Saved {
        result: store::save(&path, &scenario),
        path,
        scenario,
    });
    match started {
        Ok(()) => {
            state.saving = Saving::Running;
            state.after_save = then;
        }
        Err(problem) => state.notices.error(problem),
    }
}

pub(super) fn saved(
    state: &mut State,
    ctx: &egui::Context,
    path: PathBuf,
    scenario: Scenario,
    result: Result<(), error::StoreError>,
) {
    let again = match std::mem::replace(&mut state.saving, Saving::No) {
        Saving::RunningThen(path) => Some(path),
        Saving::No | Saving::Running => None,
    };
    let next = state.after_save.take();
    match result {
        Ok(()) => {
            state.notices.info(format!("Saved to {}", path.display()));
            state.settings.remember(&path);
            state.library.add(&path);
            let again =
                again.filter(|again| *again != path || *state.document.scenario() != scenario);
            state.document.mark_saved(path, scenario);
            state.save_settings();
            state.library.refresh(&state.tasks);
            if let Some(path) = again {
                write(state, path, next);
            } else if let Some(next) = next {
                // What was typed since, or can't be taken, was asked about before the save.
                if state.document.is_dirty() {
                    guard(state, ctx, next);
                } else {
                    go_on(state, ctx, next);
                }
            }
        }
        Err(error) => {
            if state.document.path.as_ref() == Some(&path) {
                state.notices.error(format!("Not saved. {error}"));
                return;
            }
            // A new place that didn't work: it can be mended where it was typed.
            state.after_save = next;
            state.dialog = Some(Dialog::Path {
                purpose: Purpose::SaveAs,
                text: path.display().to_string(),
                problem: Some(format!("Not saved. {error}")),
            });
        }
    }
}

pub(super) fn ask(state: &mut State, purpose: Purpose) {
    if state.settings.file_dialogs == FileDialogs::Window {
        ask_in_window(state, purpose);
        return;
    }
    let start = start_path(state, purpose);
    match dialogs::ask(&state.tasks, purpose, &start) {
        Ok(()) => state.asking = true,
        Err(problem) => state.notices.error(problem),
    }
}

pub(super) fn ask_in_window(state: &mut State, purpose: Purpose) {
    let start = start_path(state, purpose);
    let text = match purpose {
        // A folder to type a name after.
        Purpose::Open => format!("{}{}", start.display(), std::path::MAIN_SEPARATOR),
        _ => start.display().to_string(),
    };
    state.dialog = Some(Dialog::Path {
        purpose,
        text,
        problem: None,
    });
}

/// Where a dialog starts: beside the open file, else in the library.
fn start_path(state: &State, purpose: Purpose) -> PathBuf {
    let library = state.library.folder().to_owned();
    let folder = state
        .document
        .path
        .as_ref()
        .and_then(|path| path.parent())
        .map_or(library, Path::to_owned);
    match purpose {
        Purpose::Open => folder,
        Purpose::SaveAs => match &state.document.path {
            Some(path) => path.clone(),
            None => {
                names::free_path(&folder.join(names::file_name(state.document.scenario().title())))
            }
        },
        Purpose::LibraryFolder => state.library.folder().to_owned(),
        Purpose::Export(what) => exporting::proposed(state, what, &folder),
    }
}

/// Takes a path that was chosen. `may_exist_unasked`: a path field didn't ask about an existing file as native dialogs do.
pub(super) fn chosen(
    state: &mut State,
    ctx: &egui::Context,
    purpose: Purpose,
    path: PathBuf,
    may_exist_unasked: bool,
) {
    match purpose {
        Purpose::Open => guard(state, ctx, Next::Open(path)),
        Purpose::SaveAs => {
            let scenario_file = path
                .extension()
                .is_some_and(|extension| extension.eq_ignore_ascii_case(names::EXTENSION));
            let asked = scenario_file && !may_exist_unasked;
            let path = if scenario_file {
                path
            } else {
                let mut longer = path.into_os_string();
                longer.push(".");
                longer.push(names::EXTENSION);
                PathBuf::from(longer)
            };
            let then = state.after_save.take();
            if !asked && path.exists() && !state.is_open(&path) {
                ask_to_replace(state, purpose, path, then);
            } else {
                write(state, path, then);
            }
        }
        Purpose::LibraryFolder => {
            state.settings.library_folder = Some(path.clone());
            state.save_settings();
            state.library.set_folder(path, &state.tasks);
        }
        // Only a path that was typed in the window wasn't asked for its file by the desktop.
        Purpose::Export(what)
            if may_exist_unasked && path.exists() && what.format_of(&path).is_ok() =>
        {
            ask_to_replace(state, purpose, path, None);
        }
        Purpose::Export(what) => exporting::export(state, what, path),
    }
}

fn ask_to_replace(state: &mut State, purpose: Purpose, path: PathBuf, then: Option<Next>) {
    state.dialog = Some(Dialog::Overwrite {
        purpose,
        path,
        why: "is there already. Replacing it loses what it holds.".to_owned(),
        then,
    });
}

pub(super) fn answered(state: &mut State, ctx: &egui::Context, answer: Answer) {
    let Some(dialog) = state.dialog.take() else {
        return;
    };
    match (dialog, answer) {
        (Dialog::Unsaved(next), Answer::Yes) => save(state, Some(next)),
        (Dialog::Unsaved(next), Answer::No) => go_on(state, ctx, next),
        (
            Dialog::Overwrite {
                purpose: Purpose::Export(what),
                path,
                ..
            },
            Answer::Yes,
        ) => {
            exporting::export(state, what, path);
        }
        (Dialog::Overwrite { path, then, .. }, Answer::Yes) => write(state, path, then),
        (Dialog::Path { purpose, text, .. }, Answer::Yes) => {
            chosen(state, ctx, purpose, typed_path(&text), true);
        }
        (Dialog::Rename { path, text, .. }, Answer::Yes) => rename(state, &path, &text),
        (Dialog::NameSet { text, .. }, Answer::Yes) => compare::keep(state, &text),
        // What waited for a save that won't be.
        (Dialog::Path { .. }, _) => state.after_save = None,
        _ => {}
    }
}

/// A path as typed: "~" is the home folder.
fn typed_path(text: &str) -> PathBuf {
    let text = text.trim();
    match (text.strip_prefix("~/"), directories::UserDirs::new()) {
        (Some(rest), Some(dirs)) => dirs.home_dir().join(rest),
        _ => std::path::absolute(text).unwrap_or_else(|_| PathBuf::from(text)),
    }
}

pub(super) fn duplicate(state: &mut State, ctx: &egui::Context, path: &Path) {
    match store::duplicate(path) {
        Ok(copy) => {
            state.library.add(&copy);
            state.library.refresh(&state.tasks);
            guard(state, ctx, Next::Open(copy));
        }
        Err(error) => state.notices.error(error.to_string()),
    }
}

/// Whether the open file is being saved: it can't be moved now.
fn is_busy(state: &mut State, path: &Path) -> bool {
    let busy = state.is_saving() && state.is_open(path);
    if busy {
        state.notices.info("Still saving: try again in a moment");
    }
    busy
}

fn rename(state: &mut State, path: &Path, name: &str) {
    if is_busy(state, path) {
        return;
    }
    let open = state.is_open(path);
    match store::rename(path, name) {
        Ok(renamed) => {
            if open {
                state
                    .document
                    .mark_renamed(renamed.clone(), names::stem(name));
            }
            state.settings.recent.retain(|recent| recent != path);
            state.settings.remember(&renamed);
            state.library.add(&renamed);
            state.save_settings();
        }
        Err(error) => {
            state.dialog = Some(Dialog::Rename {
                path: path.to_owned(),
                text: name.to_owned(),
                problem: Some(error.to_string()),
            });
        }
    }
    state.library.refresh(&state.tasks);
}

pub(super) fn delete(state: &mut State, path: &Path) {
    if is_busy(state, path) {
        return;
    }
    let open = state.is_open(path);
    match store::move_to_trash(path) {
        Ok(()) => {
            state
                .notices
                .info(format!("{} is in the trash", path.display()));
            if open {
                state.document.mark_unsaved();
            }
            state.settings.recent.retain(|recent| recent != path);
            state.save_settings();
        }
        Err(error) => state.notices.error(error.to_string()),
    }
    state.library.refresh(&state.tasks);
}

/// Beside the window: asking the file manager may take its time.
pub(super) fn reveal(state: &mut State, path: &Path) {
    let path = path.to_owned();
    let started = state
        .tasks
        .start("show in folder", move || match opener::reveal(&path) {
            Ok(()) => Event::Done,
            Err(error) => Event::Failed(format!(
                "{}: can’t show it in the file manager: {error}",
                path.display()
            )),
        });
    if let Err(problem) = started {
        state.notices.error(problem);
    }
}
