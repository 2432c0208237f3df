//! The error of a value that an input refuses, in the numbers of files or of the screen.

use crate::scenario::names::Currency;
use crate::scenario::quantity::Unit;

use super::field::Refusal;

/// A value that an input refuses. `Display` gives the problem in the numbers of files.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("{path}: {problem}")]
pub struct InputError {
    /// The input's path.
    pub path: String,
    /// What is wrong, and what is allowed.
    pub problem: String,
    refusal: Refusal,
}

impl InputError {
    pub(super) fn new(path: &str, refusal: Refusal) -> Self {
        let problem = match &refusal {
            Refusal::Number(None, error) => error.to_string(),
            Refusal::Number(Some(month), error) => format!("month {month}: {error}"),
            Refusal::Words(words) => words.clone(),
        };
        Self {
            path: path.to_owned(),
            problem,
            refusal,
        }
    }

    /// An error for text that can't be read as a value.
    pub fn other(path: &str, words: String) -> Self {
        Self::new(path, Refusal::Words(words))
    }

    /// The problem in the numbers of the screen, as a sentence: "Allowed: from 0 % to 100 %".
    pub fn screen_text(&self, unit: Unit, currency: &Currency) -> String {
        let (month, words) = match &self.refusal {
            Refusal::Number(month, error) => {
                let percent = if matches!(unit, Unit::Percent(_)) {
                    " %"
                } else {
                    ""
                };
                let number = |value: f64| format!("{}{percent}", unit.exact(value, currency));
                (*month, error.describe(number))
            }
            Refusal::Words(words) => (None, words.clone()),
        };
        let words = match month {
            Some(month) => format!("month {month}: {words}"),
            None => words,
        };
        let mut letters = words.chars();
        let first = letters
            .next()
            .map(|letter| letter.to_uppercase().to_string());
        first.unwrap_or_default() + letters.as_str()
    }
}
