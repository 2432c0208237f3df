//! Arithmetic in a field, with percent signs, and what is ambiguous in it.

use breakeven::scenario::quantity::{self, Notation, ParseNumberError, Reading, Unit};
use proptest::prelude::*;

use crate::generated::cases;

use super::assert_reads;

#[test]
fn arithmetic_is_computed() {
    for (text, value) in [
        ("3*1200", 3600.0),
        ("=3*1200", 3600.0),
        ("12k/30", 400.0),
        ("2*(40k+5k)", 90_000.0),
        ("3×1200", 3600.0),
        ("3 · 1,200", 3600.0),
        ("3 x 1200", 3600.0),
        ("12k ÷ 30", 400.0),
        ("1/2", 0.5),
        ("8/2*4", 16.0),
        ("1+2*3", 7.0),
        ("(1+2)*3", 9.0),
        ("60k − 20k", 40_000.0),
        ("(60k-20k)", 40_000.0),
        ("2*(45k–5k)", 80_000.0),
        ("-(3+4)", -7.0),
        ("3*-2", -6.0),
        ("0.1+0.2", 0.3),
        ("1 million / 4", 250_000.0),
        ("2*$1.50", 3.0),
        ("(10k/4)/5", 500.0),
    ] {
        assert_reads(text, Unit::None, &[value]);
        let typed = quantity::read(text, Unit::None, Notation::Screen).unwrap();
        assert_eq!(typed.reading, Reading::Computed, "{text}");
    }
    assert_reads("2*10k to 3*20k", Unit::None, &[20_000.0, 60_000.0]);
    assert_reads(
        "(2*5k) / 30k / 90k",
        Unit::None,
        &[10_000.0, 30_000.0, 90_000.0],
    );
    // Three parts are a range, and its size letter counts for all.
    assert_reads("10/30/90k", Unit::None, &[10_000.0, 30_000.0, 90_000.0]);
}

#[test]
fn what_cannot_be_computed_is_refused_with_the_reason() {
    type Is = fn(&ParseNumberError) -> bool;
    let faults: [(&str, Is); 19] = [
        ("12/0", |e| matches!(e, ParseNumberError::DivisionByZero(_))),
        ("5/(3-3)", |e| {
            matches!(e, ParseNumberError::DivisionByZero(_))
        }),
        ("1e200*1e200", |e| {
            matches!(e, ParseNumberError::Magnitude(_))
        }),
        ("2*(3+4", |e| matches!(e, ParseNumberError::Unbalanced(_))),
        ("2*3)", |e| matches!(e, ParseNumberError::Unbalanced(_))),
        ("3*", |e| matches!(e, ParseNumberError::Empty)),
        ("*3", |e| matches!(e, ParseNumberError::Empty)),
        ("2(3+4)", |e| matches!(e, ParseNumberError::TwoNumbers(_))),
        ("20k 60k", |e| matches!(e, ParseNumberError::TwoNumbers(_))),
        ("1. 5", |e| matches!(e, ParseNumberError::TwoNumbers(_))),
        ("(1,500)", |e| matches!(e, ParseNumberError::Brackets(_))),
        ("1/2+5/30", |e| matches!(e, ParseNumberError::Slashes(_))),
        ("2*10k/30k/90k", |e| {
            matches!(e, ParseNumberError::Slashes(_))
        }),
        ("5 - 3*1200", |e| {
            matches!(e, ParseNumberError::Hyphen { .. })
        }),
        ("2*10k-60k", |e| {
            matches!(e, ParseNumberError::Hyphen { .. })
        }),
        ("60k - 20k", |e| {
            matches!(e, ParseNumberError::Hyphen { .. })
        }),
        ("100/2/5 to 60", |e| matches!(e, ParseNumberError::Points)),
        ("40k ± 5k", |e| matches!(e, ParseNumberError::PlusMinus)),
        ("3x1200", |e| matches!(e, ParseNumberError::NotANumber(_))),
    ];
    for (text, is_expected) in faults {
        let error = quantity::parse(text, Unit::None).unwrap_err();
        assert!(is_expected(&error), "“{text}” gives {error:?}");
    }
    let error = quantity::parse("60k - 20k", Unit::None)
        .unwrap_err()
        .to_string();
    assert!(
        error.contains("20k to 60k") && error.contains("(60k - 20k)"),
        "{error}"
    );
}

