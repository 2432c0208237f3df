//! The warning of a base model that retires too early, in words.

use crate::analysis::finding::calendar::month_of;
use crate::decision::options::retirement::{EarlyRetirement, LatePayback};
use crate::scenario::quantity::count_with_noun;

impl EarlyRetirement {
    /// "The base model is shut down after 9 months in service, before fine-tuning has paid back (month 14)".
    pub fn sentence(&self) -> String {
        let until = match self.payback {
            LatePayback::At(moment) => {
                format!("fine-tuning has paid back (month {})", month_of(moment))
            }
            LatePayback::NotLasting { ahead_from } => format!(
                "fine-tuning has paid back for good: it is ahead from month {}, and not at the horizon",
                month_of(ahead_from)
            ),
            LatePayback::OnlyAtFirst => {
                "fine-tuning has paid back for good: it is cheaper at first, and not at the horizon"
                    .to_owned()
            }
            LatePayback::Never => "the horizon, and fine-tuning never gets ahead".to_owned(),
        };
        let (decided, the) = match self.decided_after {
            0 => (String::new(), "The"),
            k => (format!("Decided after month {k}, "), "the"),
        };
        format!(
            "{decided}{the} base model is shut down after {} in service, before {until}",
            count_with_noun(self.life_months, "month")
        )
    }
}
