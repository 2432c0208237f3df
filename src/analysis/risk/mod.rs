//! How sure the result is (MODEL.md §6): all uncertain inputs drawn together, and what that means for the decision.
//!
//! - [`sobol`]: where the draws lie in the unit cube, and [`columns`]: the values of the inputs there
//! - [`plan`]: which input of the model is in which column
//! - [`engine`]: the whole model for a block of draws, on [`lanes`]; [`plain`]: the same draw by draw, its oracle
//! - `collected`: what is kept of the draws, in `bins` where they are too many; [`spread`]: quantiles and shares of that; [`words`]:
//!   what they say
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

use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use crate::analysis::risk::draws::Run;
use crate::analysis::risk::layout::{AT_REST, WHILE_EDITING};
use crate::analysis::risk::parallel::in_parts;
use crate::scenario::Scenario;
use crate::scenario::inputs::Input;

use accumulator::Collected;
use engine::Curves;
use lanes::{BLOCK, Each};

pub use crate::scenario::quantity::percent;
pub use quantiles::{Quantiles, Spread};

/// Quantiles of the curves at the end of each month, t = 0..=T.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Bands {
    /// Cumulative cost of prompting.
    pub prompting: Vec<Quantiles>,
    /// Cumulative cost of fine-tuning.
    pub fine_tuning: Vec<Quantiles>,
    /// Prompting's less fine-tuning's.
    pub saving: Vec<Quantiles>,
}

/// What it is worth to know one input.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Worth {
    /// The input.
    pub input: &'static Input,
    /// EVPPI, in money.
    pub value: f64,
}

/// What the draws come to.
#[derive(Debug, Clone)]
pub struct Risk {
    /// How many draws.
    pub samples: usize,
    /// Share of draws in which fine-tuning is cheaper at the horizon, and so breaks even within it (MODEL.md §4).
    pub cheaper: f64,
    /// The sampling error of that share, one standard error, where there are several scrambles.
    pub cheaper_error: Option<f64>,
    /// The sampling error of the mean saving, likewise.
    pub saving_error: Option<f64>,
    /// S.
    pub saving: Spread,
    /// Totals of prompting.
    pub prompting: Quantiles,
    /// Totals of fine-tuning.
    pub fine_tuning: Quantiles,
    /// Months to break-even, of the draws that break even.
    pub month: Spread,
    /// Queries to break-even, of the draws that break even.
    pub queries: Option<Quantiles>,
    /// Month by month.
    pub bands: Bands,
    /// The most that any further evidence can be worth.
    pub evpi: f64,
    /// What each uncertain input alone is worth knowing, the most first.
    pub evppi: Vec<Worth>,
}

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
        let first = layout.first(WHILE_EDITING);
        let others = first.end..all;
        let collected = Collected::new(layout, run.uncertain.len());
        let (mut collected, curves) = run.collect(first, collected, with_bands, &goes_on)?;
        let bands = if with_bands {
            Bands::new(threads, &curves, run.plan.months)?
        } else {
            Bands::default()
        };
        drop(curves);
        // Of a long run the first draws tell where bins for all should lie.
        if layout.samples > AT_REST {
            collected.place_bins();
        }
        let (collected, _) = run.collect(others, collected, false, &goes_on)?;
        collected.risk(threads, &run.uncertain, bands)
    }
}

impl Bands {
    /// `None` without any curve.
    fn new(threads: usize, curves: &[Curves], months: usize) -> Option<Self> {
        let by_month = in_parts(threads, 0..months + 1, |part| {
            part.map(|t| {
                let of = |curve: fn(&Curves) -> &Vec<Each>| -> Vec<&[f64]> {
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
