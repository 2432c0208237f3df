//! The whole model of docs/formulas.md §2–4 for many draws at once: each register holds a number for several draws, which go through all months
//! together. [`super::reference`] evaluates the same model draw by draw through the ledger; tests check one against the other.
//!
//! - [`block`]: the outcomes of a block of draws
//! - `group`: the draws of a block that go through the months together
//! - `months`: a group on its way through the months
//! - `approach`: what one approach costs a month; `events`: changes of the wanted behaviour and retirements
//! - `cumulative`: the cumulative costs of both approaches, and where they cross

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
use cumulative::CumulativeCosts;
use group::GROUP;
use months::Months;

/// Evaluates the model for one block of draws after the other.
///
/// ```
/// use breakeven::analysis::Analysis;
/// use breakeven::analysis::risk::engine::{Engine, block::BlockOutcomes};
/// use breakeven::analysis::risk::model_inputs::ModelInputs;
/// use breakeven::files::examples::Example;
///
/// let scenario = Example::find("support-replies").unwrap().parse().unwrap();
/// let inputs = ModelInputs::new(scenario, &[]);
/// let mut block = BlockOutcomes::new();
/// Engine::new(&inputs).evaluate(1, &[], &mut block, None);
/// let saving = Analysis::new(scenario).saving();
/// assert!((block.saving[0] - saving).abs() < 1e-6 * saving.abs());
/// ```
pub struct Engine<'a> {
    inputs: &'a ModelInputs,
    months: Box<Months>,
    cumulative: Box<CumulativeCosts>,
}

impl<'a> Engine<'a> {
    /// An engine for draws with these inputs.
    pub fn new(inputs: &'a ModelInputs) -> Self {
        Self {
            inputs,
            months: Box::default(),
            cumulative: Box::new(CumulativeCosts::new(inputs.months)),
        }
    }

    /// Evaluates the first `draws` draws of a block into `block`, and their cumulative costs into `curves` if given. `columns` holds the
    /// inputs that are [`Source::Column`](super::model_inputs::Source::Column).
    pub fn evaluate(
        &mut self,
        draws: usize,
        columns: &[BlockArray],
        block: &mut BlockOutcomes,
        curves: Option<&mut BlockCurves>,
    ) {
        Arch::new().dispatch(Evaluate {
            draws,
            inputs: self.inputs,
            months: &mut self.months,
            cumulative: &mut self.cumulative,
            columns,
            block,
            curves,
        });
    }
}

/// Evaluates a block, compiled for the widest instructions of this machine.
struct Evaluate<'a> {
    draws: usize,
    inputs: &'a ModelInputs,
    months: &'a mut Months,
    cumulative: &'a mut CumulativeCosts,
    columns: &'a [BlockArray],
    block: &'a mut BlockOutcomes,
    curves: Option<&'a mut BlockCurves>,
}

impl WithSimd for Evaluate<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        let Self {
            inputs,
            months,
            cumulative,
            columns,
            block,
            mut curves,
            ..
        } = self;
        for first in (0..self.draws.min(BLOCK)).step_by(GROUP) {
            months.start(simd, inputs, columns, first, cumulative);
            for month in 0..=inputs.months {
                if month > 0 {
                    months.advance(simd, inputs, month, cumulative);
                }
                if let Some(curves) = &mut curves {
                    cumulative.keep(month, first, curves);
                }
            }
            months.finish(first, block);
            cumulative.finish(first, block);
        }
    }
}
