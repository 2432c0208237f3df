//! The structs of a scenario (MODEL.md §1): a field a line, each with its type, which carries the domain, and its default.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::domain::{
    Amount, AtLeastOne, Changes, Count, Growth, Horizon, LeadTime, PriceDrift, Rate, Retries, Share,
};
use super::estimate::{BoundedEstimate, BoundedNumber};
use super::names::{AtRetirement, Currency, FormatVersion, Month};
use super::sparse::sparse;

sparse! {
    /// One scenario: one file.
    pub struct Scenario {
        /// Version of the file format.
        version: FormatVersion = FormatVersion::CURRENT, always;
        /// Its name, "Support replies", say.
        name: String = String::new();
        /// Free text.
        notes: String = String::new();
        /// The currency that every amount is in. Display only.
        currency: Currency = Currency::default();
        /// Month 1 in the calendar. Display only.
        start: Month = Month::default();
        /// T: how many months the comparison covers.
        horizon_months: BoundedNumber<Horizon> = BoundedNumber::unchecked(24.0);
        /// d: discount rate per year.
        discount_rate: BoundedNumber<Share> = BoundedNumber::unchecked(0.0);
        /// What one hour of the team's time costs.
        hourly_rate: BoundedNumber<Amount> = BoundedNumber::unchecked(0.0);
        /// How much is asked.
        workload: Workload = Workload::default();
        /// The approach with long prompts.
        prompting: Prompting = Prompting::default();
        /// The approach with a tuned model.
        fine_tuning: FineTuning = FineTuning::default();
        /// What no price list knows.
        decision: Decision = Decision::default();
        /// Where a number comes from, by its path.
        sources: BTreeMap<String, String> = BTreeMap::new();
    }
}

sparse! {
    /// How much is asked, of either approach.
    pub struct Workload {
        /// Queries in month 1.
        queries_per_month: BoundedEstimate<Amount> = BoundedEstimate::unchecked(10_000.0);
        /// Growth of the volume, per month.
        growth_per_month: BoundedEstimate<Growth> = BoundedEstimate::unchecked(0.0);
        /// Measured or planned volumes from month 1 on, which replace the two above for the months they cover.
        monthly_queries: Vec<BoundedNumber<Amount>> = Vec::new();
        /// Tokens of the query's own text.
        input_tokens: BoundedEstimate<Amount> = BoundedEstimate::unchecked(300.0);
        /// How often the wanted behaviour changes.
        changes_per_year: BoundedEstimate<Changes> = BoundedEstimate::unchecked(0.0);
    }
}

sparse! {
    /// Prompt engineering.
    pub struct Prompting {
        /// What a query costs.
        serving: Serving = Serving::default();
        /// What the team does.
        effort: Effort = Effort::default();
    }
}

sparse! {
    /// Fine-tuning.
    pub struct FineTuning {
        /// What a query costs.
        serving: Serving = Serving::default();
        /// What the team does.
        effort: Effort = Effort::default();
        /// The training data.
        data: TrainingData = TrainingData::default();
        /// The training runs.
        training: Training = Training::default();
        /// Share of the data cost spent again at each retraining.
        refresh_share: BoundedEstimate<Share> = BoundedEstimate::unchecked(0.0);
        /// Share of queries that are answered again by prompting.
        fallback_share: BoundedEstimate<Share> = BoundedEstimate::unchecked(0.0);
        /// Whole months from the decision until it serves.
        lead_time_months: BoundedNumber<LeadTime> = BoundedNumber::unchecked(0.0);
        /// Months in service until the base model is shut down.
        base_model_life_months: Option<BoundedEstimate<AtLeastOne>> = None;
        /// What happens then.
        at_retirement: AtRetirement = AtRetirement::Retrain;
    }
}

sparse! {
    /// The training data.
    pub struct TrainingData {
        /// Training examples.
        examples: BoundedEstimate<Amount> = BoundedEstimate::unchecked(1000.0);
        /// Collecting, writing and labelling one.
        cost_per_example: BoundedEstimate<Amount> = BoundedEstimate::unchecked(0.0);
        /// Any other cost of the data set.
        fixed_cost: BoundedEstimate<Amount> = BoundedEstimate::unchecked(0.0);
    }
}

