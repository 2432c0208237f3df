//! How an output is spread over the draws: its values in order, quantiles, shares, and what it is worth to know an input.

use pulp::{Arch, NullaryFnOnce};

/// The percentiles that reports name.
const NAMED: [f64; 7] = [0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95];

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

impl Quantiles {
    fn new([p5, p10, p25, p50, p75, p90, p95]: [f64; 7], mean: f64) -> Self {
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

/// Where a share `p` of `count` values in order lies: a place and how far it is from there to the next. Each value stands for the middle
/// of its share.
fn place_of(p: f64, count: usize) -> (usize, f64) {
    let place = (p * count as f64 - 0.5).clamp(0.0, count as f64 - 1.0);
    (place as usize, place.fract())
}

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
        let (place, part) = place_of(p, self.values.len());
        let (low, high) = (self.values[place], self.values[(place + 1).min(last)]);
        Some(low + part * (high - low))
    }

    /// The share of draws at most this.
    pub fn share_up_to(&self, value: f64) -> f64 {
        let below = self.values.partition_point(|other| *other <= value);
        below as f64 / self.values.len().max(1) as f64
    }

    /// The quantiles that reports name; `None` where there are no draws.
    pub fn quantiles(&self) -> Option<Quantiles> {
        let mut found = [0.0; NAMED.len()];
        for (found, p) in found.iter_mut().zip(NAMED) {
            *found = self.quantile(p)?;
        }
        Some(Quantiles::new(found, self.mean))
    }
}

/// Buckets that values are sorted into by size, to sort only those that hold a quantile.
const BUCKETS: usize = 4096;

/// The same quantiles as [`Spread::quantiles`], of values in any order; `None` where there are none.
pub(super) fn quantiles_of(values: &[f64]) -> Option<Quantiles> {
    if values.is_empty() {
        return None;
    }
    // By the widest instructions of this machine.
    let mut buckets = Vec::new();
    Arch::new().dispatch(Sort {
        values,
        buckets: &mut buckets,
    });
    let mut counts = [0_u32; BUCKETS];
    for &bucket in &buckets {
        counts[usize::from(bucket) % BUCKETS] += 1;
    }
    let mut wanted = [false; BUCKETS];
    // Each value that a quantile is made of: its place among all, later among those that are sorted.
    let places = NAMED.map(|p| place_of(p, values.len()));
    let mut both = places.map(|(place, _)| [place, (place + 1).min(values.len() - 1)]);
    let (mut below, mut left_out) = (0, 0);
    let mut next = 0;
    let mut places_in_order: Vec<&mut usize> = both.as_flattened_mut().iter_mut().collect();
    places_in_order.sort_unstable();
    for (bucket, &count) in counts.iter().enumerate() {
        let (first, count) = (next, count as usize);
        while next < places_in_order.len() && *places_in_order[next] < below + count {
            *places_in_order[next] -= left_out;
            next += 1;
        }
        wanted[bucket] = next > first;
        below += count;
        left_out += if next > first { 0 } else { count };
    }
    let mut sorted = Vec::with_capacity(values.len() - left_out);
    sorted.extend(
        values
            .iter()
            .zip(&buckets)
            .filter(|(_, bucket)| wanted[usize::from(**bucket)])
            .map(|(value, _)| *value),
    );
    sorted.sort_unstable_by(f64::total_cmp);
    let mut found = [0.0; NAMED.len()];
    for ((found, [low, high]), (_, part)) in found.iter_mut().zip(both).zip(places) {
        *found = sorted[low] + part * (sorted[high] - sorted[low]);
    }
    Some(Quantiles::new(found, sum(values) / values.len() as f64))
}

/// Sorts values into buckets.
struct Sort<'a> {
    values: &'a [f64],
    buckets: &'a mut Vec<u16>,
}

impl NullaryFnOnce for Sort<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        let (least, most) = ends(self.values);
        // Where all are equal, all are in the first bucket.
        let width = if most > least { most - least } else { 1.0 };
        let cells = Cells {
            start: least,
            scale: BUCKETS as f64 / width,
            count: BUCKETS,
        };
        self.buckets.resize(self.values.len(), 0);
        for (bucket, value) in self.buckets.iter_mut().zip(self.values) {
            *bucket = cells.place_of(*value) as u16;
        }
    }
}

