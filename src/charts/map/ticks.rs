//! The ticks of the map's axes: at round values, on logarithmic axes at powers of ten or at 1, 2 and 5 times each of them.

use egui_plot::GridMark;

use crate::analysis::map::Axis;
use crate::charts::plot::axis;
use crate::charts::plot::sizes::TICK_GAP;
use crate::charts::plot::ticks::{Counted, TickLabels};
use crate::scenario::Currency;

/// The ticks of one axis, by where they stand on it, 0 to 1, with their labels.
#[derive(Debug, Clone)]
pub(super) struct Ticks(Vec<(f64, String)>);

impl Ticks {
    /// About `most` ticks, or fewer, so that they fit.
    pub(super) fn fitting(
        axis: &Axis,
        most: usize,
        currency: &Currency,
        fit: impl Fn(&Self) -> bool,
    ) -> Self {
        let ticks = |most| Self::new(axis, values(axis, most), currency);
        let fewer = (1..=most.max(1)).rev().map(ticks);
        fewer.into_iter().find(fit).unwrap_or_else(|| ticks(1))
    }

    fn new(axis: &Axis, values: Vec<f64>, currency: &Currency) -> Self {
        let counted = Counted::by_unit(axis.input.unit, currency);
        let labels = if axis.logarithmic {
            TickLabels::logarithmic(counted, &values)
        } else {
            let step = match values[..] {
                [first, second, ..] => second - first,
                _ => 1.0,
            };
            let mark = |&value: &f64| GridMark {
                value,
                step_size: step,
            };
            let marks: Vec<GridMark> = values.iter().map(mark).collect();
            TickLabels::new(counted, &marks)
        };
        let tick = |value| (axis.part_of(value), labels.text(value));
        Self(values.into_iter().map(tick).collect())
    }

    /// Whether no label touches the next one, on an axis of this length, where a label is as long as `size` says.
    pub(super) fn have_room(&self, length: f32, size: impl Fn(&str) -> f32) -> bool {
        self.0.windows(2).all(|pair| {
            let [(at, text), (next, next_text)] = [&pair[0], &pair[1]];
            let apart = length * (next - at) as f32;
            apart >= f32::midpoint(size(text), size(next_text)) + TICK_GAP
        })
    }

    /// The marks. Their labels have room, so that the plot isn't to judge that.
    pub(super) fn marks(&self) -> Vec<GridMark> {
        let mark = |(value, _): &(f64, String)| GridMark {
            value: *value,
            step_size: 1.0,
        };
        self.0.iter().map(mark).collect()
    }

    /// The label of the tick there.
    pub(super) fn text_at(&self, part: f64) -> String {
        let distance = |(at, _): &&(f64, String)| (at - part).abs();
        let nearest = self
            .0
            .iter()
            .min_by(|a, b| distance(a).total_cmp(&distance(b)));
        nearest.map_or(String::new(), |(_, text)| text.clone())
    }
}

/// Round values on the axis, at most about `most`.
fn values(axis: &Axis, most: usize) -> Vec<f64> {
    if !axis.logarithmic {
        let step = axis::nice_step(axis.high - axis.low, most);
        // Whole months lie at whole steps.
        let step = match axis.whole {
            true if step < 1.0 => 1.0,
            true if step.fract() != 0.0 => 2.0 * step,
            _ => step,
        };
        let marks = axis::marks(axis.low, axis.high, step);
        return marks.into_iter().map(|mark| mark.value).collect();
    }
    let powers = axis.low.log10().floor() as i32..=axis.high.log10().ceil() as i32;
    let on_axis = |value: &f64| (axis.low..=axis.high).contains(value);
    let fine: Vec<f64> = powers
        .clone()
        .flat_map(|power| [1, 2, 5].map(|factor| scaled(factor, power)))
        .filter(on_axis)
        .collect();
    if fine.len() <= most.max(2) {
        return fine;
    }
    // Every power of ten, or every second, third, … of them.
    let apart = |step: i32| -> Vec<f64> {
        let whole = powers.clone().filter(|power| power.rem_euclid(step) == 0);
        whole
            .map(|power| scaled(1, power))
            .filter(on_axis)
            .collect()
    };
    let steps = (1..=MAX_DECADES).map(apart);
    let few = |values: &Vec<f64>| (1..=most.max(1)).contains(&values.len());
    steps.into_iter().find(few).unwrap_or(fine)
}

/// No axis has more decades: numbers go from 1e-6 to 1e12, and what is drawn of them no further than 1e-300.
const MAX_DECADES: i32 = 400;

/// So many times a power of ten, as exactly as it can be: 10^−7 isn't 1e-7 if it is computed.
fn scaled(factor: i32, power: i32) -> f64 {
    let text = format!("{factor}e{power}");
    text.parse().unwrap_or(0.0)
}
