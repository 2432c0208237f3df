//! What to do: the five recommendations.

use crate::analysis::approach::Approach;

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
    /// Its name in files for programs.
    pub fn key(self) -> &'static str {
        match self {
            Self::StayWithPrompting => "stay_with_prompting",
            Self::OptimiseFirst => "optimise_first",
            Self::MeasureFirst => "measure_first",
            Self::Prepare { .. } => "prepare_switch",
            Self::FineTuneNow => "fine_tune_now",
        }
    }

    /// The approach that it speaks for; `None` if it leaves that open.
    pub fn approach(self) -> Option<Approach> {
        match self {
            Self::StayWithPrompting | Self::OptimiseFirst => Some(Approach::Prompting),
            Self::MeasureFirst => None,
            Self::Prepare { .. } | Self::FineTuneNow => Some(Approach::FineTuning),
        }
    }

    /// The month after which fine-tuning is decided on, 0 for now; `None` if fine-tuning isn’t recommended.
    pub fn month(self) -> Option<usize> {
        match self {
            Self::FineTuneNow => Some(0),
            Self::Prepare { month } => Some(month),
            Self::StayWithPrompting | Self::OptimiseFirst | Self::MeasureFirst => None,
        }
    }
}
