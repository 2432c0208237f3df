//! Tables of bills: right ones, and what is told of wrong ones.

use crate::scenario::domain::Amount;

use super::*;

fn read(text: &str) -> Vec<(BilledMonth, Option<f64>, Option<f64>)> {
    let entries = entries(text, None).unwrap();
    let number = |number: Option<BoundedNumber<Amount>>| number.map(|number| number.get());
    let entries = entries.iter();
    entries
        .map(|entry| (entry.month, number(entry.queries), number(entry.cost)))
        .collect()
}

fn problems(text: &str) -> String {
    let problems = entries(text, None).unwrap_err();
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
        ("month,cost\n1,-5\n", "line 2: cost: it is negative"),
        (
            "month,cost\nTotal,5\n",
            "line 2: month: it isn’t a month; write its number or YYYY-MM",
        ),
        (
            "month,cost\n\n2027-13,5\n",
            "line 3: month: it isn’t a month; write its number or YYYY-MM",
        ),
        (
            "month,cost,approach\n1,5,both\n",
            "line 2: approach: it is neither prompting nor fine-tuning",
        ),
    ] {
        assert_eq!(problems(text), problem, "{text}");
    }
    // Nothing of the cells, such as a key, gets into a message.
    let leaky = problems(
        "month,cost,approach,key\nsk-secret,1,,sk-secret\n1,sk-secret,,sk-secret\n2,5,sk-secret,sk-secret\n",
    );
    assert_eq!(
        leaky,
        "line 2: month: it isn’t a month; write its number or YYYY-MM; line 3: cost: it isn’t a number; line 4: approach: it is neither prompting nor fine-tuning"
    );
}

#[test]
fn months_are_counted_from_the_start_of_the_scenario() {
    let entries = entries("month,cost\n2026-12,1\n2027-01,2\n2,3\n", None).unwrap();
    let scenario = Scenario::default();
    let counted = actuals(&entries, &scenario, None).unwrap();
    assert_eq!(counted.before_the_start, 1);
    assert_eq!(counted.actuals.to_string(), "1: cost 2; 2: cost 3");
    let approach = Some(BilledApproach::FineTuning);
    let counted = actuals(&entries[1..], &scenario, approach).unwrap();
    assert_eq!(
        counted.actuals.to_string(),
        "1: cost 2, fine-tuning; 2: cost 3, fine-tuning"
    );
}

#[test]
fn a_month_that_is_there_twice_or_too_late_is_told_by_its_line() {
    let scenario = Scenario::default();
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
        let found = actuals(&entries(text, None).unwrap(), &scenario, None).unwrap_err();
        assert_eq!(found[0].to_string(), problem, "{text}");
    }
}

/// A usage export of August 2026 with these rows in place of those of its first days.
fn daily(rows: &[&str]) -> String {
    let header = "date,model,prompt_tokens,completion_tokens,cache_read_input_tokens,cache_creation_input_tokens,spend,api_requests,successful_requests,failed_requests";
    let days = rows.len() + 1..=31;
    let others = days.map(|day| format!("2026-08-{day:02},gpt-4.1,100000,25000,0,0,1.5,100,100,0"));
    let lines = [header].into_iter().chain(rows.iter().copied());
    let lines: Vec<String> = lines.map(str::to_owned).chain(others).collect();
    lines.join("\n")
}

fn refused(text: &str) -> String {
    let problems = super::read(text, None).unwrap_err();
    let problems: Vec<String> = problems.iter().map(ToString::to_string).collect();
    problems.join("; ")
}

