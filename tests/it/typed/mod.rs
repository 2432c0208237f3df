//! Numbers as people type them, and as the editor shows them so that they can be typed again.
//!
//! - here: one number and ranges, and what the program writes
//! - `grouping`: separators between groups of digits, invisible and wide characters
//! - `arithmetic`: sums, products, percent signs; `rates`: phrases, units and periods
//! - `columns`: pasted volumes

mod arithmetic;
mod columns;
mod grouping;
mod rates;

use std::time::{Duration, Instant};

use breakeven::scenario::inputs::INPUTS;
use breakeven::scenario::quantity::{self, Notation, ParseNumberError, Unit};
use breakeven::scenario::{Currency, Estimate};
use proptest::prelude::*;

use crate::generated::cases;
use crate::support::same_within;

/// Every kind of unit, and every one that the table uses.
fn units() -> Vec<Unit> {
    let mut units = vec![
        Unit::None,
        Unit::Count("tokens"),
        Unit::Percent(""),
        Unit::Money(""),
    ];
    for input in INPUTS.iter() {
        if !units.contains(&input.unit) {
            units.push(input.unit);
        }
    }
    units
}

#[track_caller]
fn assert_reads(text: &str, unit: Unit, points: &[f64]) {
    let read = quantity::parse(text, unit).unwrap_or_else(|error| panic!("“{text}”: {error}"));
    let read = read.points();
    assert!(
        read.len() == points.len()
            && read
                .iter()
                .zip(points)
                .all(|(read, point)| same_within(*read, *point, 0.0)),
        "“{text}” is {read:?}, not {points:?}"
    );
}

#[test]
fn one_number_is_read_in_every_form() {
    let forms = [
        ("40000", 40_000.0),
        ("40k", 40_000.0),
        ("40 K", 40_000.0),
        ("40,000", 40_000.0),
        ("40 000", 40_000.0),
        ("40\u{202f}000", 40_000.0),
        ("40_000", 40_000.0),
        ("  40000 ", 40_000.0),
        ("$1.2M", 1_200_000.0),
        ("$ 1.2 M", 1_200_000.0),
        ("1.2m", 1_200_000.0),
        ("€3", 3.0),
        ("£0.5", 0.5),
        ("CHF 1.2k", 1200.0),
        ("CA$3", 3.0),
        ("2bn", 2e9),
        ("1,234,567.25", 1_234_567.25),
        ("-5", -5.0),
        ("−5", -5.0),
        ("-$5", -5.0),
        ("1e6", 1e6),
        ("1e-6", 1e-6),
        ("2.5E3", 2500.0),
        (".5", 0.5),
        ("5.", 5.0),
        ("0", 0.0),
        ("5 €", 5.0),
        ("5k$", 5000.0),
        ("5K$", 5000.0),
        ("1,200 EUR", 1200.0),
        ("+5", 5.0),
        ("1.001k", 1001.0),
    ];
    for (text, number) in forms {
        assert_reads(text, Unit::None, &[number]);
        assert_eq!(
            quantity::parse_in_file_unit(text, Unit::None),
            quantity::parse(text, Unit::None),
            "{text}"
        );
    }
}

#[test]
fn two_and_three_points_are_read_in_every_form() {
    for text in [
        "20k to 60k",
        "20k–60k",
        "20k – 60k",
        "20k—60k",
        "20k-60k",
        "20k - 60k",
        "20k … 60k",
        "20k..60k",
        "20,000 to 60,000",
        "2e4 to 6e4",
        "$20k to $60k",
    ] {
        assert_reads(text, Unit::Money(""), &[20_000.0, 60_000.0]);
        assert!(matches!(
            quantity::parse(text, Unit::None),
            Ok(Estimate::Range { .. })
        ));
    }
    for text in [
        "10k / 30k / 90k",
        "10k/30k/90k",
        "10,000 / 30,000 / 90,000",
        "$10k / $30k / $90k",
    ] {
        assert_reads(text, Unit::Money(""), &[10_000.0, 30_000.0, 90_000.0]);
    }
    assert_reads("-5 to -2", Unit::None, &[-5.0, -2.0]);
    assert_reads("-0.01-0.03", Unit::None, &[-0.01, 0.03]);
    assert_reads("1e-6-1e-3", Unit::None, &[1e-6, 1e-3]);
    assert_reads("−5–−2", Unit::None, &[-5.0, -2.0]);
}

