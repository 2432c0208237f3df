//! How outputs are spread over the draws: quantiles, shares, means, and what it is worth to know an input.

use super::columns::Uncertain;
use super::quantity::BLOCK;
use super::{Bands, Drawn, Quantiles, Risk, Worth};

/// Bins for draws beyond those that are kept.
const BINS: usize = 8192;
/// What the bins leave out at either end of the kept draws.
const LEFT_OUT: f64 = 0.0005;

/// The values of one output over the draws: ascending, each of equal weight, and their mean.
#[derive(Debug, Clone, PartialEq)]
pub struct Spread {
    /// Ascending: the draws themselves, or as many quantiles of a run that is too long to keep.
    pub values: Vec<f64>,
    /// The mean over all draws.
    pub mean: f64,
}

impl Spread {
    /// The value that a share `p` of the draws lies below; `None` where there are no draws.
    pub fn quantile(&self, p: f64) -> Option<f64> {
        let last = self.values.len().checked_sub(1)?;
        // Each value stands for the middle of its share.
        let place = (p * self.values.len() as f64 - 0.5).clamp(0.0, last as f64);
        let low = self.values[place as usize];
        let high = self.values[(place as usize + 1).min(last)];
        Some(low + place.fract() * (high - low))
    }

    /// The share of draws at most this.
    pub fn share_up_to(&self, value: f64) -> f64 {
        let below = self.values.partition_point(|other| *other <= value);
        below as f64 / self.values.len().max(1) as f64
    }

    /// The quantiles that reports name; `None` where there are no draws.
    pub fn quantiles(&self) -> Option<Quantiles> {
        Some(Quantiles {
            p5: self.quantile(0.05)?,
            p10: self.quantile(0.1)?,
            p25: self.quantile(0.25)?,
            p50: self.quantile(0.5)?,
            p75: self.quantile(0.75)?,
            p90: self.quantile(0.9)?,
            p95: self.quantile(0.95)?,
            mean: self.mean,
        })
    }
}

/// Quantiles of values in any order; all 0 where there are none.
pub(super) fn select(mut values: Vec<f64>) -> Quantiles {
    let mean = values.iter().sum::<f64>() / values.len().max(1) as f64;
    let count = values.len();
    let mut from = 0;
    let found = [0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95].map(|p| {
        let place = (p * count as f64 - 0.5).clamp(0.0, count.saturating_sub(1) as f64);
        let (low, high) = (place as usize, (place as usize + 1).min(count - 1));
        // What lies below `from` is smaller than all that comes after it.
        values[from..].select_nth_unstable_by(low - from, f64::total_cmp);
        let at_low = values[low];
        let at_high = values[high..].iter().copied().fold(f64::INFINITY, f64::min);
        from = low;
        at_low + place.fract() * (if high > low { at_high } else { at_low } - at_low)
    });
    let [p5, p10, p25, p50, p75, p90, p95] = found;
    Quantiles {
        p5,
        p10,
        p25,
        p50,
        p75,
        p90,
        p95,
        mean,
    }
}

/// One output as it is collected.
#[derive(Debug, Clone, Default)]
struct Output {
    kept: Vec<f64>,
    sum: f64,
    count: usize,
    /// Where the bins begin, and how many of them fit into 1.
    bins: Option<(f64, f64)>,
    counts: Vec<u64>,
}

impl Output {
    fn like(&self) -> Self {
        Self {
            bins: self.bins,
            counts: vec![0; self.counts.len()],
            ..Self::default()
        }
    }

    fn keep(&mut self, value: f64) {
        self.kept.push(value);
        self.sum += value;
        self.count += 1;
    }

    fn count(&mut self, value: f64) {
        self.sum += value;
        self.count += 1;
        match self.bins {
            // Values beyond the bins count in the last ones.
            Some((start, scale)) => {
                let bin = ((value - start) * scale) as usize;
                self.counts[bin.min(BINS - 1)] += 1;
            }
            None => self.kept.push(value),
        }
    }

