//! The distribution of an output over the draws: sorted values, quantiles and shares.

use pulp::{Arch, NullaryFnOnce};

use super::histogram::Histogram;
use super::reduce::{min_max, sum};

/// The probabilities of the quantiles that reports name.
const NAMED_PROBABILITIES: [f64; 7] = [0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95];

/// The quantiles of one output that reports name, and its mean.
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

impl Quantiles {
    fn new(
        [p5, p10, p25, p50, p75, p90, p95]: [f64; NAMED_PROBABILITIES.len()],
        mean: f64,
    ) -> Self {
        Self {
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
}

/// The rank of the quantile at `p` among `count` sorted values: an index, and the fraction of the way to the next index. Value i stands for
/// the probability (i + 0.5) / count.
fn rank_of(p: f64, count: usize) -> (usize, f64) {
    let rank = (p * count as f64 - 0.5).clamp(0.0, count as f64 - 1.0);
    (rank as usize, rank.fract())
}

/// The distribution of one output over the draws.
///
/// ```
/// use breakeven::analysis::risk::Distribution;
///
/// let saving = Distribution { values: vec![-1.0, 0.0, 2.0, 3.0], mean: 1.0 };
/// assert_eq!(saving.quantile(0.5), Some(1.0));
/// assert_eq!(saving.share_up_to(0.0), 0.5);
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Distribution {
    /// Values of equal weight in ascending order: those of the draws, or evenly spaced quantiles of a run that is too long to keep.
    pub values: Vec<f64>,
    /// The mean over all draws.
    pub mean: f64,
}

impl Distribution {
    /// The value below which a share `p` of the draws lies, interpolated linearly; `None` without draws.
    pub fn quantile(&self, p: f64) -> Option<f64> {
        let last = self.values.len().checked_sub(1)?;
        let (rank, fraction) = rank_of(p, self.values.len());
        let low = self.values[rank];
        let high = self.values[(rank + 1).min(last)];
        Some(low + fraction * (high - low))
    }

    /// The share of draws with at most this value; 0 without draws.
    pub fn share_up_to(&self, value: f64) -> f64 {
        let below = self.values.partition_point(|other| *other <= value);
        below as f64 / self.values.len().max(1) as f64
    }

    /// The share of draws with less than this value; 0 without draws.
    pub fn share_below(&self, value: f64) -> f64 {
        let below = self.values.partition_point(|other| *other < value);
        below as f64 / self.values.len().max(1) as f64
    }

    /// The share of the draws in each of so many bars of equal width from `low` to `high`. A bar holds its upper end, and the outermost ones
    /// hold what lies beyond them too, so that all bars together hold all draws.
    ///
    /// ```
    /// use breakeven::analysis::risk::Distribution;
    ///
    /// // Half of the draws are a lump at the low end, one lies beyond the high end.
    /// let saving = Distribution { values: vec![0.0, 0.0, 5.0, 11.0], mean: 4.0 };
    /// assert_eq!(saving.bars(0.0, 10.0, 2), [0.75, 0.25]);
    /// ```
    pub fn bars(&self, low: f64, high: f64, bars: usize) -> Vec<f64> {
        shares_of_bars(&self.values, low, high, bars)
    }

    /// The quantiles that reports name; `None` without draws.
    pub fn quantiles(&self) -> Option<Quantiles> {
        let mut found = [0.0; NAMED_PROBABILITIES.len()];
        for (found, p) in found.iter_mut().zip(NAMED_PROBABILITIES) {
            *found = self.quantile(p)?;
        }
        Some(Quantiles::new(found, self.mean))
    }
}

/// [`Distribution::bars`] of values in ascending order.
pub fn shares_of_bars(sorted: &[f64], low: f64, high: f64, bars: usize) -> Vec<f64> {
    let mut counted = 0;
    (1..=bars)
        .map(|bar| {
            // Each edge is computed once, so that no value falls between two bars or into both.
            let edge = low + (high - low) * bar as f64 / bars as f64;
            let up_to = if bar == bars {
                sorted.len()
            } else {
                sorted.partition_point(|value| *value <= edge)
            };
            let before = std::mem::replace(&mut counted, up_to);
            (up_to - before) as f64 / sorted.len().max(1) as f64
        })
        .collect()
}

/// Buckets of equal width into which values are divided, so that only buckets with a quantile have to be sorted.
const BUCKETS: usize = 4096;

/// The quantiles of [`Distribution::quantiles`], from unsorted values in several slices; `None` without values.
pub(in crate::analysis) fn quantiles_of(parts: &[&[f64]]) -> Option<Quantiles> {
    let count = parts.iter().map(|part| part.len()).sum();
    if count == 0 {
        return None;
    }
    // Compiled for the widest instructions of this machine.
    let mut buckets = Vec::with_capacity(count);
    let sum = Arch::new().dispatch(Bucketing {
        parts,
        buckets: &mut buckets,
    });
    let mut counts = [0_u32; BUCKETS];
    for &bucket in &buckets {
        counts[usize::from(bucket) % BUCKETS] += 1;
    }
    let mut wanted = [false; BUCKETS];
    // The ranks of the two values between which each quantile lies: among all values first, then among those that get sorted.
    let ranks = NAMED_PROBABILITIES.map(|p| rank_of(p, count));
    let mut neighbours = ranks.map(|(rank, _)| [rank, (rank + 1).min(count - 1)]);
    let (mut below, mut left_out) = (0, 0);
    let mut next = 0;
    let mut in_order: Vec<&mut usize> = neighbours.as_flattened_mut().iter_mut().collect();
    in_order.sort_unstable();
    for (bucket, &count) in counts.iter().enumerate() {
        let (first, count) = (next, count as usize);
        while next < in_order.len() && *in_order[next] < below + count {
            *in_order[next] -= left_out;
            next += 1;
        }
        wanted[bucket] = next > first;
        below += count;
        left_out += if next > first { 0 } else { count };
    }
    let mut sorted = Vec::with_capacity(count - left_out);
    let mut buckets = buckets.as_slice();
    for part in parts {
        let (part_buckets, rest) = buckets.split_at(part.len());
        let pairs = part.iter().zip(part_buckets);
        let wanted = pairs.filter(|(_, bucket)| wanted[usize::from(**bucket) % BUCKETS]);
        sorted.extend(wanted.map(|(value, _)| *value));
        buckets = rest;
    }
    sorted.sort_unstable_by(f64::total_cmp);
    let mut found = [0.0; NAMED_PROBABILITIES.len()];
    for ((found, [low, high]), (_, fraction)) in found.iter_mut().zip(neighbours).zip(ranks) {
        *found = sorted[low] + fraction * (sorted[high] - sorted[low]);
    }
    Some(Quantiles::new(found, sum / count as f64))
}

/// Computes the bucket of each value, and returns the sum of all values.
struct Bucketing<'a> {
    parts: &'a [&'a [f64]],
    buckets: &'a mut Vec<u16>,
}

