//! Where ticks stand: few of them, at round values; and what those of months say. The others are in [`ticks`](super::ticks).

use egui::{Context, Id};
use egui_plot::GridMark;

use crate::scenario::Month;

/// A step of 1, 2, 2.5 or 5 times a power of ten that divides `range` into at most `max_steps` steps.
pub fn nice_step(range: f64, max_steps: usize) -> f64 {
    let raw = range / max_steps.max(1) as f64;
    if raw <= 0.0 || !raw.is_finite() {
        return 1.0;
    }
    let power = 10_f64.powf(raw.log10().floor());
    let factor = [1.0, 2.0, 2.5, 5.0, 10.0]
        .into_iter()
        .find(|factor| factor * power >= raw * (1.0 - 1e-9))
        .unwrap_or(10.0);
    factor * power
}

/// The ends of a vertical axis that holds `values`, with room below and above them, each `share` of their height. There has to be a value.
pub(crate) fn padded_range(values: impl IntoIterator<Item = f64>, share: f64) -> (f64, f64) {
    let none = (f64::INFINITY, f64::NEG_INFINITY);
    let (low, high) = values
        .into_iter()
        .fold(none, |(low, high), value| (low.min(value), high.max(value)));
    // If the values are all the same, the axis has a length nevertheless.
    let height = if high > low {
        high - low
    } else {
        high.abs().max(1.0)
    };
    (low - share * height, high + share * height)
}

/// Marks at all multiples of `step` in [min, max].
pub fn marks(min: f64, max: f64, step: f64) -> Vec<GridMark> {
    let first = (min / step).ceil() as i64;
    let last = (max / step + 1e-9).floor() as i64;
    (first..=last)
        .map(|place| GridMark {
            value: place as f64 * step,
            step_size: step,
        })
        .collect()
}

/// How an axis names months.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum TimeAxis {
    /// By the calendar: "Jan 2027", "Apr".
    #[default]
    Calendar,
    /// Counted from the start: "month 3".
    Counted,
}

impl TimeAxis {
    /// Makes all axes that are drawn in this context name months like this.
    pub fn apply_to(self, ctx: &Context) {
        ctx.data_mut(|data| data.insert_temp(Id::NULL, self));
    }

    /// How axes in this context name months.
    pub fn current(ctx: &Context) -> Self {
        ctx.data(|data| data.get_temp(Id::NULL)).unwrap_or_default()
    }
}

/// The end of month t in words: "At the start" for 0, "End of Mar 2027 (month 3)".
pub fn end_of_month(start: Month, t: usize) -> String {
    match t {
        0 => "At the start".to_owned(),
        t => format!("End of {} (month {t})", start.plus(t as i32 - 1).short()),
    }
}
