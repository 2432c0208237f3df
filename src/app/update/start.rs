//! The first state of the window.

use std::path::{Path, PathBuf};

use crate::app::state::State;
use crate::app::workspace::document::Document;
use crate::app::workspace::look;
use crate::files::examples::EXAMPLES;
use crate::files::settings::SettingsFile;
use crate::scenario::Scenario;

use super::open::{read_document, refuse};
use super::services::Services;
use super::{listing, settings};

/// The first state: the first of `files` that can be opened, or the first example.
pub fn start(
    ctx: &egui::Context,
    files: &[PathBuf],
    mut settings_file: SettingsFile,
) -> (State, Services) {
    // A relative path means another file once it is remembered.
    let files: Vec<PathBuf> = files
        .iter()
        .map(|file| std::path::absolute(file).unwrap_or_else(|_| file.clone()))
        .collect();
    let (loaded, problem) = settings_file.load();
    let mut services = Services::new(ctx, settings_file);
    let document = Document::untitled(first_example());
    let mut state = State::new(document, loaded, &files);
    if let Some(problem) = problem {
        state.workspace.notices.error(problem);
    }
    if open_first(&mut state, &files) {
        settings::save(&mut state, &mut services);
    }
    listing::refresh(&mut state, &mut services);
    look::apply_theme(ctx, state.workspace.settings.theme);
    look::time_axis(&state.workspace.settings).apply_to(ctx);
    (state, services)
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
fn first_example() -> Scenario {
    EXAMPLES
        .first()
        .and_then(|example| example.scenario().ok())
        .unwrap_or_default()
}
