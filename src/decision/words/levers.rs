//! The levers of the prompt in words: what each does, when fine-tuning breaks even with it, and which approach is the cheapest then.

use crate::analysis::breakeven::{BreakEven, Moment};
use crate::analysis::finding::calendar::month_of;
use crate::analysis::price::is_unpriced;
use crate::decision::levers::{LeverChange, LeverEffect, Levers};
use crate::scenario::Scenario;
use crate::scenario::knobs::Lever;
use crate::scenario::quantity::{count_with_noun, money};

impl LeverEffect {
    /// What is done: "Trim the prompt by 20 %".
    pub fn what(&self) -> String {
        self.change.what()
    }
}

impl LeverChange {
    /// What is done: "Trim the prompt by 20 %".
    pub fn what(&self) -> String {
        let percent = |share: &f64| format!("{:.0} %", 100.0 * share);
        match self {
            LeverChange::TrimPrompt(share) => format!("Trim the prompt by {}", percent(share)),
            LeverChange::FewerExamples(share) => {
                format!("Fewer examples: −{} of the prompt", percent(share))
            }
            LeverChange::CachePrefix(minutes) => {
                let minutes = count_with_noun(*minutes, "minute");
                format!("Cache the prefix for {minutes}, from the traffic")
            }
            LeverChange::Batch(share) => format!("Send {} in batches", percent(share)),
            LeverChange::CheaperModel(name) => format!("A cheaper model: {name}"),
        }
    }
}

impl Levers {
    /// The name of the prompt as it is, beside the levers.
    pub const AS_IS_LABEL: &'static str = "As it is";
    /// The name of the levers together.
    pub const COUNTED_ON_LABEL: &'static str = "All that are counted on";

    /// When fine-tuning breaks even as it is.
    pub fn as_is(&self) -> String {
        when(self.break_even_as_is)
    }

    /// When fine-tuning breaks even with a lever, and by how much that moves it: "in month 9, 3 later", "never, instead of in month 6".
    pub fn moved(&self, break_even: BreakEven) -> String {
        let (then, now) = (when(break_even), when(self.break_even_as_is));
        let month = |moment: Moment| i64::from(month_of(moment));
        match (break_even, self.break_even_as_is) {
            _ if break_even == self.break_even_as_is => format!("{then}, as it is"),
            (BreakEven::At(moment), BreakEven::At(as_is)) => match month(moment) - month(as_is) {
                0 => format!("{then}, as it is"),
                later @ 1.. => format!("{then}, {later} later"),
                earlier => format!("{then}, {} earlier", -earlier),
            },
            _ => format!("{then}, instead of {now}"),
        }
    }

    /// Who is the cheapest with all that is counted on.
    pub fn finding(&self, scenario: &Scenario) -> String {
        if is_unpriced(scenario) {
            return "Without prices nothing can be said".to_owned();
        }
        let amount = |value| money(value, &scenario.currency);
        let then = if self.counted_on().next().is_none() {
            Self::AS_IS_LABEL
        } else {
            "With these"
        };
        match self.best_switch {
            Some((0, total)) => format!(
                "{then}, fine-tuning stays the cheaper one: it costs {}",
                amount(total)
            ),
            Some((month, total)) => format!(
                "{then}, switching after month {month} stays the cheapest: it costs {}",
                amount(total)
            ),
            None if self.prompting < self.fine_tuning => format!(
                "{then}, prompting is cheaper than fine-tuning, which costs {}",
                amount(self.fine_tuning)
            ),
            None => format!("{then}, both cost the same"),
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
                "A cheaper model isn’t among them: the catalog’s prices are in US dollars, and this scenario counts in {code}"
            )
        })
    }
}

/// "in month 9", "from the start", "never".
fn when(break_even: BreakEven) -> String {
    match break_even {
        BreakEven::FromTheStart => "from the start".to_owned(),
        BreakEven::At(moment) => format!("in month {}", month_of(moment)),
        BreakEven::Never => "never".to_owned(),
    }
}
