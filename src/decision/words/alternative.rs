//! An alternative to prompting throughout, in words.

use crate::analysis::finding::calendar::months_in_words;
use crate::decision::options::Alternative;
use crate::scenario::Currency;
use crate::scenario::quantity::money;
use crate::scenario::words::uncapitalized;

use super::simulations::simulations_that;

impl Alternative {
    /// "Fine-tuning now", "Prompting for seven months, then fine-tuning".
    pub(super) fn name(&self) -> String {
        match self.month {
            0 => "Fine-tuning now".to_owned(),
            month => prompting_first(month),
        }
    }

    /// What it comes to: "Fine-tuning now saves $31.9k on average; 67% of simulations save money".
    pub fn sentence(&self, currency: &Currency) -> String {
        let amount = money(self.mean.abs(), currency);
        let what = self.name();
        let difference = if self.mean < 0.0 {
            format!("costs {amount} more")
        } else {
            format!("saves {amount}")
        };
        match self.outlook {
            None => format!("{what} {difference}"),
            Some(outlook) => {
                let save = if outlook.saves == 0.0 {
                    "no simulation saves money".to_owned()
                } else {
                    simulations_that(outlook.saves, ["saves money", "save money"])
                };
                format!("{what} {difference} on average; {}", uncapitalized(&save))
            }
        }
    }
}

/// What it means to switch after a month: "Prompting for seven months, then fine-tuning".
pub(super) fn prompting_first(month: usize) -> String {
    let months = months_in_words(month as u32);
    format!("Prompting for {months}, then fine-tuning")
}
