//! Both approaches side by side: the figures of each, the aspects by which the field compares them, and the strengths that it names.

use crate::analysis::Analysis;
use crate::analysis::approach::{Approach, Phase};
use crate::analysis::ledger::Ledger;
use crate::analysis::price::is_unpriced;
use crate::analysis::strategy::{Strategy, cost_path};
use crate::scenario::{BoundedEstimate, Estimate, Scenario, Training, TrainingData};

/// The figures of one approach. Amounts are in the scenario's currency.
#[derive(Debug, Clone, PartialEq)]
pub struct ApproachFigures {
    /// Tokens of the prompt.
    pub prompt_tokens: f64,
    /// Share of the answers that are reviewed.
    pub review_rate: f64,
    /// Hours of set-up.
    pub setup_hours: f64,
    /// Hours of the team until the horizon.
    pub team_hours: f64,
    /// Paid before it serves: for prompting its set-up; for fine-tuning data, a training round and set-up.
    pub upfront: f64,
    /// Cost of moving to another provider or base model: set-up, and for fine-tuning a training round and the share of the data that is
    /// refreshed.
    pub renewal: f64,
    /// Cost of a query in month 1: inference and review.
    pub per_query: f64,
    /// Hosting in the first month.
    pub hosting: f64,
    /// Cost of a change of the requirements: of the prompt, or a retraining.
    pub change: f64,
    /// Total until the horizon.
    pub total: f64,
    /// Latency of a query in milliseconds, if it is known.
    pub latency_ms: Option<f64>,
}

/// The figures of both approaches, and those that only one of them has.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// What prompting takes, costs and needs of the team.
    pub prompting: ApproachFigures,
    /// The same of fine-tuning.
    pub fine_tuning: ApproachFigures,
    /// Whether amounts are in US dollars, as those are that the field's articles call usual.
    pub is_in_dollars: bool,
    /// The horizon in months.
    pub horizon_months: u32,
    /// Changes of the requirements a year.
    pub changes_per_year: f64,
    /// Hours that a change of the prompt takes.
    pub hours_per_change: f64,
    /// Change of prompting's prices a year, as a share.
    pub price_change_per_year: f64,
    /// Training examples.
    pub examples: f64,
    /// Passes over the examples.
    pub epochs: f64,
    /// Cost of the data.
    pub data_collection: f64,
    /// Cost of a round of training.
    pub training_round: f64,
    /// Months until the fine-tuned model serves.
    pub lead_months: u32,
    /// Whether it serves before the horizon.
    pub serves_in_time: bool,
    /// Share of the queries that fall back to prompting.
    pub fallback_share: f64,
    /// Months after which the base model is shut down, if that is stated.
    pub months_to_retirement: Option<f64>,
    /// Whether the behaviour is hard to describe; `None` if not answered.
    pub hard_to_describe: Option<bool>,
    /// Whether an approach has no prices.
    pub is_unpriced: bool,
    /// Queries until fine-tuning breaks even; `None` if it doesn't, or without prices.
    pub break_even_queries: Option<f64>,
}

/// What the field's articles call usual for fine-tuning.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct UsualRange {
    /// The least that is usual.
    pub low: f64,
    /// The most that is usual.
    pub high: f64,
}

impl UsualRange {
    /// The data, in US dollars.
    pub const DATA_USD: Self = Self::new(100.0, 10_000.0);
    /// A round of training, in US dollars.
    pub const TRAINING_USD: Self = Self::new(50.0, 5_000.0);
    /// A retraining, in US dollars.
    pub const RETRAINING_USD: Self = Self::new(50.0, 5_000.0);
    /// Queries until it breaks even.
    pub const BREAK_EVEN_QUERIES: Self = Self::new(50_000.0, 100_000.0);

    const fn new(low: f64, high: f64) -> Self {
        Self { low, high }
    }

