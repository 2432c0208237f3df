//! Separators between groups of digits: right places read, all others refused, never another number.

use breakeven::scenario::Estimate;
use breakeven::scenario::quantity::{self, ParseNumberError, Unit};
use proptest::prelude::*;

use crate::generated::cases;

use super::assert_reads;

#[test]
fn invisible_characters_are_dropped_and_every_width_is_read() {
    for text in [
        "40\u{200b}000",
        "\u{feff}40000",
        "\u{202a}40,000\u{202c}",
        "\u{2066}40k\u{2069}",
        "40\u{2009}000",
        "40\u{3000}000",
        "40\u{a0}000",
        "４０，０００",
        "４０ｋ",
        "４００００．０",
        "40’000",
        "40'000",
        "40_000",
    ] {
        assert_reads(text, Unit::None, &[40_000.0]);
    }
    for minus in ['-', '−', '﹣', '－', '–', '‐', '\u{2011}', '—', '⁻'] {
        assert_reads(&format!("{minus}5"), Unit::None, &[-5.0]);
        assert_reads(&format!("{minus} 5 to {minus}2"), Unit::None, &[-5.0, -2.0]);
        assert_reads(&format!("3*{minus}5"), Unit::None, &[-15.0]);
    }
    assert_reads("1e−6", Unit::None, &[1e-6]);
    assert_reads("１５％", Unit::Percent(""), &[0.15]);
}

#[test]
fn a_separator_elsewhere_is_refused_with_what_could_be_meant() {
    for (text, meant) in [
        ("1.234,56", &["1,234.56"][..]),
        ("0,075", &["0.075", "75"]),
        ("0,500", &["0.500", "500"]),
        ("-0,5", &["0.5"]),
        ("1,5", &["1.5"]),
        ("0,25", &["0.25"]),
        (",5", &["0.5"]),
        ("2.5,10", &[]),
        ("20 60", &["2,060", "20 to 60"]),
        ("1,500 000", &["1,500,000"]),
        ("1'500,000", &["1,500,000"]),
        ("1.234.567", &["1,234,567"]),
        ("1,00,000", &["100,000"]),
        ("1000,000", &["1,000,000"]),
        ("1 234,5", &["1,234.5"]),
        ("12 345 13 210", &[]),
        ("1.2.3", &[]),
        ("1,500,", &[]),
        ("1,,500", &[]),
        ("1.5_000", &[]),
        ("00,500", &[]),
        ("1,5 to 2", &["1.5"]),
        ("2*1,5", &["1.5"]),
        ("$1.234,56", &["1,234.56"]),
        ("１．２３４，５６", &["1,234.56"]),
        ("1,5%", &["1.5"]),
    ] {
        for unit in [Unit::None, Unit::Percent(""), Unit::PER_MILLION_TOKENS] {
            let error = quantity::parse(text, unit).unwrap_err();
            let ParseNumberError::Grouping { meant: offered, .. } = &error else {
                panic!("“{text}” gives {error:?}");
            };
            assert!(
                meant
                    .iter()
                    .all(|meant| offered.iter().any(|offered| offered == meant)),
                "“{text}” offers {offered:?}"
            );
            let words = error.to_string();
            assert!(words.contains("1,500") && words.contains("1.5"), "{words}");
        }
    }
}

/// The digits in groups of three, from the right.
fn in_groups(digits: &str, separator: char) -> String {
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(separator);
        }
        text.push(digit);
    }
    text
}

const SEPARATORS: [char; 8] = [',', '_', '\'', '’', ' ', '\u{a0}', '\u{202f}', '\u{2009}'];

proptest! {
    #![proptest_config(cases(1024))]

    #[test]
    fn a_number_in_any_grouping_is_that_number(
        whole in 1..=999_999_999_999_u64,
        decimals in prop_oneof![Just(String::new()), "\\.[0-9]{0,6}"],
        separator in prop::sample::select(SEPARATORS.to_vec()),
        sign in prop::sample::select(vec!["", "-", "−", "+"]),
    ) {
        let plain: f64 = format!("{whole}{decimals}").parse().unwrap();
        let expected = if ["-", "−"].contains(&sign) { -plain } else { plain };
        for text in [
            format!("{sign}{whole}{decimals}"),
            format!("{sign}{}{decimals}", in_groups(&whole.to_string(), separator)),
            format!("{sign}${}{decimals}", in_groups(&whole.to_string(), separator)),
        ] {
            prop_assert_eq!(quantity::parse(&text, Unit::Money("")), Ok(Estimate::Exact(expected)), "{}", text);
        }
    }

    // Whatever is accepted was either without separators, or is what its digits look like in groups of three.
    #[test]
    fn a_separator_where_none_may_stand_is_never_another_number(
        text in "[0-9]{1,4}([,_' .][0-9]{1,4}){0,4}",
        wild in "[0-9,_' .]{1,10}",
    ) {
        for text in [text, wild] {
            let text = text.trim();
            let Ok(estimate) = quantity::parse(text, Unit::None) else {
                continue;
            };
            if text.contains("..") {
                // A range: both ends are numbers of their own.
                continue;
            }
            let Estimate::Exact(value) = estimate else {
                panic!("“{text}” is {estimate:?}");
            };
            let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
            prop_assert!(fraction.bytes().all(|byte| byte.is_ascii_digit()), "“{text}” is {value}");
            let digits: String = whole.chars().filter(char::is_ascii_digit).collect();
            let plain: f64 = format!("{digits}.{fraction}").parse().unwrap();
            prop_assert_eq!(value, plain, "“{}”", text);
            let is_grouped = SEPARATORS.iter().any(|separator| in_groups(&digits, *separator) == whole);
            prop_assert!(digits == whole || (is_grouped && !digits.starts_with('0')), "“{text}” is {value}");
        }
    }
}
