//! The five recommendations in words.

use crate::decision::recommendation::Recommendation;

impl Recommendation {
    /// In words.
    pub fn label(self) -> String {
        match self {
            Self::StayWithPrompting => "Stay with prompting".to_owned(),
            Self::OptimiseFirst => "Optimise the prompt first".to_owned(),
            Self::MeasureFirst => "Measure first".to_owned(),
            Self::Prepare { month } => format!("Prepare: switch after month {month}"),
            Self::FineTuneNow => "Fine-tune now".to_owned(),
        }
    }

    /// In the middle of a sentence.
    pub fn in_words(self) -> String {
        match self {
            Self::Prepare { month } => format!("prepare a switch after month {month}"),
            other => other.label().to_lowercase(),
        }
    }
}
