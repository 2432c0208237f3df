//! Values on the command line: `--set`.

use std::fs;

use breakeven::scenario::knobs::DecisionSettings;
use breakeven::study::Study;

use crate::support::{example, example_text, with};

use super::{FEW_DRAWS, WorkFolder, figures_of};

#[test]
#[expect(clippy::too_many_lines, reason = "one check over a table of forms")]
fn set_takes_every_form_of_a_value() {
    let work = WorkFolder::new();
    let good = example("textbook-comparison");
    let forms: &[(&str, &[&str])] = &[
        (
            "workload.queries_per_month",
            &[
                "20000",
                "20k",
                "20,000",
                "0.02M",
                "2e4",
                "2*10k",
                "(15k+5k)",
                "20 thousand",
                "240k a year",
                " 20k ",
                "Some(20000)",
            ],
        ),
        ("workload.growth_per_month", &["0.02", "2%", "2 %"]),
        (
            "workload.growth_per_month",
            &["(low: -0.01, high: 0.03)", "-1% to 3%", "-0.01 to 0.03"],
        ),
        (
            "workload.queries_per_month",
            &[
                "(low: 20000, high: 60000)",
                "20k to 60k",
                "20k–60k",
                "20k-60k",
            ],
        ),
        (
            "workload.queries_per_month",
            &[
                "(low: 10000, likely: 30000, high: 90000)",
                "10k / 30k / 90k",
                "10k/30k/90k",
            ],
        ),
        (
            "workload.monthly_queries",
            &[
                "[100, 200, 300]",
                "100\n200\n300",
                "100\t200\t300",
                "100; 200; 300",
                "100, 200, 300",
                "[100,200,300]",
            ],
        ),
        ("workload.monthly_queries", &["[]", ""]),
        (
            "prompting.serving.price.cached_input",
            &["None", "none", ""],
        ),
        (
            "prompting.serving.price.cached_input",
            &["0.5", "Some(0.5)", "$0.50", "50¢"],
        ),
        (
            "fine_tuning.serving.hosting",
            &["yes", "()", "Some(())", "true"],
        ),
        ("fine_tuning.serving.hosting.per_hour", &["2.5", "$2.50"]),
        (
            "fine_tuning.at_retirement",
            &["ReturnToPrompting", "return to prompting"],
        ),
        ("decision.prototyping", &["true", "yes", "Some(true)"]),
        ("name", &["Another", "\"Another\""]),
        ("currency", &["EUR", "\"EUR\""]),
        ("start", &["2026-05"]),
        ("horizon_months", &["36", "36.0"]),
    ];
    for (path, texts) in forms {
        let expected = with(&good, &[(path, texts[0])]);
        assert!(
            expected != good || texts[0].is_empty() || texts[0] == "[]",
            "{path}={} changes nothing",
            texts[0]
        );
        let study = Study::new(
            &expected,
            FEW_DRAWS.parse().unwrap(),
            &DecisionSettings::default(),
        );
        let expected = breakeven::export::plain::json::render(&study, &[]).unwrap();
        for text in *texts {
            let output = work.call(&[
                "report",
                "good.ron",
                "--format",
                "json",
                "--samples",
                FEW_DRAWS,
                "--set",
                &format!("{path}={text}"),
            ]);
            assert_eq!(
                (output.code, output.stderr.as_str()),
                (0, ""),
                "{path}={text}"
            );
            assert_eq!(
                figures_of(&output.stdout),
                figures_of(&expected),
                "{path}={text}"
            );
        }
    }
}

#[test]
fn set_changes_the_report_and_not_the_file_and_can_be_given_several_times() {
    let work = WorkFolder::new();
    let report = work.json(&[
        "--set",
        "horizon_months=3",
        "--set",
        "workload.queries_per_month=1k",
        "--set",
        "workload.queries_per_month=2k",
        "--set",
        "workload.growth_per_month=100%",
    ]);
    assert_eq!(report["horizon_months"], 3);
    assert_eq!(report["months"][3]["queries"], 14_000.0);
    assert_eq!(
        fs::read_to_string(work.path("good.ron")).unwrap(),
        example_text("textbook-comparison")
    );
}

