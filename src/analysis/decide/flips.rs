//! Changes of a scenario that flip what is recommended: one input moved as far as it takes, one question answered otherwise, an evaluation that
//! shows what is hoped for. Each is tried out, alone and then along with such an evaluation of an optimised prompt.

use crate::analysis::drivers::{Drivers, TippingValue};
use crate::scenario::Scenario;
use crate::scenario::inputs::{self, Input, Value};

use super::rules::Recommendation;

/// More changes that would flip it are of no use.
const MOST: usize = 3;
/// Of these, so many inputs with a value, if there are other changes that do.
const MOST_VALUES: usize = 2;
/// Inputs that are moved: those that tip the figures soonest, then those on which most depends.
const INPUTS: usize = 6;
/// How far an input is moved either way, as parts of where it tips or of what it is.
const STEPS: [f64; 4] = [1.02, 1.5, 4.0, 20.0];
/// Halvings in the search for the value that flips it: to the three digits that are shown.
const HALVINGS: usize = 10;

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

/// What is recommended of a scenario.
type Advised<'a> = &'a dyn Fn(&Scenario) -> Recommendation;

/// The changes that flip what is recommended, in words: "Queries above 41,000 a month: fine-tune now".
pub fn flips(scenario: &Scenario, drivers: &Drivers, advised: Advised<'_>) -> Vec<String> {
    let search = Search {
        scenario,
        advised,
        now: advised(scenario),
    };
    let all = moved(scenario, drivers);
    let values = all.iter().map(|moved| search.value(moved, scenario, ""));
    let mut values: Vec<(usize, String)> = values
        .enumerate()
        .filter_map(|(place, value)| Some((place, value?)))
        .take(MOST)
        .collect();
    let flipped = |(what, changed): (String, Scenario)| search.flipped(&what, &changed);
    let evaluated = evaluated(scenario);
    let mut found: Vec<String> = evaluated.clone().and_then(flipped).into_iter().collect();
    let answers: Vec<String> = answers(scenario).filter_map(flipped).take(MOST).collect();
    if !(found.is_empty() && answers.is_empty()) {
        values.truncate(MOST_VALUES);
    }
    found.extend(values.iter().map(|(_, value)| value.clone()));
    found.extend(answers);
    // Where nothing does alone: along with the evidence that it takes anyway.
    if let Some((_, with)) = evaluated.filter(|_| found.len() < MOST_VALUES) {
        let with = without_obstacles(with);
        // One that flips it alone has been named.
        let alone = |place: &usize| values.iter().any(|(named, _)| named == place);
        let others = all.iter().enumerate().filter(|(place, _)| !alone(place));
        let along = others.filter_map(|(_, moved)| search.value(moved, &with, ALONG));
        found.extend(along.take(MOST_VALUES - found.len()));
    }
    found.truncate(MOST);
    found
}

/// What is changed along with an input where nothing flips it alone.
const ALONG: &str =
    ", if nothing else stands against it and an evaluation shows the tuned model to be better";

/// A scenario in which the prompt is optimised and no answer keeps one with prompting.
fn without_obstacles(mut scenario: Scenario) -> Scenario {
    let decision = &mut scenario.decision;
    decision.prompt_optimised = Some(true);
    for kept in [
        &mut decision.prototyping,
        &mut decision.base_model_close,
        &mut decision.must_ship_quickly,
    ] {
        // What isn't answered doesn't.
        *kept = kept.map(|_| false);
    }
    decision.upfront_budget = None;
    scenario
}

/// An input that is moved, and from where on.
struct Moved {
    input: &'static Input,
    from: f64,
    /// Up or down.
    up: bool,
}

/// The inputs that are worth moving: first past where the figures tip, then those on which most depends, either way, and time.
fn moved(scenario: &Scenario, drivers: &Drivers) -> Vec<Moved> {
    let tips = drivers.tipping_values.iter().take(INPUTS);
    let tips = tips.map(|tip: &TippingValue| Moved {
        input: tip.input,
        from: tip.value,
        up: tip.value >= tip.base,
    });
    let widest = drivers.tornado.iter().take(INPUTS).map(|bar| bar.input);
    let time = ["horizon_months", "fine_tuning.lead_time_months"];
    let others = widest.chain(time.into_iter().filter_map(inputs::find));
    let others = others.flat_map(|input| {
        let from = input.base(scenario);
        [true, false].into_iter().filter_map(move |up| {
            Some(Moved {
                input,
                from: from?,
                up,
            })
        })
    });
    let mut all: Vec<Moved> = Vec::new();
    for moved in tips.chain(others) {
        let is_new = |other: &Moved| other.input != moved.input || other.up != moved.up;
        if all.iter().all(is_new) {
            all.push(moved);
        }
    }
    all
}

