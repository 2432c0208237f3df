//! Bisection: the search for the boundary between values of which something holds and those of which it doesn't.

/// Halves the interval from `near`, where the predicate is false, to `far`, where it is true, so many times; `middle` gives the value that
/// divides an interval. Returns the ends of the last one, which has the boundary between them.
pub(super) fn bisect(
    mut near: f64,
    mut far: f64,
    times: usize,
    middle: fn(f64, f64) -> f64,
    holds: impl Fn(f64) -> bool,
) -> (f64, f64) {
    for _ in 0..times {
        let value = middle(near, far);
        if holds(value) {
            far = value;
        } else {
            near = value;
        }
    }
    (near, far)
}

/// The geometric mean if both are positive, because the boundary may be orders of magnitude away; else the arithmetic one.
pub(super) fn mean_by_magnitude(a: f64, b: f64) -> f64 {
    if a > 0.0 && b > 0.0 {
        (a * b).sqrt()
    } else {
        f64::midpoint(a, b)
    }
}
