//! Changes of a scenario that may flip what is recommended: one input a little past where it tips, one question answered otherwise, an
//! evaluation that shows what is hoped for.

use crate::analysis::drivers::Drivers;
use crate::scenario::Scenario;
use crate::scenario::inputs::{self, Value};

use super::evaluation::Evidence;

/// A change, and the scenario with it.
pub struct Change {
    /// "Queries above 41,000 a month".
    pub what: String,
    /// The scenario with it.
    pub scenario: Scenario,
}

/// How far past its tipping value an input is looked at, as a part of that.
const PAST: f64 = 0.02;
/// More inputs have to change by too much.
const MOST: usize = 8;

/// Questions, with what their answers mean.
const QUESTIONS: [(&str, [&str; 2]); 5] = [
    (
        "decision.prompt_optimised",
        ["The prompt isn’t optimised", "The prompt is optimised"],
    ),
    (
        "decision.prototyping",
        ["It is no prototype", "It is a prototype"],
    ),
    (
        "decision.base_model_close",
        [
            "The base model isn’t close",
            "The base model is already close",
        ],
    ),
    (
        "decision.requirements_may_change",
        ["Requirements are stable", "Requirements may change"],
    ),
    (
        "decision.must_ship_quickly",
        ["It needn’t ship quickly", "It must ship quickly"],
    ),
];

/// The changes that are worth trying, those that are nearest first.
pub fn candidates(scenario: &Scenario, drivers: &Drivers) -> Vec<Change> {
    let evaluated = evaluated(scenario);
    let tips = drivers.tipping_values.iter().take(MOST);
    let tips = tips.filter_map(|tip| {
        let up = tip.value >= tip.base;
        let past = tip.value + if up { PAST } else { -PAST } * tip.value.abs();
        let domain = tip.input.domain()?;
        let mut changed = scenario.clone();
        tip.input
            .set_exactly(&mut changed, domain.nearest(past))
            .ok()?;
        let value = tip.input.unit.rounded(tip.value, &scenario.currency);
        let bound = if up { "above" } else { "below" };
        Some(Change {
            what: format!("{} {bound} {value}", tip.input.full_label()),
            scenario: changed,
        })
    });
    let answers = QUESTIONS.iter().flat_map(|(path, meanings)| {
        let input = inputs::find(path);
        [false, true].into_iter().filter_map(move |answer| {
            let (input, value) = (input?, Value::Answer(answer));
            let mut changed = scenario.clone();
            input.set(&mut changed, value.clone()).ok()?;
            (input.value(scenario) != value).then(|| Change {
                what: meanings[usize::from(answer)].to_owned(),
                scenario: changed,
            })
        })
    });
    evaluated.into_iter().chain(tips).chain(answers).collect()
}

/// An evaluation that shows the tuned model to be better, where none does.
fn evaluated(scenario: &Scenario) -> Option<Change> {
    let shown = Evidence::of(scenario).is_some_and(|shown| shown.low > 0.0);
    if shown {
        return None;
    }
    let mut changed = scenario.clone();
    for (path, value) in [
        ("decision.evaluation.cases", 1000.0),
        ("decision.evaluation.prompting_passed", 700.0),
        ("decision.evaluation.fine_tuned_passed", 800.0),
    ] {
        inputs::find(path)?.set_exactly(&mut changed, value).ok()?;
    }
    Some(Change {
        what: "An evaluation that shows the tuned model to be better".to_owned(),
        scenario: changed,
    })
}
