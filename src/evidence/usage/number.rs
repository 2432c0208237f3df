//! Numbers as people, spreadsheets and programs write them. What breaks the rules of grouping is refused rather than guessed.

use super::notation::Decimals;

/// The most that a number may be: beyond it sums lose their last digits.
const MOST: f64 = 1e15;

const NOT_A_NUMBER: &str = "it isn’t a number";

/// Whether point and comma make a difference to a number.
pub(super) fn depends(text: &str) -> bool {
    text.bytes().any(|byte| matches!(byte, b'.' | b','))
}

/// A number; `None` if nothing is stated. An error says why it is none.
///
/// Groups of three digits may be separated, by the other sign of the two, spaces, apostrophes or underscores. A currency may stand before or
/// behind.
pub(in crate::evidence) fn read(
    text: &str,
    decimals: Decimals,
) -> Result<Option<f64>, &'static str> {
    let text = text.trim();
    if text.len() <= 15 && !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Ok(text.parse().ok());
    }
    if is_nothing(text) {
        return Ok(None);
    }
    let (is_negative, digits) = without_sign(text);
    let number = plain(digits, decimals)?;
    if number > MOST {
        return Err("it is more than 1,000,000,000,000,000");
    }
    Ok(Some(if is_negative { -number } else { number }))
}

fn is_nothing(text: &str) -> bool {
    matches!(
        text,
        "" | "-" | "–" | "—" | "null" | "NULL" | "None" | "n/a" | "N/A"
    )
}

/// The number without sign and currency, and whether it is negative.
fn without_sign(text: &str) -> (bool, &str) {
    let mut rest = without_currency(text);
    let mut is_negative = false;
    if let Some(behind) = rest.strip_prefix(['-', '−']) {
        is_negative = true;
        rest = behind;
    } else if let Some(behind) = rest.strip_prefix('+') {
        rest = behind;
    }
    (is_negative, without_currency(rest))
}

fn without_currency(text: &str) -> &str {
    let is_sign = |c: char| c.is_whitespace() || matches!(c, '$' | '€' | '£' | '¥' | '₹' | '￥');
    let mut rest = text.trim_matches(is_sign);
    let is_code =
        |code: &str| code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase());
    if let Some((code, behind)) = rest.split_at_checked(3)
        && is_code(code)
        && behind.starts_with(|c: char| !c.is_alphabetic())
    {
        rest = behind;
    }
    if let Some(at) = rest.len().checked_sub(3)
        && let Some((before, code)) = rest.split_at_checked(at)
        && is_code(code)
        && before.ends_with(|c: char| !c.is_alphabetic())
    {
        rest = before;
    }
    rest.trim_matches(is_sign)
}

/// A number without sign and currency.
fn plain(text: &str, decimals: Decimals) -> Result<f64, &'static str> {
    let lower = text.to_lowercase();
    if matches!(lower.as_str(), "nan" | "inf" | "infinity" | "∞") {
        return Err("it isn’t finite");
    }
    let (mantissa, exponent) = lower.split_once('e').unwrap_or((&lower, "0"));
    let (decimal, group) = match decimals {
        Decimals::Point => ('.', ','),
        Decimals::Comma => (',', '.'),
    };
    let (whole, fraction) = mantissa.split_once(decimal).unwrap_or((mantissa, ""));
    let whole = without_groups(whole, group).ok_or(NOT_A_NUMBER)?;
    let are_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let power = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
    let is_number = are_digits(fraction)
        && !(whole.is_empty() && fraction.is_empty())
        && are_digits(power)
        && (1..=3).contains(&power.len());
    if !is_number {
        return Err(NOT_A_NUMBER);
    }
    let number: f64 = format!("{whole}.{fraction}e{exponent}")
        .parse()
        .map_err(|_| NOT_A_NUMBER)?;
    if number.is_finite() {
        Ok(number)
    } else {
        Err("it isn’t finite")
    }
}

