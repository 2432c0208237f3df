//! Plan against actual (docs/plan-against-actual.md): what was billed beside what was planned. It changes no figure of the plan.
//!
//! - [`PlanAgainstActual`]: all of it, month by month, with the parts of each difference
//! - `bills`: what a provider would bill in a month, by the plan
//! - `ranges`: the 80% ranges of bills and volumes
//! - `explanation`: the one input that explains the difference best
//! - `calibration`: the plan with what is known now, and what the rest of the horizon costs
//! - `curve`: the cumulative cost with what was billed, for the chart

mod bills;
mod calibration;
mod curve;
mod explanation;
mod ranges;

use crate::scenario::Scenario;
use crate::scenario::actuals::BilledApproach;

use super::approach::{Approach, saving_of};

use bills::{bills, in_the_horizon, planned, with_answered, with_growth_from_known};
use ranges::Ranges;

pub use calibration::{Calibration, PlannedAndNow, RestOfHorizon};
pub use curve::{BilledCurve, BilledMonth, billed_curves};
pub use explanation::Explanation;
pub use ranges::EightyPercent;

impl From<BilledApproach> for Approach {
    fn from(billed: BilledApproach) -> Self {
        match billed {
            BilledApproach::Prompting => Self::Prompting,
            BilledApproach::FineTuning => Self::FineTuning,
        }
    }
}

/// The parts of the difference between a bill and the plan. They add up to it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Variance {
    /// (q − V)·p: more or fewer queries, at what a planned one costs.
    pub volume: f64,
    /// c − B(q): what the bill is above that of as many queries by the plan. All of c − B(V) if q isn't known.
    pub price_per_query: f64,
    /// B(q) − B(V) − (q − V)·p: replicas and cache hits that change with the traffic.
    pub rest: f64,
}

impl Variance {
    /// c − B(V): what the bill is above the plan.
    pub fn total(&self) -> f64 {
        self.volume + self.price_per_query + self.rest
    }
}

/// A month of which something is known, beside its plan.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MonthAgainstPlan {
    /// The month, counted from 1.
    pub month: usize,
    /// A: the approach that the bill is for.
    pub approach: Approach,
    /// The approach whose model answers in this month of A: prompting, while the fine-tuned model has its lead time.
    pub serving: Approach,
    /// q: queries that were answered; `None` if that isn't known.
    pub queries: Option<f64>,
    /// c: what was billed; `None` if that isn't known.
    pub cost: Option<f64>,
    /// V: planned queries.
    pub planned_queries: f64,
    /// B(V): the planned bill.
    pub planned_cost: f64,
    /// B(q): the bill of as many queries as were answered, by the plan. The planned bill if their number isn't known.
    pub expected_cost: f64,
    /// The parts of c − B(V); `None` if c isn't known.
    pub variance: Option<Variance>,
    /// The 80% range of B(q); `None` if no range has an effect on it.
    pub range: Option<EightyPercent>,
    /// The 80% range of V; `None` if q isn't known, or no range has an effect on V.
    pub volume_range: Option<EightyPercent>,
}

impl MonthAgainstPlan {
    /// Whether the bill lies in the 80% range; `None` if either isn't known.
    pub fn is_in_range(&self) -> Option<bool> {
        Some(self.range?.contains(self.cost?))
    }
}

/// Bills that are so many times the plan, or that part of it, are probably of something else.
const FAR_FROM_PLAN: f64 = 3.0;

/// Bills that together are more than three times the plan, or less than a third of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FarFromPlan {
    /// Σc/ΣB(V).
    pub ratio: f64,
    /// Whether other queries than planned explain more of that ratio than what a query costs.
    pub is_by_volume: bool,
}

/// What the volume of the months after the last known one is in the calibrated plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LaterVolume {
    /// The plan's growth goes on from the known volume.
    Grows,
    /// It stays at the known volume, since the plan has no growth.
    Stays,
    /// The plan states it month by month, and it is that.
    AsPlanned,
}

/// What was billed beside the plan, and what follows for the rest of the horizon.
///
/// ```
/// use breakeven::analysis::actuals::PlanAgainstActual;
/// use breakeven::files::examples::Example;
///
/// let mut scenario = Example::find("textbook-comparison").unwrap().scenario()?;
/// assert!(PlanAgainstActual::new(&scenario).is_none());
/// scenario.actuals = "1: $500; 2: 12,000 queries, $700".parse().unwrap();
/// let found = PlanAgainstActual::new(&scenario).unwrap();
/// let [first, second] = &found.months[..] else { unreachable!("two months") };
/// let difference = 700.0 - second.planned_cost;
/// assert!((second.variance.unwrap().total() - difference).abs() < 1e-9);
/// // Without the number of queries, all of the difference is that of their price.
/// assert_eq!(first.variance.unwrap().volume, 0.0);
/// # Ok::<(), breakeven::files::format::FormatError>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct PlanAgainstActual {
    /// The months within the horizon of which something is known, the earliest first.
    pub months: Vec<MonthAgainstPlan>,
    /// The input that explains all bills together best. `None` if they are within 1% of the plan, or no input alone explains them.
    pub explanation: Option<Explanation>,
    /// The plan with what is known now.
    pub calibration: Calibration,
    /// What the months after the last bill cost; `None` if the horizon ends with it.
    pub rest: Option<RestOfHorizon>,
    /// ΣB(v) over the months with a bill, with v queries in the calibrated plan.
    expected: f64,
}

