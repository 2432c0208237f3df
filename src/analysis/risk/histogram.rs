//! A histogram, for runs with too many draws to keep their values.
//!
//! Bin widths grow with the distance from the median, like floating-point spacing, so relative resolution is constant in the tails: an
//! output whose ends lie a thousand times as far out as its quartiles is resolved as well as one that is spread evenly.
//!
//! Some outputs have lumps: many draws at exactly one value, such as the saving without queries where a range of queries begins at 0. Spread
//! over its bin, a lump would lie beside its value, so such bins remember how the values by which they were placed lie in them.

use std::collections::BTreeMap;

use super::reduce::min_max;

/// Low bits of a distance that are dropped to get its bin: the exponent and six bits of the fraction remain.
const DROPPED_BITS: u32 = 46;
/// Bins over which the distance from the middle doubles.
const BINS_PER_OCTAVE: u64 = 1 << (52 - DROPPED_BITS);
/// Doublings of the distance that have bins; all values nearer to the middle fall into the first bin.
const OCTAVES: u64 = 60;
/// Bins on either side of the middle.
const BINS_PER_SIDE: u64 = OCTAVES * BINS_PER_OCTAVE;
/// The bins reach this many times as far from the middle as the values by which they are placed.
const REACH_FACTOR: f64 = 64.0;
/// How far the bins reach if there are no values to place them by: beyond any number of queries.
const DEFAULT_REACH: f64 = (1_u64 << 47) as f64;
/// Fewer values than this are not enough to place bins by.
const MIN_VALUES: usize = 256;
/// Values whose bins are computed together, in wide instructions, before any is counted.
const CHUNK_VALUES: usize = 256;
/// At most this many quantiles are read off a histogram.
const MAX_QUANTILES: usize = 131_072;

/// Counts of values in bins around a middle.
#[derive(Debug, Clone)]
pub(super) struct Histogram {
    middle: f64,
    /// The number of the first bin beside the middle, where bins are numbered by the remaining bits of a distance.
    first: u64,
    /// Counts of all bins, from far below the middle to far above.
    counts: Vec<u32>,
    /// The values by which the bins were placed, in ascending order, of each bin in which some of them are equal.
    lumps: BTreeMap<u32, Vec<f64>>,
    least: f64,
    most: f64,
}

impl Histogram {
    /// An empty histogram with bins placed for values like these, which are sorted.
    pub(super) fn for_values(sorted: &[f64]) -> Self {
        let mut middle = 0.0;
        let mut reach = DEFAULT_REACH;
        if sorted.len() >= MIN_VALUES {
            middle = sorted[sorted.len() / 2];
            let least = sorted[0];
            let most = sorted[sorted.len() - 1];
            let distance = (most - middle).max(middle - least) * REACH_FACTOR;
            if distance > 0.0 {
                reach = distance;
            }
        }
        let mut histogram = Self {
            middle,
            first: (reach.to_bits() >> DROPPED_BITS).saturating_sub(BINS_PER_SIDE),
            counts: vec![0; 2 * BINS_PER_SIDE as usize],
            lumps: BTreeMap::new(),
            least: f64::INFINITY,
            most: f64::NEG_INFINITY,
        };
        let by_bin = sorted.chunk_by(|a, b| histogram.bin_of(*a) == histogram.bin_of(*b));
        let lumps = by_bin
            .filter(|values| values.windows(2).any(|pair| pair[0] == pair[1]))
            .map(|values| (histogram.bin_of(values[0]), values.to_vec()));
        histogram.lumps = lumps.collect();
        histogram
    }

    /// An empty histogram with the same bins, to be merged into this one: it counts, and doesn't know the lumps.
    pub(super) fn empty_copy(&self) -> Self {
        Self {
            counts: vec![0; self.counts.len()],
            lumps: BTreeMap::new(),
            least: f64::INFINITY,
            most: f64::NEG_INFINITY,
            ..*self
        }
    }

    /// Counts values.
    #[inline(always)]
    pub(super) fn push(&mut self, values: &[f64]) {
        let mut bins = [0_u32; CHUNK_VALUES];
        for values in values.chunks(CHUNK_VALUES) {
            for (bin, &value) in bins.iter_mut().zip(values) {
                *bin = self.bin_of(value);
            }
            let (least, most) = min_max(values);
            self.least = self.least.min(least);
            self.most = self.most.max(most);
            for bin in &bins[..values.len()] {
                self.counts[*bin as usize] += 1;
            }
        }
    }

    #[inline(always)]
    fn bin_of(&self, value: f64) -> u32 {
        let from_middle = value - self.middle;
        let distance = from_middle.abs().to_bits() >> DROPPED_BITS;
        let from_first = distance.saturating_sub(self.first).min(BINS_PER_SIDE - 1);
        let bin = if from_middle < 0.0 {
            BINS_PER_SIDE - 1 - from_first
        } else {
            BINS_PER_SIDE + from_first
        };
        bin as u32
    }

    /// Adds the counts of a histogram with the same bins.
    pub(super) fn merge(&mut self, part: &Self) {
        for (count, part) in self.counts.iter_mut().zip(&part.counts) {
            *count += part;
        }
        self.least = self.least.min(part.least);
        self.most = self.most.max(part.most);
    }

