//! The biggest doubt in words.

use crate::analysis::approach::Approach;
use crate::analysis::drivers::tipping::TippingValue;
use crate::decision::doubt::{Doubt, DoubtfulInput};
use crate::decision::levers::LeverChange;
use crate::scenario::inputs::Input;
use crate::scenario::quantity::{count_with_noun, percent};
use crate::scenario::words::{capitalized, uncapitalized};
use crate::scenario::{Currency, Scenario};

/// The biggest doubt in words: what it is, and what follows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DoubtWords {
    /// What is in doubt: "Review rate of the fine-tuned model, 23–32%".
    pub name: String,
    /// What follows from it: "Above 28%, prompting is cheaper"; it may be empty.
    pub consequence: String,
}

impl DoubtWords {
    /// What stands before it.
    pub const LABEL: &'static str = "Biggest doubt";

    /// Puts a doubt about a decision for this scenario into words.
    pub(super) fn new(doubt: &Doubt, scenario: &Scenario) -> Self {
        let (name, consequence) = match doubt {
            Doubt::Unset(essentials) => {
                let names: Vec<String> = essentials
                    .iter()
                    .map(|one| one.label().to_owned())
                    .collect();
                let name = format!("{}, not set yet", capitalized(&listed(&names)));
                (name, "Until then the figures are incomplete".to_owned())
            }
            Doubt::Levers {
                changes,
                cheaper_without,
            } => levers(changes, *cheaper_without),
            Doubt::Success { chance, needed } => (
                format!("Whether fine-tuning succeeds, {} likely", percent(*chance)),
                match needed {
                    Some(needed) => {
                        format!(
                            "Below {}, prompting is cheaper on average",
                            percent(*needed)
                        )
                    }
                    None => "Prompting is cheaper even if it does".to_owned(),
                },
            ),
            Doubt::NoRanges => (
                "How sure the inputs are, since none is a range".to_owned(),
                "Enter ranges to see the chance of saving money".to_owned(),
            ),
            Doubt::Input(doubtful) => (
                name_with_value(doubtful, &scenario.currency),
                doubtful
                    .tipping
                    .map_or(String::new(), |tipping| turns(&tipping, &scenario.currency)),
            ),
            Doubt::Quality(evaluation) => {
                let expected = evaluation.criterion.words();
                let consequence = match evaluation.evidence {
                    None => {
                        format!("No evaluation yet shows that the fine-tuned model {expected}")
                    }
                    Some(evidence) => format!(
                        "{} don’t show yet that it {expected}",
                        count_with_noun(evidence.cases, "test case")
                    ),
                };
                let name = "Whether the fine-tuned model is good enough".to_owned();
                (name, consequence)
            }
            Doubt::PromptOptimised => (
                "How much a better prompt saves".to_owned(),
                "It could make fine-tuning unnecessary".to_owned(),
            ),
            Doubt::ChangeFrequency => (
                "How often requirements change".to_owned(),
                "Each change means another retraining".to_owned(),
            ),
        };
        Self { name, consequence }
    }

    /// The whole without its label: "Review rate of the fine-tuned model, 23–32%. Above 28%, prompting is cheaper".
    pub fn sentence(&self) -> String {
        if self.consequence.is_empty() {
            self.name.clone()
        } else {
            format!("{}. {}", self.name, self.consequence)
        }
    }

    /// Whether it says what a sentence says.
    pub(super) fn says(&self, sentence: &str) -> bool {
        self.sentence().contains(sentence)
    }
}

/// "Whether a 20% shorter prompt works as assumed", "Without it, fine-tuning is cheaper".
fn levers(changes: &[LeverChange], cheaper_without: Option<Approach>) -> (String, String) {
    let verb = if changes.len() > 1 { "work" } else { "works" };
    let name = format!("Whether {} {verb} as assumed", nouns(changes));
    let without = if changes.len() > 1 { "them" } else { "it" };
    let is = match cheaper_without {
        Some(Approach::FineTuning) => "is",
        Some(Approach::Prompting) | None => "may be",
    };
    (name, format!("Without {without}, fine-tuning {is} cheaper"))
}

/// "caching and a 20% shorter prompt".
pub(super) fn nouns(changes: &[LeverChange]) -> String {
    let names: Vec<String> = changes.iter().map(LeverChange::noun).collect();
    if names.is_empty() {
        "the assumed prompt savings".to_owned()
    } else {
        listed(&names)
    }
}

/// "one, two and three".
fn listed(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// An input in the middle of a sentence: "review rate of the fine-tuned model", "query volume".
pub(super) fn input_in_words(input: &Input) -> String {
    match input.path {
        "fine_tuning.serving.review_rate" => "review rate of the fine-tuned model".to_owned(),
        "prompting.serving.review_rate" => "review rate of the prompted model".to_owned(),
        _ => uncapitalized(&input.full_label()),
    }
}

/// "Review rate of the fine-tuned model, 23–32%", "Query volume, a single value of 3M per month".
fn name_with_value(doubtful: &DoubtfulInput, currency: &Currency) -> String {
    let unit = doubtful.input.unit;
    let name = capitalized(&input_in_words(doubtful.input));
    match (doubtful.range, doubtful.base) {
        (Some((low, high)), _) => format!("{name}, {}", unit.range(low, high, currency)),
        (None, Some(base)) => {
            format!("{name}, a single value of {}", unit.rounded(base, currency))
        }
        (None, None) => name,
    }
}

/// "Above 28%, prompting is cheaper".
fn turns(tipping: &TippingValue, currency: &Currency) -> String {
    let unit = tipping.input.unit;
    let is_above = tipping.value >= tipping.base;
    let beyond = if is_above {
        unit.above(tipping.threshold(), currency)
    } else {
        unit.below(tipping.threshold(), currency)
    };
    let approach = if tipping.fine_tuning_above == is_above {
        Approach::FineTuning
    } else {
        Approach::Prompting
    };
    let approach = uncapitalized(approach.label());
    format!("{}, {approach} is cheaper", capitalized(&beyond))
}
