//! Units, and how a number is written in each of them.

use crate::scenario::estimate::Estimate;
use crate::scenario::names::Currency;
use crate::scenario::words::{NO_BREAK_SPACE, kept_together};

use super::format::{count, exact_number, money, money_range, percent_number, share, significant};

/// The unit of a number. Numbers are always passed in the unit of files, in which a share is 0.25; the screen shows 25%.
///
/// ```
/// use breakeven::scenario::Currency;
/// use breakeven::scenario::quantity::Unit;
///
/// let dollars = Currency::default();
/// assert_eq!(Unit::Percent("per month").rounded(0.25, &dollars), "25% per month");
/// assert_eq!(Unit::Count("months").rounded(1.0, &dollars), "1\u{a0}month");
/// assert_eq!(Unit::Money("per 1M tokens").exact(2.5, &dollars), "$2.50");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// A number without a unit.
    None,
    /// A count, with the words that follow it: "tokens", "per year".
    Count(&'static str),
    /// A count of things that are whole, such as runs, with the words that follow it. An estimate of it may lie between two whole numbers;
    /// rounded, it is written as a whole one.
    Things(&'static str),
    /// A fraction that is shown in percent, with the words that follow: "", "per month".
    Percent(&'static str),
    /// An amount of money, with the words that follow: "", "per 1M tokens".
    Money(&'static str),
}

impl Unit {
    /// The unit of token prices.
    pub const PER_MILLION_TOKENS: Self = Self::Money("per 1M tokens");

    /// The words that follow a number: "tokens", "per month".
    pub fn words(self) -> &'static str {
        match self {
            Self::None => "",
            Self::Count(words)
            | Self::Things(words)
            | Self::Percent(words)
            | Self::Money(words) => words,
        }
    }

    /// The text after a number on the screen: "%", "tokens", "% per month"; empty if the unit has no words.
    pub fn suffix(self) -> String {
        match self {
            Self::None => String::new(),
            Self::Count(words) | Self::Things(words) | Self::Money(words) => words.to_owned(),
            Self::Percent("") => "%".to_owned(),
            Self::Percent(words) => format!("% {words}"),
        }
    }

    /// The factor from a number on the screen to the number in the file.
    pub(super) fn scale(self) -> f64 {
        match self {
            Self::Percent(_) => 0.01,
            _ => 1.0,
        }
    }

    /// A number in as many digits as it takes to type it again without loss, without the unit's words.
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

    /// Like [`Self::exact`], with a percent sign after a share.
    pub fn exact_with_sign(self, value: f64, currency: &Currency) -> String {
        let number = self.exact(value, currency);
        match self {
            Self::Percent(_) => format!("{number}%"),
            _ => number,
        }
    }

    /// An estimate in as many digits as it takes to type it again without loss, without the unit's words: "20k to 60k".
    pub fn exact_estimate(self, estimate: &Estimate, currency: &Currency) -> String {
        points_in_words(estimate, |point| self.exact(point, currency))
    }

    /// An estimate in as many digits as it takes to type it again without loss, with the unit's words: "20k to 60k tokens", "1 month". Token
    /// prices have two decimals at least, so that those of a list can be compared: "$4.00 per 1M tokens".
    pub fn described(self, estimate: &Estimate, currency: &Currency) -> String {
        let text = points_in_words(estimate, |point| match self {
            // As rounded amounts, those from 100 up and 0 have none.
            Self::PER_MILLION_TOKENS if (f64::MIN_POSITIVE..100.0).contains(&point) => {
                with_cents(self.exact(point, currency))
            }
            _ => self.exact(point, currency),
        });
        match self {
            // As it is written: the least hours are 1 after rounding too.
            Self::Count(words) | Self::Things(words) if text == "1" => {
                self.joined(&text, &singular(words))
            }
            _ => self.joined(&text, &self.suffix()),
        }
    }

    /// A number and the words behind it. Neither a percent sign nor × is set off by a space; behind an amount of money a line may end.
    fn joined(self, number: &str, words: &str) -> String {
        let words = kept_together(words);
        match self {
            _ if words.is_empty() || words.starts_with(['%', '×']) => format!("{number}{words}"),
            Self::Money(_) => format!("{number} {words}"),
            _ => with_unit(number, &words),
        }
    }

    /// A rounded number without the unit's words, for axes and other places with little room: "$3.20", "17,600", "4%".
    pub fn short(self, value: f64, currency: &Currency) -> String {
        match self {
            Self::Percent(_) => Self::Percent("").rounded(value, currency),
            Self::Money(_) => money(value, currency),
            Self::Things(_) => count(value.round()),
            _ => count(value),
        }
    }

    /// A rounded number with its unit, for sentences: "$3.20 per 1M tokens", "17,600 tokens", "4%".
    pub fn rounded(self, value: f64, currency: &Currency) -> String {
        let suffix = self.suffix();
        let number = match self {
            Self::Money(_) => money(value, currency),
            Self::Percent(_) => percent_number(value),
            Self::Things(_) => count(value.round()),
            _ => count(value),
        };
        match self {
            Self::Count(words) | Self::Things(words) if number == "1" => {
                self.joined(&number, &singular(words))
            }
            _ => self.joined(&number, &suffix),
        }
    }
}

/// The points of an estimate, each as `write` writes it.
fn points_in_words(estimate: &Estimate, write: impl Fn(f64) -> String) -> String {
    let separator = match estimate {
        Estimate::Pert { .. } => " / ",
        _ => " to ",
    };
    let points = estimate.points();
    let written: Vec<_> = points.iter().map(|&point| write(point)).collect();
    written.join(separator)
}

impl Unit {
    /// A range for charts and tables, with its unit: "22–33%", "$385k–$836k", "20,000–60,000 tokens".
    ///
    /// ```
    /// use breakeven::scenario::Currency;
    /// use breakeven::scenario::quantity::Unit;
    ///
    /// assert_eq!(Unit::Percent("").range(0.22, 0.33, &Currency::default()), "22–33%");
    /// ```
    pub fn range(self, low: f64, high: f64, currency: &Currency) -> String {
        let ends = match self {
            Self::Money(_) => money_range(low, high, currency),
            Self::Percent(_) => format!("{}–{}", percent_number(low), percent_number(high)),
            _ => format!(
                "{}–{}",
                self.short(low, currency),
                self.short(high, currency)
            ),
        };
        self.joined(&ends, &self.suffix())
    }

    /// All that lies above a threshold, in words: "above $3.20", "more than 2 runs".
    pub fn above(self, value: f64, currency: &Currency) -> String {
        match self {
            Self::Things(_) => format!("more than {}", self.rounded(value.floor(), currency)),
            _ => format!("above {}", self.rounded(value, currency)),
        }
    }

    /// All that lies below a threshold, in words: "below $3.20", "fewer than 3 runs".
    pub fn below(self, value: f64, currency: &Currency) -> String {
        match self {
            Self::Things(_) => format!("fewer than {}", self.rounded(value.ceil(), currency)),
            _ => format!("below {}", self.rounded(value, currency)),
        }
    }
}

/// An amount with two decimals if it has none: "$4.00". One with a size letter stays as it is.
fn with_cents(amount: String) -> String {
    let is_whole =
        amount.ends_with(|letter: char| letter.is_ascii_digit()) && !amount.contains('.');
    if is_whole {
        format!("{amount}.00")
    } else {
        amount
    }
}

/// A number and its unit, between which no line ends: "18 months", "40 h".
///
/// ```
/// use breakeven::scenario::quantity::with_unit;
///
/// assert_eq!(with_unit("40", "h"), "40\u{a0}h");
/// ```
pub fn with_unit(number: &str, unit: &str) -> String {
    format!("{number}{NO_BREAK_SPACE}{unit}")
}

/// The words of a unit after the number 1: "month" for "months", "hour per month" for "hours per month", "query" for "queries".
fn singular(words: &str) -> String {
    let (first, rest) = words.split_once(' ').unwrap_or((words, ""));
    let one = match first {
        // An abbreviation has no plural.
        "ms" | "tok/s" => first.to_owned(),
        _ => match (first.strip_suffix("ies"), first.strip_suffix('s')) {
            (Some(stem), _) => format!("{stem}y"),
            (None, stem) => stem.unwrap_or(first).to_owned(),
        },
    };
    format!("{one} {rest}").trim_end().to_owned()
}

/// Two values without unit words, with the usual digits, or with as many as make the two texts differ: "99,980" and "100,000", "79.6%" and
/// "80%".
///
/// ```
/// use breakeven::scenario::quantity::{Unit, distinguishable};
///
/// assert_eq!(distinguishable([99_984.0, 100_000.0], Unit::None), ["99,980", "100,000"]);
/// assert_eq!(distinguishable([0.796, 0.8], Unit::Percent("")), ["79.6%", "80%"]);
/// assert_eq!(distinguishable([0.272, 0.8], Unit::Percent("")), ["27%", "80%"]);
/// ```
pub fn distinguishable(values: [f64; 2], unit: Unit) -> [String; 2] {
    let [first, second] = values;
    let texts = |digits: usize| {
        values.map(|value| match unit {
            Unit::Percent(_) if digits == FEWEST_DIGITS => share(value),
            Unit::Percent(_) => format!("{}%", significant(100.0 * value, digits)),
            _ if digits <= USUAL_DIGITS => count(value),
            _ => significant(value, digits),
        })
    };
    let differ = |digits: &usize| {
        let [first_text, second_text] = texts(*digits);
        first_text != second_text || first == second
    };
    let digits = (FEWEST_DIGITS..MAX_DIGITS).find(differ);
    texts(digits.unwrap_or(MAX_DIGITS))
}

/// Significant digits of a percentage, unless it takes more to tell two apart.
const FEWEST_DIGITS: usize = 2;
/// Significant digits of another figure, unless it takes more.
const USUAL_DIGITS: usize = 3;
/// Significant digits that are enough to tell any two `f64` apart.
const MAX_DIGITS: usize = 17;
