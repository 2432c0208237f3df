//! How sure the result is (MODEL.md §6): all uncertain inputs drawn together, and what that means for the decision.
//!
//! - [`sobol`]: where the draws lie in the unit cube, and [`columns`]: the values of the inputs there
//! - [`engine`]: the whole model for a block of draws, on [`quantity`]; [`plain`]: the same draw by draw, its oracle
//! - [`spread`]: quantiles, probabilities and means of what comes out; [`words`]: what they say
//!
//! Up to 16,384 draws are points of one scramble; more are those of eight independent ones, so that the spread between these tells
//! the sampling error. The draws are the same for every strategy, on every run, and however many threads work them out.

pub mod columns;
pub mod engine;
pub mod plain;
pub mod quantity;
pub mod sobol;
pub mod spread;
pub mod words;

use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use crate::scenario::Scenario;
use crate::scenario::inputs::Input;

use columns::Uncertain;
use quantity::{BLOCK, Each};
use spread::{Collected, Spread};
pub use words::{odds, percent};

/// Draws while something is being edited.
pub const WHILE_EDITING: usize = 16_384;
/// Draws once it rests, and of a report that doesn't ask for others.
pub const AT_REST: usize = 131_072;
/// Most draws that can be asked for.
pub const MOST: usize = 10_000_000;
/// Draws from which the quantiles of each month are taken.
const OF_CURVES: usize = 16_384;
/// Independent scrambles of a run of more than [`WHILE_EDITING`] draws.
const SCRAMBLES: usize = 8;

/// Quantiles of one output.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
#[expect(missing_docs, reason = "percentiles by their names")]
pub struct Quantiles {
    pub p5: f64,
    pub p10: f64,
    pub p25: f64,
    pub p50: f64,
    pub p75: f64,
    pub p90: f64,
    pub p95: f64,
    pub mean: f64,
}

/// Quantiles of the curves at the end of each month, t = 0..=T.
#[derive(Debug, Clone, PartialEq)]
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
    /// Share of draws in which fine-tuning is cheaper at the horizon.
    pub cheaper: f64,
    /// The sampling error of that share, one standard error, where there are several scrambles.
    pub cheaper_error: Option<f64>,
    /// Share of draws in which it breaks even within the horizon.
    pub breaks_even: f64,
    /// S.
    pub saving: Spread,
    /// Totals of prompting.
    pub prompting: Spread,
    /// Totals of fine-tuning.
    pub fine_tuning: Spread,
    /// Months to break-even, of the draws that break even.
    pub month: Spread,
    /// Queries to break-even, of the draws that break even.
    pub queries: Spread,
    /// Month by month.
    pub bands: Bands,
    /// The most that any further evidence can be worth.
    pub evpi: f64,
    /// What each uncertain input alone is worth knowing, the most first.
    pub evppi: Vec<Worth>,
}

/// A run, laid out: which draws, in which parts.
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

    /// Scramble and first place in it of a block.
    fn place(&self, block: usize) -> (usize, usize) {
        let first = block * BLOCK;
        (first / self.of_scramble, first % self.of_scramble)
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
    pub outcomes: &'a engine::Block,
}

