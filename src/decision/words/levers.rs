//! The levers of the prompt in words: what each does, when fine-tuning breaks even with it, and which approach is the cheapest then.

use crate::analysis::breakeven::{BreakEven, Moment};
use crate::analysis::finding::calendar::month_of;
use crate::analysis::price::is_unpriced;
use crate::decision::levers::{LeverChange, LeverEffect, Levers};
use crate::scenario::Scenario;
use crate::scenario::knobs::Lever;
use crate::scenario::quantity::{count, money, percent};

impl LeverEffect {
    /// What is done: "Shorten the prompt (−20%)".
    pub fn what(&self) -> String {
        self.change.what()
    }
}

impl LeverChange {
    /// What is done: "Shorten the prompt (−20%)".
    pub fn what(&self) -> String {
        match self {
            Self::TrimPrompt(share) => format!("Shorten the prompt (−{})", percent(*share)),
            Self::FewerExamples(share) => {
                format!("Drop few-shot examples (−{})", percent(*share))
            }
            Self::CachePrefix(minutes) => {
                format!("Cache the prompt (TTL {}\u{a0}min)", count(*minutes))
            }
            Self::Batch(share) => format!("Batch {} of queries", percent(*share)),
            Self::CheaperModel(name) => format!("Use a cheaper model: {name}"),
        }
    }

    /// As the subject of a sentence: "a 20% shorter prompt".
    pub(super) fn noun(&self) -> String {
        match self {
            Self::TrimPrompt(share) => format!("a {} shorter prompt", percent(*share)),
            Self::FewerExamples(_) => "fewer few-shot examples".to_owned(),
            Self::CachePrefix(_) => "caching".to_owned(),
            Self::Batch(share) => format!("batching {} of queries", percent(*share)),
            Self::CheaperModel(name) => format!("the cheaper model {name}"),
        }
    }
}

impl Levers {
    /// The name of the prompt as it is, beside the levers.
    pub const AS_IS_LABEL: &'static str = "Today";
    /// The name of the levers together.
    pub const COUNTED_ON_LABEL: &'static str = "Assumed together";

    /// When fine-tuning breaks even as it is.
    pub fn as_is(&self) -> String {
        when(self.break_even_as_is)
    }

    /// When fine-tuning breaks even with a lever, and how that differs from today: "month 9 (+3)", "never (was month 6)".
    pub fn moved(&self, break_even: BreakEven) -> String {
        let (then, now) = (when(break_even), when(self.break_even_as_is));
        let month = |moment: Moment| i64::from(month_of(moment));
        match (break_even, self.break_even_as_is) {
            _ if break_even == self.break_even_as_is => format!("{then}, unchanged"),
            (BreakEven::At(moment), BreakEven::At(as_is)) => match month(moment) - month(as_is) {
                0 => format!("{then}, unchanged"),
                later @ 1.. => format!("{then} (+{later})"),
                earlier => format!("{then} (−{})", -earlier),
            },
            _ => format!("{then} (was {now})"),
        }
    }

    /// Who is the cheapest with all that is counted on.
    pub fn finding(&self, scenario: &Scenario) -> String {
        if is_unpriced(scenario) {
            return "No comparison without prices".to_owned();
        }
        let amount = |value| money(value, &scenario.currency);
        let even_so = if self.counted_on().next().is_none() {
            "Today"
        } else {
            "Even so"
        };
        match self.best_switch {
            Some((0, total)) => {
                format!("{even_so}, fine-tuning is cheaper: {}", amount(total))
            }
            Some((month, total)) => format!(
                "{even_so}, switching after month {month} is cheapest: {}",
                amount(total)
            ),
            None if self.prompting < self.fine_tuning => format!(
                "Prompting is cheaper then: {} instead of {}",
                amount(self.prompting),
                amount(self.fine_tuning)
            ),
            None => "Both approaches cost the same then".to_owned(),
        }
    }

    /// Why no cheaper model is among them, where the catalog can't tell.
    pub fn no_cheaper_model(&self, scenario: &Scenario) -> Option<String> {
        let currency = &scenario.currency;
        let has_one = |effect: &LeverEffect| effect.lever == Lever::CheaperModel;
        let missing = !currency.is_us_dollar() && !self.alone.iter().any(has_one);
        missing.then(|| {
            let code = currency.code();
            format!(
                "No cheaper model is listed: catalog prices are in US dollars, this scenario is in {code}"
            )
        })
    }
}

/// "month 9", "from the start", "never".
fn when(break_even: BreakEven) -> String {
    match break_even {
        BreakEven::FromTheStart => "from the start".to_owned(),
        BreakEven::At(moment) => format!("month {}", month_of(moment)),
        BreakEven::Never => "never".to_owned(),
    }
}
