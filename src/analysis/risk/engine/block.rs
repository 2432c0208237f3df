//! A block of draws: what each draw comes to, and its curves.

use crate::analysis::risk::lanes::{BLOCK, BlockArray};

/// The outcomes of a block of draws.
#[derive(Debug, Clone)]
pub struct BlockOutcomes {
    /// Totals of prompting.
    pub prompting: BlockArray,
    /// Totals of fine-tuning.
    pub fine_tuning: BlockArray,
    /// Break-even in months; NaN where there is none.
    pub month: BlockArray,
    /// Break-even in queries; NaN where there is none.
    pub queries: BlockArray,
}

impl BlockOutcomes {
    /// Room for a block.
    pub fn new() -> Self {
        let none = [0.0; BLOCK];
        Self {
            prompting: none,
            fine_tuning: none,
            month: none,
            queries: none,
        }
    }

    /// S of a draw.
    pub fn saving(&self, draw: usize) -> f64 {
        self.prompting[draw] - self.fine_tuning[draw]
    }
}

impl Default for BlockOutcomes {
    fn default() -> Self {
        Self::new()
    }
}

/// Both cumulative costs of a block of draws, after everything that is booked at t = 0..=T.
#[derive(Debug, Clone, Default)]
pub struct BlockCurves {
    /// Of prompting, by month.
    pub prompting: Vec<BlockArray>,
    /// Of fine-tuning, by month.
    pub fine_tuning: Vec<BlockArray>,
}

impl BlockCurves {
    /// Room for the curves of a block.
    pub fn new(months: usize) -> Self {
        // Two of their own rather than one and its copy: zeros are given by the system when they are first written over.
        Self {
            prompting: vec![[0.0; BLOCK]; months + 1],
            fine_tuning: vec![[0.0; BLOCK]; months + 1],
        }
    }
}
