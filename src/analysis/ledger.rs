//! The month-by-month ledger (docs/formulas.md §2): what each approach costs in a month in which it serves.
//! Which of them serves when is up to [`super::strategy`].

use std::ops::{Add, AddAssign, Index, IndexMut, Mul};

use crate::scenario::{AtRetirement, Effort, Hosting, Scenario, Serving};

use super::approach::{Phase, ROUNDING};
use super::price::{HOURS_PER_MONTH, QueryPrice};

/// Tolerance when flooring products that should be whole numbers.
pub(super) const FLOOR_SLACK: f64 = 1e-9;

/// An amount of money for each phase, indexed by [`Phase`].
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct ByPhase([f64; Phase::ALL.len()]);

impl ByPhase {
    /// The sum over all phases.
    pub fn total(&self) -> f64 {
        self.0.iter().sum()
    }
}

impl Index<Phase> for ByPhase {
    type Output = f64;

    fn index(&self, phase: Phase) -> &f64 {
        &self.0[phase as usize]
    }
}

impl IndexMut<Phase> for ByPhase {
    fn index_mut(&mut self, phase: Phase) -> &mut f64 {
        &mut self.0[phase as usize]
    }
}

impl Add for ByPhase {
    type Output = Self;

    fn add(mut self, other: Self) -> Self {
        self += other;
        self
    }
}

impl AddAssign for ByPhase {
    fn add_assign(&mut self, other: Self) {
        for (sum, amount) in self.0.iter_mut().zip(other.0) {
            *sum += amount;
        }
    }
}

impl Mul<f64> for ByPhase {
    type Output = Self;

    fn mul(self, factor: f64) -> Self {
        Self(self.0.map(|amount| amount * factor))
    }
}

/// What one approach costs, undiscounted. Index 0 of each list is month 1.
#[derive(Debug, Clone)]
pub struct ApproachLedger {
    /// q(m): the price of a query in each month.
    pub query_price: Vec<f64>,
    /// Inference, review, hosting and upkeep of each month in which it serves.
    pub running: Vec<ByPhase>,
    /// Its set-up hours in money, paid once.
    pub setup: f64,
    /// What one change of the wanted behaviour costs in hours of the team, without a retraining.
    pub change: f64,
    /// review_rate·review_cost: what reviews cost per query.
    pub review_per_query: f64,
}

/// What both approaches cost month by month at the base values, before a strategy says which of them serves when.
///
/// ```
/// use breakeven::analysis::approach::Phase;
/// use breakeven::analysis::ledger::Ledger;
/// use breakeven::files::examples::Example;
///
/// let scenario = Example::find("textbook-comparison").unwrap().parse().unwrap();
/// let ledger = Ledger::new(scenario);
/// let first = ledger.prompting.running[0];
/// assert_eq!(first[Phase::Inference], ledger.volume[0] * ledger.prompting.query_price[0]);
/// ```
#[derive(Debug, Clone)]
pub struct Ledger {
    /// T: the horizon.
    pub months: usize,
    /// v(m): queries of each month, index 0 is month 1.
    pub volume: Vec<f64>,
    /// The present value of 1 paid at t = 0..=T.
    pub present_value: Vec<f64>,
    /// Changes of the wanted behaviour at the end of each month, index 0 is month 1.
    pub changes: Vec<f64>,
    /// The costs of prompting.
    pub prompting: ApproachLedger,
    /// The costs of fine-tuning; its inference includes queries that fall back to prompting.
    pub fine_tuning: ApproachLedger,
    /// D: the cost of the training data.
    pub data_collection: f64,
    /// R: the cost of one training round, all runs until one is accepted.
    pub training_round: f64,
    /// What one retraining costs: a round, refreshed data, and the hours of a change.
    pub retraining: f64,
    /// The share of queries that prompting answers again.
    pub fallback_share: f64,
    /// Whole months from the decision until the fine-tuned model serves.
    pub lead_time: usize,
    /// B: months that a base model serves until it is shut down; `None` if it isn't.
    pub base_model_life: Option<f64>,
    /// What happens when it is shut down.
    pub at_retirement: AtRetirement,
}

impl Ledger {
    /// The ledger of a scenario at its base values.
    pub fn new(scenario: &Scenario) -> Self {
        let months = scenario.horizon_months.whole() as usize;
        let volume = volumes(scenario, months);
        let discount = 1.0 + scenario.discount_rate.get();
        let changes_per_year = scenario.workload.changes_per_year.base();
        let prompting = ApproachLedger::new(
            scenario,
            &scenario.prompting.serving,
            &scenario.prompting.effort,
            &volume,
        );
        let tuned = &scenario.fine_tuning;
        let mut fine_tuning = ApproachLedger::new(scenario, &tuned.serving, &tuned.effort, &volume);
        let fallback_share = tuned.fallback_share.base();
        for (m, running) in fine_tuning.running.iter_mut().enumerate() {
            running[Phase::Inference] += volume[m] * fallback_share * prompting.query_price[m];
        }

        let data_collection = tuned.data.examples.base() * tuned.data.cost_per_example.base()
            + tuned.data.fixed_cost.base();
        let training = &tuned.training;
        let trained_tokens = tuned.data.examples.base()
            * training.tokens_per_example.base()
            * training.epochs.base();
        let run = (trained_tokens * training.price.base() / 1e6).max(training.minimum_fee.base())
            + training.fixed_cost.base();
        let training_round = training.runs.base() * run + training.evaluation_cost.base();

        Self {
            months,
            present_value: (0..=months)
                .map(|t| discount.powf(-(t as f64) / 12.0))
                .collect(),
            changes: changes_by_month(changes_per_year, months),
            retraining: training_round
                + tuned.refresh_share.base() * data_collection
                + fine_tuning.change,
            volume,
            prompting,
            fine_tuning,
            data_collection,
            training_round,
            fallback_share,
            lead_time: tuned.lead_time_months.whole() as usize,
            base_model_life: tuned.base_model_life_months.map(|life| life.base()),
            at_retirement: tuned.at_retirement,
        }
    }

