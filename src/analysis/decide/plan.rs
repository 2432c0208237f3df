//! The way from prompting to fine-tuning as a plan of one page, with dates: what is done when, and what must be true at the gate to go on.

use crate::analysis::ledger::Ledger;
use crate::analysis::strategy::{Strategy, total};
use crate::scenario::inputs::{self, Value};
use crate::scenario::quantity::{count, money, significant};
use crate::scenario::{AtRetirement, Scenario};

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
    let prompted = serves.min(ledger.months);
    if prompted > 0 {
        steps.push(format!(
            "{} to {}: prompting serves; evaluation cases and examples are collected",
            date(0),
            date(prompted - 1)
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
    if serves < ledger.months {
        steps.push(format!("{}: the tuned model serves", date(serves)));
        let gone = (serves + 1..ledger.months).find(|&month| ledger.retires_at(month, serves));
        steps.extend(gone.map(|month| {
            let then = match ledger.at_retirement {
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

/// Factors of a planned value that are looked at, around 1.
const FACTORS: i32 = 60;

/// The factor of a planned value, nearest to 1, at which switching after month k stops to pay, or begins to; `None` without any.
fn tips_at(
    scenario: &Scenario,
    k: usize,
    scaled: impl Fn(&Scenario, f64) -> Option<Scenario>,
) -> Option<f64> {
    let saving = |factor: f64| {
        let ledger = Ledger::new(&scaled(scenario, factor)?);
        Some(total(&ledger, Strategy::Prompting) - total(&ledger, Strategy::SwitchAt(k)))
    };
    let pays = saving(1.0)? > 0.0;
    let roots = [-1.0, 1.0].map(|side: f64| {
        // A hundredfold either way.
        let factor = |step: i32| 100_f64.powf(side * f64::from(step) / f64::from(FACTORS));
        let step = (1..=FACTORS)
            .find(|&step| saving(factor(step)).is_some_and(|saving| (saving > 0.0) != pays))?;
        let (mut near, mut far) = (factor(step - 1), factor(step));
        for _ in 0..40 {
            let middle = f64::midpoint(near, far);
            if saving(middle).is_some_and(|saving| (saving > 0.0) != pays) {
                far = middle;
            } else {
                near = middle;
            }
        }
        Some(far)
    });
    roots
        .into_iter()
        .flatten()
        .min_by(|a, b| a.ln().abs().total_cmp(&b.ln().abs()))
}

fn scaled(scenario: &Scenario, paths: &[&str], factor: f64) -> Option<Scenario> {
    let mut changed = scenario.clone();
    for path in paths {
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

/// "at least 41,000", "at most 41,000": where switching after month k pays, it does on its side.
fn bound(scenario: &Scenario, k: usize, paths: &[&str], planned: f64) -> Option<(String, bool)> {
    let factor = tips_at(scenario, k, |scenario, factor| {
        scaled(scenario, paths, factor)
    })?;
    let ledger = Ledger::new(scenario);
    let pays = total(&ledger, Strategy::Prompting) > total(&ledger, Strategy::SwitchAt(k));
    // It pays on the side of 1 if it pays at 1.
    let words = if (factor < 1.0) == pays {
        "at least"
    } else {
        "at most"
    };
    Some((format!("{words} {}", count(planned * factor)), pays))
}

fn gate(scenario: &Scenario, known: Known, ledger: &Ledger, k: usize) -> Vec<String> {
    let planned = ledger.volume[k.min(ledger.months - 1)];
    let met = |met: bool| if met { "as planned" } else { "not as planned" };
    let volume = ["workload.queries_per_month", "workload.monthly_queries"];
    let volume = match bound(scenario, k, &volume, planned) {
        Some((bound, pays)) => format!(
            "Volume: {bound} queries a month; planned are {}, {}",
            count(planned),
            met(pays)
        ),
        None => format!(
            "Volume: no other volume changes the answer; planned are {} queries a month",
            count(planned)
        ),
    };
    let criterion = match known.needed {
        Some(needed) => format!(
            "Pass rates: {} cases on each side, on which the tuned model passes more beyond chance",
            count(needed.cases)
        ),
        None => "Pass rates: both sides evaluated on the same cases, the tuned model no worse"
            .to_owned(),
    };
    let so_far = known.evidence.map_or(String::new(), |evidence| {
        format!(". So far: {}", evidence.sentence())
    });
    let changes = scenario.workload.changes_per_year.base();
    let stable = match bound(scenario, k, &["workload.changes_per_year"], changes) {
        Some((bound, pays)) if changes > 0.0 => format!(
            "Stable requirements: {bound} changes a year; planned are {}, {}",
            significant(changes, 3),
            met(pays)
        ),
        _ => format!(
            "Stable requirements: no more than the {} changes a year that are planned",
            significant(changes, 3)
        ),
    };
    vec![volume, format!("{criterion}{so_far}"), stable]
}