#[test]
fn percent_fields_take_percent_with_and_without_the_sign() {
    let percent = Unit::Percent("a month");
    assert_reads("15", percent, &[0.15]);
    assert_reads("15%", percent, &[0.15]);
    assert_reads("0.5", percent, &[0.005]);
    assert_reads("-2 to 3", percent, &[-0.02, 0.03]);
    assert_reads("-2% to 3%", percent, &[-0.02, 0.03]);
    assert_reads("2.5 / 4.5 / 10 %", percent, &[0.025, 0.045, 0.1]);
    // The sign at the end is meant for both.
    assert_eq!(
        quantity::parse_in_file_unit("2.5 to 4.5 %", percent).map(|read| read.points()),
        Ok(vec![0.025, 0.045])
    );
    // The nearest number to 6.5 %, not the nearest to 6.5 times the nearest to 0.01.
    assert_eq!(quantity::parse("6.5", percent), Ok(Estimate::Exact(0.065)));
    assert_eq!(quantity::parse("7", percent), Ok(Estimate::Exact(0.07)));
}

#[test]
fn what_is_no_number_is_refused_with_a_reason() {
    for text in [
        "abc", "k", "4x", "4kk", "--5", "NaN", "inf", "-inf", "infinity", "0x10", "1 to two",
        "five", "1e", "(low: 1)", "½", "5 LAKH", "5kg",
    ] {
        let error = quantity::parse(text, Unit::None).unwrap_err();
        assert!(
            matches!(error, ParseNumberError::NotANumber(_)),
            "“{text}” gives {error:?}"
        );
        assert!(
            error.to_string().contains("Try 40k, 1,500 or 20k to 60k"),
            "{error}"
        );
    }
    for text in [
        "", "   ", "%", "–5–", "/ 1 / 2", "1 / / 3", "1 to ", "()", "$", "\u{200b}",
    ] {
        let error = quantity::parse(text, Unit::None).unwrap_err();
        assert!(
            matches!(error, ParseNumberError::Empty),
            "“{text}” gives {error:?}"
        );
    }
    for text in ["1e400", "1e-400", "-1e999999999999", "1e300*1e300"] {
        let error = quantity::parse(text, Unit::None).unwrap_err();
        assert!(
            matches!(error, ParseNumberError::Magnitude(_)),
            "“{text}” gives {error:?}"
        );
    }
    for unit in [Unit::None, Unit::Money(""), Unit::Count("tokens")] {
        for read in [quantity::parse, quantity::parse_in_file_unit] {
            let error = read("20 to 25%", unit).unwrap_err();
            assert!(matches!(error, ParseNumberError::NoShare(_)), "{error:?}");
        }
    }
    for text in ["1 / 2 / 3 / 4", "1 to 2 to 3 to 4"] {
        assert_eq!(
            quantity::parse(text, Unit::None),
            Err(ParseNumberError::Points),
            "{text}"
        );
    }
}

#[test]
fn exact_text_is_short_where_it_can_be() {
    let currency = Currency::default();
    for (unit, value, text) in [
        (Unit::None, 12_000.0, "12k"),
        (Unit::None, 1500.0, "1,500"),
        (Unit::None, 17_600.0, "17,600"),
        (Unit::None, 1_200_000.0, "1.2M"),
        (Unit::None, 1_234_567.0, "1,234,567"),
        (Unit::Percent(""), 0.065, "6.5"),
        (Unit::Percent(""), 0.07, "7"),
        (Unit::Percent(""), -0.3, "−30"),
        (Unit::Money(""), 0.035, "$0.035"),
        (Unit::Money(""), -3.0, "−$3"),
        (Unit::None, 0.0, "0"),
    ] {
        assert_eq!(unit.exact(value, &currency), text);
    }
    let range = Estimate::Range {
        low: 20_000.0,
        high: 60_000.0,
    };
    assert_eq!(
        Unit::Money("").exact_estimate(&range, &currency),
        "$20k to $60k"
    );
    let points = Estimate::Pert {
        low: 0.1,
        likely: 0.2,
        high: 0.4,
    };
    assert_eq!(
        Unit::Percent("").exact_estimate(&points, &currency),
        "10 / 20 / 40"
    );
}

