//! The one place that changes the state: wishes of the user and events from beside the window.

use std::path::{Path, PathBuf};

use crate::analysis::side::Side;
use crate::evidence::catalog::Model;
use crate::files::examples::Example;
use crate::files::settings::FileDialogs;
use crate::files::store;
use crate::scenario::Scenario;
use crate::scenario::inputs::{Input, Typed, Value};

use super::action::{Action, Answer};
use super::command::Command;
use super::dialogs::{self, Dialog, Next, Purpose};
use super::document::{Document, OnDisk};
use super::state::{Draft, Saving, State};
use super::tasks::Event;

/// Does what the user asked for.
pub fn action(state: &mut State, ctx: &egui::Context, action: Action) {
    if (state.asking || state.dialog.is_some()) && action.waits_for_dialog() {
        if state.asking {
            state.notices.info("The file dialog is still open");
        }
        return;
    }
    match action {
        Action::Run(command) => run(state, ctx, command),
        Action::Type(input, text) => type_into(state, input, text),
        Action::Set(input, value) => set(state, input, value),
        Action::EndEdit(input) => {
            state.document.end_gesture();
            // What couldn't be taken stays to be seen and mended.
            if state
                .drafts
                .get(input.path)
                .is_some_and(|draft| draft.problem.is_none())
            {
                state.drafts.remove(input.path);
            }
        }
        Action::CancelEdit(input) => {
            state.drafts.remove(input.path);
            state.document.cancel_gesture(input);
            state.refresh();
        }
        Action::Reset(input) => {
            state.drafts.remove(input.path);
            if let Err(error) = state.document.reset(input) {
                state.notices.error(error.to_string());
            }
            state.refresh();
        }
        Action::SetSource(input, source) => {
            state.document.set_source(input, source);
            state.refresh();
        }
        Action::GoTo(input) => {
            state.go_to = Some(input);
            state.settings.show_editor = true;
        }
        Action::PickModel(side, model) => pick_model(state, side, model),
        Action::OpenFile(path) => guard(state, ctx, Next::Open(path)),
        Action::OpenExample(example) => guard(state, ctx, Next::Example(example)),
        Action::DuplicateFile(path) => duplicate(state, ctx, &path),
        Action::AskForName(path) => {
            let text = path
                .file_stem()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            state.dialog = Some(Dialog::Rename {
                path,
                text,
                problem: None,
            });
        }
        Action::DeleteFile(path) => delete(state, &path),
        Action::RevealFile(path) => reveal(state, &path),
        Action::FilterLibrary(filter) => state.library.filter = filter,
        Action::TypeInDialog(typed) => {
            if let Some(Dialog::Path { text, .. } | Dialog::Rename { text, .. }) = &mut state.dialog
            {
                *text = typed;
            }
        }
        Action::Answer(answer) => answered(state, ctx, answer),
        Action::DismissNotice(id) => state.notices.dismiss(id),
    }
}

/// Takes what came in from beside the window.
pub fn event(state: &mut State, ctx: &egui::Context, event: Event) {
    match event {
        Event::Listed(listed) => state.library.listed(listed, &state.tasks),
        Event::LibraryChanged => {
            look_at_disk(state);
        }
        Event::Saved {
            path,
            scenario,
            result,
        } => saved(state, ctx, path, *scenario, result),
        Event::Drivers(revision, drivers) => state.drivers.take(revision, *drivers),
        Event::Done => {}
        Event::Failed(problem) => state.notices.error(problem),
        Event::Chosen(purpose, path) => {
            state.asking = false;
            match path {
                Some(path) => chosen(state, ctx, purpose, path, false),
                None => state.after_save = None,
            }
        }
        Event::NoDialogs(purpose) => {
            state.asking = false;
            ask_in_window(state, purpose);
        }
    }
}

