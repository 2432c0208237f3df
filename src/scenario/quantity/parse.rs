//! Reads numbers as people type them: with size letters, percent signs, currencies and separators, alone or as a range.

use crate::scenario::estimate::Estimate;

use super::unit::Unit;

/// Why a typed number can't be read; `Display` says what to type instead.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum ParseNumberError {
    /// The text, or one of its points, is empty.
    #[error("a number is missing")]
    Empty,
    /// The text isn't a number.
    #[error("“{0}” is not a number; try 40k, 1,500 or 0.25")]
    NotANumber(String),
    /// A comma doesn't separate thousands.
    #[error("“{0}”: a comma separates thousands (1,500); write decimals with a point (1.5)")]
    Comma(String),
    /// A percent sign in a field that isn't a share.
    #[error("“{0}”: this is no share; type it without the percent sign")]
    NoShare(String),
    /// The text has more than three points.
    #[error("type one number, two (20k to 60k), or three (10k / 30k / 90k)")]
    Points,
}

/// Reads an estimate as it is typed into a field of the given unit. In a percent field "15" and "15%" are both 0.15.
///
/// ```
/// use breakeven::scenario::Estimate;
/// use breakeven::scenario::quantity::{Unit, parse};
///
/// assert_eq!(parse("15", Unit::Percent(""))?, Estimate::Exact(0.15));
/// assert_eq!(parse("$1.2M", Unit::Money(""))?, Estimate::Exact(1_200_000.0));
/// // The size letter counts for both numbers.
/// assert_eq!(parse("20 to 60k", Unit::None)?, Estimate::Range { low: 20_000.0, high: 60_000.0 });
/// assert!(parse("1,5", Unit::None).is_err());
/// # Ok::<(), breakeven::scenario::quantity::ParseNumberError>(())
/// ```
pub fn parse(text: &str, unit: Unit) -> Result<Estimate, ParseNumberError> {
    check_percent(text, unit)?;
    parse_scaled(text, unit.scale())
}

/// Refuses a percent sign if it has no meaning in this unit.
fn check_percent(text: &str, unit: Unit) -> Result<(), ParseNumberError> {
    if text.contains('%') && matches!(unit, Unit::Money(_) | Unit::Count(_) | Unit::Things(_)) {
        return Err(ParseNumberError::NoShare(text.trim().to_owned()));
    }
    Ok(())
}

/// Reads an estimate in the unit of files, in which a share is a fraction: "0.15" and "15%" are both 0.15.
///
/// ```
/// use breakeven::scenario::Estimate;
/// use breakeven::scenario::quantity::{Unit, parse_in_file_unit};
///
/// assert_eq!(parse_in_file_unit("0.15", Unit::Percent(""))?, Estimate::Exact(0.15));
/// assert_eq!(parse_in_file_unit("15%", Unit::Percent(""))?, Estimate::Exact(0.15));
/// # Ok::<(), breakeven::scenario::quantity::ParseNumberError>(())
/// ```
pub fn parse_in_file_unit(text: &str, unit: Unit) -> Result<Estimate, ParseNumberError> {
    check_percent(text, unit)?;
    parse_scaled(text, 1.0)
}

/// Reads an estimate whose numbers without a percent sign are to be multiplied by `scale`.
fn parse_scaled(text: &str, scale: f64) -> Result<Estimate, ParseNumberError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(ParseNumberError::Empty);
    }
    // "$3/M" is no range; split at its slash, the error would be about the M alone.
    let points: Vec<&str> = if text.contains('/') && !text.contains("/M") {
        text.split('/').collect()
    } else {
        split_range(text)
    };
    // In "2.5 to 4.5 %" the percent sign counts for both numbers.
    let percent = text.ends_with('%');
    let read = |point: &str| {
        let point = point.trim();
        let scale = if percent || point.ends_with('%') {
            0.01
        } else {
            scale
        };
        number(point.trim_end_matches('%')).map(|value| apply_scale(value, scale))
    };
    // In "20 to 60k" the size letter counts for both numbers, because 20 is less than 60.
    let points = share_size_letter(&points);
    match *points.iter().map(String::as_str).collect::<Vec<_>>() {
        [value] => Ok(Estimate::Exact(read(value)?)),
        [low, high] => Ok(Estimate::Range {
            low: read(low)?,
            high: read(high)?,
        }),
        [low, likely, high] => Ok(Estimate::Pert {
            low: read(low)?,
            likely: read(likely)?,
            high: read(high)?,
        }),
        _ => Err(ParseNumberError::Points),
    }
}

