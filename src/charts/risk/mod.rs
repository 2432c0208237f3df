//! The distribution of the saving over the draws, with a threshold that can be dragged to read off its probability, and by when fine-tuning
//! has probably paid back.
//!
//! - `saving`: the distribution, and the chance of a larger saving below it
//! - `paid_back`: the chance of having paid back, by month

mod paid_back;
mod saving;

use crate::analysis::risk::Risk;
use crate::scenario::Scenario;
use crate::scenario::quantity::{count_with_noun, money, percent};
use crate::scenario::words::capitalized;

/// Everything that the charts show.
pub struct RiskChart<'a> {
    /// The scenario, for its calendar and currency.
    pub scenario: &'a Scenario,
    /// What the draws of its uncertain inputs come to.
    pub risk: &'a Risk,
    /// The saving whose probability is read off.
    pub threshold: f64,
    /// Whether the threshold can be dragged: in the window, but not on paper.
    pub draggable: bool,
}

impl RiskChart<'_> {
    /// What the threshold reads off: "61 % chance that fine-tuning saves more than $5k".
    pub fn reading(&self) -> String {
        let amount = money(self.threshold.abs(), &self.scenario.currency);
        if self.threshold > 0.0 {
            let that = format!("fine-tuning saves more than {amount}");
            chance(self.chance_of_more(self.threshold), &that)
        } else if self.threshold < 0.0 {
            // "At most" includes the amount itself, at which many draws may lie.
            let that = format!("fine-tuning costs at most {amount} more, or saves");
            chance(self.chance_of_at_least(self.threshold), &that)
        } else {
            chance(self.chance_of_more(0.0), "fine-tuning is the cheaper one")
        }
    }

    /// The chance at the horizon: "67 % chance that fine-tuning has paid back within 24 months".
    pub fn paid_back_sentence(&self) -> String {
        let within = count_with_noun(self.scenario.horizon_months.get(), "month");
        let that = format!("fine-tuning has paid back within {within}");
        chance(self.risk.probability_cheaper, &that)
    }

    fn chance_of_more(&self, saving: f64) -> f64 {
        1.0 - self.risk.saving.share_up_to(saving)
    }

    fn chance_of_at_least(&self, saving: f64) -> f64 {
        1.0 - self.risk.saving.share_below(saving)
    }
}

/// The chance of an event, as a sentence.
fn chance(probability: f64, event: &str) -> String {
    capitalized(&format!("{} chance that {event}", percent(probability)))
}
