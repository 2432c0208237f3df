//! All warnings about a scenario: those that its values show by themselves, and those that take figures.

use crate::scenario::quantity::percent;
use crate::scenario::warnings::Warning;
use crate::scenario::{Scenario, Serving, warnings};

use super::ledger::Ledger;
use super::price::QueryPrice;

/// All warnings about a scenario, for whatever shows them.
///
/// ```
/// use breakeven::analysis::warnings::all_warnings;
/// use breakeven::files::examples::Example;
///
/// let scenario = Example::find("ticket-classifier").unwrap().parse().unwrap();
/// assert!(all_warnings(scenario).is_empty());
/// ```
pub fn all_warnings(scenario: &Scenario) -> Vec<Warning> {
    let mut found = warnings::warnings(scenario);
    let volume = Ledger::new(scenario).volume;
    for (path, serving) in [
        ("prompting.serving", &scenario.prompting.serving),
        ("fine_tuning.serving", &scenario.fine_tuning.serving),
    ] {
        let input_tokens = scenario.workload.input_tokens.base();
        found.extend(cold_cache(path, serving, input_tokens, &volume));
    }
    found
}

/// A cache that finds so few prompts that writing to it costs more than reading from it saves, over the horizon.
fn cold_cache(path: &str, serving: &Serving, input_tokens: f64, volume: &[f64]) -> Option<Warning> {
    let price = QueryPrice::new(serving, input_tokens);
    let (input, cached, write) = (price.input, price.cached_input, price.cache_write);
    let is_short = serving.prompt_tokens.base() < serving.price.cache_min_tokens.get();
    let from_traffic = serving.cache_ttl_minutes.is_some();
    let is_in_use = from_traffic || serving.cache_hit_rate.base() > 0.0;
    if is_short || !is_in_use || cached >= write {
        return None;
    }
    let (mut more, mut hits, mut queries) = (0.0, 0.0, 0.0);
    for (month, &volume) in (1..).zip(volume) {
        let hit_rate = price.hit_rate(volume);
        let with_cache = hit_rate * cached + (1.0 - hit_rate) * write;
        more += volume * price.level(month) * (with_cache - input);
        hits += volume * hit_rate;
        queries += volume;
    }
    if more <= 0.0 || serving.prompt_tokens.base() == 0.0 {
        return None;
    }
    let hit_rate = percent(hits / queries);
    let needed = percent((write - input) / (write - cached));
    let (name, because) = if from_traffic {
        ("cache_ttl_minutes", "at this traffic")
    } else {
        ("cache_hit_rate", "at this hit rate")
    };
    Some(Warning {
        path: format!("{path}.{name}"),
        text: format!(
            "Caching costs more than it saves: {because}, {hit_rate} of the prompt is read from the cache, and {needed} would be needed. Turn it off, or raise the cache TTL"
        ),
    })
}
