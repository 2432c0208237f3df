//! From page to page and from scenario to scenario of a presentation.

use crate::app::messages::screen::PageStep;
use crate::app::present::pages::pages;
use crate::app::state::State;
use crate::app::workspace::document::Document;
use crate::files::examples::{EXAMPLES, Example};
use crate::files::settings::ScenarioRef;

use super::open::read_document;
use super::present::{resume, suspend};

/// Which way to walk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// To what comes next.
    Forward,
    /// To what came before.
    Back,
}

/// Shows another page; if the screen is blank, it is lit first.
pub fn step_page(state: &mut State, step: PageStep) {
    let Some(presentation) = &mut state.presenting else {
        return;
    };
    let workspace = &state.workspace;
    let Some(study) = presentation.study(workspace.revision).latest() else {
        return;
    };
    let pages = pages(workspace, &state.library, study);
    if std::mem::take(&mut presentation.blank) {
        return;
    }
    let index = pages.iter().position(|page| *page == presentation.page);
    presentation.page = pages[match step {
        PageStep::Next => stepped(index, pages.len(), Direction::Forward),
        PageStep::Previous => stepped(index, pages.len(), Direction::Back),
        PageStep::First => 0,
        PageStep::Last => pages.len() - 1,
    }];
}

/// The index after or before another, round the end.
fn stepped(index: Option<usize>, count: usize, direction: Direction) -> usize {
    match (index, direction) {
        (None, Direction::Forward) => 0,
        (None, Direction::Back) => count - 1,
        (Some(index), Direction::Forward) => (index + 1) % count,
        (Some(index), Direction::Back) => (index + count - 1) % count,
    }
}

/// A scenario on the way.
#[derive(Debug, Clone, PartialEq)]
enum WalkStop {
    /// The one that was open when the presentation began.
    Suspended,
    /// Another one.
    Other(ScenarioRef),
}

/// The scenarios to walk through: those that are compared, else those of the library, if there are several of either; else the examples
/// too. And always the one that was open.
fn stops(state: &State) -> Vec<WalkStop> {
    let mut scenarios = state.workspace.settings.compared.clone();
    if scenarios.len() < 2 {
        let listed = state.library.items.iter();
        let listed = listed.filter(|item| item.verdict.is_ok());
        scenarios = listed
            .map(|item| ScenarioRef::File(item.path.clone()))
            .collect();
    }
    if scenarios.len() < 2 {
        let names = EXAMPLES.iter().map(|example| example.name.to_owned());
        scenarios.extend(names.map(ScenarioRef::Example));
    }
    let presentation = state.presenting.as_ref();
    let suspended = presentation.and_then(|presentation| presentation.suspended.as_ref());
    let first = suspended.map_or(&state.workspace.document, |suspended| &suspended.document);
    let mut stops: Vec<WalkStop> = scenarios
        .into_iter()
        .map(|scenario| {
            if first.is_at(&scenario) {
                WalkStop::Suspended
            } else {
                WalkStop::Other(scenario)
            }
        })
        .collect();
    if !stops.contains(&WalkStop::Suspended) {
        stops.insert(0, WalkStop::Suspended);
    }
    stops
}

fn read(scenario: &ScenarioRef) -> Result<Document, String> {
    match scenario {
        ScenarioRef::File(path) => read_document(path.clone()).map_err(|error| error.to_string()),
        ScenarioRef::Example(name) => Example::find(name)
            .ok_or_else(|| format!("there is no example “{name}”"))
            .and_then(|example| Document::example(example).map_err(|error| error.to_string())),
    }
}

/// Shows the next scenario that can be read. The scenario that was open at the beginning is suspended with its changes; changes to the
/// others are discarded.
pub fn step_scenario(state: &mut State, direction: Direction) {
    // A running save will mark the open document as saved; don't replace the document before.
    if state.is_saving() {
        return;
    }
    let Some(presentation) = &state.presenting else {
        return;
    };
    let stops = stops(state);
    let is_shown = |stop: &WalkStop| match stop {
        WalkStop::Suspended => presentation.suspended.is_none(),
        WalkStop::Other(scenario) => {
            presentation.suspended.is_some() && state.workspace.document.is_at(scenario)
        }
    };
    let mut index = stops.iter().position(is_shown);
    for _ in 0..stops.len() {
        let next = stepped(index, stops.len(), direction);
        let read = match &stops[next] {
            WalkStop::Suspended => return resume_first(state),
            WalkStop::Other(scenario) => read(scenario),
        };
        match read {
            Ok(document) => return swap_in(state, document),
            Err(problem) => state.workspace.notices.error(problem),
        }
        index = Some(next);
    }
}

/// Puts another scenario in place of the open one.
fn swap_in(state: &mut State, document: Document) {
    state.workspace.document.end_gesture();
    let Some(presentation) = &mut state.presenting else {
        return;
    };
    let planned = std::mem::replace(&mut presentation.planned, document.scenario().clone());
    if presentation.suspended.is_none() {
        let suspended = suspend(state, planned);
        if let Some(presentation) = &mut state.presenting {
            presentation.suspended = Some(suspended);
        }
    }
    state.open(document);
}

/// Puts the scenario from the beginning back, with all that was done to it: what was changed on the strip is still a question.
fn resume_first(state: &mut State) {
    state.workspace.document.end_gesture();
    let presentation = state.presenting.as_mut();
    let suspended = presentation.and_then(|presentation| presentation.suspended.take());
    if let Some(suspended) = suspended {
        let planned = resume(state, suspended);
        if let Some(presentation) = &mut state.presenting {
            presentation.planned = planned;
        }
    }
}
