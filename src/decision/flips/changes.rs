//! Changes of a scenario other than of a number: questions answered otherwise, an evaluation, a budget, time enough.

use crate::analysis::ledger::Ledger;
use crate::decision::checklist::Condition;
use crate::scenario::inputs::{self, Input, Value};
use crate::scenario::{Estimate, Scenario};

use super::flip::{ChangeKind, Question};

/// Below this horizon fine-tuning has hardly the time to pay back.
const SHORT_HORIZON_MONTHS: f64 = 12.0;

/// Inputs set to other values.
#[derive(Debug, Clone)]
pub(super) struct Change {
    /// What that means.
    pub kinds: Vec<ChangeKind>,
    /// The inputs with their values.
    sets: Vec<(&'static Input, Value)>,
}

impl Change {
    fn of(kind: ChangeKind, path: &str, value: Value) -> Option<Self> {
        Some(Self {
            kinds: vec![kind],
            sets: vec![(inputs::find(path)?, value)],
        })
    }

    /// Several changes as one.
    pub fn all(changes: &[Self]) -> Self {
        let kinds = changes.iter().flat_map(|change| change.kinds.clone());
        let sets = changes.iter().flat_map(|change| change.sets.clone());
        Self {
            kinds: kinds.collect(),
            sets: sets.collect(),
        }
    }

    /// Whether it sets this input.
    pub fn is_of(&self, input: &Input) -> bool {
        self.sets.iter().any(|(set, _)| *set == input)
    }

    /// The scenario with it; `None` if a value isn't allowed.
    pub fn applied(&self, scenario: &Scenario) -> Option<Scenario> {
        let mut changed = scenario.clone();
        for (input, value) in &self.sets {
            input.set(&mut changed, value.clone()).ok()?;
        }
        Some(changed)
    }
}

/// An evaluation that shows the tuned model to be better; it replaces the present one.
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
        kinds: vec![ChangeKind::BetterEvaluation],
        sets: sets.into_iter().flatten().collect(),
    }
}

/// Each of the questions answered otherwise.
pub(super) fn answers(scenario: &Scenario) -> impl Iterator<Item = Change> + '_ {
    Question::ALL.into_iter().flat_map(move |question| {
        let path = question.path();
        let now = inputs::find(path).map(|input| input.value(scenario));
        let both = [false, true].into_iter();
        let others = both.filter(move |answer| now != Some(Value::YesNo(*answer)));
        others.filter_map(move |answer| {
            let kind = ChangeKind::Answer(question, answer);
            Change::of(kind, path, Value::YesNo(answer))
        })
    })
}

/// A budget that is enough; `None` if the present one is, or none is stated.
pub(super) fn budget(scenario: &Scenario) -> Option<Change> {
    let budget = scenario.decision.upfront_budget.as_ref()?.get();
    let upfront = Ledger::new(scenario).upfront().total();
    if upfront <= budget {
        return None;
    }
    // Rounded up: the budget that is named has to be enough.
    let kind = ChangeKind::Budget(upfront.ceil());
    Change::of(kind, "decision.upfront_budget", Value::Absent)
}

/// The answers that alone decide for prompting, each answered otherwise, with budget and time enough.
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
                // If nothing is said about the prompt, it has to be said to be optimised too.
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

/// Time enough to serve and to pay back, if there is too little.
fn time(scenario: &Scenario) -> Vec<Change> {
    let horizon = scenario.horizon_months.get();
    let lead_time = scenario.fine_tuning.lead_time_months.get();
    let exactly = |value| Value::Estimate(Estimate::Exact(value));
    let mut changes = Vec::new();
    if horizon < SHORT_HORIZON_MONTHS {
        let kind = ChangeKind::LongHorizon;
        changes.extend(Change::of(kind, "horizon_months", exactly(24.0)));
    }
    if lead_time >= horizon {
        let kind = ChangeKind::LiveAtOnce;
        let path = "fine_tuning.lead_time_months";
        changes.extend(Change::of(kind, path, exactly(0.0)));
    }
    changes
}
