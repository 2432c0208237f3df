//! The progress of a long run, in a line on the terminal.

use std::io::{self, IsTerminal as _, Write as _};
use std::sync::atomic::{AtomicUsize, Ordering};

/// Fewer draws are done before a user could read the progress.
const MIN_SAMPLES_FOR_PROGRESS: usize = 1_000_000;

/// Shows on the terminal which part of the draws is done, unless the draws are few or nobody is there to read it.
pub(super) struct Progress {
    is_shown: bool,
    /// What was shown last.
    percent: AtomicUsize,
}

impl Progress {
    /// The progress of so many draws.
    pub(super) fn new(samples: usize) -> Self {
        Self {
            is_shown: samples >= MIN_SAMPLES_FOR_PROGRESS && io::stderr().is_terminal(),
            percent: AtomicUsize::new(0),
        }
    }

    /// Whether the progress is shown at all.
    pub(super) fn is_shown(&self) -> bool {
        self.is_shown
    }

    /// Shows that this part is done, from 0 to 1. Threads may call it in any order.
    pub(super) fn show(&self, part: f64) {
        let percent = (100.0 * part.clamp(0.0, 1.0)) as usize;
        if self.is_shown && self.percent.fetch_max(percent, Ordering::Relaxed) < percent {
            let _ = write!(io::stderr(), "\rSimulating: {percent}%");
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.is_shown {
            let _ = writeln!(io::stderr());
        }
    }
}
