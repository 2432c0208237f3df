//! What is offered for the value of an input that nobody stated: what an evaluation says, else a usual value.

use crate::scenario::inputs::Input;
use crate::scenario::{Estimate, Scenario};

use super::evaluated::EvaluatedErrors;
use super::usual::UsualValue;

/// A value that is offered, with its source.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Offer {
    /// An error rate from the scenario's evaluation.
    Evaluated(EvaluatedErrors),
    /// A usual value.
    Usual(&'static UsualValue),
}

impl Offer {
    /// What there is to offer for an input, whether or not somebody stated it.
    pub fn of(input: &Input, scenario: &Scenario) -> Option<Self> {
        let evaluated = EvaluatedErrors::of(input, scenario).map(Self::Evaluated);
        evaluated.or_else(|| UsualValue::of(input, scenario).map(Self::Usual))
    }

    /// What is offered for an input.
    pub fn offered(input: &Input, scenario: &Scenario) -> Option<Self> {
        let evaluated = EvaluatedErrors::offered(input, scenario).map(Self::Evaluated);
        evaluated.or_else(|| UsualValue::offered(input, scenario).map(Self::Usual))
    }

    /// The value, as the scenario's input takes it.
    pub fn estimate(self, scenario: &Scenario) -> Estimate {
        match self {
            Self::Evaluated(errors) => errors.estimate(),
            Self::Usual(usual) => usual.estimate(scenario),
        }
    }

    /// The source that a scenario states for it.
    pub fn source(self) -> String {
        match self {
            Self::Evaluated(errors) => errors.source(),
            Self::Usual(usual) => usual.source(),
        }
    }

    /// The value in words, with its unit.
    pub fn words(self, input: &Input, scenario: &Scenario) -> String {
        match self {
            Self::Evaluated(errors) => errors.words(input, scenario),
            Self::Usual(usual) => usual.words(input, scenario),
        }
    }
}
