//! Which months are complete.

use jiff::ToSpan as _;

use super::*;
use crate::evidence::usage::testing::{export, mapped};

/// An export of sums by day, one query each, of the days from one to another that a rule leaves.
fn daily(from: &str, to: &str, is_in: impl Fn(Date) -> bool) -> UsageExport {
    let (from, to): (Date, Date) = (from.parse().unwrap(), to.parse().unwrap());
    let days = from
        .series(jiff::Span::new().days(1))
        .take_while(|day| *day <= to)
        .filter(|day| is_in(*day));
    let rows: Vec<String> = days.map(|day| format!("{day},m,10,1\n")).collect();
    export(&format!(
        "date,model,prompt_tokens,api_requests\n{}",
        rows.concat()
    ))
}

/// Month, completeness and note.
fn shown(export: &UsageExport) -> Vec<(String, bool, String)> {
    let months = export.months(&[]).into_iter();
    months
        .map(|month| (month.month, month.complete, month.note.unwrap_or_default()))
        .collect()
}

fn row(month: &str, complete: bool, note: &str) -> (String, bool, String) {
    (month.to_owned(), complete, note.to_owned())
}

#[test]
fn partial_months_at_the_ends_arent_complete() {
    let export = daily("2026-06-20", "2026-09-15", |_| true);
    assert_eq!(
        shown(&export),
        [
            row("2026-06", false, "the export begins on 20 Jun 2026"),
            row("2026-07", true, ""),
            row("2026-08", true, ""),
            row("2026-09", false, "the export ends on 15 Sep 2026"),
        ]
    );
    let queries: Vec<_> = export
        .months(&[])
        .iter()
        .map(|month| month.amounts.queries.unwrap())
        .collect();
    assert_eq!(queries, [11.0, 31.0, 31.0, 15.0]);
}

#[test]
fn a_day_without_rows_at_an_end_doesnt_make_a_month_partial_but_two_do() {
    let complete = |from, to| daily(from, to, |_| true).months(&[])[0].complete;
    assert!(complete("2026-08-01", "2026-08-31"));
    assert!(complete("2026-08-02", "2026-08-30"));
    assert!(!complete("2026-08-03", "2026-08-31"));
    assert!(!complete("2026-08-01", "2026-08-29"));
}

#[test]
fn weekends_without_rows_are_usual() {
    // 2026-08-01 is a Saturday, 2026-10-31 too.
    let is_workday = |day: Date| {
        !matches!(
            day.weekday(),
            jiff::civil::Weekday::Saturday | jiff::civil::Weekday::Sunday
        )
    };
    let whole = daily("2026-08-01", "2026-10-31", is_workday);
    assert!(
        shown(&whole)
            .iter()
            .all(|(_, complete, note)| *complete && note.is_empty()),
        "{:?}",
        shown(&whole)
    );
    let later = daily("2026-08-06", "2026-10-31", is_workday);
    assert!(!later.months(&[])[0].complete);
}

#[test]
fn days_without_rows_within_a_month_are_said() {
    let export = daily("2026-07-01", "2026-09-30", |day| {
        !(day.month() == 8 && (10..=15).contains(&day.day()))
    });
    assert_eq!(
        shown(&export)[1],
        row(
            "2026-08",
            true,
            "there are no rows from 10 Aug 2026 to 15 Aug 2026"
        )
    );
    let export = daily("2026-07-01", "2026-09-30", |day| day.month() != 8);
    assert_eq!(
        shown(&export),
        [
            row("2026-07", true, ""),
            row("2026-08", false, "there are no rows in this month"),
            row("2026-09", true, ""),
        ]
    );
    assert_eq!(export.months(&[])[1].amounts, Amounts::default());
}

#[test]
fn buckets_say_what_is_covered() {
    // 2026-08-01 is 1785542400. Nothing was used on the 1st and from the 11th to the 16th, and that is known.
    let bucket = |day: i64, queries: u32| {
        let start = 1_785_542_400 + day * DAY;
        let end = start + DAY;
        if queries == 0 {
            format!("{start},{end},,,,,\n")
        } else {
            format!("{start},{end},,,m,{queries},10\n")
        }
    };
    let file = |from: i64, to: i64| {
        let rows: Vec<String> = (from..to)
            .map(|day| bucket(day, u32::from(day > 0 && !(10..16).contains(&day))))
            .collect();
        export(&format!(
            "start_time,end_time,start_time_iso,end_time_iso,model,num_model_requests,input_tokens\n{}",
            rows.concat()
        ))
    };
    assert_eq!(shown(&file(0, 31)), [row("2026-08", true, "")]);
    assert_eq!(
        shown(&file(1, 31)),
        [row("2026-08", false, "the export begins on 2 Aug 2026")]
    );
    assert_eq!(
        shown(&file(0, 30)),
        [row("2026-08", false, "the export ends on 30 Aug 2026")]
    );
}

