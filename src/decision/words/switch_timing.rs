//! What deciding after each month costs, in words.

use crate::decision::options::switch_month::SwitchTiming;
use crate::scenario::Scenario;
use crate::scenario::quantity::money;

impl SwitchTiming {
    /// What the totals are.
    pub const CAPTION: &str = "Total cost, by month of the switch";

    /// "Switching after month 7 costs $8,200 more than switching now".
    pub fn finding(&self, scenario: &Scenario, k: usize) -> String {
        let amount = |value| money(value, &scenario.currency);
        let regret = self.regret(k).unwrap_or(0.0);
        let after = |k: usize| match k {
            0 => "now".to_owned(),
            k => format!("after month {k}"),
        };
        let (then, more) = (after(k), amount(regret));
        let is_least = regret <= 1e-9 * self.least().abs();
        let on_average = if self.may_fail { " on average" } else { "" };
        match self.best {
            Some(best) if is_least => {
                let least = amount(self.least());
                format!("Switching {} is cheapest{on_average}: {least}", after(best))
            }
            Some(best) => format!(
                "Switching {then} costs {more} more{on_average} than switching {}",
                after(best)
            ),
            None if is_least => "A switch costs the same as prompting throughout".to_owned(),
            None => {
                format!("Switching {then} costs {more} more{on_average} than prompting throughout")
            }
        }
    }
}
