//! The evaluation of both models: what it shows, what it has to show, and how many cases it takes.
//!
//! - [`evidence`]: what was evaluated, with its interval
//! - [`criterion`]: what has to be shown for fine-tuning to be warranted

pub mod criterion;
pub mod evidence;

use crate::scenario::Scenario;
use crate::scenario::knobs::DecisionSettings;

use criterion::{Criterion, Judgement, SampleSize, tipping_review_rate};
use evidence::Evidence;

/// The evaluation of both models, and what it has to show.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct EvaluationStatus {
    /// The evaluation, if the scenario has one.
    pub evidence: Option<Evidence>,
    /// What has to be shown.
    pub criterion: Criterion,
    /// How many cases show it.
    pub needed: Option<SampleSize>,
}

impl EvaluationStatus {
    /// Reads the evaluation of a scenario and works out what it has to show.
    pub fn new(scenario: &Scenario, settings: &DecisionSettings) -> Self {
        let tipping = tipping_review_rate(scenario);
        let criterion = Criterion::new(scenario, tipping, settings);
        Self {
            evidence: Evidence::from_scenario(scenario),
            criterion,
            needed: SampleSize::new(scenario, criterion, tipping, settings),
        }
    }

    /// Whether the evaluation shows what it has to; open without one.
    pub fn judgement(&self) -> Judgement {
        self.evidence.map_or(Judgement::Open, |evidence| {
            self.criterion.judge(evidence.low, evidence.high)
        })
    }

    /// Whether the evaluation is open although it had enough cases to show what is expected.
    pub fn was_large_enough(&self) -> bool {
        let cases = self.evidence.zip(self.needed);
        self.judgement() == Judgement::Open
            && cases.is_some_and(|(evidence, needed)| evidence.cases >= needed.cases)
    }

    /// Whether only more cases can settle it: the evaluation is open, or there is none, and it wasn't large enough.
    pub fn needs_cases(&self) -> bool {
        self.judgement() == Judgement::Open && !self.was_large_enough()
    }
}
