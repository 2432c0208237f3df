//! Several scenarios side by side: what each comes to, and the inputs in which they differ.

use crate::scenario::inputs::{INPUTS, Value};
use crate::scenario::quantity::{count, money};
use crate::scenario::{Scenario, one_line};

use super::risk::percent;
use super::study::Study;
use super::verdict::month_of;

/// A row: a name, and a cell for each scenario.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// "Saving", "Prompting: answer".
    pub name: String,
    /// A cell for each scenario.
    pub cells: Vec<String>,
    /// Whether it is a result; else it is an input.
    pub is_result: bool,
}

/// What the scenarios come to, and their inputs: those that differ, or all of them.
pub fn rows(studies: &[Study], all_inputs: bool) -> Vec<Row> {
    let mut rows = results(studies);
    for input in INPUTS.iter() {
        // Names head the columns; notes are no figures.
        if matches!(input.path, "name" | "notes") {
            continue;
        }
        let values: Vec<Option<Value>> = studies
            .iter()
            .map(|study| {
                let scenario = &study.scenario;
                input.applies(scenario).then(|| input.value(scenario))
            })
            .collect();
        let there = |value: &Option<Value>| {
            let Some(value) = value else { return false };
            *value != Value::Absent && *value != Value::Numbers(Vec::new())
        };
        let differs = values.windows(2).any(|pair| pair[0] != pair[1]);
        if !(differs || all_inputs && values.iter().any(there)) {
            continue;
        }
        let cell = |(study, value): (&Study, &Option<Value>)| {
            if !there(value) {
                return "–".to_owned();
            }
            let text = match value {
                Some(Value::Numbers(numbers)) => format!("{} months given", numbers.len()),
                _ => input.text(&study.scenario),
            };
            let suffix = input.unit.suffix();
            format!("{text} {suffix}").trim_end().to_owned()
        };
        rows.push(Row {
            name: input.full_label(),
            cells: studies.iter().zip(&values).map(cell).collect(),
            is_result: false,
        });
    }
    rows
}

/// A result's name, and how it reads for a study.
type Said = (&'static str, fn(&Study) -> String);

fn results(studies: &[Study]) -> Vec<Row> {
    let said: [Said; 8] = [
        ("What to do", |study| {
            study.decision.advice.recommendation.label()
        }),
        ("Saving at base", |study| {
            money(study.analysis.saving(), &study.scenario.currency)
        }),
        ("Chance that it pays back", |study| match &study.risk {
            Some(risk) => percent(risk.cheaper),
            None => "all inputs exact".to_owned(),
        }),
        ("Break-even, month", |study| {
            let moment = study.analysis.break_even.moment();
            moment.map_or("never".to_owned(), |moment| month_of(moment).to_string())
        }),
        ("Break-even, queries", |study| {
            let moment = study.analysis.break_even.moment();
            moment.map_or("never".to_owned(), |moment| count(moment.queries))
        }),
        ("Prompting, total", |study| {
            total(&study.scenario, study.analysis.prompting.course.total())
        }),
        ("Fine-tuning, total", |study| {
            total(&study.scenario, study.analysis.fine_tuning.course.total())
        }),
        ("To start fine-tuning", |study| {
            total(&study.scenario, study.analysis.fine_tuning_upfront)
        }),
    ];
    said.into_iter()
        .map(|(name, cell)| Row {
            name: name.to_owned(),
            cells: studies.iter().map(cell).collect(),
            is_result: true,
        })
        .collect()
}

fn total(scenario: &Scenario, value: f64) -> String {
    money(value, &scenario.currency)
}

/// The currency of them all; `None` where they count in several: such amounts don't go over each other.
pub fn currency(studies: &[Study]) -> Option<&str> {
    let first = studies.first()?.scenario.currency.code();
    let same = studies
        .iter()
        .all(|study| study.scenario.currency.code() == first);
    same.then_some(first)
}

/// Longer names leave no room for what is said of them.
const NAME: usize = 40;

/// A scenario's name on one line, short enough for a title.
pub fn short_name(scenario: &Scenario) -> String {
    let name = one_line(scenario.title());
    match name.char_indices().nth(NAME) {
        Some((end, _)) => format!("{}…", name[..end].trim_end()),
        None => name,
    }
}

/// What several scenarios come to, by one of their amounts: "Fine-tuning saves most in “Ticket classifier”: $71.1k, and least in …".
fn finding_of(studies: &[Study], what: &str, amount: impl Fn(&Study) -> f64) -> String {
    let Some(first) = studies.first() else {
        return "Tick scenarios in the library to lay them over each other".to_owned();
    };
    if currency(studies).is_none() {
        let code = first.scenario.currency.code();
        let other = studies
            .iter()
            .find(|study| study.scenario.currency.code() != code)
            .unwrap_or(first);
        return format!(
            "“{}” counts in {}, “{}” in {code}: amounts in several currencies can’t be laid over each other",
            short_name(&other.scenario),
            other.scenario.currency.code(),
            short_name(&first.scenario),
        );
    }
    let by = |a: &&Study, b: &&Study| amount(a).total_cmp(&amount(b));
    let (most, least) = (
        studies.iter().max_by(by).unwrap_or(first),
        studies.iter().min_by(by).unwrap_or(first),
    );
    let said = |study: &Study| {
        let amount = money(amount(study), &study.scenario.currency);
        (short_name(&study.scenario), amount)
    };
    let ((most, amount), (least, other)) = (said(most), said(least));
    if studies.len() == 1 || amount == other {
        format!("{what} {amount} in “{most}”")
    } else {
        format!("{what} most in “{most}”: {amount}, and least in “{least}”: {other}")
    }
}

/// Where fine-tuning saves most, and where least.
pub fn finding(studies: &[Study]) -> String {
    finding_of(studies, "Fine-tuning saves", |study| {
        study.analysis.saving()
    })
}

/// Where prompting costs most, and where least.
pub fn finding_of_costs(studies: &[Study]) -> String {
    finding_of(studies, "Prompting costs", |study| {
        study.analysis.prompting.course.total()
    })
}