    /// Where a value lies.
    ///
    /// ```
    /// use breakeven::decision::comparison::{Usual, UsualRange};
    ///
    /// assert_eq!(UsualRange::DATA_USD.place(100.0), Usual::Within);
    /// assert_eq!(UsualRange::DATA_USD.place(20_000.0), Usual::Above);
    /// ```
    pub fn place(self, value: f64) -> Usual {
        if value < self.low {
            Usual::Below
        } else if value > self.high {
            Usual::Above
        } else {
            Usual::Within
        }
    }
}

/// Where a value lies beside what is usual.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Usual {
    /// Below the usual range.
    Below,
    /// In it, or at one of its ends.
    Within,
    /// Above it.
    Above,
}

/// The aspects by which the field compares the approaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AspectId {
    /// Whether the model is modified.
    ModelModified,
    /// How long the set-up takes.
    SetupTime,
    /// What it costs.
    Cost,
    /// What a change takes.
    IterationSpeed,
    /// How many tokens the prompt takes.
    TokenEfficiency,
    /// How many answers are reviewed.
    Consistency,
    /// How freely the model can be changed.
    Flexibility,
    /// How much of the team's time it takes.
    Expertise,
    /// How long a query takes.
    Latency,
}

/// The strengths of both approaches that the field names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StrengthId {
    /// Fine-tuning answers more consistently.
    BehaviouralConsistency,
    /// Fine-tuning takes fewer tokens.
    TokenEfficiency,
    /// Fine-tuning learns what is hard to describe.
    ComplexPatterns,
    /// Fine-tuning stays specialised.
    PersistentSpecialisation,
    /// Prompting costs less to start.
    NoStartUpCost,
    /// Prompting is changed at once.
    InstantIteration,
    /// Prompting takes no training data.
    NoTrainingData,
    /// Prompting isn't bound to a model.
    ModelAgnosticism,
    /// Prompting follows changes of the requirements at once.
    InstantUpdates,
    /// Prompting shares its model.
    Composability,
}

impl StrengthId {
    /// The approach that has it.
    pub fn approach(self) -> Approach {
        match self {
            Self::BehaviouralConsistency
            | Self::TokenEfficiency
            | Self::ComplexPatterns
            | Self::PersistentSpecialisation => Approach::FineTuning,
            Self::NoStartUpCost
            | Self::InstantIteration
            | Self::NoTrainingData
            | Self::ModelAgnosticism
            | Self::InstantUpdates
            | Self::Composability => Approach::Prompting,
        }
    }
}