fn run(state: &mut State, ctx: &egui::Context, command: Command) {
    if !command.enabled(state) {
        return;
    }
    let path = state.document.path.clone();
    match command {
        Command::New => guard(state, ctx, Next::New),
        Command::Open => ask(state, Purpose::Open),
        Command::Save => save(state, None),
        Command::SaveAs => ask(state, Purpose::SaveAs),
        Command::Duplicate => path.iter().for_each(|path| duplicate(state, ctx, path)),
        Command::Rename => path
            .into_iter()
            .for_each(|path| self::action(state, ctx, Action::AskForName(path))),
        Command::Delete => path.iter().for_each(|path| delete(state, path)),
        Command::Reveal => path.iter().for_each(|path| reveal(state, path)),
        Command::ChooseLibrary => ask(state, Purpose::LibraryFolder),
        Command::Quit => guard(state, ctx, Next::Close),
        Command::Undo => {
            state.document.undo();
            state.drafts.clear();
            state.refresh();
        }
        Command::Redo => {
            state.document.redo();
            state.drafts.clear();
            state.refresh();
        }
        Command::Show(tab) => state.tab = tab,
        Command::Count(over) => state.over = over,
        Command::ToggleLibrary => {
            state.settings.show_library = !state.settings.show_library;
            state.save_settings();
        }
        Command::ToggleEditor => {
            // A field that is hidden can't end its own edit.
            state.document.end_gesture();
            state.drafts.retain(|_, draft| draft.problem.is_some());
            state.settings.show_editor = !state.settings.show_editor;
            state.save_settings();
        }
        Command::Look(theme) => {
            state.settings.theme = theme;
            super::theme::choose(ctx, theme);
            state.save_settings();
        }
        Command::AskInWindow => {
            state.settings.file_dialogs = match state.settings.file_dialogs {
                FileDialogs::Desktop => FileDialogs::Window,
                FileDialogs::Window => FileDialogs::Desktop,
            };
            state.save_settings();
        }
        Command::Shortcuts => state.dialog = Some(Dialog::Shortcuts),
        Command::About => state.dialog = Some(Dialog::About),
    }
}

// ---- edits

/// Takes what is typed at once where it can be taken; else keeps it with the reason, and the value from before stays:
/// "5 to 3" leaves no 5 behind that was only on the way there.
fn type_into(state: &mut State, input: &'static Input, text: String) {
    state.document.rewind_gesture(input);
    let taken = input
        .read(&text, Typed::AsShown)
        .and_then(|value| state.document.edit(input, value));
    let currency = &state.document.scenario().currency;
    let problem = taken
        .err()
        .map(|error| error.on_screen(input.unit, currency));
    state.drafts.insert(input.path, Draft { text, problem });
    state.refresh();
}

fn set(state: &mut State, input: &'static Input, value: Value) {
    state.drafts.remove(input.path);
    if let Err(error) = state.document.edit(input, value) {
        state.notices.error(error.to_string());
    }
    state.refresh();
}

fn pick_model(state: &mut State, side: Side, model: &Model) {
    let mut changed = state.document.scenario().clone();
    let filled = match side {
        Side::Prompting => model.fill_prompting(&mut changed),
        Side::FineTuning => model.fill_fine_tuning(&mut changed),
    };
    match filled {
        Ok(remarks) => {
            state
                .document
                .replace(&format!("{}: {}", side.label(), model.model), changed);
            for remark in remarks {
                state.notices.info(remark);
            }
        }
        Err(error) => state.notices.error(error.to_string()),
    }
    // Fields that were being typed in may hold a value that was just replaced.
    state.drafts.clear();
    state.refresh();
}

// ---- opening

/// Goes on to `next`, asking first if unsaved changes would be lost.
pub fn guard(state: &mut State, ctx: &egui::Context, next: Next) {
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
        OnDisk::Gone => {
            state.document.mark_unsaved();
            let problem = "was moved or deleted. What is open here is not saved any more";
            state.notices.error(format!("{} {problem}", path.display()));
        }
        OnDisk::Changed => reload(state, path),
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

// ---- saving

fn save(state: &mut State, then: Option<Next>) {
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
            state.dialog = Some(Dialog::Overwrite { path, why, then });
        }
        None => write(state, path, then),
    }
}

