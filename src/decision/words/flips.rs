//! The changes that would flip the recommendation, in words.

use crate::analysis::finding::calendar::span;
use crate::decision::flips::flip::{Bound, ChangeKind, Flip, Question};
use crate::scenario::Currency;
use crate::scenario::quantity::{Unit, significant};
use crate::scenario::words::uncapitalized;

/// Each flip as a sentence.
pub fn sentences(flips: &[Flip], currency: &Currency) -> Vec<String> {
    flips.iter().map(|flip| flip.sentence(currency)).collect()
}

impl Flip {
    /// "Queries above 41,000 a month: fine-tune now".
    fn sentence(&self, currency: &Currency) -> String {
        match self {
            Self::Changes(changes, then) => {
                format!("{}: {}", all(changes, currency), then.in_words())
            }
            Self::Bound(bound) => bound.sentence(currency),
        }
    }
}

impl Bound {
    fn sentence(&self, currency: &Currency) -> String {
        let is_things = matches!(self.input.unit, Unit::Things(_));
        let written = |value: f64| {
            // From the bound on it flips, so a number of things is the first whole one beyond it.
            let value = match (is_things, self.up) {
                (true, true) => value.ceil(),
                (true, false) => value.floor(),
                (false, _) => value,
            };
            written(self.input.unit, value, currency)
        };
        let bound = |value: f64| match (self.whole || is_things, self.up) {
            (true, true) => format!("{} or more", written(value)),
            (true, false) if is_things => format!("{} or fewer", written(value)),
            (true, false) => format!("{} or less", written(value)),
            (false, true) => format!("above {}", written(value)),
            (false, false) => format!("below {}", written(value)),
        };
        let along = if self.along.is_empty() {
            String::new()
        } else {
            format!(" ({})", all(&self.along, currency))
        };
        let name = self.input.full_label();
        let then = self.then.in_words();
        match self.beyond {
            // A stretch too narrow to be written is left out.
            Some((value, beyond)) if written(value) == written(self.value) => {
                format!("{name} {}{along}: {}", bound(value), beyond.in_words())
            }
            Some((value, beyond)) => format!(
                "{name} {}{along}: {then}; {}: {}",
                bound(self.value),
                bound(value),
                beyond.in_words()
            ),
            None => format!("{name} {}{along}: {then}", bound(self.value)),
        }
    }
}

impl ChangeKind {
    /// "It is no prototype".
    fn words(self, currency: &Currency) -> String {
        let words = match self {
            Self::Answer(question, answer) => answer_words(question, answer),
            Self::BetterEvaluation => "An evaluation that shows the tuned model to be better",
            Self::Budget(enough) => {
                let enough = Unit::Money("").exact(enough, currency);
                return format!("An upfront budget of {enough} or more");
            }
            Self::Horizon(months) => return format!("A horizon of {}", span(months)),
            Self::LiveAtOnce => "It goes live at once",
        };
        words.to_owned()
    }
}

/// What the answer to a question means.
fn answer_words(question: Question, answer: bool) -> &'static str {
    let [no, yes] = match question {
        Question::PromptOptimised => ["The prompt isn’t optimised", "The prompt is optimised"],
        Question::Prototyping => ["It is no prototype", "It is a prototype"],
        Question::BaseModelClose => [
            "The base model isn’t close",
            "The base model is already close",
        ],
        Question::RequirementsMayChange => ["Requirements are stable", "Requirements may change"],
        Question::MustShipQuickly => ["It needn’t ship quickly", "It must ship quickly"],
    };
    if answer { yes } else { no }
}

/// Several changes as one: "It is no prototype; the prompt is optimised".
fn all(changes: &[ChangeKind], currency: &Currency) -> String {
    let mut text = String::new();
    for change in changes {
        let words = change.words(currency);
        if text.is_empty() {
            text.push_str(&words);
        } else {
            text.push_str("; ");
            text.push_str(&uncapitalized(&words));
        }
    }
    text
}

/// A value with its unit. Small amounts of money get three significant digits like other numbers.
fn written(unit: Unit, value: f64, currency: &Currency) -> String {
    match unit {
        Unit::Money(words) if value.abs() < 10.0 => {
            let amount = significant(value, 3);
            format!("{}{amount} {words}", currency.prefix())
                .trim_end()
                .to_owned()
        }
        unit => unit.rounded(value, currency),
    }
}