/// Cells of the same width, which values are counted in; what lies beyond them counts in the last ones.
#[derive(Debug, Clone, Copy)]
struct Cells {
    start: f64,
    /// How many of them fit into 1.
    scale: f64,
    count: usize,
}

impl Cells {
    /// The cell that a value is in, or where it lies between two, one of them.
    #[inline(always)]
    fn place_of(self, value: f64) -> u32 {
        // Added to a number below 2³², it leaves the nearest whole number in the last bits: several at once, which `as` wouldn't do.
        const WHOLE: f64 = (1_u64 << 52) as f64;
        let last = (self.count - 1) as f64;
        let place = (value - self.start) * self.scale - 0.5;
        let place = if place > 0.0 { place } else { 0.0 };
        let place = if place < last { place } else { last };
        (place + WHOLE).to_bits() as u32
    }
}

/// Sums side by side: one addition needn't wait for the one before.
const SIDE_BY_SIDE: usize = 8;

/// The least and the greatest value.
#[inline(always)]
fn ends(values: &[f64]) -> (f64, f64) {
    let mut least = [f64::INFINITY; SIDE_BY_SIDE];
    let mut most = [f64::NEG_INFINITY; SIDE_BY_SIDE];
    let (chunks, rest) = values.as_chunks::<SIDE_BY_SIDE>();
    for chunk in chunks {
        for place in 0..SIDE_BY_SIDE {
            least[place] = if chunk[place] < least[place] {
                chunk[place]
            } else {
                least[place]
            };
            most[place] = if chunk[place] > most[place] {
                chunk[place]
            } else {
                most[place]
            };
        }
    }
    let least = least
        .iter()
        .chain(rest)
        .copied()
        .fold(f64::INFINITY, f64::min);
    let most = most
        .iter()
        .chain(rest)
        .copied()
        .fold(f64::NEG_INFINITY, f64::max);
    (least, most)
}

/// The sum of values, always added up in the same order.
#[inline(always)]
pub(super) fn sum(values: &[f64]) -> f64 {
    let mut sums = [0.0; SIDE_BY_SIDE];
    let (chunks, rest) = values.as_chunks::<SIDE_BY_SIDE>();
    for chunk in chunks {
        for (sum, value) in sums.iter_mut().zip(chunk) {
            *sum += value;
        }
    }
    sums.iter().chain(rest).sum()
}

/// Bins for draws beyond those that are kept.
const BINS: usize = 8192;
/// Values that are put into bins at once.
const AT_ONCE: usize = 256;
/// What the bins leave out at either end of the kept draws.
const LEFT_OUT: f64 = 0.0005;
/// How far they reach beyond that, as a part of their width.
const BEYOND: f64 = 0.02;
/// Fewer draws than this tell nothing of where bins should lie.
const ENOUGH: usize = 256;

/// One output as it is collected, in parts that are joined in order.
#[derive(Debug, Clone, Default)]
pub(super) struct Output {
    kept: Vec<f64>,
    sum: f64,
    count: usize,
    bins: Option<Bins>,
}

/// Counts of values.
#[derive(Debug, Clone)]
struct Bins {
    cells: Cells,
    counts: Vec<u32>,
}

impl Bins {
    #[inline(always)]
    fn count(&mut self, values: &[f64]) {
        let mut places = [0_u32; AT_ONCE];
        for values in values.chunks(AT_ONCE) {
            for (place, value) in places.iter_mut().zip(values) {
                *place = self.cells.place_of(*value);
            }
            for place in &places[..values.len()] {
                self.counts[*place as usize] += 1;
            }
        }
    }

    /// How many quantiles tell it all.
    fn wanted(&self) -> usize {
        (16 * BINS).min(self.all() as usize)
    }

    fn all(&self) -> u32 {
        self.counts.iter().sum()
    }

    /// Some of these quantiles, by their places in ascending order; evenly spread within each bin.
    fn values(&self, places: impl Iterator<Item = usize>) -> Vec<f64> {
        let (all, wanted) = (f64::from(self.all()), self.wanted() as f64);
        let (mut below, mut bin) = (0, 0);
        places
            .map(|place| {
                let rank = (place as f64 + 0.5) / wanted * all;
                while bin + 1 < BINS && f64::from(below + self.counts[bin]) <= rank {
                    below += self.counts[bin];
                    bin += 1;
                }
                let count = f64::from(self.counts[bin].max(1));
                let part = ((rank - f64::from(below)) / count).clamp(0.0, 1.0);
                self.cells.start + (bin as f64 + part) / self.cells.scale
            })
            .collect()
    }

