//! The warning of a base model that retires too early, in words.

use crate::analysis::finding::calendar::month_of;
use crate::decision::options::retirement::{EarlyRetirement, LatePayback};
use crate::scenario::quantity::count_with_noun;

impl EarlyRetirement {
    /// "The base model retires after 9 months in service, before break-even in month 14".
    pub fn sentence(&self) -> String {
        let until = match self.payback {
            LatePayback::At(moment) => {
                format!("before break-even in month {}", month_of(moment))
            }
            LatePayback::NotLasting { ahead_from } => format!(
                "and the lead from month {} doesn’t last",
                month_of(ahead_from)
            ),
            LatePayback::OnlyAtFirst => "and the lead at the start doesn’t last".to_owned(),
            LatePayback::Never => "and fine-tuning never breaks even".to_owned(),
        };
        let (decided, the) = match self.decided_after {
            0 => (String::new(), "The"),
            k => (format!("After a switch in month {k}, "), "the"),
        };
        let when = if self.life_months > 0.0 {
            let served = count_with_noun(self.life_months, "month");
            format!("after {served} in service")
        } else {
            "before it goes live".to_owned()
        };
        format!("{decided}{the} base model retires {when}, {until}")
    }
}
