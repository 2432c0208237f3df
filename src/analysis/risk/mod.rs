//! How sure the result is (MODEL.md §6): all uncertain inputs drawn together, and what that means for the decision.
//!
//! - [`sobol`]: where the draws lie in the unit cube, and [`samples`]: the values of the inputs there
//! - [`model_inputs`]: which input of the model is in which column
//! - [`engine`]: the whole model for a block of draws, on [`lanes`]; [`reference`](mod@reference): the same draw by draw, its oracle
//! - [`layout`]: how the draws lie in blocks and scrambles; [`draws`]: a run through them
//! - `accumulator`: what is kept of the draws, in a `histogram` if they are too many; [`quantiles`]: quantiles and shares of that
//! - `summary`: what they come to, a [`Risk`]
//!
//! Up to 16,384 draws are points of one scramble; more are those of eight independent ones, so that the spread between these tells the
//! sampling error. Curves are followed, and their quantiles taken, in the first scramble, in at most 16,384 draws. The draws are the same
//! for every strategy, on every run, and however many threads work them out.

mod accumulator;
pub mod draws;
pub mod engine;
mod histogram;
pub mod lanes;
pub mod layout;
pub mod model_inputs;
mod parallel;
pub mod quantiles;
mod reduce;
pub mod reference;
pub mod samples;
pub mod sobol;
mod summary;

use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use crate::analysis::risk::draws::Run;
use crate::analysis::risk::parallel::in_parts;
use crate::scenario::Scenario;

use accumulator::Accumulator;
use engine::block::BlockCurves;
use lanes::{BLOCK, BlockArray};
use layout::{FINAL_DRAWS, PREVIEW_DRAWS};

pub use quantiles::{Distribution, Quantiles};
pub use summary::{Bands, InformationValue, Risk};

impl Risk {
    /// Draws a scenario at least `wanted` times, a power of two; `None` where nothing is uncertain. `progress` hears which part of the
    /// work is done, 0 to 1, from any thread; where it says `false` the work stops, and there is no result.
    pub fn new(
        scenario: &Scenario,
        wanted: usize,
        progress: &(impl Fn(f64) -> bool + Sync),
    ) -> Option<Self> {
        let cores = thread::available_parallelism().map_or(1, NonZero::get);
        Self::by_threads(cores, scenario, wanted, progress)
    }

    /// The same, by so many threads; the result doesn't depend on how many.
    pub fn by_threads(
        threads: usize,
        scenario: &Scenario,
        wanted: usize,
        progress: &(impl Fn(f64) -> bool + Sync),
    ) -> Option<Self> {
        Self::drawn(threads, scenario, wanted, true, progress)
    }

    /// The same without bands, which are most of the work of few draws: for many scenarios that are tried out one after the other.
    pub fn without_bands(scenario: &Scenario, wanted: usize) -> Option<Self> {
        Self::drawn(1, scenario, wanted, false, &|_| true)
    }

    fn drawn(
        threads: usize,
        scenario: &Scenario,
        wanted: usize,
        with_bands: bool,
        progress: &(impl Fn(f64) -> bool + Sync),
    ) -> Option<Self> {
        let run = Run::new(scenario, wanted, threads);
        if run.uncertain.is_empty() {
            return None;
        }
        let layout = run.layout;
        let all = layout.samples / BLOCK;
        let done = AtomicUsize::new(0);
        let goes_on = || {
            let done = done.fetch_add(1, Ordering::Relaxed) + 1;
            progress(done as f64 / all as f64)
        };
        let first = layout.first(PREVIEW_DRAWS);
        let others = first.end..all;
        let accumulator = Accumulator::new(layout, run.uncertain.len());
        let (mut accumulator, curves) = run.accumulate(first, accumulator, with_bands, &goes_on)?;
        let bands = if with_bands {
            Bands::new(threads, &curves, run.inputs.months)?
        } else {
            Bands::default()
        };
        drop(curves);
        // The first draws of a long run decide where the bins of all draws lie.
        if layout.samples > FINAL_DRAWS {
            accumulator.start_histograms();
        }
        let (accumulator, _) = run.accumulate(others, accumulator, false, &goes_on)?;
        accumulator.into_risk(threads, &run.uncertain, bands)
    }
}

impl Bands {
    /// `None` without any curve.
    fn new(threads: usize, curves: &[BlockCurves], months: usize) -> Option<Self> {
        let by_month = in_parts(threads, 0..months + 1, |part| {
            part.map(|t| {
                let of = |curve: fn(&BlockCurves) -> &Vec<BlockArray>| -> Vec<&[f64]> {
                    curves.iter().map(|of| curve(of)[t].as_slice()).collect()
                };
                let (prompting, fine_tuning) = (of(|of| &of.prompting), of(|of| &of.fine_tuning));
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
        })?;
        let by_month = by_month.concat();
        let of = |place: usize| by_month.iter().map(|month| month[place]).collect();
        Some(Self {
            prompting: of(0),
            fine_tuning: of(1),
            saving: of(2),
        })
    }
}
