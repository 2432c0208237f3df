//! Several scenarios side by side: the results of each, and the inputs in which they differ.

use crate::analysis::breakeven::Moment;
use crate::analysis::finding::calendar::month_of;
use crate::analysis::price::is_unpriced;
use crate::scenario::inputs::{INPUTS, Input, Value};
use crate::scenario::quantity::{Unit, count, money, percent};
use crate::scenario::{Estimate, short_name};

use super::Study;

/// A row: a name, and a cell for each scenario.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// "Saving", "Prompting: answer".
    pub name: String,
    /// What its numbers count, in the file's own units: "USD per 1M", "share", "tokens".
    pub unit: String,
    /// A cell for each scenario.
    pub cells: Vec<Cell>,
    /// Whether the row is a result; otherwise it is an input.
    pub is_result: bool,
}

/// A scenario's cell in a row.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// The value to read: "$30.8k", "–".
    pub text: String,
    /// The value to calculate with; `None` if it isn't a single number.
    pub value: Option<f64>,
}

impl Cell {
    fn number(text: String, value: f64) -> Self {
        Self {
            text,
            value: Some(value),
        }
    }

    fn text(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            value: None,
        }
    }
}

/// The results of the scenarios, and their inputs: only those that differ, or with `all_inputs` every one that a scenario states.
pub fn rows(studies: &[Study], all_inputs: bool) -> Vec<Row> {
    let mut rows = results(studies);
    for input in INPUTS.iter() {
        // The names are the heads of the columns, and notes can't be compared.
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
        let differs = values.windows(2).any(|pair| pair[0] != pair[1]);
        if !(differs || all_inputs && values.iter().flatten().any(is_stated)) {
            continue;
        }
        let cells = studies.iter().zip(&values);
        rows.push(Row {
            name: input.full_label(),
            unit: unit(input.unit, common_currency(studies)),
            cells: cells
                .map(|(study, value)| input_cell(input, study, value.as_ref()))
                .collect(),
            is_result: false,
        });
    }
    rows
}

/// Whether an input has a value.
fn is_stated(value: &Value) -> bool {
    *value != Value::Absent && *value != Value::Numbers(Vec::new())
}

fn input_cell(input: &Input, study: &Study, value: Option<&Value>) -> Cell {
    let Some(value) = value.filter(|value| is_stated(value)) else {
        return Cell::text("–");
    };
    let text = match value {
        Value::Numbers(numbers) => format!("{} months given", numbers.len()),
        _ => input.text(&study.scenario),
    };
    let suffix = input.unit.suffix();
    let text = format!("{text} {suffix}").trim_end().to_owned();
    match value {
        Value::Estimate(Estimate::Exact(value)) => Cell::number(text, *value),
        _ => Cell::text(text),
    }
}

/// The unit of a row in words: "USD per 1M", "share", "tokens".
fn unit(unit: Unit, currency: Option<&str>) -> String {
    let words = match unit {
        Unit::None => String::new(),
        Unit::Count(words) => words.to_owned(),
        Unit::Percent(words) => format!("share {words}"),
        Unit::Money(words) => format!("{} {words}", currency.unwrap_or("own currency")),
    };
    words.trim_end().to_owned()
}

/// A result as a row of the comparison.
struct ResultRow {
    name: &'static str,
    unit: Unit,
    cell: fn(&Study) -> Cell,
}

const RESULTS: [ResultRow; 8] = [
    ResultRow {
        name: "What to do",
        unit: Unit::None,
        cell: |study| Cell::text(study.decision().advice.recommendation.label()),
    },
    ResultRow {
        name: "Saving at base",
        unit: Unit::Money(""),
        cell: |study| money_cell(study, study.analysis.saving()),
    },
    ResultRow {
        name: "Chance that it pays back",
        unit: Unit::Percent(""),
        cell: |study| match study.risk() {
            Some(risk) => Cell::number(percent(risk.probability_cheaper), risk.probability_cheaper),
            None if is_unpriced(&study.scenario) => Cell::text("no prices yet"),
            None => Cell::text("all inputs exact"),
        },
    },
    ResultRow {
        name: "Break-even, month",
        unit: Unit::Count("months"),
        cell: |study| {
            break_even_cell(study, |moment| {
                Cell::number(month_of(moment).to_string(), moment.month)
            })
        },
    },
    ResultRow {
        name: "Break-even, queries",
        unit: Unit::Count("queries"),
        cell: |study| {
            break_even_cell(study, |moment| {
                Cell::number(count(moment.queries), moment.queries)
            })
        },
    },
    ResultRow {
        name: "Prompting, total",
        unit: Unit::Money(""),
        cell: |study| money_cell(study, study.analysis.prompting.cost_path.total()),
    },
    ResultRow {
        name: "Fine-tuning, total",
        unit: Unit::Money(""),
        cell: |study| money_cell(study, study.analysis.fine_tuning.cost_path.total()),
    },
    ResultRow {
        name: "To start fine-tuning",
        unit: Unit::Money(""),
        cell: |study| money_cell(study, study.analysis.fine_tuning_upfront),
    },
];

fn results(studies: &[Study]) -> Vec<Row> {
    RESULTS
        .iter()
        .map(|result| Row {
            name: result.name.to_owned(),
            unit: unit(result.unit, common_currency(studies)),
            cells: studies.iter().map(result.cell).collect(),
            is_result: true,
        })
        .collect()
}

fn break_even_cell(study: &Study, cell: impl Fn(Moment) -> Cell) -> Cell {
    if is_unpriced(&study.scenario) {
        return Cell::text("no prices yet");
    }
    let moment = study.analysis.break_even.moment();
    moment.map_or(Cell::text("never"), cell)
}

fn money_cell(study: &Study, value: f64) -> Cell {
    Cell::number(money(value, &study.scenario.currency), value)
}

/// The currency that all studies count in. `None` if there are several, whose amounts can't be compared, or no studies.
pub fn common_currency(studies: &[Study]) -> Option<&str> {
    let first = studies.first()?.scenario.currency.code();
    let same = studies
        .iter()
        .all(|study| study.scenario.currency.code() == first);
    same.then_some(first)
}

/// The finding about one amount of several scenarios: "Fine-tuning saves most in “Ticket classifier”: $71.1k, and least in …".
fn finding_of(studies: &[Study], what: &str, amount: impl Fn(&Study) -> f64) -> String {
    let Some(first) = studies.first() else {
        return "Tick scenarios in the library to lay them over each other".to_owned();
    };
    if common_currency(studies).is_none() {
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
    let by_amount = |a: &&Study, b: &&Study| amount(a).total_cmp(&amount(b));
    let named_amount = |study: &Study| {
        let amount = money(amount(study), &study.scenario.currency);
        (short_name(&study.scenario), amount)
    };
    let (largest, most) = named_amount(studies.iter().max_by(by_amount).unwrap_or(first));
    let (smallest, least) = named_amount(studies.iter().min_by(by_amount).unwrap_or(first));
    if studies.len() == 1 || most == least {
        format!("{what} {most} in “{largest}”")
    } else {
        format!("{what} most in “{largest}”: {most}, and least in “{smallest}”: {least}")
    }
}

/// The scenarios in which fine-tuning saves most and least, as a sentence.
pub fn savings_finding(studies: &[Study]) -> String {
    finding_of(studies, "Fine-tuning saves", |study| {
        study.analysis.saving()
    })
}

/// The scenarios in which prompting costs most and least, as a sentence.
pub fn costs_finding(studies: &[Study]) -> String {
    finding_of(studies, "Prompting costs", |study| {
        study.analysis.prompting.cost_path.total()
    })
}
