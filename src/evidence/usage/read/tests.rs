//! Files of every kind, and what is wrong with them.

use std::io::{self, BufReader, Read};

use proptest::prelude::*;

use super::*;
use crate::evidence::usage::testing::{error, export, problems, total};

const HEADER: &str = "date,model,prompt_tokens,completion_tokens,spend,api_requests";

fn daily(rows: &str) -> String {
    format!("{HEADER}\n{rows}")
}

#[test]
fn what_is_no_export_is_named() {
    for (text, wanted) in [
        (&b""[..], "there is nothing in it"),
        (b"\xef\xbb\xbf\r\n \n", "there is nothing in it"),
        (b"[]", "there is nothing in it"),
        (b"\xff\xfed\0a\0t\0e\0", "it is UTF-16 text. Save it as UTF-8"),
        (b"d\0a\0t\0e\0,\0m\0o\0d\0e\0l\0,\0s\0p\0e\0n\0d\0,\0d\0a\0t\0", "it is UTF-16 text. Save it as UTF-8"),
        (b"a,b\0c", "it has bytes of 0, so it is no text"),
        (b"\n<!DOCTYPE html><html>", "it is a web page, not the export. Download the export itself"),
        (b"PK\x03\x04", "it is packed (a ZIP archive or a spreadsheet). Unpack it, or save it as CSV"),
        (b"{\"prompt\": 1}", "it is JSON, but no known usage export. Try the CSV export"),
        (b"[1, \"a\"]", "it is JSON, but no known usage export. Try the CSV export"),
        (
            b"[\n{\"date\": \"2026-08-01\", \"prompt_tokens\": 1, ",
            "it is JSON, but no known usage export. Line 2: it ends before it is complete; the file may have been cut off here",
        ),
        (b"{\"date\": oops}", "it is JSON, but no known usage export. Line 1: it isn’t valid JSON"),
        (
            b"2026-08-01,sk-1,5\n2026-08-02,sk-1,5\n",
            "its first row names no columns. Add a row with their names above it",
        ),
        (b"date,model,prompt_tokens,api_requests\n", "it has a header, but no rows"),
        (b"start_time,end_time,start_time_iso,end_time_iso\n1785542400,1785628800,a,b\n", "nothing was used in the time that it covers: all of its buckets are empty"),
        (b"{\"data\": [{\"start_time\": 1785542400, \"end_time\": 1785628800, \"results\": []}]}", "nothing was used in the time that it covers: all of its buckets are empty"),
        (b"start_time,end_time,start_time_iso,end_time_iso,amount_value,amount_currency\n", "it is an export of costs, which states no requests and tokens. Export the usage instead"),
        (b"usage_date_utc,cost_usd,caf\xe9\n2026-08-01,1,2\n", "line 1 isn’t UTF-8 text. Save the file as UTF-8"),
    ] {
        assert_eq!(error(text).to_string(), wanted, "{}", String::from_utf8_lossy(text));
    }
}

#[test]
fn an_unknown_table_comes_with_its_first_rows() {
    let rows = "2026-08-01;5\n".repeat(7);
    let Err(UsageError::Unknown(preview)) =
        read(&mut format!("sep=;\nday;requests\n{rows}").as_bytes(), None)
    else {
        panic!("it is known");
    };
    assert_eq!(preview.header, ["day", "requests"]);
    assert_eq!(preview.rows, vec![vec!["2026-08-01", "5"]; 5]);
}

#[test]
fn marks_line_ends_and_blank_rows_make_no_difference() {
    let rows = "2026-08-01,a,\"1,000\",1,0.5,2\n2026-08-02,a,1000,1,0.5,3\n";
    let plain = export(&daily(rows));
    assert_eq!(
        (total(&plain).queries, total(&plain).input_tokens),
        (Some(5.0), Some(2000.0))
    );
    let windows = daily(rows).replace('\n', "\r\n");
    let tabs = daily(&rows.replace("\"1,000\"", "1000")).replace(',', "\t");
    for text in [
        windows,
        format!("\u{feff}{}", daily(rows)),
        daily(&format!("\n,,,,,\n{rows}\n\n")),
        format!("\n\n{}", daily(rows)),
        tabs,
    ] {
        let other = export(&text);
        assert_eq!(
            (total(&other), other.problems.count),
            (total(&plain), 0),
            "{text}"
        );
    }
}

#[test]
fn json_may_begin_with_a_mark() {
    let text = "\u{feff}[{\"date\": \"2026-08-01\", \"prompt_tokens\": 1, \"api_requests\": 2}]";
    assert_eq!(total(&export(text)).queries, Some(2.0));
}