    /// The value below which a fraction of a bin's values lies, within the least and the greatest value counted.
    fn value_at(&self, bin: usize, fraction: f64) -> f64 {
        if let Some(values) = self.lumps.get(&(bin as u32)) {
            let place = (fraction * values.len() as f64) as usize;
            return values[place.min(values.len() - 1)];
        }
        let bin = bin as u64;
        let (distance, fraction, sign) = if bin < BINS_PER_SIDE {
            (BINS_PER_SIDE - 1 - bin, 1.0 - fraction, -1.0)
        } else {
            (bin - BINS_PER_SIDE, fraction, 1.0)
        };
        let edge = |distance: u64| match distance {
            0 => 0.0,
            distance => f64::from_bits((self.first + distance) << DROPPED_BITS),
        };
        let (near, far) = (edge(distance), edge(distance + 1));
        let value = self.middle + sign * (near + fraction * (far - near));
        value.clamp(self.least, self.most)
    }

    /// How many evenly spaced quantiles are worth reading off: one for each value, up to a limit.
    pub(super) fn resolution(&self) -> usize {
        MAX_QUANTILES.min(self.count() as usize)
    }

    /// How many values have been counted.
    fn count(&self) -> u32 {
        self.counts.iter().sum()
    }

    /// Some of the [`resolution`](Self::resolution) quantiles, by their ranks in ascending order. Values are taken as evenly spread within
    /// each bin that has no lump.
    pub(super) fn values(&self, ranks: impl Iterator<Item = usize>) -> Vec<f64> {
        let all = f64::from(self.count());
        let resolution = self.resolution() as f64;
        let (mut below, mut bin) = (0, 0);
        ranks
            .map(|rank| {
                let rank = (rank as f64 + 0.5) / resolution * all;
                while bin + 1 < self.counts.len() && f64::from(below + self.counts[bin]) <= rank {
                    below += self.counts[bin];
                    bin += 1;
                }
                let count = f64::from(self.counts[bin].max(1));
                let fraction = ((rank - f64::from(below)) / count).clamp(0.0, 1.0);
                self.value_at(bin, fraction)
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A quantile read off a histogram, and the exact one.
    fn by_bins_and_exactly(values: &mut [f64], p: f64) -> (f64, f64) {
        values.sort_unstable_by(f64::total_cmp);
        let some: Vec<f64> = values.iter().copied().step_by(16).collect();
        let mut histogram = Histogram::for_values(&some);
        histogram.push(values);
        let place = (p * histogram.resolution() as f64) as usize;
        let found = histogram.values(std::iter::once(place))[0];
        (found, values[(p * values.len() as f64) as usize])
    }

    #[test]
    fn a_skewed_output_is_resolved_as_well_as_an_even_one() {
        let even: fn(f64) -> f64 = |x| 5.0 + x;
        // The extremes lie millions of times as far out as the quartiles.
        let skewed: fn(f64) -> f64 = |x| -2000.0 + (x / (1.0 - x)).powi(4);
        for shape in [even, skewed] {
            let values = || -> Vec<f64> {
                let values = (0..20_000).map(|place| shape((f64::from(place) + 0.5) / 20_000.0));
                values.collect()
            };
            let at = |p| values()[(20_000.0 * p) as usize];
            let width = at(0.9) - at(0.1);
            for p in [0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95] {
                let (found, wanted) = by_bins_and_exactly(&mut values(), p);
                let within = 0.002 * width.max((wanted - at(0.5)).abs());
                assert!(
                    (found - wanted).abs() < within,
                    "{p}: {found}, not {wanted}"
                );
            }
        }
    }

    #[test]
    fn values_that_are_all_equal_stay_that_value() {
        assert_eq!(
            by_bins_and_exactly(&mut vec![7.25; 5000], 0.05),
            (7.25, 7.25)
        );
        assert_eq!(by_bins_and_exactly(&mut vec![0.0; 5000], 0.95), (0.0, 0.0));
    }

    #[test]
    fn a_lump_keeps_its_value_and_its_share_beside_other_values_of_its_bin() {
        // A fifth of all values lies at each of two places, one of them in the midst of the others.
        let shape = |x: f64| match x {
            x if x < 0.2 => -3.0,
            x if x < 0.6 => -3.0 + 10.0 * (x - 0.2),
            x if x < 0.8 => 1.0,
            x => 1.0 + 10.0 * (x - 0.8),
        };
        let mut values: Vec<f64> = (0..200_000)
            .map(|place| shape((f64::from(place) + 0.5) / 200_000.0))
            .collect();
        let some: Vec<f64> = values.iter().copied().step_by(16).collect();
        let mut histogram = Histogram::for_values(&some);
        values.reverse();
        let mut part = histogram.empty_copy();
        part.push(&values);
        histogram.merge(&part);
        let found = histogram.values(0..histogram.resolution());
        for lump in [-3.0, 1.0] {
            let at_lump = found.iter().filter(|value| **value == lump).count();
            let share = at_lump as f64 / found.len() as f64;
            assert!((share - 0.2).abs() < 1e-3, "{share} at {lump}");
        }
        assert!(found.is_sorted());
    }

    #[test]
    fn without_values_to_place_them_by_bins_hold_months_and_queries() {
        for scale in [1.0, 1e9] {
            let mut histogram = Histogram::for_values(&[]);
            let values: Vec<f64> = (1..=1000).map(|place| scale * f64::from(place)).collect();
            histogram.push(&values);
            let median = histogram.values(std::iter::once(500))[0];
            assert!((median / (500.0 * scale) - 1.0).abs() < 0.01, "{median}");
        }
    }
}
