//! The month-by-month ledger (docs/formulas.md §2): what each approach costs in a month in which it serves.
//! Which of them serves when is up to [`super::strategy`].

use std::ops::{Add, AddAssign, Index, IndexMut, Mul};

use crate::scenario::{AtRetirement, Billing, Effort, Hosting, Scenario, Serving, Workload};

use super::approach::{FLOOR_SLACK, Phase, ROUNDING};
use super::price::QueryPrice;
use super::retirements::{Lifespan, Retirements};

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
    /// The queries that its model answers in each month in which the approach serves.
    pub traffic: Vec<f64>,
    /// q(m): the price of a query in each month.
    pub query_price: Vec<f64>,
    /// Inference, review, errors, hosting and upkeep of each month in which the approach serves.
    pub running: Vec<ByPhase>,
    /// Its set-up hours in money, paid once.
    pub setup: f64,
    /// What one change of the wanted behaviour costs in hours of the team, without a retraining.
    pub change: f64,
    /// review_rate·review_cost: what reviews cost per answer.
    pub review_per_answer: f64,
    /// error_rate·error_cost: what wrong answers cost per answer.
    pub errors_per_answer: f64,
    /// When its models are shut down.
    pub retirements: Retirements,
}

/// How the queries of a month are shared out while fine-tuning serves.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sharing {
    /// a: the share that the fine-tuned model takes over.
    pub coverage: f64,
    /// f: the share of those that prompting answers again.
    pub fallback: f64,
}

impl Sharing {
    /// 1 − a: the share that stays with prompting.
    pub fn stays(self) -> f64 {
        1.0 - self.coverage
    }

    /// 1 − a + a·f: the share that prompting answers, whether it stayed or fell back.
    pub fn prompted(self) -> f64 {
        self.stays() + self.coverage * self.fallback
    }

    /// Whether prompting serves beside fine-tuning, with all that this costs. Falling back alone brings only its price of a query.
    pub fn keeps_prompting(self) -> bool {
        self.coverage < 1.0
    }
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
    /// Replacements of the prompted model at the end of each month: 1 where it is shut down, else 0. Index 0 is month 1.
    pub replacements: Vec<f64>,
    /// The costs of prompting alone.
    pub prompting: ApproachLedger,
    /// The costs of prompting for the queries that it answers while fine-tuning serves.
    pub beside: ApproachLedger,
    /// The costs of fine-tuning, with those of [`Self::beside`] that arise while it serves.
    pub fine_tuning: ApproachLedger,
    /// How queries are shared out while fine-tuning serves.
    pub sharing: Sharing,
    /// p: the chance that the fine-tuned model is good enough to be used.
    pub success_chance: f64,
    /// D: the cost of the training data.
    pub data_collection: f64,
    /// R: the cost of one training round, all runs until one is accepted.
    pub training_round: f64,
    /// What one retraining costs: a round, refreshed data, and the hours of a change.
    pub retraining: f64,
    /// Retrainings per year on a schedule.
    pub retrainings_per_year: f64,
    /// Whole months from the decision until the fine-tuned model serves.
    pub lead_time: usize,
    /// What happens when its base model is shut down.
    pub at_retirement: AtRetirement,
}

impl Ledger {
    /// The ledger of a scenario at its base values.
    pub fn new(scenario: &Scenario) -> Self {
        let months = scenario.horizon_months.whole() as usize;
        let volume = volumes(scenario, months);
        let discount = 1.0 + scenario.discount_rate.get();
        let tuned = &scenario.fine_tuning;
        let sharing = Sharing {
            coverage: tuned.coverage.base(),
            fallback: tuned.fallback_share.base(),
        };
        let share = |share: f64| volume.iter().map(|queries| share * queries).collect();
        let prompting = ApproachLedger::of_prompting(scenario, volume.clone());
        let beside = ApproachLedger::of_prompting(scenario, share(sharing.prompted()));
        let retirements = Retirements::new(
            tuned.base_model_retires_month.as_ref(),
            tuned.base_model_life_months.as_ref(),
        );
        let traffic = share(sharing.coverage);
        let mut fine_tuning = ApproachLedger::new(
            scenario,
            &tuned.serving,
            &tuned.effort,
            retirements,
            traffic,
        );
        for (m, running) in fine_tuning.running.iter_mut().enumerate() {
            running[Phase::Inference] += beside.running[m][Phase::Inference];
            // What falls back has been reviewed already, and counts as one answer.
            let stayed = sharing.stays() * volume[m];
            running[Phase::Review] += stayed * beside.review_per_answer;
            running[Phase::Errors] += stayed * beside.errors_per_answer;
            if sharing.keeps_prompting() {
                for phase in [Phase::Hosting, Phase::People] {
                    running[phase] += beside.running[m][phase];
                }
            }
        }

        let from_the_start = Lifespan {
            decided: 0,
            months_before: 0,
            horizon: months,
        };
        let replaced = |month| prompting.retirements.at(month, from_the_start);
        let replacements = (1..=months).map(|month| f64::from(u8::from(replaced(month))));
        let replacements = replacements.collect();
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
            changes: changes_by_month(scenario.workload.changes_per_year.base(), months),
            replacements,
            retraining: training_round
                + tuned.refresh_share.base() * data_collection
                + fine_tuning.change,
            volume,
            prompting,
            beside,
            fine_tuning,
            sharing,
            success_chance: tuned.success_chance.base(),
            data_collection,
            training_round,
            retrainings_per_year: tuned.retrainings_per_year.base(),
            lead_time: tuned.lead_time_months.whole() as usize,
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

    /// L: the present value of that if fine-tuning is decided on after month `k`.
    pub fn upfront_after(&self, k: usize) -> f64 {
        self.upfront().total() * self.present_value[k]
    }

    /// The months that the models of a fine-tuned one have to last for, if it is decided on after month `k`.
    pub fn lifespan(&self, k: usize) -> Lifespan {
        Lifespan {
            decided: k,
            months_before: (k + self.lead_time).min(self.months),
            horizon: self.months,
        }
    }

    /// All months at whose end a base model is shut down, earliest first, if fine-tuning is decided on after month `k`.
    pub fn retirements(&self, k: usize) -> impl Iterator<Item = usize> + '_ {
        let lifespan = self.lifespan(k);
        let retirements = self.fine_tuning.retirements;
        (k + 1..self.months).filter(move |&month| retirements.at(month, lifespan))
    }