#[test]
fn problems_have_their_lines_and_the_rest_is_read() {
    let rows = "2026-08-01,a,1,1,0.5,2\nyesterday,a,1,1,0.5,2\n2026-08-01,a,many,1,0.5,2\n2026-08-02,a,1,1,0.5,NaN\n\
                2026-08-03,a,1e16,1,0.5,2\n2026-08-04,a,1,1,0.5\n2026-08-05,a,1,1,0.5,2,9\n2026-08-06,a,,,,\n2026-08-07,a,1,1,0.5,4\n2026-08-08,a,1";
    let export = export(&daily(rows));
    assert_eq!(
        problems(&export),
        [
            (3, "date: it isn’t a date that can be read"),
            (4, "input tokens: it isn’t a number"),
            (5, "requests: it isn’t finite"),
            (6, "input tokens: it is more than 1,000,000,000,000,000"),
            (7, "it has 5 cells, but the header has 6"),
            (8, "it has 7 cells, but the header has 6"),
            (9, "it states neither requests nor tokens nor cost"),
            (
                11,
                "it has 3 cells, but the header has 6: the file may have been cut off here"
            ),
        ]
    );
    assert_eq!((export.rows, total(&export).queries), (2, Some(6.0)));
}

#[test]
fn a_quote_that_is_missing_is_suspected() {
    let export = export(&daily(
        "2026-08-01,a,1,1,0.5,2\n2026-08-02,\"a,1,1,0.5,2\n2026-08-03,a,1,1,0.5,2\n",
    ));
    assert_eq!(
        problems(&export),
        [(
            3,
            "it has 2 cells, but the header has 6; a quote may be missing: the file may have been cut off here"
        )]
    );
}

#[test]
fn only_the_first_problems_are_kept() {
    let rows = "2026-08-01,a,1,1,0.5,2\n".to_owned() + &"?,a,1,1,0.5,2\n".repeat(1000);
    let export = export(&daily(&rows));
    assert_eq!(
        (export.problems.count, export.problems.first.len()),
        (1000, 20)
    );
}

#[test]
fn tables_that_were_put_together_are_noticed() {
    let text = daily(&format!(
        "2026-08-01,a,1,1,0.5,2\n{HEADER}\n2026-08-02,a,1,1,0.5,3\nusage_date_utc,model,cost_usd\n2026-08-01,b,7\n\u{feff}{HEADER}\n2026-08-03,a,1,1,0.5,4\n"
    ));
    let export = export(&text);
    assert_eq!(
        problems(&export),
        [
            (
                3,
                "it is the header again; several files may have been put together"
            ),
            (
                5,
                "another table begins here (Anthropic console); its rows aren’t read"
            ),
        ]
    );
    assert_eq!(total(&export).queries, Some(9.0));
    let json = "{\"date\": \"2026-08-01\", \"prompt_tokens\": 1, \"api_requests\": 2}\n{\"type\": \"GENERATION\", \"startTime\": \"2026-08-01\", \"usageDetails\": {}}\n{oops\n{\"date\": \"2026-08-02\", \"prompt_tokens\": 1, \"api_requests\": 3}\n{\"date\": \"2026-08-0";
    let export = crate::evidence::usage::testing::export(json);
    assert_eq!(
        problems(&export),
        [
            (
                2,
                "it is of another form (Langfuse observations) than the rows before it"
            ),
            (
                3,
                "it ends before it is complete; the file may have been cut off here"
            ),
            (
                5,
                "it ends before it is complete; the file may have been cut off here"
            ),
        ]
    );
    assert_eq!(total(&export).queries, Some(5.0));
}

#[test]
fn text_that_isnt_utf_8_is_told_where_it_matters() {
    let mut text = daily("2026-08-01,a,1,1,0.5,2\n2026-08-02,caf").into_bytes();
    text.extend(b"\xe9,1,1,0.5,2\n");
    let export = read(&mut &text[..], None).unwrap();
    assert_eq!(
        problems(&export),
        [(3, "model: it isn’t UTF-8 text; save the file as UTF-8")]
    );
}

/// Text without an end.
struct Endless(Vec<u8>, usize, usize);

impl Read for Endless {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        let from = self.0.get(self.1..).unwrap_or_default();
        let count = from.len().min(to.len());
        to[..count].copy_from_slice(&from[..count]);
        to[count..].fill(b'7');
        self.1 += to.len();
        assert!(self.1 < self.2, "more was read than is needed");
        Ok(to.len())
    }
}

#[test]
fn a_row_without_an_end_isnt_read_to_the_end() {
    let table = daily("2026-08-01,a,1,1,0.5,2\n2026-08-01,\"").into_bytes();
    let mut endless = BufReader::new(Endless(table, 0, 40 << 20));
    let error = read(&mut endless, None).unwrap_err();
    assert!(matches!(error, UsageError::TooLong { line: 3 }), "{error}");
    let long = format!(
        "{{\"date\": \"2026-08-01\", \"prompt_tokens\": 1, \"api_requests\": 2}}\n{{\"a\": \"{}\"}}\n{{\"date\": \"2026-08-02\", \"prompt_tokens\": 1, \"api_requests\": 3}}",
        "x".repeat(17 << 20)
    );
    let export = export(&long);
    assert_eq!(
        problems(&export),
        [(2, "the row is longer than 16 MB, so it isn’t read")]
    );
    assert_eq!(total(&export).queries, Some(5.0));
}

