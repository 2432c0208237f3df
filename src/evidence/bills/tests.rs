//! Tables of bills: right ones, and what is told of wrong ones.

use super::*;

fn read(text: &str) -> Vec<(BilledMonth, Option<f64>, Option<f64>)> {
    let entries = entries(text).unwrap();
    let number = |number: Option<BoundedNumber<Amount>>| number.map(|number| number.get());
    let entries = entries.iter();
    entries
        .map(|entry| (entry.month, number(entry.queries), number(entry.cost)))
        .collect()
}

fn problems(text: &str) -> String {
    let problems = entries(text).unwrap_err();
    let problems: Vec<String> = problems.iter().map(ToString::to_string).collect();
    problems.join("; ")
}

#[test]
fn tables_of_many_forms_are_read() {
    let calendar = |text: &str| BilledMonth::Calendar(text.parse().unwrap());
    let wanted = [
        (calendar("2027-01"), Some(12_000.0), Some(340.5)),
        (calendar("2027-02"), None, Some(1402.0)),
    ];
    for text in [
        "month,queries,cost\n2027-01,12000,340.50\n2027-02,,1402\n",
        "\u{feff}Date,Num Requests,Amount (USD)\r\n2027-01-31,\"12,000\",$340.50\r\n2027-02-28,,\"$1,402\"\r\n",
        "Month;Team;Total cost;Requests\nJan 2027;x;340,50;12.000\nFeb 2027;y;1.402,00;\n;;;\n",
        "PERIOD\tbilled\tQUERIES\n2027-01\t340.5\t12k\n2027-02\t1402\t\n2027-03\t\t\n",
    ] {
        assert_eq!(read(text), wanted, "{text}");
    }
}

#[test]
fn what_is_no_table_of_bills_is_refused_by_line() {
    for (text, problem) in [
        ("", "there is nothing in it"),
        ("\n \n", "there is nothing in it"),
        (
            "<!doctype html><html>",
            "it is a web page or XML, not a table; export it as CSV",
        ),
        (
            "1,340\n2,350\n",
            "line 1: there is no column “month”; the first line has to name the columns, such as month,queries,cost",
        ),
        (
            "month,model\n1,x\n",
            "line 1: there is neither a column “queries” nor one “cost”",
        ),
        ("month,cost\n", "it has no month with queries or a cost"),
        (
            "month,cost\n1,-5\n",
            "line 2: cost: -5 is outside what is allowed: 0 or more, up to 1e12",
        ),
        (
            "month,cost\nTotal,5\n",
            "line 2: “Total” isn’t a month; write its number or YYYY-MM",
        ),
        (
            "month,cost\n\n2027-13,5\n",
            "line 3: “2027-13” isn’t a month; write its number or YYYY-MM",
        ),
        (
            "month,cost,approach\n1,5,both\n",
            "line 2: “both” is neither prompting nor fine-tuning",
        ),
    ] {
        assert_eq!(problems(text), problem, "{text}");
    }
    // Nothing of other columns, such as a key, gets into a message.
    let leaky = problems("month,cost,key\nx,1,sk-secret\n1,?,sk-secret\n");
    assert!(
        leaky.contains("line 3") && !leaky.contains("secret"),
        "{leaky}"
    );
}

#[test]
fn months_are_counted_from_the_start_of_the_scenario() {
    let entries = entries("month,cost\n2026-12,1\n2027-01,2\n2,3\n").unwrap();
    let start = "2027-01".parse().unwrap();
    let counted = actuals(&entries, start, None).unwrap();
    assert_eq!(counted.before_the_start, 1);
    assert_eq!(counted.actuals.to_string(), "1: cost 2; 2: cost 3");
    let approach = Some(BilledApproach::FineTuning);
    let counted = actuals(&entries[1..], start, approach).unwrap();
    assert_eq!(
        counted.actuals.to_string(),
        "1: cost 2, fine-tuning; 2: cost 3, fine-tuning"
    );
}

#[test]
fn a_month_that_is_there_twice_or_too_late_is_told_by_its_line() {
    let start = "2027-01".parse().unwrap();
    for (text, problem) in [
        (
            "month,cost\n1,1\n2027-01,2\n",
            "line 3: month 1 is there twice",
        ),
        (
            "month,cost\n0,1\n",
            "line 2: month 0 is outside what is allowed: a whole number from 1 to 120",
        ),
        (
            "month,cost\n2099-01,1\n",
            "line 2: month 865 is outside what is allowed: a whole number from 1 to 120",
        ),
    ] {
        let found = actuals(&entries(text).unwrap(), start, None).unwrap_err();
        assert_eq!(found[0].to_string(), problem, "{text}");
    }
}

/// A usage export of August 2026 with these rows in place of those of its first days.
fn daily(rows: &[&str]) -> String {
    let mut text = "date,model,prompt_tokens,completion_tokens,cache_read_input_tokens,cache_creation_input_tokens,spend,api_requests,successful_requests,failed_requests\n".to_owned();
    for row in rows {
        text += &format!("{row}\n");
    }
    for day in rows.len() + 1..=31 {
        text += &format!("2026-08-{day:02},gpt-4.1,100000,25000,0,0,1.5,100,100,0\n");
    }
    text
}

fn refused(text: &str) -> String {
    let problems = super::read(text).unwrap_err();
    let problems: Vec<String> = problems.iter().map(ToString::to_string).collect();
    problems.join("; ")
}

#[test]
fn rows_of_a_usage_export_that_cannot_be_read_are_told_by_their_lines() {
    let read = super::read(&daily(&[])).unwrap();
    assert_eq!(read[0].queries.unwrap().get(), 3100.0);
    let broken = daily(&[
        "2026-08-01,gpt-4.1,100000,25000,0,0,1.5,100,100,0",
        "soon,gpt-4.1,100000,25000,0,0,1.5,100,100,0",
        "2026-08-03,gpt-4.1,100000,25000,0,0,1.5,100",
    ]);
    let problems = refused(&broken);
    assert!(
        problems.starts_with("line 3: date: it isn’t a date that can be read; line 4: "),
        "{problems}"
    );
}

#[test]
fn errors_of_a_usage_export_are_not_hidden_behind_those_of_a_table_of_bills() {
    let header = daily(&[]).lines().next().unwrap().to_owned();
    let one = format!("{header}\n2026-13-01,gpt-4.1,100000,25000,0,0,1.5,100,100,0\n");
    assert_eq!(refused(&one), "line 2: date: there is no such day");
    assert_eq!(refused(&header), "it has a header, but no rows");
    assert_eq!(
        refused("{\"a\": 1}"),
        "it is JSON, but no known usage export. Try the CSV export"
    );
    // A table of bills with or without names of columns.
    assert_eq!(super::read("month,cost\n1,5\n").unwrap().len(), 1);
    assert!(refused("1,340\n2,350\n").contains("no column “month”"));
}

#[test]
fn amounts_that_no_month_can_have_are_refused_by_month() {
    for (spend, requests, problem) in [
        ("-1000", "100", "Aug 2026: cost: it is negative"),
        (
            "1e13",
            "100",
            "Aug 2026: cost: it is more than 1,000,000,000,000",
        ),
        (
            "1.5",
            "10000000000000",
            "Aug 2026: queries: it is more than 1,000,000,000,000",
        ),
    ] {
        let row = format!("2026-08-01,gpt-4.1,100000,25000,0,0,{spend},{requests},{requests},0");
        assert_eq!(refused(&daily(&[&row])), problem);
    }
}
