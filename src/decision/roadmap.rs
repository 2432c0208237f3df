//! The roadmap from prompting to fine-tuning: the retirements of the base model, and the gate with the bounds within which the switch pays.

use crate::analysis::ledger::{ByPhase, Ledger};
use crate::analysis::strategy::{Strategy, expected_total, total};
use crate::scenario::domain::{Bounds, Changes, MAX_NUMBER};
use crate::scenario::inputs::{self, Value};
use crate::scenario::quantity::{self, Unit, distinguishable};
use crate::scenario::{AtRetirement, Estimate, Scenario};

use super::bisection::bisect;

/// Retirements of the base model of a fine-tuned model.
#[derive(Debug, Clone, PartialEq)]
pub struct Retirement {
    /// The months at whose end it is shut down, each time.
    pub months: Vec<usize>,
    /// What follows each time.
    pub then: AfterRetirement,
}

/// What follows the retirement of a base model.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum AfterRetirement {
    /// Prompting serves again.
    Prompting,
    /// A retraining for this cost.
    Retraining(f64),
    /// The horizon: what follows isn't in the figures.
    BeyondHorizon,
}

/// The retirements of the base model of a fine-tuned model that is decided on after month `k`.
fn retirements(ledger: &Ledger, k: usize) -> Vec<Retirement> {
    let mut months: Vec<usize> = ledger.retirements(k).collect();
    if ledger.at_retirement == AtRetirement::ReturnToPrompting && !months.is_empty() {
        months.truncate(1);
        let then = AfterRetirement::Prompting;
        return vec![Retirement { months, then }];
    }
    let mut found = Vec::new();
    if !months.is_empty() {
        let then = AfterRetirement::Retraining(ledger.retraining);
        found.push(Retirement { months, then });
    }
    // At the horizon the ledger has no retraining any more, but the model is gone all the same.
    let end = ledger.months;
    let retirements = ledger.fine_tuning.retirements;
    if retirements.at_or_beyond(end, ledger.lifespan(k)) {
        let (months, then) = (vec![end], AfterRetirement::BeyondHorizon);
        found.push(Retirement { months, then });
    }
    found
}

/// The roadmap of a switch that is decided on after a month.
///
/// ```
/// use breakeven::decision::roadmap::Roadmap;
/// use breakeven::scenario::Scenario;
///
/// let roadmap = Roadmap::new(&Scenario::default(), 3);
/// assert_eq!((roadmap.month, roadmap.horizon_months), (3, 24));
/// assert!(roadmap.serves_in_time());
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Roadmap {
    /// k: the month at whose end fine-tuning is decided on; 0: at once.
    pub month: usize,
    /// What is paid then, in the scenario's currency: data, a training round and the hours of set-up.
    pub upfront: ByPhase,
    /// The month at whose end the fine-tuned model begins to serve; it doesn't if that isn't before the horizon.
    pub serves_after: usize,
    /// T: the horizon in months.
    pub horizon_months: usize,
    /// The retirements of its base model; none if it doesn't serve.
    pub retirements: Vec<Retirement>,
    /// The figures on which it depends whether the switch pays.
    pub gate: Gate,
}

impl Roadmap {
    /// The roadmap of deciding after month `k`. Looks for the bounds in hundreds of ledgers, which is too slow for a frame of the window.
    pub fn new(scenario: &Scenario, k: usize) -> Self {
        let ledger = Ledger::new(scenario);
        let serves_after = k + ledger.lead_time;
        Self {
            month: k,
            upfront: ledger.upfront(),
            serves_after,
            horizon_months: ledger.months,
            retirements: if serves_after < ledger.months {
                retirements(&ledger, k)
            } else {
                Vec::new()
            },
            gate: Gate::new(scenario, &ledger, k),
        }
    }

    /// Whether the fine-tuned model serves before the horizon.
    pub fn serves_in_time(&self) -> bool {
        self.serves_after < self.horizon_months
    }
}

/// A figure that has to be on the right side of a bound for a switch to pay.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GateFigure {
    /// The figure in the base case.
    pub planned: f64,
    /// Whether the switch pays in the base case.
    pub pays: bool,
    /// The bound; `None` if the switch pays, or doesn't, at any value.
    pub bound: Option<GateBound>,
}

/// The value of a figure at which a switch begins or ceases to pay.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GateBound {
    /// The value.
    pub value: f64,
    /// Whether the switch pays above it; else below.
    pub pays_above: bool,
    /// Whether it pays at the value as it is written beside the planned one: rounded, it may be just past the bound.
    pub pays_as_written: bool,
}

impl GateFigure {
    /// `bound` is the value nearest to the planned one at which the switch begins or ceases to pay, `pays` whether it pays at a value.
    fn new(planned: f64, bound: Option<f64>, pays: impl Fn(f64) -> bool) -> Self {
        let pays_as_planned = pays(planned);
        Self {
            planned,
            pays: pays_as_planned,
            bound: bound.map(|value| GateBound {
                value,
                // It pays on the planned value's side of the bound if it pays there.
                pays_above: (value < planned) == pays_as_planned,
                pays_as_written: pays(as_written(value, planned)),
            }),
        }
    }
}

/// A bound with the digits in which it is written beside the planned value.
fn as_written(bound: f64, planned: f64) -> f64 {
    let [text, _] = distinguishable([bound, planned], Unit::None);
    match quantity::parse(&text, Unit::None) {
        Ok(Estimate::Exact(written)) => written,
        _ => bound,
    }
}

