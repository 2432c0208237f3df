//! Cost by phase, as the field's articles print it, beside what they call usual.

use crate::analysis::finding::calendar::span;
use crate::decision::comparison::{Comparison, Usual, UsualRange};
use crate::scenario::quantity::{count_with_noun, full_count, money, with_unit};
use crate::scenario::{Currency, Scenario};

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
    pub usual: String,
    /// Said of fine-tuning's amount if it isn't in that range.
    pub note: Option<&'static str>,
}

/// What is said of a value beside what is usual.
fn note(place: Usual) -> Option<&'static str> {
    match place {
        Usual::Below => Some("below typical"),
        Usual::Within => None,
        Usual::Above => Some("above typical"),
    }
}

/// "$100–10,000".
fn dollars(usual: UsualRange) -> String {
    format!("${}", range(usual))
}

/// "100–10,000".
fn range(usual: UsualRange) -> String {
    let [low, high] = [usual.low, usual.high].map(|end| full_count(end as usize));
    format!("{low}–{high}")
}

/// "Typical", and in which currency that is, where the scenario counts in another one.
pub fn usually(scenario: &Scenario) -> &'static str {
    if scenario.currency.is_us_dollar() {
        "Typical"
    } else {
        "Typical (US dollars)"
    }
}

/// Cost by phase, side by side.
pub(in crate::decision::words) fn phases(
    comparison: &Comparison,
    currency: &Currency,
) -> Vec<PhaseLine> {
    let (prompted, tuned) = (&comparison.prompting, &comparison.fine_tuning);
    let amount = |value| money(value, currency);
    let amount_note = |usual, value| comparison.place_of_amount(usual, value).and_then(note);
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
            dollars(UsualRange::DATA_USD),
            amount_note(UsualRange::DATA_USD, comparison.data_collection),
        ),
        line(
            "Training",
            none(),
            amount(comparison.training_round),
            dollars(UsualRange::TRAINING_USD),
            amount_note(UsualRange::TRAINING_USD, comparison.training_round),
        ),
        line(
            "Per 1,000\u{a0}queries",
            amount(1000.0 * prompted.per_query),
            amount(1000.0 * tuned.per_query),
            String::new(),
            None,
        ),
        line(
            "Changes and retraining",
            amount(prompted.change),
            format!("{} each", amount(tuned.change)),
            dollars(UsualRange::RETRAINING_USD),
            amount_note(UsualRange::RETRAINING_USD, tuned.change),
        ),
        line(
            "Break-even volume",
            String::new(),
            match queries {
                Some(queries) => count_with_noun(queries, "query"),
                None if comparison.is_unpriced => "no prices yet".to_owned(),
                None => format!("not within {}", span(comparison.horizon_months)),
            },
            with_unit(&range(UsualRange::BREAK_EVEN_QUERIES), "queries"),
            queries.and_then(|queries| note(UsualRange::BREAK_EVEN_QUERIES.place(queries))),
        ),
    ]
}