/// Draws `blocks` of a run one after the other.
fn draw(
    scenario: &Scenario,
    uncertain: &[Uncertain],
    layout: Layout,
    blocks: std::ops::Range<usize>,
    mut curves: impl FnMut(usize, usize, &Each, &Each),
    mut taken: impl FnMut(&Drawn<'_>),
) {
    let mut coordinates = vec![[0; BLOCK]; uncertain.len()];
    let mut columns = vec![[0.0; BLOCK]; uncertain.len()];
    for block in blocks {
        let (scramble, first) = layout.place(block);
        for ((uncertain, coordinates), column) in
            uncertain.iter().zip(&mut coordinates).zip(&mut columns)
        {
            uncertain.fill(scramble as u32, first as u32, coordinates, column);
        }
        let outcomes = engine::block(
            scenario,
            uncertain,
            &columns,
            |t, prompting, fine_tuning| {
                curves(block, t, prompting, fine_tuning);
            },
        );
        taken(&Drawn {
            scramble,
            first,
            coordinates: &coordinates,
            columns: &columns,
            outcomes: &outcomes,
        });
    }
}

/// All draws of a run in order, for audit.
pub fn each_draw(scenario: &Scenario, wanted: usize, taken: impl FnMut(&Drawn<'_>)) {
    let layout = Layout::new(wanted);
    let uncertain = Uncertain::of(scenario);
    let blocks = 0..layout.samples / BLOCK;
    draw(scenario, &uncertain, layout, blocks, |_, _, _, _| {}, taken);
}

impl Risk {
    /// Draws a scenario at least `wanted` times, a power of two; `None` where nothing is uncertain. `progress` hears which part of the
    /// work is done, 0 to 1, from any thread; where it says `false` the work stops, and there is no result.
    pub fn new(
        scenario: &Scenario,
        wanted: usize,
        progress: &(impl Fn(f64) -> bool + Sync),
    ) -> Option<Self> {
        let uncertain = Uncertain::of(scenario);
        if uncertain.is_empty() {
            return None;
        }
        let layout = Layout::new(wanted);
        // The first draws are kept as they are; with them it is known where bins for the others should lie.
        let kept = layout.samples.min(AT_REST);
        let mut collected = Collected::new(layout.samples, layout.of_scramble, uncertain.len());
        let mut curves = Curves::new(scenario.horizon_months.whole() as usize, layout);
        let blocks = kept / BLOCK;
        let done = AtomicUsize::new(0);
        let all = layout.samples / BLOCK;
        let tell = || {
            let done = done.fetch_add(1, Ordering::Relaxed) + 1;
            progress(done as f64 / all as f64)
        };
        let parts = in_parts(0..blocks, |part| {
            let mut collected = collected.like();
            let mut seen = Curves::new(curves.months, layout);
            let mut goes_on = true;
            for block in part {
                if !goes_on {
                    break;
                }
                draw(
                    scenario,
                    &uncertain,
                    layout,
                    block..block + 1,
                    |block, t, prompting, fine_tuning| seen.take(block, t, prompting, fine_tuning),
                    |drawn| collected.keep(drawn),
                );
                goes_on = tell();
            }
            goes_on.then_some((collected, seen))
        })?;
        for (part, seen) in parts {
            collected.join(part);
            curves.join(seen);
        }
        if layout.samples > kept {
            collected.place_bins();
            let parts = in_parts(blocks..all, |part| {
                let mut collected = collected.like();
                for block in part {
                    draw(
                        scenario,
                        &uncertain,
                        layout,
                        block..block + 1,
                        |_, _, _, _| {},
                        |drawn| collected.count(drawn),
                    );
                    if !tell() {
                        return None;
                    }
                }
                Some(collected)
            })?;
            for part in parts {
                collected.join(part);
            }
        }
        let bands = curves.bands();
        Some(collected.risk(&uncertain, bands))
    }
}

/// Parts of a run: as many whatever the threads, so that sums are always added up in the same order.
const PARTS: usize = 64;

/// Splits `blocks` into parts, has them worked on by as many threads as there are cores, and returns what comes out in order; `None`
/// where a part has none.
fn in_parts<T: Send>(
    blocks: std::ops::Range<usize>,
    work: impl Fn(std::ops::Range<usize>) -> Option<T> + Sync,
) -> Option<Vec<T>> {
    let size = blocks.len().div_ceil(PARTS).max(1);
    let parts: Vec<_> = blocks
        .clone()
        .step_by(size)
        .map(|start| start..(start + size).min(blocks.end))
        .collect();
    let next = AtomicUsize::new(0);
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
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
        let others: Vec<_> = (1..cores.min(parts.len()))
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

/// The curves of the first draws, by month.
struct Curves {
    months: usize,
    /// Blocks of which curves are taken: evenly from all scrambles that are drawn first.
    blocks: usize,
    prompting: Vec<Vec<f64>>,
    fine_tuning: Vec<Vec<f64>>,
}

impl Curves {
    fn new(months: usize, layout: Layout) -> Self {
        Self {
            months,
            blocks: layout.of_scramble.min(OF_CURVES) / BLOCK,
            prompting: vec![Vec::new(); months + 1],
            fine_tuning: vec![Vec::new(); months + 1],
        }
    }

    fn take(&mut self, block: usize, t: usize, prompting: &Each, fine_tuning: &Each) {
        if block < self.blocks {
            self.prompting[t].extend(prompting);
            self.fine_tuning[t].extend(fine_tuning);
        }
    }

    fn join(&mut self, mut part: Self) {
        for t in 0..=self.months {
            self.prompting[t].append(&mut part.prompting[t]);
            self.fine_tuning[t].append(&mut part.fine_tuning[t]);
        }
    }

    fn bands(self) -> Bands {
        let saving = self.prompting.iter().zip(&self.fine_tuning);
        let saving = saving.map(|(prompting, fine_tuning)| {
            let pairs = prompting.iter().zip(fine_tuning);
            pairs
                .map(|(prompting, fine_tuning)| prompting - fine_tuning)
                .collect()
        });
        let saving: Vec<Vec<f64>> = saving.collect();
        let quantiles = |columns: Vec<Vec<f64>>| {
            let by_month = in_parts(0..columns.len(), |part| {
                Some(
                    columns[part]
                        .iter()
                        .map(|column| spread::select(column.clone()))
                        .collect::<Vec<_>>(),
                )
            });
            by_month.unwrap_or_default().concat()
        };
        Bands {
            prompting: quantiles(self.prompting),
            fine_tuning: quantiles(self.fine_tuning),
            saving: quantiles(saving),
        }
    }
}
