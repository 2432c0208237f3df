//! What deciding after each month costs, in words.

use crate::decision::options::switch_month::SwitchTiming;
use crate::scenario::Scenario;
use crate::scenario::quantity::money;

impl SwitchTiming {
    /// What the totals are.
    pub const CAPTION: &str = "Total by the month after which fine-tuning is decided on";

    /// "Deciding after month 7 is too late: $8.2k more than at once".
    pub fn finding(&self, scenario: &Scenario, k: usize) -> String {
        let amount = |value| money(value, &scenario.currency);
        let regret = self.regret(k).unwrap_or(0.0);
        let after = |k: usize| match k {
            0 => "at once".to_owned(),
            k => format!("after month {k}"),
        };
        let (now, more) = (after(k), amount(regret));
        match self.best {
            Some(best) if regret <= 1e-9 * self.least().abs() => {
                let least = amount(self.least());
                format!("Deciding {} costs least: {least}", after(best))
            }
            Some(best) => {
                let when = if k < best { "too early" } else { "too late" };
                format!("Deciding {now} is {when}: {more} more than {}", after(best))
            }
            None if regret <= 1e-9 * self.least().abs() => {
                "Deciding costs the same as prompting throughout".to_owned()
            }
            None => {
                format!("No switch beats prompting throughout; deciding {now} costs {more} more")
            }
        }
    }
}