impl NullaryFnOnce for Bucketing<'_> {
    type Output = f64;

    #[inline(always)]
    fn call(self) -> f64 {
        let (mut least, mut most, mut total) = (f64::INFINITY, f64::NEG_INFINITY, 0.0);
        for part in self.parts {
            let (low, high) = min_max(part);
            (least, most) = (least.min(low), most.max(high));
            total += sum(part);
        }
        // If all are equal, all fall into the first bucket.
        let width = if most > least { most - least } else { 1.0 };
        let scale = BUCKETS as f64 / width;
        for part in self.parts {
            let first = self.buckets.len();
            self.buckets.resize(first + part.len(), 0);
            for (bucket, value) in self.buckets[first..].iter_mut().zip(*part) {
                // Adding 2^52 to a smaller number rounds it to a whole number in the low bits; unlike `as`, this compiles to wide
                // instructions.
                const TO_LOW_BITS: f64 = (1_u64 << 52) as f64;
                const LAST: f64 = (BUCKETS - 1) as f64;
                let place = (value - least) * scale - 0.5;
                let place = if place > 0.0 { place } else { 0.0 };
                let place = if place < LAST { place } else { LAST };
                *bucket = (place + TO_LOW_BITS).to_bits() as u16;
            }
        }
        total
    }
}

/// The values of one output so far: kept as they are, or counted in a histogram once that has been started.
#[derive(Debug, Clone, Default)]
pub(super) struct OutputTally {
    kept: Vec<f64>,
    sum: f64,
    count: usize,
    histogram: Option<Histogram>,
}

impl OutputTally {
    /// An empty tally with the same histogram bins.
    pub(super) fn empty_copy(&self) -> Self {
        Self {
            histogram: self.histogram.as_ref().map(Histogram::empty_copy),
            ..Self::default()
        }
    }

    /// Adds values.
    #[inline(always)]
    pub(super) fn push(&mut self, values: &[f64]) {
        self.sum += sum(values);
        self.count += values.len();
        match &mut self.histogram {
            Some(histogram) => histogram.push(values),
            None => self.kept.extend_from_slice(values),
        }
    }

