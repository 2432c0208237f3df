//! The comparison of several scenarios in words.

use crate::scenario::quantity::money;
use crate::scenario::{Scenario, short_name};

use super::Study;
use super::comparison::{ComparisonFinding, Extreme, compare_costs, compare_savings};

impl ComparisonFinding<'_> {
    /// The finding about an amount of each scenario: `of_extremes` says which have most and least of it.
    fn sentence(&self, of_extremes: impl Fn(&Extreme<'_>, &Extreme<'_>) -> String) -> String {
        match self {
            Self::NoScenarios => {
                "Choose scenarios to compare: select their boxes in the library".to_owned()
            }
            Self::SeveralCurrencies { first, other } => format!(
                "Different currencies ({}, {}) can’t share a chart",
                first.currency.code(),
                other.currency.code()
            ),
            Self::NoPrices => "None of these scenarios has prices yet".to_owned(),
            Self::Extremes { most, least } => of_extremes(most, least),
        }
    }
}

/// At most so many scenarios of one amount are named; more are counted.
const MAX_NAMED: usize = 2;

impl Extreme<'_> {
    /// "“Support replies”", "“Support replies” and “Ticket classifier”", "“Support replies” and 3 others".
    fn names(&self) -> String {
        let name = |scenario: &&Scenario| format!("“{}”", short_name(scenario));
        let names: Vec<String> = self.scenarios.iter().map(name).collect();
        match &names[..] {
            [first, others @ ..] if others.len() >= MAX_NAMED => {
                format!("{first} and {} others", others.len())
            }
            names => names.join(" and "),
        }
    }

    /// A verb after the names: for one scenario or for several.
    fn verb(&self, [one, several]: [&'static str; 2]) -> &'static str {
        if self.scenarios.len() == 1 {
            one
        } else {
            several
        }
    }

    /// The amount without its sign.
    fn size(&self) -> String {
        let currency = self.scenarios.first().map(|scenario| &scenario.currency);
        currency.map_or(String::new(), |currency| money(self.amount.abs(), currency))
    }
}

/// The scenarios in which fine-tuning saves most and least, as a sentence: "“Self-hosted LoRA” saves most ($202k), “Textbook comparison” least
/// ($1,460)". What it costs more than prompting is a loss.
pub fn savings_finding(studies: &[Study]) -> String {
    compare_savings(studies).sentence(|most, least| {
        let (largest, smallest) = (most.names(), least.names());
        let (saved, lost) = (most.size(), least.size());
        let is_same = saved == lost && (most.amount > 0.0) == (least.amount > 0.0);
        let in_all = in_all(studies.len(), most);
        match (most.amount > 0.0, least.amount < 0.0) {
            (true, false) if is_same => format!("Fine-tuning saves {saved} {in_all}"),
            (true, false) => format!(
                "{largest} {} most ({saved}), {smallest} least ({lost})",
                most.verb(["saves", "save"])
            ),
            (true, true) => format!(
                "{largest} {} most ({saved}), {smallest} {} {lost}",
                most.verb(["saves", "save"]),
                least.verb(["loses", "lose"])
            ),
            (false, true) if is_same => {
                format!("Fine-tuning costs {lost} more than prompting {in_all}")
            }
            (false, true) => format!(
                "Fine-tuning saves in none: {smallest} {} most ({lost}), {largest} least ({saved})",
                least.verb(["loses", "lose"])
            ),
            (false, false) => format!("Fine-tuning costs the same as prompting {in_all}"),
        }
    })
}

/// The scenarios in which prompting costs most and least, as a sentence.
pub fn costs_finding(studies: &[Study]) -> String {
    compare_costs(studies).sentence(|most, least| {
        let (largest, smallest) = (most.names(), least.names());
        let (highest, lowest) = (most.size(), least.size());
        if highest == lowest && studies.len() == 1 {
            format!("Prompting costs {highest} in {largest}")
        } else if highest == lowest {
            let in_all = in_all(studies.len(), most);
            format!("Prompting costs the same {in_all}: {highest}")
        } else {
            format!("Prompting costs most in {largest} ({highest}), least in {smallest} ({lowest})")
        }
    })
}

/// "in “Support replies”", "in both", "in all 3".
fn in_all(scenarios: usize, one: &Extreme<'_>) -> String {
    match scenarios {
        0 | 1 => format!("in {}", one.names()),
        2 => "in both".to_owned(),
        all => format!("in all {all}"),
    }
}
