//! All that is said of every example on paper, in a terminal and in JSON.

use breakeven::analysis::finding::key_figures::KeyFigure;
use breakeven::export::plain::{decision, json, summary};
use breakeven::export::report;
use breakeven::files::examples::EXAMPLES;
use breakeven::scenario::Scenario;
use breakeven::study::Study;
use serde_json::Value;

use super::rules::{faults, without_user_text};
use crate::charts::study;

/// The faults in what is said of a scenario.
fn faults_in(text: &str, scenario: &Scenario) -> Vec<String> {
    let found = faults(&without_user_text(text, scenario));
    let named = found
        .into_iter()
        .map(|fault| format!("{}: {fault}", scenario.title()));
    named.collect()
}

/// Checks what `said` says of every example.
fn check(said: impl Fn(&Study) -> String) {
    let mut found = Vec::new();
    for example in EXAMPLES {
        let scenario = example.scenario().unwrap();
        found.extend(faults_in(&said(&study(&scenario)), &scenario));
    }
    assert!(found.is_empty(), "{}:\n{}", found.len(), found.join("\n"));
}

/// All texts in a JSON value, but for the scenario, which is the user's.
pub(super) fn texts_in(value: &Value, texts: &mut Vec<String>) {
    match value {
        Value::String(text) => texts.push(text.clone()),
        Value::Array(values) => values.iter().for_each(|value| texts_in(value, texts)),
        Value::Object(fields) => {
            for (_, value) in fields.iter().filter(|(key, _)| *key != "scenario") {
                texts_in(value, texts);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

#[test]
fn the_text_report_uses_the_words_of_the_program() {
    check(summary::render);
}

#[test]
fn the_record_and_the_plan_use_the_words_of_the_program() {
    check(|study| decision::render_record(study) + &decision::render_roadmap(study, None));
}

#[test]
fn the_texts_of_the_json_report_use_the_words_of_the_program() {
    check(|study| {
        let report: Value = serde_json::from_str(&json::render(study, &[]).unwrap()).unwrap();
        let mut texts = Vec::new();
        texts_in(&report, &mut texts);
        texts.join("\n")
    });
}

#[test]
fn the_report_on_paper_uses_the_words_of_the_program() {
    check(|study| {
        let blocks = report::compose(study).into_iter();
        let texts = blocks.map(|block| format!("{block:?}").replace("\", ", "\n"));
        texts.collect::<Vec<_>>().join("\n")
    });
}

/// Whether a key figure is a number of nobody knows what.
pub(super) fn lacks_unit(figure: &KeyFigure, scenario: &Scenario) -> bool {
    let text = format!("{} {}", figure.value, figure.caption);
    let has_number = figure.value.contains(|digit: char| digit.is_ascii_digit());
    let money = scenario.currency.prefix();
    let units = [money.trim(), "%", "quer", "month", "year"];
    has_number && !units.iter().any(|unit| text.contains(unit))
}

#[test]
fn every_key_figure_carries_a_unit() {
    for example in EXAMPLES {
        let scenario = example.scenario().unwrap();
        for figure in &study(&scenario).headline().key_figures {
            assert!(
                !lacks_unit(figure, &scenario),
                "{}: {figure:?}",
                scenario.title()
            );
        }
    }
}