sparse! {
    /// The training runs of one round.
    pub struct Training {
        /// Tokens of one example.
        tokens_per_example: BoundedEstimate<Amount> = BoundedEstimate::unchecked(500.0);
        /// Passes over the data.
        epochs: BoundedEstimate<Amount> = BoundedEstimate::unchecked(3.0);
        /// Per 1 M trained tokens.
        price: BoundedEstimate<Amount> = BoundedEstimate::unchecked(0.0);
        /// Per run, for example rented GPU hours.
        fixed_cost: BoundedEstimate<Amount> = BoundedEstimate::unchecked(0.0);
        /// Least that a provider bills per run.
        minimum_fee: BoundedEstimate<Amount> = BoundedEstimate::unchecked(0.0);
        /// Runs until one is accepted.
        runs: BoundedEstimate<Amount> = BoundedEstimate::unchecked(1.0);
        /// Evaluation per round, all runs together.
        evaluation_cost: BoundedEstimate<Amount> = BoundedEstimate::unchecked(0.0);
    }
}

sparse! {
    /// How an approach answers queries, and at what price.
    pub struct Serving {
        /// The model's name, to show. The prices decide.
        model: String = String::new();
        /// Its prices.
        price: Price = Price::default();
        /// Instructions and few-shot examples sent with every query.
        prompt_tokens: BoundedEstimate<Amount> = BoundedEstimate::unchecked(1500.0);
        /// Tokens of an answer.
        output_tokens: BoundedEstimate<Amount> = BoundedEstimate::unchecked(250.0);
        /// Share of prompt tokens read from the provider's cache.
        cache_hit_rate: BoundedEstimate<Share> = BoundedEstimate::unchecked(0.0);
        /// Life of a cache entry; given, the hit rate follows from the traffic instead.
        cache_ttl_minutes: Option<BoundedEstimate<Amount>> = None;
        /// Share of queries sent through the batch interface.
        batch_share: BoundedEstimate<Share> = BoundedEstimate::unchecked(0.0);
        /// Extra calls per query.
        retry_rate: BoundedEstimate<Retries> = BoundedEstimate::unchecked(0.0);
        /// Share of answers that a person has to check or mend.
        review_rate: BoundedEstimate<Share> = BoundedEstimate::unchecked(0.0);
        /// What one such answer costs.
        review_cost: BoundedEstimate<Amount> = BoundedEstimate::unchecked(0.0);
        /// Any other cost, per month.
        monthly_cost: BoundedEstimate<Amount> = BoundedEstimate::unchecked(0.0);
        /// An endpoint or GPUs paid by the hour.
        hosting: Option<Hosting> = None;
        /// How fast it answers.
        latency: Option<Latency> = None;
    }
}

sparse! {
    /// Prices of tokens, per 1 M.
    pub struct Price {
        /// Input tokens.
        input: BoundedEstimate<Amount> = BoundedEstimate::unchecked(0.0);
        /// Input tokens read from the cache; `None`: no discount, same as input.
        cached_input: Option<BoundedEstimate<Amount>> = None;
        /// Input tokens written to the cache; `None`: same as input.
        cache_write: Option<BoundedEstimate<Amount>> = None;
        /// Output tokens.
        output: BoundedEstimate<Amount> = BoundedEstimate::unchecked(0.0);
        /// Shorter prompts can't be cached.
        cache_min_tokens: BoundedNumber<Amount> = BoundedNumber::unchecked(1024.0);
        /// Prices of queries with a long input.
        long_context: Option<LongContext> = None;
        /// Negotiated, off all token prices.
        discount: BoundedEstimate<Share> = BoundedEstimate::unchecked(0.0);
        /// Off what goes through the batch interface.
        batch_discount: BoundedNumber<Share> = BoundedNumber::unchecked(0.5);
        /// Drift of these prices, per year.
        change_per_year: BoundedEstimate<PriceDrift> = BoundedEstimate::unchecked(0.0);
    }
}

sparse! {
    /// Queries with more input tokens than this pay these prices for all their tokens.
    pub struct LongContext {
        /// Prompt and query together.
        above_tokens: BoundedNumber<Amount> = BoundedNumber::unchecked(200_000.0);
        /// Input tokens.
        input: BoundedNumber<Amount> = BoundedNumber::unchecked(0.0);
        /// Input tokens read from the cache; `None`: same as input.
        cached_input: Option<BoundedNumber<Amount>> = None;
        /// Input tokens written to the cache; `None`: same as input.
        cache_write: Option<BoundedNumber<Amount>> = None;
        /// Output tokens.
        output: BoundedNumber<Amount> = BoundedNumber::unchecked(0.0);
    }
}

sparse! {
    /// An endpoint or GPUs paid by the hour.
    pub struct Hosting {
        /// One replica.
        per_hour: BoundedEstimate<Amount> = BoundedEstimate::unchecked(0.0);
        /// At least this many.
        replicas: BoundedEstimate<Amount> = BoundedEstimate::unchecked(1.0);
        /// What one replica carries; `None`: never more replicas.
        queries_per_hour: Option<BoundedEstimate<Rate>> = None;
        /// Busiest hour over mean hour.
        peak_to_mean: BoundedEstimate<AtLeastOne> = BoundedEstimate::unchecked(1.0);
    }
}

