//! The way from prompting to fine-tuning as a plan of one page, with dates: what is done when, and what must be true at the gate to go on.

use crate::analysis::ledger::{Ledger, retires_at};
use crate::analysis::strategy::{Strategy, total};
use crate::scenario::domain::{Bounds, Changes, MAX_NUMBER};
use crate::scenario::inputs::{self, Value};
use crate::scenario::quantity::{self, Unit, count, count_with_noun, distinguishable, money};
use crate::scenario::{AtRetirement, Estimate, Scenario};

use super::evaluation::EvaluationStatus;
use super::evaluation::criterion::Judgement;

/// Headings with their sentences.
pub type Roadmap = Vec<(String, Vec<String>)>;

/// The plan for deciding after month `k`, with what is known of the answers. Its gate is looked for in hundreds of ledgers: not for use
/// while drawing.
pub fn roadmap(scenario: &Scenario, evaluation: &EvaluationStatus, k: usize) -> Roadmap {
    let ledger = Ledger::new(scenario);
    let amount = |value| money(value, &scenario.currency);
    // What happens at the end of month k happens before the month after it begins.
    let date = |k: usize| scenario.start.plus(k as i32).short();
    let span = |from: usize, to: usize| {
        let (from, to) = (date(from), date(to));
        if from == to {
            from
        } else {
            format!("{from} to {to}")
        }
    };
    let serves = k + ledger.lead_time;
    let mut steps = Vec::new();
    if k > 0 {
        steps.push(format!(
            "{}: prompting serves; evaluation cases are collected",
            span(0, k - 1)
        ));
    }
    steps.push(format!(
        "{}: the gate. Going on costs {}: {} of data, {} of training, {} of set-up",
        date(k),
        amount(ledger.upfront().total()),
        amount(ledger.data_collection),
        amount(ledger.training_round),
        amount(ledger.fine_tuning.setup)
    ));
    let prompted = serves.min(ledger.months);
    if prompted > k {
        steps.push(format!(
            "{}: the model is trained and evaluated; prompting goes on serving",
            span(k, prompted - 1)
        ));
    }
    if serves < ledger.months {
        steps.push(format!("{}: the tuned model serves", date(serves)));
        for (months, then) in retirements(&ledger, serves, amount) {
            let dates: Vec<String> = months.into_iter().map(date).collect();
            let dates = dates.join(", ");
            steps.push(format!("{dates}: its base model is shut down; {then}"));
        }
    } else {
        steps.push(format!(
            "The tuned model would serve only after the horizon, {}",
            date(ledger.months)
        ));
    }
    vec![
        (
            match k {
                0 => "The plan for deciding at once".to_owned(),
                k => format!("The plan for deciding after month {k}"),
            },
            steps,
        ),
        (
            "What must be true at the gate".to_owned(),
            gate(scenario, evaluation, &ledger, k),
        ),
    ]
}

/// Months at whose end base models of a tuned model that serves after month `before` are shut down, with what happens then.
fn retirements(
    ledger: &Ledger,
    before: usize,
    amount: impl Fn(f64) -> String,
) -> Vec<(Vec<usize>, String)> {
    let mut retired: Vec<usize> = ledger.retirements(before).collect();
    let mut found = Vec::new();
    if ledger.at_retirement == AtRetirement::ReturnToPrompting && !retired.is_empty() {
        retired.truncate(1);
        return vec![(retired, "prompting takes over".to_owned())];
    }
    if !retired.is_empty() {
        let each = if retired.len() > 1 { " each time" } else { "" };
        let retraining = amount(ledger.retraining);
        found.push((retired, format!("a retraining for {retraining}{each}")));
    }
    // At the horizon the ledger has no retraining any more, but the model is gone all the same.
    let end = ledger.months;
    let gone = |life| retires_at(end, life, before, end + 1);
    if ledger.base_model_life.is_some_and(gone) {
        let beyond = "what comes after it is beyond the horizon".to_owned();
        found.push((vec![end], beyond));
    }
    found
}

/// Values that are looked at closely on either side of the planned one, up to a hundredfold.
const STEPS: i32 = 60;
/// Beyond these, so many of ten times each.
const FAR_STEPS: i32 = 10;

/// The values on one side of a planned one at which it is looked whether switching still pays: dense at first, then far apart, up to the
/// last one that there is.
fn looked_at(planned: f64, up: bool, most: f64) -> impl Iterator<Item = f64> {
    let side = if up { 1.0 } else { -1.0 };
    let part = |step: i32| f64::from(step) / f64::from(STEPS);
    let near = (0..=STEPS).map(move |step| match (planned > 0.0, up) {
        (true, _) => planned * 100_f64.powf(side * part(step)),
        // From nothing there is no multiple, and no way down.
        (false, true) => most * part(step).powi(2),
        (false, false) => 0.0,
    });
    let far = (1..=FAR_STEPS).map(move |step| planned * 10_f64.powf(side * f64::from(2 + step)));
    let last = if up { most } else { 0.0 };
    let all = near.chain(far).filter(move |value| *value <= most);
    all.chain(std::iter::once(last))
}

