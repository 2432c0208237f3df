//! How the draws of a run are laid out in scrambles and blocks.

use std::ops::Range;

use super::engine::Block;
use super::lanes::{BLOCK, Each};

/// Draws while something is being edited.
pub const WHILE_EDITING: usize = 16_384;

/// Draws once it rests, and of a report that doesn't ask for others.
pub const AT_REST: usize = 131_072;

/// Most draws that can be asked for.
pub const MOST: usize = 10_000_000;

/// Independent scrambles of a run of more than [`WHILE_EDITING`] draws.
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
        let samples = wanted.clamp(BLOCK, MOST).next_power_of_two();
        Self {
            samples,
            of_scramble: if samples > WHILE_EDITING {
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
pub struct Drawn<'a> {
    /// The scramble that it is from; its seed is [`columns::SEED`] and this.
    pub scramble: usize,
    /// Place of its first draw in the scramble.
    pub first: usize,
    /// Coordinates, for each uncertain input.
    pub coordinates: &'a [[u32; BLOCK]],
    /// Values, for each uncertain input.
    pub columns: &'a [Each],
    /// What they come to.
    pub outcomes: &'a Block,
}
