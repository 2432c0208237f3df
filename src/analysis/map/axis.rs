//! One axis of the map: the input that varies along it, and how far.

use crate::scenario::Scenario;
use crate::scenario::domain::Domain;
use crate::scenario::inputs::{Input, Value};
use crate::scenario::quantity::Unit;

/// Grid points along each axis.
pub const POINTS_PER_AXIS: usize = 64;
/// The axis of an uncertain input spans these quantiles.
const END_QUANTILES: [f64; 2] = [0.01, 0.99];
/// The axis of an exactly known, unbounded amount spans base / factor to base · factor.
const REACH_FACTOR: f64 = 4.0;
/// The axis of a bounded number reaches at least this far to either side, as a share of its domain.
const MIN_REACH_SHARE: f64 = 0.05;
/// The axis of a number of months reaches at least this far to either side.
const MIN_REACH_MONTHS: f64 = 6.0;
/// An axis whose ends differ by more than this factor is logarithmic.
const LOGARITHMIC_FACTOR: f64 = 8.0;

/// One axis: an input and the range over which it varies.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Axis {
    /// The input that varies along it.
    pub input: &'static Input,
    /// Its base value, where the scenario is on this axis.
    pub base: f64,
    /// The value at the left or lower end.
    pub low: f64,
    /// The value at the right or upper end.
    pub high: f64,
    /// Whether equal distances along the axis are equal factors.
    pub logarithmic: bool,
    /// Whether its values are whole numbers, of months or of things.
    pub whole: bool,
}

impl Axis {
    pub(super) fn new(scenario: &Scenario, input: &'static Input) -> Option<Self> {
        let base = input.base(scenario)?;
        let domain = input.domain()?;
        let (low, high) = match input.value(scenario) {
            Value::Estimate(estimate) if estimate.is_uncertain() => {
                let [low, high] = END_QUANTILES.map(|p| estimate.quantile(p, &domain));
                (low.min(base), high.max(base))
            }
            _ => around(base, input.unit, &domain),
        };
        let whole = input.is_whole();
        let (low, high) = if whole {
            (low.floor().max(domain.min), high.ceil().min(domain.max))
        } else {
            (low, high)
        };
        (high > low).then_some(Self {
            input,
            base,
            low,
            high,
            logarithmic: !whole && low > 0.0 && high / low > LOGARITHMIC_FACTOR,
            whole,
        })
    }

    /// The value at a fraction of its length, 0 at `low` and 1 at `high`. Whole numbers are rounded.
    pub fn value_at(&self, fraction: f64) -> f64 {
        if self.logarithmic {
            self.low * (self.high / self.low).powf(fraction)
        } else if self.whole {
            (self.low + fraction * (self.high - self.low)).round()
        } else {
            self.low + fraction * (self.high - self.low)
        }
    }

    /// The fraction of its length at which a value lies, outside 0..=1 if the value lies beyond an end.
    pub fn part_of(&self, value: f64) -> f64 {
        if self.logarithmic {
            (value / self.low).ln() / (self.high / self.low).ln()
        } else {
            (value - self.low) / (self.high - self.low)
        }
    }

    /// The value of the input at a column or row of the grid.
    pub fn point(&self, place: usize) -> f64 {
        self.value_at(place as f64 / (POINTS_PER_AXIS - 1) as f64)
    }

    /// Where the columns or rows of the grid are: several of them at the place of one whole number.
    pub(super) fn places(&self) -> Vec<f64> {
        let place = |place| self.part_of(self.point(place)).clamp(0.0, 1.0);
        (0..POINTS_PER_AXIS).map(place).collect()
    }
}

/// The range of an exactly known input around its base value.
fn around(base: f64, unit: Unit, domain: &Domain) -> (f64, f64) {
    if domain.is_bounded() {
        let least = if domain.whole {
            MIN_REACH_MONTHS
        } else {
            MIN_REACH_SHARE * (domain.max - domain.min)
        };
        let reach = base.abs().max(least);
        (
            (base - reach).max(domain.min),
            (base + reach).min(domain.max),
        )
    } else {
        let most = if base > 0.0 {
            base * REACH_FACTOR
        } else {
            // No base to scale from: use amounts that are usual for the unit.
            match unit {
                Unit::Money(_) => 10.0,
                Unit::Count("tokens") => 2000.0,
                _ => 100.0,
            }
        };
        (
            (base / REACH_FACTOR).max(domain.min),
            most.max(domain.min * REACH_FACTOR).min(domain.max),
        )
    }
}
