//! The decision in words. The rest of [`decision`](super) gives enums and figures; the sentences that the window, the report, text and JSON
//! show are made here, each in one place.
//!
//! - [`DecisionWords`]: the words of a decision
//! - [`headline`]: what to do and what was found, wherever a result is told
//! - [`card`]: the same with its reasons and figures, as a card
//! - [`advice`]: the recommendation with its reasons; [`roadmap`]: the plan with dates
//! - [`doubt`]: the biggest doubt about it; [`flips`]: what would change it; `rules`, `alternative`, `recommendation`, `simulations`: what the advice is made of
//! - [`comparison`]: both approaches side by side
//! - [`checklist`], `evaluation`, `levers`, `pilot`, `switch_timing`, `retirement`: the words of the facts of the same name

pub mod advice;
mod alternative;
pub mod card;
pub mod checklist;
pub mod comparison;
pub mod doubt;
mod evaluation;
pub mod flips;
pub mod headline;
mod levers;
mod pilot;
mod recommendation;
mod retirement;
pub mod roadmap;
mod rules;
mod simulations;
mod switch_timing;

use crate::scenario::Scenario;

use super::Decision;
use advice::Advice;
use comparison::aspects::{self, Aspect};
use comparison::phases::{self, PhaseLine};
use comparison::strengths::{self, Strength};

/// A decision in words, for whoever shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct DecisionWords {
    /// What to do and why, what speaks against it, and what is missing.
    pub advice: Advice,
    /// Both approaches over the field's aspects.
    pub aspects: Vec<Aspect>,
    /// Cost by phase.
    pub phases: Vec<PhaseLine>,
    /// The strengths of both approaches.
    pub strengths: Vec<Strength>,
    /// The warning that the base model is shut down before fine-tuning breaks even, if it is.
    pub early_retirement: Option<String>,
    /// Why there is no month to plan for; `None` if there is one.
    pub no_roadmap: Option<String>,
    /// What stands before a roadmap that nobody is advised to follow yet.
    pub roadmap_caveat: Option<&'static str>,
}

impl DecisionWords {
    /// Puts a decision into words. `finding` is that of the same scenario, in one sentence.
    ///
    /// ```
    /// use breakeven::analysis::Analysis;
    /// use breakeven::analysis::drivers::Drivers;
    /// use breakeven::analysis::finding::base::BaseFinding;
    /// use breakeven::decision::Decision;
    /// use breakeven::decision::words::DecisionWords;
    /// use breakeven::scenario::Scenario;
    /// use breakeven::scenario::knobs::DecisionSettings;
    ///
    /// let scenario = Scenario::default();
    /// let (analysis, drivers) = (Analysis::new(&scenario), Drivers::new(&scenario));
    /// let settings = DecisionSettings::default();
    /// let decision = Decision::new(&scenario, &analysis, &drivers, None, &settings, None);
    /// let base_finding = BaseFinding::new(&scenario, &analysis);
    /// let words = DecisionWords::new(&decision, &base_finding.headline, &scenario);
    /// assert_eq!(words.advice.headline, "Stay with prompting");
    /// ```
    pub fn new(decision: &Decision, finding: &str, scenario: &Scenario) -> Self {
        let currency = &scenario.currency;
        let comparison = &decision.comparison;
        let no_switch = decision.best_switch.err();
        Self {
            advice: Advice::new(decision, finding, scenario),
            aspects: aspects::aspects(comparison, currency),
            phases: phases::phases(comparison, currency),
            strengths: strengths::strengths(comparison, currency),
            early_retirement: decision.early_retirement.map(|early| early.sentence()),
            no_roadmap: no_switch.map(|why| roadmap::no_roadmap(why, finding)),
            roadmap_caveat: roadmap::caveat(decision.conclusion.recommendation),
        }
    }
}
