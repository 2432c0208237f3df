//! The roadmap from prompting to fine-tuning: the retirements of the base model, and the gate with the bounds within which the switch pays.

use crate::analysis::ledger::{Ledger, retires_at};
use crate::analysis::strategy::{Strategy, total};
use crate::scenario::domain::{Bounds, Changes, MAX_NUMBER};
use crate::scenario::inputs::{self, Value};
use crate::scenario::{AtRetirement, Estimate, Scenario};

/// Retirements of the base model of a tuned model.
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

/// The retirements of the base model of a tuned model that serves after month `before`.
pub(super) fn retirements(ledger: &Ledger, before: usize) -> Vec<Retirement> {
    let mut months: Vec<usize> = ledger.retirements(before).collect();
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
    let gone = |life| retires_at(end, life, before, end + 1);
    if ledger.base_model_life.is_some_and(gone) {
        let (months, then) = (vec![end], AfterRetirement::BeyondHorizon);
        found.push(Retirement { months, then });
    }
    found
}

/// A figure that has to be on the right side of a bound for a switch to pay.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GateFigure {
    /// The figure as planned.
    pub planned: f64,
    /// The bound; `None` if the switch pays, or doesn't, at any value.
    pub bound: Option<f64>,
    /// Whether the switch pays as planned.
    pub pays: bool,
}

/// The gate of a switch after month `k`: the figures on which it depends whether the switch pays.
#[derive(Debug, Clone)]
pub struct Gate<'a> {
    scenario: &'a Scenario,
    k: usize,
    /// Queries in the month after the gate, as planned; 0 has no multiples.
    planned_queries: f64,
    /// Queries a month, or all months' queries as a multiple of the planned ones if there are none in that month.
    pub volume: GateFigure,
    /// Changes of the requirements a year.
    pub changes: GateFigure,
}

impl<'a> Gate<'a> {
    /// Looks for the bounds in hundreds of ledgers: not for use while drawing.
    pub fn new(scenario: &'a Scenario, ledger: &Ledger, k: usize) -> Self {
        let planned_queries = ledger.volume[k.min(ledger.months - 1)];
        let at_times = |times: f64| Some(pays(&with_volume(scenario, times)?, k));
        let times = tips_at(1.0, MAX_TIMES, at_times);
        let changes = scenario.workload.changes_per_year.base();
        let at_changes = |changes: f64| Some(pays(&with_changes(scenario, changes)?, k));
        let max_changes = tips_at(changes, Changes::DOMAIN.max, at_changes);
        let volume = if planned_queries > 0.0 {
            GateFigure {
                planned: planned_queries,
                bound: times.map(|times| planned_queries * times),
                pays: at_times(1.0) == Some(true),
            }
        } else {
            GateFigure {
                planned: 1.0,
                bound: times,
                pays: at_times(1.0) == Some(true),
            }
        };
        Self {
            scenario,
            k,
            planned_queries,
            volume,
            changes: GateFigure {
                planned: changes,
                bound: max_changes,
                pays: at_changes(changes) == Some(true),
            },
        }
    }

    /// Whether the volume is in queries a month; else in multiples of the planned one.
    pub fn volume_is_in_queries(&self) -> bool {
        self.planned_queries > 0.0
    }

    /// Whether the switch pays at a volume, in the unit of [`Gate::volume`].
    pub fn pays_at_volume(&self, volume: f64) -> bool {
        let times = if self.volume_is_in_queries() {
            volume / self.planned_queries
        } else {
            volume
        };
        with_volume(self.scenario, times).is_some_and(|changed| pays(&changed, self.k))
    }

    /// Whether the switch pays with so many changes a year.
    pub fn pays_at_changes(&self, changes: f64) -> bool {
        with_changes(self.scenario, changes).is_some_and(|changed| pays(&changed, self.k))
    }
}

/// A volume times more than this is no volume any more.
const MAX_TIMES: f64 = MAX_NUMBER;

/// Values that are tried on either side of the planned one, up to a hundredfold.
const NEAR_STEPS: i32 = 60;
/// Values that are tried beyond these, each ten times the one before.
const FAR_STEPS: i32 = 10;

/// Halvings of a stretch in which a bound lies.
const ROOT_HALVINGS: usize = 40;

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
fn tips_at(planned: f64, most: f64, pays: impl Fn(f64) -> Option<bool>) -> Option<f64> {
    let now = pays(planned)?;
    let differs = |value: f64| pays(value).is_some_and(|pays| pays != now);
    // The root is taken on the side on which the switch pays, so that it pays at the bound that is named.
    let roots = [true, false].map(|up| {
        let mut near = planned;
        let mut far = tried_values(planned, up, most).find(|value| {
            let found = differs(*value);
            if !found {
                near = *value;
            }
            found
        })?;
        for _ in 0..ROOT_HALVINGS {
            let middle = f64::midpoint(near, far);
            if differs(middle) {
                far = middle;
            } else {
                near = middle;
            }
        }
        Some(if now { near } else { far })
    });
    let far = |value: f64| (value.max(1e-9) / planned.max(1e-9)).ln().abs();
    roots
        .into_iter()
        .flatten()
        .min_by(|a, b| far(*a).total_cmp(&far(*b)))
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

/// Whether switching after month k pays.
fn pays(scenario: &Scenario, k: usize) -> bool {
    let ledger = Ledger::new(scenario);
    total(&ledger, Strategy::Prompting) > total(&ledger, Strategy::SwitchAt(k))
}
