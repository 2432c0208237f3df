//! Each field of a file alone: right values, wrong ones, and what an error says. The tests iterate over the table of inputs.
//!
//! - [`table`]: the table has every field, with its domain; [`accepted`] and [`refused`]: values right and wrong

mod accepted;
mod refused;
mod table;

use breakeven::files::format::FormatError;
use breakeven::scenario::Estimate;
use breakeven::scenario::inputs::{Input, Kind, Value};

use super::read;

/// A file in which one input has the value `text`, each level of its path on a line of its own.
struct FieldFile {
    text: String,
    /// Where the value stands.
    line: usize,
    column: usize,
}

fn file_with(input: &Input, value: &str) -> FieldFile {
    let parts: Vec<_> = input.path.split('.').collect();
    let mut lines = vec!["(".to_owned(), "version: 2,".to_owned()];
    lines.extend(
        parts[..parts.len() - 1]
            .iter()
            .map(|part| format!("{part}: (")),
    );
    let name = parts[parts.len() - 1];
    // An evaluation is stated whole or not at all.
    if input.group == Some("decision.evaluation") {
        let siblings = [
            "cases: 1000000",
            "prompting_passed: 0",
            "fine_tuned_passed: 0",
        ];
        let others = siblings
            .into_iter()
            .filter(|sibling| !sibling.starts_with(name));
        lines.extend(others.map(|sibling| format!("{sibling},")));
    }
    let field = format!("    {name}: ");
    lines.push(format!("{field}{value},"));
    let line = lines.len();
    lines.extend(vec!["),".to_owned(); parts.len() - 1]);
    lines.push(")".to_owned());
    FieldFile {
        text: lines.join("\n"),
        line,
        column: field.chars().count() + 1,
    }
}

/// The file is refused, and the error is about this value of this input, at its place.
#[track_caller]
fn assert_refused(input: &Input, value: &str) -> FormatError {
    let file = file_with(input, value);
    let Err(error) = read(&file.text) else {
        panic!("{}: {value} was accepted", input.path);
    };
    let context = format!("{error}, for {value} in\n{}", file.text);
    let last_line = file.line + value.matches('\n').count();
    assert!(
        (file.line..=last_line).contains(&error.line),
        "not at line {}: {context}",
        file.line
    );
    // At the value, at the blank before it or right after it.
    let (start, end) = (file.column - 1, file.column + value.chars().count() + 1);
    assert!(
        (start..=end).contains(&error.column),
        "not at column {start} to {end}: {context}"
    );
    let field = error.field.split('[').next().unwrap();
    // Within a range or a list, its part may be named too.
    assert!(
        field == input.path || field.starts_with(&format!("{}.", input.path)),
        "not {}: {context}",
        input.path
    );
    assert!(!error.problem.is_empty());
    let shown = error.to_string();
    assert!(
        shown.contains(&format!("line {}, column {}", error.line, error.column)),
        "{shown}"
    );
    assert!(shown.contains(input.path), "{shown}");
    error
}

/// A right value of an input that isn't its default, as a file has it, and as the table does.
fn right_values(input: &Input) -> Vec<(String, Value)> {
    let exactly = |number: f64| (number.to_string(), Value::Estimate(Estimate::Exact(number)));
    match input.kind {
        Kind::Estimate { domain, .. } => {
            // Every domain is at least 1 wide.
            let [low, likely, high] = [0.125, 0.25, 0.5].map(|place| domain.min + place);
            vec![
                exactly(low),
                exactly(domain.min),
                exactly(domain.max),
                (
                    format!("(low: {low}, high: {high})"),
                    Value::Estimate(Estimate::Range { low, high }),
                ),
                (
                    format!("(low: {low}, likely: {likely}, high: {high})"),
                    Value::Estimate(Estimate::Pert { low, likely, high }),
                ),
            ]
        }
        // No more cases are passed than there are.
        Kind::Number { .. } if input.group == Some("decision.evaluation") => {
            [0.0, 7.0].map(exactly).to_vec()
        }
        Kind::Number { domain, .. } => [domain.min, domain.max, domain.nearest(7.0)]
            .map(exactly)
            .to_vec(),
        Kind::Numbers { .. } => vec![
            (
                "[1, 2.5, 0]".to_owned(),
                Value::Numbers(vec![1.0, 2.5, 0.0]),
            ),
            ("[]".to_owned(), Value::Numbers(Vec::new())),
        ],
        Kind::Text => match input.path {
            "currency" => vec![("\"CHF\"".to_owned(), Value::Text("CHF".to_owned()))],
            "start" => vec![("\"2031-12\"".to_owned(), Value::Text("2031-12".to_owned()))],
            _ => vec![(
                "\"two\\nlines, “é”\"".to_owned(),
                Value::Text("two\nlines, “é”".to_owned()),
            )],
        },
        Kind::Steps => vec![
            ("[]".to_owned(), Value::Text(String::new())),
            (
                "[(month: 3, factor: 2), (month: 1, factor: 0.5)]".to_owned(),
                Value::Text("3: 2, 1: 0.5".to_owned()),
            ),
        ],
        Kind::Correlations => vec![
            ("[]".to_owned(), Value::Text(String::new())),
            (
                "[(a: \"workload.input_tokens\", b: \"hourly_rate\", r: -0.3)]".to_owned(),
                Value::Text("workload.input_tokens ~ hourly_rate: -0.3".to_owned()),
            ),
        ],
        Kind::Actuals => vec![
            ("[]".to_owned(), Value::Text(String::new())),
            (
                "[(month: 2, queries: 13500, cost: 402, approach: FineTuning), (month: 1, cost: 340)]"
                    .to_owned(),
                Value::Text("1: cost 340; 2: 13,500 queries, cost 402, fine-tuning".to_owned()),
            ),
            (
                "[(cost: 340), (queries: 7)]".to_owned(),
                Value::Text("1: cost 340; 2: 7 queries".to_owned()),
            ),
        ],
        Kind::Choice(choices) => choices
            .iter()
            .map(|(name, _)| ((*name).to_owned(), Value::Text((*name).to_owned())))
            .collect(),
        Kind::YesNo => vec![
            ("true".to_owned(), Value::YesNo(true)),
            ("false".to_owned(), Value::YesNo(false)),
        ],
        Kind::Group => vec![],
    }
}
