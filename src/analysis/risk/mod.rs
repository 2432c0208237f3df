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

mod bins;
mod collected;
pub mod columns;
pub mod engine;
pub mod lanes;
pub mod plain;
pub mod plan;
pub mod sobol;
pub mod spread;
pub mod words;

use std::num::NonZero;
use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use crate::scenario::Scenario;
use crate::scenario::inputs::Input;

use collected::Collected;
use columns::Uncertain;
use engine::{Block, Curves, Engine};
use lanes::{BLOCK, Each};
use plan::Plan;
pub use spread::{Quantiles, Spread};
pub use words::percent;

/// Draws while something is being edited.
pub const WHILE_EDITING: usize = 16_384;
/// Draws once it rests, and of a report that doesn't ask for others.
pub const AT_REST: usize = 131_072;
/// Most draws that can be asked for.
pub const MOST: usize = 10_000_000;
/// Independent scrambles of a run of more than [`WHILE_EDITING`] draws.
const SCRAMBLES: usize = 8;

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

/// How the draws of a run are laid out.
#[derive(Debug, Clone, Copy)]
struct Layout {
    samples: usize,
    /// Draws of a scramble.
    of_scramble: usize,
}

impl Layout {
    fn new(wanted: usize) -> Self {
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

    fn scrambles(self) -> usize {
        self.samples / self.of_scramble
    }

    /// The blocks of the first draws: at most so many, all from one scramble.
    fn first(self, most: usize) -> Range<usize> {
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

/// What is drawn, and how.
struct Run {
    plan: Plan,
    uncertain: Vec<Uncertain>,
    layout: Layout,
    threads: usize,
}

/// Where blocks are worked out one after the other.
struct Workplace<'a> {
    engine: Engine<'a>,
    coordinates: Vec<[u32; BLOCK]>,
    columns: Vec<Each>,
    outcomes: Block,
}

impl Run {
    fn new(scenario: &Scenario, wanted: usize, threads: usize) -> Self {
        let uncertain = Uncertain::of(scenario);
        let inputs: Vec<&'static Input> = uncertain.iter().map(|one| one.input).collect();
        Self {
            plan: Plan::new(scenario, &inputs),
            uncertain,
            layout: Layout::new(wanted),
            threads,
        }
    }

    fn workplace(&self) -> Workplace<'_> {
        Workplace {
            engine: Engine::new(&self.plan),
            coordinates: vec![[0; BLOCK]; self.uncertain.len()],
            columns: vec![[0.0; BLOCK]; self.uncertain.len()],
            outcomes: Block::new(),
        }
    }

    /// Draws a block, with its curves where they are wanted.
    fn draw<'a>(
        &self,
        block: usize,
        at: &'a mut Workplace<'_>,
        curves: Option<&mut Curves>,
    ) -> Drawn<'a> {
        let draw = block * BLOCK;
        let (scramble, first) = (
            draw / self.layout.of_scramble,
            draw % self.layout.of_scramble,
        );
        let columns = at.coordinates.iter_mut().zip(&mut at.columns);
        for (uncertain, (coordinates, column)) in self.uncertain.iter().zip(columns) {
            uncertain.fill(scramble as u32, first as u32, coordinates, column);
        }
        at.engine
            .work_out(BLOCK, &at.columns, &mut at.outcomes, curves);
        Drawn {
            scramble,
            first,
            coordinates: &at.coordinates,
            columns: &at.columns,
            outcomes: &at.outcomes,
        }
    }

    /// Draws blocks and joins what is `collected`, with their curves where they are wanted; `None` where `goes_on` says no.
    fn collect(
        &self,
        blocks: Range<usize>,
        mut collected: Collected,
        with_curves: bool,
        goes_on: &(impl Fn() -> bool + Sync),
    ) -> Option<(Collected, Vec<Curves>)> {
        let parts = in_parts(self.threads, blocks, |part| {
            let (mut at, mut collected) = (self.workplace(), collected.like());
            let mut curves = Vec::new();
            for block in part {
                let mut of_block = with_curves.then(|| Curves::new(self.plan.months));
                collected.take(&self.draw(block, &mut at, of_block.as_mut()));
                curves.extend(of_block);
                if !goes_on() {
                    return None;
                }
            }
            Some((collected, curves))
        })?;
        let mut curves = Vec::new();
        for (part, of_part) in parts {
            collected.join(part);
            curves.extend(of_part);
        }
        Some((collected, curves))
    }
}

/// All draws of a run in order, for audit; stops where `taken` fails.
pub fn each_draw<E>(
    scenario: &Scenario,
    wanted: usize,
    mut taken: impl FnMut(&Drawn<'_>) -> Result<(), E>,
) -> Result<(), E> {
    let run = Run::new(scenario, wanted, 1);
    let mut at = run.workplace();
    for block in 0..run.layout.samples / BLOCK {
        taken(&run.draw(block, &mut at, None))?;
    }
    Ok(())
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
                    spread::quantiles_of(&prompting)?,
                    spread::quantiles_of(&fine_tuning)?,
                    spread::quantiles_of(&[&saving])?,
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

/// Parts of a run: as many whatever the threads, so that sums are always added up in the same order.
const PARTS: usize = 64;

/// Splits `blocks` into parts, has them worked on by some threads, and returns what comes out in order; `None` where a part has none.
fn in_parts<T: Send>(
    threads: usize,
    blocks: Range<usize>,
    work: impl Fn(Range<usize>) -> Option<T> + Sync,
) -> Option<Vec<T>> {
    let size = blocks.len().div_ceil(PARTS).max(1);
    let parts: Vec<_> = blocks
        .clone()
        .step_by(size)
        .map(|start| start..(start + size).min(blocks.end))
        .collect();
    let next = AtomicUsize::new(0);
    let some = || {
        let mut done = Vec::new();
        loop {
            let place = next.fetch_add(1, Ordering::Relaxed);
            let Some(part) = parts.get(place) else {
                return done;
            };
            done.push((place, work(part.clone())));
        }
    };
    let mut done = thread::scope(|scope| {
        // Threads that the system has no room for are done without.
        let others: Vec<_> = (1..threads.min(parts.len()))
            .filter_map(|_| thread::Builder::new().spawn_scoped(scope, some).ok())
            .collect();
        let mut done = some();
        for other in others {
            match other.join() {
                Ok(part) => done.extend(part),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        done
    });
    done.sort_by_key(|(place, _)| *place);
    done.into_iter().map(|(_, part)| part).collect()
}
