//! What to measure first, before anything is decided.

use crate::analysis::risk::InformationValue;
use crate::scenario::inputs::Input;

use super::facts::Facts;
use super::pilot::PilotSize;
use super::recommendation::Recommendation;

/// What to measure first.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Measurement {
    /// Whether fine-tuning succeeds, by a pilot.
    Pilot(PilotSize),
    /// The input that is worth most to know.
    MostInformative(InformationValue),
    /// The input on which the result depends most.
    MostInfluential(&'static Input),
    /// Both approaches on the same cases.
    Evaluation {
        /// How many cases it takes, if that is known.
        needed: Option<f64>,
    },
    /// What a better prompt reaches.
    BetterPrompt,
    /// How often requirements change.
    ChangeFrequency,
}

impl Measurement {
    /// The input that is worth most to know if the figures leave it open, else what the evidence lacks. `None` if something else is to do.
    pub(super) fn new(facts: &Facts<'_>, recommendation: Recommendation) -> Option<Self> {
        if recommendation != Recommendation::MeasureFirst {
            return None;
        }
        if let Some(pilot) = facts.pilot_first() {
            return Some(Self::Pilot(*pilot));
        }
        if facts.figures_leave_it_open() {
            if facts.is_worth_knowing()
                && let Some(information) = facts.alternatives.most_informative
            {
                return Some(Self::MostInformative(information));
            }
            let widest = facts.drivers.tornado.first();
            return widest.map(|bar| Self::MostInfluential(bar.input));
        }
        if !facts.is_shown() {
            let needed = facts.evaluation.needed;
            return Some(Self::Evaluation {
                needed: needed.map(|needed| needed.cases),
            });
        }
        Some(if facts.optimisation_is_unknown() {
            Self::BetterPrompt
        } else {
            Self::ChangeFrequency
        })
    }
}
