//! From page to page and from scenario to scenario.

use crate::app::compare;
use crate::app::document::Document;
use crate::app::state::State;
use crate::charts::compare::Compares;
use crate::charts::figure::Kind;
use crate::files::examples::EXAMPLES;
use crate::files::settings::Pick;
use crate::study::Study;

use super::{Home, Page};

/// The pages that there are.
pub(super) fn pages(state: &State, study: &Study) -> Vec<Page> {
    let comparison = compare::is_any(state) && compare::in_one_currency(state);
    let comparisons = [Compares::Savings, Compares::Costs].map(Page::Comparison);
    Kind::of(study)
        .map(Page::Chart)
        .chain([Page::Verdict])
        .chain(comparisons.into_iter().filter(|_| comparison))
        .collect()
}

/// Where to go among the pages.
#[derive(Debug, Clone, Copy)]
pub enum Turn {
    /// To the next one.
    Next,
    /// To the one before.
    Previous,
    /// To the first one.
    First,
    /// To the last one.
    Last,
}

/// Shows another page; where the screen is blank, it is lit first.
pub fn turn(state: &mut State, turn: Turn) {
    let there = match &state.presenting {
        Some(presenting) => match presenting.latest.shown(&state.revision) {
            Some((study, _)) => pages(state, study),
            None => return,
        },
        None => return,
    };
    let Some(presenting) = &mut state.presenting else {
        return;
    };
    if std::mem::take(&mut presenting.blank) {
        return;
    }
    let place = there.iter().position(|page| *page == presenting.page);
    presenting.page = there[match turn {
        Turn::Next => stepped(place, there.len(), true),
        Turn::Previous => stepped(place, there.len(), false),
        Turn::First => 0,
        Turn::Last => there.len() - 1,
    }];
}

/// The place after or before another, round the end.
fn stepped(place: Option<usize>, of: usize, forward: bool) -> usize {
    match (place, forward) {
        (None, true) => 0,
        (None, false) => of - 1,
        (Some(place), true) => (place + 1) % of,
        (Some(place), false) => (place + of - 1) % of,
    }
}

/// A scenario on the way.
#[derive(Debug, Clone, PartialEq)]
enum Stop {
    /// The one that was open when it began.
    Home,
    /// Another one.
    Pick(Pick),
}

/// The scenarios to walk through: those that are ticked, else those of the library, where there are several of either; else the examples too.
/// And always the one that was open.
fn stops(state: &State) -> Vec<Stop> {
    let mut picks = state.settings.compared.clone();
    if picks.len() < 2 {
        let listed = state.library.items.iter();
        let listed = listed.filter(|item| item.verdict.is_ok());
        picks = listed.map(|item| Pick::File(item.path.clone())).collect();
    }
    if picks.len() < 2 {
        let names = EXAMPLES.iter().map(|example| example.name.to_owned());
        picks.extend(names.map(Pick::Example));
    }
    let home = state
        .presenting
        .as_ref()
        .and_then(|presenting| presenting.home.as_ref());
    let home = home.map_or(&state.document, |home| &home.document);
    let mut is_there = false;
    let mut stops: Vec<Stop> = picks
        .into_iter()
        .map(|pick| {
            if is_of(&pick, home) {
                is_there = true;
                Stop::Home
            } else {
                Stop::Pick(pick)
            }
        })
        .collect();
    if !is_there {
        stops.insert(0, Stop::Home);
    }
    stops
}

/// Whether a document is of a scenario that was picked.
fn is_of(pick: &Pick, document: &Document) -> bool {
    match pick {
        Pick::File(path) => document.path.as_ref() == Some(path),
        Pick::Example(name) => {
            let example = EXAMPLES.iter().find(|example| example.name == name);
            let example = example.and_then(|example| example.scenario().ok());
            let name = &document.scenario().name;
            document.path.is_none() && example.is_some_and(|example| example.name == *name)
        }
    }
}

fn open(pick: &Pick) -> Result<Document, String> {
    match pick {
        Pick::File(path) => Document::open(path.clone()).map_err(|error| error.to_string()),
        Pick::Example(name) => EXAMPLES
            .iter()
            .find(|example| example.name == name)
            .ok_or_else(|| format!("there is no example “{name}”"))
            .and_then(|example| example.scenario().map_err(|error| error.to_string()))
            .map(Document::untitled),
    }
}

/// Shows the next scenario that can be read. What was open stays as it is, for the end; what was asked of others on the strip is forgotten.
pub fn turn_scenario(state: &mut State, forward: bool) {
    // What is being saved is booked on what is open.
    if state.is_saving() {
        return;
    }
    let Some(presenting) = &state.presenting else {
        return;
    };
    let stops = stops(state);
    let is_shown = |stop: &Stop| match stop {
        Stop::Home => presenting.home.is_none(),
        Stop::Pick(pick) => presenting.home.is_some() && is_of(pick, &state.document),
    };
    let mut place = stops.iter().position(is_shown);
    for _ in 0..stops.len() {
        let next = stepped(place, stops.len(), forward);
        let opened = match &stops[next] {
            Stop::Home => return go_home(state),
            Stop::Pick(pick) => open(pick),
        };
        match opened {
            Ok(document) => return put(state, document),
            Err(problem) => state.notices.error(problem),
        }
        place = Some(next);
    }
}

/// Puts another scenario in place of the open one.
fn put(state: &mut State, document: Document) {
    state.document.end_gesture();
    let Some(presenting) = &mut state.presenting else {
        return;
    };
    let planned = std::mem::replace(&mut presenting.planned, document.scenario().clone());
    if presenting.home.is_none() {
        let home = Home::take(state, planned);
        if let Some(presenting) = &mut state.presenting {
            presenting.home = Some(home);
        }
    }
    state.show(document);
}

/// Puts the one from the beginning back, with all that was done to it: what was asked of it is still a question.
fn go_home(state: &mut State) {
    state.document.end_gesture();
    let presenting = state.presenting.as_mut();
    if let Some(home) = presenting.and_then(|presenting| presenting.home.take()) {
        let planned = home.put_back(state);
        if let Some(presenting) = &mut state.presenting {
            presenting.planned = planned;
        }
    }
}

/// Puts the open scenario back to what was planned.
pub fn as_planned(state: &mut State) {
    let Some(presenting) = &state.presenting else {
        return;
    };
    let planned = presenting.planned.clone();
    state.document.replace("As planned", planned);
    state.drafts.clear();
    state.refresh();
}
