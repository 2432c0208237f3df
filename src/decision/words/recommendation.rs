//! The five recommendations in words.

use crate::decision::recommendation::Recommendation;
use crate::scenario::Month;
use crate::scenario::words::uncapitalized;

impl Recommendation {
    /// "Measure before you decide", "Fine-tune later: from Sep 2027"; `start` is the first month of the scenario.
    ///
    /// ```
    /// use breakeven::decision::recommendation::Recommendation;
    ///
    /// let start = "2027-01".parse()?;
    /// assert_eq!(Recommendation::Prepare { month: 8 }.label(start), "Fine-tune later: from Sep 2027");
    /// # Ok::<(), String>(())
    /// ```
    pub fn label(self, start: Month) -> String {
        match self {
            Self::StayWithPrompting => "Stay with prompting".to_owned(),
            Self::OptimiseFirst => "Optimise the prompt first".to_owned(),
            Self::MeasureFirst => "Measure before you decide".to_owned(),
            Self::Prepare { month } => format!("Fine-tune later: from {}", after(start, month)),
            Self::FineTuneNow => "Fine-tune now".to_owned(),
        }
    }

    /// "Measure first", "Fine-tune from Sep 2027": as short as lists have room for.
    pub fn short_label(self, start: Month) -> String {
        match self {
            Self::OptimiseFirst => "Optimise the prompt".to_owned(),
            Self::MeasureFirst => "Measure first".to_owned(),
            Self::Prepare { month } => format!("Fine-tune from {}", after(start, month)),
            Self::StayWithPrompting | Self::FineTuneNow => self.label(start),
        }
    }

    /// "measure before you decide", "fine-tune from Sep 2027": as it stands in the middle of a sentence.
    pub fn in_words(self, start: Month) -> String {
        match self {
            Self::Prepare { .. } => uncapitalized(&self.short_label(start)),
            other => uncapitalized(&other.label(start)),
        }
    }
}

/// The calendar month that begins at the end of so many months.
fn after(start: Month, months: usize) -> String {
    start.plus(months as i32).short()
}