    pub(super) fn merge(&mut self, mut part: Self) {
        self.kept.append(&mut part.kept);
        self.sum += part.sum;
        self.count += part.count;
        if let (Some(histogram), Some(part)) = (&mut self.histogram, &part.histogram) {
            histogram.merge(part);
        }
    }

    /// A histogram of the values kept so far, which determine its bins.
    pub(super) fn to_histogram(&self) -> Histogram {
        let sorted = self.sorted();
        let mut histogram = Histogram::for_values(&sorted);
        histogram.push(&sorted);
        histogram
    }

    /// Counts values in this histogram from now on. It has counted those kept so far.
    pub(super) fn count_in(&mut self, histogram: Histogram) {
        self.kept = Vec::new();
        self.histogram = Some(histogram);
    }

    /// The values kept so far, in ascending order.
    fn sorted(&self) -> Vec<f64> {
        let mut sorted = self.kept.clone();
        sorted.sort_unstable_by(f64::total_cmp);
        sorted
    }

    /// The mean; 0 without values.
    pub(super) fn mean(&self) -> f64 {
        self.sum / self.count.max(1) as f64
    }

    pub(super) fn quantiles(&self) -> Option<Quantiles> {
        match &self.histogram {
            None => quantiles_of(&[&self.kept]),
            Some(_) if self.count == 0 => None,
            Some(histogram) => Some(quantiles_from(histogram, self.mean())),
        }
    }

    pub(super) fn distribution(&self) -> Distribution {
        let values = if let Some(histogram) = &self.histogram {
            histogram.values(0..histogram.resolution())
        } else {
            self.sorted()
        };
        Distribution {
            values,
            mean: self.mean(),
        }
    }
}

/// The quantiles that reports name, read off a histogram that isn't empty.
fn quantiles_from(histogram: &Histogram, mean: f64) -> Quantiles {
    let count = histogram.resolution();
    let ranks = NAMED_PROBABILITIES.map(|p| rank_of(p, count));
    let neighbours = ranks.map(|(rank, _)| [rank, (rank + 1).min(count - 1)]);
    let values = histogram.values(neighbours.into_iter().flatten());
    let (pairs, _) = values.as_chunks::<2>();
    let mut found = [0.0; NAMED_PROBABILITIES.len()];
    for ((found, [low, high]), (_, fraction)) in found.iter_mut().zip(pairs).zip(ranks) {
        *found = low + fraction * (high - low);
    }
    Quantiles::new(found, mean)
}

/// The standard error of the mean of results of independent scrambles; `None` if there is only one.
pub(super) fn standard_error(results: &[f64]) -> Option<f64> {
    let scrambles = results.len() as f64;
    if results.len() < 2 {
        return None;
    }
    let mean = results.iter().sum::<f64>() / scrambles;
    let squares = results.iter().map(|value| (value - mean).powi(2));
    let variance = squares.sum::<f64>() / (scrambles - 1.0);
    Some((variance / scrambles).sqrt())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_by_buckets_are_those_of_all_values_in_order() {
        let mut state = 1_u64;
        let mut random = || {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            (state >> 11) as f64 / (1_u64 << 53) as f64
        };
        // Evenly spread; so skewed that nearly all fall into one bucket; all equal.
        let shapes: [fn(f64) -> f64; 3] = [|x| x - 0.5, |x| (60.0 * x).exp(), |_| 7.0];
        for (count, shape) in [1, 2, 10, 1000, 16_384]
            .into_iter()
            .flat_map(|count| shapes.map(|shape| (count, shape)))
        {
            let values: Vec<f64> = (0..count).map(|_| shape(random())).collect();
            let mut sorted = values.clone();
            sorted.sort_by(f64::total_cmp);
            let mean = sum(&values) / values.len() as f64;
            let wanted = Distribution {
                values: sorted,
                mean,
            }
            .quantiles();
            let (some, others) = values.split_at(count / 3);
            let found = quantiles_of(&[some, others]).unwrap();
            let wanted = wanted.unwrap();
            // The sums are added up in different orders.
            assert!((found.mean - wanted.mean).abs() <= 1e-12 * wanted.mean.abs());
            let named = |q: Quantiles| [q.p5, q.p10, q.p25, q.p50, q.p75, q.p90, q.p95];
            assert_eq!(named(found), named(wanted), "{count} values");
        }
        assert_eq!(quantiles_of(&[]), None);
    }
}
