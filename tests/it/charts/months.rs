//! The axis of months: which months it names and where, and the queries below it.

use breakeven::charts::figure::FigureKind;

use super::curves::curves;
use super::{SIZES, draw, study};
use crate::support::{example, with};
use crate::text_rows::text_rows;

#[test]
fn a_calendar_names_its_first_and_its_last_month_and_no_two_ticks_read_the_same() {
    for (start, months, first, last) in [
        ("2027-02", 36, "Feb", "Jan"),
        ("2027-04", 120, "Apr", "Mar"),
        ("2027-12", 13, "Dec", "Dec"),
        ("2027-01", 24, "Jan", "Dec"),
        ("2027-01", 1, "Jan", "Jan"),
    ] {
        let months = months.to_string();
        let changes = [("start", start), ("horizon_months", months.as_str())];
        let study = study(&with(&example("textbook-comparison"), &changes));
        for size in SIZES {
            let texts = text_rows(&draw(&study, FigureKind::Saving, size, false).shapes);
            let names = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec";
            let ticks: Vec<&str> = texts
                .iter()
                .map(|text| text.text.as_str())
                .filter(|text| names.split(' ').any(|month| month == *text))
                .collect();
            let years: Vec<&str> = texts
                .iter()
                .map(|text| text.text.as_str())
                .filter(|text| text.len() == 4 && text.starts_with("20"))
                .collect();
            assert!(!years.is_empty(), "{start}, {size:?}");
            assert!(years.is_sorted_by(|a, b| a < b), "{years:?}");
            // Ten years in a small picture have room for the years only.
            if ticks.is_empty() {
                assert!(years.len() > 3, "{start}, {size:?}: {years:?}");
                continue;
            }
            assert_eq!(ticks.first(), Some(&first), "{start}, {size:?}");
            assert_eq!(ticks.last(), Some(&last), "{start}, {size:?}");
            for pair in ticks.windows(2) {
                assert_ne!(pair[0], pair[1], "{start}, {size:?}: {ticks:?}");
            }
        }
    }
}

#[test]
fn a_month_is_named_under_its_middle() {
    // With so few months each has its name, and the strokes between them are as far apart as the names.
    let study = study(&with(
        &example("textbook-comparison"),
        &[("horizon_months", "6")],
    ));
    let drawing = draw(&study, FigureKind::Saving, (1280, 720), false);
    let texts = text_rows(&drawing.shapes);
    let middle = |name: &str| {
        let found = texts.iter().find(|text| text.text == name);
        found.unwrap_or_else(|| panic!("no {name}")).at.center().x
    };
    let width = middle("Feb") - middle("Jan");
    // The curve begins where January does, and ends where June ends.
    let curve = curves(&drawing)
        .into_iter()
        .flatten()
        .map(|point| point.x)
        .fold((f32::INFINITY, 0.0), |(low, high): (f32, f32), x| {
            (low.min(x), high.max(x))
        });
    assert!(
        (middle("Jan") - width / 2.0 - curve.0).abs() < 2.0,
        "{curve:?}"
    );
    assert!(
        (middle("Jun") + width / 2.0 - curve.1).abs() < 2.0,
        "{curve:?}"
    );
}

#[test]
fn a_number_of_queries_stands_under_the_end_of_the_month_by_which_they_are_answered() {
    let scenario = with(&example("textbook-comparison"), &[("horizon_months", "6")]);
    let study = study(&scenario);
    let drawing = draw(&study, FigureKind::Saving, (1280, 720), false);
    let texts = text_rows(&drawing.shapes);
    let middle = |name: &str| {
        let found = texts.iter().find(|text| text.text == name);
        found.unwrap_or_else(|| panic!("no {name}")).at.center().x
    };
    let width = (middle("Jun") - middle("Jan")) / 5.0;
    let last = texts
        .iter()
        .find(|text| text.text.ends_with(" queries so far"));
    let row = last.unwrap().at.center().y;
    let in_row = texts
        .iter()
        .filter(|text| (text.at.center().y - row).abs() < 3.0 && !text.text.ends_with("so far"));
    let mut numbers: Vec<f32> = in_row.map(|text| text.at.center().x).collect();
    numbers.sort_by(f32::total_cmp);
    assert_eq!(numbers.len(), 5, "{numbers:?}");
    for (month, number) in numbers.into_iter().enumerate() {
        let end = middle("Jan") + (month as f32 + 0.5) * width;
        assert!(
            (number - end).abs() < 2.0,
            "month {}: {number}, {end}",
            month + 1
        );
    }
}
