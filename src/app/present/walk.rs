//! From page to page and from scenario to scenario.

use crate::analysis::study::Study;
use crate::app::compare;
use crate::app::document::Document;
use crate::app::state::State;
use crate::charts::compare::Compares;
use crate::charts::figure::Kind;
use crate::files::examples::EXAMPLES;
use crate::files::settings::Pick;
use crate::scenario::Scenario;

use super::Page;

/// The pages that there are.
pub(super) fn pages(state: &State, study: &Study) -> Vec<Page> {
    let comparison = compare::is_any(state);
    let comparisons = [Compares::Savings, Compares::Costs].map(Page::Comparison);
    Kind::of(study)
        .map(Page::Chart)
        .chain([Page::Verdict])
        .chain(comparisons.into_iter().filter(|_| comparison))
        .collect()
}

/// Shows the next page that there is, or the one before.
pub fn turn(state: &mut State, forward: bool) {
    let there = match state
        .presenting
        .as_ref()
        .map(|presenting| &presenting.latest)
    {
        Some(latest) => match latest.shown(&state.revision) {
            Some((study, _)) => pages(state, study),
            None => return,
        },
        None => return,
    };
    let Some(presenting) = &mut state.presenting else {
        return;
    };
    if !std::mem::take(&mut presenting.blank) {
        let place = there.iter().position(|page| *page == presenting.page);
        presenting.page = there[stepped(place, there.len(), forward)];
    }
}

/// The place after or before another, round the end.
fn stepped(place: Option<usize>, of: usize, forward: bool) -> usize {
    match (place, forward) {
        (None, _) => 0,
        (Some(place), true) => (place + 1) % of,
        (Some(place), false) => (place + of - 1) % of,
    }
}

/// The scenarios to walk through: those that are ticked, else those of the library, else the examples.
fn stops(state: &State) -> Vec<Pick> {
    if state.settings.compared.len() > 1 {
        return state.settings.compared.clone();
    }
    let listed = state
        .library
        .items
        .iter()
        .filter(|item| item.verdict.is_ok());
    let mut stops: Vec<Pick> = listed.map(|item| Pick::File(item.path.clone())).collect();
    if stops.len() < 2 {
        let examples = EXAMPLES
            .iter()
            .map(|example| Pick::Example(example.name.to_owned()));
        stops.extend(examples);
    }
    stops
}

/// Shows the next scenario. What was open stays as it is, for the end; what was asked of others on the strip is forgotten.
pub fn turn_scenario(state: &mut State, forward: bool) {
    // What is being saved is booked on what is open.
    if state.is_saving() {
        return;
    }
    let stops = stops(state);
    let is_open = |pick: &Pick| match pick {
        Pick::File(path) => state.document.path.as_ref() == Some(path),
        Pick::Example(name) => {
            let example = EXAMPLES.iter().find(|example| example.name == name);
            let example = example.and_then(|example| example.scenario().ok());
            let name = &state.document.scenario().name;
            state.document.path.is_none() && example.is_some_and(|example| example.name == *name)
        }
    };
    let place = stops.iter().position(is_open);
    let next = &stops[stepped(place, stops.len(), forward)];
    let opened = match next {
        Pick::File(path) => Document::open(path.clone()).map_err(|error| error.to_string()),
        Pick::Example(name) => EXAMPLES
            .iter()
            .find(|example| example.name == name)
            .ok_or_else(|| format!("there is no example “{name}”"))
            .and_then(|example| example.scenario().map_err(|error| error.to_string()))
            .map(Document::untitled),
    };
    match opened {
        Ok(document) => put(state, document),
        Err(problem) => state.notices.error(problem),
    }
}

/// Puts another scenario in place of the open one, or the one from the beginning with all that was done to it.
fn put(state: &mut State, document: Document) {
    state.document.end_gesture();
    let Some(presenting) = &mut state.presenting else {
        return;
    };
    let returns = presenting.home.as_ref().is_some_and(|(home, _)| {
        home.path == document.path && home.scenario().name == document.scenario().name
    });
    let open = std::mem::replace(&mut state.document, Document::untitled(Scenario::default()));
    let (shown, planned) = match presenting.home.take() {
        // What was asked of it is still a question.
        Some(home) if returns => home,
        away => {
            let home = away.unwrap_or_else(|| (open, presenting.planned.clone()));
            presenting.home = Some(home);
            let planned = document.scenario().clone();
            (document, planned)
        }
    };
    presenting.planned = planned;
    state.show(shown);
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
