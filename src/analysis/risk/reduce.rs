//! Sums and extremes of many numbers, in a fixed order that compiles to wide instructions.

/// Partial sums that run side by side, so that an addition needn't wait for the one before.
const PARTIAL_SUMS: usize = 8;

/// The least and the greatest value; (∞, −∞) without values.
#[inline(always)]
pub(super) fn min_max(values: &[f64]) -> (f64, f64) {
    // One after the other: the compiler makes one loop of both with masks that it has to rearrange, which takes three times as long.
    let least = extreme(values, f64::INFINITY, |value, least| value < least);
    let most = extreme(values, f64::NEG_INFINITY, |value, most| value > most);
    (least, most)
}

/// The value that goes before all others; `none` without values.
#[inline(always)]
fn extreme(values: &[f64], none: f64, goes_before: impl Fn(f64, f64) -> bool) -> f64 {
    let first = |a: f64, b: f64| if goes_before(a, b) { a } else { b };
    let mut firsts = [none; PARTIAL_SUMS];
    let (chunks, rest) = values.as_chunks::<PARTIAL_SUMS>();
    for chunk in chunks {
        for (so_far, value) in firsts.iter_mut().zip(chunk) {
            *so_far = first(*value, *so_far);
        }
    }
    let all = firsts.iter().chain(rest);
    all.fold(none, |so_far, value| first(*value, so_far))
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
