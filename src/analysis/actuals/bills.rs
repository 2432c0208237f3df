//! What a provider bills in a month, by the plan: inference and hosting. Training, people, reviews and errors are on no such bill.

use crate::analysis::approach::{Approach, Phase};
use crate::analysis::ledger::{self, Ledger};
use crate::analysis::strategy::{Strategy, serving_in};
use crate::scenario::Scenario;
use crate::scenario::actuals::Actuals;
use crate::scenario::domain::{Amount, Bounds as _};
use crate::scenario::estimate::BoundedNumber;

/// What is known of a month within the horizon.
#[derive(Debug, Clone, Copy)]
pub(super) struct Actual {
    pub(super) month: usize,
    pub(super) approach: Approach,
    pub(super) queries: Option<f64>,
    pub(super) cost: Option<f64>,
}

/// What is known of the months within the horizon, the earliest first.
pub(super) fn in_the_horizon(scenario: &Scenario) -> Vec<Actual> {
    let months = scenario.horizon_months.whole() as usize;
    let bills = scenario.actuals.with_approaches();
    let bills = bills.map(|(bill, approach)| Actual {
        month: bill.number(),
        approach: approach.into(),
        queries: bill.queries.map(|queries| queries.get()),
        cost: bill.cost.map(|cost| cost.get()),
    });
    bills.filter(|bill| bill.month <= months).collect()
}

/// The planned bill of a month.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bill {
    /// The approach that serves.
    pub(super) serving: Approach,
    /// Queries of the month, whichever model answers them.
    pub(super) queries: f64,
    inference: f64,
    hosting: f64,
    /// Of the inference, the tokens of the serving approach's own model.
    pub(super) tokens: f64,
}

impl Bill {
    pub(super) fn total(&self) -> f64 {
        self.inference + self.hosting
    }

    /// p: the planned inference of a query; if none was planned, that of the `billed` ones.
    pub(super) fn price_per_query(&self, billed: &Self) -> f64 {
        let bills = [self, billed];
        let bill = bills.into_iter().find(|bill| bill.queries > 0.0);
        bill.map_or(0.0, |bill| bill.inference / bill.queries)
    }
}

/// The scenario up to a month, without what no bill depends on, since it is copied for every draw.
pub(super) fn planned(scenario: &Scenario, last: usize) -> Scenario {
    let mut plan = scenario.clone();
    // A month of the horizon is an allowed horizon.
    if let Ok(months) = BoundedNumber::new(last as f64) {
        plan.horizon_months = months;
    }
    plan.name.clear();
    plan.notes.clear();
    plan.sources.clear();
    plan.actuals = Actuals::default();
    plan
}

/// The planned bill of each month: B(V), or that of the queries of a scenario with other volumes.
pub(super) fn bills(plan: &Scenario, actual: &[Actual]) -> Vec<Bill> {
    let ledger = Ledger::new(plan);
    let bill = |actual: &Actual| bill(plan, &ledger, actual.approach, actual.month);
    actual.iter().map(bill).collect()
}

fn bill(scenario: &Scenario, ledger: &Ledger, approach: Approach, month: usize) -> Bill {
    let strategy = match approach {
        Approach::Prompting => Strategy::Prompting,
        Approach::FineTuning => Strategy::SwitchAt(0),
    };
    let (serving, running) = serving_in(ledger, strategy, month);
    let (costs, serving_inputs) = match serving {
        Approach::Prompting => (&ledger.prompting, &scenario.prompting.serving),
        Approach::FineTuning => (&ledger.fine_tuning, &scenario.fine_tuning.serving),
    };
    // What a query costs besides tokens has no part in a change of token prices.
    let other = serving_inputs.query_cost.base() * (1.0 + serving_inputs.retry_rate.base());
    let tokens = costs.traffic[month - 1] * (costs.query_price[month - 1] - other).max(0.0);
    Bill {
        serving,
        queries: ledger.volume[month - 1],
        inference: running[Phase::Inference],
        hosting: running[Phase::Hosting],
        tokens,
    }
}

/// The scenario with q, where it is known, and V in all other months up to the last one of which something is known.
pub(super) fn with_answered(plan: &Scenario, actual: &[Actual]) -> Scenario {
    let last = actual.last().map_or(0, |actual| actual.month);
    let mut volumes = ledger::volumes(plan, last);
    for (month, queries) in known_queries(actual) {
        volumes[month - 1] = queries;
    }
    with_volumes(plan, volumes)
}

/// The scenario with v: q, where it is known. Growth continues from each known month, but for months whose volume the plan states itself.
/// Before the first known month, all is as planned.
pub(super) fn with_growth_from_known(plan: &Scenario, actual: &[Actual]) -> Scenario {
    let growth = 1.0 + plan.workload.growth_per_month.base();
    let stated = plan.workload.monthly_queries.len();
    let known = known_queries(actual);
    let last = known.last().map_or(0, |(month, _)| *month);
    let mut volumes = ledger::volumes(plan, last);
    for (place, &(month, queries)) in known.iter().enumerate() {
        volumes[month - 1] = queries;
        let next = known.get(place + 1).map_or(month, |(next, _)| next - 1);
        for later in month.max(stated)..next {
            volumes[later] = volumes[later - 1] * growth;
        }
    }
    with_volumes(plan, volumes)
}

/// The months whose queries are known, with these.
fn known_queries(actual: &[Actual]) -> Vec<(usize, f64)> {
    let known = actual.iter();
    let known = known.filter_map(|actual| Some((actual.month, actual.queries?)));
    known.collect()
}

/// The scenario with these volumes from month 1 on. Growth continues from the last one, but for months whose volume the plan states itself.
fn with_volumes(plan: &Scenario, mut volumes: Vec<f64>) -> Scenario {
    let stated = plan.workload.monthly_queries.iter();
    volumes.extend(stated.skip(volumes.len()).map(BoundedNumber::get));
    let mut scenario = plan.clone();
    // A volume that grew beyond what a scenario can state stays at that.
    let volumes = volumes.into_iter();
    let volumes = volumes.map(|queries| BoundedNumber::new(Amount::DOMAIN.nearest(queries)));
    scenario.workload.monthly_queries = volumes.filter_map(Result::ok).collect();
    scenario
}
