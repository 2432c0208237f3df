//! Warnings about values that are valid but probably a mistake. They are shown, and nothing depends on them.
//!
//! - [`warnings`]: those that the values alone show; [`analysis::warnings`](crate::analysis::warnings) adds those that take figures
//! - `serving`: prices, caching and reviews of one approach; `numbers`: numbers that were typed in another unit, or without a part

mod numbers;
mod serving;

use super::essentials::Essential;
use super::estimate::Estimate;
use super::inputs::{self, Input};
use super::model::Scenario;
use super::names::AtRetirement;
use super::quantity::count_with_noun;
use super::retirement::Retirement;

/// A value to check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    /// Path of the input; "sources" if a source belongs to no value.
    pub path: String,
    /// The problem, and what to do about it.
    pub text: String,
}

/// All warnings about a scenario that its values alone show.
///
/// ```
/// use breakeven::scenario::Scenario;
/// use breakeven::scenario::warnings::warnings;
///
/// let found = warnings(&Scenario::default());
/// assert_eq!(found[0].path, "prompting.serving.price.input");
/// assert_eq!(found[0].text, "No token prices yet. Choose a model or enter its prices");
/// ```
pub fn warnings(scenario: &Scenario) -> Vec<Warning> {
    let mut found = Vec::new();
    let mut warn = |path: &str, text: String| {
        found.push(Warning {
            path: path.to_owned(),
            text,
        });
    };
    for (path, serving, is_priced) in [
        (
            "prompting.serving",
            &scenario.prompting.serving,
            scenario.prompting_is_priced(),
        ),
        (
            "fine_tuning.serving",
            &scenario.fine_tuning.serving,
            scenario.fine_tuning_is_priced(),
        ),
    ] {
        if !is_priced {
            warn(
                &format!("{path}.price.input"),
                "No token prices yet. Choose a model or enter its prices".to_owned(),
            );
        }
        serving::warnings(path, serving, scenario, &mut warn);
    }
    numbers::warnings(scenario, &mut warn);
    about_time(scenario, &mut warn);
    about_the_team(scenario, &mut warn);
    about_correlations(scenario, &mut warn);
    for path in scenario.sources.keys() {
        match inputs::find(path) {
            None => {
                let hint = inputs::did_you_mean(path);
                warn("sources", format!("There is no input “{path}”{hint}"));
            }
            // Of an essential the source may say why there is no value: a base model that nobody retires.
            Some(input) if !input.has_value(scenario) && Essential::of(input).is_none() => {
                warn(
                    "sources",
                    format!("“{path}” has a source but no value, so the source isn’t shown"),
                );
            }
            Some(_) => {}
        }
    }
    found
}

/// The horizon, and what happens before its end or not at all.
fn about_time(scenario: &Scenario, warn: &mut impl FnMut(&str, String)) {
    let horizon = scenario.horizon_months.whole();
    let lead_time = scenario.fine_tuning.lead_time_months.whole();
    if lead_time >= horizon {
        warn(
            "fine_tuning.lead_time_months",
            format!(
                "The fine-tuned model would go live after {}, but the time horizon ends after {horizon}",
                count_with_noun(f64::from(lead_time), "month")
            ),
        );
    }
    let given = scenario.workload.monthly_queries.len();
    if given > horizon as usize {
        warn(
            "workload.monthly_queries",
            format!(
                "{given} months of volume are entered, but only the {horizon} of the time horizon count"
            ),
        );
    }
    if given >= horizon as usize {
        warn(
            "workload.queries_per_month",
            "Not used: the volume by month covers the whole time horizon".to_owned(),
        );
    }
    about_the_prompted_model(scenario, warn);
    about_the_base_model(scenario, warn);
    let tuned = &scenario.fine_tuning;
    let by_date = tuned.base_model_retires_month.map(|month| month.base());
    let by_life = tuned
        .base_model_life_months
        .map(|life| f64::from(lead_time) + life.base());
    if let Some(retires) = by_date.or(by_life).map(f64::ceil) {
        let path = if by_date.is_some() {
            "fine_tuning.base_model_retires_month"
        } else {
            "fine_tuning.base_model_life_months"
        };
        if retires >= 1.0 && retires < f64::from(horizon) {
            let then = match scenario.fine_tuning.at_retirement {
                AtRetirement::Retrain => "retraining on the next one is included",
                AtRetirement::ReturnToPrompting => "prompting takes over",
            };
            warn(
                path,
                format!(
                    "The base model is retired at the end of month {retires}, within the time horizon: {then}"
                ),
            );
        }
    }
}

