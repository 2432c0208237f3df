//! The table itself, in the order of the screen. A new input is a field in [`crate::scenario`] and a row here.

use std::sync::LazyLock;

use crate::scenario::model::{Evaluation, Hosting, Latency, LongContext, Scenario};
use crate::scenario::quantity::Unit;

use super::field::{Field, kind_of};
use super::input::Input;
use super::section::Section::{About, Decision, FineTuning, MoneyAndTime, Prompting, Workload};
use super::value::Value;

/// Every input, in the order of the screen.
pub static INPUTS: LazyLock<Vec<Input>> = LazyLock::new(|| {
    [
        WORKLOAD,
        PROMPTING,
        FINE_TUNING,
        FINE_TUNING_ONLY,
        MONEY_AND_TIME,
        DECISION,
        ABOUT,
    ]
    .concat()
});

const TOKENS: Unit = Unit::Count("tokens");
const HOURS: Unit = Unit::Count("hours");
const PERCENT: Unit = Unit::Percent("");
const MONEY: Unit = Unit::Money("");
const PER_MILLION: Unit = Unit::Money("per 1M");

/// One row: section, topic, whether essential, path, label, unit, help.
macro_rules! row {
    ($section:ident, $topic:literal, $essential:ident, $head:ident $(. $tail:ident)*, $label:expr, $unit:expr, $help:expr) => {
        Input {
            path: concat!(stringify!($head) $(, ".", stringify!($tail))*),
            label: $label,
            help: $help,
            unit: $unit,
            section: $section,
            topic: $topic,
            essential: $essential,
            kind: kind_of(|scenario: &Scenario| &scenario.$head $(.$tail)*),
            group: None,
            value: |scenario| scenario.$head $(.$tail)*.value(),
            set: |scenario, value| scenario.$head $(.$tail)*.set(value),
        }
    };
}

/// One row within an optional group, given in brackets with its type. Setting the input creates the group.
macro_rules! group_row {
    ($section:ident, $topic:literal, [$head:ident $(. $tail:ident)* : $group:ty] $field:ident, $label:expr, $unit:expr, $help:expr) => {
        Input {
            path: concat!(stringify!($head) $(, ".", stringify!($tail))*, ".", stringify!($field)),
            label: $label,
            help: $help,
            unit: $unit,
            section: $section,
            topic: $topic,
            essential: false,
            kind: kind_of(|group: &$group| &group.$field),
            group: Some(concat!(stringify!($head) $(, ".", stringify!($tail))*)),
            value: |scenario| {
                scenario.$head $(.$tail)*.as_ref().map_or(Value::Absent, |group| group.$field.value())
            },
            set: |scenario, value| {
                let mut group = scenario.$head $(.$tail)*.clone().unwrap_or_default();
                group.$field.set(value)?;
                scenario.$head $(.$tail)* = Some(group);
                Ok(())
            },
        }
    };
}

/// Most scenarios need it.
const ESSENTIAL: bool = true;
/// Some scenarios need it.
const ADVANCED: bool = false;

