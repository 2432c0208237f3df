//! The horizontal axis of the tornado: the bars are as long as what stands at their ends leaves room for.

/// An end of a bar, or another place that the axis holds.
#[derive(Debug, Clone, Copy)]
pub(super) struct End {
    /// The saving there.
    pub saving: f64,
    /// The width of what stands outside of it, in points.
    pub width: f32,
}

/// If words leave less than this share of the width to the bars, they are cut off rather than the bars.
const LEAST_BARS_SHARE: f32 = 0.2;
/// Rounds in which it settles which words stand beyond the line of zero.
const ROUNDS: usize = 3;

/// The ends of the shortest axis of this width, in points, that holds all lower and upper ends with what stands outside of them. What would
/// lie over the line of zero stands beyond it.
pub(super) fn bounds(lower: &[End], upper: &[End], width: f32) -> (f64, f64) {
    let (mut lower, mut upper) = (lower.to_vec(), upper.to_vec());
    for _ in 0..ROUNDS {
        let scale = points_per_unit(&lower, &upper, width);
        let crosses = |end: &End, outwards: f64| {
            let far_side = end.saving + outwards * f64::from(end.width) / scale;
            end.saving * far_side < 0.0
        };
        for (ends, outwards) in [(&mut lower, -1.0), (&mut upper, 1.0)] {
            let crossing = ends.iter_mut().filter(|end| crosses(end, outwards));
            crossing.for_each(|end| end.saving = 0.0);
        }
    }
    let scale = points_per_unit(&lower, &upper, width);
    let outside = |end: &End| f64::from(end.width) / scale;
    let low = lower.iter().map(|end| end.saving - outside(end));
    let high = upper.iter().map(|end| end.saving + outside(end));
    (
        low.fold(f64::INFINITY, f64::min),
        high.fold(f64::NEG_INFINITY, f64::max),
    )
}

/// The largest scale at which each pair of ends has room for itself and its words.
fn points_per_unit(lower: &[End], upper: &[End], width: f32) -> f64 {
    let pairs = lower
        .iter()
        .flat_map(|low| upper.iter().map(move |high| (low, high)));
    let scales = pairs.filter_map(|(low, high)| {
        let apart = high.saving - low.saving;
        let left = (width - low.width - high.width).max(LEAST_BARS_SHARE * width);
        (apart > 0.0).then(|| f64::from(left) / apart)
    });
    let scale = scales.fold(f64::INFINITY, f64::min);
    if scale.is_finite() {
        scale
    } else {
        f64::from(width)
    }
}

#[cfg(test)]
mod tests {
    use super::{End, bounds};

    fn end(saving: f64, width: f32) -> End {
        End { saving, width }
    }

    #[test]
    fn the_bars_take_what_the_words_at_their_ends_leave() {
        // 100 points less 20 and 30 of words leave 50 for 10: 5 points each.
        let (low, high) = bounds(&[end(-4.0, 20.0)], &[end(6.0, 30.0)], 100.0);
        assert_eq!((low, high), (-8.0, 12.0));
        // A short bar with long words fits beside a long one without giving that less.
        let lower = [end(-4.0, 20.0), end(-0.5, 21.0)];
        let upper = [end(6.0, 30.0), end(0.5, 31.0)];
        assert_eq!(bounds(&lower, &upper, 100.0), (-8.0, 12.0));
    }

    #[test]
    fn words_that_would_lie_over_the_line_of_zero_stand_beyond_it() {
        // At 2 the words would reach from 2 to below 0; they take their 40 points left of it, and leave 60 for 10.
        let (low, high) = bounds(&[end(2.0, 40.0), end(0.0, 0.0)], &[end(10.0, 0.0)], 100.0);
        assert!(
            (low + 40.0 / 6.0).abs() < 1e-9 && high == 10.0,
            "{low}, {high}"
        );
    }

    #[test]
    fn an_axis_has_a_length_even_if_all_its_ends_are_at_one_place() {
        let (low, high) = bounds(&[end(0.0, 4.0)], &[end(0.0, 4.0)], 100.0);
        assert!(low < 0.0 && high > 0.0, "{low}, {high}");
    }
}
