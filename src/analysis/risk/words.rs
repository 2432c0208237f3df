//! What the draws say, in sentences: medians and probabilities lead, means follow.

use crate::scenario::Scenario;
use crate::scenario::quantity::{count, money, significant};

use super::Risk;

/// An input is worth measuring if that is worth this part of what all evidence is worth.
const WORTH_MENTIONING: f64 = 0.02;
/// How many inputs a person wants to read of.
const MOST_MEASURED: usize = 4;

/// "63 %", and never 0 % or 100 % of what only rounds to it.
pub fn percent(share: f64) -> String {
    if share > 0.0 && share < 0.01 {
        "less than 1 %".to_owned()
    } else if share < 1.0 && share > 0.99 {
        "more than 99 %".to_owned()
    } else {
        format!("{:.0} %", 100.0 * share)
    }
}

/// "With your ranges, fine-tuning is the cheaper one with 63 % probability; …"
pub fn odds(scenario: &Scenario, risk: &Risk) -> String {
    let amount = |value| money(value, &scenario.currency);
    let range = risk.saving.quantiles().map_or(String::new(), |saving| {
        format!(
            "; the saving is {} in the middle, {} to {} with 80 % certainty",
            amount(saving.p50),
            amount(saving.p10),
            amount(saving.p90)
        )
    });
    format!(
        "With your ranges, fine-tuning is the cheaper one with {} probability{range}.",
        percent(risk.cheaper)
    )
}

impl Risk {
    /// The odds, when it pays back, and what to measure first.
    pub fn sentences(&self, scenario: &Scenario) -> Vec<String> {
        let amount = |value| money(value, &scenario.currency);
        let mut sentences = Vec::new();
        if let Some(saving) = self.saving.quantiles() {
            sentences.push(format!(
                "Saving: median {}, 90 % between {} and {}, mean {}",
                amount(saving.p50),
                amount(saving.p5),
                amount(saving.p95),
                amount(saving.mean)
            ));
        }
        let never = percent(1.0 - self.cheaper);
        sentences.push(match self.month.quantiles() {
            Some(month) => format!(
                "Break-even: {never} never; where it comes, median month {}, 90 % between {} and {}",
                significant(month.p50, 3),
                significant(month.p5, 3),
                significant(month.p95, 3)
            ),
            None => "Break-even: never in any draw".to_owned(),
        });
        sentences.extend(self.what_to_measure(scenario));
        sentences.push(self.sampling_error(scenario));
        sentences
    }

    /// How exact the draws are, from how much independent scrambles differ.
    pub fn sampling_error(&self, scenario: &Scenario) -> String {
        let draws = count(self.samples as f64);
        match (self.cheaper_error, self.saving_error) {
            (Some(cheaper), Some(saving)) => format!(
                "{draws} draws; sampling error: {} points of the probability, {} of the mean saving",
                significant(100.0 * cheaper, 2),
                money(saving, &scenario.currency)
            ),
            _ => format!("{draws} draws"),
        }
    }

    /// What to measure first, in words and money.
    pub fn what_to_measure(&self, scenario: &Scenario) -> Vec<String> {
        let amount = |value| money(value, &scenario.currency);
        let ends = self.saving.values.first().zip(self.saving.values.last());
        if ends.is_some_and(|(least, most)| *least == 0.0 && *most == 0.0) {
            return vec!["Nothing needs measuring: both cost the same in every draw".to_owned()];
        }
        if self.evpi == 0.0 {
            return vec![
                "Nothing needs measuring first: the same approach is cheaper in every draw"
                    .to_owned(),
            ];
        }
        let mut sentences = vec![format!(
            "Knowing everything beforehand would be worth {} at most",
            amount(self.evpi)
        )];
        let worthwhile = self
            .evppi
            .iter()
            .filter(|worth| worth.value >= WORTH_MENTIONING * self.evpi);
        for (place, worth) in worthwhile.take(MOST_MEASURED).enumerate() {
            let first = if place == 0 { "Measure first" } else { "Then" };
            sentences.push(format!(
                "{first}: {}, worth up to {} to know",
                worth.input.full_label(),
                amount(worth.value)
            ));
        }
        if sentences.len() == 1 {
            sentences.push("No single input alone would change the decision".to_owned());
        }
        sentences
    }
}
