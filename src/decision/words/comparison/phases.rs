//! Cost by phase, as the field's articles print it, beside what they call usual.

use crate::analysis::finding::calendar::months;
use crate::decision::comparison::Comparison;
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
const USUAL_DATA: [f64; 2] = [100.0, 10_000.0];
const USUAL_TRAINING: [f64; 2] = [50.0, 5_000.0];
const USUAL_RETRAINING: [f64; 2] = [50.0, 5_000.0];
const USUAL_BREAK_EVEN_QUERIES: [f64; 2] = [50_000.0, 100_000.0];

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
pub(in crate::decision) fn phases(comparison: &Comparison) -> Vec<PhaseLine> {
    let (prompted, tuned) = (&comparison.prompting, &comparison.fine_tuning);
    let currency = &comparison.currency;
    let amount = |value| money(value, currency);
    // The usual ranges are in dollars: of another currency they say nothing.
    let in_dollars = currency.code() == "USD";
    let money_note = |usual, value| {
        if in_dollars { note(usual, value) } else { None }
    };
    let none = || "none".to_owned();
    let queries = comparison.break_even_queries;
    let line = |name, prompting, fine_tuning, usual, note| PhaseLine {
        name,
        prompting,
        fine_tuning,
        usual,
        note,
    };
    vec![
        line(
            "Data collection",
            none(),
            amount(comparison.data_collection),
            "$100–10,000",
            money_note(USUAL_DATA, comparison.data_collection),
        ),
        line(
            "Training",
            none(),
            amount(comparison.training_round),
            "$50–5,000",
            money_note(USUAL_TRAINING, comparison.training_round),
        ),
        line(
            "Per query",
            per_query(prompted.per_query, currency),
            per_query(tuned.per_query, currency),
            "",
            None,
        ),
        line(
            "Iteration",
            amount(prompted.change),
            format!("{} per retraining", amount(tuned.change)),
            "$50–5,000",
            money_note(USUAL_RETRAINING, tuned.change),
        ),
        line(
            "Break-even volume",
            String::new(),
            match queries {
                Some(queries) => format!("{} queries", count(queries)),
                None if comparison.is_unpriced => "no prices yet".to_owned(),
                None => format!("not within {}", months(comparison.horizon_months)),
            },
            "50,000–100,000 queries",
            queries.and_then(|queries| note(USUAL_BREAK_EVEN_QUERIES, queries)),
        ),
    ]
}
