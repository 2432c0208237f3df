//! The other half of the decision: which approach, why, and what would change it. Cost is not all of it.
//!
//! - [`comparison`]: both approaches side by side
//! - [`checklist`]: the field's conditions for each
//! - [`evaluation`]: what an evaluation of both shows
//! - [`levers`]: what the prompt could still give
//! - [`progression`]: deciding later, and what that costs; [`plan`]: the same as a page with dates
//! - [`rules`]: the rules, of which the first that applies decides; [`advice`]: the verdict in its parts

pub mod advice;
pub mod checklist;
pub mod comparison;
pub mod evaluation;
mod flips;
pub mod levers;
pub mod plan;
pub mod progression;
pub mod rules;

use crate::scenario::Scenario;
use crate::scenario::knobs::Knobs;
use crate::scenario::quantity::significant;

use super::Analysis;
use super::drivers::Drivers;
use super::risk::Risk;
use super::risk::switched::SwitchOdds;
use super::side::Side;
use super::verdict::Verdict;
use advice::Advice;
use checklist::Checked;
use comparison::aspects::{self, Aspect};
use comparison::phases::{self, PhaseLine};
use comparison::strengths::{self, Strength};
use evaluation::{Criterion, Evidence, Known, Needed};
use levers::{CheaperModel, Levers};
use progression::Progression;
use rules::Facts;

/// More changes that would flip it are of no use.
const MOST_FLIPS: usize = 3;
/// Draws that tell whether a change would.
const FLIP_DRAWS: usize = 1024;
/// Draws that tell how sure a later switch is.
const SWITCH_DRAWS: usize = 512;

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
    /// What has to be shown.
    pub criterion: Criterion,
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
        let Basis {
            analysis,
            checklist,
            levers,
            progression,
            evidence,
            needed,
            mut advice,
        } = Basis::new(scenario, drivers, risk, knobs, cheaper);
        let label = |advice: &Advice| std::mem::discriminant(&advice.recommendation);
        let flipped = |changed: &Scenario| {
            let risk = Risk::by_threads(1, changed, FLIP_DRAWS, &|_| true);
            let there = Basis::new(changed, drivers, risk.as_ref(), knobs, cheaper).advice;
            (label(&there) != label(&advice)).then(|| there.recommendation.label().to_lowercase())
        };
        advice.flips = flips::candidates(scenario, drivers)
            .into_iter()
            .filter_map(|change| {
                let then = flipped(&change.scenario)?;
                Some(format!("{}: {then}", change.what))
            })
            .take(MOST_FLIPS)
            .collect();
        Self {
            aspects: aspects::aspects(scenario, &analysis),
            phases: phases::phases(scenario, &analysis),
            strengths: strengths::strengths(scenario, &analysis),
            retires_early: retires_early(scenario, &analysis),
            criterion: Criterion::of(scenario, knobs),
            checklist,
            levers,
            progression,
            evidence,
            needed,
            advice,
        }
    }

    /// What is known of the answers.
    pub fn known(&self) -> Known {
        Known {
            evidence: self.evidence,
            criterion: self.criterion,
            needed: self.needed,
        }
    }
}

/// What the recommendation follows from, and the recommendation without what would flip it.
struct Basis {
    analysis: Analysis,
    checklist: Vec<Checked>,
    levers: Levers,
    progression: Progression,
    evidence: Option<Evidence>,
    needed: Option<Needed>,
    advice: Advice,
}

impl Basis {
    fn new(
        scenario: &Scenario,
        drivers: &Drivers,
        risk: Option<&Risk>,
        knobs: &Knobs,
        cheaper: Option<&CheaperModel>,
    ) -> Self {
        let analysis = Analysis::new(scenario);
        let verdict = Verdict::new(scenario, &analysis);
        let checklist = checklist::check(scenario, &analysis, knobs);
        let levers = Levers::new(scenario, knobs, cheaper);
        let progression = Progression::new(scenario);
        let (evidence, needed) = (
            Evidence::of(scenario),
            evaluation::needed(scenario, drivers, knobs),
        );
        let switch = analysis
            .better_than_both()
            .and_then(|best| SwitchOdds::new(scenario, best.month, SWITCH_DRAWS));
        let advice = Advice::new(&Facts {
            scenario,
            analysis: &analysis,
            verdict: &verdict,
            risk,
            checklist: &checklist,
            levers: &levers,
            progression: &progression,
            switch,
            evidence,
            needed,
            knobs,
        });
        Self {
            analysis,
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
    let month = |moment| super::verdict::month_of(moment);
    let ahead = analysis
        .crossings
        .iter()
        .find(|crossing| crossing.cheaper_after == Side::FineTuning);
    let until = match (pays, ahead) {
        (Some(moment), _) => format!("fine-tuning has paid back (month {})", month(moment)),
        (None, Some(ahead)) => format!(
            "fine-tuning has paid back for good: it is ahead from month {}, and not at the horizon",
            month(ahead.at)
        ),
        (None, None) => "the horizon, and fine-tuning never gets ahead".to_owned(),
    };
    early.then(|| {
        format!(
            "The base model is shut down after {} months in service, before {until}",
            significant(life, 3)
        )
    })
}
