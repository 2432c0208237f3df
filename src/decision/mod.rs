//! The other half of the decision: which approach, why, and what would change it. Cost is not all of it. Everything here gives enums and
//! figures; [`words`] puts them into sentences.
//!
//! - [`comparison`]: both approaches side by side
//! - [`checklist`]: the field's conditions for each
//! - [`evaluation`]: what an evaluation of both shows, and what it has to
//! - [`levers`]: what the prompt could still give
//! - [`options`]: fine-tuning now or later, and what each saves on average; base models that are shut down before the payback; the timing of
//!   a switch
//! - [`facts`]: what the rules look at; [`rules`]: the rules, of which the first that applies decides, for a [`recommendation`] with its
//!   [`reason`]s
//! - [`pilot`]: a pilot before fine-tuning that may fail, and what it is worth
//! - [`conclusion`]: what the rules come to; [`measurement`]: what to measure first; [`doubt`]: what is most in
//!   doubt; [`flips`]: what would change it
//! - [`roadmap`]: the way from prompting to fine-tuning, with the gate on it
//! - `bisection`: the search for a bound, of the gate or of a flip

mod bisection;
pub mod checklist;
pub mod comparison;
pub mod conclusion;
pub mod doubt;
pub mod evaluation;
pub mod facts;
pub mod flips;
pub mod levers;
pub mod measurement;
pub mod options;
pub mod pilot;
pub mod reason;
pub mod recommendation;
pub mod roadmap;
pub mod rules;
pub mod words;

use crate::analysis::Analysis;
use crate::analysis::drivers::Drivers;
use crate::analysis::price::is_unpriced;
use crate::analysis::risk::Risk;
use crate::analysis::strategy::CostPath;
use crate::scenario::Scenario;
use crate::scenario::knobs::DecisionSettings;

use checklist::CheckedCondition;
use comparison::Comparison;
use conclusion::Conclusion;
use evaluation::EvaluationStatus;
use facts::Facts;
use flips::flip::Flip;
use levers::{CheaperModel, Levers};
use options::Alternatives;
use options::retirement::EarlyRetirement;
use pilot::Pilot;
use recommendation::Recommendation;
use rules::deciding_rule;

/// Draws that a later switch is evaluated over.
const SWITCH_DRAWS: usize = 2048;

/// A decision with everything that it rests on, as enums and figures. [`DecisionWords`](words::DecisionWords) puts it into sentences.
#[derive(Debug, Clone, PartialEq)]
pub struct Decision {
    /// Both approaches side by side.
    pub comparison: Comparison,
    /// Both checklists, first that for prompting.
    pub checklist: Vec<CheckedCondition>,
    /// What the prompt could still give.
    pub levers: Levers,
    /// The evaluation of both models, and what it has to show.
    pub evaluation: EvaluationStatus,
    /// The alternatives to prompting throughout, and what they save.
    pub alternatives: Alternatives,
    /// Pilots before fine-tuning; `None` where nothing could be learnt from one.
    pub pilot: Option<Pilot>,
    /// The base model is shut down before fine-tuning breaks even.
    pub early_retirement: Option<EarlyRetirement>,
    /// The month after which a switch costs least in the base case, 0 for now, or why there is no such month.
    pub best_switch: Result<usize, NoSwitch>,
    /// What the rules come to.
    pub conclusion: Conclusion,
}

/// Why there is no month to switch after.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoSwitch {
    /// An approach has no prices, so totals mean nothing.
    NoPrices,
    /// Prompting throughout costs no more than any switch.
    NoneBeatsPrompting,
}

impl Decision {
    /// Decides for a scenario. `analysis`, `drivers` and `risk` belong to the same scenario; `risk` is `None` if no input is uncertain.
    ///
    /// ```
    /// use breakeven::analysis::Analysis;
    /// use breakeven::analysis::drivers::Drivers;
    /// use breakeven::decision::recommendation::Recommendation;
    /// use breakeven::decision::rules::RuleId;
    /// use breakeven::decision::{Decision, NoSwitch};
    /// use breakeven::scenario::Scenario;
    /// use breakeven::scenario::knobs::DecisionSettings;
    ///
    /// let scenario = Scenario::default();
    /// let (analysis, drivers) = (Analysis::new(&scenario), Drivers::new(&scenario));
    /// let settings = DecisionSettings::default();
    /// let decision = Decision::new(&scenario, &analysis, &drivers, None, &settings, None);
    /// assert_eq!(decision.conclusion.rule, RuleId::NoPrices);
    /// assert_eq!(decision.conclusion.recommendation, Recommendation::StayWithPrompting);
    /// assert_eq!(decision.best_switch, Err(NoSwitch::NoPrices));
    /// ```
    pub fn new(
        scenario: &Scenario,
        analysis: &Analysis,
        drivers: &Drivers,
        risk: Option<&Risk>,
        settings: &DecisionSettings,
        cheaper_model: Option<&CheaperModel>,
    ) -> Self {
        let case = Case {
            scenario,
            analysis,
            drivers,
            risk,
            settings,
        };
        let parts = Parts::new(case, SWITCH_DRAWS, cheaper_model);
        let conclusion = Conclusion::new(&parts.facts(case));
        let Parts {
            checklist,
            levers,
            evaluation,
            alternatives,
            pilot,
        } = parts;
        let early_retirement = if is_unpriced(scenario) {
            None
        } else {
            let month = conclusion.recommendation.month().unwrap_or(0);
            EarlyRetirement::before_payback(scenario, month)
        };
        Self {
            comparison: Comparison::new(scenario, analysis),
            best_switch: best_switch(scenario, analysis),
            checklist,
            levers,
            evaluation,
            alternatives,
            pilot,
            early_retirement,
            conclusion,
        }
    }

