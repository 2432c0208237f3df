//! Sums and extremes of many numbers, in a fixed order that compiles to wide instructions.

/// Partial sums that run side by side, so that an addition needn't wait for the one before.
const PARTIAL_SUMS: usize = 8;

/// The least and the greatest value; (∞, −∞) without values.
#[inline(always)]
pub(super) fn min_max(values: &[f64]) -> (f64, f64) {
    let mut least = [f64::INFINITY; PARTIAL_SUMS];
    let mut most = [f64::NEG_INFINITY; PARTIAL_SUMS];
    let (chunks, rest) = values.as_chunks::<PARTIAL_SUMS>();
    for chunk in chunks {
        for place in 0..PARTIAL_SUMS {
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

/// The sum of values, added up in an order that depends on nothing but their number.
#[inline(always)]
pub(super) fn sum(values: &[f64]) -> f64 {
    let mut sums = [0.0; PARTIAL_SUMS];
    let (chunks, rest) = values.as_chunks::<PARTIAL_SUMS>();
    for chunk in chunks {
        for (sum, value) in sums.iter_mut().zip(chunk) {
            *sum += value;
        }
    }
    sums.iter().chain(rest).sum()
}
