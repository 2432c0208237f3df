//! The whole model of MODEL.md §2–4 for many draws at once: each goes through all months in the registers, next to as many others as
//! these hold. [`super::reference`] is the same, draw by draw, through the ledger that everything else goes through; the tests hold one
//! against the other.
//!
//! - [`block`]: what a block of draws comes to
//! - `group`: as many draws as go through the months together
//! - `months`: these on their way
//! - `approach`: what one approach costs; `events`: changes and retirements
//! - `cumulative`: both cumulative costs, and where they cross

mod approach;
pub mod block;
mod cumulative;
mod events;
mod group;
mod months;

use pulp::{Arch, Simd, WithSimd};

use super::lanes::{BLOCK, BlockArray};
use super::model_inputs::ModelInputs;
use block::{BlockCurves, BlockOutcomes};
use group::GROUP;
use months::Months;

/// Evaluates the model for a block of draws after the other.
pub struct Engine<'a> {
    inputs: &'a ModelInputs,
    months: Box<Months>,
}

impl<'a> Engine<'a> {
    /// An engine for draws of these inputs.
    pub fn new(inputs: &'a ModelInputs) -> Self {
        Self {
            inputs,
            months: Box::new(Months::new(inputs)),
        }
    }

    /// Evaluates the first `draws` of a block, whose inputs of [`Source::Column`](super::model_inputs::Source::Column) stand in `columns`.
    /// Follows the curves too if there is room for them in `curves`.
    pub fn evaluate(
        &mut self,
        draws: usize,
        columns: &[BlockArray],
        block: &mut BlockOutcomes,
        curves: Option<&mut BlockCurves>,
    ) {
        Arch::new().dispatch(Work {
            draws,
            inputs: self.inputs,
            months: &mut self.months,
            columns,
            block,
            curves,
        });
    }
}

struct Work<'a> {
    draws: usize,
    inputs: &'a ModelInputs,
    months: &'a mut Months,
    columns: &'a [BlockArray],
    block: &'a mut BlockOutcomes,
    curves: Option<&'a mut BlockCurves>,
}

impl WithSimd for Work<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        let (inputs, months, mut curves) = (self.inputs, self.months, self.curves);
        for first in (0..self.draws.min(BLOCK)).step_by(GROUP) {
            months.start(simd, inputs, self.columns, first);
            for month in 0..=inputs.months {
                if month > 0 {
                    months.go_on(simd, inputs, month);
                }
                if let Some(curves) = &mut curves {
                    months.cumulative.keep(month, first, curves);
                }
            }
            months.cumulative.finish(simd, first, self.block);
        }
    }
}