/// The value, nearest to the planned one, at which switching after month k stops to pay, or begins to; `None` without any up to `most`.
fn tips_at(planned: f64, most: f64, pays: impl Fn(f64) -> Option<bool>) -> Option<f64> {
    let now = pays(planned)?;
    let differs = |value: f64| pays(value).is_some_and(|pays| pays != now);
    // On the side on which it pays: what is said of it has to hold.
    let roots = [true, false].map(|up| {
        let mut near = planned;
        let mut far = looked_at(planned, up, most).find(|value| {
            let found = differs(*value);
            if !found {
                near = *value;
            }
            found
        })?;
        for _ in 0..40 {
            let middle = f64::midpoint(near, far);
            if differs(middle) {
                far = middle;
            } else {
                near = middle;
            }
        }
        Some(if now { near } else { far })
    });
    let far = |value: f64| (value.max(1e-9) / planned.max(1e-9)).ln().abs();
    roots
        .into_iter()
        .flatten()
        .min_by(|a, b| far(*a).total_cmp(&far(*b)))
}

/// The scenario with a volume so many times as large.
fn with_volume(scenario: &Scenario, factor: f64) -> Option<Scenario> {
    let mut changed = scenario.clone();
    let scaled = |value: f64| (value * factor).min(MAX_NUMBER);
    for path in ["workload.queries_per_month", "workload.monthly_queries"] {
        let input = inputs::find(path)?;
        let value = match input.value(scenario) {
            Value::Estimate(estimate) => Value::Estimate(estimate.map(scaled)),
            Value::Numbers(numbers) => Value::Numbers(numbers.into_iter().map(scaled).collect()),
            other => other,
        };
        input.set(&mut changed, value).ok()?;
    }
    Some(changed)
}

/// The scenario with so many changes a year.
fn with_changes(scenario: &Scenario, changes: f64) -> Option<Scenario> {
    let mut changed = scenario.clone();
    let input = inputs::find("workload.changes_per_year")?;
    let value = Value::Estimate(Estimate::Exact(changes));
    input.set(&mut changed, value).ok()?;
    Some(changed)
}

/// Whether switching after month k pays.
fn pays(scenario: &Scenario, k: usize) -> bool {
    let ledger = Ledger::new(scenario);
    total(&ledger, Strategy::Prompting) > total(&ledger, Strategy::SwitchAt(k))
}

/// "Volume: at least 41,000 queries a month (50,000 planned, so it holds)". `pays` says it of any value.
fn condition(
    name: &str,
    unit: &str,
    planned: f64,
    bound: Option<f64>,
    pays: impl Fn(f64) -> bool,
) -> String {
    let as_planned = pays(planned);
    match bound {
        Some(bound) => {
            let [bound_text, planned_text] = distinguishable([bound, planned], Unit::None);
            // As it is written it may be just past.
            let written = match quantity::parse(&bound_text, Unit::None) {
                Ok(Estimate::Exact(written)) => written,
                _ => bound,
            };
            // It pays on the planned value's side of the bound if it pays there.
            let words = match ((bound < planned) == as_planned, pays(written)) {
                (true, true) => "at least",
                (true, false) => "more than",
                (false, true) => "at most",
                (false, false) => "fewer than",
            };
            let holds = if as_planned {
                "holds"
            } else {
                "doesn’t hold"
            };
            format!("{name}: {words} {bound_text} {unit} ({planned_text} planned, so it {holds})")
        }
        None if as_planned => format!(
            "{name}: the switch pays at any number of {unit} ({} planned)",
            count(planned)
        ),
        None => format!(
            "{name}: no number of {unit} makes the switch pay ({} planned)",
            count(planned)
        ),
    }
}

/// What the pass rates have to be, and whether that has been shown.
fn pass_rates(evaluation: &EvaluationStatus) -> String {
    let criterion = evaluation.criterion.words();
    let on = match evaluation.needed {
        Some(needed) => format!("on {} on each side ", count_with_noun(needed.cases, "case")),
        None => String::new(),
    };
    match (evaluation.sentence(), evaluation.judgement()) {
        (Some(shown), Judgement::Shown) => {
            format!("Pass rates: the tuned model {criterion}, as has been shown. {shown}")
        }
        (Some(so_far), _) => {
            format!("Pass rates: {on}the tuned model {criterion}. So far not shown: {so_far}")
        }
        (None, _) => format!("Pass rates: {on}the tuned model {criterion}"),
    }
}

/// Beyond this there is no volume, so no multiple of one either.
const MOST_TIMES: f64 = MAX_NUMBER;

fn gate(
    scenario: &Scenario,
    evaluation: &EvaluationStatus,
    ledger: &Ledger,
    k: usize,
) -> Vec<String> {
    let planned = ledger.volume[k.min(ledger.months - 1)];
    let at_times = |times: f64| Some(pays(&with_volume(scenario, times)?, k));
    let times = tips_at(1.0, MOST_TIMES, at_times);
    let changes = scenario.workload.changes_per_year.base();
    let at_changes = |changes: f64| Some(pays(&with_changes(scenario, changes)?, k));
    let most_changes = tips_at(changes, Changes::DOMAIN.max, at_changes);
    let pays_at = |times| at_times(times) == Some(true);
    let volume = if planned > 0.0 {
        let bound = times.map(|times| planned * times);
        condition("Volume", "queries a month", planned, bound, |volume| {
            pays_at(volume / planned)
        })
    } else {
        // A month without queries has no multiple of them: all months are told together.
        condition("Volume", "times the planned one", 1.0, times, pays_at)
    };
    vec![
        volume,
        pass_rates(evaluation),
        condition(
            "Stable requirements",
            "changes a year",
            changes,
            most_changes,
            |changes| at_changes(changes) == Some(true),
        ),
    ]
}
