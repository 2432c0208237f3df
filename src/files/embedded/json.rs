//! The texts that a report for programs carries in its record.

use serde::Deserialize;

use super::found::{FoundText, MAX_TEXT_BYTES, MAX_TEXTS};
use crate::files::names;

#[derive(Deserialize)]
struct Report {
    record: Option<Record>,
}

#[derive(Deserialize)]
struct Record {
    #[serde(default)]
    attached: Vec<Attached>,
}

#[derive(Deserialize)]
struct Attached {
    #[serde(default)]
    name: String,
    #[serde(default)]
    text: String,
}

/// The texts of a report, or why it can't be read.
pub(super) fn texts(bytes: &[u8]) -> Result<Vec<FoundText>, String> {
    let report: Report = serde_json::from_slice(bytes).map_err(|error| {
        let place = format!("line {}, column {}", error.line(), error.column());
        match error.classify() {
            serde_json::error::Category::Data => {
                format!("{place}: it is JSON, but no report of Breakeven’s")
            }
            _ => format!("{place}: it isn’t valid JSON"),
        }
    })?;
    let attached = report.record.map_or(Vec::new(), |record| record.attached);
    let texts = attached.into_iter().take(MAX_TEXTS);
    let texts = texts.filter(|attached| attached.text.len() <= MAX_TEXT_BYTES);
    Ok(texts
        .map(|Attached { name, text }| FoundText {
            is_declared: names::is_scenario_file(name.as_ref()),
            name,
            text,
        })
        .collect())
}
