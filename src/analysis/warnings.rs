//! All warnings about a scenario: those that its values show by themselves, and those that take figures.

use crate::scenario::quantity::percent;
use crate::scenario::warnings::Warning;
use crate::scenario::{Scenario, Serving, Workload, warnings};

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
    let ledger = Ledger::new(scenario);
    for (path, serving, traffic) in [
        (
            "prompting.serving",
            &scenario.prompting.serving,
            ledger.prompting.traffic,
        ),
        (
            "fine_tuning.serving",
            &scenario.fine_tuning.serving,
            ledger.fine_tuning.traffic,
        ),
    ] {
        found.extend(cold_cache(path, serving, &scenario.workload, &traffic));
    }
    found
}

/// A cache that finds so few prompts that writing to it costs more than reading from it saves, over the horizon.
fn cold_cache(
    path: &str,
    serving: &Serving,
    workload: &Workload,
    traffic: &[f64],
) -> Option<Warning> {
    let price = QueryPrice::new(serving, workload);
    let prices = &price.prices;
    let (input, cached, write) = (prices.input, prices.cached_input, prices.cache_write);
    let from_traffic = serving.cache_ttl_minutes.is_some();
    if !price.uses_cache() || cached >= write {
        return None;
    }
    let (mut more, mut hits, mut queries) = (0.0, 0.0, 0.0);
    for (month, &volume) in (1..).zip(traffic) {
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
