//! One number: digits, an exponent, and a size letter or word.

use super::error::{ParseNumberError, shortened};
use super::grouping;

/// Letters and words that stand for a power of ten, in lower case.
const SIZES: [(&str, i32); 16] = [
    ("k", 3),
    ("thousand", 3),
    ("thousands", 3),
    ("m", 6),
    ("mn", 6),
    ("mln", 6),
    ("mio", 6),
    ("million", 6),
    ("millions", 6),
    ("b", 9),
    ("bn", 9),
    ("billion", 9),
    ("billions", 9),
    ("tn", 12),
    ("trillion", 12),
    ("trillions", 12),
];

/// The power of ten that a letter or word stands for.
pub(super) fn power_of_size(word: &str) -> Option<i32> {
    let word = word.to_lowercase();
    let size = SIZES.iter().find(|(name, _)| *name == word);
    size.map(|(_, power)| *power)
}

/// A number as it is written. Its value is read at once with its power of ten, because 1.001 · 1000 isn't quite 1001.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Number {
    /// Digits without separators: "1234.5".
    digits: String,
    /// Power of ten, of an exponent.
    exponent: i32,
    /// Power of ten of the size letter or word.
    pub(super) size: Option<i32>,
    /// Whether the size is the letter m, which may stand for minutes or months as well.
    pub(super) is_small_m: bool,
    /// Whether the size is a word.
    pub(super) is_phrase: bool,
}

impl Number {
    /// The number times `10^power`, without its size; `None` if it is beyond the numbers of a computer.
    pub(super) fn value_without_size(&self, power: i32) -> Option<f64> {
        let power = self.exponent.saturating_add(power);
        let value: f64 = format!("{}e{power}", self.digits).parse().ok()?;
        let vanished = value == 0.0 && self.digits.bytes().any(|b| (b'1'..=b'9').contains(&b));
        (value.is_finite() && !vanished).then_some(value)
    }

    /// The number times `10^power`.
    pub(super) fn value(&self, power: i32) -> Option<f64> {
        self.value_without_size(power + self.size.unwrap_or(0))
    }

    /// Whether it is written "1", perhaps with a size.
    pub(super) fn is_one(&self) -> bool {
        self.digits == "1" && self.exponent == 0
    }
}

/// Reads the number at the start of `text`, and returns it with the text behind it; `None` if there is none.
pub(super) fn number(text: &str) -> Result<Option<(Number, &str)>, ParseNumberError> {
    let (digits, rest) = text.split_at(length_of_digits(text));
    if digits.is_empty() {
        return Ok(None);
    }
    let plain = grouping::without_separators(digits).ok_or_else(|| ParseNumberError::Grouping {
        text: shortened(digits),
        meant: grouping::meant(digits)
            .iter()
            .map(|meant| shortened(meant))
            .collect(),
    })?;
    let (exponent, rest) = exponent(rest);
    let (word, after_word) = word(rest.trim_start());
    let size = power_of_size(word);
    let number = Number {
        digits: plain,
        exponent,
        size,
        is_small_m: word == "m",
        is_phrase: size.is_some() && word.len() > 3,
    };
    Ok(Some((
        number,
        if size.is_some() { after_word } else { rest },
    )))
}

/// How many bytes at the start are digits, points and separators. A space belongs to them between digits only; two points are no decimals.
fn length_of_digits(text: &str) -> usize {
    let bytes = text.as_bytes();
    let at = |place: usize| bytes.get(place).copied().unwrap_or(0);
    let is_digit = |place: usize| at(place).is_ascii_digit();
    if !(is_digit(0) || (matches!(at(0), b'.' | b',') && is_digit(1))) {
        return 0;
    }
    let mut end = 0;
    loop {
        let goes_on = match at(end) {
            b'0'..=b'9' | b',' | b'_' | b'\'' => true,
            b'.' => at(end + 1) != b'.',
            b' ' => is_digit(end - 1) && is_digit(end + 1),
            _ => false,
        };
        if !goes_on {
            return end;
        }
        end += 1;
    }
}

/// The exponent at the start of the text, 0 if there is none, and the text behind it.
fn exponent(text: &str) -> (i32, &str) {
    let Some(rest) = text.strip_prefix(['e', 'E']) else {
        return (0, text);
    };
    let (sign, rest) = match rest.strip_prefix(['-', '−', '–']) {
        Some(rest) => (-1, rest),
        None => (1, rest.strip_prefix('+').unwrap_or(rest)),
    };
    let length = rest.bytes().take_while(u8::is_ascii_digit).count();
    if length == 0 {
        return (0, text);
    }
    // One with more digits than this is out of reach anyway.
    let exponent = rest[..length].parse().unwrap_or(1_000_000).min(1_000_000);
    (sign * exponent, &rest[length..])
}

/// The letters at the start of the text, and the text behind them.
pub(super) fn word(text: &str) -> (&str, &str) {
    let end = text
        .find(|letter: char| !letter.is_alphabetic())
        .unwrap_or(text.len());
    text.split_at(end)
}
