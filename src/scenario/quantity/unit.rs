//! Units, and numbers written in their units.

use crate::scenario::estimate::Estimate;
use crate::scenario::names::Currency;

use super::format::{count, exact_number, money, significant};

/// What a number counts. Values are always in the file's own unit: a share is 0.25, shown as 25 %.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// No unit.
    None,
    /// A count, with the words after it: "tokens", "a year".
    Count(&'static str),
    /// A fraction shown as percent, with what it is of: "", "a month".
    Percent(&'static str),
    /// An amount of money, with what it is for: "", "per 1M tokens".
    Money(&'static str),
}

impl Unit {
    /// The words after the number.
    pub fn suffix(self) -> String {
        match self {
            Self::None => String::new(),
            Self::Count(words) | Self::Money(words) => words.to_owned(),
            Self::Percent("") => "%".to_owned(),
            Self::Percent(words) => format!("% {words}"),
        }
    }

    /// Factor from the number on the screen to the number in the file.
    pub(super) fn scale(self) -> f64 {
        match self {
            Self::Percent(_) => 0.01,
            _ => 1.0,
        }
    }

    /// One number as it can be typed again without loss, without the unit's words.
    pub fn exact(self, value: f64, currency: &Currency) -> String {
        let shown = exact_number(value / self.scale());
        if !matches!(self, Self::Money(_)) {
            return shown;
        }
        let (sign, mut amount) = match shown.strip_prefix('−') {
            Some(amount) => ("−", amount.to_owned()),
            None => ("", shown),
        };
        // $2.50 rather than $2.5.
        if amount
            .split_once('.')
            .is_some_and(|(_, cents)| cents.len() == 1)
        {
            amount.push('0');
        }
        format!("{sign}{}{amount}", currency.prefix())
    }

    /// An estimate as it can be typed again without loss, without the unit's words.
    pub fn exact_estimate(self, estimate: &Estimate, currency: &Currency) -> String {
        let separator = match estimate {
            Estimate::Pert { .. } => " / ",
            _ => " to ",
        };
        let points = estimate.points();
        let written: Vec<_> = points
            .iter()
            .map(|&point| self.exact(point, currency))
            .collect();
        written.join(separator)
    }

    /// A rounded number without the unit's words, for tight places: "$3.20", "17,600", "4.0 %".
    pub fn short(self, value: f64, currency: &Currency) -> String {
        match self {
            Self::Percent(_) => Self::Percent("").rounded(value, currency),
            Self::Money(_) => money(value, currency),
            _ => count(value),
        }
    }

    /// A rounded number with its unit, for sentences: "$3.20 per 1M tokens", "17,600 tokens", "4.0 %".
    pub fn rounded(self, value: f64, currency: &Currency) -> String {
        let suffix = self.suffix();
        let number = match self {
            Self::Money(_) => money(value, currency),
            Self::Percent(_) => significant(value * 100.0, 3),
            _ => count(value),
        };
        match (self, suffix.as_str()) {
            (_, "") => number,
            (Self::Count(words), _) if number == "1" => format!("{number} {}", singular(words)),
            _ => format!("{number} {suffix}"),
        }
    }
}

/// The words for exactly one: "months", "month"; "tokens a second", "token a second".
fn singular(words: &str) -> String {
    let (first, rest) = words.split_once(' ').unwrap_or((words, ""));
    let one = first.strip_suffix('s').unwrap_or(first);
    format!("{one} {rest}").trim_end().to_owned()
}

/// Two values without their unit’s words, in the fewest digits in which they differ: "99,984" and "100,000", "79.6 %" and "80 %".
pub fn distinguishable(values: [f64; 2], unit: Unit) -> [String; 2] {
    let [one, other] = values;
    let texts = |digits: usize| {
        values.map(|value| match unit {
            Unit::Percent(_) => format!("{} %", significant(100.0 * value, digits)),
            _ if digits == USUAL_DIGITS => count(value),
            _ => significant(value, digits),
        })
    };
    let differ = |digits: &usize| {
        let [one_text, other_text] = texts(*digits);
        one_text != other_text || one == other
    };
    let digits = (USUAL_DIGITS..MAX_DIGITS).find(differ);
    texts(digits.unwrap_or(MAX_DIGITS))
}

/// Significant digits that figures are usually shown with.
const USUAL_DIGITS: usize = 3;
/// Significant digits that an `f64` can need.
const MAX_DIGITS: usize = 17;
