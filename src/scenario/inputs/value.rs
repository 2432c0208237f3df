//! The kinds of values that inputs take, and the values themselves.

use crate::scenario::domain::Domain;
use crate::scenario::estimate::Estimate;

pub use crate::scenario::quantity::Notation;

/// The kind of value that an input takes, and the values that it allows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Kind {
    /// A number or a range.
    Estimate {
        /// The allowed numbers.
        domain: Domain,
        /// Whether `None` is allowed.
        optional: bool,
    },
    /// A number, never a range.
    Number {
        /// The allowed numbers.
        domain: Domain,
        /// Whether `None` is allowed.
        optional: bool,
    },
    /// A list of numbers, one a month.
    Numbers {
        /// The allowed numbers.
        domain: Domain,
    },
    /// Text.
    Text,
    /// A list of months and factors, as text.
    Steps,
    /// Pairs of inputs with their correlations, as text.
    Correlations,
    /// What was really billed in each month, as text.
    Actuals,
    /// One of these choices, each with its name in files and its words on the screen.
    Choice(&'static [(&'static str, &'static str)]),
    /// A question: yes, no or not answered.
    YesNo,
    /// A group of inputs that is present or absent as a whole.
    Group,
}

/// The value of an input of any kind.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// The optional value or group is `None`.
    Absent,
    /// A number or a range.
    Estimate(Estimate),
    /// A list of numbers, one a month.
    Numbers(Vec<f64>),
    /// Text, or the name of a choice as it stands in files.
    Text(String),
    /// The answer to a question.
    YesNo(bool),
    /// The group is present; its inputs have values of their own.
    Present,
}