    /// Retrainings on schedule at the end of a month, if the fine-tuned model serves after `months_before` months.
    pub fn scheduled_retrainings(&self, month: usize, months_before: usize) -> f64 {
        events_at(self.retrainings_per_year, month, months_before, self.months)
    }
}

/// Changes of the wanted behaviour at the end of each month, index 0 is month 1. At the horizon nothing is changed any more.
pub(super) fn changes_by_month(per_year: f64, months: usize) -> Vec<f64> {
    (1..=months)
        .map(|month| events_at(per_year, month, 0, months))
        .collect()
}

/// Events at the end of a month that come so often a year, counted from the end of month `before`; none at the horizon.
pub(super) fn events_at(per_year: f64, month: usize, before: usize, horizon: usize) -> f64 {
    if month <= before || month >= horizon {
        return 0.0;
    }
    let until = |months: usize| (per_year * months as f64 / 12.0 + FLOOR_SLACK).floor();
    until(month - before) - until(month - before - 1)
}

impl ApproachLedger {
    fn of_prompting(scenario: &Scenario, traffic: Vec<f64>) -> Self {
        let prompting = &scenario.prompting;
        let retirements = Retirements::new(
            prompting.model_retires_month.as_ref(),
            prompting.model_life_months.as_ref(),
        );
        Self::new(
            scenario,
            &prompting.serving,
            &prompting.effort,
            retirements,
            traffic,
        )
    }

    fn new(
        scenario: &Scenario,
        serving: &Serving,
        effort: &Effort,
        retirements: Retirements,
        traffic: Vec<f64>,
    ) -> Self {
        let workload = &scenario.workload;
        let hourly_rate = scenario.hourly_rate.base();
        let price = QueryPrice::new(serving, workload);
        let query_price: Vec<f64> = traffic
            .iter()
            .enumerate()
            .map(|(m, &queries)| price.parts(m + 1, queries).total())
            .collect();
        let review_per_answer = serving.review_rate.base() * serving.review_cost.base();
        let errors_per_answer = serving.error_rate.base() * workload.error_cost.base();
        let upkeep = effort.upkeep_hours_per_month.base() * hourly_rate;
        let running = traffic
            .iter()
            .zip(&query_price)
            .map(|(&queries, &query_price)| {
                let mut costs = ByPhase::default();
                costs[Phase::People] = upkeep;
                costs[Phase::Inference] = queries * query_price;
                costs[Phase::Review] = queries * review_per_answer;
                costs[Phase::Errors] = queries * errors_per_answer;
                costs[Phase::Hosting] = hosting_per_month(serving, workload, queries);
                costs
            })
            .collect();
        Self {
            traffic,
            query_price,
            running,
            setup: effort.setup_hours.base() * hourly_rate,
            change: effort.hours_per_change.base() * hourly_rate,
            review_per_answer,
            errors_per_answer,
            retirements,
        }
    }
}

/// v(m) for months 1..=T: stated month by month, then growing from the last stated month.
pub(super) fn volumes(scenario: &Scenario, months: usize) -> Vec<f64> {
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

/// What hosting and other fixed costs of a month with this many queries come to.
fn hosting_per_month(serving: &Serving, workload: &Workload, queries: f64) -> f64 {
    let hosted = serving.hosting.as_ref().map_or(0.0, |hosting| {
        let per_hour = hosting.per_hour.base();
        match (hosting.billing, hosting.queries_per_hour) {
            (Billing::WhileBusy, Some(carries)) => {
                per_hour * (queries / carries.base()) * hosting.overhead.base()
            }
            _ => per_hour * hosting.hours_per_month.base() * replicas(hosting, workload, queries),
        }
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
/// let needed = |queries| replicas(hosting, &scenario.workload, queries);
/// assert!(needed(1e8) > needed(1e6));
/// ```
pub fn replicas(hosting: &Hosting, workload: &Workload, queries: f64) -> f64 {
    let least = hosting.replicas.base();
    match hosting.queries_per_hour {
        None => least,
        Some(carries) => {
            let mean_hour = queries / workload.active_hours_per_month.base();
            let busiest_hour = mean_hour * hosting.peak_to_mean.base();
            least.max((busiest_hour / carries.base() * (1.0 - ROUNDING)).ceil())
        }
    }
}
