//! The evaluation of both models: what it shows, what it has to show, and how many cases it takes.
//!
//! - [`evidence`]: what was evaluated, with its interval
//! - [`criterion`]: what has to be shown for fine-tuning to be warranted

pub mod criterion;
pub mod evidence;

use crate::scenario::Scenario;
use crate::scenario::knobs::DecisionSettings;
use crate::scenario::quantity::count_with_noun;

use criterion::{Criterion, Judgement, Needed, points, tipping_review_rate};
use evidence::{Difference, Evidence};

/// What is known of the answers, and what would have to be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct EvaluationStatus {
    /// The evaluation, where there is one.
    pub evidence: Option<Evidence>,
    /// What has to be shown.
    pub criterion: Criterion,
    /// How many cases show it.
    pub needed: Option<Needed>,
}

impl EvaluationStatus {
    /// Reads them off a scenario.
    pub fn new(scenario: &Scenario, knobs: &DecisionSettings) -> Self {
        let tipping = tipping_review_rate(scenario);
        let criterion = Criterion::new(scenario, tipping, knobs);
        Self {
            evidence: Evidence::from_scenario(scenario),
            criterion,
            needed: Needed::new(scenario, criterion, tipping, knobs),
        }
    }

    /// Whether the evaluation shows what it has to; open without one.
    pub fn judgement(&self) -> Judgement {
        self.evidence.map_or(Judgement::Open, |evidence| {
            self.criterion.judged(evidence.low, evidence.high)
        })
    }

    /// Whether what has to be shown would have shown on as many cases as there were, and didn't.
    pub fn had_the_cases(&self) -> bool {
        let cases = self.evidence.zip(self.needed);
        self.judgement() == Judgement::Open
            && cases.is_some_and(|(evidence, needed)| evidence.cases >= needed.cases)
    }

    /// What the evaluation shows, and whether that will do; `None` without one.
    pub fn sentence(&self) -> Option<String> {
        let evidence = self.evidence?;
        let will_do = match (self.criterion, self.judgement(), evidence.shows()) {
            (Criterion::Better, ..) => String::new(),
            (Criterion::AsGood { margin, .. }, judgement, shows) => {
                let points = points(margin);
                match (judgement, shows) {
                    (Judgement::Shown, Difference::Better) => String::new(),
                    (Judgement::Shown, _) => {
                        format!("; no worse by more than {points}, which is as good as it must be")
                    }
                    (Judgement::Refuted, _) => {
                        format!("; by more than the {points} that count as good")
                    }
                    (Judgement::Open, _) => format!("; it may be worse by more than {points}"),
                }
            }
        };
        Some(format!("{}{will_do}", evidence.sentence()))
    }

    /// Why the evaluation won't do, where it had the cases: "400 cases would have shown a difference of 6 points, and don’t".
    pub fn not_for_lack_of_cases(&self) -> Option<String> {
        let (evidence, needed) = self.evidence.zip(self.needed)?;
        self.had_the_cases().then(|| {
            format!(
                "{} would have shown {}, and don’t",
                count_with_noun(evidence.cases, "case"),
                needed.what()
            )
        })
    }

    /// What is missing of them: a first evaluation or a larger one.
    pub fn missing(&self) -> Option<String> {
        let cases = self.needed.map(|needed| needed.sentence());
        match (self.evidence, cases, self.judgement()) {
            (None, Some(cases), _) => Some(format!("An evaluation of both sides: {cases}")),
            (None, None, _) => Some("An evaluation of both sides on the same cases".to_owned()),
            (Some(_), None, Judgement::Open) => {
                Some("A larger evaluation of both sides".to_owned())
            }
            (Some(evidence), Some(cases), Judgement::Open) if !self.had_the_cases() => {
                let so_far = count_with_noun(evidence.cases, "case");
                Some(format!(
                    "A larger evaluation than the one of {so_far}, which leaves it open: {cases}"
                ))
            }
            _ => None,
        }
    }
}
