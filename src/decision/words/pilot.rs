//! A pilot in words: what it takes, what it costs and is worth, and what it has to show.

use crate::decision::pilot::{Pilot, PilotSize};
use crate::scenario::Currency;
use crate::scenario::quantity::{count, count_with_noun, money};

use super::roadmap::RoadmapSection;

impl PilotSize {
    /// "run a pilot with 150 examples".
    pub(super) fn words(&self) -> String {
        let examples = count_with_noun(self.examples, "example");
        format!("run a pilot with {examples}")
    }

    /// "It costs $1,200 and is worth $4,100: go on if at least 18 of 30 test cases pass".
    pub(super) fn why(&self, currency: &Currency) -> String {
        let (cost, value) = (money(self.cost, currency), money(self.value, currency));
        let worth = format!("It costs {cost}, and what it shows is worth {value}");
        match self.has_to_show() {
            Some(go_on) => format!("{worth}: {go_on}"),
            None => worth,
        }
    }

    /// "go on if at least 18 of 30 test cases pass"; `None` if no result would be enough.
    fn has_to_show(&self) -> Option<String> {
        let needed = self.passes_needed?;
        let cases = count_with_noun(self.cases as f64, "test case");
        Some(format!(
            "go on if at least {} of {cases} pass",
            count(needed as f64)
        ))
    }
}

impl Pilot {
    /// What the chart of the sizes shows.
    pub const CAPTION: &str = "Value and cost of a pilot, by its examples";

    /// "A pilot with 150 of the 1,000 examples is worth $2,900 more than it costs".
    pub fn finding(&self, currency: &Currency) -> String {
        let best = self.best();
        let net = best.net();
        let size = count(best.examples);
        let all = count_with_noun(self.all_examples, "example");
        if net > 0.0 {
            format!(
                "A pilot with {size} of the {all} is worth {} more than it costs",
                money(net, currency)
            )
        } else {
            "No pilot is worth what it costs".to_owned()
        }
    }

    /// The plan for the best size.
    pub fn section(&self, currency: &Currency) -> RoadmapSection {
        let best = self.best();
        let mut sentences = vec![self.finding(currency)];
        if best.net() > 0.0 {
            let train = count(best.examples - best.cases as f64);
            let cases = count_with_noun(best.cases as f64, "test case");
            sentences.push(format!(
                "It takes one training run on {train} examples, and {cases}: {} in all",
                money(best.cost, currency)
            ));
            sentences.push(match best.has_to_show() {
                Some(go_on) => format!("After it, {go_on}"),
                None => "After it, stay with prompting".to_owned(),
            });
            sentences.push(format!(
                "What it shows is worth {} (expected value of sample information)",
                money(best.value, currency)
            ));
        }
        RoadmapSection {
            heading: "Pilot before that".to_owned(),
            sentences,
        }
    }
}
