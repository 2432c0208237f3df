//! A run: draws one block after the other and accumulates the outcomes.

use std::ops::Range;

use crate::analysis::parallel::in_parts;
use crate::scenario::Scenario;
use crate::scenario::inputs::Input;

use super::accumulator::Accumulator;
use super::copula::{Copula, Scores};
use super::engine::Engine;
use super::engine::block::{BlockCurves, BlockOutcomes};
use super::lanes::{BLOCK, BlockArray};
use super::layout::{DrawnBlock, Layout};
use super::model_inputs::ModelInputs;
use super::samples::UncertainInput;
use super::success::{DrawnSuccess, Success, let_fail};

/// A scenario that is drawn, with the layout of its draws.
pub(super) struct Run {
    pub(super) inputs: ModelInputs,
    pub(super) uncertain: Vec<UncertainInput>,
    /// Which of them move together; `None` if none do.
    copula: Option<Copula>,
    /// How it is drawn whether fine-tuning succeeds; `None` if it does for sure.
    success: Option<Success>,
    pub(super) layout: Layout,
    threads: usize,
}

/// The buffers in which a thread evaluates one block after the other.
struct Scratch<'a> {
    engine: Engine<'a>,
    coordinates: Vec<[u32; BLOCK]>,
    scores: Option<Scores>,
    columns: Vec<BlockArray>,
    success: DrawnSuccess,
    outcomes: BlockOutcomes,
}

impl Run {
    pub(super) fn new(scenario: &Scenario, wanted: usize, threads: usize) -> Self {
        let uncertain = UncertainInput::all_in(scenario);
        let columns: Vec<&'static Input> =
            uncertain.iter().map(|uncertain| uncertain.input).collect();
        Self {
            inputs: ModelInputs::new(scenario, &columns),
            copula: Copula::new(scenario, &uncertain),
            success: Success::new(scenario, &columns),
            uncertain,
            layout: Layout::new(wanted),
            threads,
        }
    }

    /// Whether nothing is drawn: no input is uncertain, and fine-tuning succeeds for sure.
    pub(super) fn is_certain(&self) -> bool {
        self.uncertain.is_empty() && self.success.is_none()
    }

    fn scratch(&self) -> Scratch<'_> {
        Scratch {
            engine: Engine::new(&self.inputs),
            coordinates: vec![[0; BLOCK]; self.uncertain.len()],
            scores: self.copula.as_ref().map(Copula::room),
            columns: vec![[0.0; BLOCK]; self.uncertain.len()],
            success: DrawnSuccess::new(),
            outcomes: BlockOutcomes::new(),
        }
    }

    /// Draws and evaluates a block; stores its curves too if `curves` is given.
    fn draw<'a>(
        &self,
        block: usize,
        scratch: &'a mut Scratch<'_>,
        mut curves: Option<&mut BlockCurves>,
    ) -> DrawnBlock<'a> {
        let draw = block * BLOCK;
        let scramble = draw / self.layout.per_scramble;
        let first = draw % self.layout.per_scramble;
        let Scratch {
            engine,
            coordinates,
            scores,
            columns,
            success: drawn_success,
            outcomes,
        } = &mut *scratch;
        for (uncertain, coordinates) in self.uncertain.iter().zip(&mut *coordinates) {
            uncertain.coordinates(scramble as u32, first as u32, coordinates);
        }
        if let Some((copula, scores)) = self.copula.as_ref().zip(scores.as_mut()) {
            copula.apply(coordinates, scores);
        }
        let columns_and_coordinates = columns.iter_mut().zip(&*coordinates);
        for (uncertain, (column, coordinates)) in self.uncertain.iter().zip(columns_and_coordinates)
        {
            uncertain.values(coordinates, column);
        }
        engine.evaluate(BLOCK, columns, outcomes, curves.as_deref_mut());
        if let Some(success) = self.success {
            success.draw(scramble as u32, first as u32, columns, drawn_success);
            let_fail(drawn_success, outcomes, curves);
        }
        DrawnBlock {
            scramble,
            first,
            coordinates: &scratch.coordinates,
            columns: &scratch.columns,
            success: self.success.is_some().then_some(&scratch.success),
            outcomes: &scratch.outcomes,
        }
    }

    /// Draws blocks into an accumulator, and returns their curves if `with_curves`. Calls `block_done` after each block; stops and returns
    /// `None` once that returns `false`.
    pub(super) fn accumulate(
        &self,
        blocks: Range<usize>,
        mut accumulator: Accumulator,
        with_curves: bool,
        block_done: &(impl Fn() -> bool + Sync),
    ) -> Option<(Accumulator, Vec<BlockCurves>)> {
        let scratch = || self.scratch();
        let parts = in_parts(self.threads, blocks, scratch, |scratch, part| {
            let mut accumulator = accumulator.empty_copy();
            let mut curves = Vec::new();
            for block in part {
                let mut block_curves = with_curves.then(|| BlockCurves::new(self.inputs.months));
                accumulator.push(&self.draw(block, scratch, block_curves.as_mut()));
                curves.extend(block_curves);
                if !block_done() {
                    return None;
                }
            }
            Some((accumulator, curves))
        })?;
        let mut curves = Vec::new();
        for (part, part_curves) in parts {
            accumulator.merge(part);
            curves.extend(part_curves);
        }
        Some((accumulator, curves))
    }
}

/// Calls `visit` with the blocks of a run that hold its first `wanted` draws, in order, so that the draws can be listed for an audit. Blocks are
/// whole: the last one may hold more draws than are wanted. Stops at the first error.
///
/// ```
/// use breakeven::analysis::risk::draws::each_draw;
/// use breakeven::files::examples::Example;
///
/// let scenario = Example::find("support-replies").unwrap().parse().unwrap();
/// let mut draws = 0;
/// each_draw(scenario, 1000, |block| {
///     draws += block.outcomes.prompting.len();
///     Ok::<_, std::convert::Infallible>(())
/// })?;
/// assert_eq!(draws, 1024);
/// # Ok::<_, std::convert::Infallible>(())
/// ```
pub fn each_draw<E>(
    scenario: &Scenario,
    wanted: usize,
    mut visit: impl FnMut(&DrawnBlock<'_>) -> Result<(), E>,
) -> Result<(), E> {
    let run = Run::new(scenario, wanted, 1);
    let mut scratch = run.scratch();
    for block in 0..wanted.div_ceil(BLOCK).min(run.layout.draws / BLOCK) {
        visit(&run.draw(block, &mut scratch, None))?;
    }
    Ok(())
}
