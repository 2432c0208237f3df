//! A change that flips the recommendation, as figures.

use crate::decision::checklist::Condition;
use crate::decision::recommendation::Recommendation;
use crate::scenario::inputs::Input;

/// A change of the scenario other than of a number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum ChangeKind {
    /// A question is answered otherwise.
    Answer(Question, bool),
    /// An evaluation shows the fine-tuned model to be better.
    BetterEvaluation,
    /// The upfront budget is at least this, in the scenario's currency.
    Budget(f64),
    /// The horizon is so many months.
    Horizon(u32),
    /// The fine-tuned model serves from the start.
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
    /// Every question, in the order in which they are tried.
    pub const ALL: [Self; 5] = [
        Self::PromptOptimised,
        Self::Prototyping,
        Self::BaseModelClose,
        Self::RequirementsMayChange,
        Self::MustShipQuickly,
    ];

    /// Path of the input that holds its answer: that of the condition in the checklists, but for the prompt, which is in neither.
    pub fn path(self) -> Option<&'static str> {
        let condition = match self {
            Self::PromptOptimised => return Some("decision.prompt_optimised"),
            Self::Prototyping => Condition::Prototyping,
            Self::BaseModelClose => Condition::BaseModelClose,
            Self::RequirementsMayChange => Condition::RequirementsMayChange,
            Self::MustShipQuickly => Condition::MustShipQuickly,
        };
        condition.question()
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

impl Flip {
    /// How many recommendations it leads to, each of which takes a row.
    pub(super) fn rows(&self) -> usize {
        match self {
            Self::Bound(bound) if bound.beyond.is_some() => 2,
            Self::Bound(_) | Self::Changes(..) => 1,
        }
    }
}

/// An input that is moved until it flips the recommendation.
#[derive(Debug, Clone, PartialEq)]
pub struct Bound {
    /// The input that is moved.
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
