//! The names of approaches and phases of cost for people.

use crate::analysis::approach::{Approach, Phase};

impl Approach {
    /// "Prompting" or "Fine-tuning", as it starts a line.
    ///
    /// ```
    /// use breakeven::analysis::approach::Approach;
    ///
    /// assert_eq!(Approach::FineTuning.label(), "Fine-tuning");
    /// ```
    pub fn label(self) -> &'static str {
        match self {
            Self::Prompting => "Prompting",
            Self::FineTuning => "Fine-tuning",
        }
    }
}

impl Phase {
    /// "Data collection", as it starts a line.
    pub fn label(self) -> &'static str {
        match self {
            Self::DataCollection => "Data collection",
            Self::Training => "Training",
            Self::People => "Team effort",
            Self::Inference => "Inference",
            Self::Review => "Review",
            Self::Errors => "Errors",
            Self::Hosting => "Hosting",
            Self::Iteration => "Changes and retraining",
        }
    }
}