/// B(V): the planned bill of each month within the horizon of which something is known, with the number of the month. It is what
/// [`PlanAgainstActual`] compares with, without all else that it computes.
pub fn planned_costs(scenario: &Scenario) -> Vec<(usize, f64)> {
    let actual = in_the_horizon(scenario);
    let Some(last) = actual.last() else {
        return Vec::new();
    };
    let plan = planned(scenario, last.month);
    let bills = bills(&plan, &actual);
    let months = actual.iter().map(|actual| actual.month);
    months.zip(bills.iter().map(bills::Bill::total)).collect()
}

impl PlanAgainstActual {
    /// Compares the bills of a scenario with its plan; `None` if it has none within its horizon.
    pub fn new(scenario: &Scenario) -> Option<Self> {
        let actual = in_the_horizon(scenario);
        let last = actual.last()?.month;
        let plan = planned(scenario, last);
        let by_plan = bills(&plan, &actual);
        let by_queries = bills(&with_answered(&plan, &actual), &actual);
        let by_known_growth = bills(&with_growth_from_known(&plan, &actual), &actual);
        let ranges = Ranges::new(&plan, &actual);
        let months: Vec<MonthAgainstPlan> = actual
            .iter()
            .zip(by_plan.iter().zip(&by_queries))
            .enumerate()
            .map(|(place, (actual, (planned, expected)))| {
                let variance = actual.cost.map(|cost| {
                    let volume = match actual.queries {
                        Some(queries) => {
                            (queries - planned.queries) * planned.price_per_query(expected)
                        }
                        None => 0.0,
                    };
                    Variance {
                        volume,
                        price_per_query: saving_of(cost, expected.total()),
                        rest: saving_of(expected.total(), planned.total() + volume),
                    }
                });
                MonthAgainstPlan {
                    month: actual.month,
                    approach: actual.approach,
                    serving: planned.serving,
                    queries: actual.queries,
                    cost: actual.cost,
                    planned_queries: planned.queries,
                    planned_cost: planned.total(),
                    expected_cost: expected.total(),
                    variance,
                    range: ranges.bill(place),
                    volume_range: actual.queries.and_then(|_| ranges.volume(place)),
                }
            })
            .collect();
        let calibration = Calibration::new(scenario, &actual, &by_known_growth);
        Some(Self {
            explanation: Explanation::find(&plan, &actual),
            rest: RestOfHorizon::new(scenario, &calibration),
            expected: explanation::expected_of_billed(&actual, &by_known_growth),
            months,
            calibration,
        })
    }

    /// Whether the bills together are so close to what as many queries cost by the plan that they need no explanation.
    pub fn is_close_to_plan(&self) -> bool {
        explanation::is_close(self.billed(), self.expected)
    }

    /// How far the bills together are from the plan, if they are so far that something else may have been billed. `None` too if nothing was
    /// planned: then prices are missing.
    pub fn far_from_plan(&self) -> Option<FarFromPlan> {
        let (billed, planned) = (self.billed(), self.planned());
        let is_far = billed > FAR_FROM_PLAN * planned || FAR_FROM_PLAN * billed < planned;
        (planned > 0.0 && is_far).then(|| {
            let expected = self.expected;
            FarFromPlan {
                ratio: billed / planned,
                is_by_volume: (billed / expected).ln().abs() < (expected / planned).ln().abs(),
            }
        })
    }

    /// The last month whose queries are known, if they differ from the plan by more than 1%, and what follows for later months. `None` too if
    /// the horizon ends with the last month of which something is known.
    pub fn volume_change(&self) -> Option<(&MonthAgainstPlan, LaterVolume)> {
        self.rest?;
        let mut known = self.months.iter().rev();
        let month = known.find(|month| month.queries.is_some())?;
        let is_other = !explanation::is_close(month.queries?, month.planned_queries);
        let workload = &self.calibration.scenario.workload;
        let later = if workload.monthly_queries.len() > month.month {
            LaterVolume::AsPlanned
        } else if workload.growth_per_month.base() == 0.0 {
            LaterVolume::Stays
        } else {
            LaterVolume::Grows
        };
        is_other.then_some((month, later))
    }

    /// What was billed in all months together whose bill is known.
    pub fn billed(&self) -> f64 {
        self.months.iter().filter_map(|month| month.cost).sum()
    }

    /// The planned bills of these months together.
    pub fn planned(&self) -> f64 {
        let billed = self.months.iter().filter(|month| month.cost.is_some());
        billed.map(|month| month.planned_cost).sum()
    }
}
