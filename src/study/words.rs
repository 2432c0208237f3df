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
            Self::SeveralCurrencies { first, other } => format!(
                "Different currencies ({}, {}) can’t share a chart",
                first.currency.code(),
                other.currency.code()
            ),
            Self::NoPrices => "None of these scenarios has prices yet".to_owned(),
            Self::Extremes { most, least } => of_extremes([most, least]),
        }
    }
}

/// The scenarios in which fine-tuning saves most and least, as a sentence: "“Self-hosted LoRA” saves most ($202k), “Textbook comparison” least
/// ($1,460)". What it costs more than prompting is a loss.
pub fn savings_finding(studies: &[Study]) -> String {
    compare_savings(studies).sentence(|[most, least]| {
        let name = |one: (&Scenario, f64)| format!("“{}”", short_name(one.0));
        let amount = |one: (&Scenario, f64)| money(one.1.abs(), &one.0.currency);
        let (largest, smallest) = (name(most), name(least));
        let (saved, lost) = (amount(most), amount(least));
        let is_same = saved == lost && (most.1 > 0.0) == (least.1 > 0.0);
        let in_all = in_all(studies.len(), most.0);
        match (most.1 > 0.0, least.1 < 0.0) {
            (true, false) if is_same => format!("Fine-tuning saves {saved} {in_all}"),
            (true, false) => format!("{largest} saves most ({saved}), {smallest} least ({lost})"),
            (true, true) => format!("{largest} saves most ({saved}), {smallest} loses {lost}"),
            (false, true) if is_same => {
                format!("Fine-tuning costs {lost} more than prompting {in_all}")
            }
            (false, true) => format!(
                "Fine-tuning saves in none: {smallest} loses most ({lost}), {largest} least ({saved})"
            ),
            (false, false) => format!("Fine-tuning costs the same as prompting {in_all}"),
        }
    })
}

/// The scenarios in which prompting costs most and least, as a sentence.
pub fn costs_finding(studies: &[Study]) -> String {
    compare_costs(studies).sentence(|extremes| {
        let [(largest, most), (smallest, least)] = extremes
            .map(|(scenario, amount)| (short_name(scenario), money(amount, &scenario.currency)));
        if most == least && studies.len() == 1 {
            format!("Prompting costs {most} in “{largest}”")
        } else if most == least {
            format!(
                "Prompting costs the same {}: {most}",
                in_all(studies.len(), extremes[0].0)
            )
        } else {
            format!("Prompting costs most in “{largest}” ({most}), least in “{smallest}” ({least})")
        }
    })
}

/// "in “Support replies”", "in both", "in all 3".
fn in_all(scenarios: usize, one: &Scenario) -> String {
    match scenarios {
        0 | 1 => format!("in “{}”", short_name(one)),
        2 => "in both".to_owned(),
        all => format!("in all {all}"),
    }
}
