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
                "Choose scenarios to compare: select their boxes in the library".to_owned()
            }
            Self::SeveralCurrencies { first, other } => {
                let codes = [first, other].map(|scenario| scenario.currency.code());
                format!(
                    "Different currencies ({}) can’t share a chart",
                    codes.join(", ")
                )
            }
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
            (true, false) if saved == lost => format!("Fine-tuning saves the same in both: {saved}"),
            (true, false) => {
                format!("“{largest}” saves most ({saved}), “{smallest}” least ({lost})")
            }
            (true, true) => {
                format!("“{largest}” saves most ({saved}); in “{smallest}” fine-tuning costs {lost} more")
            }
            (false, true) if saved == lost => {
                format!("Fine-tuning costs {lost} more than prompting in all of them")
            }
            (false, true) => format!(
                "Fine-tuning costs more in all of them: {saved} in “{largest}”, {lost} in “{smallest}”"
            ),
            (false, false) => "Fine-tuning costs the same as prompting in all of them".to_owned(),
        }
    })
}

/// The scenarios in which prompting costs most and least, as a sentence.
pub fn costs_finding(studies: &[Study]) -> String {
    compare_costs(studies).sentence(|extremes| {
        let [(largest, most), (smallest, least)] = extremes
            .map(|(scenario, amount)| (short_name(scenario), money(amount, &scenario.currency)));
        if most == least {
            format!("Prompting costs the same in all of them: {most}")
        } else {
            format!("Prompting costs most in “{largest}” ({most}), least in “{smallest}” ({least})")
        }
    })
}