#[test]
fn rows_of_a_usage_export_that_cannot_be_read_are_told_by_their_lines() {
    let read = super::read(&daily(&[]), None).unwrap().entries;
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
    assert_eq!(
        super::read("month,cost\n1,5\n", None)
            .unwrap()
            .entries
            .len(),
        1
    );
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

#[test]
fn rows_with_too_many_or_too_few_cells_are_refused() {
    assert_eq!(
        problems("month,queries,cost\n2027-01,5\n2027-02,1,234,5\n2027-03,1,5\n"),
        "line 2: it has 2 cells, but the header has 3; line 3: it has 4 cells, but the header has 3"
    );
    // What spreadsheets add at the end of rows is fine.
    assert_eq!(
        read("month,cost,,\n2027-01,5,,\n2027-02,6,,,,\n2027-03,7\n,,,\n").len(),
        3
    );
}

#[test]
fn only_columns_that_are_named_so_are_costs() {
    for header in [
        "Bill Ref,Month,Cost",
        "Cost Tax,Month,Cost",
        "Billing,Month,Cost",
        "Cost (EUR),Month,Cost",
        "Date,Month,Cost",
    ] {
        assert_eq!(
            read(&format!("{header}\n7,1,5\n"))[0].2,
            Some(5.0),
            "{header}"
        );
    }
    let two = "month,Cost (EUR),Cost (USD)\n1,5,6\n";
    assert_eq!(
        problems(two),
        "line 1: “Cost (EUR)” and “Cost (USD)” may both be the column of costs; leave one of them"
    );
    let own: Currency = "EUR".parse().unwrap();
    let read = entries(two, Some(&own)).unwrap();
    assert_eq!(read[0].cost.unwrap().get(), 5.0);
    assert_eq!(read[0].currency.as_ref(), Some(&own));
    for text in [
        "month,cost,amount\n1,5,6\n",
        "month,requests,calls\n1,5,6\n",
    ] {
        assert!(problems(text).contains("may both be"), "{text}");
    }
}

#[test]
fn costs_in_another_currency_than_the_scenario_are_refused() {
    let refused = |text: &str, currency: &str| {
        let scenario = Scenario {
            currency: currency.parse().unwrap(),
            ..Scenario::default()
        };
        let read = super::read(text, Some(&scenario.currency)).unwrap().entries;
        let counted = actuals(&read, &scenario, None);
        counted.err().map(|problems| problems[0].to_string())
    };
    let euros = Some("costs are in EUR, this scenario is in US dollars. Convert them first");
    let dollars = Some("costs are in US dollars, this scenario is in EUR. Convert them first");
    for (text, currency, problem) in [
        ("month,Cost (EUR)\n1,5\n", "USD", euros),
        ("month,Cost (EUR)\n1,5\n", "EUR", None),
        ("month,cost_eur\n1,5\n", "USD", euros),
        ("month,cost\n1,5 €\n", "USD", euros),
        ("month,cost\n1,EUR 5\n", "USD", euros),
        ("month,cost\n1,$5\n", "EUR", dollars),
        ("month,cost\n1,$5\n", "CAD", None),
        ("month,cost\n1,5\n", "EUR", None),
        (
            "month,cost\n1,$5\n2,5 €\n",
            "USD",
            Some("line 3: costs are in EUR, this scenario is in US dollars. Convert them first"),
        ),
    ] {
        assert_eq!(refused(text, currency).as_deref(), problem, "{text}");
    }
    // LiteLLM's spend is in dollars.
    let late = daily(&[]).replace("2026-08", "2027-08");
    assert_eq!(refused(&late, "EUR").as_deref(), dollars);
    assert_eq!(refused(&late, "USD"), None);
    for (text, problem) in [
        (
            "month,Cost (EUR)\n1,$5\n",
            "line 2: cost: its currency isn’t that of the heading",
        ),
        (
            "month,queries\n1,$5\n",
            "line 2: queries: it is an amount of money",
        ),
    ] {
        assert_eq!(problems(text), problem);
    }
}

#[test]
fn the_whole_table_tells_how_decimals_are_written() {
    let costs = |text: &str| -> Vec<f64> { read(text).iter().filter_map(|line| line.2).collect() };
    assert_eq!(costs("month;cost\n1;3.125\n2;2,5\n"), [3125.0, 2.5]);
    assert_eq!(costs("month;cost\n1;3.125\n2;2.5\n"), [3.125, 2.5]);
    assert_eq!(costs("month,cost\n1,\"3,125\"\n"), [3125.0]);
    // Counts are whole.
    assert_eq!(read("month;queries\n1;12.500\n")[0].1, Some(12_500.0));
    let open = "no number tells whether a point or a comma separates decimals; write them without separators of thousands";
    let other = "its decimals are separated in another way than those of other lines";
    for (text, problem) in [
        ("month;cost\n1;5\n2;3.125\n", format!("line 3: {open}")),
        ("month\tcost\n1\t3,125\n", format!("line 2: {open}")),
        (
            "month,cost\n1,\"1.5,5\"\n",
            "line 2: cost: it isn’t a number".to_owned(),
        ),
        (
            "month;cost\n1;2.5\n2;3.5\n3;4,5\n",
            format!("line 4: cost: {other}"),
        ),
        (
            "month,queries\n1,2.5\n",
            "line 2: queries: it isn’t a whole number".to_owned(),
        ),
        (
            "month,queries\n1,3-4\n",
            "line 2: queries: it isn’t a number".to_owned(),
        ),
    ] {
        assert_eq!(problems(text), problem, "{text}");
    }
}

#[test]
fn tables_with_endless_lines_are_refused_before_they_fill_memory() {
    assert_eq!(
        problems(&format!("month,cost{}\n1,5\n", ",".repeat(1_000))),
        "line 1: it has more than 1,000 columns: no bills by month"
    );
    // Also before it is tried as a usage export.
    assert_eq!(
        refused(&format!("month,cost{}\n1,5\n", ",".repeat(1_000))),
        "it has more than 1,000 columns: no bills by month"
    );
    let long = "it is longer than 1 MB; a quote may be missing at its end";
    let commas = ",".repeat(3 << 20);
    assert_eq!(
        problems(&format!("month,cost{commas}\n1,5\n")),
        format!("line 1: {long}")
    );
    assert_eq!(
        problems(&format!("month,cost\n1,5{commas}\n")),
        format!("line 2: {long}")
    );
}

#[test]
fn tables_of_bills_are_told_from_usage_by_their_headings_and_months() {
    for (text, is_bills) in [
        ("month,queries,cost,approach\n1,12000,340,prompting\n", true),
        ("\u{feff}\nPERIOD\tbilled\n2027-01\t340\n", true),
        ("Month;Team;Total cost\nJan 2027;x;340,50\n", true),
        // Told as bills, so that the problem is that of bills.
        ("month,cost\n2027-01,1\n2027-01,2\n", true),
        ("date,cost\n2027-01-31,1\n2027-02-28,2\n", true),
        ("date,cost\n2027-01-30,1\n2027-01-31,2\n", false),
        ("month,model,cost\n2027-01,m,1\n", false),
        ("month,requests,Tokens in\n2027-01,1,2\n", false),
        (
            "date,model,prompt_tokens,api_requests\n2027-01-31,m,1,1\n",
            false,
        ),
        ("Day,Requests\n2027-01-31,1\n", false),
        ("month\n2027-01\n", false),
        ("", false),
        ("\u{0}\"\n", false),
    ] {
        assert_eq!(is_table(text), is_bills, "{text}");
    }
}
