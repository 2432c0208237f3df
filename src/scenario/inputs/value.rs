//! What kind of value an input takes, and the value of any input.

use crate::scenario::domain::Domain;
use crate::scenario::estimate::Estimate;

/// The kind of value that an input takes, and which values are allowed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Kind {
    /// A number or a range.
    Estimate {
        /// What is allowed.
        domain: Domain,
        /// Whether `None` is allowed.
        optional: bool,
    },
    /// A plain number.
    Number {
        /// What is allowed.
        domain: Domain,
        /// Whether `None` is allowed.
        optional: bool,
    },
    /// Plain numbers, one a month.
    Numbers {
        /// What is allowed for each.
        domain: Domain,
    },
    /// One line of text.
    Text,
    /// One of these choices: the name in files, and the words on the screen.
    Choice(&'static [(&'static str, &'static str)]),
    /// Yes, no, or not answered.
    YesNo,
    /// An optional group of inputs, present or not.
    Group,
}

/// The value of any input.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// `None`: an optional value or group that isn't there.
    Absent,
    /// A number or a range.
    Estimate(Estimate),
    /// Numbers, one a month.
    Numbers(Vec<f64>),
    /// Text, or the name of a choice.
    Text(String),
    /// Yes or no.
    YesNo(bool),
    /// A group that is there.
    Present,
}

/// How a typed number is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notation {
    /// As on the screen: 15 in a percent field is 0.15.
    Screen,
    /// As in files: 0.15 and 15% are the same.
    File,
}
