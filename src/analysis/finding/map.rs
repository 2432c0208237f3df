//! The two-way map in words.

use crate::analysis::drivers::tipping::TippingValue;
use crate::analysis::map::Map;
use crate::analysis::outcome::Outcome;
use crate::scenario::inputs::Section;
use crate::scenario::quantity::{Unit, money, percent};
use crate::scenario::words::uncapitalized;
use crate::scenario::{Currency, Scenario};

use super::calendar::month_of;

impl Map {
    /// What the map shows, for people: the value of an axis at which the cheaper approach changes, "Fine-tuning is cheaper if the query volume
    /// is above 25,700 per month", or who is cheaper.
    pub fn finding(&self, scenario: &Scenario) -> String {
        if let Some(threshold) = self.thresholds.first() {
            return threshold_sentence(threshold, &scenario.currency);
        }
        let won = self.saving.iter().any(|saving| *saving > 0.0);
        let lost = self.saving.iter().any(|saving| *saving < 0.0);
        match (won, lost) {
            (false, false) => "Both cost the same everywhere on this map".to_owned(),
            (false, true) => "Prompting is cheaper everywhere on this map".to_owned(),
            (true, false) => "Fine-tuning is cheaper everywhere on this map".to_owned(),
            (true, true) => self.mixed_finding(scenario),
        }
    }

    /// Who is cheaper in the base case, on a map where the other approach is somewhere else.
    fn mixed_finding(&self, scenario: &Scenario) -> String {
        let saving = self.base_saving;
        let amount = money(saving.abs(), &scenario.currency);
        if saving > 0.0 {
            format!("Fine-tuning saves {amount} in the base case, but not everywhere on this map")
        } else if saving < 0.0 {
            format!(
                "Prompting is {amount} cheaper in the base case, but not everywhere on this map"
            )
        } else {
            "Both cost the same in the base case, but not everywhere on this map".to_owned()
        }
    }
}

/// When fine-tuning breaks even in the base case, which the map of months marks.
pub fn break_even_finding(outcome: &Outcome) -> String {
    match outcome {
        Outcome::FromTheStart => {
            "In the base case fine-tuning is cheaper from the start".to_owned()
        }
        Outcome::PaysBack(moment) => format!(
            "In the base case fine-tuning breaks even in month {}",
            month_of(*moment)
        ),
        Outcome::LostAgain { until, .. } => format!(
            "In the base case fine-tuning is ahead for a while, but costs more again from month {}",
            month_of(*until)
        ),
        _ => "In the base case fine-tuning doesn’t break even".to_owned(),
    }
}

/// "Fine-tuning is cheaper if fewer than 29% of its answers need review", "… if the query volume is above 25,700 per month".
fn threshold_sentence(threshold: &TippingValue, currency: &Currency) -> String {
    let input = threshold.input;
    let value = threshold.threshold();
    let owner = match input.section {
        Section::Prompting => "prompting’s",
        Section::FineTuning => "its",
        _ => "the",
    };
    if input.path.ends_with(".review_rate") {
        let comparison = if threshold.fine_tuning_above {
            "more"
        } else {
            "fewer"
        };
        let share = if value < 0.1 {
            Unit::Percent("").short(value, currency)
        } else {
            percent(value)
        };
        return format!(
            "Fine-tuning is cheaper if {comparison} than {share} of {owner} answers need review"
        );
    }
    let label = uncapitalized(input.label);
    let is = if is_plural(input.label) { "are" } else { "is" };
    let limit = if threshold.fine_tuning_above {
        input.unit.above(value, currency)
    } else {
        input.unit.below(value, currency)
    };
    format!("Fine-tuning is cheaper if {owner} {label} {is} {limit}")
}

/// Whether a label names several things: "Training runs", "Tokens per example", but not "Cost per review".
fn is_plural(label: &str) -> bool {
    let head = label.split(" per ").next().unwrap_or(label);
    head.ends_with('s') && !head.ends_with("ss")
}
