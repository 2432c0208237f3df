//! The comparison of several scenarios in words.

use crate::scenario::quantity::money;
use crate::scenario::{Scenario, short_name};

use super::Study;
use super::comparison::{ComparisonFinding, compare_costs, compare_savings};

impl ComparisonFinding<'_> {
    /// The finding about an amount of each scenario: `of_extremes` says which has most and least of it.
    fn sentence(&self, of_extremes: impl Fn([(&Scenario, f64); 2]) -> String) -> String {
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
            Self::NoPrices => "None of these scenarios has prices yet".to_owned(),
            Self::Extremes { most, least } => of_extremes([most, least]),
        }
    }
}

/// The scenarios in which fine-tuning saves most and least, as a sentence. What it costs more than prompting is no saving.
pub fn savings_finding(studies: &[Study]) -> String {
    compare_savings(studies).sentence(|[most, least]| {
        let name = |one: (&Scenario, f64)| short_name(one.0);
        let amount = |one: (&Scenario, f64)| money(one.1.abs(), &one.0.currency);
        let (largest, smallest) = (name(most), name(least));
        let (saved, lost) = (amount(most), amount(least));
        match (most.1 > 0.0, least.1 < 0.0) {
            (true, false) if saved == lost => format!("Fine-tuning saves {saved} in “{largest}”"),
            (true, false) => format!(
                "Fine-tuning saves most in “{largest}”: {saved}, and least in “{smallest}”: {lost}"
            ),
            (true, true) => format!(
                "Fine-tuning saves most in “{largest}”: {saved}, and costs {lost} more in “{smallest}”"
            ),
            (false, true) if saved == lost => {
                format!("Fine-tuning costs {lost} more than prompting in “{smallest}”")
            }
            (false, true) => format!(
                "Fine-tuning saves in none: it costs {lost} more in “{smallest}” and {saved} more in “{largest}”"
            ),
            (false, false) => format!("Fine-tuning costs the same as prompting in “{largest}”"),
        }
    })
}

/// The scenarios in which prompting costs most and least, as a sentence.
pub fn costs_finding(studies: &[Study]) -> String {
    compare_costs(studies).sentence(|extremes| {
        let [(largest, most), (smallest, least)] = extremes
            .map(|(scenario, amount)| (short_name(scenario), money(amount, &scenario.currency)));
        if most == least {
            format!("Prompting costs {most} in “{largest}”")
        } else {
            format!(
                "Prompting costs most in “{largest}”: {most}, and least in “{smallest}”: {least}"
            )
        }
    })
}
