//! Dates as they are written.

use proptest::prelude::*;

use super::*;

/// A moment as ISO 8601 with its offset, and whether it depends on the order.
fn shown(text: &str, order: DateOrder) -> (String, bool) {
    let read = read(text, order);
    let Ok(moment) = read.moment else {
        return ("none".to_owned(), read.depends);
    };
    let time = moment.local().rem_euclid(DAY);
    let date = date_of(moment.day());
    let text = match moment.precision {
        Precision::Month => format!("{}-{:02}", date.year(), date.month()),
        Precision::Day => date.to_string(),
        Precision::Second => format!(
            "{date} {:02}:{:02}:{:02} {}",
            time / HOUR,
            time / 60 % 60,
            time % 60,
            moment.offset
        ),
    };
    (text, read.depends)
}

#[test]
fn the_usual_ways_of_writing_a_date_are_read() {
    for (text, wanted) in [
        // date -u -d @1761523200: Mon Oct 27 00:00:00 UTC 2025
        ("1761523200", "2025-10-27 00:00:00 0"),
        ("1761523260.0", "2025-10-27 00:01:00 0"),
        ("1761523260123", "2025-10-27 00:01:00 0"),
        ("1761523260123456", "2025-10-27 00:01:00 0"),
        ("2026-08-01", "2026-08-01"),
        ("2026/8/1", "2026-08-01"),
        ("20260801", "2026-08-01"),
        ("01.08.2026", "2026-08-01"),
        ("1.8.26", "2026-08-01"),
        ("Aug 1, 2026", "2026-08-01"),
        ("August 1st, 2026", "2026-08-01"),
        ("1 Aug 2026", "2026-08-01"),
        ("1. August 2026", "2026-08-01"),
        ("01-Aug-26", "2026-08-01"),
        ("Sat, 01 Aug 2026 10:00:05 GMT", "2026-08-01 10:00:05 0"),
        ("2026-08", "2026-08"),
        ("Aug 2026", "2026-08"),
        ("2026-08-01T10:00:05Z", "2026-08-01 10:00:05 0"),
        ("2026-08-01T10:00:05.123456+00:00", "2026-08-01 10:00:05 0"),
        ("2026-08-01 23:30:00+0800", "2026-08-01 23:30:00 28800"),
        ("2026-08-01T00:00:00-05:30", "2026-08-01 00:00:00 -19800"),
        ("\"2026-08-01 10:00:05.5\"", "2026-08-01 10:00:05 0"),
        ("2026-08-01 10:00 UTC", "2026-08-01 10:00:00 0"),
        ("Aug 1, 2026, 10:05:00 PM", "2026-08-01 22:05:00 0"),
        ("Aug 1, 2026 12:05 am", "2026-08-01 00:05:00 0"),
        (
            "2026-10-25T02:30:00+01:00[Europe/Berlin]",
            "2026-10-25 02:30:00 3600",
        ),
    ] {
        assert_eq!(
            shown(text, DateOrder::DayFirst),
            (wanted.to_owned(), false),
            "{text}"
        );
    }
}

#[test]
fn slashes_leave_the_order_open() {
    let day_first = |text| shown(text, DateOrder::DayFirst);
    let month_first = |text| shown(text, DateOrder::MonthFirst);
    assert_eq!(day_first("01/08/2026"), ("2026-08-01".to_owned(), true));
    assert_eq!(month_first("01/08/2026"), ("2026-01-08".to_owned(), true));
    assert_eq!(day_first("08/13/2026"), ("none".to_owned(), true));
    assert_eq!(
        month_first("8/13/2026 14:00"),
        ("2026-08-13 14:00:00 0".to_owned(), true)
    );
    assert_eq!(day_first("02/02/2026"), ("2026-02-02".to_owned(), false));
}

#[test]
fn what_is_no_date_is_refused() {
    for text in [
        "",
        "yesterday",
        "2026-13-01",
        "2026-02-30",
        "31.02.2026",
        "2014-12-31",
        "2100-01-01",
        "123",
        "99999999999",
        "2026-08-01T25:00:00Z",
        "2026-08-01T10:61",
        "2026-08-01T10",
        "2026-08-01 10:00 MESZ",
        "1/8",
        "May",
        "0001-01-01",
        "2026-08 10:00",
        "13:00 PM",
        "2026-08-01T10:00:00+25:00",
    ] {
        assert_eq!(shown(text, DateOrder::DayFirst).0, "none", "{text}");
    }
}

#[test]
fn a_time_without_an_offset_is_told() {
    let assumed = |text| read(text, DateOrder::DayFirst).assumed_utc;
    assert!(assumed("2026-08-01 10:00:00"));
    assert!(!assumed("2026-08-01 10:00:00Z"));
    assert!(!assumed("2026-08-01"));
    assert!(!assumed("1761523200"));
}

proptest! {
    #[test]
    fn days_and_dates_are_the_same(day in 16_436_i32..47_482) {
        prop_assert_eq!(days_since_1970(date_of(day)), i64::from(day));
        let text = date_of(day).to_string();
        prop_assert_eq!(read(&text, DateOrder::DayFirst).moment.map(Moment::day), Ok(day));
    }

    #[test]
    fn no_text_is_a_fault_of_the_program(text in "\\PC{0,20}|[0-9/.:TZ+ -]{0,24}") {
        let _ = read(&text, DateOrder::MonthFirst);
    }
}