/// Copies the size letter of the last number to the numbers before it that have none and are smaller than its digits: "20 to 60k" becomes
/// "20k to 60k", but "500 to 2k" stays.
fn share_size_letter(points: &[&str]) -> Vec<String> {
    let is_letter = |c: char| c.is_ascii_alphabetic();
    let last = points.last().map_or("", |last| last.trim());
    let digits = last.trim_end_matches(is_letter).trim_end();
    let size = &last[last.trim_end_matches(is_letter).len()..];
    let value = |text: &str| number(text.trim()).ok();
    let shares = |point: &str| {
        let has_no_letter = point.trim().ends_with(|c: char| c.is_ascii_digit());
        let is_below = match (value(point), value(digits)) {
            (Some(point), Some(last)) => point > 0.0 && point < last,
            _ => false,
        };
        !size.is_empty() && has_no_letter && is_below
    };
    points
        .iter()
        .map(|point| {
            if shares(point) {
                format!("{}{size}", point.trim())
            } else {
                (*point).to_owned()
            }
        })
        .collect()
}

/// Multiplies by a scale of 1 or 0.01. It divides by 100 instead: 6.5 / 100 is the nearest number to 0.065, but 6.5 · 0.01 may not be.
fn apply_scale(value: f64, scale: f64) -> f64 {
    if scale == 1.0 {
        value
    } else {
        value / (1.0 / scale).round()
    }
}

/// Splits "20k to 60k", "20k–60k", "20k-60k" or "20k … 60k" at its separator. Text without a separator is one part.
fn split_range(text: &str) -> Vec<&str> {
    for separator in [" to ", "–", "—", "…", ".."] {
        if text.contains(separator) {
            return text.split(separator).collect();
        }
    }
    // A hyphen separates only after a digit, a size letter or a percent sign: in "1e-6" and "-5" it is part of the number.
    let hyphen = text.char_indices().skip(1).find(|&(place, letter)| {
        let before = text[..place].trim_end();
        let exponent = before.ends_with(['e', 'E'])
            && before
                .trim_end_matches(['e', 'E'])
                .ends_with(|c: char| c.is_ascii_digit());
        letter == '-' && !exponent && before.ends_with(|c: char| c.is_alphanumeric() || c == '%')
    });
    match hyphen {
        Some((place, _)) => vec![&text[..place], &text[place + 1..]],
        None => vec![text],
    }
}

/// Reads one number: an optional sign and currency, digits with commas or spaces between thousands, and an optional size letter.
fn number(text: &str) -> Result<f64, ParseNumberError> {
    let not_a_number = || ParseNumberError::NotANumber(text.to_owned());
    if text.is_empty() {
        return Err(ParseNumberError::Empty);
    }
    let (sign, rest) = match text.strip_prefix(['-', '−']) {
        Some(rest) => (-1.0, rest.trim_start()),
        None => (1.0, text),
    };
    let rest = rest
        .trim_start_matches(|c: char| "$€£¥₹₩".contains(c))
        .trim_start();
    // A currency code before the digits ("CHF 1.2k", "CA$3", "A$3").
    let code = rest.chars().take_while(char::is_ascii_uppercase).count();
    let rest = if (2..=3).contains(&code) || (code == 1 && rest[code..].starts_with('$')) {
        rest[code..].trim_start_matches('$').trim_start()
    } else {
        rest
    };
    let size_start = rest
        .rfind(|c: char| c.is_ascii_digit() || c == '.')
        .map(|place| place + 1)
        .ok_or_else(not_a_number)?;
    let size = match rest[size_start..].trim() {
        "" => 1.0,
        "k" | "K" => 1e3,
        "m" | "M" | "mn" | "mio" => 1e6,
        "b" | "B" | "bn" => 1e9,
        "¢" => 0.01,
        _ => return Err(not_a_number()),
    };
    let digits = rest[..size_start].replace(['_', ' ', '\u{a0}', '\u{202f}'], "");
    let digits = if digits.contains(',') {
        let whole = digits.split('.').next().unwrap_or_default();
        let mut groups = whole.split(',');
        let first = groups.next().unwrap_or_default();
        if first.is_empty() || first.len() > 3 || groups.any(|group| group.len() != 3) {
            return Err(ParseNumberError::Comma(text.to_owned()));
        }
        digits.replace(',', "")
    } else {
        digits
    };
    let two_signs = sign < 0.0 && digits.starts_with(['-', '+']);
    let plain = digits
        .bytes()
        .all(|byte| byte.is_ascii_digit() || b".eE+-".contains(&byte));
    let value: f64 = digits
        .parse()
        .ok()
        .filter(|value: &f64| plain && !two_signs && value.is_finite())
        .ok_or_else(not_a_number)?;
    Ok(sign * value * size)
}
