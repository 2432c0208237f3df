//! How sure the open scenario's result is, worked out beside the window: coarse at once, finer once nothing changes.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use egui::Ui;

use crate::analysis::risk::Risk;
use crate::analysis::risk::layout::{AT_REST, WHILE_EDITING};

use super::latest::Latest;
use super::state::State;
use super::tasks::Event;

/// The risk of a revision of the scenario.
#[derive(Debug, Default)]
pub struct Odds {
    latest: Latest<u64, Risk>,
    /// How many draws were asked for.
    samples: usize,
    /// The newest revision: work for an older one is called off.
    newest: Arc<AtomicU64>,
}

/// Starts what is to be worked out next; what is known or on its way is not.
pub fn update(state: &mut State) -> Result<(), String> {
    let (odds, revision) = (&mut state.odds, state.revision);
    odds.newest.store(revision, Ordering::Relaxed);
    if odds.latest.is_running() || odds.rests(revision) {
        return Ok(());
    }
    let samples = if odds.latest.is_of(&revision) {
        AT_REST
    } else {
        WHILE_EDITING
    };
    let (scenario, newest) = (state.document.scenario().clone(), Arc::clone(&odds.newest));
    state.tasks.start("risk", move || {
        // A coarse result is shown even where the next is already asked for: the picture follows a dragged input.
        let goes_on = |_| samples == WHILE_EDITING || newest.load(Ordering::Relaxed) == revision;
        let risk = Risk::new(&scenario, samples, &goes_on);
        Event::Risk(revision, samples, Box::new(risk))
    })?;
    odds.latest.started();
    Ok(())
}

impl Odds {
    /// Takes a result. One that was called off is none.
    pub fn take(&mut self, revision: u64, samples: usize, risk: Option<Risk>) {
        let newest = self.newest.load(Ordering::Relaxed);
        if samples > WHILE_EDITING && newest != revision {
            self.latest.called_off();
            return;
        }
        // Where nothing is uncertain, more draws tell no more.
        self.samples = if risk.is_some() { samples } else { AT_REST };
        self.latest.take(revision, risk);
    }

    /// Another scenario was opened.
    pub fn clear(&mut self) {
        self.latest.clear();
    }

    /// Whether nothing more is to be worked out for this revision.
    pub fn rests(&self, revision: u64) -> bool {
        !self.latest.is_running() && self.latest.is_of(&revision) && self.samples >= AT_REST
    }

    /// The newest result, if there is any, and whether it belongs to this revision.
    pub fn shown(&self, revision: u64) -> Option<(&Risk, bool)> {
        self.latest.shown(&revision)
    }

    /// The newest result for drawing.
    pub fn for_drawing(&self, ui: &mut Ui, revision: u64) -> Option<&Risk> {
        let none = "All inputs are exact. Type a range such as “20k to 60k” into a field to see how sure the result is.";
        self.latest.for_drawing(ui, &revision, none)
    }
}
