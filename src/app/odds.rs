//! How sure the open scenario's result is, worked out beside the window: coarse at once, finer once nothing changes.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::analysis::risk::{AT_REST, Risk, WHILE_EDITING};
use crate::scenario::Scenario;

use super::tasks::{Event, Tasks};

/// The newest result, and which scenario it belongs to.
#[derive(Debug, Default)]
pub struct Odds {
    result: Option<Risk>,
    /// The revision of the scenario that the result belongs to.
    of: Option<u64>,
    /// How many draws were asked for.
    samples: usize,
    running: bool,
    /// The newest revision: work for an older one is called off.
    newest: Arc<AtomicU64>,
}

impl Odds {
    /// Starts what is to be worked out next for this revision; what is known or on its way is not.
    pub fn update(
        &mut self,
        revision: u64,
        scenario: &Scenario,
        tasks: &Tasks,
    ) -> Result<(), String> {
        self.newest.store(revision, Ordering::Relaxed);
        let samples = match self.of {
            Some(of) if of == revision && self.samples >= AT_REST => return Ok(()),
            Some(of) if of == revision => AT_REST,
            _ => WHILE_EDITING,
        };
        if self.running {
            return Ok(());
        }
        let (scenario, newest) = (scenario.clone(), Arc::clone(&self.newest));
        tasks.start("risk", move || {
            // A coarse result is shown even where the next is already asked for: the picture follows a dragged input.
            let goes_on =
                |_| samples == WHILE_EDITING || newest.load(Ordering::Relaxed) == revision;
            let risk = Risk::new(&scenario, samples, &goes_on);
            Event::Risk(revision, samples, Box::new(risk))
        })?;
        self.running = true;
        Ok(())
    }

    /// Takes a result. One that was called off is none.
    pub fn take(&mut self, revision: u64, samples: usize, risk: Option<Risk>) {
        self.running = false;
        let called_off = samples > WHILE_EDITING && self.newest.load(Ordering::Relaxed) != revision;
        if called_off {
            return;
        }
        self.of = Some(revision);
        // Where nothing is uncertain, more draws tell no more.
        self.samples = if risk.is_some() { samples } else { AT_REST };
        self.result = risk;
    }

    /// Whether nothing more is to be worked out for this revision.
    pub fn rests(&self, revision: u64) -> bool {
        !self.running && self.of == Some(revision) && self.samples >= AT_REST
    }

    /// The newest result, if there is any, and whether it belongs to this revision.
    pub fn shown(&self, revision: u64) -> Option<(&Risk, bool)> {
        let fits = self.of == Some(revision);
        self.result.as_ref().map(|risk| (risk, fits))
    }
}