    /// What is paid when fine-tuning is decided on: D + R + its set-up hours.
    pub fn upfront(&self) -> ByPhase {
        let mut upfront = ByPhase::default();
        upfront[Phase::DataCollection] = self.data_collection;
        upfront[Phase::Training] = self.training_round;
        upfront[Phase::People] = self.fine_tuning.setup;
        upfront
    }

    /// Whether a base model is shut down at the end of `month`, if the fine-tuned model serves after `months_before_service` months.
    /// A shutdown at the horizon doesn't count.
    pub fn retires_at(&self, month: usize, months_before_service: usize) -> bool {
        self.base_model_life
            .is_some_and(|life| retires_at(month, life, months_before_service, self.months))
    }

    /// All months at whose end a base model is shut down, earliest first, if the fine-tuned model serves after `months_before_service` months.
    pub fn retirements(&self, months_before_service: usize) -> impl Iterator<Item = usize> + '_ {
        (months_before_service + 1..self.months)
            .filter(move |&month| self.retires_at(month, months_before_service))
    }
}

/// Changes of the wanted behaviour at the end of each month, index 0 is month 1.
pub(super) fn changes_by_month(per_year: f64, months: usize) -> Vec<f64> {
    let until = |month: usize| (per_year * month as f64 / 12.0 + FLOOR_SLACK).floor();
    (1..=months)
        .map(|month| until(month) - until(month - 1))
        .collect()
}

/// Whether a base model with a life of `life` months in service is shut down at the end of `month`, if the fine-tuned model serves after
/// `months_before_service` months. A shutdown at the horizon doesn't count.
pub(crate) fn retires_at(
    month: usize,
    life: f64,
    months_before_service: usize,
    horizon: usize,
) -> bool {
    if month <= months_before_service || month >= horizon {
        return false;
    }
    let retired_until =
        |month: usize| ((month - months_before_service) as f64 / life + FLOOR_SLACK).floor();
    retired_until(month) > retired_until(month - 1)
}

impl ApproachLedger {
    fn new(scenario: &Scenario, serving: &Serving, effort: &Effort, volume: &[f64]) -> Self {
        let hourly_rate = scenario.hourly_rate.get();
        let price = QueryPrice::new(serving, scenario.workload.input_tokens.base());
        let query_price: Vec<f64> = volume
            .iter()
            .enumerate()
            .map(|(m, &queries)| price.parts(m + 1, queries).total())
            .collect();
        let review_per_query = serving.review_rate.base() * serving.review_cost.base();
        let upkeep = effort.upkeep_hours_per_month.base() * hourly_rate;
        let running = volume
            .iter()
            .zip(&query_price)
            .map(|(&queries, &query_price)| {
                let mut costs = ByPhase::default();
                costs[Phase::People] = upkeep;
                costs[Phase::Inference] = queries * query_price;
                costs[Phase::Review] = queries * review_per_query;
                costs[Phase::Hosting] = hosting_per_month(serving, queries);
                costs
            })
            .collect();
        Self {
            query_price,
            running,
            setup: effort.setup_hours.base() * hourly_rate,
            change: effort.hours_per_change.base() * hourly_rate,
            review_per_query,
        }
    }
}

/// v(m) for months 1..=T: stated month by month, then growing from the last stated month.
fn volumes(scenario: &Scenario, months: usize) -> Vec<f64> {
    let workload = &scenario.workload;
    let growth = 1.0 + workload.growth_per_month.base();
    let given = &workload.monthly_queries;
    (1..=months)
        .map(|month| match (given.get(month - 1), given.last()) {
            (Some(queries), _) => queries.get(),
            (None, Some(last)) => last.get() * growth.powi((month - given.len()) as i32),
            (None, None) => workload.queries_per_month.base() * growth.powi(month as i32 - 1),
        })
        .collect()
}

/// monthly_cost + per_hour · 730 · replicas(m) for a month with this many queries.
fn hosting_per_month(serving: &Serving, queries: f64) -> f64 {
    let hosted = serving.hosting.as_ref().map_or(0.0, |hosting| {
        hosting.per_hour.base() * HOURS_PER_MONTH * replicas(hosting, queries)
    });
    serving.monthly_cost.base() + hosted
}

/// Replicas that run in a month with this many queries: enough for the busiest hour, and at least the stated number.
///
/// ```
/// use breakeven::analysis::ledger::replicas;
/// use breakeven::files::examples::Example;
///
/// let scenario = Example::find("self-hosted-lora").unwrap().parse().unwrap();
/// let hosting = scenario.fine_tuning.serving.hosting.as_ref().unwrap();
/// assert!(replicas(hosting, 1e8) > replicas(hosting, 1e6));
/// ```
pub fn replicas(hosting: &Hosting, queries: f64) -> f64 {
    let least = hosting.replicas.base();
    match hosting.queries_per_hour {
        None => least,
        Some(carries) => {
            let busiest_hour = queries / HOURS_PER_MONTH * hosting.peak_to_mean.base();
            least.max((busiest_hour / carries.base() * (1.0 - ROUNDING)).ceil())
        }
    }
}
