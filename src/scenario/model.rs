//! The structs of a scenario (docs/scenario-files.md): a field a line, each with its default and its type, which carries the domain.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::actuals::Actuals;
use super::correlations::Correlations;
use super::domain::{
    Amount, AtLeastOne, CallsPerConversation, Changes, Count, Growth, Horizon, HoursOfTraffic,
    HoursUp, LeadTime, PriceDrift, Rate, Retries, Share,
};
use super::estimate::{BoundedEstimate, BoundedNumber};
use super::names::{AtRetirement, Billing, Currency, FormatVersion, Month};
use super::price_steps::PriceSteps;
use super::sparse::sparse;

sparse! {
    /// A scenario: everything that the user states about one feature. Each is one file.
    ///
    /// ```
    /// use breakeven::scenario::Scenario;
    ///
    /// let scenario = Scenario::default();
    /// assert_eq!(scenario.horizon_months.whole(), 24);
    /// assert_eq!(scenario.workload.queries_per_month.base(), 10_000.0);
    /// ```
    pub struct Scenario {
        /// Version of the file format.
        version: FormatVersion = FormatVersion::CURRENT, always;
        /// The name, such as "Support replies"; empty for an untitled scenario.
        name: String = String::new();
        /// The user's notes, of any length.
        notes: String = String::new();
        /// The currency of all amounts. It is only shown: nothing is converted.
        currency: Currency = Currency::default();
        /// Month 1 in the calendar. It is only shown.
        start: Month = Month::default();
        /// T: the number of months that the comparison covers.
        horizon_months: BoundedNumber<Horizon> = BoundedNumber::unchecked(24.0);
        /// d: discount rate per year.
        discount_rate: BoundedNumber<Share> = BoundedNumber::unchecked(0.0);
        /// The cost of one hour of the team's time.
        hourly_rate: BoundedEstimate<Amount> = BoundedEstimate::unchecked(0.0);
        /// The queries, which are the same for either approach.
        workload: Workload = Workload::default();
        /// The approach that puts instructions and examples into a prompt.
        prompting: Prompting = Prompting::default();
        /// The approach that trains a model on examples.
        fine_tuning: FineTuning = FineTuning::default();
        /// Answers and results that no price list holds.
        decision: Decision = Decision::default();
        /// Pairs of uncertain inputs that move together.
        correlations: Correlations = Correlations::default();
        /// What was really billed, month by month. It is compared with the plan, and changes none of its figures.
        actuals: Actuals = Actuals::default();
        /// The source of a number, by the path of its input.
        sources: BTreeMap<String, String> = BTreeMap::new();
    }
}

sparse! {
    /// The queries that either approach has to answer.
    pub struct Workload {
        /// Queries in month 1.
        queries_per_month: BoundedEstimate<Amount> = BoundedEstimate::unchecked(10_000.0);
        /// Growth of the volume per month, as a fraction.
        growth_per_month: BoundedEstimate<Growth> = BoundedEstimate::unchecked(0.0);
        /// Measured or planned volumes from month 1 on. They replace the two above for the months that they cover; growth continues from
        /// the last.
        monthly_queries: Vec<BoundedNumber<Amount>> = Vec::new();
        /// Tokens of the query's own text, without the prompt.
        input_tokens: BoundedEstimate<Amount> = BoundedEstimate::unchecked(300.0);
        /// Changes of the wanted behaviour per year.
        changes_per_year: BoundedEstimate<Changes> = BoundedEstimate::unchecked(0.0);
        /// Hours of a month in which queries arrive: all 730, or about 175 if only in office hours.
        active_hours_per_month: BoundedEstimate<HoursOfTraffic> = BoundedEstimate::unchecked(730.0);
        /// s: calls of one conversation, which follow each other.
        calls_per_conversation: BoundedEstimate<CallsPerConversation> = BoundedEstimate::unchecked(1.0);
        /// Whether each call carries what was said before in its conversation.
        history: bool = false;
        /// The cost of one wrong answer that goes out unnoticed.
        error_cost: BoundedEstimate<Amount> = BoundedEstimate::unchecked(0.0);
    }
}

sparse! {
    /// The inputs of prompting.
    pub struct Prompting {
        /// How queries are answered, and at what price.
        serving: Serving = Serving::default();
        /// The hours that the team spends on it.
        effort: Effort = Effort::default();
        /// The month at whose end the prompted model is shut down; `None` if no date is known.
        model_retires_month: Option<BoundedEstimate<Amount>> = None;
        /// Months of service of each model after that one, or of every model if no month is stated; `None` if they aren't shut down.
        model_life_months: Option<BoundedEstimate<AtLeastOne>> = None;
    }
}

