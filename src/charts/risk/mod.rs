//! The distribution of the saving over the simulations, with a threshold that can be dragged to read off its probability, and the chance of
//! having broken even, by month.
//!
//! - `saving`: the distribution; `bins`: its bars, none of which spans zero; `labels`: who is cheaper on which side, and the threshold
//! - `paid_back`: the chance of having broken even, by month

mod bins;
mod labels;
mod paid_back;
mod plan;
mod saving;

pub use bins::{HistogramBar, histogram};

use crate::analysis::finding::calendar::span;
use crate::analysis::risk::Risk;
use crate::scenario::Scenario;
use crate::scenario::quantity::{money, percent};
use crate::scenario::words::capitalized;

/// Everything that the charts show.
pub struct RiskChart<'a> {
    /// The scenario, for its calendar and currency.
    pub scenario: &'a Scenario,
    /// What the simulations of its uncertain inputs come to.
    pub risk: &'a Risk,
    /// The saving whose probability is read off.
    pub threshold: f64,
    /// Whether the threshold can be dragged: in the window, but not on paper.
    pub draggable: bool,
}

impl RiskChart<'_> {
    /// What the threshold reads off: "61% chance of saving more than $5,000".
    pub fn reading(&self) -> String {
        let amount = money(self.threshold.abs(), &self.scenario.currency);
        let chance = self.chance_beyond();
        if self.threshold > 0.0 {
            sentence(
                chance,
                &format!("of saving more than {amount}"),
                &format!("fine-tuning saves more than {amount}"),
            )
        } else if self.threshold < 0.0 {
            sentence(
                chance,
                &format!("of losing less than {amount}"),
                &format!("fine-tuning loses less than {amount}"),
            )
        } else {
            let event = "fine-tuning is cheaper";
            sentence(chance, &format!("that {event}"), event)
        }
    }

    /// The chance at the horizon: "67% chance of breaking even within two years".
    pub fn paid_back_sentence(&self) -> String {
        let within = span(self.scenario.horizon_months.whole());
        sentence(
            self.risk.probability_cheaper,
            &format!("of breaking even within {within}"),
            &format!("fine-tuning breaks even within {within}"),
        )
    }

    /// The chance of a saving above the threshold. A loss of exactly the threshold counts too: many simulations may lie at one amount.
    fn chance_beyond(&self) -> f64 {
        let saving = &self.risk.saving;
        if self.threshold < 0.0 {
            1.0 - saving.share_below(self.threshold)
        } else {
            1.0 - saving.share_up_to(self.threshold)
        }
    }
}

/// The chance of an event: "61% chance of …", or in words if it is certain or impossible. `chance_of` follows the figure, `event` is the
/// same as a clause.
fn sentence(probability: f64, chance_of: &str, event: &str) -> String {
    if probability >= 1.0 {
        return format!("In every simulation {event}");
    }
    if probability <= 0.0 {
        return format!("In no simulation {event}");
    }
    let text = format!("{} chance {chance_of}", percent(probability));
    capitalized(&text)
}