/// The rows that both approaches have: what a query costs and what the team does.
macro_rules! approach {
    ($approach:ident, $section:ident, $prompt_label:literal, $prompt_help:literal) => {
        [
            row!($section, "", ESSENTIAL, $approach.serving.model, "Model", Unit::None,
                "The model that answers. Pick one to fill in its list prices, or type any name"),
            row!($section, "", ESSENTIAL, $approach.serving.price.input, "Input price", PER_MILLION,
                "Price of 1M input tokens"),
            row!($section, "", ESSENTIAL, $approach.serving.price.output, "Output price", PER_MILLION,
                "Price of 1M output tokens"),
            row!($section, "", ESSENTIAL, $approach.serving.prompt_tokens, $prompt_label, TOKENS, $prompt_help),
            row!($section, "", ESSENTIAL, $approach.serving.output_tokens, "Answer", TOKENS,
                "Tokens of an answer, reasoning included where it is billed"),
            row!($section, "", ESSENTIAL, $approach.serving.review_rate, "Answers reviewed", PERCENT,
                "Share of the answers that a person has to check or mend"),
            row!($section, "", ESSENTIAL, $approach.serving.review_cost, "Cost of a review", MONEY,
                "What checking or mending one answer costs"),
            row!($section, "", ESSENTIAL, $approach.effort.setup_hours, "Set-up", HOURS,
                "Hours of the team's time to get it going, once"),
            row!($section, "Caching", ADVANCED, $approach.serving.price.cached_input, "Cached input price", PER_MILLION,
                "Price of 1M prompt tokens read from the provider's cache. Not set: no discount, same as input"),
            row!($section, "Caching", ADVANCED, $approach.serving.price.cache_write, "Cache write price", PER_MILLION,
                "Price of 1M prompt tokens written to the cache. Not set: writing costs the same as input"),
            row!($section, "Caching", ADVANCED, $approach.serving.cache_hit_rate, "Cache hits", PERCENT,
                "Share of prompt tokens read from the cache. A cache life, if set, decides instead"),
            row!($section, "Caching", ADVANCED, $approach.serving.cache_ttl_minutes, "Cache life", Unit::Count("minutes"),
                "How long an unused cache entry lives. Given, the hit rate follows from the traffic"),
            row!($section, "Caching", ADVANCED, $approach.serving.price.cache_min_tokens, "Least prompt cached", TOKENS,
                "Shorter prompts can't be cached"),
            row!($section, "Batch, retries and discount", ADVANCED, $approach.serving.batch_share, "Sent in batches", PERCENT,
                "Share of queries that can wait and go through the cheaper batch interface"),
            row!($section, "Batch, retries and discount", ADVANCED, $approach.serving.price.batch_discount, "Batch discount", PERCENT,
                "What the batch interface takes off the price"),
            row!($section, "Batch, retries and discount", ADVANCED, $approach.serving.retry_rate, "Sent again", PERCENT,
                "Extra calls per query: at 5 %, one in twenty is sent again"),
            row!($section, "Batch, retries and discount", ADVANCED, $approach.serving.price.discount, "Discount", PERCENT,
                "Negotiated, off all token prices"),
            row!($section, "Batch, retries and discount", ADVANCED, $approach.serving.price.change_per_year, "Prices change", Unit::Percent("a year"),
                "Drift of the token prices: −30 % means 30 % cheaper each year"),
            row!($section, "The team's time", ADVANCED, $approach.effort.hours_per_change, "Each change", HOURS,
                "Hours of the team's time at each change of the wanted behaviour"),
            row!($section, "The team's time", ADVANCED, $approach.effort.upkeep_hours_per_month, "Upkeep", Unit::Count("hours a month"),
                "Hours of the team's time every month while it serves"),
            row!($section, "Hosting", ADVANCED, $approach.serving.monthly_cost, "Other running cost", Unit::Money("a month"),
                "Any other cost while it serves, such as storage or monitoring"),
            row!($section, "Hosting", ADVANCED, $approach.serving.hosting, "Hosted by the hour", Unit::None,
                "An endpoint or GPUs paid by the hour"),
            group_row!($section, "Hosting", [$approach.serving.hosting: Hosting] per_hour, "One replica", Unit::Money("an hour"),
                "Price of one replica for an hour"),
            group_row!($section, "Hosting", [$approach.serving.hosting: Hosting] replicas, "Least replicas", Unit::None,
                "As many run even when there is no traffic"),
            group_row!($section, "Hosting", [$approach.serving.hosting: Hosting] queries_per_hour, "A replica carries", Unit::Count("queries an hour"),
                "What one replica answers in an hour. Not set: never more replicas"),
            group_row!($section, "Hosting", [$approach.serving.hosting: Hosting] peak_to_mean, "Busiest hour", Unit::Count("× the mean"),
                "Traffic of the busiest hour over that of the mean hour: replicas are sized for it"),
            row!($section, "Long inputs", ADVANCED, $approach.serving.price.long_context, "Long-input prices", Unit::None,
                "Prices of queries with a long input, for all their tokens"),
            group_row!($section, "Long inputs", [$approach.serving.price.long_context: LongContext] above_tokens, "Above", TOKENS,
                "Prompt and query together longer than this pay the prices below"),
            group_row!($section, "Long inputs", [$approach.serving.price.long_context: LongContext] input, "Long: input price", PER_MILLION,
                "Price of 1M input tokens of long inputs"),
            group_row!($section, "Long inputs", [$approach.serving.price.long_context: LongContext] cached_input, "Long: cached input", PER_MILLION,
                "Price of 1M cached prompt tokens of long inputs. Not set: same as their input"),
            group_row!($section, "Long inputs", [$approach.serving.price.long_context: LongContext] cache_write, "Long: cache write", PER_MILLION,
                "Price of 1M prompt tokens written to the cache, of long inputs. Not set: same as their input"),
            group_row!($section, "Long inputs", [$approach.serving.price.long_context: LongContext] output, "Long: output price", PER_MILLION,
                "Price of 1M output tokens of long inputs"),
            row!($section, "Speed", ADVANCED, $approach.serving.latency, "Speed is known", Unit::None,
                "How fast it answers. Shown, not costed"),
            group_row!($section, "Speed", [$approach.serving.latency: Latency] overhead_ms, "Before reading", Unit::Count("ms"),
                "Network and queueing before the first token is read"),
            group_row!($section, "Speed", [$approach.serving.latency: Latency] input_tokens_per_second, "Reads", Unit::Count("tokens a second"),
                "How fast input that isn't cached is read"),
            group_row!($section, "Speed", [$approach.serving.latency: Latency] output_tokens_per_second, "Writes", Unit::Count("tokens a second"),
                "How fast the answer is written"),
        ]
    };
}

