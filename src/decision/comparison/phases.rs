//! Cost by phase, as the field's articles print it, beside what they call usual.

use crate::analysis::Analysis;
use crate::analysis::finding::calendar::months;
use crate::analysis::ledger::Ledger;
use crate::analysis::price::is_unpriced;
use crate::scenario::Scenario;
use crate::scenario::quantity::{count, money, per_query};

/// A line of the cost by phase, as the field's articles print it.
#[derive(Debug, Clone, PartialEq)]
pub struct PhaseLine {
    /// "Data collection".
    pub name: &'static str,
    /// Prompting's amount.
    pub prompting: String,
    /// Fine-tuning's amount.
    pub fine_tuning: String,
    /// What is usual for fine-tuning, in US dollars or queries: "$100–10,000".
    pub usual: &'static str,
    /// Said where the scenario leaves that.
    pub note: Option<&'static str>,
}

/// The usual ranges of the field's articles, in US dollars or queries.
const DATA: [f64; 2] = [100.0, 10_000.0];
const TRAINING: [f64; 2] = [50.0, 5_000.0];
const RETRAINING: [f64; 2] = [50.0, 5_000.0];
const BREAK_EVEN: [f64; 2] = [50_000.0, 100_000.0];

fn note([low, high]: [f64; 2], value: f64) -> Option<&'static str> {
    if value < low {
        Some("below what is usual")
    } else if value > high {
        Some("above what is usual")
    } else {
        None
    }
}

/// "Usually", and in which currency that is, where the scenario counts in another one.
pub fn usually(scenario: &Scenario) -> &'static str {
    if scenario.currency.code() == "USD" {
        "Usually"
    } else {
        "Usually (US dollars)"
    }
}

/// Cost by phase, side by side.
pub fn phases(scenario: &Scenario, analysis: &Analysis) -> Vec<PhaseLine> {
    let ledger = Ledger::new(scenario);
    let amount = |value| money(value, &scenario.currency);
    // The usual ranges are in dollars: of another currency they say nothing.
    let in_dollars = scenario.currency.code() == "USD";
    let money_note = |usual, value| note(usual, value).filter(|_| in_dollars);
    let none = || "none".to_owned();
    let line = |name, prompting, fine_tuning, usual, note| PhaseLine {
        name,
        prompting,
        fine_tuning,
        usual,
        note,
    };
    let is_unpriced = is_unpriced(scenario);
    let moment = analysis.break_even.moment().filter(|_| !is_unpriced);
    let queries = moment.map(|moment| moment.queries);
    vec![
        line(
            "Data collection",
            none(),
            amount(ledger.data_collection),
            "$100–10,000",
            money_note(DATA, ledger.data_collection),
        ),
        line(
            "Training",
            none(),
            amount(ledger.training_round),
            "$50–5,000",
            money_note(TRAINING, ledger.training_round),
        ),
        line(
            "Per query",
            per_query(analysis.prompting.per_query, &scenario.currency),
            per_query(analysis.fine_tuning.per_query, &scenario.currency),
            "",
            None,
        ),
        line(
            "Iteration",
            amount(ledger.prompting.change),
            format!("{} per retraining", amount(ledger.retraining)),
            "$50–5,000",
            money_note(RETRAINING, ledger.retraining),
        ),
        line(
            "Break-even volume",
            String::new(),
            match queries {
                Some(queries) => format!("{} queries", count(queries)),
                None if is_unpriced => "no prices yet".to_owned(),
                None => format!("not within {}", months(scenario.horizon_months.whole())),
            },
            "50,000–100,000 queries",
            queries.and_then(|queries| note(BREAK_EVEN, queries)),
        ),
    ]
}
