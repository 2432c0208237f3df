//! What the user states: the scenario of MODEL.md §1, and the one table of its inputs.
//!
//! The tour, most important first:
//!
//! - this file: the structs, a field a line, each with its type (which carries the domain) and its default
//! - [`inputs`]: **the table**: every input described once (path, label, unit, domain, help, get, set). The editor, `--set`,
//!   error messages and reports are driven by it
//! - [`estimate`] and [`domain`]: numbers that are guesses, and what values they may take; [`distribution`]: what they stand for
//! - [`names`]: currency, calendar month and the other fields that aren't numbers
//! - [`quantity`]: units, and numbers as people type and read them ("40k", "20k to 60k", "15%")
//! - [`knobs`]: what can be turned about a decision: thresholds and levers
//! - [`warnings`]: what is valid and yet probably not meant
//!
//! A [`Scenario`] that exists is valid: fields check themselves when they are made. Nothing here knows a screen, a file or a clock.

pub mod distribution;
pub mod domain;
pub mod estimate;
pub mod inputs;
pub mod knobs;
pub mod names;
pub mod quantity;
mod stated;
pub mod warnings;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use domain::{
    Amount, AtLeastOne, Changes, Count, Growth, Horizon, LeadTime, PriceDrift, Rate, Retries, Share,
};
use stated::stated;

pub use estimate::{Bounded, Estimate, Plain};
pub use names::{AtRetirement, Currency, FormatVersion, Month};

stated! {
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
        /// T, the months looked at.
        horizon_months: Plain<Horizon> = Plain::fixed(24.0);
        /// d, per year.
        discount_rate: Plain<Share> = Plain::fixed(0.0);
        /// What one hour of the team's time costs.
        hourly_rate: Plain<Amount> = Plain::fixed(0.0);
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

stated! {
    /// How much is asked, of either approach.
    pub struct Workload {
        /// Queries in month 1.
        queries_per_month: Bounded<Amount> = Bounded::fixed(10_000.0);
        /// Growth of the volume, per month.
        growth_per_month: Bounded<Growth> = Bounded::fixed(0.0);
        /// Measured or planned volumes from month 1 on, which replace the two above for the months they cover.
        monthly_queries: Vec<Plain<Amount>> = Vec::new();
        /// Tokens of the query's own text.
        input_tokens: Bounded<Amount> = Bounded::fixed(300.0);
        /// How often the wanted behaviour changes.
        changes_per_year: Bounded<Changes> = Bounded::fixed(0.0);
    }
}

stated! {
    /// Prompt engineering.
    pub struct Prompting {
        /// What a query costs.
        serving: Serving = Serving::default();
        /// What the team does.
        effort: Effort = Effort::default();
    }
}

stated! {
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
        refresh_share: Bounded<Share> = Bounded::fixed(0.0);
        /// Share of queries that are answered again by prompting.
        fallback_share: Bounded<Share> = Bounded::fixed(0.0);
        /// Whole months from the decision until it serves.
        lead_time_months: Plain<LeadTime> = Plain::fixed(0.0);
        /// Months in service until the base model is shut down.
        base_model_life_months: Option<Bounded<AtLeastOne>> = None;
        /// What happens then.
        at_retirement: AtRetirement = AtRetirement::Retrain;
    }
}

stated! {
    /// The training data.
    pub struct TrainingData {
        /// Training examples.
        examples: Bounded<Amount> = Bounded::fixed(1000.0);
        /// Collecting, writing and labelling one.
        cost_per_example: Bounded<Amount> = Bounded::fixed(0.0);
        /// Any other cost of the data set.
        fixed_cost: Bounded<Amount> = Bounded::fixed(0.0);
    }
}

