//! The rows that both approaches have: what a query costs, and what the team does.

use crate::scenario::inputs::input::Input;
use crate::scenario::quantity::Unit;

use super::row::{HOURS, MONEY, PER_MILLION, PERCENT, TOKENS, group_row, row};

/// The rows of one approach. The prompt differs in meaning: with fine-tuning it is what the model still needs.
macro_rules! approach {
    ($approach:ident, $section:ident, $prompt_label:literal, $prompt_help:literal) => {
        [
            row! { $section, "", ESSENTIAL, $approach.serving.model, "Model", Unit::None,
                "The model that answers. Pick one to fill in its list prices, or type any name" },
            row! { $section, "", ESSENTIAL, $approach.serving.price.input, "Input price", PER_MILLION,
                "Price of 1M input tokens" },
            row! { $section, "", ESSENTIAL, $approach.serving.price.output, "Output price", PER_MILLION,
                "Price of 1M output tokens" },
            row! { $section, "", ESSENTIAL, $approach.serving.prompt_tokens, $prompt_label, TOKENS, $prompt_help },
            row! { $section, "", ESSENTIAL, $approach.serving.output_tokens, "Answer", TOKENS,
                "Tokens of an answer, reasoning included where it is billed" },
            row! { $section, "", ESSENTIAL, $approach.serving.review_rate, "Answers reviewed", PERCENT,
                "Share of the answers that a person has to check or mend" },
            row! { $section, "", ESSENTIAL, $approach.serving.review_cost, "Cost of a review", MONEY,
                "What checking or mending one answer costs" },
            row! { $section, "", ESSENTIAL, $approach.effort.setup_hours, "Set-up", HOURS,
                "Hours of the team's time to get it going, once" },
            row! { $section, "Caching", ADVANCED, $approach.serving.price.cached_input, "Cached input price", PER_MILLION,
                "Price of 1M prompt tokens read from the provider's cache. Not set: no discount, same as input" },
            row! { $section, "Caching", ADVANCED, $approach.serving.price.cache_write, "Cache write price", PER_MILLION,
                "Price of 1M prompt tokens written to the cache. Not set: writing costs the same as input" },
            row! { $section, "Caching", ADVANCED, $approach.serving.cache_hit_rate, "Cache hits", PERCENT,
                "Share of prompt tokens read from the cache. A cache life, if set, decides instead" },
            row! { $section, "Caching", ADVANCED, $approach.serving.cache_ttl_minutes, "Cache life", Unit::Count("minutes"),
                "How long an unused cache entry lives. Given, the hit rate follows from the traffic" },
            row! { $section, "Caching", ADVANCED, $approach.serving.price.cache_min_tokens, "Least prompt cached", TOKENS,
                "Shorter prompts can't be cached" },
            row! { $section, "Batch, retries and discount", ADVANCED, $approach.serving.batch_share, "Sent in batches", PERCENT,
                "Share of queries that can wait and go through the cheaper batch interface" },
            row! { $section, "Batch, retries and discount", ADVANCED, $approach.serving.price.batch_discount, "Batch discount", PERCENT,
                "What the batch interface takes off the price" },
            row! { $section, "Batch, retries and discount", ADVANCED, $approach.serving.retry_rate, "Sent again", PERCENT,
                "Extra calls per query: at 5 %, one in twenty is sent again" },
            row! { $section, "Batch, retries and discount", ADVANCED, $approach.serving.price.discount, "Discount", PERCENT,
                "Negotiated, off all token prices" },
            row! { $section, "Batch, retries and discount", ADVANCED, $approach.serving.price.change_per_year, "Prices change", Unit::Percent("a year"),
                "Drift of the token prices: −30 % means 30 % cheaper each year" },
            row! { $section, "The team's time", ADVANCED, $approach.effort.hours_per_change, "Each change", HOURS,
                "Hours of the team's time at each change of the wanted behaviour" },
            row! { $section, "The team's time", ADVANCED, $approach.effort.upkeep_hours_per_month, "Upkeep", Unit::Count("hours a month"),
                "Hours of the team's time every month while it serves" },
            row! { $section, "Hosting", ADVANCED, $approach.serving.monthly_cost, "Other running cost", Unit::Money("a month"),
                "Any other cost while it serves, such as storage or monitoring" },
            row! { $section, "Hosting", ADVANCED, $approach.serving.hosting, "Hosted by the hour", Unit::None,
                "An endpoint or GPUs paid by the hour" },
            group_row! { $section, "Hosting", [$approach.serving.hosting: Hosting] per_hour, "One replica", Unit::Money("an hour"),
                "Price of one replica for an hour" },
            group_row! { $section, "Hosting", [$approach.serving.hosting: Hosting] replicas, "Least replicas", Unit::Things("replicas"),
                "As many run even when there is no traffic" }.in_whole_steps(),
            group_row! { $section, "Hosting", [$approach.serving.hosting: Hosting] queries_per_hour, "A replica carries", Unit::Count("queries an hour"),
                "What one replica answers in an hour. Not set: never more replicas" },
            group_row! { $section, "Hosting", [$approach.serving.hosting: Hosting] peak_to_mean, "Busiest hour", Unit::Count("× the mean"),
                "Traffic of the busiest hour over that of the mean hour: replicas are sized for it" },
            row! { $section, "Long inputs", ADVANCED, $approach.serving.price.long_context, "Long-input prices", Unit::None,
                "Prices of queries with a long input, for all their tokens" },
            group_row! { $section, "Long inputs", [$approach.serving.price.long_context: LongContext] above_tokens, "Above", TOKENS,
                "Prompt and query together longer than this pay the prices below" },
            group_row! { $section, "Long inputs", [$approach.serving.price.long_context: LongContext] input, "Long: input price", PER_MILLION,
                "Price of 1M input tokens of long inputs" },
            group_row! { $section, "Long inputs", [$approach.serving.price.long_context: LongContext] cached_input, "Long: cached input", PER_MILLION,
                "Price of 1M cached prompt tokens of long inputs. Not set: same as their input" },
            group_row! { $section, "Long inputs", [$approach.serving.price.long_context: LongContext] cache_write, "Long: cache write", PER_MILLION,
                "Price of 1M prompt tokens written to the cache, of long inputs. Not set: same as their input" },
            group_row! { $section, "Long inputs", [$approach.serving.price.long_context: LongContext] output, "Long: output price", PER_MILLION,
                "Price of 1M output tokens of long inputs" },
            row! { $section, "Speed", ADVANCED, $approach.serving.latency, "Speed is known", Unit::None,
                "How fast it answers. Shown, not costed" },
            group_row! { $section, "Speed", [$approach.serving.latency: Latency] overhead_ms, "Before reading", Unit::Count("ms"),
                "Network and queueing before the first token is read" },
            group_row! { $section, "Speed", [$approach.serving.latency: Latency] input_tokens_per_second, "Reads", Unit::Count("tokens a second"),
                "How fast input that isn't cached is read" },
            group_row! { $section, "Speed", [$approach.serving.latency: Latency] output_tokens_per_second, "Writes", Unit::Count("tokens a second"),
                "How fast the answer is written" },
        ]
    };
}

pub(super) const PROMPTING_ROWS: &[Input] = &approach!(
    prompting,
    Prompting,
    "Prompt and examples",
    "Instructions and few-shot examples that travel with every query"
);

pub(super) const FINE_TUNING_ROWS: &[Input] = &approach!(
    fine_tuning,
    FineTuning,
    "Prompt left",
    "Instructions that the tuned model still needs with every query"
);
