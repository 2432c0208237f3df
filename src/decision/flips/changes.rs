//! Changes of a scenario other than of a number: questions answered otherwise, an evaluation, a budget, time enough.

use crate::analysis::ledger::Ledger;
use crate::decision::checklist::Condition;
use crate::scenario::inputs::{self, Input, Value};
use crate::scenario::{Estimate, Scenario};

use super::flip::{ChangeKind, Question};

/// Below this horizon fine-tuning has hardly the time to pay back.
const SHORT_HORIZON_MONTHS: f64 = 12.0;
/// The horizon that is tried in place of a short one.
const LONG_HORIZON_MONTHS: u32 = 24;

/// An evaluation in which the fine-tuned model passes more, beyond chance and by far more than any margin: ten points of a thousand cases.
const EVALUATION_CASES: f64 = 1000.0;
const PASSED_BY_PROMPTING: f64 = 700.0;
const PASSED_WHEN_TUNED: f64 = 800.0;

/// Inputs set to other values.
#[derive(Debug, Clone)]
pub(super) struct Change {
    /// What setting them means, for the user.
    pub kinds: Vec<ChangeKind>,
    /// The inputs, and what each is set to.
    values: Vec<(&'static Input, Value)>,
}

impl Change {
    fn of(kind: ChangeKind, path: &str, value: Value) -> Option<Self> {
        Some(Self {
            kinds: vec![kind],
            values: vec![(inputs::find(path)?, value)],
        })
    }

    /// Several changes as one.
    pub fn all(changes: &[Self]) -> Self {
        let kinds = changes.iter().flat_map(|change| change.kinds.clone());
        let values = changes.iter().flat_map(|change| change.values.clone());
        Self {
            kinds: kinds.collect(),
            values: values.collect(),
        }
    }

    /// Whether it sets this input.
    pub fn sets(&self, input: &Input) -> bool {
        self.values.iter().any(|(set, _)| *set == input)
    }

    /// The scenario with it; `None` if a value isn't allowed.
    pub fn apply_to(&self, scenario: &Scenario) -> Option<Scenario> {
        let mut changed = scenario.clone();
        for (input, value) in &self.values {
            input.set(&mut changed, value.clone()).ok()?;
        }
        Some(changed)
    }
}

/// An evaluation that shows the fine-tuned model to be better; it replaces the present one.
pub(super) fn evaluation() -> Change {
    let number = |path, value| {
        let value = Value::Estimate(Estimate::Exact(value));
        Some((inputs::find(path)?, value))
    };
    let group = inputs::find("decision.evaluation").map(|input| (input, Value::Absent));
    let values = [
        group,
        number("decision.evaluation.cases", EVALUATION_CASES),
        number("decision.evaluation.prompting_passed", PASSED_BY_PROMPTING),
        number("decision.evaluation.fine_tuned_passed", PASSED_WHEN_TUNED),
    ];
    Change {
        kinds: vec![ChangeKind::BetterEvaluation],
        values: values.into_iter().flatten().collect(),
    }
}

/// Each of the questions answered otherwise.
pub(super) fn answers(scenario: &Scenario) -> impl Iterator<Item = Change> + '_ {
    let questions = Question::ALL.into_iter();
    let questions = questions.filter_map(|question| Some((question, question.path()?)));
    questions.flat_map(move |(question, path)| {
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
        change.values.iter().any(|(input, value)| {
            let now = input.value(scenario);
            match value {
                Value::YesNo(false) => keeps(input.path) && now == Value::YesNo(true),
                // If the prompt's optimisation isn't stated, fine-tuning also needs the answer that it is optimised.
                Value::YesNo(true) => Question::PromptOptimised.path() == Some(input.path),
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
        let kind = ChangeKind::Horizon(LONG_HORIZON_MONTHS);
        let months = exactly(f64::from(LONG_HORIZON_MONTHS));
        changes.extend(Change::of(kind, "horizon_months", months));
    }
    if lead_time >= horizon {
        let kind = ChangeKind::LiveAtOnce;
        let path = "fine_tuning.lead_time_months";
        changes.extend(Change::of(kind, path, exactly(0.0)));
    }
    changes
}