sparse! {
    /// The inputs of fine-tuning.
    pub struct FineTuning {
        /// How the fine-tuned model answers queries, and at what price.
        serving: Serving = Serving::default();
        /// The hours that the team spends on it.
        effort: Effort = Effort::default();
        /// The training data.
        data: TrainingData = TrainingData::default();
        /// The training runs.
        training: Training = Training::default();
        /// Share of the data's cost that is spent again at each retraining.
        refresh_share: BoundedEstimate<Share> = BoundedEstimate::unchecked(0.0);
        /// Share of queries that the fine-tuned model fails at, so that prompting answers them again.
        fallback_share: BoundedEstimate<Share> = BoundedEstimate::unchecked(0.0);
        /// Whole months from the decision until the fine-tuned model serves.
        lead_time_months: BoundedNumber<LeadTime> = BoundedNumber::unchecked(0.0);
        /// p: the chance that the fine-tuned model is good enough to be used at all.
        success_chance: BoundedEstimate<Share> = BoundedEstimate::unchecked(1.0);
        /// Share of the queries that the fine-tuned model takes over; the others stay with prompting.
        coverage: BoundedEstimate<Share> = BoundedEstimate::unchecked(1.0);
        /// Retrainings per year on a schedule, besides those that changes of the wanted behaviour bring.
        retrainings_per_year: BoundedEstimate<Changes> = BoundedEstimate::unchecked(0.0);
        /// The month at whose end the base model is shut down, whenever fine-tuning is decided on; `None` if no date is known.
        base_model_retires_month: Option<BoundedEstimate<Amount>> = None;
        /// Without that month, months in service until the base model is shut down; with it, those of each base model after it. `None` if
        /// they aren't shut down within the horizon.
        base_model_life_months: Option<BoundedEstimate<AtLeastOne>> = None;
        /// What happens when the base model is shut down.
        at_retirement: AtRetirement = AtRetirement::Retrain;
    }
}

sparse! {
    /// The training data.
    pub struct TrainingData {
        /// Number of training examples.
        examples: BoundedEstimate<Amount> = BoundedEstimate::unchecked(1000.0);
        /// Cost of collecting, writing and labelling one example.
        cost_per_example: BoundedEstimate<Amount> = BoundedEstimate::unchecked(0.0);
        /// Any other cost of the data set.
        fixed_cost: BoundedEstimate<Amount> = BoundedEstimate::unchecked(0.0);
    }
}

sparse! {
    /// A training round: runs until one is accepted.
    pub struct Training {
        /// Tokens of one training example, prompt and answer together.
        tokens_per_example: BoundedEstimate<Amount> = BoundedEstimate::unchecked(500.0);
        /// Passes over the data in one run.
        epochs: BoundedEstimate<Amount> = BoundedEstimate::unchecked(3.0);
        /// Price of 1 M trained tokens.
        price: BoundedEstimate<Amount> = BoundedEstimate::unchecked(0.0);
        /// Cost of a run besides its tokens, for example rented GPU hours.
        fixed_cost: BoundedEstimate<Amount> = BoundedEstimate::unchecked(0.0);
        /// The least that the provider bills for a run's tokens.
        minimum_fee: BoundedEstimate<Amount> = BoundedEstimate::unchecked(0.0);
        /// Number of runs until one is accepted.
        runs: BoundedEstimate<Amount> = BoundedEstimate::unchecked(1.0);
        /// Cost of evaluating a round, all its runs together.
        evaluation_cost: BoundedEstimate<Amount> = BoundedEstimate::unchecked(0.0);
    }
}

