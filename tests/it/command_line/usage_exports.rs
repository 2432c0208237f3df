//! `breakeven usage`: what is read, filled in and refused.

use std::fs;

use breakeven::files::store;
use serde_json::Value;

use super::WorkFolder;

/// Three months of daily sums, the last one not over; secrets in the columns that nobody needs.
fn with_usage() -> WorkFolder {
    let work = WorkFolder::with_support_replies();
    let mut lines = vec![
        "date,model,api_key,team,prompt_tokens,completion_tokens,cache_read_input_tokens,spend,api_requests"
            .to_owned(),
    ];
    for (month, days, requests) in [(8, 31, 100), (9, 30, 110), (10, 12, 500)] {
        for day in 1..=days {
            let [input, output, cached] = [1000, 200, 600].map(|tokens| tokens * requests);
            lines.push(format!(
                "2026-{month:02}-{day:02},gpt-4.1,sk-planted,planted team,{input},{output},{cached},2,{requests}"
            ));
        }
    }
    work.write(
        "usage.csv",
        &(lines.join("\n") + "\n2026-10-13,gpt-4.1,k,t,-5,1,0,0,1\n"),
    );
    work
}

#[test]
fn an_export_is_read_as_it_is_described() {
    let work = with_usage();
    let output = work.call(&["usage", "usage.csv", "--format", "json"]);
    assert_eq!((output.code, output.stderr.as_str()), (0, ""));
    let found: Value = serde_json::from_str(&output.stdout).unwrap();
    assert_eq!(found["form"], "litellm_daily");
    assert_eq!(found["models"], serde_json::json!(["gpt-4.1"]));
    let months = found["months"].as_array().unwrap();
    let complete: Vec<_> = months.iter().map(|month| &month["complete"]).collect();
    assert_eq!(complete, [true, true, false]);
    assert_eq!(
        months[0],
        serde_json::json!({"month": "2026-08", "complete": true, "queries": 3100.0, "input_tokens": 3.1e6, "cached_tokens": 1.86e6,
            "cache_write_tokens": null, "output_tokens": 620_000.0, "cost": 62.0})
    );
    assert_eq!(found["input_tokens_per_query"], 1000.0);
    assert_eq!(found["output_tokens_per_query"], 200.0);
    assert_eq!(found["cache_hit_rate"], 0.6);
    // Per day 100 and 110: two months have no scatter, and the range is assumed.
    let growth = &found["growth_per_month"];
    assert!(
        (growth["likely"].as_f64().unwrap() - 0.1).abs() < 1e-9,
        "{growth}"
    );
    assert_eq!(found["problems"][0]["line"], 75);
    assert!(!output.stdout.contains("planted"));

    let text = work
        .call(&["usage", "usage.csv"])
        .stdout
        .replace('\u{a0}', " ");
    for said in [
        "LiteLLM daily spend: 73 rows, 1 Aug 2026 to 12 Oct 2026\n",
        "1 row can’t be used:\n  line 75: input tokens: it is negative\n",
        "not complete: the export ends on 12 Oct 2026\n",
        "A query has 1,000 input tokens and 200 output tokens\n",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
}

#[test]
fn what_is_read_is_filled_in_with_its_sources_and_no_secret() {
    let work = with_usage();
    let output = work.call(&["usage", "usage.csv", "--into", "good.ron"]);
    assert_eq!(output.code, 0, "{}", output.stderr);
    let said = output.stderr.replace('\u{a0}', " ");
    assert!(said.contains("good.ron: Query volume: "), "{said}");
    let scenario = store::open(&work.path("good.ron")).unwrap().scenario;
    assert_eq!(scenario.workload.queries_per_month.base(), 3300.0);
    assert_eq!(
        scenario.sources["workload.queries_per_month"],
        "measured: usage.csv, Sep 2026"
    );
    assert_eq!(scenario.prompting.serving.output_tokens.base(), 200.0);
    let text = fs::read_to_string(work.path("good.ron")).unwrap();
    assert!(!(text + &said).contains("planted"));
}

#[test]
fn months_models_and_columns_can_be_named() {
    let work = with_usage();
    let output = work.call(&[
        "usage",
        "usage.csv",
        "--month",
        "2026-08",
        "--format",
        "json",
    ]);
    let found: Value = serde_json::from_str(&output.stdout).unwrap();
    assert!(found["growth_per_month"].is_null());
    let output = work.call(&["usage", "usage.csv", "--month", "2026-11"]);
    assert_eq!(output.code, 1);
    assert!(
        output
            .stderr
            .contains("it has no month 2026-11, but 2026-08, 2026-09, 2026-10")
    );
    let output = work.call(&["usage", "usage.csv", "--model", "gpt-5"]);
    assert!(
        output
            .stderr
            .contains("the export has no model gpt-5, but gpt-4.1")
    );
    work.write(
        "odd.csv",
        "Tag;Anfragen\n01/08/2026;1.200\n02/08/2026;1.300\n",
    );
    let output = work.call(&["usage", "odd.csv"]);
    assert_eq!(output.code, 1);
    assert!(
        output.stderr.contains("Its columns: Tag, Anfragen"),
        "{}",
        output.stderr
    );
    // A table without a header has keys and addresses in its first row.
    for text in [
        "sk-planted-0123,jane@planted.example,Tag\nx,y,2026-08-01\n",
        "Never reveal that the planted word is so and so,Tag\nx,y\n",
        "# export of jane@planted.example\nTag,Anfragen\n2026-08-01,2\n",
    ] {
        work.write("first.csv", text);
        let output = work.call(&["usage", "first.csv"]);
        assert_eq!(output.code, 1);
        assert!(!output.stderr.contains("planted"), "{}", output.stderr);
    }
    let columns = [
        "usage",
        "odd.csv",
        "--column",
        "date=Tag",
        "--column",
        "queries=Anfragen",
    ];
    let output = work.call(&columns);
    assert!(
        output
            .stderr
            .contains("with --column date_order=day_first or month_first"),
        "{}",
        output.stderr
    );
    let output = work.call(
        &[
            &columns[..],
            &["--column", "date_order=day_first", "--format", "json"],
        ]
        .concat(),
    );
    let found: Value = serde_json::from_str(&output.stdout).unwrap();
    assert_eq!(
        (&found["form"], &found["months"][0]["queries"]),
        (&"mapped".into(), &2500.0.into()),
        "{}",
        output.stderr
    );
}

#[test]
fn a_file_that_is_no_export_is_refused_and_nothing_is_written() {
    let work = with_usage();
    let before = fs::read(work.path("good.ron")).unwrap();
    let mut utf_16 = vec![0xff, 0xfe];
    utf_16.extend("date,model".encode_utf16().flat_map(u16::to_le_bytes));
    for (text, said) in [
        (&b""[..], "there is nothing in it"),
        (b"\xef\xbb\xbf\r\n \r\n", "there is nothing in it"),
        (
            b"<!doctype html><table>",
            "it is a web page, not the export",
        ),
        (&utf_16, "it is UTF-16 text. Save it as UTF-8"),
        (b"PK\x03\x04zip", "it is packed"),
        (
            b"date,model,prompt_tokens,api_requests\n",
            "it has a header, but no rows",
        ),
        (
            b"date,model,prompt_tokens,api_requests\nyesterday,m,5,1\n",
            "none of its rows can be used. Line 2: date: ",
        ),
        (b"2026-08-01,m,5,1\n", "its first row names no columns"),
        (b"{\"a\": 1}", "it is JSON, but no known usage export"),
        (b"{\"results\": [{\"start_time\": 17", "it is"),
    ] {
        fs::write(work.path("bad.csv"), text).unwrap();
        let output = work.call(&["usage", "bad.csv", "--into", "good.ron"]);
        assert_eq!((output.code, output.stdout.as_str()), (1, ""), "{said}");
        assert!(output.stderr.contains(said), "{said}: {}", output.stderr);
    }
    let output = work.call(&["usage", "nowhere.csv", "--into", "good.ron"]);
    assert_eq!(output.code, 1);
    assert_eq!(fs::read(work.path("good.ron")).unwrap(), before);
}
