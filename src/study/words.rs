//! The comparison of several scenarios in words.

use crate::scenario::quantity::money;
use crate::scenario::short_name;

use super::Study;
use super::comparison::{ComparisonFinding, compare_costs, compare_savings};

impl ComparisonFinding<'_> {
    /// The finding about an amount that is named by what takes or gives it: "Fine-tuning saves most in “Ticket classifier”: $71.1k, and
    /// least in …".
    fn sentence(&self, what: &str) -> String {
        match *self {
            Self::NoScenarios => {
                "Tick scenarios in the library to lay them over each other".to_owned()
            }
            Self::SeveralCurrencies { first, other } => format!(
                "“{}” counts in {}, “{}” in {}: amounts in several currencies can’t be laid over each other",
                short_name(other),
                other.currency.code(),
                short_name(first),
                first.currency.code()
            ),
            Self::Extremes { most, least } => {
                let [(largest, most), (smallest, least)] =
                    [most, least].map(|(scenario, amount)| {
                        (short_name(scenario), money(amount, &scenario.currency))
                    });
                if most == least {
                    format!("{what} {most} in “{largest}”")
                } else {
                    format!(
                        "{what} most in “{largest}”: {most}, and least in “{smallest}”: {least}"
                    )
                }
            }
        }
    }
}

/// The scenarios in which fine-tuning saves most and least, as a sentence.
pub fn savings_finding(studies: &[Study]) -> String {
    compare_savings(studies).sentence("Fine-tuning saves")
}

/// The scenarios in which prompting costs most and least, as a sentence.
pub fn costs_finding(studies: &[Study]) -> String {
    compare_costs(studies).sentence("Prompting costs")
}
