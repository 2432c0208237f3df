//! What drives the result (MODEL.md §5): the tornado, and the value of each input at which the answer tips.

pub mod tipping;
mod varied;

use crate::analysis::drivers::tipping::{TippingValue, tipping_value};
use crate::analysis::drivers::varied::{Varied, outcomes_at};
use crate::scenario::Scenario;
use crate::scenario::inputs::{self, Input, estimates};
use crate::scenario::quantity::money;

/// Where no input is uncertain, each is varied by this part of its value.
const VARIED_BY: f64 = 0.25;

/// One input's influence on the saving, the rest at base.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bar {
    /// The input.
    pub input: &'static Input,
    /// Its P10 (or base − 25 %).
    pub low: f64,
    /// Its P90 (or base + 25 %).
    pub high: f64,
    /// S at the low value.
    pub saving_at_low: f64,
    /// S at the high value.
    pub saving_at_high: f64,
    /// Break-even in months at the low value; `None` where there is none.
    pub month_at_low: Option<f64>,
    /// Break-even in months at the high value.
    pub month_at_high: Option<f64>,
}

impl Bar {
    /// How far S swings.
    pub fn width(&self) -> f64 {
        (self.saving_at_high - self.saving_at_low).abs()
    }
}

impl Bar {
    /// "Most depends on queries: …", for the widest bar.
    pub fn sentence(&self, scenario: &Scenario) -> String {
        let currency = &scenario.currency;
        let value = |value| self.input.unit.rounded(value, currency);
        format!(
            "Most depends on “{}”: from {} to {} it swings the saving by {}",
            self.input.full_label(),
            value(self.low),
            value(self.high),
            money(self.width(), currency)
        )
    }
}

/// What drives the result.
#[derive(Debug, Clone, PartialEq)]
pub struct Drivers {
    /// S at base.
    pub saving: f64,
    /// Whether the tornado is of the uncertain inputs (else of all, ±25 %).
    pub of_uncertain: bool,
    /// Widest first; inputs without any influence are left out of ±25 % ones.
    pub tornado: Vec<Bar>,
    /// What must change least first.
    pub tipping_values: Vec<TippingValue>,
}

impl Drivers {
    /// The drivers of what can't be compared yet.
    pub const NONE: Self = Self {
        saving: 0.0,
        of_uncertain: false,
        tornado: Vec::new(),
        tipping_values: Vec::new(),
    };

    /// Works them out for a scenario.
    pub fn new(scenario: &Scenario) -> Self {
        let mut varied = Varied::new(scenario);
        let (of_uncertain, tornado) = tornado(&mut varied);
        let mut tipping_values: Vec<TippingValue> = estimates()
            .filter_map(|input| tipping_value(&mut varied, input))
            .collect();
        tipping_values.sort_by(|a, b| a.change().total_cmp(&b.change()));
        Self {
            saving: varied.saving,
            of_uncertain,
            tornado,
            tipping_values,
        }
    }
}

/// The bars of the tornado alone, widest first.
pub fn bars(scenario: &Scenario) -> Vec<Bar> {
    tornado(&mut Varied::new(scenario)).1
}

fn tornado(varied: &mut Varied<'_>) -> (bool, Vec<Bar>) {
    let original = varied.original;
    let uncertain: Vec<(&'static Input, f64, f64)> = inputs::uncertain(original)
        .map(|(input, estimate, domain)| {
            let quantile = |p| estimate.quantile(p, &domain);
            (input, quantile(0.1), quantile(0.9))
        })
        .collect();
    let of_uncertain = !uncertain.is_empty();
    let ends = if of_uncertain {
        uncertain
    } else {
        estimates()
            .filter_map(|input| {
                let (base, domain) = (input.base(original)?, input.domain()?);
                let (low, high) = (base - VARIED_BY * base.abs(), base + VARIED_BY * base.abs());
                (base != 0.0).then(|| (input, domain.nearest(low), domain.nearest(high)))
            })
            .collect()
    };
    let mut bars: Vec<Bar> = ends
        .into_iter()
        .map(|(input, low, high)| {
            let ends = outcomes_at(varied, input, &[low, high]).unwrap_or_default();
            let month = |end: usize| ends.get(end).and_then(|(_, month)| *month);
            Bar {
                input,
                low,
                high,
                saving_at_low: varied.saving_at(input, low),
                saving_at_high: varied.saving_at(input, high),
                month_at_low: month(0),
                month_at_high: month(1),
            }
        })
        .filter(|bar| of_uncertain || bar.width() > 0.0)
        .collect();
    bars.sort_by(|a, b| b.width().total_cmp(&a.width()));
    (of_uncertain, bars)
}