impl Comparison {
    /// Reads the figures off a scenario and its analysis.
    ///
    /// ```
    /// use breakeven::analysis::Analysis;
    /// use breakeven::analysis::approach::Approach;
    /// use breakeven::decision::comparison::{AspectId, Comparison};
    /// use breakeven::files::examples::Example;
    ///
    /// let scenario = Example::find("support-replies").expect("it is built in").scenario()?;
    /// let comparison = Comparison::new(&scenario, &Analysis::new(&scenario));
    /// let shorter = comparison.better(AspectId::TokenEfficiency);
    /// assert_eq!(shorter, Some(Approach::FineTuning));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn new(scenario: &Scenario, analysis: &Analysis) -> Self {
        let ledger = Ledger::new(scenario);
        let (prompted, tuned) = (&scenario.prompting, &scenario.fine_tuning);
        let [prompting_hours, fine_tuning_hours] = hours_of_both(scenario);
        let is_unpriced = is_unpriced(scenario);
        let break_even = if is_unpriced {
            None
        } else {
            analysis.break_even.moment()
        };
        Self {
            prompting: ApproachFigures {
                prompt_tokens: prompted.serving.prompt_tokens.base(),
                review_rate: prompted.serving.review_rate.base(),
                setup_hours: prompted.effort.setup_hours.base(),
                team_hours: prompting_hours,
                upfront: analysis.prompting.cost_path.upfront(),
                renewal: ledger.prompting.setup,
                per_query: analysis.prompting.per_query,
                hosting: ledger.prompting.running[0][Phase::Hosting],
                change: ledger.prompting.change,
                total: analysis.prompting.cost_path.total(),
                latency_ms: analysis.prompting.latency_ms,
            },
            fine_tuning: ApproachFigures {
                prompt_tokens: tuned.serving.prompt_tokens.base(),
                review_rate: tuned.serving.review_rate.base(),
                setup_hours: tuned.effort.setup_hours.base(),
                team_hours: fine_tuning_hours,
                upfront: analysis.fine_tuning_upfront,
                // The data is there already, except for the share that is refreshed.
                renewal: ledger.training_round
                    + tuned.refresh_share.base() * ledger.data_collection
                    + ledger.fine_tuning.setup,
                per_query: analysis.fine_tuning.per_query,
                hosting: ledger.fine_tuning.running[0][Phase::Hosting],
                change: ledger.retraining,
                total: analysis.fine_tuning.cost_path.total(),
                latency_ms: analysis.fine_tuning.latency_ms,
            },
            is_in_dollars: scenario.currency.is_us_dollar(),
            horizon_months: scenario.horizon_months.whole(),
            changes_per_year: scenario.workload.changes_per_year.base(),
            hours_per_change: prompted.effort.hours_per_change.base(),
            price_change_per_year: prompted.serving.price.change_per_year.base(),
            examples: tuned.data.examples.base(),
            epochs: tuned.training.epochs.base(),
            data_collection: ledger.data_collection,
            training_round: ledger.training_round,
            lead_months: tuned.lead_time_months.whole(),
            serves_in_time: tuned.lead_time_months.get() < scenario.horizon_months.get(),
            fallback_share: tuned.fallback_share.base(),
            months_to_retirement: months_to_retirement(&ledger),
            hard_to_describe: scenario.decision.hard_to_describe,
            is_unpriced,
            break_even_queries: break_even.map(|moment| moment.queries),
        }
    }

    /// The figures of an approach.
    pub fn figures(&self, approach: Approach) -> &ApproachFigures {
        match approach {
            Approach::Prompting => &self.prompting,
            Approach::FineTuning => &self.fine_tuning,
        }
    }

    /// Where an amount lies beside what is usual; `None` in another currency, of which a range in dollars says nothing.
    pub fn place_of_amount(&self, usual: UsualRange, amount: f64) -> Option<Usual> {
        self.is_in_dollars.then(|| usual.place(amount))
    }

    /// Whether the scenario states the figures of an aspect; else only what is typical of the field can be said.
    pub fn is_stated(&self, aspect: AspectId, approach: Approach) -> bool {
        let figures = self.figures(approach);
        let prompts = approach == Approach::Prompting;
        match aspect {
            AspectId::ModelModified | AspectId::Cost | AspectId::TokenEfficiency => true,
            AspectId::SetupTime => figures.setup_hours > 0.0 || (!prompts && self.lead_months > 0),
            AspectId::IterationSpeed if prompts => self.hours_per_change > 0.0,
            AspectId::IterationSpeed => figures.change > 0.0,
            AspectId::Consistency => self.has_reviews(),
            AspectId::Flexibility if prompts => self.price_change_per_year != 0.0,
            AspectId::Flexibility => self.months_to_retirement.is_some(),
            AspectId::Expertise => {
                self.prompting.team_hours != 0.0 || self.fine_tuning.team_hours != 0.0
            }
            AspectId::Latency => figures.latency_ms.is_some(),
        }
    }

    /// The approach that is better off in an aspect; `None` if they are equal, or one is only known as it is typical.
    pub fn better(&self, aspect: AspectId) -> Option<Approach> {
        let is_stated = |approach| self.is_stated(aspect, approach);
        if Approach::ALL.into_iter().all(is_stated) {
            self.better_by_figures(aspect)
        } else {
            None
        }
    }

    fn better_by_figures(&self, aspect: AspectId) -> Option<Approach> {
        let (prompted, tuned) = (&self.prompting, &self.fine_tuning);
        match aspect {
            AspectId::ModelModified => None,
            AspectId::SetupTime => agreed(
                lower(0.0, f64::from(self.lead_months)),
                lower(prompted.setup_hours, tuned.setup_hours),
            ),
            AspectId::Cost => lower(prompted.total, tuned.total),
            AspectId::IterationSpeed => lower(prompted.change, tuned.change),
            AspectId::TokenEfficiency => lower(prompted.prompt_tokens, tuned.prompt_tokens),
            AspectId::Consistency => lower(prompted.review_rate, tuned.review_rate),
            AspectId::Flexibility => Some(Approach::Prompting),
            AspectId::Expertise => lower(prompted.team_hours, tuned.team_hours),
            AspectId::Latency => lower(prompted.latency_ms?, tuned.latency_ms?),
        }
    }

    /// Whether a strength applies here, by the figures or by what was answered; `None` if the scenario doesn't say.
    pub fn applies(&self, strength: StrengthId) -> Option<bool> {
        let (prompted, tuned) = (&self.prompting, &self.fine_tuning);
        let change_is_cheaper = prompted.change < tuned.change;
        match strength {
            StrengthId::BehaviouralConsistency => self
                .has_reviews()
                .then_some(tuned.review_rate < prompted.review_rate),
            StrengthId::TokenEfficiency => Some(tuned.prompt_tokens < prompted.prompt_tokens),
            StrengthId::ComplexPatterns => self.hard_to_describe,
            StrengthId::PersistentSpecialisation => {
                Some(self.serves_in_time && self.fallback_share < 1.0)
            }
            StrengthId::NoStartUpCost => Some(prompted.upfront < tuned.upfront),
            StrengthId::InstantIteration => self.change_is_stated().then_some(change_is_cheaper),
            StrengthId::NoTrainingData => Some(self.examples != 0.0 || self.data_collection != 0.0),
            StrengthId::ModelAgnosticism => Some(prompted.renewal < tuned.renewal),
            StrengthId::InstantUpdates => {
                let stated = self.changes_per_year > 0.0 && self.change_is_stated();
                stated.then_some(change_is_cheaper)
            }
            StrengthId::Composability => {
                let hosts = tuned.hosting > 0.0 || prompted.hosting > 0.0;
                hosts.then_some(prompted.hosting == 0.0)
            }
        }
    }

    fn has_reviews(&self) -> bool {
        self.prompting.review_rate != 0.0 || self.fine_tuning.review_rate != 0.0
    }

    fn change_is_stated(&self) -> bool {
        self.hours_per_change > 0.0 || self.fine_tuning.change > 0.0
    }
}

