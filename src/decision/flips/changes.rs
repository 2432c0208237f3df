//! Changes of a scenario other than of a number: questions answered otherwise, an evaluation, a budget, time enough.

use crate::analysis::ledger::Ledger;
use crate::decision::checklist::Condition;
use crate::scenario::inputs::{self, Input, Value};
use crate::scenario::quantity::Unit;
use crate::scenario::{Estimate, Scenario};

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

/// A horizon too short to judge by, months.
const SHORT_HORIZON: f64 = 12.0;

/// Inputs set to other values, and what that means in words.
#[derive(Debug, Clone)]
pub(super) struct Change {
    /// "It is no prototype".
    pub what: String,
    /// The inputs with their values.
    sets: Vec<(&'static Input, Value)>,
}

impl Change {
    fn of(what: impl Into<String>, path: &str, value: Value) -> Option<Self> {
        let what = what.into();
        let sets = vec![(inputs::find(path)?, value)];
        Some(Self { what, sets })
    }

    /// Several changes as one.
    pub fn all(changes: &[Self]) -> Self {
        let mut what = String::new();
        for change in changes {
            if what.is_empty() {
                what.push_str(&change.what);
            } else {
                // In the middle of a sentence.
                let mut letters = change.what.chars();
                let first = letters.next().into_iter().flat_map(char::to_lowercase);
                what.push_str("; ");
                what.extend(first.chain(letters));
            }
        }
        Self {
            what,
            sets: changes
                .iter()
                .flat_map(|change| change.sets.clone())
                .collect(),
        }
    }

    /// Whether it sets this input.
    pub fn is_of(&self, input: &Input) -> bool {
        self.sets.iter().any(|(set, _)| *set == input)
    }

    /// The scenario with it; `None` where it can't be.
    pub fn applied(&self, scenario: &Scenario) -> Option<Scenario> {
        let mut changed = scenario.clone();
        for (input, value) in &self.sets {
            input.set(&mut changed, value.clone()).ok()?;
        }
        Some(changed)
    }
}

/// An evaluation that shows the tuned model to be better, in place of any that there is.
pub(super) fn evaluation() -> Change {
    let number = |path, value| {
        let value = Value::Estimate(Estimate::Exact(value));
        Some((inputs::find(path)?, value))
    };
    let group = inputs::find("decision.evaluation").map(|input| (input, Value::Absent));
    let sets = [
        group,
        number("decision.evaluation.cases", 1000.0),
        number("decision.evaluation.prompting_passed", 700.0),
        number("decision.evaluation.fine_tuned_passed", 800.0),
    ];
    Change {
        what: "An evaluation that shows the tuned model to be better".to_owned(),
        sets: sets.into_iter().flatten().collect(),
    }
}

/// Each of the questions answered otherwise.
pub(super) fn answers(scenario: &Scenario) -> impl Iterator<Item = Change> + '_ {
    QUESTIONS.iter().flat_map(move |(path, meanings)| {
        let now = inputs::find(path).map(|input| input.value(scenario));
        let both = [false, true].into_iter();
        let others = both.filter(move |answer| now != Some(Value::YesNo(*answer)));
        others.filter_map(|answer| {
            Change::of(meanings[usize::from(answer)], path, Value::YesNo(answer))
        })
    })
}

/// A budget that is enough, where there is one that isn't.
pub(super) fn budget(scenario: &Scenario) -> Option<Change> {
    let budget = scenario.decision.upfront_budget.as_ref()?.get();
    let upfront = Ledger::new(scenario).upfront().total();
    // Rounded up: what is named has to be enough.
    let enough = Unit::Money("").exact(upfront.ceil(), &scenario.currency);
    let what = format!("An upfront budget of {enough} or more");
    (upfront > budget)
        .then(|| Change::of(what, "decision.upfront_budget", Value::Absent))
        .flatten()
}

/// What was said and keeps one with prompting, each said otherwise.
pub(super) fn obstacles(scenario: &Scenario) -> Vec<Change> {
    let keeps = |path: &str| {
        let mut keeping = Condition::KEEP_PROMPTING.iter();
        keeping.any(|condition| condition.question() == Some(path))
    };
    let keeping = |change: &Change| {
        change.sets.iter().any(|(input, value)| {
            let now = input.value(scenario);
            match value {
                Value::YesNo(false) => keeps(input.path) && now == Value::YesNo(true),
                // A prompt of which nothing is said has to be said to be optimised too.
                Value::YesNo(true) => input.path == "decision.prompt_optimised",
                _ => false,
            }
        })
    };
    answers(scenario)
        .filter(keeping)
        .chain(budget(scenario))
        .chain(time(scenario))
        .collect()
}

/// Time enough to serve and to pay back, where there is too little.
fn time(scenario: &Scenario) -> impl Iterator<Item = Change> {
    let horizon = scenario.horizon_months.get();
    let longer = horizon < SHORT_HORIZON;
    let never_serves = scenario.fine_tuning.lead_time_months.get() >= horizon;
    let exactly = |value| Value::Estimate(Estimate::Exact(value));
    let longer = longer
        .then(|| Change::of("A horizon of two years", "horizon_months", exactly(24.0)))
        .flatten();
    let lead_time = "fine_tuning.lead_time_months";
    let at_once = never_serves
        .then(|| Change::of("It goes live at once", lead_time, exactly(0.0)))
        .flatten();
    longer.into_iter().chain(at_once)
}