/// The digits of the whole part; `None` if they aren’t grouped by three. What begins with 0 has no groups.
fn without_groups(whole: &str, group: char) -> Option<String> {
    let separates = |c: char| c == group || c.is_whitespace() || matches!(c, '\'' | '’' | '_');
    let groups: Vec<&str> = whole.split(separates).collect();
    let are_digits = groups
        .iter()
        .all(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()));
    let (first, others) = groups.split_first()?;
    let are_grouped = others.is_empty()
        || (1..=3).contains(&first.len())
            && !first.starts_with('0')
            && others.iter().all(|digits| digits.len() == 3);
    (are_digits && are_grouped).then(|| groups.concat())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn point(text: &str) -> Result<Option<f64>, &'static str> {
        read(text, Decimals::Point)
    }

    fn comma(text: &str) -> Result<Option<f64>, &'static str> {
        read(text, Decimals::Comma)
    }

    #[test]
    fn groups_and_decimals_are_read_by_their_signs() {
        for (text, number) in [
            ("1,234", 1234.0),
            ("1,234.56", 1234.56),
            ("1 234.5", 1234.5),
            ("1\u{a0}234\u{202f}567", 1_234_567.0),
            ("1’234.50", 1234.5),
            ("12_000", 12_000.0),
            ("$1,234.56", 1234.56),
            ("-$5", -5.0),
            ("$ −5", -5.0),
            ("12.30 USD", 12.3),
            ("EUR12", 12.0),
            ("1.5e-05", 0.000_015),
            ("3.0", 3.0),
            (".5", 0.5),
            ("0.075", 0.075),
        ] {
            assert_eq!(point(text), Ok(Some(number)), "{text}");
        }
        for (text, number) in [
            ("1.234", 1234.0),
            ("1.234,56", 1234.56),
            ("1 234,56 €", 1234.56),
            ("0,0123", 0.0123),
            ("1,5E-05", 0.000_015),
        ] {
            assert_eq!(comma(text), Ok(Some(number)), "{text}");
        }
    }

    #[test]
    fn what_breaks_the_grouping_is_refused() {
        for text in [
            "1.234,56", "12,5", "1,23", "0,075", "1,2345", "1 23", ",234", "1,,234",
        ] {
            assert_eq!(point(text), Err(NOT_A_NUMBER), "{text}");
        }
        for text in ["12.5", "1,234.56", "0.075", "1234.567"] {
            assert_eq!(comma(text), Err(NOT_A_NUMBER), "{text}");
        }
        for text in [
            "sixty", "1e", "1e5000", "--5", "5%", "(5)", "0x10", "USD", "$", "٣",
        ] {
            assert!(point(text).is_err(), "{text}");
        }
    }

    #[test]
    fn numbers_without_a_value_or_an_end_are_told_apart() {
        for text in ["", " ", "-", "null", "None"] {
            assert_eq!(point(text), Ok(None), "{text}");
        }
        for text in ["NaN", "inf", "-Infinity", "1e999"] {
            assert_eq!(point(text), Err("it isn’t finite"), "{text}");
        }
        assert!(point("1e16").is_err());
        assert!(point("9,000,000,000,000,000").is_err());
        assert_eq!(point("1e15"), Ok(Some(1e15)));
    }

    proptest! {
        #[test]
        fn a_number_written_in_either_way_is_the_same(number in 0_u64..1_000_000_000_000, cents in 0_u64..100) {
            let mut digits = number.to_string();
            for place in (1..digits.len()).rev().filter(|place| (digits.len() - place).is_multiple_of(3)).collect::<Vec<_>>() {
                digits.insert(place, ',');
            }
            let text = format!("{digits}.{cents:02}");
            let swapped: String = text.chars().map(|c| match c { ',' => '.', '.' => ',', c => c }).collect();
            let wanted: f64 = format!("{number}.{cents:02}").parse().unwrap();
            prop_assert_eq!(point(&text), Ok(Some(wanted)));
            prop_assert_eq!(comma(&swapped), Ok(Some(wanted)));
        }

        #[test]
        fn no_text_is_a_fault_of_the_program(text in "\\PC{0,12}|[-+$€., 0-9eE']{0,14}") {
            for number in [point(&text), comma(&text)].into_iter().flatten().flatten() {
                prop_assert!(number.is_finite() && number.abs() <= MOST);
            }
        }
    }
}