    fn quantiles(&self, mean: f64) -> Quantiles {
        let (count, places) = (self.wanted(), NAMED.map(|p| place_of(p, self.wanted())));
        let both = places.map(|(place, _)| [place, (place + 1).min(count - 1)]);
        let values = self.values(both.into_iter().flatten());
        let (pairs, _) = values.as_chunks::<2>();
        let mut found = [0.0; NAMED.len()];
        for ((found, [low, high]), (_, part)) in found.iter_mut().zip(pairs).zip(places) {
            *found = low + part * (high - low);
        }
        Quantiles::new(found, mean)
    }
}

impl Output {
    /// Empty, with the same bins.
    pub(super) fn like(&self) -> Self {
        let empty = |bins: &Bins| Bins {
            counts: vec![0; BINS],
            ..*bins
        };
        Self {
            bins: self.bins.as_ref().map(empty),
            ..Self::default()
        }
    }

    /// Takes values, in order.
    #[inline(always)]
    pub(super) fn take(&mut self, values: &[f64]) {
        self.sum += sum(values);
        self.count += values.len();
        match &mut self.bins {
            Some(bins) => bins.count(values),
            None => self.kept.extend_from_slice(values),
        }
    }

    pub(super) fn join(&mut self, mut part: Self) {
        self.kept.append(&mut part.kept);
        self.sum += part.sum;
        self.count += part.count;
        if let (Some(bins), Some(part)) = (&mut self.bins, part.bins) {
            for (count, part) in bins.counts.iter_mut().zip(part.counts) {
                *count += part;
            }
        }
    }

    /// Bins over the kept draws, which move into them. An output that has hardly any draws keeps them all.
    pub(super) fn place_bins(&mut self) {
        if self.kept.len() < ENOUGH {
            return;
        }
        self.kept.sort_unstable_by(f64::total_cmp);
        let left_out = (LEFT_OUT * self.kept.len() as f64) as usize;
        let (start, end) = (
            self.kept[left_out],
            self.kept[self.kept.len() - 1 - left_out],
        );
        let width = if end > start { end - start } else { 1.0 };
        let mut bins = Bins {
            cells: Cells {
                start: start - BEYOND * width,
                scale: BINS as f64 / ((1.0 + 2.0 * BEYOND) * width),
                count: BINS,
            },
            counts: vec![0; BINS],
        };
        bins.count(&std::mem::take(&mut self.kept));
        self.bins = Some(bins);
    }

    /// The mean; 0 of nothing.
    pub(super) fn mean(&self) -> f64 {
        self.sum / self.count.max(1) as f64
    }

    pub(super) fn quantiles(&self) -> Option<Quantiles> {
        match &self.bins {
            None => quantiles_of(&self.kept),
            Some(bins) => Some(bins.quantiles(self.mean())),
        }
    }

    pub(super) fn spread(&self) -> Spread {
        let values = if let Some(bins) = &self.bins {
            bins.values(0..bins.wanted())
        } else {
            let mut values = self.kept.clone();
            values.sort_unstable_by(f64::total_cmp);
            values
        };
        Spread {
            values,
            mean: self.mean(),
        }
    }
}

/// The standard error of the mean of what independent scrambles found; `None` where there is but one.
pub(super) fn standard_error(found: &[f64]) -> Option<f64> {
    let scrambles = found.len() as f64;
    if found.len() < 2 {
        return None;
    }
    let mean = found.iter().sum::<f64>() / scrambles;
    let squares = found.iter().map(|value| (value - mean).powi(2));
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
        // Evenly spread, so skewed that nearly all are in one bucket, and all equal.
        let shapes: [fn(f64) -> f64; 3] = [|x| x - 0.5, |x| (60.0 * x).exp(), |_| 7.0];
        for (count, shape) in [1, 2, 10, 1000, 16_384]
            .into_iter()
            .flat_map(|count| shapes.map(|shape| (count, shape)))
        {
            let values: Vec<f64> = (0..count).map(|_| shape(random())).collect();
            let mut sorted = values.clone();
            sorted.sort_by(f64::total_cmp);
            let mean = sum(&values) / values.len() as f64;
            let wanted = Spread {
                values: sorted,
                mean,
            }
            .quantiles();
            assert_eq!(quantiles_of(&values), wanted, "{count} values");
        }
        assert_eq!(quantiles_of(&[]), None);
    }
}
