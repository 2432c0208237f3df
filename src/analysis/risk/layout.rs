//! How the draws of a run are laid out in scrambles and blocks.

use std::ops::Range;

use super::engine::block::BlockOutcomes;
use super::lanes::{BLOCK, BlockArray};

/// Draws while an input is being edited.
pub const PREVIEW_DRAWS: usize = 16_384;

/// Draws once editing has stopped, and of a report that doesn't ask for another number.
pub const FINAL_DRAWS: usize = 131_072;

/// Most draws that can be asked for.
pub const MAX_DRAWS: usize = 10_000_000;

/// Independent scrambles of a run of more than [`PREVIEW_DRAWS`] draws.
const SCRAMBLES: usize = 8;

/// How the draws of a run are laid out.
#[derive(Debug, Clone, Copy)]
pub(super) struct Layout {
    pub(super) samples: usize,
    /// Draws of a scramble.
    pub(super) of_scramble: usize,
}

impl Layout {
    pub(super) fn new(wanted: usize) -> Self {
        let samples = wanted.clamp(BLOCK, MAX_DRAWS).next_power_of_two();
        Self {
            samples,
            of_scramble: if samples > PREVIEW_DRAWS {
                samples / SCRAMBLES
            } else {
                samples
            },
        }
    }

    pub(super) fn scrambles(self) -> usize {
        self.samples / self.of_scramble
    }

    /// The blocks of the first draws: at most so many, all from one scramble.
    pub(super) fn first(self, most: usize) -> Range<usize> {
        0..self.of_scramble.min(most) / BLOCK
    }
}

/// A block of draws, with what it came to.
pub struct DrawnBlock<'a> {
    /// The scramble that it is from; its seed is [`SEED`](super::samples::SEED) and this.
    pub scramble: usize,
    /// Place of its first draw in the scramble.
    pub first: usize,
    /// Coordinates, for each uncertain input.
    pub coordinates: &'a [[u32; BLOCK]],
    /// Values, for each uncertain input.
    pub columns: &'a [BlockArray],
    /// What they come to.
    pub outcomes: &'a BlockOutcomes,
}
