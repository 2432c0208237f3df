//! What the tests of this room share.

use super::amounts::Amounts;
use super::error::UsageError;
use super::export::UsageExport;
use super::mapping::Mapping;
use super::read::read;

/// Reads a text that is an export.
pub(super) fn export(text: &str) -> UsageExport {
    read(&mut text.as_bytes(), None).unwrap()
}

/// Reads a text that is none.
pub(super) fn error(text: impl AsRef<[u8]>) -> UsageError {
    read(&mut text.as_ref(), None).unwrap_err()
}

/// Reads a table with these columns for date, queries, input tokens and cost, of which it may lack some.
pub(super) fn mapped(text: &str) -> Result<UsageExport, UsageError> {
    let header = text.lines().next().unwrap_or_default();
    let separator = if header.contains(';') { ';' } else { ',' };
    let names: Vec<String> = header.split(separator).map(str::to_owned).collect();
    read(&mut text.as_bytes(), Some(&Mapping::guess(&names)))
}

/// The problems with their lines.
pub(super) fn problems(export: &UsageExport) -> Vec<(u64, &str)> {
    let first = export.problems.first.iter();
    first
        .map(|problem| (problem.line, problem.text.as_str()))
        .collect()
}

/// The sum over all models and days.
pub(super) fn total(export: &UsageExport) -> Amounts {
    let mut sum = Amounts::default();
    for (_, _, amounts) in export.days() {
        sum.add(amounts);
    }
    sum
}

/// Models and days with queries and input tokens.
pub(super) fn days(export: &UsageExport) -> Vec<(String, String, Option<f64>, Option<f64>)> {
    let days = export.days();
    days.map(|(model, day, amounts)| {
        (
            model.to_owned(),
            day.to_string(),
            amounts.queries,
            amounts.input_tokens,
        )
    })
    .collect()
}
