//! Why an input refuses a value, in words with the numbers of files or of the screen.

use crate::scenario::names::Currency;
use crate::scenario::quantity::Unit;
use crate::scenario::words::capitalized;

use super::field::Refusal;

/// An input refuses a value. `Display` names the path and gives the problem in the numbers of files.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("{path}: {problem}")]
pub struct InputError {
    /// Path of the input.
    pub path: String,
    /// The problem and what is allowed, in the numbers of files.
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

    /// An error about text that can't be read as a value.
    pub fn other(path: &str, words: String) -> Self {
        Self::new(path, Refusal::Words(words))
    }

    /// The problem in the numbers of the screen, with a capital letter at its start.
    ///
    /// ```
    /// use breakeven::scenario::{Scenario, inputs};
    ///
    /// let mut scenario = Scenario::default();
    /// let discount = inputs::find("discount_rate").expect("an input at this path");
    /// let error = discount.set_exactly(&mut scenario, 1.5).unwrap_err();
    /// assert_eq!(error.screen_text(discount.unit, &scenario.currency), "Allowed: at most 100 %");
    /// assert_eq!(error.to_string(), "discount_rate: 1.5 is outside what is allowed: from 0 to 1");
    /// ```
    pub fn screen_text(&self, unit: Unit, currency: &Currency) -> String {
        let (month, words) = match &self.refusal {
            Refusal::Number(month, error) => {
                let words = error.describe(|value| unit.exact_with_sign(value, currency));
                (*month, words)
            }
            Refusal::Words(words) => (None, words.clone()),
        };
        let words = match month {
            Some(month) => format!("month {month}: {words}"),
            None => words,
        };
        capitalized(&words)
    }
}
