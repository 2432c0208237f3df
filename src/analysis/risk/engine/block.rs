//! The outcomes of a block of draws, and its curves.

use crate::analysis::risk::lanes::{BLOCK, BlockArray};

/// The outcomes of a block of draws.
#[derive(Debug, Clone)]
pub struct BlockOutcomes {
    /// The total cost of prompting.
    pub prompting: BlockArray,
    /// The total cost of fine-tuning.
    pub fine_tuning: BlockArray,
    /// S, what fine-tuning saves by the horizon.
    pub saving: BlockArray,
    /// L, the upfront cost of fine-tuning.
    pub upfront: BlockArray,
    /// Break-even in months; NaN if fine-tuning doesn't pay back.
    pub month: BlockArray,
    /// Break-even in queries; NaN if fine-tuning doesn't pay back.
    pub queries: BlockArray,
}

impl BlockOutcomes {
    /// Room for the outcomes of a block.
    pub fn new() -> Self {
        let none = [0.0; BLOCK];
        Self {
            prompting: none,
            fine_tuning: none,
            saving: none,
            upfront: none,
            month: none,
            queries: none,
        }
    }

    /// Break-even in months of a draw; `None` if fine-tuning doesn't pay back.
    pub fn break_even_month(&self, draw: usize) -> Option<f64> {
        Some(self.month[draw]).filter(|month| !month.is_nan())
    }
}

impl Default for BlockOutcomes {
    fn default() -> Self {
        Self::new()
    }
}

/// The cumulative costs of a block of draws at t = 0..=T, after payments due at t.
#[derive(Debug, Clone, Default)]
pub struct BlockCurves {
    /// Those of prompting, an array for each t.
    pub prompting: Vec<BlockArray>,
    /// Those of fine-tuning, an array for each t.
    pub fine_tuning: Vec<BlockArray>,
}

impl BlockCurves {
    /// Room for the curves of a block over this many months.
    pub fn new(months: usize) -> Self {
        // Two allocations rather than a clone: the system provides zeros lazily, when the memory is first written to.
        Self {
            prompting: vec![[0.0; BLOCK]; months + 1],
            fine_tuning: vec![[0.0; BLOCK]; months + 1],
        }
    }
}