/// An export with a row for each of these days.
fn of_days(days: impl Iterator<Item = Date>) -> UsageExport {
    let rows = days.map(|day| format!("{day},m,10,1\n"));
    let rows: Vec<String> = rows.collect();
    export(&format!(
        "date,model,prompt_tokens,api_requests\n{}",
        rows.concat()
    ))
}

/// The days from one to another.
fn days(from: &str, to: &str) -> impl Iterator<Item = Date> {
    let (from, to): (Date, Date) = (from.parse().unwrap(), to.parse().unwrap());
    from.series(1.day()).take_while(move |day| *day <= to)
}

fn completeness(export: &UsageExport) -> Vec<(String, bool)> {
    let months = export.months(&[]).into_iter();
    months.map(|month| (month.month, month.complete)).collect()
}

#[test]
fn days_of_the_week_that_never_have_rows_may_be_missing_and_others_may_not() {
    let workdays = |to| {
        let is_workday = |day: &Date| day.weekday().to_monday_one_offset() <= 5;
        of_days(days("2026-09-01", to).filter(is_workday))
    };
    let complete = |export: &UsageExport| -> Vec<bool> {
        completeness(export).iter().map(|month| month.1).collect()
    };
    // 31 Oct 2026 is a Saturday. Thursday and Friday are missing, then Friday alone, then nothing.
    assert_eq!(complete(&workdays("2026-10-28")), [true, false]);
    assert_eq!(complete(&workdays("2026-10-29")), [true, true]);
    assert_eq!(complete(&workdays("2026-10-30")), [true, true]);
}

#[test]
fn months_with_a_part_of_a_long_gap_are_not_complete() {
    let one = |day: &str| days(day, day).collect::<Vec<_>>();
    let august = || days("2026-08-01", "2026-08-31");
    let gap = of_days(
        august()
            .chain(days("2026-09-01", "2026-09-10"))
            .chain(days("2026-11-01", "2026-11-30")),
    );
    let whole: Vec<bool> = completeness(&gap).iter().map(|month| month.1).collect();
    assert_eq!(whole, [true, false, false, true]);
    assert_eq!(
        gap.months(&[])[1].note.as_deref(),
        Some("there are no rows from 11 Sep 2026 to 30 Sep 2026")
    );
    // A date with a wrong year.
    let far = of_days(august().chain(one("2027-08-31")));
    let complete: Vec<_> = completeness(&far)
        .into_iter()
        .filter(|month| month.1)
        .collect();
    assert_eq!(complete, [("2026-08".to_owned(), true)]);
}

#[test]
fn models_that_came_or_went_within_a_month_arent_complete_in_it() {
    let days = |model: &str, from: u32, to: u32| {
        (from..=to)
            .map(|day| format!("2026-08-{day:02},{model},10,1\n"))
            .collect::<Vec<_>>()
            .concat()
    };
    let export = export(&format!(
        "date,model,prompt_tokens,api_requests\n{}{}",
        days("old", 1, 20),
        days("new", 18, 31)
    ));
    let shown = |models: &[&str]| export.months(models).remove(0).note;
    assert_eq!(
        shown(&["new"]).as_deref(),
        Some("the models were first used on 18 Aug 2026")
    );
    assert_eq!(
        shown(&["old"]).as_deref(),
        Some("the models were last used on 20 Aug 2026")
    );
    assert_eq!((shown(&["old", "new"]), shown(&[])), (None, None));
    assert_eq!(export.months(&["other"]), []);
}

#[test]
fn rows_of_months_are_complete_months() {
    let export = mapped("month,requests\n2026-02,28\nApr 2026,30\n").unwrap();
    assert_eq!(
        shown(&export),
        [
            row("2026-02", true, ""),
            row("2026-03", true, ""),
            row("2026-04", true, "")
        ]
    );
}

#[test]
fn a_day_is_that_of_the_clock_of_the_file() {
    let text = "request_id,prompt_tokens,completion_tokens,startTime\na,1,1,2026-09-01T00:30:00+02:00\nb,1,1,2026-08-31T23:30:00-05:00\n";
    let months: Vec<_> = export(text)
        .months(&[])
        .into_iter()
        .map(|month| (month.month, month.amounts.queries))
        .collect();
    assert_eq!(
        months,
        [
            ("2026-08".to_owned(), Some(1.0)),
            ("2026-09".to_owned(), Some(1.0))
        ]
    );
}