const WORKLOAD: &[Input] = &[
    row!(
        Workload,
        "",
        ESSENTIAL,
        workload.queries_per_month,
        "Queries",
        Unit::Count("a month"),
        "Queries in month 1"
    ),
    row!(
        Workload,
        "",
        ESSENTIAL,
        workload.growth_per_month,
        "Growth",
        Unit::Percent("a month"),
        "How much the volume grows each month"
    ),
    row!(
        Workload,
        "",
        ESSENTIAL,
        workload.input_tokens,
        "Query text",
        TOKENS,
        "The query's own text; both approaches pay for it"
    ),
    row!(
        Workload,
        "",
        ESSENTIAL,
        workload.changes_per_year,
        "Behaviour changes",
        Unit::Count("a year"),
        "How often the wanted behaviour changes: each time prompts are rewritten, or the model retrained"
    ),
    row!(
        Workload,
        "",
        ADVANCED,
        workload.monthly_queries,
        "Monthly volumes",
        Unit::Count("a month"),
        "Measured or planned queries, a line a month from month 1 on. They replace the volume above for the months they cover; growth continues from the last"
    ),
];

const PROMPTING: &[Input] = &approach!(
    prompting,
    Prompting,
    "Prompt and examples",
    "Instructions and few-shot examples that travel with every query"
);

const FINE_TUNING: &[Input] = &approach!(
    fine_tuning,
    FineTuning,
    "Prompt left",
    "Instructions that the tuned model still needs with every query"
);

const FINE_TUNING_ONLY: &[Input] = &[
    row!(
        FineTuning,
        "",
        ESSENTIAL,
        fine_tuning.data.examples,
        "Training examples",
        Unit::None,
        "Examples that the model is trained on"
    ),
    row!(
        FineTuning,
        "",
        ESSENTIAL,
        fine_tuning.data.cost_per_example,
        "Cost of an example",
        MONEY,
        "Collecting, writing and labelling one"
    ),
    row!(
        FineTuning,
        "",
        ESSENTIAL,
        fine_tuning.training.tokens_per_example,
        "Length of an example",
        TOKENS,
        "Tokens of one training example, its prompt and answer together"
    ),
    row!(
        FineTuning,
        "",
        ESSENTIAL,
        fine_tuning.training.epochs,
        "Epochs",
        Unit::Count("passes"),
        "Passes over the data in one training run"
    ),
    row!(
        FineTuning,
        "",
        ESSENTIAL,
        fine_tuning.training.price,
        "Training price",
        PER_MILLION,
        "Price of 1M trained tokens"
    ),
    row!(
        FineTuning,
        "",
        ESSENTIAL,
        fine_tuning.lead_time_months,
        "Goes live after",
        Unit::Count("months"),
        "Whole months from the decision until the tuned model serves; prompting serves until then"
    ),
    row!(
        FineTuning,
        "",
        ESSENTIAL,
        fine_tuning.base_model_life_months,
        "Base model lives",
        Unit::Count("months"),
        "Months in service until the base model is shut down. Not set: longer than the horizon"
    ),
    row!(
        FineTuning,
        "Data and training",
        ADVANCED,
        fine_tuning.data.fixed_cost,
        "Other data cost",
        MONEY,
        "Any other cost of the data set"
    ),
    row!(
        FineTuning,
        "Data and training",
        ADVANCED,
        fine_tuning.training.runs,
        "Training runs",
        Unit::None,
        "Runs until one is accepted"
    ),
    row!(
        FineTuning,
        "Data and training",
        ADVANCED,
        fine_tuning.training.fixed_cost,
        "Cost of a run",
        MONEY,
        "Fixed cost of one run, for example rented GPU hours"
    ),
    row!(
        FineTuning,
        "Data and training",
        ADVANCED,
        fine_tuning.training.minimum_fee,
        "Least fee of a run",
        MONEY,
        "Least that the provider bills for a run's tokens"
    ),
    row!(
        FineTuning,
        "Data and training",
        ADVANCED,
        fine_tuning.training.evaluation_cost,
        "Evaluation",
        Unit::Money("a round"),
        "Cost of evaluating a training round, all its runs together"
    ),
    row!(
        FineTuning,
        "Data and training",
        ADVANCED,
        fine_tuning.refresh_share,
        "Data renewed",
        PERCENT,
        "Share of the data cost that is spent again at each retraining"
    ),
    row!(
        FineTuning,
        "In service",
        ADVANCED,
        fine_tuning.fallback_share,
        "Falls back",
        PERCENT,
        "Share of queries that are answered again by prompting"
    ),
    row!(
        FineTuning,
        "In service",
        ADVANCED,
        fine_tuning.at_retirement,
        "When the base retires",
        Unit::None,
        "What happens when the base model is shut down"
    ),
];