proptest! {
    #![proptest_config(cases(512))]

    #[test]
    fn exact_text_reads_back_as_the_same_number(
        digits in -1e4..1e4_f64,
        exponent in -12..=12_i32,
        places in 0..6_i32,
        currency in prop_oneof![
            prop::sample::select(vec!["USD", "EUR", "GBP", "JPY", "INR", "KRW", "CAD", "AUD", "CHF", "XAU"]).prop_map(str::to_owned),
            "[A-Z]{3}",
            // Words that mean something else behind a number.
            prop::sample::select(vec!["MIN", "DAY", "MIO", "PER", "AND", "SEC"]).prop_map(str::to_owned),
        ],
    ) {
        let currency: Currency = currency.parse().unwrap();
        // Some with few digits, as people type them, and some with all.
        let rounding = 10_f64.powi(places);
        for value in [digits * 10_f64.powi(exponent), (digits * rounding).round() / rounding, digits.round() * 1e3] {
            for unit in units() {
                let text = unit.exact(value, &currency);
                // As the field shows it, and as sentences have it.
                let with_unit = format!("{text} {}", unit.suffix());
                for text in [text, with_unit] {
                    let read = quantity::parse(&text, unit);
                    let same = read.as_ref().is_ok_and(|read| {
                        matches!(read, Estimate::Exact(read) if (read - value).abs() <= 1e-12 * value.abs())
                    });
                    prop_assert!(same, "{value} is shown as “{text}”, which reads as {read:?}");
                }
            }
        }
    }

    #[test]
    fn exact_ranges_read_back_as_the_same_range(
        mut points in [-1e6..1e6_f64, -1e6..1e6_f64, -1e6..1e6_f64],
        currency in prop::sample::select(vec!["USD", "AUD", "CHF", "MIN", "MON"]),
    ) {
        let currency: Currency = currency.parse().unwrap();
        points.sort_by(f64::total_cmp);
        let [low, likely, high] = points;
        for estimate in [Estimate::Range { low, high }, Estimate::Pert { low, likely, high }] {
            for unit in units() {
                let text = unit.exact_estimate(&estimate, &currency);
                let read = quantity::parse(&text, unit);
                let same = read.as_ref().is_ok_and(|read| {
                    let (read, stated) = (read.points(), estimate.points());
                    read.len() == stated.len()
                        && read.iter().zip(stated).all(|(read, stated)| (read - stated).abs() <= 1e-12 * stated.abs())
                });
                prop_assert!(same, "{estimate:?} is shown as “{text}”, which reads as {read:?}");
            }
        }
    }

    #[test]
    fn whatever_is_typed_is_read_or_refused_but_never_panics(
        text in "[-−$€0-9.,%kMbneE/ …–a-z()*+'_]{0,14}",
        pieces in prop::collection::vec(prop::sample::select(PIECES.to_vec()), 0..8),
        any in ".{0,20}",
    ) {
        for text in [text, pieces.concat(), pieces.join(" "), any] {
            for unit in units() {
                for notation in [Notation::Screen, Notation::File] {
                    if let Ok(typed) = quantity::read(&text, unit, notation) {
                        prop_assert!(typed.estimate.points().iter().all(|point| point.is_finite()), "{text}");
                    }
                }
                let _ = quantity::read_list(&text, unit, Notation::Screen);
            }
        }
    }
}

/// What texts about numbers are made of.
const PIECES: &[&str] = &[
    "1", "20", "1,500", "0.5", "1e6", "k", "M", "million", "to", "between", "and", "per", "/", "a",
    "day", "month", "tokens", "1M", "%", "¢", "$", "CHF", "(", ")", "*", "×", "of", "x", "+", "-",
    "−", "–", "…", "..", "\n", "\t", ";", ", ", "[", "]",
];

#[test]
fn ten_thousand_characters_are_read_or_refused_at_once() {
    let long = [
        "(".repeat(10_000),
        "1+".repeat(5_000) + "1",
        "1/".repeat(5_000) + "1",
        "-".repeat(10_000),
        "1,".repeat(5_000),
        "1 to ".repeat(2_000),
        "1".repeat(10_000),
        "a".repeat(10_000),
        "(1+".repeat(3_000) + "1" + &")".repeat(3_000),
        "1,500;".repeat(1_700),
        "12,345\n".repeat(1_500),
        "½".repeat(5_000),
    ];
    let start = Instant::now();
    for text in &long {
        if let Err(error) = quantity::parse(text, Unit::None) {
            let error = error.to_string();
            assert!(error.chars().count() < 200, "{error}");
        }
        let _ = quantity::read_list(text, Unit::None, Notation::Screen);
    }
    // A hundredth of that is usual; quadratic time would take far longer.
    assert!(start.elapsed() < Duration::from_secs(5));
    // Not too deep is read.
    let nested = format!("{}3+4{}", "(".repeat(40), ")".repeat(40));
    assert_reads(&nested, Unit::None, &[7.0]);
    assert!(matches!(
        quantity::parse(&long[0], Unit::None),
        Err(ParseNumberError::Nested(_))
    ));
}

#[test]
fn the_size_at_the_end_of_a_range_is_meant_for_all_of_it() {
    let read = |text: &str| quantity::parse(text, Unit::None).unwrap();
    let between = |low, high| Estimate::Range { low, high };
    assert_eq!(read("20 to 60k"), between(20_000.0, 60_000.0));
    assert_eq!(read("20–60k"), between(20_000.0, 60_000.0));
    assert_eq!(read("1.2 to 3M"), between(1.2e6, 3e6));
    assert_eq!(
        read("10 / 30 / 90k"),
        Estimate::Pert {
            low: 10_000.0,
            likely: 30_000.0,
            high: 90_000.0
        }
    );
    // Where the numbers ascend only without it, or the first has its own, it isn't.
    assert_eq!(read("500 to 2k"), between(500.0, 2000.0));
    assert_eq!(read("500k to 2M"), between(500_000.0, 2e6));
    assert_eq!(read("0 to 60k"), between(0.0, 60_000.0));
}
