//! Digits with separators between groups of three: where a separator may stand, and what is probably meant where one stands elsewhere.
//!
//! ```text
//! digits    [whole] ["." {digit}]                                 at least one digit
//! whole     {digit}  |  first separator group {separator group}   one kind of separator
//! separator "," | " " | "_" | "'"
//! first     one to three digits, the first not 0
//! group     three digits
//! ```
//!
//! A first group of 0 would stand for nothing: "0,500" is a half in most of Europe, and no way to write 500.

use crate::scenario::quantity::format::grouped;

/// The characters that separate groups. Spaces of any width and all apostrophes are these two by now.
pub(super) const SEPARATORS: [char; 4] = [',', ' ', '_', '\''];

/// The digits without their separators, such as "1234.5"; `None` if a separator or a point stands where none may.
pub(super) fn without_separators(digits: &str) -> Option<String> {
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    if !all_digits(fraction) || !(whole.bytes().chain(fraction.bytes())).any(|b| b.is_ascii_digit())
    {
        return None;
    }
    if all_digits(whole) {
        return Some(digits.to_owned());
    }
    let separator = whole.chars().find(|c| SEPARATORS.contains(c))?;
    let mut groups = whole.split(separator);
    let first = groups.next()?;
    let is_first = (1..=3).contains(&first.len()) && all_digits(first) && !first.starts_with('0');
    let well_grouped = is_first && groups.all(|group| group.len() == 3 && all_digits(group));
    well_grouped.then(|| digits.replace(separator, ""))
}

fn all_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

/// What wrongly separated digits probably stand for, as one would have to type it; nothing if there is no likely meaning.
pub(super) fn meant(digits: &str) -> Vec<String> {
    let mut meant = Vec::new();
    let is_separator = |c: char| c == '.' || SEPARATORS.contains(&c);
    let groups: Vec<&str> = digits.split(is_separator).collect();
    let separators: Vec<char> = digits.chars().filter(|c| is_separator(*c)).collect();
    // A comma before decimals: "0,075", "1.234,56".
    if let Some((whole, fraction)) = digits.split_once(',')
        && all_digits(fraction)
        && !fraction.is_empty()
    {
        let whole = whole.replace('.', ",");
        let plain = if whole.is_empty() {
            Some("0".to_owned())
        } else {
            without_separators(&whole)
        };
        meant.extend(plain.map(|whole| format!("{}.{fraction}", grouped(&without_zeros(&whole)))));
    }
    // Groups in other places: "1,50,000", "1,500 000", "1.234.567", "20 60".
    let in_threes = groups[1..].iter().all(|group| group.len() == 3);
    let whole = !separators.contains(&'.') || (separators.len() > 1 && in_threes);
    let of_one_kind = separators
        .iter()
        .all(|separator| *separator == separators[0]);
    let indian = of_one_kind
        && separators.first() == Some(&',')
        && separators.len() > 1
        && groups.last().is_some_and(|group| group.len() == 3);
    let pair = separators == [' '];
    if whole && !groups.contains(&"") && (in_threes || indian || pair) {
        meant.push(grouped(&without_zeros(&groups.concat())));
    }
    if let ([low, high], true) = (groups.as_slice(), pair)
        && (low.len(), *low) < (high.len(), *high)
        && !high.starts_with('0')
    {
        meant.push(format!("{low} to {high}"));
    }
    meant
}

fn without_zeros(whole: &str) -> String {
    let trimmed = whole.trim_start_matches('0');
    if trimmed.is_empty() { "0" } else { trimmed }.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separators_stand_between_groups_of_three_and_nowhere_else() {
        for (digits, plain) in [
            ("40000", "40000"),
            ("1,234,567.25", "1234567.25"),
            ("12 345", "12345"),
            ("1'500", "1500"),
            ("1_500", "1500"),
            (".5", ".5"),
            ("5.", "5."),
            ("007", "007"),
            ("0.500", "0.500"),
        ] {
            assert_eq!(
                without_separators(digits).as_deref(),
                Some(plain),
                "{digits}"
            );
        }
        for digits in [
            "1,5",
            "0,500",
            "00,500",
            "1,50,000",
            "1000,000",
            ",5",
            "5,",
            "1,,500",
            "20 60",
            "1,500 000",
            "1.5,000",
            "1.234.567",
            "1.5 000",
            ".",
            "",
            "1,500.000,0",
        ] {
            assert_eq!(without_separators(digits), None, "{digits}");
        }
    }

    #[test]
    fn what_could_be_meant_is_offered() {
        for (digits, offered) in [
            ("1.234,56", &["1,234.56"][..]),
            ("0,075", &["0.075", "75"]),
            ("0,500", &["0.500", "500"]),
            ("1,5", &["1.5"]),
            (",5", &["0.5"]),
            ("1 234,5", &["1,234.5"]),
            ("1000,000", &["1,000.000", "1,000,000"]),
            ("1,50,000", &["150,000"]),
            ("1,500 000", &["1,500,000"]),
            ("1.234.567", &["1,234,567"]),
            ("20 60", &["2,060", "20 to 60"]),
            ("60 20", &["6,020"]),
            ("2.5,10", &[]),
            ("12 345 13 210", &[]),
            ("1.2.3", &[]),
        ] {
            assert_eq!(meant(digits), offered, "{digits}");
        }
    }
}
