//! The rows that both approaches have: what a query costs, and what the team does.

use crate::scenario::inputs::input::Input;
use crate::scenario::quantity::Unit;

use super::row::{HOURS, MONEY, PER_MILLION, PERCENT, TOKENS, group_row, row};

/// The rows of one approach. Only what is said of the system prompt differs.
macro_rules! approach {
    ($approach:ident, $section:ident, $prompt_help:literal) => {
        [
            row! { $section, "", ESSENTIAL, $approach.serving.model, "Model", Unit::None,
                "Fills in list prices. You can also type any name" },
            row! { $section, "", ESSENTIAL, $approach.serving.price.input, "Input price", PER_MILLION,
                "What the provider bills for input that isn’t cached" },
            row! { $section, "", ESSENTIAL, $approach.serving.price.output, "Output price", PER_MILLION,
                "What the provider bills for output, reasoning tokens included" },
            row! { $section, "", ESSENTIAL, $approach.serving.prompt_tokens, "System prompt", TOKENS, $prompt_help },
            row! { $section, "", ESSENTIAL, $approach.serving.output_tokens, "Output length", TOKENS,
                "Including billed reasoning tokens" },
            row! { $section, "", ESSENTIAL, $approach.serving.review_rate, "Review rate", PERCENT,
                "Share of answers that a person checks or corrects" },
            row! { $section, "", ESSENTIAL, $approach.serving.review_cost, "Cost per review", MONEY,
                "Labour cost of checking or correcting one answer" },
            row! { $section, "", ESSENTIAL, $approach.effort.setup_hours, "Setup effort", HOURS,
                "One-off team hours until it is live" },
            row! { $section, "Caching", ADVANCED, $approach.serving.price.cached_input, "Cached input price", PER_MILLION,
                "Price of cache reads. Empty: same as input" },
            row! { $section, "Caching", ADVANCED, $approach.serving.price.cache_write, "Cache write price", PER_MILLION,
                "Price of writing the prompt to the cache. Empty: same as input" },
            row! { $section, "Caching", ADVANCED, $approach.serving.cache_hit_rate, "Cache hit rate", PERCENT,
                "Share of prompt tokens read from the cache. Ignored when a cache TTL is set" },
            row! { $section, "Caching", ADVANCED, $approach.serving.cache_ttl_minutes, "Cache TTL", Unit::Count("min"),
                "Idle time after which an entry expires. The hit rate then follows from the traffic" },
            row! { $section, "Caching", ADVANCED, $approach.serving.price.cache_min_tokens, "Min. cacheable prompt", TOKENS,
                "Shorter prompts aren’t cached" },
            row! { $section, "Batch, retries, discounts", ADVANCED, $approach.serving.batch_share, "Batch share", PERCENT,
                "Share of queries that can wait for the batch API" },
            row! { $section, "Batch, retries, discounts", ADVANCED, $approach.serving.price.batch_discount, "Batch discount", PERCENT,
                "Off the token prices of batched queries" },
            row! { $section, "Batch, retries, discounts", ADVANCED, $approach.serving.retry_rate, "Retry rate", PERCENT,
                "Extra calls per query: at 5%, one query in twenty is sent twice" },
            row! { $section, "Batch, retries, discounts", ADVANCED, $approach.serving.price.discount, "Negotiated discount", PERCENT,
                "Off all token prices" },
            row! { $section, "Batch, retries, discounts", ADVANCED, $approach.serving.price.change_per_year, "Token price trend", Unit::Percent("per year"),
                "−30% means 30% cheaper every year" },
            row! { $section, "Batch, retries, discounts", ADVANCED, $approach.serving.price.steps, "Price changes", Unit::None,
                "Announced changes of all token prices. “3: 2” doubles them from month 3 on; a comma separates several" },
            row! { $section, "Errors and other costs", ADVANCED, $approach.serving.error_rate, "Error rate", PERCENT,
                "Share of answers that are wrong and go out unnoticed" },
            row! { $section, "Errors and other costs", ADVANCED, $approach.serving.query_cost, "Other cost per query", MONEY,
                "Retrieval, tools or a price per request. Retries pay it too" },
            row! { $section, "Team effort", ADVANCED, $approach.effort.hours_per_change, "Effort per change", HOURS,
                "Team hours for each requirement change" },
            row! { $section, "Team effort", ADVANCED, $approach.effort.upkeep_hours_per_month, "Maintenance", Unit::Count("hours per month"),
                "Team hours every month while it is live" },
            row! { $section, "Hosting", ADVANCED, $approach.serving.monthly_cost, "Other running cost", Unit::Money("per month"),
                "Storage, monitoring and the like" },
            row! { $section, "Hosting", ADVANCED, $approach.serving.hosting, "Dedicated hosting", Unit::None,
                "An endpoint or GPUs billed by the hour" },
            group_row! { $section, "Hosting", [$approach.serving.hosting: Hosting] per_hour, "Price per replica", Unit::Money("per hour"),
                "What one endpoint or GPU server is billed at" },
            group_row! { $section, "Hosting", [$approach.serving.hosting: Hosting] replicas, "Min. replicas", Unit::Things("replicas"),
                "Kept running without traffic" }.in_whole_steps(),
            group_row! { $section, "Hosting", [$approach.serving.hosting: Hosting] queries_per_hour, "Replica throughput", Unit::Count("queries per hour"),
                "What one replica can answer. Empty: never more than the minimum" },
            group_row! { $section, "Hosting", [$approach.serving.hosting: Hosting] peak_to_mean, "Peak-to-average load", Unit::Count("×"),
                "Replicas are sized for the peak hour" },
            group_row! { $section, "Hosting", [$approach.serving.hosting: Hosting] hours_per_month, "Hours up", Unit::Count("hours per month"),
                "Hours in which a replica is up and billed: 730 around the clock" },
            group_row! { $section, "Hosting", [$approach.serving.hosting: Hosting] billing, "Billed", Unit::None,
                "While it works: it scales to zero, and only hours of work are billed. That takes a replica throughput" },
            group_row! { $section, "Hosting", [$approach.serving.hosting: Hosting] overhead, "Billed over busy hours", Unit::Count("×"),
                "With billing while it works: starts and idle time on top of the hours of work" },
            row! { $section, "Long context", ADVANCED, $approach.serving.price.long_context, "Long-context pricing", Unit::None,
                "A second price tier for long inputs" },
            group_row! { $section, "Long context", [$approach.serving.price.long_context: LongContext] above_tokens, "Applies above", TOKENS,
                "System prompt and user input together. Longer queries pay the second tier for all their tokens" },
            group_row! { $section, "Long context", [$approach.serving.price.long_context: LongContext] input, "Input, long context", PER_MILLION,
                "Input price of the second tier" },
            group_row! { $section, "Long context", [$approach.serving.price.long_context: LongContext] cached_input, "Cached input, long", PER_MILLION,
                "Price of cache reads in the second tier. Empty: same as its input" },
            group_row! { $section, "Long context", [$approach.serving.price.long_context: LongContext] cache_write, "Cache write, long", PER_MILLION,
                "Price of cache writes in the second tier. Empty: same as its input" },
            group_row! { $section, "Long context", [$approach.serving.price.long_context: LongContext] output, "Output, long context", PER_MILLION,
                "Output price of the second tier" },
            row! { $section, "Latency", ADVANCED, $approach.serving.latency, "Latency known", Unit::None,
                "Shown, not costed" },
            group_row! { $section, "Latency", [$approach.serving.latency: Latency] overhead_ms, "Network and queueing", Unit::Count("ms"),
                "Time before the first token is read" },
            group_row! { $section, "Latency", [$approach.serving.latency: Latency] input_tokens_per_second, "Prefill speed", Unit::Count("tok/s"),
                "How fast uncached input is read" },
            group_row! { $section, "Latency", [$approach.serving.latency: Latency] output_tokens_per_second, "Decode speed", Unit::Count("tok/s"),
                "How fast the output is written" },
        ]
    };
}

pub(super) const PROMPTING_ROWS: &[Input] = &approach!(
    prompting,
    Prompting,
    "Instructions and few-shot examples sent with every query"
);

/// What happens to the prompted model.
#[rustfmt::skip]
pub(super) const PROMPTED_MODEL_ROWS: &[Input] = &[
    row! { Prompting, "Retirement", ADVANCED, prompting.model_retires_month, "Model retires", Unit::Count("months"),
        "The month in which its provider shuts it down, such as Jan 2028. Moving on costs what a requirement change does. Empty: no date is known" },
    row! { Prompting, "Retirement", ADVANCED, prompting.model_life_months, "Model lifetime", Unit::Count("months"),
        "Of each model after it; without a date, of every model from the start. Empty: longer than the horizon" },
];

pub(super) const FINE_TUNING_ROWS: &[Input] = &approach!(
    fine_tuning,
    FineTuning,
    "What the fine-tuned model still needs with every query"
);
