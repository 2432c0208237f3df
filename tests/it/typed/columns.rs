//! Volumes by month, as they are pasted and typed.

use breakeven::scenario::Scenario;
use breakeven::scenario::inputs::{Notation, Value};
use breakeven::scenario::quantity::{Unit, read_list};
use proptest::prelude::*;

use crate::generated::cases;
use crate::support::{input, same_within};

fn read(text: &str) -> Result<Vec<f64>, String> {
    read_list(text, Unit::Count("a month"), Notation::Screen)
        .map(|list| list.numbers)
        .map_err(|error| error.to_string())
}

#[test]
fn a_column_is_read_in_every_form() {
    for text in [
        "12,345\n13,210",
        "12,345\r\n13,210\r\n",
        "12,345\r13,210\r",
        "\u{feff}12 345\n13 210\n\n",
        "12,345,\n13,210,\n",
        "12345;13210",
        "12,345\t13,210",
        "12,345\t13,210\t\n",
        "12345, 13210",
        "12,345, 13,210",
        "[12345,13210]",
        "[12345, 13210]",
        "Queries\n12,345\n13,210",
        "Volume (2026)\r\n12,345\r\n13,210\r\n",
        "Queries\t12,345\t13,210",
        "$12,345\n$13,210",
        "€ 12'345\n€ 13'210",
        "USD 12345\nUSD 13210",
        "12.345k\n13.21k",
        "12345 queries\n13210 queries",
    ] {
        assert_eq!(read(text), Ok(vec![12_345.0, 13_210.0]), "{text:?}");
    }
    for (text, number) in [
        ("12345", 12_345.0),
        ("40k", 40_000.0),
        ("40 k", 40_000.0),
        ("1'500", 1500.0),
        ("12,345\n", 12_345.0),
    ] {
        assert_eq!(read(text), Ok(vec![number]), "{text:?}");
    }
    for text in ["", " \n ", "[]"] {
        assert_eq!(read(text), Ok(vec![]), "{text:?}");
    }
    // A rate for another period is converted here too.
    assert_eq!(read("1,500/day\n18k a year"), Ok(vec![45_625.0, 1500.0]));
}

#[test]
fn a_line_that_could_be_one_month_or_several_is_refused() {
    for text in [
        "100,200,300",
        "12 345 13 210",
        "100 200 300",
        "12,345",
        "12 345",
        "1 2",
        "1,5",
        "12,345 13,210",
        "1\u{a0}234",
    ] {
        let error = read(text).unwrap_err();
        assert!(
            error.contains("one month or several") && error.contains("line of its own"),
            "{text:?}: {error}"
        );
    }
    let error = read("12,345").unwrap_err();
    assert!(error.contains("12345"), "{error}");
}

#[test]
fn a_fault_in_a_column_names_the_month() {
    for (text, words) in [
        ("100\n1.234,56", "month 2: “1.234,56”"),
        ("100\n\n300", "month 2: a number is missing"),
        ("100\n20 to 60", "month 2: takes one number"),
        // A number that is mistyped is no heading.
        ("40x\n50k", "month 1: “40x”"),
        ("Queries\nsixty", "month 1: “sixty”"),
        ("Queries", "month 1: “Queries”"),
        ("Jan\t100\nFeb\t200", "line 1 has several cells"),
        ("1;100\n2;200", "line 1 has several cells"),
        ("100\n15%", "month 2: “15%”"),
    ] {
        let error = read(text).unwrap_err();
        assert!(error.contains(words), "{text:?}: {error}");
    }
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn what_the_field_shows_reads_as_the_same_months(
        digits in prop::collection::vec((0.0..1e4_f64, 0..9_i32, 0..4_i32), 0..14),
    ) {
        let numbers: Vec<f64> = digits
            .iter()
            .map(|(digits, exponent, places)| {
                let rounding = 10_f64.powi(*places);
                (digits * rounding).round() / rounding * 10_f64.powi(*exponent)
            })
            .collect();
        let volumes = input("workload.monthly_queries");
        let mut scenario = Scenario::default();
        volumes.set(&mut scenario, Value::Numbers(numbers.clone())).unwrap();
        let text = volumes.text(&scenario);
        for text in [text.clone(), text.replace('\n', "\r\n")] {
            let Ok(Value::Numbers(read)) = volumes.read(&text, Notation::Screen) else {
                panic!("{text:?} isn’t read");
            };
            let same = read.len() == numbers.len() && read.iter().zip(&numbers).all(|(read, stated)| same_within(*read, *stated, 0.0));
            prop_assert!(same, "{numbers:?} is shown as {text:?}, which reads as {read:?}");
        }
    }
}
