//! How numbers and dates that a single one leaves open are read.

use super::*;
use crate::evidence::usage::mapping::Mapping;
use crate::evidence::usage::notation::DateOrder;
use crate::evidence::usage::read::read;
use crate::evidence::usage::testing::{days, export, mapped, problems, total};

fn dates(export: &UsageExport) -> Vec<String> {
    days(export).into_iter().map(|(_, date, ..)| date).collect()
}

#[test]
fn one_date_tells_the_order_of_all() {
    // Before and after the date that tells it.
    let month_first = mapped("date,requests\n08/01/2026,1\n08/13/2026,2\n08/02/2026,4\n").unwrap();
    assert_eq!(
        dates(&month_first),
        ["2026-08-01", "2026-08-02", "2026-08-13"]
    );
    let day_first = mapped("date,requests\n01/08/2026,1\n13/08/2026,2\n02/08/2026,4\n").unwrap();
    assert_eq!(
        dates(&day_first),
        ["2026-08-01", "2026-08-02", "2026-08-13"]
    );
    assert_eq!(total(&day_first).queries, Some(7.0));
    // The same day in either order.
    assert_eq!(
        dates(&mapped("date,requests\n02/02/2026,1\n03/03/2026,1\n").unwrap()),
        ["2026-02-02", "2026-03-03"]
    );
}

#[test]
fn dates_that_tell_nothing_are_asked_about() {
    let text = "date,requests\n05/05/2026,1\n01/08/2026,1\n02/08/2026,2\n";
    let error = mapped(text).unwrap_err();
    assert!(
        matches!(&error, UsageError::AmbiguousDates { line: 3, preview } if preview.rows.len() == 3),
        "{error}"
    );
    let mut mapping = Mapping {
        date: Some("date".to_owned()),
        queries: Some("requests".to_owned()),
        ..Mapping::default()
    };
    for (order, wanted) in [
        (
            DateOrder::DayFirst,
            ["2026-05-05", "2026-08-01", "2026-08-02"],
        ),
        (
            DateOrder::MonthFirst,
            ["2026-01-08", "2026-02-08", "2026-05-05"],
        ),
    ] {
        mapping.date_order = Some(order);
        assert_eq!(
            dates(&read(&mut text.as_bytes(), Some(&mapping)).unwrap()),
            wanted
        );
    }
}

#[test]
fn dates_that_contradict_each_other_are_problems() {
    let export = mapped("date,requests\n08/13/2026,1\n13/08/2026,2\n08/14/2026,4\n").unwrap();
    assert_eq!(problems(&export), [(3, "date: there is no such day")]);
    assert_eq!(total(&export).queries, Some(5.0));
}

#[test]
fn one_odd_row_decides_nothing_about_the_others() {
    // The first is read with the month first, all others with the day first.
    let days: Vec<String> = (1..=31)
        .map(|day| format!("{day:02}/08/2026,1\n"))
        .collect();
    for text in [
        format!("date,requests\n08/13/2026,1\n{}", days.concat()),
        format!("date,requests\n{}08/13/2026,1\n", days.concat()),
    ] {
        let export = mapped(&text).unwrap();
        assert_eq!(total(&export).queries, Some(31.0));
        assert_eq!(export.rows, 31);
        assert_eq!(problems(&export).len(), 1);
    }
    // Programs write the point where commas separate.
    let rows: Vec<String> = (1..=31)
        .map(|day| format!("2026-08-{day:02},m,10,1,1.234\n"))
        .collect();
    let export = export(&format!(
        "date,model,prompt_tokens,api_requests,spend\n{}2026-09-01,m,10,1,\"12,5\"\n",
        rows.concat()
    ));
    assert_eq!(problems(&export), [(33, "cost: it isn’t a number")]);
    assert!((total(&export).cost.unwrap() - 31.0 * 1.234).abs() < 1e-9);
}

#[test]
fn numbers_tell_their_decimals_together() {
    // A count is whole, so that 1.234 has no decimals; the cost then hasn't either.
    let comma = mapped("date;requests;cost\n2026-08-01;1.234;1.500\n2026-08-02;2;0,75\n").unwrap();
    assert_eq!(
        (total(&comma).queries, total(&comma).cost),
        (Some(1236.0), Some(1500.75))
    );
    let whole = mapped("date;requests;cost\n2026-08-01;1.234;1.500\n").unwrap();
    assert_eq!(total(&whole).cost, Some(1500.0));
    let point = mapped("date;requests;cost\n2026-08-01;1;1.500\n2026-08-02;2;0.75\n").unwrap();
    assert_eq!(total(&point).cost, Some(2.25));
    let quoted = mapped("date,requests,cost\n2026-08-01,\"1,234\",\"1,500.50\"\n").unwrap();
    assert_eq!(
        (total(&quoted).queries, total(&quoted).cost),
        (Some(1234.0), Some(1500.5))
    );
    let german = mapped("date,requests,cost\n01.08.2026,\"1.234\",\"1.234,56 €\"\n").unwrap();
    assert_eq!(
        (total(&german).queries, total(&german).cost),
        (Some(1234.0), Some(1234.56))
    );
}

