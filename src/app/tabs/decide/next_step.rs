//! The next step that a recommendation leads to: what its button says and does.

use crate::app::messages::action::{Action, Actions};
use crate::app::messages::command::Command;
use crate::app::messages::screen::DecisionPage;
use crate::decision::Decision;
use crate::decision::checklist::Condition;
use crate::decision::measurement::Measurement;
use crate::decision::recommendation::Recommendation;
use crate::scenario::Scenario;
use crate::scenario::inputs::{self, Input};
use crate::scenario::knobs::Lever;

/// The next step.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum NextStep {
    /// Plan the pilot.
    PlanPilot,
    /// Plan an evaluation of both models.
    PlanTest,
    /// Find out more about an input, and narrow its range.
    NarrowRange(&'static Input),
    /// State how often requirements change.
    CountChanges(&'static Input),
    /// Apply caching, which alone makes prompting cheaper.
    ApplyCaching,
    /// Apply the assumed savings of the prompt.
    ApplySavings,
    /// Look at what the prompt could still save.
    OpenLevers,
    /// Open the plan for the switch.
    OpenPlan,
    /// Answer the questions that are open, beginning with this one.
    AnswerQuestions(&'static Input),
    /// Compare the approaches side by side.
    Compare,
}

impl NextStep {
    /// The next step of a decision for this scenario.
    pub(super) fn new(scenario: &Scenario, decision: &Decision) -> Self {
        let conclusion = &decision.conclusion;
        match conclusion.recommendation {
            Recommendation::MeasureFirst => measuring(conclusion.first),
            Recommendation::OptimiseFirst => optimising(decision),
            Recommendation::Prepare { .. } | Recommendation::FineTuneNow => Self::OpenPlan,
            Recommendation::StayWithPrompting => {
                let unanswered = decision.checklist.iter().find_map(|checked| {
                    let is_open = checked.holds.is_none();
                    question(checked.condition).filter(|_| is_open)
                });
                let prompt = inputs::find("decision.prompt_optimised")
                    .filter(|_| scenario.decision.prompt_optimised.is_none());
                unanswered
                    .or(prompt)
                    .map_or(Self::Compare, Self::AnswerQuestions)
            }
        }
    }

    /// The text of its button.
    pub(super) fn label(self) -> &'static str {
        match self {
            Self::PlanPilot => "Plan the pilot",
            Self::PlanTest => "Plan the test",
            Self::NarrowRange(_) => "Narrow the range",
            Self::CountChanges(_) => "Enter changes per year",
            Self::ApplyCaching => "Apply caching",
            Self::ApplySavings => "Apply the savings",
            Self::OpenLevers => "Open prompt savings",
            Self::OpenPlan => "Open the plan",
            Self::AnswerQuestions(_) => "Answer the questions",
            Self::Compare => "Compare side by side",
        }
    }

    /// What the button does.
    pub(super) fn tooltip(self) -> &'static str {
        match self {
            Self::PlanPilot => "What it takes and costs, and what it has to show",
            Self::PlanTest => "The go/no-go criteria, with the test cases that they take",
            Self::NarrowRange(_) => "Leads to the input that is worth most to find out",
            Self::CountChanges(_) => "Leads to the number of requirement changes per year",
            Self::ApplyCaching | Self::ApplySavings => "Changes this scenario; Undo takes it back",
            Self::OpenLevers => "What the prompt could still save",
            Self::OpenPlan => "When to switch, and what must be true to go on",
            Self::AnswerQuestions(_) => "Leads to the first unanswered question",
            Self::Compare => "Both approaches, aspect by aspect",
        }
    }

    /// Asks for it.
    pub(super) fn send(self, decision: &Decision, actions: &mut Actions) {
        let page = |page: DecisionPage| Action::Run(Command::Decide(page));
        actions.send(match self {
            Self::NarrowRange(input) | Self::CountChanges(input) | Self::AnswerQuestions(input) => {
                Action::GoTo(input)
            }
            Self::PlanPilot | Self::PlanTest | Self::OpenPlan => page(DecisionPage::Timing),
            Self::OpenLevers => page(DecisionPage::Levers),
            Self::Compare => page(DecisionPage::SideBySide),
            Self::ApplyCaching | Self::ApplySavings => {
                let label = if self == Self::ApplyCaching {
                    "Prompt caching"
                } else {
                    "Prompt savings"
                };
                let scenario = decision.levers.scenario.clone();
                Action::ReplaceScenario(label.to_owned(), Box::new(scenario))
            }
        });
    }
}

fn measuring(first: Option<Measurement>) -> NextStep {
    let by_input = |input: &'static Input| {
        if input.path.ends_with(".review_rate") {
            NextStep::PlanTest
        } else {
            NextStep::NarrowRange(input)
        }
    };
    match first {
        Some(Measurement::Pilot(_)) => NextStep::PlanPilot,
        Some(Measurement::MostInformative(information)) => by_input(information.input),
        Some(Measurement::MostInfluential(input)) => by_input(input),
        Some(Measurement::Evaluation { .. }) | None => NextStep::PlanTest,
        Some(Measurement::BetterPrompt) => NextStep::OpenLevers,
        Some(Measurement::ChangeFrequency) => {
            let changes = inputs::find("workload.changes_per_year");
            changes.map_or(NextStep::PlanTest, NextStep::CountChanges)
        }
    }
}

fn optimising(decision: &Decision) -> NextStep {
    let assumed: Vec<Lever> = (decision.levers.counted_on())
        .map(|effect| effect.lever)
        .collect();
    match assumed[..] {
        [] => NextStep::OpenLevers,
        [Lever::CachePrefix] => NextStep::ApplyCaching,
        _ => NextStep::ApplySavings,
    }
}

/// The question of a condition.
pub(super) fn question(condition: Condition) -> Option<&'static Input> {
    condition.question().and_then(inputs::find)
}
