//! An alternative to prompting throughout, in words.

use crate::decision::options::Alternative;
use crate::scenario::Currency;
use crate::scenario::quantity::{money, percent};

impl Alternative {
    /// What it comes to: "Fine-tuning now saves $31.9k on average over prompting throughout (at base it saves $30.8k); the chance that it saves
    /// is 67 %".
    pub fn sentence(&self, currency: &Currency) -> String {
        let what = match self.month {
            0 => "Fine-tuning now".to_owned(),
            month => format!("Switching after month {month}"),
        };
        let difference = |value: f64| {
            let amount = money(value.abs(), currency);
            if value < 0.0 {
                format!("costs {amount} more")
            } else {
                format!("saves {amount}")
            }
        };
        let than = if self.mean < 0.0 { "than" } else { "over" };
        match self.outlook {
            None => format!(
                "{what} {} {than} prompting throughout",
                difference(self.mean)
            ),
            Some(outlook) => format!(
                "{what} {} on average {than} prompting throughout (at base it {}); the chance that it saves is {}",
                difference(self.mean),
                difference(self.base),
                percent(outlook.saves)
            ),
        }
    }
}