/// The gate of a switch: the figures on which it depends whether the switch pays.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Gate {
    /// Queries a month, or all months' queries as a multiple of the planned ones if there are none in the month after the gate.
    pub volume: GateFigure,
    /// Whether the volume is in queries a month; else in multiples of the planned one.
    pub volume_is_in_queries: bool,
    /// Changes of the requirements a year.
    pub changes: GateFigure,
}

impl Gate {
    fn new(scenario: &Scenario, ledger: &Ledger, k: usize) -> Self {
        let queries = ledger.volume[k.min(ledger.months - 1)];
        // A month without queries has no multiples: all months are counted together.
        let volume_is_in_queries = queries > 0.0;
        let planned_volume = if volume_is_in_queries { queries } else { 1.0 };
        let at_factor = |factor: f64| Some(pays(&with_volume(scenario, factor)?, k));
        let factor = find_bound(1.0, MAX_VOLUME_FACTOR, at_factor);
        let planned_changes = scenario.workload.changes_per_year.base();
        let at_changes = |changes: f64| Some(pays(&with_changes(scenario, changes)?, k));
        let changes = find_bound(planned_changes, Changes::DOMAIN.max, at_changes);
        Self {
            volume: GateFigure::new(
                planned_volume,
                factor.map(|factor| planned_volume * factor),
                |volume| at_factor(volume / planned_volume) == Some(true),
            ),
            volume_is_in_queries,
            changes: GateFigure::new(planned_changes, changes, |changes| {
                at_changes(changes) == Some(true)
            }),
        }
    }
}

/// The largest multiple of the planned volume that is tried.
const MAX_VOLUME_FACTOR: f64 = MAX_NUMBER;

/// Values that are tried on either side of the planned one, up to a hundredfold.
const NEAR_STEPS: i32 = 60;
/// Values that are tried beyond these, each ten times the one before.
const FAR_STEPS: i32 = 10;

/// Halvings of an interval in which a bound lies.
const BOUND_HALVINGS: usize = 40;

/// The values on one side of a planned one at which switching is tried: dense at first, then far apart, up to the last one
/// that is allowed.
fn tried_values(planned: f64, up: bool, most: f64) -> impl Iterator<Item = f64> {
    let side = if up { 1.0 } else { -1.0 };
    let part = |step: i32| f64::from(step) / f64::from(NEAR_STEPS);
    let near = (0..=NEAR_STEPS).map(move |step| match (planned > 0.0, up) {
        (true, _) => planned * 100_f64.powf(side * part(step)),
        // Zero has no multiples, and no volume is below it.
        (false, true) => most * part(step).powi(2),
        (false, false) => 0.0,
    });
    let far = (1..=FAR_STEPS).map(move |step| planned * 10_f64.powf(side * f64::from(2 + step)));
    let last = if up { most } else { 0.0 };
    let all = near.chain(far).filter(move |value| *value <= most);
    all.chain(std::iter::once(last))
}

/// The value nearest to the planned one at which the switch ceases or begins to pay; `None` if there is none up to `most`.
fn find_bound(planned: f64, most: f64, pays: impl Fn(f64) -> Option<bool>) -> Option<f64> {
    let now = pays(planned)?;
    let differs = |value: f64| pays(value).is_some_and(|pays| pays != now);
    let bounds = [true, false].map(|up| {
        let mut near = planned;
        let far = tried_values(planned, up, most).find(|value| {
            let found = differs(*value);
            if !found {
                near = *value;
            }
            found
        })?;
        let (near, far) = bisect(near, far, BOUND_HALVINGS, f64::midpoint, differs);
        // Take the end of the bracket at which the switch pays, so that it pays at the bound named.
        Some(if now { near } else { far })
    });
    let distance = |value: f64| (value.max(1e-9) / planned.max(1e-9)).ln().abs();
    bounds
        .into_iter()
        .flatten()
        .min_by(|a, b| distance(*a).total_cmp(&distance(*b)))
}

/// The scenario with a volume so many times as large.
fn with_volume(scenario: &Scenario, factor: f64) -> Option<Scenario> {
    let mut changed = scenario.clone();
    let scaled = |value: f64| (value * factor).min(MAX_NUMBER);
    for path in ["workload.queries_per_month", "workload.monthly_queries"] {
        let input = inputs::find(path)?;
        let value = match input.value(scenario) {
            Value::Estimate(estimate) => Value::Estimate(estimate.map(scaled)),
            Value::Numbers(numbers) => Value::Numbers(numbers.into_iter().map(scaled).collect()),
            other => other,
        };
        input.set(&mut changed, value).ok()?;
    }
    Some(changed)
}

/// The scenario with so many changes a year.
fn with_changes(scenario: &Scenario, changes: f64) -> Option<Scenario> {
    let mut changed = scenario.clone();
    let input = inputs::find("workload.changes_per_year")?;
    let value = Value::Estimate(Estimate::Exact(changes));
    input.set(&mut changed, value).ok()?;
    Some(changed)
}

/// Whether switching after month k is expected to pay.
fn pays(scenario: &Scenario, k: usize) -> bool {
    let ledger = Ledger::new(scenario);
    let prompting = total(&ledger, Strategy::Prompting);
    prompting > expected_total(&ledger, k, prompting)
}