#[test]
fn numbers_that_tell_nothing_are_asked_about_or_read_as_programs_write_them() {
    let text = "date;cost\n2026-08-01;7\n2026-08-01;1.234\n";
    let error = mapped(text).unwrap_err();
    assert!(
        matches!(&error, UsageError::AmbiguousNumbers { line: 3, .. }),
        "{error}"
    );
    let mut mapping = Mapping {
        date: Some("date".to_owned()),
        cost: Some("cost".to_owned()),
        ..Mapping::default()
    };
    for (decimals, cost) in [(Decimals::Point, 8.234), (Decimals::Comma, 1241.0)] {
        mapping.decimals = Some(decimals);
        assert_eq!(
            total(&read(&mut text.as_bytes(), Some(&mapping)).unwrap()).cost,
            Some(cost)
        );
    }
    // With commas between cells, a comma within one needs quotes: nobody writes decimals so.
    assert_eq!(
        total(&mapped("date,cost\n2026-08-01,1.234\n").unwrap()).cost,
        Some(1.234)
    );
    // An export that went through a spreadsheet with semicolons.
    let known = |cost: &str| format!("usage_date_utc;model;cost_usd\n2026-08-01;m;{cost}\n");
    assert_eq!(
        total(&crate::evidence::usage::testing::export(&known("1,234"))).cost,
        Some(1.234)
    );
    assert_eq!(
        total(&crate::evidence::usage::testing::export(&known("0.5"))).cost,
        Some(0.5)
    );
}

#[test]
fn rows_that_are_queries_may_be_the_same() {
    let text = "date,tokens_in\n2026-08-01 10:00,5\n2026-08-01 10:00,5\n";
    let sums = mapped(text).unwrap();
    assert_eq!((sums.rows, sums.left_out.duplicates), (1, 1));
    let mapping = Mapping {
        date: Some("date".to_owned()),
        input_tokens: Some("tokens_in".to_owned()),
        row_is_query: true,
        ..Mapping::default()
    };
    let queries = read(&mut text.as_bytes(), Some(&mapping)).unwrap();
    assert_eq!(
        (total(&queries).queries, queries.left_out.duplicates),
        (Some(2.0), 0)
    );
}

#[test]
fn input_without_what_was_cached_gets_it_added() {
    let text = "date,input,cached,calls\n2026-08-01,200,800,1\n";
    let mut mapping = Mapping {
        date: Some("date".to_owned()),
        input_tokens: Some("input".to_owned()),
        cached_tokens: Some("cached".to_owned()),
        ..Mapping::default()
    };
    let error = read(&mut text.as_bytes(), Some(&mapping))
        .unwrap_err()
        .to_string();
    assert_eq!(
        error,
        "none of its rows can be used. Line 2: cached tokens: they are more than the input tokens"
    );
    mapping.input_includes_cached = false;
    assert_eq!(
        total(&read(&mut text.as_bytes(), Some(&mapping)).unwrap()).input_tokens,
        Some(1000.0)
    );
    mapping.cost = Some("spend".to_owned());
    let error = read(&mut text.as_bytes(), Some(&mapping))
        .unwrap_err()
        .to_string();
    assert_eq!(error, "the column chosen for cost isn’t in the header");
}

#[test]
fn a_quote_without_an_end_is_told() {
    let row = |day: u32, user: &str| format!("2026-08-{day:02},m,10,1,{user}\n");
    let rows: Vec<String> = (1..=31)
        .map(|day| row(day, if day == 15 { "\"u" } else { "u" }))
        .collect();
    let cut = export(&format!(
        "date,model,prompt_tokens,api_requests,user\n{}",
        rows.concat()
    ));
    assert_eq!(
        problems(&cut),
        [(16, "it holds other rows; a quote is missing")]
    );
    // A cell with several lines is none.
    let text = "date,model,prompt_tokens,api_requests,user\n2026-08-01,m,10,1,\"a, b,\nc\"\n2026-08-02,m,10,1,u\n";
    assert_eq!(export(text).rows, 2);
}

#[test]
fn a_column_that_isnt_of_models_fills_no_memory_and_half_of_it_fills_nothing() {
    let rows: Vec<String> = (0..12_000)
        .map(|row| format!("2026-08-01,user {row},1\n"))
        .collect();
    let mapping = Mapping {
        date: Some("date".to_owned()),
        model: Some("user".to_owned()),
        queries: Some("calls".to_owned()),
        ..Mapping::default()
    };
    let error = read(
        &mut format!("date,user,calls\n{}", rows.concat()).as_bytes(),
        Some(&mapping),
    )
    .unwrap_err();
    assert!(matches!(error, UsageError::TooManySums), "{error}");
}