fn lower(prompting: f64, fine_tuning: f64) -> Option<Approach> {
    if prompting < fine_tuning {
        Some(Approach::Prompting)
    } else if fine_tuning < prompting {
        Some(Approach::FineTuning)
    } else {
        None
    }
}

/// The approach that is better off by two measures: by either if the other is even, and neither if they disagree.
fn agreed(first: Option<Approach>, second: Option<Approach>) -> Option<Approach> {
    match (first, second) {
        (Some(first), Some(second)) if first != second => None,
        (first, second) => first.or(second),
    }
}

/// Months in service until the base model is shut down, if fine-tuning is decided on at once; `None` if nothing is stated.
fn months_to_retirement(ledger: &Ledger) -> Option<f64> {
    let retirements = ledger.fine_tuning.retirements;
    let until_date = |month: f64| (month - ledger.lead_time as f64).max(0.0);
    retirements.month.map(until_date).or(retirements.life)
}

/// Hours that the team spends on each approach until the horizon: set-up, upkeep of what serves, and changes. They are what the ledger has
/// people paid for if an hour costs one and data and training nothing.
fn hours_of_both(scenario: &Scenario) -> [f64; 2] {
    let mut hours = scenario.clone();
    if let Ok(one) = BoundedEstimate::new(Estimate::Exact(1.0)) {
        hours.hourly_rate = one;
    }
    hours.discount_rate = Scenario::default().discount_rate;
    // Data and training cost nothing here, so that only hours are left in the ledger.
    hours.fine_tuning.data = TrainingData::default();
    hours.fine_tuning.training = Training::default();
    let ledger = Ledger::new(&hours);
    [Strategy::Prompting, Strategy::SwitchAt(0)].map(|strategy| {
        let by_phase = cost_path(&ledger, strategy).by_phase;
        by_phase[Phase::People] + by_phase[Phase::Iteration]
    })
}
