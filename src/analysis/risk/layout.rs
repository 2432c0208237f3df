//! How the draws of a run are divided into scrambles and blocks.

use std::ops::Range;

use super::engine::block::BlockOutcomes;
use super::lanes::{BLOCK, BlockArray};
use super::success::DrawnSuccess;

/// Draws while an input is being edited, and at most this many curves for the bands.
pub const PREVIEW_DRAWS: usize = 16_384;

/// Draws once editing has stopped, and the default of reports.
pub const FINAL_DRAWS: usize = 131_072;

/// At most this many draws can be requested; a run rounds them up to a power of two, 16,777,216.
pub const MAX_DRAWS: usize = 10_000_000;

/// Independent scrambles of a run of more than [`PREVIEW_DRAWS`] draws.
const SCRAMBLES: usize = 8;

/// The draws of a run: a power of two, at least a block, divided into one scramble or several of equal size.
#[derive(Debug, Clone, Copy)]
pub(super) struct Layout {
    /// Draws in all scrambles.
    pub(super) draws: usize,
    /// Draws in each scramble.
    pub(super) per_scramble: usize,
}

impl Layout {
    pub(super) fn new(wanted: usize) -> Self {
        let draws = wanted.clamp(BLOCK, MAX_DRAWS).next_power_of_two();
        Self {
            draws,
            per_scramble: if draws > PREVIEW_DRAWS {
                draws / SCRAMBLES
            } else {
                draws
            },
        }
    }

    pub(super) fn scrambles(self) -> usize {
        self.draws / self.per_scramble
    }

    /// The first blocks, of at most `max_draws` draws and all from the first scramble.
    pub(super) fn first(self, max_draws: usize) -> Range<usize> {
        0..self.per_scramble.min(max_draws) / BLOCK
    }
}

/// A block of draws with its outcomes.
pub struct DrawnBlock<'a> {
    /// The number of the scramble that it is from; the scramble's seed is [`SEED`](super::samples::SEED) plus this.
    pub scramble: usize,
    /// The position of its first draw in the scramble.
    pub first: usize,
    /// Coordinates in units of 2^−32, a column for each uncertain input.
    pub coordinates: &'a [[u32; BLOCK]],
    /// Values, a column for each uncertain input.
    pub columns: &'a [BlockArray],
    /// Whether fine-tuning succeeds; `None` if it does for sure.
    pub success: Option<&'a DrawnSuccess>,
    /// The outcomes of the draws.
    pub outcomes: &'a BlockOutcomes,
}
