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

/// The planned bill of each month; with `known`, that of as many queries as were answered, where that is known.
pub(super) fn bills(plan: &Scenario, actual: &[Actual], known: bool) -> Vec<Bill> {
    let last = actual.last().filter(|_| known);
    let with_known = last.map(|last| with_known_volumes(plan, actual, last.month));
    let scenario = with_known.as_ref().unwrap_or(plan);
    let ledger = Ledger::new(scenario);
    let bill = |actual: &Actual| bill(scenario, &ledger, actual.approach, actual.month);
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

/// The scenario with the volumes that are known up to a month, the others up to it as planned. Growth continues from it, but for months whose
/// volume the plan states itself.
pub(super) fn with_known_volumes(plan: &Scenario, actual: &[Actual], last: usize) -> Scenario {
    let mut volumes = ledger::volumes(plan, last);
    for actual in actual.iter().filter(|actual| actual.month <= last) {
        if let Some(queries) = actual.queries {
            volumes[actual.month - 1] = queries;
        }
    }
    let stated = &plan.workload.monthly_queries;
    volumes.extend(stated.iter().skip(last).map(BoundedNumber::get));
    let mut scenario = plan.clone();
    // A volume that grew beyond what a scenario can state stays at that.
    let volumes = volumes.into_iter();
    let volumes = volumes.map(|queries| BoundedNumber::new(Amount::DOMAIN.nearest(queries)));
    scenario.workload.monthly_queries = volumes.filter_map(Result::ok).collect();
    scenario
}