stated! {
    /// The training runs of one round.
    pub struct Training {
        /// Tokens of one example.
        tokens_per_example: Bounded<Amount> = Bounded::fixed(500.0);
        /// Passes over the data.
        epochs: Bounded<Amount> = Bounded::fixed(3.0);
        /// Per 1 M trained tokens.
        price: Bounded<Amount> = Bounded::fixed(0.0);
        /// Per run, for example rented GPU hours.
        fixed_cost: Bounded<Amount> = Bounded::fixed(0.0);
        /// Least that a provider bills per run.
        minimum_fee: Bounded<Amount> = Bounded::fixed(0.0);
        /// Runs until one is accepted.
        runs: Bounded<Amount> = Bounded::fixed(1.0);
        /// Evaluation per round, all runs together.
        evaluation_cost: Bounded<Amount> = Bounded::fixed(0.0);
    }
}

stated! {
    /// How an approach answers queries, and at what price.
    pub struct Serving {
        /// The model's name, to show. The prices decide.
        model: String = String::new();
        /// Its prices.
        price: Price = Price::default();
        /// Instructions and few-shot examples sent with every query.
        prompt_tokens: Bounded<Amount> = Bounded::fixed(1500.0);
        /// Tokens of an answer.
        output_tokens: Bounded<Amount> = Bounded::fixed(250.0);
        /// Share of prompt tokens read from the provider's cache.
        cache_hit_rate: Bounded<Share> = Bounded::fixed(0.0);
        /// Life of a cache entry; given, the hit rate follows from the traffic instead.
        cache_ttl_minutes: Option<Bounded<Amount>> = None;
        /// Share of queries sent through the batch interface.
        batch_share: Bounded<Share> = Bounded::fixed(0.0);
        /// Extra calls per query.
        retry_rate: Bounded<Retries> = Bounded::fixed(0.0);
        /// Share of answers that a person has to check or mend.
        review_rate: Bounded<Share> = Bounded::fixed(0.0);
        /// What one such answer costs.
        review_cost: Bounded<Amount> = Bounded::fixed(0.0);
        /// Any other cost, per month.
        monthly_cost: Bounded<Amount> = Bounded::fixed(0.0);
        /// An endpoint or GPUs paid by the hour.
        hosting: Option<Hosting> = None;
        /// How fast it answers.
        latency: Option<Latency> = None;
    }
}

stated! {
    /// Prices of tokens, per 1 M.
    pub struct Price {
        /// Input tokens.
        input: Bounded<Amount> = Bounded::fixed(0.0);
        /// Input tokens read from the cache; `None`: no discount, same as input.
        cached_input: Option<Bounded<Amount>> = None;
        /// Input tokens written to the cache; `None`: same as input.
        cache_write: Option<Bounded<Amount>> = None;
        /// Output tokens.
        output: Bounded<Amount> = Bounded::fixed(0.0);
        /// Shorter prompts can't be cached.
        cache_min_tokens: Plain<Amount> = Plain::fixed(1024.0);
        /// Prices of queries with a long input.
        long_context: Option<LongContext> = None;
        /// Negotiated, off all token prices.
        discount: Bounded<Share> = Bounded::fixed(0.0);
        /// Off what goes through the batch interface.
        batch_discount: Plain<Share> = Plain::fixed(0.5);
        /// Drift of these prices, per year.
        change_per_year: Bounded<PriceDrift> = Bounded::fixed(0.0);
    }
}

stated! {
    /// Queries with more input tokens than this pay these prices for all their tokens.
    pub struct LongContext {
        /// Prompt and query together.
        above_tokens: Plain<Amount> = Plain::fixed(200_000.0);
        /// Input tokens.
        input: Plain<Amount> = Plain::fixed(0.0);
        /// Input tokens read from the cache; `None`: same as input.
        cached_input: Option<Plain<Amount>> = None;
        /// Input tokens written to the cache; `None`: same as input.
        cache_write: Option<Plain<Amount>> = None;
        /// Output tokens.
        output: Plain<Amount> = Plain::fixed(0.0);
    }
}