#[test]
fn a_fault_in_what_is_set_names_the_input_and_what_is_allowed() {
    let work = WorkFolder::new();
    for (set, words) in [
        (
            "workload.query_per_month=1",
            &[
                "workload.query_per_month",
                "did you mean workload.queries_per_month?",
            ][..],
        ),
        ("zzz=1", &["zzz", "no input has this path"]),
        ("horizon_months=0", &["horizon_months", "from 1 to 120"]),
        ("horizon_months=2.5", &["horizon_months", "whole number"]),
        ("horizon_months=1 to 2", &["horizon_months", "not a range"]),
        ("horizon_months=", &["horizon_months", "missing"]),
        ("discount_rate=150%", &["discount_rate", "from 0 to 1"]),
        (
            "workload.queries_per_month=-5",
            &["workload.queries_per_month", "0 or more"],
        ),
        (
            "workload.queries_per_month=many",
            &["workload.queries_per_month", "isn’t a number"],
        ),
        (
            "workload.queries_per_month=60k to 20k",
            &["workload.queries_per_month", "low"],
        ),
        (
            "workload.queries_per_month=(low: 1)",
            &["workload.queries_per_month", "high"],
        ),
        (
            "workload.queries_per_month=NaN",
            &["workload.queries_per_month"],
        ),
        (
            "workload.queries_per_month=None",
            &["workload.queries_per_month"],
        ),
        (
            "workload.monthly_queries=[1, -2]",
            &["workload.monthly_queries", "month 2"],
        ),
        (
            "prompting.serving.hosting=7",
            &["prompting.serving.hosting", "allowed"],
        ),
        (
            "fine_tuning.at_retirement=Panic",
            &["fine_tuning.at_retirement", "Retrain or ReturnToPrompting"],
        ),
        (
            "decision.prototyping=perhaps",
            &["decision.prototyping", "yes, no"],
        ),
        ("currency=euro", &["currency", "ISO 4217"]),
        ("start=2027-13", &["start", "YYYY-MM"]),
        ("start=2027-00", &["start", "YYYY-MM"]),
    ] {
        work.assert_fails(
            &[
                "report", "good.ron", "-o", "out.json", "--format", "json", "--set", set,
            ],
            1,
            words,
        );
    }
}

#[test]
fn a_number_that_could_be_another_is_refused_wherever_it_is_typed() {
    let work = WorkFolder::new();
    let report = ["report", "good.ron", "--format", "json"];
    for (set, words) in [
        ("workload.queries_per_month=1.234,56", "1,234.56"),
        ("workload.queries_per_month=0,075", "0.075 or 75"),
        ("workload.queries_per_month=15%", "isn’t a percentage"),
        ("discount_rate=0,05", "0.05"),
        (
            "workload.monthly_queries=100,200,300",
            "one month or several",
        ),
        (
            "workload.monthly_queries=12 345 13 210",
            "one month or several",
        ),
    ] {
        work.assert_fails(&[&report[..], &["--set", set]].concat(), 1, &[words]);
    }
    for (option, value, words) in [
        ("--samples", "1.5", "whole number"),
        ("--samples", "10,00", "isn’t clear"),
        ("--samples", "1 00", "isn’t clear"),
        ("--samples", "15%", "isn’t a percentage"),
        ("--knob", "scale_queries=50.000,0", "50,000.0"),
        ("--knob", "scale_queries=0,500", "0.500 or 500"),
        ("--knob", "scale_queries=20%", "isn’t a percentage"),
        ("--knob", "trim=2,5%", "2.5"),
        ("--size", "1,920x1080", "WIDTHxHEIGHT"),
    ] {
        let kind = if option == "--samples" {
            "json"
        } else {
            "decision"
        };
        let arguments = ["report", "good.ron", "--format", kind, option, value];
        work.assert_fails(&arguments, 2, &[words]);
    }
}
