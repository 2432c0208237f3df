//! CSV, and what spreadsheets make of it.

use std::fs;

use crate::support::example_text;

use super::{FEW_DRAWS, WorkFolder};

const CSV: [&str; 6] = [
    "report",
    "good.ron",
    "--samples",
    FEW_DRAWS,
    "--format",
    "csv",
];

/// The cells of a table without quotes.
fn cells(table: &str, separator: char) -> Vec<Vec<String>> {
    let line = |line: &str| line.split(separator).map(str::to_owned).collect();
    table.lines().map(line).collect()
}

#[test]
fn separator_and_decimal_sign_can_be_chosen_and_change_nothing_else() {
    let work = WorkFolder::with_support_replies();
    work.write("other.ron", example_text("ticket-classifier"));
    for of in [&["csv"][..], &["draws"], &["csv", "--with", "other.ron"]] {
        let table = |more: &[&str]| {
            let first = ["report", "good.ron", "--samples", FEW_DRAWS, "--format"];
            let output = work.call(&[&first[..], of, more].concat());
            assert_eq!((output.code, output.stderr.as_str()), (0, ""), "{more:?}");
            output.stdout
        };
        // No cell holds this sign, so none is quoted.
        let usual = cells(&table(&["--csv-separator", "pipe"]), '|');
        for (separator, sign) in [("tab", '\t'), ("\\t", '\t'), ("|", '|')] {
            let german = table(&["--csv-separator", separator, "--csv-decimal", "comma"]);
            let german = cells(&german, sign);
            assert_eq!(german.len(), usual.len());
            for (german, usual) in german.iter().zip(&usual) {
                for (german, usual) in german.iter().zip(usual) {
                    let is_number = usual.parse::<f64>().is_ok();
                    let wanted = if is_number {
                        usual.replace('.', ",")
                    } else {
                        usual.clone()
                    };
                    assert_eq!(*german, wanted);
                }
                assert_eq!(german.len(), usual.len());
            }
        }
        let plain = table(&["--csv-separator", "comma", "--csv-decimal", "."]);
        assert_eq!(plain, table(&[]));
        let semicolons = table(&["--csv-separator", ";", "--csv-decimal", ","]);
        assert_eq!(
            semicolons,
            table(&["--csv-separator", "semicolon", "--csv-decimal", "comma"])
        );
    }
}

#[test]
fn signs_that_cannot_be_told_apart_are_refused() {
    let work = WorkFolder::new();
    let options = |more: &[&str], says: &str| {
        work.assert_fails(&[&CSV[..], more].concat(), 2, &[says]);
    };
    options(&["--csv-decimal", ","], "--csv-separator semicolon");
    options(
        &["--csv-separator", "comma", "--csv-decimal", "comma"],
        "between cells and before decimals",
    );
    options(&["--csv-separator", "."], "comma, semicolon, tab, pipe");
    options(&["--csv-separator", "5"], "comma, semicolon, tab, pipe");
    options(&["--csv-separator", ""], "comma, semicolon, tab, pipe");
    options(&["--csv-decimal", ";"], "point, comma");
    // Where there is no table, neither has a meaning.
    for option in ["--csv-separator", "--csv-decimal"] {
        work.assert_fails(
            &["report", "good.ron", "--format", "json", option, "comma"],
            2,
            &["--format csv or draws"],
        );
    }
}

#[test]
fn a_file_says_that_it_is_utf8_and_standard_output_does_not() {
    let work = WorkFolder::with_support_replies();
    for (format, begins) in [("csv", "month,calendar,"), ("draws", "seed,draw,")] {
        let all = [
            "report",
            "good.ron",
            "--samples",
            FEW_DRAWS,
            "--format",
            format,
        ];
        assert!(work.call(&all).stdout.starts_with(begins));
        work.call(&[&all[..], &["-o", "table.csv"]].concat());
        let file = fs::read_to_string(work.path("table.csv")).unwrap();
        assert!(file.starts_with(&format!("\u{feff}{begins}")), "{format}");
    }
}

#[test]
fn sums_and_months_have_names_of_their_own_with_units() {
    let work = WorkFolder::with_support_replies();
    let euros = [&CSV[..], &["--set", "currency=EUR"]].concat();
    let table = work.call(&euros).stdout;
    let heads: Vec<&str> = table.lines().next().unwrap().split(',').collect();
    for (index, head) in heads.iter().enumerate() {
        let unit = head.strip_suffix(" (EUR)");
        match index {
            0..=2 => assert!(unit.is_none(), "{head}"),
            3..=5 => assert!(unit.unwrap().starts_with("cumulative_"), "{head}"),
            _ => assert!(unit.unwrap().starts_with("monthly_"), "{head}"),
        }
        assert!(!heads[..index].contains(head), "{head} stands there twice");
    }
    let draws = work.call(&["report", "good.ron", "--format", "draws", "--samples", "1"]);
    for head in ["workload.queries_per_month (per month)", ",saving (USD),"] {
        assert!(draws.stdout.contains(head), "{head}: {}", draws.stdout);
    }
}

#[test]
fn a_name_is_no_formula_and_no_second_cell() {
    let work = WorkFolder::with_support_replies();
    let named = |name: &str| {
        let text = example_text("support-replies").replacen("\"Support replies\"", name, 1);
        work.write("good.ron", &text);
        let output = work.call(&[&CSV[..], &["--with", "good.ron"]].concat());
        assert_eq!(output.code, 0, "{}", output.stderr);
        output.stdout.lines().next().unwrap().to_owned()
    };
    for (name, cell) in [
        ("\"=1+1\"", "'=1+1"),
        ("\" =1+1\"", "' =1+1"),
        ("\"\\t=1+1\"", "' =1+1"),
        ("\"＝1+1\"", "'＝1+1"),
        ("\"a,b\"", "\"a,b\""),
    ] {
        assert_eq!(named(name), format!(",unit,{cell},{cell}"), "{name}");
    }
}
