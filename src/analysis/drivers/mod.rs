//! What drives the result (docs/formulas.md §5): the tornado, and the value of each input at which the answer tips.
//!
//! - [`Drivers`]: both, sorted by importance
//! - [`tipping`]: the search for the value of one input at which both approaches cost the same
//! - `sensitivity`: the saving of a scenario with one input changed
//!
//! [`super::finding`] puts bars and tipping values into words.

pub(in crate::analysis) mod sensitivity;
pub mod tipping;

use crate::analysis::drivers::sensitivity::{Sensitivity, outcomes_at};
use crate::analysis::drivers::tipping::{TippingValue, tipping_value};
use crate::analysis::parallel::{cores, results_of};
use crate::analysis::risk::success;
use crate::scenario::Scenario;
use crate::scenario::inputs::{self, Input, estimates};

/// If no input is uncertain, each is varied up and down by this share of its base value; counts of things by whole numbers.
const VARIATION_SHARE: f64 = 0.25;

/// How far one input alone moves the saving, with all others at their base values.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bar {
    /// The input that is varied.
    pub input: &'static Input,
    /// The low end of its range: P10, or base − 25 % if no input is uncertain.
    pub low: f64,
    /// The high end of its range: P90, or base + 25 % if no input is uncertain.
    pub high: f64,
    /// S, the saving by the horizon, at the low value.
    pub saving_at_low: f64,
    /// S at the high value.
    pub saving_at_high: f64,
    /// Break-even in months at the low value; `None` if fine-tuning doesn't pay back there.
    pub month_at_low: Option<f64>,
    /// Break-even in months at the high value; `None` if fine-tuning doesn't pay back there.
    pub month_at_high: Option<f64>,
}

impl Bar {
    /// How far S swings between the two ends, in money.
    pub fn width(&self) -> f64 {
        (self.saving_at_high - self.saving_at_low).abs()
    }
}

/// What drives the result: the inputs sorted by how far they move it, and the values at which they would reverse it.
///
/// ```
/// use breakeven::analysis::drivers::Drivers;
/// use breakeven::files::examples::Example;
///
/// let scenario = Example::find("support-replies").unwrap().parse().unwrap();
/// let drivers = Drivers::new(scenario);
/// assert!(drivers.varies_uncertain);
/// assert!(drivers.tornado.is_sorted_by(|a, b| a.width() >= b.width()));
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Drivers {
    /// S at the base values.
    pub saving: f64,
    /// Whether the tornado varies the uncertain inputs over their ranges; otherwise it varies all inputs by ±25 %.
    pub varies_uncertain: bool,
    /// Widest bar first. Inputs without influence are left out.
    pub tornado: Vec<Bar>,
    /// Sorted by relative change: the input closest to its tipping value comes first.
    pub tipping_values: Vec<TippingValue>,
    /// The inputs that nobody plans with, see [`Input::is_unused`].
    pub unused: Vec<&'static Input>,
}

impl Drivers {
    /// No drivers: for a scenario that can't be compared yet because prices are missing.
    pub const NONE: Self = Self {
        saving: 0.0,
        varies_uncertain: false,
        tornado: Vec::new(),
        tipping_values: Vec::new(),
        unused: Vec::new(),
    };

    /// The tipping values that are worth telling people: those that aren't [far](TippingValue::is_far) from what is planned, of inputs that
    /// somebody plans with.
    pub fn near_tipping_values(&self) -> impl Iterator<Item = &TippingValue> {
        let is_near =
            |tipping: &&TippingValue| !tipping.is_far() && !self.unused.contains(&tipping.input);
        self.tipping_values.iter().filter(is_near)
    }

    /// The bars of inputs that somebody plans with, widest first.
    pub fn planned_bars(&self) -> impl Iterator<Item = &Bar> {
        let is_planned = |bar: &&Bar| !self.unused.contains(&bar.input);
        self.tornado.iter().filter(is_planned)
    }

    /// Varies each input of a scenario, the others at their base values.
    pub fn new(scenario: &Scenario) -> Self {
        let sensitivity = Sensitivity::new(scenario);
        let (varies_uncertain, tornado) = tornado(&sensitivity);
        let estimates: Vec<&'static Input> = estimates().collect();
        let found = results_of(
            cores(),
            &estimates,
            || sensitivity.clone(),
            |sensitivity, input| tipping_value(sensitivity, input),
        );
        let mut tipping_values: Vec<TippingValue> = found.into_iter().flatten().collect();
        tipping_values.sort_by(|a, b| a.change().total_cmp(&b.change()));
        Self {
            saving: sensitivity.saving.told(),
            varies_uncertain,
            tornado,
            tipping_values,
            unused: estimates
                .into_iter()
                .filter(|input| input.is_unused(scenario))
                .collect(),
        }
    }
}

/// The bars of the tornado alone, widest first.
pub fn bars(scenario: &Scenario) -> Vec<Bar> {
    tornado(&Sensitivity::new(scenario)).1
}

/// How far an exact input is varied: a quarter of its base; counts of things by whole numbers, at least 1.
fn variation(input: &Input, base: f64) -> f64 {
    let change = VARIATION_SHARE * base.abs();
    if input.whole_steps {
        (change + 0.5).floor().max(1.0)
    } else {
        change
    }
}

fn tornado(sensitivity: &Sensitivity<'_>) -> (bool, Vec<Bar>) {
    let original = sensitivity.original;
    // The chance of success has no effect on S, which is that of success.
    let uncertain: Vec<(&'static Input, f64, f64)> = inputs::uncertain(original)
        .filter(|(input, ..)| input.path != success::PATH)
        .map(|(input, estimate, domain)| {
            let quantile = |p| estimate.quantile(p, &domain);
            (input, quantile(0.1), quantile(0.9))
        })
        .collect();
    let varies_uncertain = !uncertain.is_empty();
    let ends: Vec<(&'static Input, f64, f64)> = if varies_uncertain {
        uncertain
    } else {
        estimates()
            .filter_map(|input| {
                let base = input.base(original)?;
                let domain = input.domain()?;
                let change = variation(input, base);
                let (low, high) = (base - change, base + change);
                (base != 0.0).then(|| (input, domain.nearest(low), domain.nearest(high)))
            })
            .collect()
    };
    let mut bars = results_of(
        cores(),
        &ends,
        || sensitivity.clone(),
        |sensitivity, &(input, low, high)| bar(sensitivity, input, low, high),
    );
    bars.retain(|bar| bar.width() > 0.0);
    bars.sort_by(|a, b| b.width().total_cmp(&a.width()));
    (varies_uncertain, bars)
}

/// The bar of an input between two values.
fn bar(sensitivity: &mut Sensitivity<'_>, input: &'static Input, low: f64, high: f64) -> Bar {
    // The savings come from the ledger, so that a bar agrees with the saving of the window to the last digit; the months come from the engine.
    let outcomes = outcomes_at(sensitivity, input, &[low, high]).unwrap_or_default();
    let month = |end: usize| outcomes.get(end).and_then(|(_, month)| *month);
    Bar {
        input,
        low,
        high,
        saving_at_low: sensitivity.saving_at(input, low).told(),
        saving_at_high: sensitivity.saving_at(input, high).told(),
        month_at_low: month(0),
        month_at_high: month(1),
    }
}