/// Writes beside the window, one save at a time; what is asked for meanwhile is done after it.
fn write(state: &mut State, path: PathBuf, then: Option<Next>) {
    if state.is_saving() {
        state.saving = Saving::RunningThenAgain;
        state.after_save = then.or(state.after_save.take());
        return;
    }
    let scenario = Box::new(state.document.scenario().clone());
    state.after_save = then;
    let started = state.tasks.start("save", move || Event::Saved {
        result: store::save(&path, &scenario),
        path,
        scenario,
    });
    match started {
        Ok(()) => state.saving = Saving::Running,
        Err(problem) => state.notices.error(problem),
    }
}

fn saved(
    state: &mut State,
    ctx: &egui::Context,
    path: PathBuf,
    scenario: Scenario,
    result: Result<(), store::StoreError>,
) {
    let again = std::mem::replace(&mut state.saving, Saving::No) == Saving::RunningThenAgain;
    let next = state.after_save.take();
    match result {
        Ok(()) => {
            state.notices.info(format!("Saved to {}", path.display()));
            state.settings.remember(&path);
            state.library.add(&path);
            state.document.mark_saved(path, scenario);
            state.save_settings();
            state.library.refresh(&state.tasks);
            if again && state.document.is_dirty() {
                save(state, next);
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

fn ask(state: &mut State, purpose: Purpose) {
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

fn ask_in_window(state: &mut State, purpose: Purpose) {
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
                store::free_path(&folder.join(store::file_name(state.document.scenario().title())))
            }
        },
        Purpose::LibraryFolder => state.library.folder().to_owned(),
    }
}

/// Takes a path that was chosen. `may_exist_unasked`: a path field didn't ask about an existing file as native dialogs do.
fn chosen(
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
                .is_some_and(|extension| extension.eq_ignore_ascii_case(store::EXTENSION));
            let asked = scenario_file && !may_exist_unasked;
            let path = if scenario_file {
                path
            } else {
                let mut longer = path.into_os_string();
                longer.push(".");
                longer.push(store::EXTENSION);
                PathBuf::from(longer)
            };
            let then = state.after_save.take();
            if !asked && path.exists() && !state.is_open(&path) {
                let why = "is there already. Replacing it loses what it holds.".to_owned();
                state.dialog = Some(Dialog::Overwrite { path, why, then });
            } else {
                write(state, path, then);
            }
        }
        Purpose::LibraryFolder => {
            state.settings.library_folder = Some(path.clone());
            state.save_settings();
            state.library.set_folder(path, &state.tasks);
        }
    }
}

fn answered(state: &mut State, ctx: &egui::Context, answer: Answer) {
    let Some(dialog) = state.dialog.take() else {
        return;
    };
    match (dialog, answer) {
        (Dialog::Unsaved(next), Answer::Yes) => save(state, Some(next)),
        (Dialog::Unsaved(next), Answer::No) => go_on(state, ctx, next),
        (Dialog::Overwrite { path, then, .. }, Answer::Yes) => write(state, path, then),
        (Dialog::Path { purpose, text, .. }, Answer::Yes) => {
            chosen(state, ctx, purpose, typed_path(&text), true);
        }
        (Dialog::Rename { path, text, .. }, Answer::Yes) => rename(state, &path, &text),
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

// ---- files

fn duplicate(state: &mut State, ctx: &egui::Context, path: &Path) {
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
                let name = name.trim().trim_end_matches(".ron");
                state.document.mark_renamed(renamed.clone(), name);
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

fn delete(state: &mut State, path: &Path) {
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
fn reveal(state: &mut State, path: &Path) {
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