    fn join(&mut self, mut part: Self) {
        self.kept.append(&mut part.kept);
        self.sum += part.sum;
        self.count += part.count;
        for (count, part) in self.counts.iter_mut().zip(part.counts) {
            *count += part;
        }
    }

    /// Bins over the kept draws, which move into them. An output that has hardly any draws keeps them all.
    fn place_bins(&mut self) {
        if self.kept.len() < BLOCK {
            return;
        }
        self.kept.sort_unstable_by(f64::total_cmp);
        let left_out = (LEFT_OUT * self.kept.len() as f64) as usize;
        let (start, end) = (
            self.kept[left_out],
            self.kept[self.kept.len() - 1 - left_out],
        );
        let width = if end > start { end - start } else { 1.0 };
        let (start, width) = (start - 0.02 * width, 1.04 * width);
        self.bins = Some((start, BINS as f64 / width));
        self.counts = vec![0; BINS];
        let (sum, count) = (self.sum, self.count);
        for value in std::mem::take(&mut self.kept) {
            self.count(value);
        }
        (self.sum, self.count) = (sum, count);
    }

    fn spread(mut self) -> Spread {
        let mean = self.sum / self.count.max(1) as f64;
        if let Some((start, scale)) = self.bins {
            self.kept = from_bins(&self.counts, start, scale);
        }
        self.kept.sort_unstable_by(f64::total_cmp);
        Spread {
            values: self.kept,
            mean,
        }
    }
}

/// As many quantiles of what was counted as tell it all, evenly spread within each bin.
fn from_bins(counts: &[u64], start: f64, scale: f64) -> Vec<f64> {
    let all: u64 = counts.iter().sum();
    let wanted = (16 * BINS).min(all as usize);
    let mut values = Vec::with_capacity(wanted);
    let (mut below, mut bin) = (0, 0);
    for place in 0..wanted {
        let rank = (place as f64 + 0.5) / wanted as f64 * all as f64;
        while bin + 1 < counts.len() && (below + counts[bin]) as f64 <= rank {
            below += counts[bin];
            bin += 1;
        }
        let part = ((rank - below as f64) / counts[bin].max(1) as f64).clamp(0.0, 1.0);
        values.push(start + (bin as f64 + part) / scale);
    }
    values
}

/// What is collected from the draws, in parts that are joined in order.
#[derive(Debug, Clone)]
pub(super) struct Collected {
    samples: usize,
    of_scramble: usize,
    saving: Output,
    prompting: Output,
    fine_tuning: Output,
    month: Output,
    queries: Output,
    /// Draws in which fine-tuning is cheaper, by scramble.
    cheaper: Vec<usize>,
    /// Sum of max(0, S).
    gains: f64,
    /// For each uncertain input, sums of S over slices of its distribution that are equally likely.
    slices: Vec<Vec<f64>>,
}

impl Collected {
    pub(super) fn new(samples: usize, of_scramble: usize, inputs: usize) -> Self {
        // As many slices as draws in a slice, squared: both errors shrink together.
        let slices = 1 << (samples.ilog2() / 3);
        Self {
            samples,
            of_scramble,
            saving: Output::default(),
            prompting: Output::default(),
            fine_tuning: Output::default(),
            month: Output::default(),
            queries: Output::default(),
            cheaper: vec![0; samples / of_scramble],
            gains: 0.0,
            slices: vec![vec![0.0; slices]; inputs],
        }
    }

    /// Empty, with the same bins.
    pub(super) fn like(&self) -> Self {
        Self {
            saving: self.saving.like(),
            prompting: self.prompting.like(),
            fine_tuning: self.fine_tuning.like(),
            month: self.month.like(),
            queries: self.queries.like(),
            ..Self::new(self.samples, self.of_scramble, self.slices.len())
        }
    }

    pub(super) fn keep(&mut self, drawn: &Drawn<'_>) {
        self.take(drawn, Output::keep);
    }

    pub(super) fn count(&mut self, drawn: &Drawn<'_>) {
        self.take(drawn, Output::count);
    }

