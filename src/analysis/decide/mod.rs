//! The other half of the decision: which approach, why, and what would change it. Cost is not all of it.
//!
//! - [`comparison`]: both approaches side by side
//! - [`checklist`]: the field's conditions for each
//! - [`evaluation`]: what an evaluation of both shows
//! - [`levers`]: what the prompt could still give
//! - [`progression`]: deciding later, and what that costs; [`plan`]: the same as a page with dates
//! - [`recommendation`]: the rules, and the verdict

pub mod checklist;
pub mod comparison;
pub mod evaluation;
mod flips;
pub mod levers;
pub mod plan;
pub mod progression;
pub mod recommendation;

use serde::{Deserialize, Serialize};

use crate::scenario::Scenario;
use crate::scenario::quantity::significant;

use super::Analysis;
use super::drivers::Drivers;
use super::risk::Risk;
use super::verdict::Verdict;
use checklist::{Checked, Thresholds};
use comparison::{Aspect, PhaseLine, Strength};
use evaluation::{Evidence, Known, Needed};
use levers::{CheaperModel, Levers, Pulls};
use progression::Progression;
use recommendation::{Advice, Facts};

/// More changes that would flip it are of no use.
const MOST_FLIPS: usize = 3;
/// Draws that tell whether a change would.
const FLIP_DRAWS: usize = 1024;

/// What the user can turn: thresholds of the checklists, and how far the levers are pulled.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Knobs {
    /// From where on figures count.
    pub thresholds: Thresholds,
    /// How far the levers are pulled.
    pub pulls: Pulls,
}

/// Everything that the decision rests on.
#[derive(Debug, Clone, PartialEq)]
pub struct Decision {
    /// Both approaches over the field's aspects.
    pub aspects: Vec<Aspect>,
    /// Cost by phase.
    pub phases: Vec<PhaseLine>,
    /// Strengths of both.
    pub strengths: Vec<Strength>,
    /// Both checklists.
    pub checklist: Vec<Checked>,
    /// What the prompt could still give.
    pub levers: Levers,
    /// What deciding later costs.
    pub progression: Progression,
    /// The evaluation, where there is one.
    pub evidence: Option<Evidence>,
    /// How many cases show a difference that matters.
    pub needed: Option<Needed>,
    /// The base model is shut down before fine-tuning has paid back: said as a warning of its own.
    pub retires_early: Option<String>,
    /// The verdict.
    pub advice: Advice,
}

impl Decision {
    /// Puts together what follows from a scenario. `drivers` and `risk` are of the same scenario, the latter `None` where nothing in it is
    /// uncertain.
    pub fn new(
        scenario: &Scenario,
        drivers: &Drivers,
        risk: Option<&Risk>,
        knobs: &Knobs,
        cheaper: Option<&CheaperModel>,
    ) -> Self {
        let mut decision = Self::unflipped(scenario, drivers, risk, knobs, cheaper);
        let label = |advice: &Advice| std::mem::discriminant(&advice.recommendation);
        let now = label(&decision.advice);
        let flipped = |changed: &Scenario| {
            let risk = Risk::by_threads(1, changed, FLIP_DRAWS, &|_| true);
            let there = Self::unflipped(changed, drivers, risk.as_ref(), knobs, cheaper).advice;
            (label(&there) != now).then(|| there.recommendation.label().to_lowercase())
        };
        let changes = flips::candidates(scenario, drivers);
        decision.advice.flips = changes
            .into_iter()
            .filter_map(|change| {
                let then = flipped(&change.scenario)?;
                Some(format!("{}: {then}", change.what))
            })
            .take(MOST_FLIPS)
            .collect();
        decision
    }

    /// What is known of the answers.
    pub fn known(&self) -> Known {
        Known {
            evidence: self.evidence,
            needed: self.needed,
        }
    }

    /// All but what would flip it.
    fn unflipped(
        scenario: &Scenario,
        drivers: &Drivers,
        risk: Option<&Risk>,
        knobs: &Knobs,
        cheaper: Option<&CheaperModel>,
    ) -> Self {
        let analysis = Analysis::new(scenario);
        let verdict = Verdict::new(scenario, &analysis);
        let checklist = checklist::check(scenario, &analysis, &knobs.thresholds);
        let levers = Levers::new(scenario, &knobs.pulls, cheaper);
        let progression = Progression::new(scenario);
        let (evidence, needed) = (
            Evidence::of(scenario),
            evaluation::needed(scenario, drivers),
        );
        let advice = Advice::new(&Facts {
            scenario,
            analysis: &analysis,
            verdict: &verdict,
            risk,
            checklist: &checklist,
            levers: &levers,
            progression: &progression,
            evidence,
            needed,
            margin: knobs.thresholds.margin,
        });
        Self {
            aspects: comparison::aspects(scenario, &analysis),
            phases: comparison::phases(scenario, &analysis),
            strengths: comparison::strengths(scenario, &analysis),
            retires_early: retires_early(scenario, &analysis),
            checklist,
            levers,
            progression,
            evidence,
            needed,
            advice,
        }
    }
}

/// "The base model is shut down after 9 months in service, before …", where its first retirement comes before the payback.
fn retires_early(scenario: &Scenario, analysis: &Analysis) -> Option<String> {
    let life = scenario.fine_tuning.base_model_life_months?.base();
    let serves = life + scenario.fine_tuning.lead_time_months.get();
    let pays = analysis.break_even.moment();
    let early =
        pays.is_none_or(|moment| serves < moment.month) && serves < scenario.horizon_months.get();
    let until = match pays {
        Some(moment) => format!(
            "fine-tuning has paid back (month {})",
            super::verdict::month_of(moment)
        ),
        None => "the horizon, at which fine-tuning isn’t the cheaper one".to_owned(),
    };
    early.then(|| {
        format!(
            "The base model is shut down after {} months in service, before {until}",
            significant(life, 3)
        )
    })
}
