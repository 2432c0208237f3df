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
//! - [`conclusion`]: what the rules come to; [`flips`]: what would change it
//! - [`roadmap`]: the gate on the way from prompting to fine-tuning

pub mod checklist;
pub mod comparison;
pub mod conclusion;
pub mod evaluation;
pub mod facts;
pub mod flips;
pub mod levers;
pub mod options;
pub mod reason;
pub mod recommendation;
pub mod roadmap;
pub mod rules;
pub mod words;

use crate::analysis::Analysis;
use crate::analysis::drivers::Drivers;
use crate::analysis::price::is_unpriced;
use crate::analysis::risk::Risk;
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
use options::switch_month::SwitchTiming;
use rules::recommended;
use words::advice::Advice;
use words::comparison::aspects::{self, Aspect};
use words::comparison::phases::{self, PhaseLine};
use words::comparison::strengths::{self, Strength};
use words::roadmap::{caveat, no_roadmap};

/// Draws that a later switch is evaluated over.
const SWITCH_DRAWS: usize = 2048;

/// A decision with everything that it rests on.
#[derive(Debug, Clone, PartialEq)]
pub struct Decision {
    /// Both approaches side by side, as figures.
    pub comparison: Comparison,
    /// Both approaches over the field's aspects, in words.
    pub aspects: Vec<Aspect>,
    /// Cost by phase, in words.
    pub phases: Vec<PhaseLine>,
    /// Strengths of both, in words.
    pub strengths: Vec<Strength>,
    /// Both checklists.
    pub checklist: Vec<CheckedCondition>,
    /// What the prompt could still give.
    pub levers: Levers,
    /// What deciding later costs.
    pub switch_timing: SwitchTiming,
    /// The evaluation of both models, and what it has to show.
    pub evaluation: EvaluationStatus,
    /// The base model is shut down before fine-tuning has paid back.
    pub early_retirement: Option<EarlyRetirement>,
    /// Why there is no month to plan for, in words; `None` if there is one.
    pub no_roadmap: Option<String>,
    /// What the rules come to, as figures.
    pub conclusion: Conclusion,
    /// The same in words.
    pub advice: Advice,
}

impl Decision {
    /// Decides for a scenario. `drivers` and `risk` belong to the same scenario; `risk` is `None` if no input is uncertain.
    ///
    /// ```
    /// use breakeven::analysis::drivers::Drivers;
    /// use breakeven::decision::Decision;
    /// use breakeven::decision::rules::RuleId;
    /// use breakeven::scenario::Scenario;
    /// use breakeven::scenario::knobs::DecisionSettings;
    ///
    /// let scenario = Scenario::default();
    /// let drivers = Drivers::new(&scenario);
    /// let decision = Decision::new(&scenario, &drivers, None, &DecisionSettings::default(), None);
    /// assert_eq!(decision.conclusion.rule, RuleId::NoPrices);
    /// assert_eq!(decision.advice.headline(), "Stay with prompting");
    /// ```
    pub fn new(
        scenario: &Scenario,
        drivers: &Drivers,
        risk: Option<&Risk>,
        knobs: &DecisionSettings,
        cheaper: Option<&CheaperModel>,
    ) -> Self {
        let parts = Parts::new(scenario, risk, SWITCH_DRAWS, knobs, cheaper);
        let facts = parts.facts(scenario, drivers, risk, knobs);
        let conclusion = Conclusion::new(&facts);
        let advice = Advice::new(&conclusion, &facts);
        let Parts {
            analysis,
            checklist,
            levers,
            evaluation,
            ..
        } = parts;
        let comparison = Comparison::new(scenario, &analysis);
        let early_retirement = if is_unpriced(scenario) {
            None
        } else {
            let month = conclusion.recommendation.month().unwrap_or(0);
            EarlyRetirement::before_payback(scenario, month)
        };
        Self {
            aspects: aspects::aspects(&comparison),
            phases: phases::phases(&comparison),
            strengths: strengths::strengths(&comparison),
            comparison,
            no_roadmap: no_roadmap(scenario, &analysis),
            switch_timing: SwitchTiming::new(scenario),
            early_retirement,
            checklist,
            levers,
            evaluation,
            conclusion,
            advice,
        }
    }

    /// The changes of the scenario that would flip what is recommended; the arguments are those of [`Self::new`]. A search that decides for
    /// hundreds of changed scenarios, and so takes far longer than the decision.
    pub fn flips(
        &self,
        scenario: &Scenario,
        drivers: &Drivers,
        knobs: &DecisionSettings,
        cheaper: Option<&CheaperModel>,
    ) -> Vec<Flip> {
        // Without prices only a change of a price has an effect.
        if is_unpriced(scenario) {
            return Vec::new();
        }
        let now = self.conclusion.recommendation;
        flips::flips(scenario, drivers, now, &|changed, draws| {
            let risk = Risk::without_bands(changed, draws.all);
            let risk = risk.as_ref();
            let parts = Parts::new(changed, risk, draws.of_switch, knobs, cheaper);
            recommended(&parts.facts(changed, drivers, risk, knobs))
        })
    }

    /// The month after which a roadmap decides: the recommended one, else the best one at base. `None` if no switch pays.
    pub fn roadmap_month(&self) -> Option<usize> {
        if let Some(recommended) = self.conclusion.recommendation.month() {
            return Some(recommended);
        }
        if self.no_roadmap.is_some() {
            return None;
        }
        self.switch_timing.best
    }

    /// What stands before a roadmap that nobody is advised to follow yet.
    pub fn roadmap_caveat(&self) -> Option<&'static str> {
        caveat(self.conclusion.recommendation)
    }

    /// The warning that the base model is shut down before fine-tuning has paid back, if it is.
    pub fn retires_early(&self) -> Option<String> {
        self.early_retirement.map(|early| early.sentence())
    }
}

/// The parts that [`Facts`] borrows, worked out once for a scenario.
struct Parts {
    analysis: Analysis,
    checklist: Vec<CheckedCondition>,
    levers: Levers,
    evaluation: EvaluationStatus,
    alternatives: Alternatives,
}

impl Parts {
    fn new(
        scenario: &Scenario,
        risk: Option<&Risk>,
        switch_draws: usize,
        knobs: &DecisionSettings,
        cheaper: Option<&CheaperModel>,
    ) -> Self {
        let analysis = Analysis::new(scenario);
        Self {
            checklist: checklist::check(scenario, &analysis, knobs),
            levers: Levers::new(scenario, &analysis, knobs, cheaper),
            evaluation: EvaluationStatus::new(scenario, knobs),
            alternatives: Alternatives::new(scenario, &analysis, risk, switch_draws),
            analysis,
        }
    }

    /// What the rules look at.
    fn facts<'a>(
        &'a self,
        scenario: &'a Scenario,
        drivers: &'a Drivers,
        risk: Option<&'a Risk>,
        knobs: &'a DecisionSettings,
    ) -> Facts<'a> {
        Facts {
            scenario,
            analysis: &self.analysis,
            risk,
            checklist: &self.checklist,
            levers: &self.levers,
            drivers,
            alternatives: &self.alternatives,
            evaluation: &self.evaluation,
            knobs,
        }
    }
}