/// A search for what flips the advice.
struct Search<'a> {
    scenario: &'a Scenario,
    advised: Advised<'a>,
    now: Recommendation,
}

impl Search<'_> {
    /// What is recommended of a changed scenario, where that is another thing.
    fn other(&self, changed: &Scenario) -> Option<Recommendation> {
        let there = (self.advised)(changed);
        let differs = std::mem::discriminant(&there) != std::mem::discriminant(&self.now);
        differs.then_some(there)
    }

    /// A change in words, with what is recommended then, where it flips it.
    fn flipped(&self, what: &str, changed: &Scenario) -> Option<String> {
        let there = self.other(changed)?;
        Some(format!("{what}: {}", there.label().to_lowercase()))
    }

    /// The value nearest to the present one at which a scenario with an input moved flips it.
    fn value(&self, moved: &Moved, with: &Scenario, along: &str) -> Option<String> {
        let Moved { input, from, up } = *moved;
        let domain = input.domain()?;
        let at = |value: f64| {
            let mut changed = with.clone();
            let value = domain.nearest(value);
            input.set_exactly(&mut changed, value).ok()?;
            self.other(&changed)
        };
        let steps = STEPS.map(|step| {
            // Away from zero, towards it, or a few up from there.
            if from == 0.0 {
                if up { step.floor() } else { from }
            } else if up == (from > 0.0) {
                from * step
            } else {
                from / step
            }
        });
        let (mut near, mut far) = (
            input.base(self.scenario)?,
            steps.into_iter().find(|value| at(*value).is_some())?,
        );
        // What flips it without being moved, by the other changes alone or by being known exactly, isn't told by a bound.
        if at(near).is_some() {
            return None;
        }
        for _ in 0..HALVINGS {
            // In parts of the value, where it has a sign: the bound may be far from where it is now.
            let middle = if near > 0.0 && far > 0.0 {
                (near * far).sqrt()
            } else {
                f64::midpoint(near, far)
            };
            if at(middle).is_some() {
                far = middle;
            } else {
                near = middle;
            }
        }
        let there = at(far)?;
        let value = input
            .unit
            .rounded(domain.nearest(far), &self.scenario.currency);
        let bound = match (domain.whole, up) {
            (true, true) => format!("from {value} on"),
            (true, false) => format!("of {value} or less"),
            (false, true) => format!("above {value}"),
            (false, false) => format!("below {value}"),
        };
        let (name, there) = (input.full_label(), there.label().to_lowercase());
        Some(format!("{name} {bound}{along}: {there}"))
    }
}

/// The scenario with each of the questions answered otherwise.
fn answers(scenario: &Scenario) -> impl Iterator<Item = (String, Scenario)> + '_ {
    QUESTIONS.iter().flat_map(move |(path, meanings)| {
        let input = inputs::find(path);
        [false, true].into_iter().filter_map(move |answer| {
            let (input, value) = (input?, Value::Answer(answer));
            let mut changed = scenario.clone();
            input.set(&mut changed, value.clone()).ok()?;
            let what = meanings[usize::from(answer)].to_owned();
            (input.value(scenario) != value).then_some((what, changed))
        })
    })
}

/// An evaluation that shows the tuned model to be better.
const EVALUATION: [(&str, f64); 3] = [
    ("decision.evaluation.cases", 1000.0),
    ("decision.evaluation.prompting_passed", 700.0),
    ("decision.evaluation.fine_tuned_passed", 800.0),
];

/// The scenario with such an evaluation.
fn evaluated(scenario: &Scenario) -> Option<(String, Scenario)> {
    let mut changed = scenario.clone();
    for (path, value) in EVALUATION {
        inputs::find(path)?.set_exactly(&mut changed, value).ok()?;
    }
    let what = "An evaluation that shows the tuned model to be better".to_owned();
    Some((what, changed))
}
