//! Why an input refuses a value, in words with the numbers of files or of the screen.

use crate::scenario::estimate::EstimateError;
use crate::scenario::names::Currency;
use crate::scenario::quantity::Unit;
use crate::scenario::words::capitalized;

use super::field::Refusal;

/// An input refuses a value. `Display` names the path and gives the problem in the numbers of files.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("{path}: {}", .refusal.words(ToString::to_string))]
pub struct InputError {
    /// Path of the input.
    pub path: String,
    refusal: Refusal,
}

impl Refusal {
    /// The problem and what is allowed; `number_error` words what is wrong with a number.
    fn words(&self, number_error: impl Fn(&EstimateError) -> String) -> String {
        match self {
            Self::Number { month: None, error } => number_error(error),
            Self::Number {
                month: Some(month),
                error,
            } => format!("month {month}: {}", number_error(error)),
            Self::WrongKind(expected) => format!("needs {expected}"),
            Self::Invalid(reason) => reason.clone(),
        }
    }
}

impl InputError {
    pub(super) fn new(path: &str, refusal: Refusal) -> Self {
        Self {
            path: path.to_owned(),
            refusal,
        }
    }

    /// An error about text that can't be read as a value.
    pub fn unreadable(path: &str, reason: String) -> Self {
        Self::new(path, Refusal::Invalid(reason))
    }

    /// The problem in the numbers of the screen, with a capital letter at its start.
    ///
    /// ```
    /// use breakeven::scenario::{Scenario, inputs};
    ///
    /// let mut scenario = Scenario::default();
    /// let discount = inputs::find("discount_rate").expect("an input at this path");
    /// let error = discount.set_exactly(&mut scenario, 1.5).unwrap_err();
    /// assert_eq!(error.screen_text(discount.unit, &scenario.currency), "Allowed: at most 100%");
    /// assert_eq!(error.to_string(), "discount_rate: 1.5 is outside what is allowed: from 0 to 1");
    /// ```
    pub fn screen_text(&self, unit: Unit, currency: &Currency) -> String {
        let number_error =
            |error: &EstimateError| error.describe(|value| unit.exact_with_sign(value, currency));
        capitalized(&self.refusal.words(number_error))
    }
}