stated! {
    /// An endpoint or GPUs paid by the hour.
    pub struct Hosting {
        /// One replica.
        per_hour: Bounded<Amount> = Bounded::fixed(0.0);
        /// At least this many.
        replicas: Bounded<Amount> = Bounded::fixed(1.0);
        /// What one replica carries; `None`: never more replicas.
        queries_per_hour: Option<Bounded<Rate>> = None;
        /// Busiest hour over mean hour.
        peak_to_mean: Bounded<AtLeastOne> = Bounded::fixed(1.0);
    }
}

stated! {
    /// How fast a serving answers. Shown, not costed.
    pub struct Latency {
        /// Before the first token is read, in milliseconds.
        overhead_ms: Plain<Amount> = Plain::fixed(300.0);
        /// Reading, tokens a second.
        input_tokens_per_second: Plain<Rate> = Plain::fixed(5000.0);
        /// Writing, tokens a second.
        output_tokens_per_second: Plain<Rate> = Plain::fixed(80.0);
    }
}

stated! {
    /// The team's time.
    pub struct Effort {
        /// Once.
        setup_hours: Bounded<Amount> = Bounded::fixed(0.0);
        /// At each change of the wanted behaviour.
        hours_per_change: Bounded<Amount> = Bounded::fixed(0.0);
        /// Every month.
        upkeep_hours_per_month: Bounded<Amount> = Bounded::fixed(0.0);
    }
}

stated! {
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
        upfront_budget: Option<Plain<Amount>> = None;
        /// Results of an evaluation of both sides.
        evaluation: Option<Evaluation> = None;
    }
}

/// Results of an evaluation: of `cases`, how many each side passed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "StatedEvaluation")]
pub struct Evaluation {
    /// Cases evaluated.
    pub cases: Plain<Count>,
    /// Of these, passed by prompting.
    pub prompting_passed: Plain<Count>,
    /// Of these, passed by fine-tuning.
    pub fine_tuned_passed: Plain<Count>,
}

impl Default for Evaluation {
    fn default() -> Self {
        Self {
            cases: Plain::fixed(0.0),
            prompting_passed: Plain::fixed(0.0),
            fine_tuned_passed: Plain::fixed(0.0),
        }
    }
}

impl Evaluation {
    /// No side passes more cases than there are.
    pub fn check(&self) -> Result<(), String> {
        for (side, passed) in [
            ("passed by prompting", self.prompting_passed),
            ("passed when tuned", self.fine_tuned_passed),
        ] {
            if passed.get() > self.cases.get() {
                return Err(format!(
                    "{side} ({}) can’t be more than the cases ({})",
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
struct StatedEvaluation {
    cases: Plain<Count>,
    prompting_passed: Plain<Count>,
    fine_tuned_passed: Plain<Count>,
}

impl TryFrom<StatedEvaluation> for Evaluation {
    type Error = String;

    fn try_from(stated: StatedEvaluation) -> Result<Self, String> {
        let evaluation = Self {
            cases: stated.cases,
            prompting_passed: stated.prompting_passed,
            fine_tuned_passed: stated.fine_tuned_passed,
        };
        evaluation.check()?;
        Ok(evaluation)
    }
}

impl Scenario {
    /// The name, or a stand-in for scenarios without one.
    pub fn title(&self) -> &str {
        if self.name.trim().is_empty() {
            "Untitled scenario"
        } else {
            &self.name
        }
    }
}

/// A text on one line: what breaks lines or can't be seen is a space.
pub fn one_line(text: &str) -> String {
    text.replace(char::is_control, " ")
}

/// Longer names leave no room for what is said of them.
const NAME: usize = 40;

/// A scenario's name on one line, short enough for a title.
pub fn short_name(scenario: &Scenario) -> String {
    let name = one_line(scenario.title());
    match name.char_indices().nth(NAME) {
        Some((end, _)) => format!("{}…", name[..end].trim_end()),
        None => name,
    }
}
