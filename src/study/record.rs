//! The record of a study in words, for reports.

use crate::analysis::risk::samples::SEED;
use crate::scenario::day_in_words;
use crate::scenario::knobs::KNOBS;
use crate::scenario::quantity::full_count;

use super::Study;

/// What made a result, when, of what and by which settings: each line as its name and what it says. Empty for what doesn't leave the program.
pub fn record_lines(study: &Study) -> Vec<(&'static str, String)> {
    let Some(record) = study.record() else {
        return Vec::new();
    };
    let mut lines = vec![
        ("Made on", record.made_in_words()),
        ("Program", record.program()),
    ];
    lines.extend(record.file.clone().map(|file| ("File", file)));
    lines.push(("Scenario", format!("SHA-256 {}", record.scenario_sha256)));
    if !record.changes.is_empty() {
        lines.push(("Changed for this report", record.changes.join(", ")));
    }
    let catalog = record.catalog_read_on.as_deref();
    lines.push((
        "Price catalog",
        catalog.map_or("none".to_owned(), day_in_words),
    ));
    lines.push(("Thresholds", thresholds(study)));
    let simulations = match study.risk() {
        Some(risk) => format!("{}, seed {SEED}", full_count(risk.samples)),
        None => "none, since no input is uncertain".to_owned(),
    };
    lines.push(("Simulations", simulations));
    lines
}

fn thresholds(study: &Study) -> String {
    let thresholds = KNOBS.iter().map(|knob| {
        let value = knob.written((knob.get)(&study.knobs));
        format!("{} {value}", knob.key)
    });
    thresholds.collect::<Vec<String>>().join(", ")
}
