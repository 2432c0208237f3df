//! Prices, caching and reviews of one approach.

use crate::scenario::inputs::DOCUMENTED;
use crate::scenario::model::{Hosting, Scenario, Serving, Workload};
use crate::scenario::names::Billing;
use crate::scenario::quantity::full_count;

/// Writing to a cache that keeps entries for five minutes usually costs this many times the input price,
const SHORT_WRITE_FACTOR: f64 = 1.25;
/// and for an hour so many times.
const LONG_WRITE_FACTOR: f64 = 2.0;
/// The life of an entry at the first of these prices, in minutes.
const SHORT_LIFE_MINUTES: f64 = 5.0;

/// Warns about the serving at this path.
pub(super) fn warnings(
    path: &str,
    serving: &Serving,
    scenario: &Scenario,
    warn: &mut impl FnMut(&str, String),
) {
    let life_source = scenario.sources.get(&format!("{path}.cache_ttl_minutes"));
    // The catalog turns caching on wherever there is a cache. That nothing is cached then is no mistake of the user's.
    let is_from_catalog = life_source.is_some_and(|source| source.starts_with(DOCUMENTED));
    let workload = &scenario.workload;
    caching(path, serving, workload, is_from_catalog, warn);
    // Some providers do keep entries for longer at the price of a short life; whoever states a source has looked it up.
    if life_source.is_none() {
        cache_life(path, serving, warn);
    }
    long_inputs(path, serving, warn);
    if serving.review_rate.base() > 0.0 && serving.review_cost.base() == 0.0 {
        warn(
            &format!("{path}.review_cost"),
            "Answers are reviewed, but a review costs nothing. Enter the cost per review"
                .to_owned(),
        );
    }
    if serving.error_rate.base() > 0.0 && workload.error_cost.base() == 0.0 {
        warn(
            &format!("{path}.error_rate"),
            "Answers are wrong, but an error costs nothing. Enter the cost per error".to_owned(),
        );
    }
    let unmeasured = |hosting: &Hosting| {
        hosting.billing == Billing::WhileBusy && hosting.queries_per_hour.is_none()
    };
    if serving.hosting.as_ref().is_some_and(unmeasured) {
        warn(
            &format!("{path}.hosting.queries_per_hour"),
            "Billed while it works, but without a throughput nobody knows how long that is: all hours up are billed".to_owned(),
        );
    }
}

fn caching(
    path: &str,
    serving: &Serving,
    workload: &Workload,
    is_from_catalog: bool,
    warn: &mut impl FnMut(&str, String),
) {
    let price = &serving.price;
    let prompt = serving.prompt_tokens.base();
    let least = price.cache_min_tokens.get();
    let is_stated = serving.uses_cache() && !is_from_catalog;
    if is_stated && prompt > 0.0 && !serving.is_long_enough_to_cache(workload) {
        warn(
            &format!("{path}.prompt_tokens"),
            format!(
                "Nothing is cached: the system prompt is shorter than the minimum of {} tokens",
                full_count(least as usize)
            ),
        );
    }
    if serving.cache_ttl_minutes.is_some() && serving.cache_hit_rate.base() > 0.0 {
        warn(
            &format!("{path}.cache_hit_rate"),
            "Not used: with a cache TTL set, the hit rate follows from the traffic".to_owned(),
        );
    }
    if let Some(cached) = price.cached_input
        && cached.base() > price.input.base()
    {
        warn(
            &format!("{path}.price.cached_input"),
            "Cached input costs more than uncached input".to_owned(),
        );
    }
}

fn cache_life(path: &str, serving: &Serving, warn: &mut impl FnMut(&str, String)) {
    let price = &serving.price;
    if let (Some(life), Some(write)) = (serving.cache_ttl_minutes, price.cache_write) {
        let (minutes, input) = (life.base(), price.input.base());
        let is_short = (write.base() / input - SHORT_WRITE_FACTOR).abs() < 0.005;
        if input > 0.0 && is_short && minutes > SHORT_LIFE_MINUTES {
            warn(
                &format!("{path}.price.cache_write"),
                format!(
                    "{SHORT_WRITE_FACTOR}× the input price is usual for a cache TTL of {SHORT_LIFE_MINUTES} min, {LONG_WRITE_FACTOR}× for 60 min. The cache TTL here is {minutes} min"
                ),
            );
        }
    }
}

fn long_inputs(path: &str, serving: &Serving, warn: &mut impl FnMut(&str, String)) {
    let price = &serving.price;
    let Some(long) = &price.long_context else {
        return;
    };
    if long.input.get() == 0.0 && long.output.get() == 0.0 {
        warn(
            &format!("{path}.price.long_context.input"),
            "Long-context queries cost nothing. Enter their prices".to_owned(),
        );
    }
    for (name, short, long) in [
        ("cached_input", price.cached_input, long.cached_input),
        ("cache_write", price.cache_write, long.cache_write),
    ] {
        if short.is_some() && long.is_none() {
            warn(
                &format!("{path}.price.long_context.{name}"),
                "Empty, so the long-context input price applies, although short inputs have their own price. Enter the long-context one".to_owned(),
            );
        }
    }
}