/// A prompted model that its provider shuts down before the horizon ends.
fn about_the_prompted_model(scenario: &Scenario, warn: &mut impl FnMut(&str, String)) {
    let prompting = &scenario.prompting;
    let change_costs =
        prompting.effort.hours_per_change.base() > 0.0 && scenario.hourly_rate.base() > 0.0;
    let then = if change_costs {
        "moving to the next one costs what a requirement change does"
    } else {
        "moving to the next one costs what a requirement change does, which is nothing yet"
    };
    let horizon = f64::from(scenario.horizon_months.whole());
    let stated = prompting.model_retires_month;
    let stated = stated.map(|month| month.base().ceil());
    let announced = Retirement::of_prompting(scenario);
    let announced = announced.filter(|end| end.is_within_horizon(scenario));
    let mut own = stated.map(|month| ("prompting.model_retires_month", month));
    if let Some(end) = announced {
        let month = f64::from(end.month_number(scenario));
        let what = match stated {
            None => "enter the month".to_owned(),
            Some(stated) if stated == month => {
                own = None;
                // At the horizon itself nothing is replaced.
                let is_last = month == horizon;
                (if is_last { "in its last month" } else { then }).to_owned()
            }
            Some(stated) => {
                format!("that is month {month} of this scenario, and month {stated} is entered")
            }
        };
        warn(
            end.path,
            format!("{}, within the horizon: {what}", end.sentence()),
        );
    } else if stated.is_none() {
        let life = prompting.model_life_months;
        own = life.map(|life| ("prompting.model_life_months", life.base().ceil()));
    }
    if let Some((path, month)) = own
        && month >= 1.0
        && month < horizon
    {
        warn(
            path,
            format!(
                "The prompted model is retired at the end of month {month}, within the time horizon: {then}"
            ),
        );
    }
}

/// A base model that its provider shuts down before the horizon ends.
fn about_the_base_model(scenario: &Scenario, warn: &mut impl FnMut(&str, String)) {
    let within = |end: &Retirement| end.is_within_horizon(scenario);
    let tuned = &scenario.fine_tuning;
    let Some(end) = Retirement::of_fine_tuning(scenario).filter(within) else {
        return;
    };
    if end.is_before_service(scenario) {
        warn(
            end.path,
            format!(
                "{}, within a month of go-live: choose another base model",
                end.sentence()
            ),
        );
    } else if tuned.base_model_retires_month.is_none() && tuned.base_model_life_months.is_none() {
        warn(
            "fine_tuning.base_model_retires_month",
            format!("{}, within the horizon: enter the month", end.sentence()),
        );
    }
}

/// Training, and the team's time.
fn about_the_team(scenario: &Scenario, warn: &mut impl FnMut(&str, String)) {
    if scenario.fine_tuning.training.runs.estimate() == Estimate::Exact(0.0) {
        warn(
            "fine_tuning.training.runs",
            "Zero training runs: training costs nothing except its evaluation".to_owned(),
        );
    }
    if scenario.has_team_hours() && scenario.hourly_rate.base() == 0.0 {
        warn(
            "hourly_rate",
            "Team hours are entered, but the hourly rate is zero".to_owned(),
        );
    }
    let data = &scenario.fine_tuning.data;
    let data_is_free = data.cost_per_example.base() == 0.0 && data.fixed_cost.base() == 0.0;
    let is_priced = scenario.prompting_is_priced() && scenario.fine_tuning_is_priced();
    // Without prices there is more to state than this.
    if is_priced && data_is_free && !scenario.has_team_hours() && scenario.hourly_rate.base() == 0.0
    {
        warn(
            "hourly_rate",
            "Data and team time cost nothing. Enter the cost per example, the hours and the hourly rate".to_owned(),
        );
    }
}

/// Pairs of which one isn't a range, so that nothing moves.
fn about_correlations(scenario: &Scenario, warn: &mut impl FnMut(&str, String)) {
    let ranges: Vec<&Input> = inputs::uncertain(scenario)
        .map(|(input, ..)| input)
        .collect();
    for pair in scenario
        .correlations
        .iter()
        .filter(|pair| pair.r.get() != 0.0)
    {
        let both = [&pair.a, &pair.b].map(|path| inputs::find(path));
        let [Some(a), Some(b)] = both else {
            continue;
        };
        let exact = [a, b].into_iter().find(|input| !ranges.contains(input));
        if let Some(exact) = exact {
            warn(
                "correlations",
                format!(
                    "“{}” and “{}” don’t move together, because “{}” is no range",
                    a.full_label(),
                    b.full_label(),
                    exact.full_label()
                ),
            );
        }
    }
}