sparse! {
    /// How an approach answers queries, and at what price.
    pub struct Serving {
        /// The model's name. It is only shown: the prices decide.
        model: String = String::new();
        /// Token prices of the model.
        price: Price = Price::default();
        /// Tokens of the instructions and few-shot examples sent with every query.
        prompt_tokens: BoundedEstimate<Amount> = BoundedEstimate::unchecked(1500.0);
        /// Tokens of an answer.
        output_tokens: BoundedEstimate<Amount> = BoundedEstimate::unchecked(250.0);
        /// Share of prompt tokens read from the provider's cache.
        cache_hit_rate: BoundedEstimate<Share> = BoundedEstimate::unchecked(0.0);
        /// Minutes after which an unused cache entry expires. If it is given, the hit rate follows from the traffic instead.
        cache_ttl_minutes: Option<BoundedEstimate<Amount>> = None;
        /// Share of queries sent through the batch interface.
        batch_share: BoundedEstimate<Share> = BoundedEstimate::unchecked(0.0);
        /// Extra calls per query: 0.05 if one query in twenty is sent again.
        retry_rate: BoundedEstimate<Retries> = BoundedEstimate::unchecked(0.0);
        /// Cost of a query besides tokens: retrieval, tools, a price per request.
        query_cost: BoundedEstimate<Amount> = BoundedEstimate::unchecked(0.0);
        /// Share of answers that a person has to check or correct.
        review_rate: BoundedEstimate<Share> = BoundedEstimate::unchecked(0.0);
        /// Cost of checking or correcting one answer.
        review_cost: BoundedEstimate<Amount> = BoundedEstimate::unchecked(0.0);
        /// Share of answers that are wrong and go out unnoticed.
        error_rate: BoundedEstimate<Share> = BoundedEstimate::unchecked(0.0);
        /// Any other cost per month, such as storage or monitoring.
        monthly_cost: BoundedEstimate<Amount> = BoundedEstimate::unchecked(0.0);
        /// An endpoint or GPUs paid by the hour; `None` if only tokens are paid for.
        hosting: Option<Hosting> = None;
        /// How fast answers come; `None` if that isn't known.
        latency: Option<Latency> = None;
    }
}

sparse! {
    /// Token prices, each per 1 M tokens.
    pub struct Price {
        /// Price of input tokens.
        input: BoundedEstimate<Amount> = BoundedEstimate::unchecked(0.0);
        /// Price of prompt tokens read from the cache; `None` if it is the same as for input.
        cached_input: Option<BoundedEstimate<Amount>> = None;
        /// Price of prompt tokens written to the cache; `None` if it is the same as for input.
        cache_write: Option<BoundedEstimate<Amount>> = None;
        /// Price of output tokens.
        output: BoundedEstimate<Amount> = BoundedEstimate::unchecked(0.0);
        /// A prompt of fewer tokens can't be cached.
        cache_min_tokens: BoundedNumber<Amount> = BoundedNumber::unchecked(1024.0);
        /// Prices of queries with a long input; `None` if they are the same.
        long_context: Option<LongContext> = None;
        /// Negotiated discount off all token prices, as a fraction.
        discount: BoundedEstimate<Share> = BoundedEstimate::unchecked(0.0);
        /// Discount for queries that go through the batch interface, as a fraction.
        batch_discount: BoundedNumber<Share> = BoundedNumber::unchecked(0.5);
        /// Announced changes of all these prices.
        steps: PriceSteps = PriceSteps::default();
        /// Drift of these prices per year, as a fraction: −0.3 if they fall by 30 % each year.
        change_per_year: BoundedEstimate<PriceDrift> = BoundedEstimate::unchecked(0.0);
    }
}

sparse! {
    /// The prices of queries with a long input, which hold for all their tokens.
    pub struct LongContext {
        /// Queries pay these prices if prompt and text together have more tokens than this.
        above_tokens: BoundedNumber<Amount> = BoundedNumber::unchecked(200_000.0);
        /// Price of input tokens.
        input: BoundedNumber<Amount> = BoundedNumber::unchecked(0.0);
        /// Price of prompt tokens read from the cache; `None` if it is the same as for input.
        cached_input: Option<BoundedNumber<Amount>> = None;
        /// Price of prompt tokens written to the cache; `None` if it is the same as for input.
        cache_write: Option<BoundedNumber<Amount>> = None;
        /// Price of output tokens.
        output: BoundedNumber<Amount> = BoundedNumber::unchecked(0.0);
    }
}

sparse! {
    /// An endpoint or GPUs paid by the hour.
    pub struct Hosting {
        /// Price of one replica for an hour.
        per_hour: BoundedEstimate<Amount> = BoundedEstimate::unchecked(0.0);
        /// The least number of replicas that run, even without traffic.
        replicas: BoundedEstimate<Amount> = BoundedEstimate::unchecked(1.0);
        /// Queries that one replica answers in an hour; `None` if more replicas are never started.
        queries_per_hour: Option<BoundedEstimate<Rate>> = None;
        /// Traffic of the busiest hour over that of the mean hour.
        peak_to_mean: BoundedEstimate<AtLeastOne> = BoundedEstimate::unchecked(1.0);
        /// Hours of a month in which a replica is up and paid for.
        hours_per_month: BoundedEstimate<HoursUp> = BoundedEstimate::unchecked(730.0);
        /// Which hours are paid for.
        billing: Billing = Billing::Always;
        /// Hours paid over hours of work, for starts and idle time, if only the hours of work are paid for.
        overhead: BoundedEstimate<AtLeastOne> = BoundedEstimate::unchecked(1.0);
    }
}

