//! The two approaches that are compared, the phases of their costs, and which of the two is cheaper.

/// One of the two approaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Approach {
    /// Prompt engineering: instructions and few-shot examples go with every query.
    Prompting,
    /// Fine-tuning: a base model is trained on examples, then needs a short prompt or none.
    FineTuning,
}

impl Approach {
    /// Both approaches, in the order in which they are shown.
    pub const ALL: [Self; 2] = [Self::Prompting, Self::FineTuning];

    /// Its name in CSV and JSON.
    pub fn key(self) -> &'static str {
        match self {
            Self::Prompting => "prompting",
            Self::FineTuning => "fine_tuning",
        }
    }
}

/// Tolerance when flooring products that should be whole numbers.
pub(crate) const FLOOR_SLACK: f64 = 1e-9;

/// Totals whose relative difference is at most this are taken as equal: the difference is rounding.
pub(crate) const ROUNDING: f64 = 1e-12;

/// A difference that only rounding can make negative; 0 if it is no more than the rounding of amounts of the size `scale`.
pub(crate) fn without_rounding(difference: f64, scale: f64) -> f64 {
    if difference <= ROUNDING * scale {
        0.0
    } else {
        difference
    }
}

/// What fine-tuning saves, given what each approach costs; 0 if the costs are equal except for rounding.
pub(crate) fn saving_of(prompting: f64, fine_tuning: f64) -> f64 {
    let saving = prompting - fine_tuning;
    if saving.abs() <= ROUNDING * prompting.abs().max(fine_tuning.abs()) {
        0.0
    } else {
        saving
    }
}

/// The cheaper approach, given what each costs; `None` if the costs are equal except for rounding.
///
/// ```
/// use breakeven::analysis::approach::{Approach, cheaper_of};
///
/// assert_eq!(cheaper_of(12.0, 10.0), Some(Approach::FineTuning));
/// assert_eq!(cheaper_of(0.1 + 0.2, 0.3), None);
/// ```
pub fn cheaper_of(prompting: f64, fine_tuning: f64) -> Option<Approach> {
    let saving = saving_of(prompting, fine_tuning);
    if saving == 0.0 {
        None
    } else if saving > 0.0 {
        Some(Approach::FineTuning)
    } else {
        Some(Approach::Prompting)
    }
}

/// Phases of cost, in the order of tables and charts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Phase {
    /// Collecting and labelling examples.
    DataCollection,
    /// The training round before the fine-tuned model first serves.
    Training,
    /// Set-up and upkeep by the team.
    People,
    /// Tokens of queries and answers.
    Inference,
    /// People who check answers.
    Review,
    /// Wrong answers that go out unnoticed.
    Errors,
    /// Endpoints, GPUs and other running costs.
    Hosting,
    /// Changes of the wanted behaviour, and retrainings.
    Iteration,
}

impl Phase {
    /// All phases, in order.
    pub const ALL: [Self; 8] = [
        Self::DataCollection,
        Self::Training,
        Self::People,
        Self::Inference,
        Self::Review,
        Self::Errors,
        Self::Hosting,
        Self::Iteration,
    ];

    /// Its name in CSV and JSON.
    pub fn key(self) -> &'static str {
        match self {
            Self::DataCollection => "data_collection",
            Self::Training => "training",
            Self::People => "people",
            Self::Inference => "inference",
            Self::Review => "review",
            Self::Errors => "errors",
            Self::Hosting => "hosting",
            Self::Iteration => "iteration",
        }
    }
}
