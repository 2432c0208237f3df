//! The way from prompting to fine-tuning as a plan of one page, with dates: what is done when, and what must be true at the gate to go on.

use crate::analysis::ledger::{ALMOST, Ledger};
use crate::analysis::strategy::{Strategy, total};
use crate::scenario::inputs::{self, Value};
use crate::scenario::quantity::{count, counted, money};
use crate::scenario::{AtRetirement, Estimate, Scenario};

use super::evaluation::Known;

/// Headings with their sentences.
pub type Plan = Vec<(String, Vec<String>)>;

/// The plan for deciding after month `k`, with what is known of the answers. Its gate is looked for in hundreds of ledgers: not for use
/// while drawing.
pub fn plan(scenario: &Scenario, known: Known, k: usize) -> Plan {
    let ledger = Ledger::new(scenario);
    let amount = |value| money(value, &scenario.currency);
    // What happens at the end of month k happens before the month after it begins.
    let date = |k: usize| scenario.start.plus(k as i32).short();
    let serves = k + ledger.lead_time;
    let mut steps = Vec::new();
    if k > 0 {
        steps.push(format!(
            "{} to {}: prompting serves; evaluation cases are collected",
            date(0),
            date(k - 1)
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
            "{} to {}: the model is trained and evaluated; prompting goes on serving",
            date(k),
            date(prompted - 1)
        ));
    }
    if serves < ledger.months {
        steps.push(format!("{}: the tuned model serves", date(serves)));
        // At the horizon the ledger has no retraining any more, but the model is gone all the same.
        let gone = ledger
            .base_model_life
            .map(|life| serves + (life - ALMOST).ceil() as usize)
            .filter(|&month| month <= ledger.months);
        steps.extend(gone.map(|month| {
            let then = match ledger.at_retirement {
                _ if month == ledger.months => {
                    "what comes after it is beyond the horizon".to_owned()
                }
                AtRetirement::Retrain => format!("a retraining for {}", amount(ledger.retraining)),
                AtRetirement::ReturnToPrompting => "prompting takes over".to_owned(),
            };
            format!("{}: its base model is shut down; {then}", date(month))
        }));
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
            gate(scenario, known, &ledger, k),
        ),
    ]
}

/// Values that are looked at on either side of the planned one.
const STEPS: i32 = 60;
/// What a year's changes are looked at up to, where none are planned.
const MOST_CHANGES: f64 = 365.0;

/// The value, nearest to the planned one, at which switching after month k stops to pay, or begins to; `None` without any.
fn tips_at(planned: f64, pays: impl Fn(f64) -> Option<bool>) -> Option<f64> {
    let now = pays(planned)?;
    let roots = [-1.0, 1.0].map(|side: f64| {
        // A hundredfold either way; up from nothing where nothing is planned.
        let value = |step: i32| {
            let part = f64::from(step) / f64::from(STEPS);
            if planned > 0.0 {
                planned * 100_f64.powf(side * part)
            } else {
                side.max(0.0) * MOST_CHANGES * part * part
            }
        };
        let step = (1..=STEPS).find(|&step| pays(value(step)).is_some_and(|pays| pays != now))?;
        let (mut near, mut far) = (value(step - 1), value(step));
        for _ in 0..40 {
            let middle = f64::midpoint(near, far);
            if pays(middle).is_some_and(|pays| pays != now) {
                far = middle;
            } else {
                near = middle;
            }
        }
        Some(far)
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
    for path in ["workload.queries_per_month", "workload.monthly_queries"] {
        let input = inputs::find(path)?;
        let value = match input.value(scenario) {
            Value::Estimate(estimate) => Value::Estimate(estimate.map(|value| value * factor)),
            Value::Numbers(numbers) => {
                Value::Numbers(numbers.iter().map(|value| value * factor).collect())
            }
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
    let value = Value::Estimate(Estimate::Exactly(changes));
    input.set(&mut changed, value).ok()?;
    Some(changed)
}

/// Whether switching after month k pays.
fn pays(scenario: &Scenario, k: usize) -> bool {
    let ledger = Ledger::new(scenario);
    total(&ledger, Strategy::Prompting) > total(&ledger, Strategy::SwitchAt(k))
}

/// "Volume: at least 41,000 queries a month; planned are 50,000, as planned".
fn condition(name: &str, unit: &str, planned: f64, bound: Option<f64>, pays: bool) -> String {
    let plan = format!("planned are {}", count(planned));
    match bound {
        Some(bound) => {
            // It pays on the planned value's side of the bound if it pays there.
            let words = if (bound < planned) == pays {
                "at least"
            } else {
                "at most"
            };
            let met = if pays { "as planned" } else { "not as planned" };
            format!("{name}: {words} {} {unit}; {plan}, {met}", count(bound))
        }
        None if pays => format!("{name}: whatever they are, the switch pays; {plan} {unit}"),
        None => format!("{name}: no number of {unit} makes the switch pay; {plan}"),
    }
}

fn gate(scenario: &Scenario, known: Known, ledger: &Ledger, k: usize) -> Vec<String> {
    let planned = ledger.volume[k.min(ledger.months - 1)];
    let pays_now = pays(scenario, k);
    let volume = tips_at(1.0, |factor| Some(pays(&with_volume(scenario, factor)?, k)));
    let changes = scenario.workload.changes_per_year.base();
    let most_changes = tips_at(changes, |changes| {
        Some(pays(&with_changes(scenario, changes)?, k))
    });
    let criterion = known.criterion.words();
    let on = match known.needed {
        Some(needed) => format!("{} on each side", counted(needed.cases, "case")),
        None => "the same cases on both sides".to_owned(),
    };
    let so_far = known.evidence.map_or(String::new(), |evidence| {
        let met = if known.criterion.is_met_by(&evidence) {
            "shown"
        } else {
            "not shown"
        };
        format!(". So far {met}: {}", evidence.sentence())
    });
    vec![
        condition(
            "Volume",
            "queries a month",
            planned,
            volume.map(|factor| planned * factor),
            pays_now,
        ),
        format!("Pass rates: on {on} the tuned model {criterion}{so_far}"),
        condition(
            "Stable requirements",
            "changes a year",
            changes,
            most_changes,
            pays_now,
        ),
    ]
}