    /// The changes of the scenario that would flip what is recommended; the arguments are those of [`Self::new`]. A search that decides for
    /// hundreds of changed scenarios, and so takes far longer than the decision.
    pub fn flips(
        &self,
        scenario: &Scenario,
        drivers: &Drivers,
        settings: &DecisionSettings,
        cheaper_model: Option<&CheaperModel>,
    ) -> Vec<Flip> {
        // Without prices only a change of a price has an effect.
        if is_unpriced(scenario) {
            return Vec::new();
        }
        let now = self.conclusion.recommendation;
        flips::flips(scenario, drivers, now, &|changed, draws| {
            let risk = Risk::without_bands(changed, draws.fine_tuning_now);
            let case = Case {
                scenario: changed,
                analysis: &Analysis::new(changed),
                drivers,
                risk: risk.as_ref(),
                settings,
            };
            let parts = Parts::new(case, draws.later_switch, cheaper_model);
            let facts = parts.facts(case);
            (deciding_rule(&facts).recommends)(&facts)
        })
    }

    /// What prompting costs with the assumed levers, if the recommendation is to optimise the prompt first; `None` otherwise, and if no lever
    /// saves anything.
    pub fn optimised_prompting(&self) -> Option<&CostPath> {
        let is_recommended = self.conclusion.recommendation == Recommendation::OptimiseFirst;
        let saves = self.levers.counted_on().next().is_some();
        (is_recommended && saves).then_some(&self.levers.prompting_path)
    }

    /// The month after which a roadmap decides: the recommended one, else the best one in the base case. `None` if no switch pays.
    pub fn roadmap_month(&self) -> Option<usize> {
        let recommended = self.conclusion.recommendation.month();
        recommended.or(self.best_switch.ok())
    }
}

fn best_switch(scenario: &Scenario, analysis: &Analysis) -> Result<usize, NoSwitch> {
    if is_unpriced(scenario) {
        return Err(NoSwitch::NoPrices);
    }
    let best = analysis.best_switch.as_ref();
    best.map(|best| best.month)
        .ok_or(NoSwitch::NoneBeatsPrompting)
}

/// What is given: a scenario with what is known of it already, and the settings.
#[derive(Clone, Copy)]
struct Case<'a> {
    scenario: &'a Scenario,
    analysis: &'a Analysis,
    drivers: &'a Drivers,
    risk: Option<&'a Risk>,
    settings: &'a DecisionSettings,
}

/// The parts that [`Facts`] borrows, computed once for a scenario.
struct Parts {
    checklist: Vec<CheckedCondition>,
    levers: Levers,
    evaluation: EvaluationStatus,
    alternatives: Alternatives,
    pilot: Option<Pilot>,
}

impl Parts {
    fn new(case: Case<'_>, switch_draws: usize, cheaper_model: Option<&CheaperModel>) -> Self {
        let Case {
            scenario,
            analysis,
            risk,
            settings,
            ..
        } = case;
        Self {
            checklist: checklist::check(scenario, analysis, settings),
            levers: Levers::new(scenario, analysis, settings, cheaper_model),
            evaluation: EvaluationStatus::new(scenario, settings),
            alternatives: Alternatives::new(scenario, analysis, risk, switch_draws),
            pilot: risk
                .filter(|_| !is_unpriced(scenario))
                .and_then(|risk| Pilot::new(scenario, risk)),
        }
    }

    /// What the rules look at.
    fn facts<'a>(&'a self, case: Case<'a>) -> Facts<'a> {
        let Case {
            scenario,
            analysis,
            drivers,
            risk,
            settings,
        } = case;
        Facts {
            scenario,
            analysis,
            risk,
            checklist: &self.checklist,
            levers: &self.levers,
            drivers,
            alternatives: &self.alternatives,
            evaluation: &self.evaluation,
            pilot: self.pilot.as_ref(),
            settings,
        }
    }
}