sparse! {
    /// How fast a serving answers. Shown, not costed.
    pub struct Latency {
        /// Before the first token is read, in milliseconds.
        overhead_ms: BoundedNumber<Amount> = BoundedNumber::unchecked(300.0);
        /// Reading, tokens a second.
        input_tokens_per_second: BoundedNumber<Rate> = BoundedNumber::unchecked(5000.0);
        /// Writing, tokens a second.
        output_tokens_per_second: BoundedNumber<Rate> = BoundedNumber::unchecked(80.0);
    }
}

sparse! {
    /// The team's time.
    pub struct Effort {
        /// Once.
        setup_hours: BoundedEstimate<Amount> = BoundedEstimate::unchecked(0.0);
        /// At each change of the wanted behaviour.
        hours_per_change: BoundedEstimate<Amount> = BoundedEstimate::unchecked(0.0);
        /// Every month.
        upkeep_hours_per_month: BoundedEstimate<Amount> = BoundedEstimate::unchecked(0.0);
    }
}

sparse! {
    /// What no price list knows; `None` is "not answered".
    pub struct Decision {
        /// The feature is a prototype.
        prototyping: Option<bool> = None;
        /// Requirements may change.
        requirements_may_change: Option<bool> = None;
        /// It must ship quickly.
        must_ship_quickly: Option<bool> = None;
        /// The base model already does nearly what is wanted.
        base_model_close: Option<bool> = None;
        /// Serious effort has gone into the prompt.
        prompt_optimised: Option<bool> = None;
        /// Prompting gives inconsistent results.
        inconsistent: Option<bool> = None;
        /// Easier to show in examples than to say in a prompt.
        hard_to_describe: Option<bool> = None;
        /// Consistency is critical.
        consistency_critical: Option<bool> = None;
        /// What may be spent up front.
        upfront_budget: Option<BoundedNumber<Amount>> = None;
        /// Results of an evaluation of both sides.
        evaluation: Option<Evaluation> = None;
    }
}

/// Results of an evaluation: how many of the `cases` each approach passed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "UncheckedEvaluation")]
pub struct Evaluation {
    /// Cases evaluated.
    pub cases: BoundedNumber<Count>,
    /// Of these, passed by prompting.
    pub prompting_passed: BoundedNumber<Count>,
    /// Of these, passed by fine-tuning.
    pub fine_tuned_passed: BoundedNumber<Count>,
}

impl Default for Evaluation {
    fn default() -> Self {
        Self {
            cases: BoundedNumber::unchecked(0.0),
            prompting_passed: BoundedNumber::unchecked(0.0),
            fine_tuned_passed: BoundedNumber::unchecked(0.0),
        }
    }
}

impl Evaluation {
    /// Checks that no approach passes more cases than there are.
    pub fn check(&self) -> Result<(), String> {
        for (who, passed) in [
            ("passed by prompting", self.prompting_passed),
            ("passed when tuned", self.fine_tuned_passed),
        ] {
            if passed.get() > self.cases.get() {
                return Err(format!(
                    "{who} ({}) can’t be more than the cases ({})",
                    passed.get(),
                    self.cases.get()
                ));
            }
        }
        Ok(())
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename = "Evaluation")]
struct UncheckedEvaluation {
    cases: BoundedNumber<Count>,
    prompting_passed: BoundedNumber<Count>,
    fine_tuned_passed: BoundedNumber<Count>,
}

impl TryFrom<UncheckedEvaluation> for Evaluation {
    type Error = String;

    fn try_from(unchecked: UncheckedEvaluation) -> Result<Self, String> {
        let evaluation = Self {
            cases: unchecked.cases,
            prompting_passed: unchecked.prompting_passed,
            fine_tuned_passed: unchecked.fine_tuned_passed,
        };
        evaluation.check()?;
        Ok(evaluation)
    }
}

impl Scenario {
    /// The name, or "Untitled scenario" if there is none.
    pub fn title(&self) -> &str {
        if self.name.trim().is_empty() {
            "Untitled scenario"
        } else {
            &self.name
        }
    }
}

/// The text on one line: control characters, line breaks among them, become spaces.
pub fn one_line(text: &str) -> String {
    text.replace(char::is_control, " ")
}

/// Longer names leave no room in a title for what it says about the scenario.
const MAX_NAME_LETTERS: usize = 40;

/// A scenario's name on one line, short enough for a title.
pub fn short_name(scenario: &Scenario) -> String {
    let name = one_line(scenario.title());
    match name.char_indices().nth(MAX_NAME_LETTERS) {
        Some((end, _)) => format!("{}…", name[..end].trim_end()),
        None => name,
    }
}
