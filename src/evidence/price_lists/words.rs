//! How amounts and factors are said in reasons, and what a day is.

use crate::scenario::retirement::month_of;

/// An amount with four significant digits and at least two decimals: "$15,000", "$2.50", "$1.875", "$0.0028".
pub(super) fn dollars(amount: f64) -> String {
    let sign = if amount < 0.0 { "−" } else { "" };
    let size = amount.abs();
    if size >= 1e12 {
        return format!("{sign}$1 trillion or more");
    }
    if size >= 100.0 {
        return format!("{sign}${}", grouped(size));
    }
    if size == 0.0 {
        return "$0.00".to_owned();
    }
    let decimals = (3 - size.log10().floor() as i32).clamp(2, 12) as usize;
    let digits = format!("{size:.decimals$}");
    let shortest = digits.find('.').map_or(digits.len(), |point| point + 3);
    let kept = digits.trim_end_matches('0').len().max(shortest);
    format!("{sign}${}", &digits[..kept])
}

/// A factor: "24", "1,000", "2.5"; below 10 with a decimal where there is one.
pub(super) fn times(factor: f64) -> String {
    let rounded = (factor * 10.0).round() / 10.0;
    if rounded < 10.0 && rounded.fract() != 0.0 {
        return format!("{rounded:.1}");
    }
    grouped(factor.min(1e12))
}

/// A whole number with its thousands separated.
pub(super) fn grouped(number: f64) -> String {
    let digits = format!("{number:.0}");
    let mut said = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            said.push(',');
        }
        said.push(digit);
    }
    said
}

/// A price that is lower than it should be.
pub(super) fn below(kind: &str, price: f64, than: &str, base: f64) -> String {
    format!(
        "{kind} at {} costs less than {than} at {}",
        dollars(price),
        dollars(base)
    )
}

/// A price that is higher than it should be.
pub(super) fn above(kind: &str, price: f64, than: &str, base: f64) -> String {
    format!(
        "{kind} at {} costs more than {than} at {}",
        dollars(price),
        dollars(base)
    )
}

/// A price that is too many times another.
pub(super) fn manifold(kind: &str, price: f64, than: &str, base: f64) -> String {
    let factor = times(price / base);
    format!(
        "{kind} at {} is {factor} times {than} at {}",
        dollars(price),
        dollars(base)
    )
}

/// Whether a text is a day, YYYY-MM-DD.
pub(super) fn is_day(text: &str) -> bool {
    let is_digit_or_hyphen = |(place, byte): (usize, u8)| match place {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    };
    let day = text.get(8..).and_then(|day| day.parse::<u8>().ok());
    text.len() == 10
        && text.bytes().enumerate().all(is_digit_or_hyphen)
        && month_of(text).is_some()
        && day.is_some_and(|day| (1..=31).contains(&day))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_have_as_many_digits_as_they_need() {
        for (amount, said) in [
            (15_000.0, "$15,000"),
            (135_000.0, "$135,000"),
            (150.0, "$150"),
            (2.5, "$2.50"),
            (1.875, "$1.875"),
            (0.083_333_333_3, "$0.08333"),
            (0.0028, "$0.0028"),
            (0.000_000_15, "$0.00000015"),
            (0.0, "$0.00"),
            (-2.0, "−$2.00"),
            (99.999, "$100.00"),
            (1e300, "$1 trillion or more"),
        ] {
            assert_eq!(dollars(amount), said);
        }
    }

    #[test]
    fn factors_have_a_decimal_where_it_tells_them_apart() {
        for (factor, said) in [
            (3.33, "3.3"),
            (2.0, "2"),
            (24.0, "24"),
            (100_000.0, "100,000"),
        ] {
            assert_eq!(times(factor), said);
        }
    }

    #[test]
    fn days_are_told_from_other_texts() {
        assert!(is_day("2027-01-14"));
        for text in [
            "2027-13-01",
            "2027-01-32",
            "2027-00-10",
            "14 Jan 2027",
            "2027-01",
            "",
            "2027101-01",
            "202é-01-01",
        ] {
            assert!(!is_day(text), "{text}");
        }
    }
}
