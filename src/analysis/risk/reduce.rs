//! Sums and extremes of many numbers, in an order that compilers turn into wide instructions.

/// Sums side by side: one addition needn't wait for the one before.
const SIDE_BY_SIDE: usize = 8;

/// The least and the greatest value.
#[inline(always)]
pub(super) fn min_max(values: &[f64]) -> (f64, f64) {
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