    fn take(&mut self, drawn: &Drawn<'_>, into: impl Fn(&mut Output, f64)) {
        let outcomes = drawn.outcomes;
        let mut savings = [0.0; BLOCK];
        for (draw, saving) in savings.iter_mut().enumerate() {
            let (prompting, fine_tuning) = (outcomes.prompting[draw], outcomes.fine_tuning[draw]);
            *saving = prompting - fine_tuning;
            into(&mut self.prompting, prompting);
            into(&mut self.fine_tuning, fine_tuning);
            into(&mut self.saving, *saving);
            self.gains += saving.max(0.0);
            if !outcomes.month[draw].is_nan() {
                into(&mut self.month, outcomes.month[draw]);
                into(&mut self.queries, outcomes.queries[draw]);
                // To break even is to be cheaper at the horizon.
                self.cheaper[drawn.scramble] += 1;
            }
        }
        for (slices, coordinates) in self.slices.iter_mut().zip(drawn.coordinates) {
            let shift = 32 - slices.len().ilog2();
            for (coordinate, saving) in coordinates.iter().zip(savings) {
                slices[(coordinate >> shift) as usize] += saving;
            }
        }
    }

    pub(super) fn join(&mut self, part: Self) {
        self.saving.join(part.saving);
        self.prompting.join(part.prompting);
        self.fine_tuning.join(part.fine_tuning);
        self.month.join(part.month);
        self.queries.join(part.queries);
        self.gains += part.gains;
        for (count, part) in self.cheaper.iter_mut().zip(part.cheaper) {
            *count += part;
        }
        for (slices, part) in self.slices.iter_mut().zip(part.slices) {
            for (sum, part) in slices.iter_mut().zip(part) {
                *sum += part;
            }
        }
    }

    pub(super) fn place_bins(&mut self) {
        for output in [
            &mut self.saving,
            &mut self.prompting,
            &mut self.fine_tuning,
            &mut self.month,
            &mut self.queries,
        ] {
            output.place_bins();
        }
    }

    pub(super) fn risk(self, uncertain: &[Uncertain], bands: Bands) -> Risk {
        let samples = self.samples as f64;
        let saving = self.saving.spread();
        // E[max(0, S)] − max(0, E[S]), whichever side it is worth to change from; rounding makes no worth.
        let worth = |gains: f64| {
            let value = gains - saving.mean.max(0.0);
            if value <= 1e-12 * gains.abs().max(saving.mean.abs()) {
                0.0
            } else {
                value
            }
        };
        let mut evppi: Vec<Worth> = uncertain
            .iter()
            .zip(&self.slices)
            .map(|(uncertain, slices)| Worth {
                input: uncertain.input,
                value: worth(slices.iter().map(|sum| sum.max(0.0)).sum::<f64>() / samples),
            })
            .collect();
        evppi.sort_by(|a, b| b.value.total_cmp(&a.value));
        let evpi = worth(self.gains / samples);
        let cheaper = self.cheaper.iter().sum::<usize>() as f64 / samples;
        Risk {
            samples: self.samples,
            cheaper,
            cheaper_error: standard_error(&self.cheaper, self.of_scramble),
            breaks_even: cheaper,
            evpi,
            evppi,
            saving,
            prompting: self.prompting.spread(),
            fine_tuning: self.fine_tuning.spread(),
            month: self.month.spread(),
            queries: self.queries.spread(),
            bands,
        }
    }
}

/// The standard error of a share, from how it differs between independent scrambles.
fn standard_error(counts: &[usize], of_scramble: usize) -> Option<f64> {
    let scrambles = counts.len() as f64;
    if counts.len() < 2 {
        return None;
    }
    let shares = counts
        .iter()
        .map(|&count| count as f64 / of_scramble as f64);
    let mean = shares.clone().sum::<f64>() / scrambles;
    let variance = shares.map(|share| (share - mean).powi(2)).sum::<f64>() / (scrambles - 1.0);
    Some((variance / scrambles).sqrt())
}
