//! Counts of values that are too many to keep.
//!
//! Bin widths grow with the distance from the median, like floating-point spacing, so relative resolution is constant in the tails: an
//! output whose ends lie a thousand times as far out as its quartiles is resolved as well as one that is spread evenly.

use super::reduce::min_max;

/// What is left out of a number's bits to tell its bin: what stays is the exponent, and six bits of the fraction.
const KEPT: u32 = 46;
/// Bins in which a distance doubles.
const CELLS: u64 = 1 << (52 - KEPT);
/// Doublings that are followed; nearer to the middle all is in the first bin.
const OCTAVES: u64 = 60;
/// Bins on either side of the middle.
const SIDE: u64 = OCTAVES * CELLS;
/// How far values may lie beyond those that bins are placed by, as a factor.
const BEYOND: f64 = 64.0;
/// Where the bins end if there is nothing to place them by: beyond any number of queries.
const FAR: f64 = (1_u64 << 47) as f64;
/// Fewer values than this tell nothing of where bins should lie.
const ENOUGH: usize = 256;
/// Values that are counted at once.
const AT_ONCE: usize = 256;
/// At most this many quantiles are read off a histogram.
const RESOLUTION: usize = 131_072;

/// Counts of values.
#[derive(Debug, Clone)]
pub(super) struct Histogram {
    middle: f64,
    /// The first bin's place among all that there could be.
    first: u64,
    /// From far below the middle to far above.
    counts: Vec<u32>,
    least: f64,
    most: f64,
}

impl Histogram {
    /// Bins for values like these, which are in order.
    pub(super) fn for_values(sorted: &[f64]) -> Self {
        let middle = match sorted {
            values if values.len() < ENOUGH => 0.0,
            values => values[values.len() / 2],
        };
        let extremes = sorted.first().zip(sorted.last());
        let reach = extremes
            .filter(|_| sorted.len() >= ENOUGH)
            .map(|(least, most)| (most - middle).max(middle - least) * BEYOND)
            .filter(|reach| *reach > 0.0);
        Self {
            middle,
            first: (reach.unwrap_or(FAR).to_bits() >> KEPT).saturating_sub(SIDE),
            counts: vec![0; 2 * SIDE as usize],
            least: f64::INFINITY,
            most: f64::NEG_INFINITY,
        }
    }

    /// An empty one with the same bins.
    pub(super) fn empty_copy(&self) -> Self {
        Self {
            counts: vec![0; self.counts.len()],
            least: f64::INFINITY,
            most: f64::NEG_INFINITY,
            ..*self
        }
    }

    /// Counts values.
    #[inline(always)]
    pub(super) fn push(&mut self, values: &[f64]) {
        let mut places = [0_u32; AT_ONCE];
        for values in values.chunks(AT_ONCE) {
            for (place, &value) in places.iter_mut().zip(values) {
                *place = self.bin_of(value);
            }
            let (least, most) = min_max(values);
            self.least = self.least.min(least);
            self.most = self.most.max(most);
            for place in &places[..values.len()] {
                self.counts[*place as usize] += 1;
            }
        }
    }

    #[inline(always)]
    fn bin_of(&self, value: f64) -> u32 {
        let from_middle = value - self.middle;
        let distance = from_middle.abs().to_bits() >> KEPT;
        let place = distance.saturating_sub(self.first).min(SIDE - 1);
        let place = if from_middle < 0.0 {
            SIDE - 1 - place
        } else {
            SIDE + place
        };
        place as u32
    }

    /// Adds the counts of others.
    pub(super) fn merge(&mut self, part: &Self) {
        for (count, part) in self.counts.iter_mut().zip(&part.counts) {
            *count += part;
        }
        self.least = self.least.min(part.least);
        self.most = self.most.max(part.most);
    }

    /// Where a bin begins, that place in it.
    fn value_at(&self, place: usize, part: f64) -> f64 {
        let place = place as u64;
        let (distance, part, sign) = if place < SIDE {
            (SIDE - 1 - place, 1.0 - part, -1.0)
        } else {
            (place - SIDE, part, 1.0)
        };
        let edge = |distance: u64| match distance {
            0 => 0.0,
            distance => f64::from_bits((self.first + distance) << KEPT),
        };
        let (near, far) = (edge(distance), edge(distance + 1));
        let value = self.middle + sign * (near + part * (far - near));
        value.clamp(self.least, self.most)
    }

    /// How many quantiles are worth reading off: one for each value, up to a limit.
    pub(super) fn resolution(&self) -> usize {
        RESOLUTION.min(self.all() as usize)
    }

    fn all(&self) -> u32 {
        self.counts.iter().sum()
    }

    /// Some of these quantiles, by their places in ascending order; evenly spread within each bin.
    pub(super) fn values(&self, places: impl Iterator<Item = usize>) -> Vec<f64> {
        let (all, resolution) = (f64::from(self.all()), self.resolution() as f64);
        let (mut below, mut bin) = (0, 0);
        places
            .map(|place| {
                let rank = (place as f64 + 0.5) / resolution * all;
                while bin + 1 < self.counts.len() && f64::from(below + self.counts[bin]) <= rank {
                    below += self.counts[bin];
                    bin += 1;
                }
                let count = f64::from(self.counts[bin].max(1));
                let part = ((rank - f64::from(below)) / count).clamp(0.0, 1.0);
                self.value_at(bin, part)
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Quantiles by bins, beside those of all values in order.
    fn told(values: &mut [f64], p: f64) -> (f64, f64) {
        values.sort_unstable_by(f64::total_cmp);
        let some: Vec<f64> = values.iter().copied().step_by(16).collect();
        let mut histogram = Histogram::for_values(&some);
        histogram.push(values);
        let place = (p * histogram.resolution() as f64) as usize;
        let found = histogram.values(std::iter::once(place))[0];
        (found, values[(p * values.len() as f64) as usize])
    }

    #[test]
    fn a_skewed_output_is_told_as_well_as_an_even_one() {
        let even: fn(f64) -> f64 = |x| 5.0 + x;
        // The ends lie millions of times as far out as the quartiles.
        let skewed: fn(f64) -> f64 = |x| -2000.0 + (x / (1.0 - x)).powi(4);
        for shape in [even, skewed] {
            let values = || -> Vec<f64> {
                let values = (0..20_000).map(|place| shape((f64::from(place) + 0.5) / 20_000.0));
                values.collect()
            };
            let at = |p| values()[(20_000.0 * p) as usize];
            let width = at(0.9) - at(0.1);
            for p in [0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95] {
                let (found, wanted) = told(&mut values(), p);
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
        assert_eq!(told(&mut vec![7.25; 5000], 0.05), (7.25, 7.25));
        assert_eq!(told(&mut vec![0.0; 5000], 0.95), (0.0, 0.0));
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
