//! The first state of the window.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use crate::app::state::State;
use crate::app::workspace::document::Document;
use crate::app::workspace::look;
use crate::evidence::current::CurrentPrices;
use crate::files::examples::{EXAMPLES, Example};
use crate::files::own_prices::OwnPricesFile;
use crate::files::settings::{ScenarioRef, SettingsFile};
use crate::files::temporary;
use crate::scenario::Scenario;

use super::event::Event;
use super::open::{begin_new, open_example, read_document, refuse};
use super::services::Services;
use super::{evidence, listing, recovery, settings, window};

/// The first state: the first of `files` that can be opened, or the first example.
pub fn start(
    ctx: &egui::Context,
    files: &[PathBuf],
    mut settings_file: SettingsFile,
    today: Option<Date>,
) -> (State, Services) {
    // A relative path means another file once it is remembered.
    let files: Vec<PathBuf> = files
        .iter()
        .map(|file| std::path::absolute(file).unwrap_or_else(|_| file.clone()))
        .collect();
    let (loaded, problem) = settings_file.load();
    let mut services = Services::new(ctx, settings_file);
    let document = first_example();
    let own_prices = OwnPricesFile::beside(&services.settings_file);
    let (prices, prices_problem) = prices_in_use(&own_prices, today);
    let scenarios: Vec<PathBuf> = files
        .iter()
        .filter(|file| !evidence::is_material(file))
        .cloned()
        .collect();
    let mut state = State::new(document, loaded, prices, &scenarios);
    for problem in [problem, prices_problem].into_iter().flatten() {
        state.workspace.notices.error(problem);
    }
    if files.is_empty() {
        open_last(&mut state);
    } else {
        let files = evidence::take_material(&mut state, &mut services, files);
        if files.is_empty() {
            // Material alone is the beginning of a scenario of its own.
            begin_new(&mut state);
        } else if open_first(&mut state, &files) {
            settings::save(&mut state, &mut services);
        }
    }
    evidence::open_next(&mut state, &mut services);
    clean_up(&mut state, &services);
    window::restore(&mut state, ctx);
    listing::refresh(&mut state, &mut services);
    recovery::look(&mut state, &mut services);
    look::apply_theme(ctx, state.workspace.settings.theme);
    look::time_axis(&state.workspace.settings).apply_to(ctx);
    (state, services)
}

/// The catalog with the entries of the user's own price list, and what keeps them from being read.
fn prices_in_use(file: &OwnPricesFile, today: Option<Date>) -> (CurrentPrices, Option<String>) {
    match file.read() {
        Ok(text) => {
            let (prices, problem) = CurrentPrices::with_own(text.as_deref(), today);
            let path = file.path().unwrap_or(Path::new("")).display();
            let tell = |problem| {
                format!(
                    "{path}: {problem}. The file stays as it is, and the list prices are those that come with the program"
                )
            };
            (prices, problem.map(tell))
        }
        Err(error) => (CurrentPrices::bundled(today), Some(error.to_string())),
    }
}

/// Removes what runs that were killed left in the folders that the program writes to, in the background.
fn clean_up(state: &mut State, services: &Services) {
    let settings = &state.workspace.settings;
    let recent = settings.recent.iter().filter_map(|file| file.parent());
    let others = [
        services.settings_file.folder(),
        Some(state.library.folder()),
        settings.export_folder.as_deref(),
    ];
    let folders: BTreeSet<PathBuf> = recent
        .chain(others.into_iter().flatten())
        .map(Path::to_owned)
        .collect();
    services.start(&mut state.workspace.notices, "clean up", move || {
        temporary::clean(folders.iter().map(PathBuf::as_path));
        Event::Done
    });
}

/// Opens the scenario that was open last. If its file is gone or can't be read, it is said why, and the first example stays.
fn open_last(state: &mut State) {
    match state.workspace.settings.last.clone() {
        Some(ScenarioRef::File(path)) => match read_document(path) {
            Ok(document) => state.open(document),
            Err(error) => refuse(state, error),
        },
        Some(ScenarioRef::Example(name)) => {
            if let Some(example) = Example::find(&name) {
                open_example(state, example);
            }
        }
        None => {}
    }
}

/// Opens the first file that can be opened; of each that can't, it is said why.
fn open_first(state: &mut State, files: &[PathBuf]) -> bool {
    let mut opened: Option<&Path> = None;
    for file in files {
        match read_document(file.clone()) {
            Ok(document) if opened.is_none() => {
                opened = Some(file);
                state.workspace.settings.add_recent(file);
                state.open(document);
            }
            Ok(_) => {}
            Err(error) => refuse(state, error),
        }
    }
    opened.is_some()
}

/// The scenario that a first start opens.
fn first_example() -> Document {
    EXAMPLES
        .first()
        .and_then(|example| Document::example(example).ok())
        .unwrap_or_else(|| Document::untitled(Scenario::default()))
}
