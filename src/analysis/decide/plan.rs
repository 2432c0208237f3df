//! The way from prompting to fine-tuning as a plan of one page, with dates: what is done when, and what must be true at the gate to go on.

use crate::analysis::ledger::Ledger;
use crate::scenario::Scenario;
use crate::scenario::quantity::{count, money, significant};

use super::Decision;

/// The plan for deciding after month `k`: headings with their sentences.
pub fn plan(scenario: &Scenario, decision: &Decision, k: usize) -> Vec<(String, Vec<String>)> {
    let ledger = Ledger::new(scenario);
    let amount = |value| money(value, &scenario.currency);
    // What happens at the end of month k happens before the month after it begins.
    let date = |k: usize| scenario.start.plus(k as i32).short();
    let serves = k + ledger.lead_time;
    let mut steps = Vec::new();
    if k > 0 {
        steps.push(format!(
            "{} to {}: prompting serves; evaluation cases and examples are collected",
            date(0),
            date(k)
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
    } else {
        steps.push(format!(
            "The tuned model would serve only after the horizon, {}",
            date(ledger.months)
        ));
    }
    if let Some(life) = ledger.base_model_life {
        let gone = serves + life as usize;
        steps.push(format!("{}: its base model is shut down", date(gone)));
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
            gate(scenario, decision, &ledger, k),
        ),
    ]
}

fn gate(scenario: &Scenario, decision: &Decision, ledger: &Ledger, k: usize) -> Vec<String> {
    let mut gate = Vec::new();
    let planned = ledger.volume[k.min(ledger.months - 1)];
    let tipping = |path: &str| decision.tips.iter().find(|tip| tip.input.path == path);
    gate.push(match tipping("workload.queries_per_month") {
        // The whole course of the volume scales with its first month.
        Some(tip) if tip.base > 0.0 => {
            let needed = planned * tip.value / tip.base;
            let (bound, ok) = if tip.fine_tuning_above {
                ("at least", planned >= needed)
            } else {
                ("at most", planned <= needed)
            };
            let mark = if ok { "as planned" } else { "not as planned" };
            format!(
                "Volume: {bound} {} queries a month; planned are {}, {mark}",
                count(needed),
                count(planned)
            )
        }
        _ => format!(
            "Volume: no volume alone tips it; planned are {} queries a month",
            count(planned)
        ),
    });
    gate.push(match (decision.evidence, decision.needed) {
        (Some(evidence), _) => evidence.sentence(),
        (None, Some(needed)) => format!(
            "Pass rates: {} cases on each side, on which the tuned model passes more beyond chance",
            count(needed.cases)
        ),
        (None, None) => {
            "Pass rates: both sides evaluated on the same cases, the tuned model no worse"
                .to_owned()
        }
    });
    let changes = scenario.workload.changes_per_year.base();
    gate.push(match tipping("workload.changes_per_year") {
        Some(tip) => {
            let bound = if tip.fine_tuning_above {
                "at least"
            } else {
                "at most"
            };
            format!(
                "Stable requirements: {bound} {} changes a year; planned are {}",
                significant(tip.value, 2),
                significant(changes, 3)
            )
        }
        None => format!(
            "Stable requirements: no more than the {} changes a year that are planned",
            significant(changes, 3)
        ),
    });
    gate
}
