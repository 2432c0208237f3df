//! A change that flips the recommendation, as figures.

use crate::decision::recommendation::Recommendation;
use crate::scenario::inputs::Input;

/// A change of the scenario other than of a number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum ChangeKind {
    /// A question is answered otherwise.
    Answer(Question, bool),
    /// An evaluation shows the tuned model to be better.
    BetterEvaluation,
    /// The upfront budget is at least this, in the scenario's currency.
    Budget(f64),
    /// The horizon is two years.
    LongHorizon,
    /// The tuned model serves from the start.
    LiveAtOnce,
}

/// The questions of the scenario of which an answer can flip the recommendation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Question {
    /// Whether the prompt is optimised.
    PromptOptimised,
    /// Whether it is a prototype.
    Prototyping,
    /// Whether the base model is already close.
    BaseModelClose,
    /// Whether requirements may change.
    RequirementsMayChange,
    /// Whether it must ship quickly.
    MustShipQuickly,
}

impl Question {
    /// All of them, in the order in which they are tried.
    pub const ALL: [Self; 5] = [
        Self::PromptOptimised,
        Self::Prototyping,
        Self::BaseModelClose,
        Self::RequirementsMayChange,
        Self::MustShipQuickly,
    ];

    /// The path of its input.
    pub fn path(self) -> &'static str {
        match self {
            Self::PromptOptimised => "decision.prompt_optimised",
            Self::Prototyping => "decision.prototyping",
            Self::BaseModelClose => "decision.base_model_close",
            Self::RequirementsMayChange => "decision.requirements_may_change",
            Self::MustShipQuickly => "decision.must_ship_quickly",
        }
    }
}

/// A change that flips the recommendation.
#[derive(Debug, Clone, PartialEq)]
pub enum Flip {
    /// Changes that flip it together.
    Changes(Vec<ChangeKind>, Recommendation),
    /// An input that flips it from a value on.
    Bound(Bound),
}

/// An input that is moved until it flips the recommendation.
#[derive(Debug, Clone, PartialEq)]
pub struct Bound {
    /// The input.
    pub input: &'static Input,
    /// Whether it is moved up; else down.
    pub up: bool,
    /// Whether it takes whole numbers only.
    pub whole: bool,
    /// The value nearest to the present one that flips it.
    pub value: f64,
    /// What is recommended from that value on.
    pub then: Recommendation,
    /// A second value closely beyond the first, and what is recommended from there on, if that is something else.
    pub beyond: Option<(f64, Recommendation)>,
    /// Changes that are made too.
    pub along: Vec<ChangeKind>,
}
