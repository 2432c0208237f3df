//! Accumulates the outcomes of draws. Each part of a run has an accumulator of its own; they are merged in order, so that sums don't depend
//! on the number of threads.

use pulp::{Arch, NullaryFnOnce};

use crate::analysis::approach::without_rounding;
use crate::analysis::parallel::results_of;
use crate::analysis::success::Attempt;
use crate::scenario::inputs;

use super::lanes::{BLOCK, BlockArray};
use super::layout::{DrawnBlock, Layout};
use super::quantiles::{OutputTally, standard_error};
use super::reduce::sum;
use super::samples::UncertainInput;
use super::success;
use super::summary::{Bands, InformationValue, Risk};

/// Equally likely slices of an input's distribution, for its EVPPI. Each gets one draw of a block; runs join neighbours.
const SLICES: usize = BLOCK;

/// The outcomes of all draws so far.
#[derive(Debug, Clone)]
pub(super) struct Accumulator {
    layout: Layout,
    saving: OutputTally,
    prompting: OutputTally,
    fine_tuning: OutputTally,
    month: OutputTally,
    queries: OutputTally,
    /// One for each scramble.
    scrambles: Vec<Scramble>,
    /// The sum of max(0, S).
    gains: f64,
    /// For each uncertain input, the sum of S over the draws in each slice of its distribution.
    slices: Vec<[f64; SLICES]>,
    success: SuccessTally,
}

/// The draws in which fine-tuning succeeds and fails, if it may fail.
#[derive(Debug, Clone, Copy, Default)]
struct SuccessTally {
    draws: usize,
    successes: usize,
    /// The sum of S over the draws in which it succeeds.
    gained: f64,
    /// The sum of S if it succeeded, over all draws.
    saving: f64,
    /// The sum of L, over all draws.
    loss: f64,
}

impl SuccessTally {
    fn merge(&mut self, part: Self) {
        self.draws += part.draws;
        self.successes += part.successes;
        self.gained += part.gained;
        self.saving += part.saving;
        self.loss += part.loss;
    }

    /// Fine-tuning as an attempt that may fail, on average over the draws; `None` if it doesn't fail.
    fn attempt(&self) -> Option<Attempt> {
        let draws = self.draws as f64;
        (self.draws > 0).then(|| Attempt {
            chance: self.successes as f64 / draws,
            saving: self.saving / draws,
            loss: self.loss / draws,
        })
    }
}

/// The outcomes of one scramble.
#[derive(Debug, Clone, Copy, Default)]
struct Scramble {
    /// Draws in which fine-tuning is cheaper.
    cheaper: usize,
    /// The sum of S.
    saving: f64,
}

impl Accumulator {
    pub(super) fn new(layout: Layout, inputs: usize) -> Self {
        Self {
            layout,
            saving: OutputTally::default(),
            prompting: OutputTally::default(),
            fine_tuning: OutputTally::default(),
            month: OutputTally::default(),
            queries: OutputTally::default(),
            scrambles: vec![Scramble::default(); layout.scrambles()],
            gains: 0.0,
            slices: vec![[0.0; SLICES]; inputs],
            success: SuccessTally::default(),
        }
    }

    /// An empty accumulator with the same histogram bins.
    pub(super) fn empty_copy(&self) -> Self {
        Self {
            saving: self.saving.empty_copy(),
            prompting: self.prompting.empty_copy(),
            fine_tuning: self.fine_tuning.empty_copy(),
            month: self.month.empty_copy(),
            queries: self.queries.empty_copy(),
            ..Self::new(self.layout, self.slices.len())
        }
    }

    pub(super) fn push(&mut self, drawn: &DrawnBlock<'_>) {
        Arch::new().dispatch(Push {
            accumulator: self,
            drawn,
        });
    }

    pub(super) fn merge(&mut self, part: Self) {
        self.saving.merge(part.saving);
        self.prompting.merge(part.prompting);
        self.fine_tuning.merge(part.fine_tuning);
        self.month.merge(part.month);
        self.queries.merge(part.queries);
        self.gains += part.gains;
        self.success.merge(part.success);
        for (scramble, part) in self.scrambles.iter_mut().zip(part.scrambles) {
            scramble.cheaper += part.cheaper;
            scramble.saving += part.saving;
        }
        let slices = self.slices.iter_mut().flatten();
        for (sum, part) in slices.zip(part.slices.into_iter().flatten()) {
            *sum += part;
        }
    }

    pub(super) fn start_histograms(&mut self, threads: usize) {
        let mut outputs = [
            &mut self.saving,
            &mut self.prompting,
            &mut self.fine_tuning,
            &mut self.month,
            &mut self.queries,
        ];
        // Sorting takes long enough to be worth several threads.
        let histograms = results_of(threads, &outputs, || (), |(), output| output.to_histogram());
        for (output, histogram) in outputs.iter_mut().zip(histograms) {
            output.count_in(histogram);
        }
    }

