//! `breakeven inputs`: the table of inputs, for people and programs.

use clap::{Args, ValueEnum};
use serde::Serialize;
use serde_json::json;

use crate::scenario::inputs::{INPUTS, Input, Kind, Value};
use crate::scenario::quantity::Unit;
use crate::scenario::words::with_plain_spaces;
use crate::scenario::{Currency, Estimate, Scenario};

use super::terminal::print;

/// The arguments of `breakeven inputs`.
#[derive(Debug, Args)]
pub struct InputsArguments {
    /// How the table is written
    #[arg(long, value_enum, default_value_t = TableFormat::Md)]
    format: TableFormat,
}

/// How the table of inputs is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum TableFormat {
    /// A table in Markdown
    Md,
    /// JSON for programs
    Json,
}

#[derive(Serialize)]
struct Table {
    version: u32,
    inputs: Vec<InputReport>,
}

/// An input, as programs read it.
#[derive(Serialize)]
struct InputReport {
    path: &'static str,
    label: String,
    section: &'static str,
    kind: &'static str,
    unit: String,
    min: Option<f64>,
    max: Option<f64>,
    whole: bool,
    choices: Vec<&'static str>,
    optional: bool,
    default: serde_json::Value,
    help: &'static str,
}

impl From<&Input> for InputReport {
    fn from(input: &Input) -> Self {
        // What has no end has none in JSON either.
        let bound = |bound: f64| bound.is_finite().then_some(bound);
        let domain = input.domain();
        Self {
            path: input.path,
            label: input.full_label(),
            section: input.section.label(),
            kind: kind_of(input),
            unit: unit_of(input),
            min: domain.and_then(|domain| bound(domain.min)),
            max: domain.and_then(|domain| bound(domain.max)),
            whole: domain.is_some_and(|domain| domain.whole),
            choices: match input.kind {
                Kind::Choice(choices) => choices.iter().map(|(name, _)| *name).collect(),
                _ => Vec::new(),
            },
            optional: input.is_optional(),
            default: default_of(input),
            help: input.help,
        }
    }
}

/// The kind of its values, in a word.
fn kind_of(input: &Input) -> &'static str {
    match input.kind {
        Kind::Estimate { .. } => "number_or_range",
        Kind::Number { .. } => "number",
        Kind::Numbers { .. } => "numbers",
        Kind::Text => "text",
        Kind::Steps => "price_changes",
        Kind::Correlations => "correlations",
        Kind::Actuals => "bills",
        Kind::Choice(_) => "choice",
        Kind::YesNo => "yes_or_no",
        Kind::Group => "group",
    }
}

/// The unit of the numbers in files, where a percentage is a fraction. Money is in the scenario's currency.
fn unit_of(input: &Input) -> String {
    let suffix = input.unit.suffix();
    let suffix = suffix.trim();
    match input.unit {
        Unit::Money(words) => format!("currency {words}").trim().to_owned(),
        _ => match suffix.strip_prefix('%') {
            Some(words) => format!("fraction {}", words.trim()).trim().to_owned(),
            None => suffix.to_owned(),
        },
    }
}

fn default_of(input: &Input) -> serde_json::Value {
    match input.default_value() {
        Value::Absent | Value::Present => json!(null),
        Value::Estimate(Estimate::Exact(number)) => json!(number),
        Value::Estimate(Estimate::Range { low, high }) => json!({"low": low, "high": high}),
        Value::Estimate(Estimate::Pert { low, likely, high }) => {
            json!({"low": low, "likely": likely, "high": high})
        }
        Value::Numbers(numbers) => json!(numbers),
        Value::Text(text) => json!(text),
        Value::YesNo(answer) => json!(answer),
    }
}

/// Prints the table.
pub fn run(arguments: &InputsArguments) -> anyhow::Result<()> {
    match arguments.format {
        TableFormat::Json => {
            let table = Table {
                version: 1,
                inputs: INPUTS.iter().map(InputReport::from).collect(),
            };
            let text = serde_json::to_string_pretty(&table)?;
            print(|out| writeln!(out, "{text}"))
        }
        TableFormat::Md => print(|out| {
            writeln!(out, "| path | input | allowed | default | what it is |")?;
            writeln!(out, "| --- | --- | --- | --- | --- |")?;
            for input in INPUTS.iter() {
                let allowed = input.allowed(&Currency::default());
                let cells = [
                    format!("`{}`", input.path),
                    input.full_label(),
                    allowed,
                    default_in_words(input),
                    input.help.to_owned(),
                ];
                let cells = cells.map(|cell| with_plain_spaces(&cell).replace('|', "\\|"));
                writeln!(out, "| {} |", cells.join(" | "))?;
            }
            Ok(())
        }),
    }
}

fn default_in_words(input: &Input) -> String {
    if input.group.is_some() || matches!(input.kind, Kind::Group) {
        return "none".to_owned();
    }
    match input.text(&Scenario::default()) {
        text if text.is_empty() => "none".to_owned(),
        text => text,
    }
}
