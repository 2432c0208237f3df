//! How sure the result is (docs/formulas.md §6): all uncertain inputs are drawn together, and each draw is evaluated by the whole model.
//!
//! - [`sobol`]: points of the unit cube; [`samples`]: the values of the uncertain inputs at these points
//! - [`model_inputs`]: where the engine finds each input, as one number for all draws or as a column
//! - `copula`: inputs that move together
//! - [`success`]: whether fine-tuning succeeds, and what a draw comes to in which it fails
//! - [`engine`]: the whole model for a block of draws at once, on [`lanes`]; [`reference`](mod@reference): the same draw by draw, against
//!   which tests check the engine
//! - [`layout`]: how draws are divided into blocks and scrambles; [`draws`]: a run through the blocks
//! - `accumulator`: what is kept of the draws, in a `histogram` if there are too many to keep them all; [`quantiles`]: distributions
//! - `summary`: the result, a [`Risk`]; `base_gap`: where the base case and the median tell different stories, and why
//! - `reduce`: sums with a fixed order of addition
//!
//! Up to [`PREVIEW_DRAWS`] draws are points of one scramble. More draws are divided among `SCRAMBLES` independent scrambles, so that the
//! differences between these give the sampling error. Curves are kept for the bands from the first scramble only, in at most
//! [`PREVIEW_DRAWS`] draws. The draws are the same for every strategy, on every run and for any number of threads.

mod accumulator;
mod base_gap;
mod copula;
pub mod draws;
pub mod engine;
mod histogram;
pub mod lanes;
pub mod layout;
pub mod model_inputs;
pub mod quantiles;
mod reduce;
pub mod reference;
pub mod samples;
pub mod sobol;
pub mod success;
mod summary;

use std::sync::atomic::{AtomicUsize, Ordering};

use crate::analysis::parallel::{cores, in_parts};
use crate::analysis::risk::draws::Run;
use crate::scenario::Scenario;

use accumulator::Accumulator;
use base_gap::base_gap;
use engine::block::BlockCurves;
use lanes::{BLOCK, BlockArray};
use layout::{FINAL_DRAWS, PREVIEW_DRAWS};

pub use quantiles::{Distribution, Quantiles};
pub use summary::{Bands, BaseGap, GapReason, InformationValue, Risk};

impl Risk {
    /// Draws a scenario `wanted` times, rounded up to a power of two; `None` if nothing is uncertain: no input, nor whether fine-tuning
    /// succeeds.
    ///
    /// `progress` is called from any thread with the share of the work done, 0 to 1. If it returns `false` the work stops and the result
    /// is `None`.
    ///
    /// ```
    /// use breakeven::analysis::risk::Risk;
    /// use breakeven::files::examples::Example;
    ///
    /// let scenario = Example::find("support-replies").unwrap().parse().unwrap();
    /// let risk = Risk::new(scenario, 4096, &|_| true).unwrap();
    /// let saving = risk.saving.quantiles().unwrap();
    /// assert!(saving.p5 < saving.p50 && saving.p50 < saving.p95);
    /// assert!(risk.probability_cheaper > 0.0 && risk.probability_cheaper < 1.0);
    /// assert!(risk.evppi[0].value <= risk.evpi);
    /// ```
    pub fn new(
        scenario: &Scenario,
        wanted: usize,
        progress: &(impl Fn(f64) -> bool + Sync),
    ) -> Option<Self> {
        Self::by_threads(cores(), scenario, wanted, progress)
    }

    /// [`Risk::new`] on a given number of threads; the result doesn't depend on how many.
    pub fn by_threads(
        threads: usize,
        scenario: &Scenario,
        wanted: usize,
        progress: &(impl Fn(f64) -> bool + Sync),
    ) -> Option<Self> {
        Self::draw(threads, scenario, wanted, true, progress)
    }

    /// [`Risk::new`] on this thread and without bands, which take most of the time of a short run: for trying out many scenarios in turn.
    pub fn without_bands(scenario: &Scenario, wanted: usize) -> Option<Self> {
        Self::draw(1, scenario, wanted, false, &|_| true)
    }

    fn draw(
        threads: usize,
        scenario: &Scenario,
        wanted: usize,
        with_bands: bool,
        progress: &(impl Fn(f64) -> bool + Sync),
    ) -> Option<Self> {
        let run = Run::new(scenario, wanted, threads);
        if run.is_certain() {
            return None;
        }
        let layout = run.layout;
        let blocks = layout.draws / BLOCK;
        let done = AtomicUsize::new(0);
        let block_done = || {
            let done = done.fetch_add(1, Ordering::Relaxed) + 1;
            progress(done as f64 / blocks as f64)
        };
        let first = layout.first(PREVIEW_DRAWS);
        let others = first.end..blocks;
        let accumulator = Accumulator::new(layout, run.uncertain.len());
        let (mut accumulator, curves) =
            run.accumulate(first, accumulator, with_bands, &block_done)?;
        let bands = if with_bands {
            Bands::new(threads, &curves, run.inputs.months)?
        } else {
            Bands::default()
        };
        drop(curves);
        // The first draws of a long run determine the bins for all draws.
        if layout.draws > FINAL_DRAWS {
            accumulator.start_histograms(threads);
        }
        let (accumulator, _) = run.accumulate(others, accumulator, false, &block_done)?;
        let mut risk = accumulator.into_risk(threads, &run.uncertain, bands)?;
        // Those who try out many scenarios ask for figures, not for words.
        if with_bands {
            risk.base_gap = base_gap(scenario, &risk.saving, risk.attempt);
        }
        Some(risk)
    }
}

impl Bands {
    /// Quantiles of both curves and their difference at each t; `None` if there are no curves.
    fn new(threads: usize, curves: &[BlockCurves], months: usize) -> Option<Self> {
        let by_month = in_parts(
            threads,
            0..months + 1,
            || (),
            |(), part| {
                part.map(|t| {
                    let at_t = |curve: fn(&BlockCurves) -> &Vec<BlockArray>| -> Vec<&[f64]> {
                        let blocks = curves.iter();
                        blocks.map(|block| curve(block)[t].as_slice()).collect()
                    };
                    let prompting = at_t(|block| &block.prompting);
                    let fine_tuning = at_t(|block| &block.fine_tuning);
                    let mut saving = Vec::with_capacity(curves.len() * BLOCK);
                    for (prompting, tuned) in prompting.iter().zip(&fine_tuning) {
                        let pairs = prompting.iter().zip(*tuned);
                        saving.extend(pairs.map(|(prompting, tuned)| prompting - tuned));
                    }
                    Some([
                        quantiles::quantiles_of(&prompting)?,
                        quantiles::quantiles_of(&fine_tuning)?,
                        quantiles::quantiles_of(&[&saving])?,
                    ])
                })
                .collect::<Option<Vec<_>>>()
            },
        )?;
        let by_month = by_month.concat();
        let band = |index: usize| by_month.iter().map(|month| month[index]).collect();
        Some(Self {
            prompting: band(0),
            fine_tuning: band(1),
            saving: band(2),
        })
    }
}
