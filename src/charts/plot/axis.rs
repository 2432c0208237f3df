//! Where ticks stand: few of them, at round values; and what those of months say. The others are in [`ticks`](super::ticks).

use egui::{Context, Id};
use egui_plot::{GridMark, PlotBounds};

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

/// Bounds of a chart over [x_min, x_max] and amounts up to `y_max`, with room below 0 so that the tick at 0 stands clear of the
/// other axis.
pub fn bounds(x_min: f64, x_max: f64, y_max: f64) -> PlotBounds {
    let margin = (x_max - x_min) * X_MARGIN_SHARE;
    PlotBounds::from_min_max([x_min - margin, -0.035 * y_max], [x_max, y_max])
}

/// Room between the vertical axis and the least x, as a share of the horizontal axis's length.
pub(crate) const X_MARGIN_SHARE: f64 = 0.015;

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

/// The same, without those so near to `min` that their labels would touch those of the other axis.
pub fn marks_off_the_corner(min: f64, max: f64, step: f64) -> Vec<GridMark> {
    let marks = marks(min, max, step).into_iter();
    let clear = |mark: &GridMark| is_off_the_corner(mark.value, min, max);
    marks.filter(clear).collect()
}

/// Whether a tick on an axis from `min` to `max` stands so far from `min` that its label doesn't touch those of the other axis.
pub fn is_off_the_corner(value: f64, min: f64, max: f64) -> bool {
    value >= min + CORNER_SHARE * (max - min)
}

/// Share of an axis, from its low end, in which a tick's label would touch those of the other axis.
const CORNER_SHARE: f64 = 0.035;

/// Months between two ticks of the calendar (quarters, half years, years), so that the axis has at most `max_steps` steps.
pub fn month_step(months: usize, max_steps: usize) -> usize {
    [1, 2, 3, 6, 12, 24, 36, 60]
        .into_iter()
        .find(|step| months / step <= max_steps.max(1))
        .unwrap_or(120)
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

    /// The label of a tick at the end of a month; 0 is the start.
    pub fn tick(self, start: Month, mark: GridMark) -> String {
        let t = mark.value.round() as usize;
        match self {
            Self::Calendar => calendar(start, t, mark.step_size.round() as usize),
            Self::Counted if t == 0 => "start".to_owned(),
            Self::Counted => format!("month {t}"),
        }
    }
}

/// The label of the tick at the end of month `t` (0: the start) by the calendar: "Jan 2027", then "Apr", "Jul", "Oct". `step` is the
/// distance to the tick before it, in months.
///
/// Time 0 is the first day of month 1, so the tick at t names the month that begins there.
fn calendar(start: Month, t: usize, step: usize) -> String {
    let month = start.plus(t as i32);
    // The year is left out if the tick before it lies in the same year.
    let before = start.plus(t as i32 - step as i32);
    if t < step || month.year() != before.year() {
        month.short()
    } else {
        month.name().to_owned()
    }
}

/// The end of month t in words: "At the start" for 0, "End of Mar 2027 (month 3)".
pub fn end_of_month(start: Month, t: usize) -> String {
    match t {
        0 => "At the start".to_owned(),
        t => format!("End of {} (month {t})", start.plus(t as i32 - 1).short()),
    }
}
