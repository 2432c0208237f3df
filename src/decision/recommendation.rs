//! What to do: the five recommendations.

/// What to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recommendation {
    /// Stay with prompting.
    StayWithPrompting,
    /// Optimise the prompt first.
    OptimiseFirst,
    /// Measure first.
    MeasureFirst,
    /// Prepare: switch at the end of this month.
    Prepare {
        /// The month at whose end fine-tuning is decided on.
        month: usize,
    },
    /// Fine-tune now.
    FineTuneNow,
}

impl Recommendation {
    /// The month after which fine-tuning is decided on, 0 for now; `None` if fine-tuning isn’t recommended.
    pub fn month(self) -> Option<usize> {
        match self {
            Self::FineTuneNow => Some(0),
            Self::Prepare { month } => Some(month),
            Self::StayWithPrompting | Self::OptimiseFirst | Self::MeasureFirst => None,
        }
    }
}