#[test]
fn an_error_of_reading_is_passed_on() {
    struct GivenUp;
    impl Read for GivenUp {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("given up"))
        }
    }
    for beginning in [
        daily("2026-08-01,a,1,1,0.5,2\n").repeat(3000),
        "[{\"date\": ".to_owned() + &" ".repeat(70_000),
        String::new(),
    ] {
        let mut from = BufReader::new(beginning.as_bytes().chain(GivenUp));
        let error = read(&mut from, None).unwrap_err();
        assert!(
            matches!(&error, UsageError::Io(inner) if inner.to_string() == "given up"),
            "{error}"
        );
    }
}

#[test]
fn no_secret_gets_into_what_is_shown() {
    let secrets = ["sk-planted", "planted-user", "planted-project"];
    let cells = secrets.join(",");
    let texts = [
        format!("user_id,start_time_iso,end_time_iso,model,api_key_name,api_key,type,price,amount\nplanted-user,2026-09-01T00:00:00Z,2026-09-02T00:00:00Z,m,sk-planted,planted-project,output_tokens,1,2\nplanted-user,sk-planted,x,planted-user,a,b,c,d,e\n{cells},m,sk-planted,planted-project,output_tokens,sk-planted,1\n{cells}\n"),
        format!("api_key,user,project\n{cells}\n{cells}\n"),
        format!("{cells}\n{cells}\n"),
        "usage_date_utc,model_version,api_key,usage_output_tokens\n2026-08-01,m,sk-planted,planted-user\nplanted-project,m,sk-planted,1\n2026-08-01,m,sk-planted,1\n".to_owned(),
        "{\"request_id\": \"planted-user\", \"api_key\": \"sk-planted\", \"startTime\": \"planted-project\", \"prompt_tokens\": \"sk-planted\", \"completion_tokens\": 1}".to_owned(),
        "{\"request_id\": \"planted-user\", \"api_key\": \"sk-planted\", \"startTime\": \"2026-08-01\", \"prompt_tokens\": 1, \"completion_tokens\": 1, \"metadata\": {\"usage_object\": \"planted-project\"}}\n{\"sk-planted\": \n".to_owned(),
        "{\"sk-planted\": \"planted-user\", \"planted-project\": [}".to_owned(),
        "[\"sk-planted\", sk-planted]".to_owned(),
        format!("date,requests\n01/02/2026,{cells}\n03/04/2026,5\n05/06/2026,5\n"),
    ];
    let mapping = Mapping {
        queries: Some("requests".to_owned()),
        date: Some("date".to_owned()),
        ..Mapping::default()
    };
    for text in texts {
        for mapping in [None, Some(&mapping)] {
            let shown = match read(&mut text.as_bytes(), mapping) {
                Ok(export) => format!("{export:?} {:?}", export.months(&[])),
                Err(error) => format!("{error:?} {error}"),
            };
            for secret in secrets {
                assert!(!shown.contains(secret), "{text} gives {shown}");
            }
        }
    }
}

#[test]
fn a_row_does_as_much_as_the_file_says_however_it_is_cut_in_reading() {
    let text = daily(
        &(1..=28)
            .map(|day| format!("2026-08-{day:02},m{},10,1,0.5,{day}\n", day % 3))
            .collect::<Vec<_>>()
            .concat(),
    );
    let whole = export(&text);
    for bytes in [1, 7, 4096] {
        let mut from = BufReader::with_capacity(bytes, text.as_bytes());
        assert_eq!(read(&mut from, None).unwrap(), whole);
    }
}

proptest! {
    #[test]
    fn no_file_is_a_fault_of_the_program(
        form in 0_usize..4,
        rows in proptest::collection::vec("[-0-9a/.,;:\"\u{e9} TZ{}\\[\\]]{0,40}", 0..8),
    ) {
        let headers = [HEADER, "start_time,end_time,input_tokens,num_model_requests", "{\"date\": \"2026-08-01\", \"prompt_tokens\": 1, \"api_requests\": 2}", "["];
        let text = format!("{}\n{}", headers[form], rows.join("\n"));
        if let Ok(export) = read(&mut text.as_bytes(), None) {
            for month in export.months(&[]) {
                prop_assert!(month.amounts.queries.is_none_or(f64::is_finite));
            }
        }
    }

    #[test]
    fn sums_are_those_of_the_rows_in_any_order(
        rows in proptest::collection::vec((1_u32..=28, 0_u32..3, 0_u32..1000, 0_u32..1000), 1..60).prop_shuffle(),
    ) {
        // A cell that tells rows apart, so that none is a duplicate.
        let text: Vec<String> = rows.iter().enumerate().map(|(id, (day, model, queries, tokens))| format!("2026-02-{day:02},m{model},{tokens},{id},0.5,{queries}\n")).collect();
        let export = export(&daily(&text.concat()));
        let wanted: u32 = rows.iter().map(|(_, _, queries, _)| queries).sum();
        prop_assert_eq!(total(&export).queries, Some(f64::from(wanted)));
        let of_m1: u32 = rows.iter().filter(|row| row.1 == 1).map(|row| row.3).sum();
        let month = export.months(&["m1"]).first().map_or(0.0, |month| month.amounts.input_tokens.unwrap());
        prop_assert_eq!(month, f64::from(of_m1));
    }
}