const MONEY_AND_TIME: &[Input] = &[
    row!(
        MoneyAndTime,
        "",
        ESSENTIAL,
        horizon_months,
        "Horizon",
        Unit::Count("months"),
        "How far the comparison looks"
    ),
    row!(
        MoneyAndTime,
        "",
        ESSENTIAL,
        hourly_rate,
        "The team's time",
        Unit::Money("an hour"),
        "What one hour of the team's time costs"
    ),
    row!(
        MoneyAndTime,
        "",
        ADVANCED,
        start,
        "Month 1",
        Unit::None,
        "The calendar month of month 1, YYYY-MM"
    ),
    row!(
        MoneyAndTime,
        "",
        ADVANCED,
        discount_rate,
        "Discount rate",
        Unit::Percent("a year"),
        "What money later is worth less; totals are present values"
    ),
    row!(
        MoneyAndTime,
        "",
        ADVANCED,
        currency,
        "Currency",
        Unit::None,
        "Three letters of ISO 4217. Every amount is in it; nothing is converted"
    ),
];

const DECISION: &[Input] = &[
    row!(
        Decision,
        "",
        ESSENTIAL,
        decision.prototyping,
        "Prototyping?",
        Unit::None,
        "The feature is still being explored"
    ),
    row!(
        Decision,
        "",
        ESSENTIAL,
        decision.requirements_may_change,
        "May requirements change?",
        Unit::None,
        "What is wanted of the answers may still change"
    ),
    row!(
        Decision,
        "",
        ESSENTIAL,
        decision.must_ship_quickly,
        "Must it ship quickly?",
        Unit::None,
        "There is no time to collect data and train"
    ),
    row!(
        Decision,
        "",
        ESSENTIAL,
        decision.base_model_close,
        "Base model close?",
        Unit::None,
        "The base model already does nearly what is wanted"
    ),
    row!(
        Decision,
        "",
        ESSENTIAL,
        decision.prompt_optimised,
        "Prompt optimised?",
        Unit::None,
        "Serious effort has gone into the prompt"
    ),
    row!(
        Decision,
        "",
        ESSENTIAL,
        decision.inconsistent,
        "Results inconsistent?",
        Unit::None,
        "Prompting gives inconsistent results"
    ),
    row!(
        Decision,
        "",
        ESSENTIAL,
        decision.hard_to_describe,
        "Hard to describe?",
        Unit::None,
        "Easier to show in examples than to say in a prompt"
    ),
    row!(
        Decision,
        "",
        ESSENTIAL,
        decision.consistency_critical,
        "Consistency critical?",
        Unit::None,
        "Answers have to be alike, every time"
    ),
    row!(
        Decision,
        "",
        ADVANCED,
        decision.upfront_budget,
        "Upfront budget",
        MONEY,
        "What may be spent before it pays back"
    ),
    row!(
        Decision,
        "Evaluation",
        ADVANCED,
        decision.evaluation,
        "Evaluated",
        Unit::None,
        "Both sides have been evaluated on the same cases"
    ),
    group_row!(Decision, "Evaluation", [decision.evaluation: Evaluation] cases, "Cases", Unit::None, "Cases evaluated"),
    group_row!(Decision, "Evaluation", [decision.evaluation: Evaluation] prompting_passed, "Passed by prompting", Unit::None,
        "Of these, passed by prompting"),
    group_row!(Decision, "Evaluation", [decision.evaluation: Evaluation] fine_tuned_passed, "Passed when tuned", Unit::None,
        "Of these, passed by the tuned model"),
];

const ABOUT: &[Input] = &[
    row!(
        About,
        "",
        ESSENTIAL,
        name,
        "Name",
        Unit::None,
        "What the scenario is called in lists, charts and reports"
    ),
    row!(
        About,
        "",
        ADVANCED,
        notes,
        "Notes",
        Unit::None,
        "Anything worth knowing about it"
    ),
];
