//! How sure the open scenario's result is, computed in the background: coarse at once, finer once nothing changes.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::analysis::risk::Risk;
use crate::analysis::risk::layout::{FINAL_DRAWS, PREVIEW_DRAWS};
use crate::app::background::computed::{Cancelled, Computed, Freshness};
use crate::app::background::tasks::Threads;
use crate::scenario::Scenario;

/// The risk of a revision of the scenario.
#[derive(Debug, Default)]
pub struct RiskRun {
    /// Computed for a revision of the scenario and a number of draws.
    computed: Computed<(u64, usize), Arc<Risk>>,
    /// The latest revision: a run for an earlier one is cancelled.
    latest_revision: Arc<AtomicU64>,
}

impl RiskRun {
    /// Starts what is due: few draws for a new revision, then as many as a report has. To be called before and after each frame.
    pub fn poll(
        &mut self,
        threads: &Threads,
        revision: u64,
        scenario: &Scenario,
    ) -> Result<(), String> {
        const NAME: &str = "risk";
        self.latest_revision.store(revision, Ordering::Relaxed);
        self.computed.receive(NAME)?;
        if self.is_settled(revision) {
            return Ok(());
        }
        let has_preview = self.computed.is_for(&(revision, PREVIEW_DRAWS));
        let draws = if has_preview {
            FINAL_DRAWS
        } else {
            PREVIEW_DRAWS
        };
        let latest_revision = Arc::clone(&self.latest_revision);
        self.computed.poll(threads, NAME, &(revision, draws), || {
            let scenario = scenario.clone();
            move || {
                // A preview is shown even if the next one is already due: the picture follows a dragged input.
                let is_wanted = |_| {
                    draws == PREVIEW_DRAWS || latest_revision.load(Ordering::Relaxed) == revision
                };
                let risk = Risk::new(&scenario, draws, &is_wanted);
                if is_wanted(1.0) {
                    Ok(risk.map(Arc::new))
                } else {
                    Err(Cancelled)
                }
            }
        })
    }

    /// Whether nothing more is to be computed for this revision. Where nothing is uncertain, more draws say no more.
    pub fn is_settled(&self, revision: u64) -> bool {
        let has_preview = self.computed.is_for(&(revision, PREVIEW_DRAWS));
        let is_exact = has_preview && matches!(self.get(revision), Freshness::Nothing);
        !self.computed.is_running() && (self.computed.is_for(&(revision, FINAL_DRAWS)) || is_exact)
    }

    /// How the latest result relates to this revision.
    pub fn get(&self, revision: u64) -> Freshness<'_, Risk> {
        self.shared(revision).map(Arc::as_ref)
    }

    /// The same, to be shared with a computation in the background.
    pub fn shared(&self, revision: u64) -> Freshness<'_, Arc<Risk>> {
        let draws = if self.computed.is_for(&(revision, FINAL_DRAWS)) {
            FINAL_DRAWS
        } else {
            PREVIEW_DRAWS
        };
        self.computed.get(&(revision, draws))
    }

    /// The revision and the number of draws of the latest result.
    pub(super) fn computed_for(&self) -> Option<(u64, usize)> {
        self.computed.key().copied()
    }

    /// Another scenario was opened.
    pub fn clear(&mut self) {
        self.computed.clear();
    }
}

impl Drop for RiskRun {
    /// Cancels the run of a window that is closed.
    fn drop(&mut self) {
        self.latest_revision.store(u64::MAX, Ordering::Relaxed);
    }
}
