//! Whether words fit where they are.

use super::*;
use crate::export::deck::labels::Plot;
use crate::export::deck::space::Space;
use crate::export::deck::text::{count_lines, fitting, is_rtl, line_width, shorten, wrap};
use crate::export::deck::xml::escape;

const LONG: &str = "Measure before you decide: the review rate of the fine-tuned model decides between a loss and a saving";

#[test]
fn shortened_text_has_at_most_the_lines_asked_for() {
    for text in [
        LONG,
        &"x".repeat(500),
        "a\nb\nc\nd\ne",
        "日本語のテキスト".repeat(20).as_str(),
        "😀".repeat(80).as_str(),
    ] {
        for most in 1..4 {
            let short = shorten(text, 12.0, 150.0, most);
            assert!(count_lines(&short, 12.0, 150.0) <= most, "{short:?}");
            assert!(short.ends_with('…'), "{short:?}");
        }
    }
    assert_eq!(shorten("Short", 12.0, 150.0, 1), "Short");
}

#[test]
fn wrapped_text_is_nowhere_wider_than_asked_for_and_loses_no_word() {
    let wrapped = wrap(LONG, 12.0, 150.0);
    assert!(
        wrapped.lines().all(|line| line_width(line, 12.0) <= 150.0),
        "{wrapped}"
    );
    assert_eq!(wrapped.replace('\n', " "), LONG);
}

#[test]
fn sizes_shrink_in_half_points_to_the_smallest() {
    assert_eq!(fitting(20.0, 8.0, |size| size <= 13.7), 13.5);
    assert_eq!(fitting(20.0, 8.0, |_| false), 8.0);
}

#[test]
fn the_first_letter_says_the_direction() {
    assert!(is_rtl("«فرز» Invoice") && is_rtl("12 שלום"));
    assert!(!is_rtl("Invoice فرز") && !is_rtl("30.8 😀") && !is_rtl(""));
}

#[test]
fn what_xml_forbids_is_dropped() {
    assert_eq!(
        escape("a\u{0}\u{b}\u{fffe}<&>\tb", false),
        "a&lt;&amp;&gt;\tb"
    );
    assert_eq!(escape("a\nb\rc", true), "a&#10;b&#13;c");
}

#[test]
fn labels_at_line_ends_never_cover_each_other() {
    let space = Space {
        width: 600.0,
        height: 300.0,
        text: 12.0,
        slide: 1,
    };
    for ends in [
        [5.0, 5.0, 5.0, 5.0],
        [9.0, 0.0, 8.9, 0.1],
        [10.0, 9.9, 9.8, 9.7],
        [0.0, 0.0, 0.1, 4.0],
    ] {
        let lines = ends
            .iter()
            .map(|&end| line("A line", &[(0.0, 0.0), (1.0, end)]))
            .collect();
        let chart = Scatter {
            y: Axis {
                min: Some(0.0),
                max: Some(10.0),
                ..Axis::default()
            },
            marks: Vec::new(),
            ..scatter(lines)
        };
        let plot = Plot::new(&chart, &space);
        let moved = plot.spread(&chart, &plot.end_texts(&chart));
        // Without a title the plot reaches from one line's height to 1.8 above the chart's foot.
        let at = |end: f64| (300.0 - 1.8 * 12.0) - end / 10.0 * (300.0 - 2.8 * 12.0);
        let mut places: Vec<f64> = ends
            .iter()
            .zip(moved)
            .map(|(&end, moved)| at(end) + moved * 300.0)
            .collect();
        places.sort_by(f64::total_cmp);
        assert!(
            places.windows(2).all(|pair| pair[1] - pair[0] > 12.0 * 1.2),
            "{ends:?}: {places:?}"
        );
        assert!(places[0] > 0.0 && places[3] < 300.0);
    }
}

#[test]
fn a_mark_on_a_rising_line_has_its_label_where_the_line_is_not() {
    let space = Space {
        width: 600.0,
        height: 300.0,
        text: 12.0,
        slide: 1,
    };
    let chart = scatter(vec![line("Saving", &[(0.0, 0.0), (3.0, 10.0)])]);
    let (side, moved) = Plot::new(&chart, &space).beside(&chart, &chart.marks[0]);
    // To the upper left, away from a line that goes to the upper right.
    assert_eq!(side, "t");
    assert!(moved.is_some_and(|(right, _)| right < 0.0), "{moved:?}");
}

#[test]
fn titles_that_are_too_long_are_made_smaller_and_then_cut() {
    let size = |title: &str| {
        let bytes = deck(vec![slide(title, Vec::new())]).render().unwrap();
        let text = text_in(&bytes, "ppt/slides/");
        let run = text.split("<a:rPr lang=\"en-GB\"").nth(1).unwrap();
        let size = run
            .split_once(" sz=\"")
            .filter(|(before, _)| before.is_empty());
        (
            size.map(|(_, rest)| rest.split('"').next().unwrap().to_owned()),
            text.contains('…'),
        )
    };
    assert_eq!(size("Short"), (None, false), "the house's own size");
    assert!(
        size(&LONG.repeat(2))
            .0
            .is_some_and(|size| size.parse::<u32>().unwrap() < 2600)
    );
    assert!(size(&LONG.repeat(20)).1);
}
