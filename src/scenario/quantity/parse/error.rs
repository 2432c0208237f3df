//! Why a typed number can't be read, in words that say what to type instead.

use crate::scenario::quantity::format::exact_number;

/// Why a typed number can't be read; `Display` says what to type instead.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum ParseNumberError {
    /// The text, or one of its points, is empty.
    #[error("a number is missing")]
    Empty,
    /// The text isn't a number.
    #[error("“{0}” isn’t a number. Try 40k, 1,500 or 20k to 60k")]
    NotANumber(String),
    /// A separator stands where none may.
    #[error(
        "“{text}” {} Commas separate thousands (1,500), a point the decimals (1.5)",
        unclear(meant)
    )]
    Grouping {
        /// The digits with their separators.
        text: String,
        /// What was probably meant.
        meant: Vec<String>,
    },
    /// Two numbers with nothing between.
    #[error("“{0}” has two numbers side by side. Write a range as 20k to 60k")]
    TwoNumbers(String),
    /// A percent sign in a field that isn't a share.
    #[error("“{0}”: this isn’t a percentage. Leave out the %")]
    NoShare(String),
    /// A sum or range of numbers with and without a percent sign.
    #[error("“{0}”: put the percent sign on every number or on none")]
    MixedPercent(String),
    /// A ratio in a field in percent: nobody can tell whether "1/2" is 50% or half a percent.
    #[error("“{text}” is {}: type {}% or {}%", exact_number(*value), exact_number(value * 100.0), exact_number(*value))]
    Ratio {
        /// The ratio as typed.
        text: String,
        /// Its value.
        value: f64,
    },
    /// Cents in a field that isn't money.
    #[error("“{0}”: this isn’t an amount of money. Leave out the ¢")]
    NoMoney(String),
    /// The letter m in a unit of time.
    #[error(
        "“{0}”: m could be minutes, months or millions. Type the number alone, or M for millions"
    )]
    SmallM(String),
    /// A period in a field that has none.
    #[error("“{0}”: this isn’t a rate. Leave out the period")]
    NoPeriod(String),
    /// Another unit than the field's.
    #[error("“{text}”: type it {}", in_unit(unit))]
    OtherUnit {
        /// The number with its unit.
        text: String,
        /// The field's unit; empty if it has none.
        unit: String,
    },
    /// A range whose first number alone has a period.
    #[error("“{0}”: write the period behind the last number, or behind every one")]
    MixedPeriods(String),
    /// A hyphen that may subtract or join a range.
    #[error("“{text}” could be a range or a difference: write {range}, or ({text})")]
    Hyphen {
        /// The text.
        text: String,
        /// The same as a range.
        range: String,
    },
    /// Three parts with slashes that aren't plain.
    #[error(
        "“{0}”: three parts with / are minimum, most likely and maximum. Put arithmetic in brackets"
    )]
    Slashes(String),
    /// A single number in brackets, which accountants write for a loss.
    #[error("“{0}” in brackets could be negative: type it with − or without brackets")]
    Brackets(String),
    /// A bracket has no partner.
    #[error("“{0}”: a bracket is missing")]
    Unbalanced(String),
    /// Brackets are nested too deeply.
    #[error("“{0}”: too many brackets inside one another")]
    Nested(String),
    /// The divisor is 0.
    #[error("“{0}” divides by zero")]
    DivisionByZero(String),
    /// The result is beyond the numbers of a computer.
    #[error("“{0}” is too large or too small a number")]
    Magnitude(String),
    /// A tolerance.
    #[error("type a plain number or a range; ± isn’t supported yet")]
    PlusMinus,
    /// The text has more than three points.
    #[error("type one number, two (20k to 60k), or three (10k / 30k / 90k)")]
    Points,
}

fn unclear(meant: &[String]) -> String {
    match meant {
        [] => "isn’t a number.".to_owned(),
        [only] => format!("isn’t clear: did you mean {only}?"),
        several => format!("isn’t clear: {}?", several.join(" or ")),
    }
}

fn in_unit(unit: &str) -> String {
    if unit.is_empty() {
        "without a unit".to_owned()
    } else if ["a ", "an ", "per "]
        .iter()
        .any(|per| unit.starts_with(per))
    {
        format!("as a number {unit}")
    } else {
        format!("in {unit}")
    }
}

/// The text, or its beginning if it is long: messages stay readable whatever was pasted.
pub(super) fn shortened(text: &str) -> String {
    const MAX_CHARACTERS: usize = 40;
    let text = text.trim();
    match text.char_indices().nth(MAX_CHARACTERS) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}
