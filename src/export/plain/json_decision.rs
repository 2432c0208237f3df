//! The decision and the warnings in the report for programs. A recommendation is null while prices are missing.

use serde::Serialize;
use serde_json::{Value as Json, json};

use crate::decision::pilot::PilotSize;
use crate::decision::recommendation::Recommendation;
use crate::decision::words::flips::{FlipRow, FlipValue};
use crate::scenario::Scenario;
use crate::scenario::inputs::Value;
use crate::scenario::warnings::Warning;
use crate::scenario::words::with_plain_spaces;
use crate::study::Study;

#[derive(Serialize)]
pub(super) struct DecisionReport {
    recommendation: Option<&'static str>,
    month: Option<usize>,
    /// What to do and what was found, as the window says it.
    headline: String,
    /// The saving that is named first: what is expected if fine-tuning may fail, else the median with ranges, else that of the base case.
    saving: Option<f64>,
    why: Vec<String>,
    doubt: Option<DoubtReport>,
    /// The pilot that is worth most net of its cost; null where nothing could be learnt from one.
    pilot: Option<PilotReport>,
    against: Option<String>,
    missing: Vec<String>,
    flips: Vec<FlipReport>,
}

/// A pilot before fine-tuning.
#[derive(Serialize)]
struct PilotReport {
    examples: f64,
    cases: usize,
    cost: f64,
    /// The expected value of what its cases show.
    value: f64,
    passes_needed: Option<usize>,
}

impl From<&PilotSize> for PilotReport {
    fn from(pilot: &PilotSize) -> Self {
        Self {
            examples: pilot.examples,
            cases: pilot.cases,
            cost: pilot.cost,
            value: pilot.value,
            passes_needed: pilot.passes_needed,
        }
    }
}

/// What is most in doubt.
#[derive(Serialize)]
struct DoubtReport {
    input: Option<&'static str>,
    text: String,
}

#[derive(Serialize)]
struct FlipReport {
    input: Option<&'static str>,
    from: Json,
    to: Json,
    recommendation: &'static str,
    text: String,
}

#[derive(Serialize)]
pub(super) struct WarningReport<'a> {
    input: &'a str,
    text: String,
}

impl<'a> From<&'a Warning> for WarningReport<'a> {
    fn from(warning: &'a Warning) -> Self {
        Self {
            input: &warning.path,
            text: with_plain_spaces(&warning.text),
        }
    }
}

impl DecisionReport {
    pub(super) fn new(study: &Study, rows: &[FlipRow]) -> Self {
        let headline = study.headline();
        let advice = &study.decision_words().advice;
        let recommendation = study.decision().conclusion.recommendation;
        let is_known = headline.recommendation.is_some();
        Self {
            recommendation: is_known.then(|| recommendation.key()),
            month: match recommendation {
                Recommendation::Prepare { month } if is_known => Some(month),
                _ => None,
            },
            headline: with_plain_spaces(&headline.sentence()),
            saving: study.leading_saving().map(|saving| saving.amount),
            why: (advice.all_reasons())
                .filter(|_| is_known)
                .map(|reason| with_plain_spaces(reason))
                .collect(),
            against: is_known.then(|| with_plain_spaces(&advice.against)),
            missing: (advice.missing.iter())
                .map(|gap| with_plain_spaces(gap))
                .collect(),
            doubt: doubt(study),
            pilot: (study.decision().pilot.as_ref()).map(|pilot| pilot.best().into()),
            flips: rows.iter().map(|row| flip(row, &study.scenario)).collect(),
        }
    }
}

fn doubt(study: &Study) -> Option<DoubtReport> {
    let conclusion = &study.decision().conclusion;
    let input = conclusion.doubt.as_ref()?.input();
    let words = study.decision_words().advice.doubt.as_ref()?;
    Some(DoubtReport {
        input: input.map(|input| input.path),
        text: with_plain_spaces(&words.sentence()),
    })
}

fn flip(row: &FlipRow, scenario: &Scenario) -> FlipReport {
    FlipReport {
        input: row.input.map(|input| input.path),
        from: match row.input.map(|input| input.value(scenario)) {
            Some(Value::YesNo(answer)) => json!(answer),
            _ => json!(row.input.and_then(|input| input.base(scenario))),
        },
        to: match row.value {
            FlipValue::Number(value) => json!(value),
            FlipValue::Answer(answer) => json!(answer),
            FlipValue::Other => Json::Null,
        },
        recommendation: row.recommends.key(),
        text: with_plain_spaces(&row.sentence()),
    }
}
