//! Numbers in files that are written as people type them: each error names the field and its line, and says what to write.

use breakeven::scenario::inputs::{INPUTS, Kind};

use crate::support::{input, scenario};

use super::read;

/// A file with this text as the value of a price, on line 4.
fn with_price(value: &str, behind: &str) -> String {
    format!(
        "( // 1: a remark /* /* ( */ [ */\n  name: r\"a: (1\\\", /* [ /* ( */ ( */ notes: r#\"a \"(\"#,\n  prompting: (serving: (price: (\n    input: {value}{behind}\n  ))),\n  horizon_months: 12,\n)"
    )
}

#[test]
fn a_number_that_files_do_not_have_is_refused_with_what_to_write() {
    for (value, write) in [
        ("3,0", ": write 3.0."),
        ("10,000", ": write 10000."),
        ("1,000,000", ": write 1000000."),
        ("1.234,56", ": write 1234.56."),
        ("0,075", ": write 0.075 or 75."),
        ("10k", ": write 10000."),
        ("\"10000\"", ": write 10000."),
        ("$5", ": write 5."),
        ("5€", ": write 5."),
        ("USD 5", ": write 5."),
        ("50¢", ": write 0.5."),
        ("−5", ": write -5."),
        ("１０", ": write 10."),
        ("1 000", ": write 1000."),
        ("1'000", ": write 1000."),
        ("1/2", ": write 0.5."),
        ("3*1200", ": write 3600."),
        ("20k to 60k", ": write (low: 20000, high: 60000)."),
        ("20-60", ": write (low: 20, high: 60)."),
        ("1 / 2 / 3", ": write (low: 1, likely: 2, high: 3)."),
        ("1.2.3", "."),
        ("15%", "."),
        ("½", "."),
    ] {
        for behind in [",", ", output: 10", " // a remark: 1", ""] {
            let text = with_price(value, behind);
            let error = read(&text).unwrap_err();
            assert_eq!(
                (error.line, error.column, error.field.as_str()),
                (4, 12, "prompting.serving.price.input"),
                "{value}{behind}: {error}"
            );
            let beginning = format!("“{value}” isn’t a number as files have it{write} ");
            assert!(
                error.problem.starts_with(&beginning),
                "{value}{behind}: {error}"
            );
            assert!(error.problem.contains("no separator but _"), "{error}");
            assert!(
                error.problem.ends_with("allowed: 0 or more, up to 1e12"),
                "{error}"
            );
        }
    }
}

#[test]
fn numbers_in_ranges_lists_and_options_are_found_too() {
    for (text, field, write) in [
        (
            "(workload: (queries_per_month: (low: 10,000, high: 2e5)))",
            "workload.queries_per_month.low",
            "10000",
        ),
        (
            "(workload: (queries_per_month: (low: 1, high: 10k)))",
            "workload.queries_per_month.high",
            "10000",
        ),
        (
            "(workload: (monthly_queries: [100, 2 000]))",
            "workload.monthly_queries[1]",
            "2000",
        ),
        (
            "(workload: (monthly_queries: [10k, 20]))",
            "workload.monthly_queries[0]",
            "10000",
        ),
        (
            "(workload: (monthly_queries: [100, \"2000\"]))",
            "workload.monthly_queries[1]",
            "2000",
        ),
        (
            "(prompting: (serving: (price: (cached_input: Some(0,25)))))",
            "prompting.serving.price.cached_input",
            "0.25",
        ),
        (
            "(discount_rate: 5%, name: \"b: 1\")",
            "discount_rate",
            "0.05",
        ),
        ("(horizon_months: 24 months)", "horizon_months", "24"),
        (
            "(decision: (evaluation: (cases: 1,000, prompting_passed: 1, fine_tuned_passed: 1)))",
            "decision.evaluation.cases",
            "1000",
        ),
    ] {
        let error = read(text).unwrap_err();
        assert_eq!(error.field, field, "{error}");
        assert!(
            error.problem.contains(&format!(": write {write}.")),
            "{error}"
        );
        assert!(
            !error.problem.contains('%') || text.contains('%'),
            "{error}"
        );
    }
    // What isn't about a number is said as ever.
    for text in [
        "(start: 2027-01)",
        "(name: 5)",
        "(horizon_months: true)",
        "(notes: 1,5)",
    ] {
        let error = read(text).unwrap_err();
        assert!(!error.problem.contains("as files have it"), "{error}");
    }
}

#[test]
fn every_number_of_a_file_is_found() {
    for input in INPUTS.iter().filter(|input| input.domain().is_some()) {
        let parts: Vec<_> = input.path.split('.').collect();
        let value = if matches!(input.kind, Kind::Numbers { .. }) {
            "[1'0]"
        } else {
            "1'0"
        };
        let text = format!(
            "(\n{}: {value}{}",
            parts.join(": (\n"),
            ")".repeat(parts.len())
        );
        let error = read(&text).unwrap_err();
        assert_eq!(error.line, parts.len() + 1, "{error}");
        assert_eq!(error.field.trim_end_matches("[0]"), input.path, "{error}");
        assert!(error.problem.contains("as files have it"), "{error}");
    }
}

#[test]
fn what_ron_reads_as_a_number_is_one() {
    for (value, number) in [
        (".5", 0.5),
        ("5.", 5.0),
        ("1e3", 1000.0),
        ("1E-3", 0.001),
        ("+5", 5.0),
        ("1_000", 1000.0),
        ("1_000.5", 1000.5),
    ] {
        let scenario = scenario(&with_price(value, ","));
        assert_eq!(
            input("prompting.serving.price.input").base(&scenario),
            Some(number),
            "{value}"
        );
    }
}
