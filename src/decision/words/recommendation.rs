//! The five recommendations in words.

use crate::decision::recommendation::Recommendation;
use crate::scenario::words::uncapitalized;

impl Recommendation {
    /// "Measure first", as it stands alone.
    pub fn label(self) -> String {
        match self {
            Self::StayWithPrompting => "Stay with prompting".to_owned(),
            Self::OptimiseFirst => "Optimise the prompt first".to_owned(),
            Self::MeasureFirst => "Measure first".to_owned(),
            Self::Prepare { month } => format!("Prepare: switch after month {month}"),
            Self::FineTuneNow => "Fine-tune now".to_owned(),
        }
    }

    /// "measure first", as it stands in the middle of a sentence.
    pub fn in_words(self) -> String {
        match self {
            Self::Prepare { month } => format!("prepare a switch after month {month}"),
            other => uncapitalized(&other.label()),
        }
    }
}
