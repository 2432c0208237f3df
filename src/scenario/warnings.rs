//! Warnings about values that are valid but probably a mistake. They are shown, and nothing depends on them.

use super::estimate::Estimate;
use super::inputs::{self, Value};
use super::model::{Effort, Scenario, Serving};

/// A value that is worth a second look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    /// Path of the input; "sources" if a source belongs to no value.
    pub path: String,
    /// The problem, and what to do about it.
    pub text: String,
}

/// All warnings about a scenario.
///
/// ```
/// use breakeven::scenario::Scenario;
/// use breakeven::scenario::warnings::warnings;
///
/// let found = warnings(&Scenario::default());
/// assert_eq!(found[0].path, "prompting.serving.price.input");
/// assert_eq!(found[0].text, "Its tokens cost nothing yet: pick a model or type its prices");
/// ```
pub fn warnings(scenario: &Scenario) -> Vec<Warning> {
    let mut found = Vec::new();
    let mut warn = |path: &str, text: String| {
        found.push(Warning {
            path: path.to_owned(),
            text,
        });
    };
    serving_warnings("prompting.serving", &scenario.prompting.serving, &mut warn);
    serving_warnings(
        "fine_tuning.serving",
        &scenario.fine_tuning.serving,
        &mut warn,
    );

    let horizon = scenario.horizon_months.whole();
    let lead_time = scenario.fine_tuning.lead_time_months.whole();
    if lead_time >= horizon {
        warn(
            "fine_tuning.lead_time_months",
            format!(
                "The tuned model would go live after {lead_time} months, but the horizon ends after {horizon}"
            ),
        );
    }
    let given = scenario.workload.monthly_queries.len();
    if given > horizon as usize {
        warn(
            "workload.monthly_queries",
            format!(
                "{given} months of volumes are given, but only the {horizon} of the horizon count"
            ),
        );
    }
    if given >= horizon as usize {
        warn(
            "workload.queries_per_month",
            "Not used: monthly volumes are given for every month of the horizon".to_owned(),
        );
    }
    if scenario.fine_tuning.training.runs.estimate() == Estimate::Exact(0.0) {
        warn(
            "fine_tuning.training.runs",
            "No training run: training costs nothing but its evaluation".to_owned(),
        );
    }
    let hours = |effort: &Effort| {
        effort.setup_hours.base()
            + effort.hours_per_change.base()
            + effort.upkeep_hours_per_month.base()
    };
    let all_hours = hours(&scenario.prompting.effort) + hours(&scenario.fine_tuning.effort);
    if all_hours > 0.0 && scenario.hourly_rate.get() == 0.0 {
        warn(
            "hourly_rate",
            "Hours are stated, but an hour of the team's time costs nothing".to_owned(),
        );
    }
    for path in scenario.sources.keys() {
        match inputs::find(path) {
            None => {
                let hint = inputs::did_you_mean(path);
                warn("sources", format!("“{path}” names no input{hint}"));
            }
            Some(input) if input.value(scenario) == Value::Absent => warn(
                "sources",
                format!("“{path}” has a source, but no value: the source isn’t shown"),
            ),
            Some(_) => {}
        }
    }
    found
}

fn serving_warnings(path: &str, serving: &Serving, warn: &mut impl FnMut(&str, String)) {
    let price = &serving.price;
    let prompt = serving.prompt_tokens.base();
    let least = price.cache_min_tokens.get();
    let caches = serving.cache_hit_rate.base() > 0.0 || serving.cache_ttl_minutes.is_some();
    if caches && prompt > 0.0 && prompt < least {
        warn(
            &format!("{path}.prompt_tokens"),
            format!("Nothing is cached: the prompt is shorter than the {least} tokens that can be"),
        );
    }
    if serving.cache_ttl_minutes.is_some() && serving.cache_hit_rate.base() > 0.0 {
        warn(
            &format!("{path}.cache_hit_rate"),
            "Not used: with a cache life set, the hit rate follows from the traffic".to_owned(),
        );
    }
    if let Some(cached) = price.cached_input
        && cached.base() > price.input.base()
    {
        warn(
            &format!("{path}.price.cached_input"),
            "Cached input costs more than input".to_owned(),
        );
    }
    if price.input.base() == 0.0 && price.output.base() == 0.0 && serving.hosting.is_none() {
        warn(
            &format!("{path}.price.input"),
            "Its tokens cost nothing yet: pick a model or type its prices".to_owned(),
        );
    }
    if let Some(long) = &price.long_context
        && long.input.get() == 0.0
        && long.output.get() == 0.0
    {
        warn(
            &format!("{path}.price.long_context.input"),
            "Long inputs cost nothing: type their prices".to_owned(),
        );
    }
}
