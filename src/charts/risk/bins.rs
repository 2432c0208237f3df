//! The bars of the distribution. Their edges are multiples of one width, so that one of them is 0 and no bar spans both sides.

use crate::analysis::risk::{Distribution, Risk};
use crate::charts::plot::axis::nice_step;

/// At most this many bars, but for those that reach to 0.
const MAX_BARS: usize = 60;
/// Share of the simulations that the axis leaves out at either end.
const CUT_OFF_SHARE: f64 = 0.004;
/// The axis is extended to 0 if 0 is at most this far away, in widths of the distribution.
const MAX_WIDTHS_TO_ZERO: f64 = 0.6;

/// The bars and the axis that they stand on.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Bins {
    /// The width of a bar, in money.
    pub width: f64,
    /// The number of the first bar: it begins at so many widths from 0.
    first: i64,
    /// The share of the simulations in each bar, without its lower and with its upper end.
    pub shares: Vec<f64>,
}

/// A bar of the distribution.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct HistogramBar {
    /// The saving at which it begins.
    pub from: f64,
    /// The saving at which it ends.
    pub to: f64,
    /// The share of the simulations in it.
    pub share: f64,
}

/// The bars of the saving, from the lowest on, for whoever draws them elsewhere.
pub fn histogram(risk: &Risk) -> Vec<HistogramBar> {
    let bins = Bins::new(risk);
    let bars = bins.shares.iter().enumerate();
    bars.map(|(bar, share)| HistogramBar {
        from: bins.edge(bar),
        to: bins.edge(bar + 1),
        share: *share,
    })
    .collect()
}

impl Bins {
    /// The bars of the saving.
    pub(super) fn new(risk: &Risk) -> Self {
        let (low, high) = ends(risk);
        let width = nice_step(high - low, MAX_BARS);
        let first = (low / width).floor() as i64;
        let last = ((high / width).ceil() as i64).max(first + 1);
        Self {
            width,
            first,
            shares: shares(&risk.saving, width, first..last),
        }
    }

    /// The savings at the ends of the axis.
    pub(super) fn ends(&self) -> (f64, f64) {
        (self.edge(0), self.edge(self.shares.len()))
    }

    /// The saving at which a bar begins.
    pub(super) fn edge(&self, bar: usize) -> f64 {
        (self.first + bar as i64) as f64 * self.width
    }

    /// The share of the highest bar.
    pub(super) fn highest(&self) -> f64 {
        self.shares.iter().copied().fold(1e-9, f64::max)
    }
}

fn shares(saving: &Distribution, width: f64, bars: std::ops::Range<i64>) -> Vec<f64> {
    let up_to = |edge: i64| saving.share_up_to(edge as f64 * width);
    // The first bar holds its lower end too: many simulations may lie there.
    let first = bars.start;
    let before = |bar: i64| {
        if bar == first {
            saving.share_below(first as f64 * width)
        } else {
            up_to(bar)
        }
    };
    bars.map(|bar| up_to(bar + 1) - before(bar)).collect()
}

/// The savings that the axis has to hold.
fn ends(risk: &Risk) -> (f64, f64) {
    let quantile = |p| risk.saving.quantile(p).unwrap_or(0.0);
    let (low, high) = (quantile(CUT_OFF_SHARE), quantile(1.0 - CUT_OFF_SHARE));
    // A smaller distance is a rounding error of totals of this size.
    let scale = risk.prompting.p50.max(risk.fine_tuning.p50);
    if high - low <= 1e-9 * scale {
        return (low.min(0.0) - 1.0, low.max(0.0) + 1.0);
    }
    // If 0 isn't far away, the axis shows that the distribution doesn't reach it.
    let reach = MAX_WIDTHS_TO_ZERO * (high - low);
    let room = 0.04 * (high - low);
    (
        if low > 0.0 && low < reach { -room } else { low },
        if high < 0.0 && -high < reach {
            room
        } else {
            high
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_bar_spans_zero_and_each_holds_its_upper_end() {
        let saving = Distribution {
            values: vec![-3.0, -0.5, 0.0, 0.0, 0.5, 2.0],
            mean: 0.0,
        };
        // From −3 to 2 in bars of 1.
        let shares = shares(&saving, 1.0, -3..2);
        let sixths: Vec<i64> = shares
            .iter()
            .map(|share| (share * 6.0).round() as i64)
            .collect();
        assert_eq!(sixths, [1, 0, 3, 1, 1]);
    }
}