    pub(super) fn into_risk(
        self,
        threads: usize,
        uncertain: &[UncertainInput],
        mut bands: Bands,
    ) -> Option<Risk> {
        let draws = self.layout.draws as f64;
        let mean = self.saving.mean();
        // E[max(0, S)] − max(0, E[S]): what knowing more adds to the better choice made without it.
        let information_value =
            |gains: f64| without_rounding(gains - mean.max(0.0), gains.abs().max(mean.abs()));
        // Neighbouring slices are joined so that n draws fall into about n^(1/3) slices of n^(2/3) draws each: the error from the width of
        // a slice and the error from the number of draws in it shrink together.
        let joined = SLICES >> (self.layout.draws.ilog2() / 3).min(SLICES.ilog2());
        let gain = |slices: &[f64; SLICES]| -> f64 {
            let sums = slices.chunks(joined).map(|slice| slice.iter().sum::<f64>());
            sums.map(|sum| sum.max(0.0)).sum()
        };
        let mut evppi: Vec<InformationValue> = uncertain
            .iter()
            .zip(&self.slices)
            .filter(|(uncertain, _)| uncertain.input.path != success::PATH)
            .map(|(uncertain, slices)| InformationValue {
                input: uncertain.input,
                value: information_value(gain(slices) / draws),
            })
            .collect();
        // The chance stands for whether it succeeds, which is known only where both happen.
        let SuccessTally {
            successes, gained, ..
        } = self.success;
        if (1..self.success.draws).contains(&successes)
            && let Some(input) = inputs::find(success::PATH)
        {
            let failed = self.saving.mean() * draws - gained;
            evppi.push(InformationValue {
                input,
                value: information_value((gained.max(0.0) + failed.max(0.0)) / draws),
            });
        }
        evppi.sort_by(|a, b| b.value.total_cmp(&a.value));
        let per_scramble = self.layout.per_scramble as f64;
        let by_scramble = |sum: fn(&Scramble) -> f64| -> Vec<f64> {
            let scrambles = self.scrambles.iter();
            scrambles
                .map(|scramble| sum(scramble) / per_scramble)
                .collect()
        };
        let cheaper = by_scramble(|scramble| scramble.cheaper as f64);
        // Sorting these two takes longest, so they run in parallel.
        let outputs = [&self.saving, &self.month];
        let distributions =
            results_of(threads, &outputs, || (), |(), output| output.distribution());
        let [saving, month] = distributions.try_into().ok()?;
        let (prompting, fine_tuning) = (self.prompting.quantiles()?, self.fine_tuning.quantiles()?);
        // The bands come from fewer draws. At the horizon they end where the totals of all draws do.
        let ends = [
            (&mut bands.prompting, Some(prompting)),
            (&mut bands.fine_tuning, Some(fine_tuning)),
            (&mut bands.saving, saving.quantiles()),
        ];
        for (band, end) in ends {
            if let (Some(last), Some(end)) = (band.last_mut(), end) {
                *last = end;
            }
        }
        Some(Risk {
            samples: self.layout.draws,
            probability_cheaper: cheaper.iter().sum::<f64>() / cheaper.len() as f64,
            probability_error: standard_error(&cheaper),
            saving_error: standard_error(&by_scramble(|scramble| scramble.saving)),
            evpi: information_value(self.gains / draws),
            evppi,
            saving,
            prompting,
            fine_tuning,
            break_even_month: month,
            break_even_queries: self.queries.quantiles(),
            attempt: self.success.attempt(),
            bands,
            base_gap: None,
        })
    }
}

/// Accumulates a block of draws, compiled for the widest instructions of this machine.
struct Push<'a, 'b> {
    accumulator: &'a mut Accumulator,
    drawn: &'a DrawnBlock<'b>,
}

impl NullaryFnOnce for Push<'_, '_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        let Self { accumulator, drawn } = self;
        let block = drawn.outcomes;
        let savings = &block.saving;
        let mut gains = [0.0; BLOCK];
        for (gain, &saving) in gains.iter_mut().zip(savings) {
            *gain = if saving > 0.0 { saving } else { 0.0 };
        }
        accumulator.prompting.push(&block.prompting);
        accumulator.fine_tuning.push(&block.fine_tuning);
        accumulator.saving.push(savings);
        accumulator.gains += sum(&gains);
        let mut paying = [0.0; BLOCK];
        let count = drop_nan(&block.month, &mut paying);
        accumulator.month.push(&paying[..count]);
        let scramble = &mut accumulator.scrambles[drawn.scramble];
        // A draw breaks even if and only if fine-tuning is cheaper at the horizon.
        scramble.cheaper += count;
        scramble.saving += sum(savings);
        let count = drop_nan(&block.queries, &mut paying);
        accumulator.queries.push(&paying[..count]);
        for (slices, coordinates) in accumulator.slices.iter_mut().zip(drawn.coordinates) {
            for (coordinate, saving) in coordinates.iter().zip(savings) {
                slices[(coordinate >> (32 - SLICES.ilog2())) as usize] += saving;
            }
        }
        if let Some(success) = drawn.success {
            let draws = success.succeeds.iter().zip(savings);
            let gained = draws.filter(|(succeeds, _)| **succeeds);
            let tally = &mut accumulator.success;
            for (_, saving) in gained {
                tally.successes += 1;
                tally.gained += saving;
            }
            tally.draws += BLOCK;
            tally.saving += sum(&success.saving);
            tally.loss += sum(&block.upfront);
        }
    }
}

/// Moves the moments of the draws that break even, those that aren't NaN, to the front of `paying`; returns how many there are.
#[inline(always)]
fn drop_nan(moments: &BlockArray, paying: &mut BlockArray) -> usize {
    let mut count = 0;
    for moment in moments {
        // Without a branch, which the processor could hardly predict.
        paying[count] = *moment;
        count += usize::from(!moment.is_nan());
    }
    count
}