#[test]
fn percent_signs_are_for_shares_and_for_a_share_of_something() {
    let share = Unit::Percent("");
    for (text, value) in [
        ("10%/2", 0.05),
        ("5%+3%", 0.08),
        ("2*5%", 0.1),
        ("50% of 20%", 0.1),
        ("(5+3)%", 0.08),
        ("5+3", 0.08),
        ("15 per cent", 0.15),
    ] {
        assert_reads(text, share, &[value]);
    }
    assert_reads("15% of 2,000", Unit::Money(""), &[300.0]);
    assert_reads("2000*15%", Unit::Count("tokens"), &[300.0]);
    for (text, unit) in [
        ("5%+3", share),
        ("2000 + 10%", Unit::Money("")),
        ("10% - 2", Unit::None),
    ] {
        let error = quantity::parse(text, unit).unwrap_err();
        assert!(
            matches!(
                error,
                ParseNumberError::MixedPercent(_) | ParseNumberError::NoShare(_)
            ),
            "“{text}” gives {error:?}"
        );
    }
    for text in ["15%", "15 %", "15％", "5%+3%", "10% to 20%", "1% / 2% / 3%"] {
        for unit in [Unit::None, Unit::Count("a month"), Unit::Money("")] {
            let error = quantity::parse(text, unit).unwrap_err();
            assert!(
                matches!(error, ParseNumberError::NoShare(_)),
                "“{text}” gives {error:?}"
            );
        }
    }
    // Half, or half a percent?
    let error = quantity::parse("1/2", share).unwrap_err().to_string();
    assert!(error.contains("50%") && error.contains("0.5%"), "{error}");
    // A file has fractions, so there it is clear; "10% to 2" would be a tenth to two.
    assert_eq!(
        quantity::parse_in_file_unit("1/2", share).map(|read| read.points()),
        Ok(vec![0.5])
    );
    assert!(quantity::parse_in_file_unit("10% to 2", share).is_err());
    // Cents are of money.
    assert_reads("3¢", Unit::Money(""), &[0.03]);
    assert_reads("3*50¢", Unit::Money(""), &[1.5]);
    for unit in [Unit::None, Unit::Count("tokens"), share] {
        assert!(matches!(
            quantity::parse("50¢", unit),
            Err(ParseNumberError::NoMoney(_))
        ));
    }
}

/// A sum of products with its value, as text and as a number.
fn expressions() -> impl Strategy<Value = (String, f64)> {
    let number = (1..1000_u32).prop_map(|n| (n.to_string(), f64::from(n)));
    number.prop_recursive(4, 24, 3, |inner| {
        (
            inner.clone(),
            inner,
            prop::sample::select(vec!['+', '−', '*', '/', '×']),
        )
            .prop_map(|((a, x), (b, y), sign)| {
                let value = match sign {
                    '+' => x + y,
                    '−' => x - y,
                    '/' => x / y,
                    _ => x * y,
                };
                (format!("({a}){sign}({b})"), value)
            })
    })
}

proptest! {
    #![proptest_config(cases(512))]

    #[test]
    fn arithmetic_is_that_of_the_machine((text, value) in expressions()) {
        match quantity::parse(&text, Unit::None) {
            Ok(estimate) => {
                let read = estimate.points()[0];
                prop_assert!((read - value).abs() <= 1e-9 * value.abs().max(1.0), "{text} is {value}, not {read}");
            }
            Err(error) => prop_assert!(
                matches!(error, ParseNumberError::DivisionByZero(_)) && !value.is_finite() || value.abs() > 1e300,
                "{text}: {error}"
            ),
        }
    }
}