sparse! {
    /// How fast a model answers. It is shown, and costs nothing.
    pub struct Latency {
        /// Milliseconds before the first token is read: network and queueing.
        overhead_ms: BoundedNumber<Amount> = BoundedNumber::unchecked(300.0);
        /// Tokens read per second, of the input that isn't cached.
        input_tokens_per_second: BoundedNumber<Rate> = BoundedNumber::unchecked(5000.0);
        /// Tokens written per second.
        output_tokens_per_second: BoundedNumber<Rate> = BoundedNumber::unchecked(80.0);
    }
}

sparse! {
    /// The hours that the team spends on an approach.
    pub struct Effort {
        /// Hours to set it up, spent once.
        setup_hours: BoundedEstimate<Amount> = BoundedEstimate::unchecked(0.0);
        /// Hours for each change of the wanted behaviour.
        hours_per_change: BoundedEstimate<Amount> = BoundedEstimate::unchecked(0.0);
        /// Hours of upkeep in every month of service.
        upkeep_hours_per_month: BoundedEstimate<Amount> = BoundedEstimate::unchecked(0.0);
    }
}

sparse! {
    /// Answers and results that no price list holds. `None` is "not answered".
    pub struct Decision {
        /// The feature is still being explored.
        prototyping: Option<bool> = None;
        /// The requirements on the answers may still change.
        requirements_may_change: Option<bool> = None;
        /// There is no time to collect data and train.
        must_ship_quickly: Option<bool> = None;
        /// The base model already does nearly what is wanted.
        base_model_close: Option<bool> = None;
        /// Serious effort has gone into the prompt.
        prompt_optimised: Option<bool> = None;
        /// Prompting gives inconsistent results.
        inconsistent: Option<bool> = None;
        /// The wanted behaviour is easier to show in examples than to say in a prompt.
        hard_to_describe: Option<bool> = None;
        /// Answers have to be alike, every time.
        consistency_critical: Option<bool> = None;
        /// The most that may be spent upfront.
        upfront_budget: Option<BoundedNumber<Amount>> = None;
        /// Results of evaluating both approaches on the same cases.
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
    /// Checks that neither approach passed more cases than there are.
    pub fn check(&self) -> Result<(), String> {
        for (who, passed) in [
            ("passed by prompting", self.prompting_passed),
            ("passed by the fine-tuned model", self.fine_tuned_passed),
        ] {
            if passed.get() > self.cases.get() {
                return Err(format!(
                    "{who} ({}) can’t be more than the test cases ({})",
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
    /// Gives it another name. A source of the name before isn't true any more.
    pub fn rename(&mut self, name: &str) {
        if self.name != name {
            name.clone_into(&mut self.name);
            self.sources.remove("name");
        }
    }

    /// Whether fine-tuning may fail: its chance of success is below 1, or a range.
    pub fn may_fail(&self) -> bool {
        let chance = self.fine_tuning.success_chance;
        chance.base() < 1.0 || chance.estimate().is_uncertain()
    }

    /// Whether the team spends hours on either approach.
    pub fn has_team_hours(&self) -> bool {
        [&self.prompting.effort, &self.fine_tuning.effort]
            .into_iter()
            .flat_map(|effort| {
                [
                    &effort.setup_hours,
                    &effort.hours_per_change,
                    &effort.upkeep_hours_per_month,
                ]
            })
            .any(|hours| hours.base() > 0.0)
    }

    /// The name, or "Untitled scenario" if the name is blank.
    pub fn title(&self) -> &str {
        if self.name.trim().is_empty() {
            "Untitled scenario"
        } else {
            &self.name
        }
    }
}

/// The text on one line: each control character, such as a line break, becomes a space.
pub fn one_line(text: &str) -> String {
    text.replace(char::is_control, " ")
}

/// The text without control characters, as it leaves the program for a clipboard or a terminal: line breaks and tabs stay.
pub fn plain_text(text: &str) -> String {
    let is_kept = |letter: char| !letter.is_control() || matches!(letter, '\n' | '\r' | '\t');
    text.replace(|letter: char| !is_kept(letter), " ")
}

/// Longer names are cut, so that a title has room for its finding.
const MAX_NAME_CHARACTERS: usize = 40;

/// A scenario's name on one line, short enough for a title.
pub fn short_name(scenario: &Scenario) -> String {
    let name = one_line(scenario.title());
    match name.char_indices().nth(MAX_NAME_CHARACTERS) {
        Some((end, _)) => format!("{}…", name[..end].trim_end()),
        None => name,
    }
}
