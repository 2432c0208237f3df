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
