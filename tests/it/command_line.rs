//! The program as it is called from a terminal or a script: `breakeven report` and `breakeven check`, without a display.

use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::cargo::cargo_bin_cmd;
use breakeven::analysis::Analysis;
use breakeven::analysis::risk::layout::FINAL_DRAWS;
use breakeven::files::examples::EXAMPLES;
use breakeven::files::store;
use breakeven::scenario::Scenario;
use breakeven::scenario::knobs::DecisionSettings;
use breakeven::study::Study;
use serde_json::Value;
use tempfile::TempDir;

use crate::support::{assert_same, scenario, with};

/// Draws for reports that are not about the risk.
const FEW_DRAWS: &str = "256";

/// A folder with the textbook example and a broken file in it.
struct Work {
    folder: TempDir,
}

/// What came of a call.
struct Done {
    code: i32,
    stdout: String,
    stderr: String,
}

impl Work {
    fn new() -> Self {
        let work = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        work.write("good.ron", EXAMPLES[0].text);
        work.write("broken.ron", "(\n    horizon_months: 0,\n)\n");
        work
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).unwrap();
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn files(&self) -> Vec<String> {
        let mut names: Vec<_> = fs::read_dir(self.folder.path())
            .unwrap()
            .map(|file| file.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    /// Calls the program in the folder, with no display in sight.
    fn call(&self, arguments: &[&str]) -> Done {
        let output = cargo_bin_cmd!("breakeven")
            .args(arguments)
            .current_dir(self.folder.path())
            .env_remove("DISPLAY")
            .env_remove("WAYLAND_DISPLAY")
            .output()
            .unwrap();
        Done {
            code: output.status.code().unwrap(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// The JSON report of a call that succeeds.
    #[track_caller]
    fn json(&self, arguments: &[&str]) -> Value {
        let mut all = vec!["report", "good.ron", "--format", "json"];
        all.extend(["--samples", FEW_DRAWS]);
        all.extend(arguments);
        let done = self.call(&all);
        assert_eq!((done.code, done.stderr.as_str()), (0, ""), "{all:?}");
        serde_json::from_str(&done.stdout).unwrap()
    }

    /// The call ends with this code and a message that holds these words; nothing is printed and nothing written.
    #[track_caller]
    fn assert_fails(&self, arguments: &[&str], code: i32, words: &[&str]) {
        let before = self.files();
        let done = self.call(arguments);
        assert_eq!(done.code, code, "{arguments:?}: {}", done.stderr);
        assert_eq!(done.stdout, "", "{arguments:?}");
        for word in words {
            assert!(
                done.stderr.contains(word),
                "{arguments:?} doesn’t say {word}: {}",
                done.stderr
            );
        }
        assert_eq!(self.files(), before, "{arguments:?}");
    }
}

/// The keys of the objects in a JSON text in the order in which they stand there, as "object.key"; of lists, each key once.
fn keys(json: &str) -> Vec<String> {
    let mut keys: Vec<String> = Vec::new();
    let mut path: Vec<String> = Vec::new();
    // The report is written a key a line, so indentation says where it belongs.
    for line in json.lines() {
        let depth = (line.len() - line.trim_start().len()) / 2;
        if let Some((key, _)) = line
            .trim_start()
            .strip_prefix('"')
            .and_then(|rest| rest.split_once("\": "))
        {
            path.truncate(depth - 1);
            path.resize(depth - 1, String::new());
            path.push(key.to_owned());
            let full = path
                .iter()
                .filter(|part| !part.is_empty())
                .cloned()
                .collect::<Vec<_>>()
                .join(".");
            if !keys.contains(&full) {
                keys.push(full);
            }
        }
    }
    keys
}

/// A figure of a report, which may be none. Reading JSON may lose the last bit.
#[track_caller]
fn assert_same_option(stated: &Value, figure: Option<f64>) {
    match (stated.as_f64(), figure) {
        (Some(stated), Some(figure)) => assert_same(stated, figure),
        (stated, figure) => assert_eq!(stated, figure),
    }
}

// MODEL.md §7, in its order.
#[test]
fn the_json_report_has_exactly_the_keys_of_its_definition_in_order() {
    let work = Work::new();
    let done = work.call(&["report", "good.ron", "--format", "json"]);
    let phases = [
        "data_collection",
        "training",
        "people",
        "inference",
        "review",
        "hosting",
        "iteration",
    ];
    let mut expected: Vec<String> = ["version", "scenario", "currency", "horizon_months"]
        .map(str::to_owned)
        .to_vec();
    for side in ["prompting", "fine_tuning"] {
        expected.push(side.to_owned());
        expected.extend(
            ["upfront", "per_query", "latency_ms", "total", "by_phase"]
                .map(|key| format!("{side}.{key}")),
        );
        expected.extend(phases.map(|phase| format!("{side}.by_phase.{phase}")));
    }
    expected.extend(
        [
            "saving",
            "break_even",
            "break_even.month",
            "break_even.queries",
            "rule_of_thumb_queries",
            "crossings",
            "crossings.month",
            "crossings.queries",
            "crossings.cheaper_after",
            "best_switch",
            "best_switch.month",
            "best_switch.total",
            "months",
            "months.month",
            "months.queries",
            "months.prompting",
            "months.fine_tuning",
            "tornado",
            "tornado.input",
            "tornado.low",
            "tornado.high",
            "tornado.saving_at_low",
            "tornado.saving_at_high",
            "tipping_values",
            "tipping_values.input",
            "tipping_values.base",
            "tipping_values.value",
        ]
        .map(str::to_owned),
    );
    expected.extend(
        [
            "risk",
            "risk.samples",
            "risk.probability_fine_tuning_cheaper",
            "risk.probability_break_even",
        ]
        .map(str::to_owned),
    );
    for output in [
        "saving",
        "prompting_total",
        "fine_tuning_total",
        "break_even_month",
        "break_even_queries",
    ] {
        expected.push(format!("risk.{output}"));
        expected.extend(
            ["p5", "p10", "p25", "p50", "p75", "p90", "p95", "mean"]
                .map(|key| format!("risk.{output}.{key}")),
        );
    }
    expected.extend(
        [
            "risk.evpi",
            "risk.evppi",
            "risk.evppi.input",
            "risk.evppi.value",
        ]
        .map(str::to_owned),
    );
    assert_eq!(keys(&done.stdout), expected);
    let report: Value = serde_json::from_str(&done.stdout).unwrap();
    assert_eq!(report.as_object().unwrap().len(), 15);
}

#[test]
fn a_report_draws_as_often_as_it_is_asked_to() {
    let work = Work::new();
    let samples =
        |count: &str| work.call(&["report", "good.ron", "--format", "json", "--samples", count]);
    let report: Value = serde_json::from_str(&samples("1000").stdout).unwrap();
    assert_eq!(report["risk"]["samples"], 1024);
    for wrong in ["0", "many", "10000001"] {
        assert!(samples(wrong).stderr.contains("draws from 1 to 10,000,000"));
    }
    let draws = work.call(&[
        "report",
        "good.ron",
        "--format",
        "draws",
        "--samples",
        "512",
    ]);
    let mut lines = draws.stdout.lines();
    let header = lines.next().unwrap();
    assert!(header.starts_with("seed,draw,") && header.ends_with("break_even_queries"));
    // Anybody can work a draw out again: the report of a scenario with its values says the same.
    let draw = lines.next().unwrap();
    let sets: Vec<String> = header
        .split(',')
        .zip(draw.split(','))
        .skip(2)
        .filter(|(name, _)| name.contains('.'))
        .map(|(path, value)| format!("{path}={value}"))
        .collect();
    assert!(!sets.is_empty(), "{header}");
    let arguments: Vec<&str> = sets
        .iter()
        .flat_map(|set| ["--set", set.as_str()])
        .collect();
    let report = work.json(&arguments);
    for (name, of) in [
        ("prompting_total", "prompting"),
        ("fine_tuning_total", "fine_tuning"),
    ] {
        let column = header.split(',').position(|column| column == name).unwrap();
        let drawn: f64 = draw.split(',').nth(column).unwrap().parse().unwrap();
        let total = report[of]["total"].as_f64().unwrap();
        assert!(
            (drawn - total).abs() <= 1e-9 * total,
            "{name}: {drawn}, not {total}"
        );
    }
    assert_eq!(lines.count(), 511);
    // Numbers of draws are typed like other numbers.
    let report: Value = serde_json::from_str(&samples("2k").stdout).unwrap();
    assert_eq!(report["risk"]["samples"], 2048);
}

#[test]
fn draws_of_a_scenario_without_ranges_are_refused() {
    let work = Work::new();
    work.write("good.ron", "(horizon_months: 12)");
    let done = work.call(&["report", "good.ron", "--format", "draws"]);
    assert!(
        done.stderr.contains("all inputs are exact"),
        "{}",
        done.stderr
    );
    assert!(done.stdout.is_empty());
}

#[test]
fn the_json_report_holds_the_figures_of_the_analysis_unrounded() {
    let work = Work::new();
    for example in EXAMPLES {
        work.write("good.ron", example.text);
        let scenario = example.scenario().unwrap();
        let analysis = Analysis::new(&scenario);
        let report = work.json(&[]);
        assert_eq!(report["version"], 1);
        assert_eq!(report["scenario"], scenario.name);
        assert_eq!(report["currency"], scenario.currency.code());
        assert_eq!(report["horizon_months"], analysis.months());
        assert_same(report["saving"].as_f64().unwrap(), analysis.saving());
        for (side, approach) in [
            ("prompting", &analysis.prompting),
            ("fine_tuning", &analysis.fine_tuning),
        ] {
            let stated = &report[side];
            assert_same(
                stated["total"].as_f64().unwrap(),
                approach.cost_path.total(),
            );
            assert_same(stated["per_query"].as_f64().unwrap(), approach.per_query);
            assert_same_option(&stated["latency_ms"], approach.latency_ms);
            assert_eq!(stated["upfront"], report["months"][0][side]);
            let phases: f64 = stated["by_phase"]
                .as_object()
                .unwrap()
                .values()
                .map(|cost| cost.as_f64().unwrap())
                .sum();
            assert_same(phases, approach.cost_path.total());
            assert_eq!(report["months"][analysis.months()][side], stated["total"]);
        }
        assert_eq!(
            report["months"].as_array().unwrap().len(),
            analysis.months() + 1
        );
        let moment = analysis.break_even.moment();
        assert_same_option(
            &report["break_even"]["month"],
            moment.map(|moment| moment.month),
        );
        assert_same_option(
            &report["break_even"]["queries"],
            moment.map(|moment| moment.queries),
        );
        assert_same_option(
            &report["rule_of_thumb_queries"],
            analysis.rule_of_thumb.queries(),
        );
        let sides: Vec<_> = analysis
            .crossings
            .iter()
            .map(|crossing| crossing.cheaper_after.key())
            .collect();
        let stated: Vec<_> = report["crossings"]
            .as_array()
            .unwrap()
            .iter()
            .map(|crossing| &crossing["cheaper_after"])
            .collect();
        assert_eq!(stated, sides);
        let best = analysis.best_switch.map(|best| best.month as u64);
        assert_eq!(report["best_switch"]["month"].as_u64(), best);
    }
}

#[test]
fn what_there_is_none_of_is_null() {
    let work = Work::new();
    work.write("good.ron", "()");
    let report = work.json(&[]);
    for null in ["break_even", "rule_of_thumb_queries", "best_switch"] {
        assert!(report[null].is_null(), "{null}");
    }
    assert!(report["prompting"]["latency_ms"].is_null());
    assert_eq!(report["crossings"].as_array().unwrap().len(), 0);
    assert_eq!(report["scenario"], "");
}

#[test]
fn the_csv_report_is_a_table_of_the_months() {
    let work = Work::new();
    let done = work.call(&["report", "good.ron", "--format", "csv"]);
    assert_eq!((done.code, done.stderr.as_str()), (0, ""));
    let rows: Vec<Vec<&str>> = done
        .stdout
        .lines()
        .map(|line| line.split(',').collect())
        .collect();
    let analysis = Analysis::new(&EXAMPLES[0].scenario().unwrap());
    assert_eq!(rows.len(), analysis.months() + 2);
    assert_eq!(
        rows[0][..6],
        [
            "month",
            "calendar",
            "queries",
            "prompting",
            "fine_tuning",
            "saving"
        ]
    );
    assert!(rows.iter().all(|row| row.len() == 6 + 14), "{rows:?}");
    assert_eq!(rows[1][..2], ["0", ""]);
    assert_eq!(rows[2][..2], ["1", "2027-01"]);
    assert_eq!(rows[14][..2], ["13", "2028-01"]);
    let last = rows.last().unwrap();
    assert_eq!(
        last[4].parse::<f64>().unwrap(),
        analysis.fine_tuning.cost_path.total()
    );
    assert_eq!(last[5].parse::<f64>().unwrap(), analysis.saving());
    // Each month's phases add up to the rise of the curve.
    for pair in rows[1..].windows(2) {
        let number = |text: &str| text.parse::<f64>().unwrap();
        let phases: f64 = pair[1][6..13].iter().map(|cost| number(cost)).sum();
        assert!((number(pair[1][3]) - number(pair[0][3]) - phases).abs() < 1e-9);
    }
}

#[test]
fn the_text_report_says_the_finding_and_is_the_default() {
    let work = Work::new();
    let done = work.call(&["report", "good.ron"]);
    assert_eq!((done.code, done.stderr.as_str()), (0, ""));
    for words in [
        "Textbook comparison",
        "pays back in month 8",
        "Data collection",
        "Iteration",
        "Total",
        "Jan 2027",
    ] {
        assert!(
            done.stdout.contains(words),
            "{words} is not in {}",
            done.stdout
        );
    }
    assert_eq!(
        work.call(&["report", "good.ron", "--format", "text"])
            .stdout,
        done.stdout
    );
    let never = work.call(&[
        "report",
        "good.ron",
        "--set",
        "fine_tuning.serving.price.output=100",
    ]);
    assert!(
        never.stdout.contains("can’t pay back at any volume"),
        "{}",
        never.stdout
    );
}

#[test]
fn set_takes_every_form_of_a_value() {
    let work = Work::new();
    let good = EXAMPLES[0].scenario().unwrap();
    let forms: &[(&str, &[&str])] = &[
        (
            "workload.queries_per_month",
            &[
                "20000",
                "20k",
                "20,000",
                "0.02M",
                "2e4",
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
                "100 200 300",
                "100; 200; 300",
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
        let expected = breakeven::export::plain::json::render(&Study::new(
            &expected,
            FEW_DRAWS.parse().unwrap(),
            &DecisionSettings::default(),
        ))
        .unwrap();
        for text in *texts {
            let done = work.call(&[
                "report",
                "good.ron",
                "--format",
                "json",
                "--samples",
                FEW_DRAWS,
                "--set",
                &format!("{path}={text}"),
            ]);
            assert_eq!((done.code, done.stderr.as_str()), (0, ""), "{path}={text}");
            assert_eq!(done.stdout, expected, "{path}={text}");
        }
    }
}

#[test]
fn set_changes_the_report_and_not_the_file_and_can_be_given_several_times() {
    let work = Work::new();
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
        EXAMPLES[0].text
    );
}

#[test]
fn a_fault_in_what_is_set_names_the_input_and_what_is_allowed() {
    let work = Work::new();
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
            &["workload.queries_per_month", "not a number"],
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
fn a_report_goes_to_the_file_that_is_named() {
    let work = Work::new();
    let few = ["report", "good.ron", "--samples", FEW_DRAWS, "--format"];
    let printed = work.call(&[&few[..], &["json"]].concat()).stdout;
    for (option, name) in [("-o", "out.json"), ("--output", "other.json")] {
        let done = work.call(&[&few[..], &["json", option, name]].concat());
        assert_eq!(
            (done.code, done.stdout.as_str(), done.stderr.as_str()),
            (0, "", "")
        );
        assert_eq!(fs::read_to_string(work.path(name)).unwrap(), printed);
    }
    // What was there is replaced.
    work.call(&[&few[..], &["text", "-o", "out.json"]].concat());
    assert!(
        fs::read_to_string(work.path("out.json"))
            .unwrap()
            .starts_with("Textbook comparison")
    );
    // A slip of the pen makes no folder, and no report takes the place of its scenario.
    work.assert_fails(
        &["report", "good.ron", "-o", "missing/out.json"],
        1,
        &["no such folder"],
    );
    assert!(!work.path("missing").exists());
    let before = fs::read(work.path("good.ron")).unwrap();
    work.assert_fails(
        &["report", "good.ron", "-o", "./good.ron"],
        1,
        &["replace the scenario"],
    );
    assert_eq!(fs::read(work.path("good.ron")).unwrap(), before);
    assert_eq!(
        work.call(&[&few[..], &["json", "-o", "-"]].concat()).stdout,
        printed
    );
    // A place where nothing can be written.
    work.assert_fails(
        &["report", "good.ron", "-o", "good.ron/out.json"],
        1,
        &["out.json", "no such folder"],
    );
    fs::create_dir(work.path("sub")).unwrap();
    work.assert_fails(&["report", "good.ron", "-o", "sub"], 1, &["sub", "folder"]);
}

#[test]
fn a_faulty_input_is_told_on_stderr_and_nothing_is_written() {
    let work = Work::new();
    work.write("newer.ron", "(version: 2)");
    work.write("unknown.ron", "(\n  workload: (\n    query: 1,\n  ),\n)");
    fs::write(work.path("binary.ron"), b"\xff").unwrap();
    for format in ["json", "csv", "text"] {
        let words = ["broken.ron", "line 2", "horizon_months", "from 1 to 120"];
        work.assert_fails(
            &["report", "broken.ron", "--format", format, "-o", "out"],
            1,
            &words,
        );
    }
    work.assert_fails(&["report", "newer.ron"], 1, &["newer.ron", "newer version"]);
    work.assert_fails(
        &["report", "unknown.ron"],
        1,
        &["unknown.ron", "line 3", "workload.query", "no such field"],
    );
    work.assert_fails(&["report", "binary.ron"], 1, &["binary.ron", "UTF-8"]);
    work.assert_fails(
        &["report", "missing.ron"],
        1,
        &["missing.ron", "no such file"],
    );
    work.assert_fails(&["report", "."], 1, &["folder"]);
}

#[test]
fn wrong_usage_ends_with_two() {
    let work = Work::new();
    for arguments in [
        &["report"][..],
        &["check"],
        &["report", "good.ron", "--format", "xml"],
        &["report", "good.ron", "--set", "horizon_months"],
        &["report", "good.ron", "--nonsense"],
        &["report", "good.ron", "good.ron"],
        &["--nonsense"],
    ] {
        work.assert_fails(arguments, 2, &[]);
    }
    work.assert_fails(
        &["report", "good.ron", "--set", "horizon_months"],
        2,
        &["PATH=VALUE"],
    );
}

#[test]
fn check_tells_of_each_file_whether_it_is_valid() {
    let work = Work::new();
    let done = work.call(&["check", "good.ron"]);
    assert_eq!((done.code, done.stderr.as_str()), (0, ""));
    assert_eq!(done.stdout, "good.ron: valid\n");

    work.write(
        "odd.ron",
        "(fine_tuning: (lead_time_months: 24), sources: {\"workload.queries\": \"x\"})",
    );
    let done = work.call(&["check", "good.ron", "broken.ron", "odd.ron", "missing.ron"]);
    assert_eq!(done.code, 1);
    assert!(
        done.stdout.contains("good.ron: valid") && done.stdout.contains("odd.ron: valid"),
        "{}",
        done.stdout
    );
    assert!(
        done.stdout.contains("fine_tuning.lead_time_months")
            && done.stdout.contains("names no input"),
        "{}",
        done.stdout
    );
    assert!(
        done.stderr.contains("broken.ron: line 2") && done.stderr.contains("missing.ron"),
        "{}",
        done.stderr
    );
    assert!(done.stderr.contains("2 of 4"), "{}", done.stderr);
    // What is only worth a second look is no fault.
    assert_eq!(work.call(&["check", "odd.ron"]).code, 0);
    work.assert_fails(&["check", "broken.ron"], 1, &["horizon_months", "1 of 1"]);
}

#[test]
fn every_example_is_valid_by_its_path() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/scenarios");
    let paths: Vec<_> = EXAMPLES
        .iter()
        .map(|example| {
            folder
                .join(format!("{}.ron", example.name))
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    let mut arguments = vec!["check"];
    arguments.extend(paths.iter().map(String::as_str));
    let done = Work::new().call(&arguments);
    assert_eq!((done.code, done.stderr.as_str()), (0, ""));
    assert_eq!(done.stdout.matches(": valid").count(), EXAMPLES.len());
}

#[test]
fn help_and_version_say_what_there_is() {
    let work = Work::new();
    for arguments in [&["--help"][..], &["-h"]] {
        let done = work.call(arguments);
        assert_eq!((done.code, done.stderr.as_str()), (0, ""));
        for words in ["report", "check", "Exit status", "--version"] {
            assert!(
                done.stdout.contains(words),
                "{words} is not in {}",
                done.stdout
            );
        }
    }
    let done = work.call(&["report", "--help"]);
    for words in [
        "--format",
        "json",
        "csv",
        "text",
        "--set",
        "PATH=VALUE",
        "--output",
    ] {
        assert!(
            done.stdout.contains(words),
            "{words} is not in {}",
            done.stdout
        );
    }
    for version in ["--version", "-V"] {
        let done = work.call(&[version]);
        assert_eq!(done.code, 0);
        assert!(
            done.stdout
                .starts_with(&format!("breakeven {}", env!("CARGO_PKG_VERSION"))),
            "{}",
            done.stdout
        );
    }
}

// A scenario written by the program is what the program reads.
#[test]
fn a_saved_scenario_gives_the_same_report() {
    let work = Work::new();
    let changed: Scenario = with(
        &scenario(EXAMPLES[1].text),
        &[("workload.queries_per_month", "12k / 15k / 40k")],
    );
    store::save(&work.path("good.ron"), &changed).unwrap();
    let done = work.call(&["report", "good.ron", "--format", "json"]);
    assert_eq!(
        done.stdout,
        breakeven::export::plain::json::render(&Study::new(
            &changed,
            FINAL_DRAWS,
            &DecisionSettings::default()
        ))
        .unwrap()
    );
}

#[test]
fn the_decision_is_printed_with_all_its_rules_and_as_a_plan() {
    let work = Work::new();
    work.write("good.ron", EXAMPLES[1].text);
    let of = |format: &str, set: &[&str]| {
        let mut arguments = vec![
            "report",
            "good.ron",
            "--format",
            format,
            "--samples",
            "1024",
        ];
        arguments.extend(set);
        work.call(&arguments).stdout
    };
    let record = of("decision", &[]);
    assert!(record.contains("What to do: Measure first"), "{record}");
    for part in [
        "Token efficiency",
        "Data collection",
        "Strengths of prompting",
        "Start with prompting when",
        "All that are counted on",
        "→  7.",
        "  10.",
    ] {
        assert!(record.contains(part), "{part}");
    }
    let stay = of("decision", &["--set", "decision.prototyping=yes"]);
    assert!(stay.contains("What to do: Stay with prompting") && stay.contains("→  4."));
    assert!(of("text", &[]).contains("What to do: Measure first"));
    let plan = of("plan", &[]);
    for part in [
        "the gate",
        "Jan 2027",
        "Volume: more than",
        "Stable requirements",
    ] {
        assert!(plan.contains(part), "{part}: {plan}");
    }
    // Thresholds, levers and the month can be given.
    let turned = [
        "--knob",
        "scale_queries=3M",
        "--knob",
        "trim=30%",
        "--count-on",
        "trim",
    ];
    let record = of("decision", &turned);
    for part in ["scale from 3M", "* Trim the prompt by 30 %"] {
        assert!(record.contains(part), "{part}: {record}");
    }
    let picked = of("decision", &["--cheaper-model", "OpenAI gpt-4.1-mini"]);
    assert!(picked.contains("A cheaper model: gpt-4.1-mini"), "{picked}");
    assert!(of("plan", &["--month", "3"]).contains("deciding after month 3"));
    for (wrong, status, says) in [
        (["--knob", "trim=130%"], 2, "from 0 to 1"),
        (["--knob", "trm=30%"], 2, "names are scale_queries"),
        (["--count-on", "magic"], 2, "there is no lever “magic”"),
        (
            ["--cheaper-model", "gpt-4.1-mini"],
            1,
            "write provider and name",
        ),
        (["--month", "24"], 1, "write a month from 0 to 23"),
    ] {
        let mut arguments = vec!["report", "good.ron", "--format", "plan"];
        arguments.extend(wrong);
        let called = work.call(&arguments);
        assert_eq!(called.code, status, "{wrong:?}");
        assert!(called.stderr.contains(says), "{}", called.stderr);
    }
}

#[test]
fn a_report_that_is_made_anew_from_itself_is_the_same_to_the_byte() {
    let work = Work::new();
    work.write("good.ron", EXAMPLES[1].text);
    let report = |from: &str, out: &str, more: &[&str]| {
        let format = out.rsplit('.').next().unwrap();
        let mut all = vec!["report", from, "--format", format, "-o", out];
        all.extend(more);
        let done = work.call(&all);
        assert_eq!(done.code, 0, "{from}: {}", done.stderr);
        fs::read(work.path(out)).unwrap()
    };
    let axes = "prompting.serving.output_tokens,horizon_months";
    let turned = [
        &["--knob", "trim=33%", "--knob", "scale_queries=3M"][..],
        &["--count-on", "trim,batch", "--samples", "1000"],
        &["--cheaper-model", "OpenAI gpt-4.1-mini", "--axes", axes],
        &["--set", "workload.queries_per_month=30k to 90k"],
    ]
    .concat();
    for format in ["html", "pdf"] {
        let (first, second) = (format!("first.{format}"), format!("second.{format}"));
        let of_turned = report("good.ron", &first, &turned);
        assert!(
            report(&first, &second, &[]) == of_turned,
            "{format} made anew differs"
        );
        // Without what was turned it would be another one.
        assert!(
            report("good.ron", &second, &turned[6..]) != of_turned,
            "{format}"
        );
    }
    // What is said on the command line goes before what the report says.
    let decision = |more: &[&str]| {
        let mut all = vec!["report", "first.html", "--format", "decision"];
        all.extend(more);
        work.call(&all).stdout
    };
    assert!(decision(&[]).contains("* Trim the prompt by 33 %"));
    assert!(decision(&["--knob", "trim=40%"]).contains("* Trim the prompt by 40 %"));
    assert!(!decision(&["--count-on", "none"]).contains("* Trim"));
    // Nothing that was read is written over.
    work.write("other.ron", EXAMPLES[2].text);
    for name in ["good.ron", "other.ron"] {
        let with = [
            "report",
            "good.ron",
            "--with",
            "other.ron",
            "--format",
            "svg",
            "-o",
            name,
        ];
        let refused = work.call(&with);
        assert_eq!(refused.code, 1);
        assert!(
            refused.stderr.contains("would replace the scenario"),
            "{}",
            refused.stderr
        );
    }
    // A report that was tampered with is refused with the place.
    let page = fs::read_to_string(work.path("first.html")).unwrap();
    work.write("bad.html", &page.replace("trim: 0.33", "trim: 33"));
    let refused = work.call(&["report", "bad.html"]);
    assert_eq!(refused.code, 1);
    for part in ["bad.html", "decided with", "knobs.trim"] {
        assert!(refused.stderr.contains(part), "{part}: {}", refused.stderr);
    }
    for (axes, status, says) in [
        ("horizon_months", 2, "two paths with a comma between"),
        ("horizon_months,output_tokens", 2, "no input has the path"),
        ("horizon_months,horizon_months", 1, "no map can be drawn"),
    ] {
        let wrong = work.call(&["report", "good.ron", "--format", "text", "--axes", axes]);
        assert_eq!(wrong.code, status, "{axes}: {}", wrong.stderr);
        assert!(wrong.stderr.contains(says), "{axes}: {}", wrong.stderr);
    }
}

#[test]
fn charts_and_reports_are_made_without_a_display() {
    let work = Work::new();
    work.write("good.ron", EXAMPLES[1].text);
    work.write("other.ron", EXAMPLES[2].text);
    let made = |arguments: &[&str]| {
        let mut all = vec!["report", "good.ron", "--samples", "256", "-o", "out"];
        all.extend(arguments);
        let done = work.call(&all);
        assert_eq!(done.code, 0, "{arguments:?}: {}", done.stderr);
        fs::read(work.path("out")).unwrap()
    };
    for (arguments, begins) in [
        (&["--format", "svg"][..], &b"<svg"[..]),
        (
            &["--format", "svg", "--chart", "map", "--theme", "dark"],
            b"<svg",
        ),
        (
            &["--format", "png", "--chart", "drivers", "--size", "480x320"],
            b"\x89PNG",
        ),
        (&["--format", "pdf", "--chart", "risk"], b"%PDF"),
        (&["--format", "pdf"], b"%PDF"),
        (&["--format", "html"], b"<!DOCTYPE html>"),
        (&["--format", "xlsx"], b"PK"),
        (
            &[
                "--format",
                "svg",
                "--chart",
                "compare",
                "--with",
                "other.ron",
            ],
            b"<svg",
        ),
        (
            &[
                "--format",
                "png",
                "--chart",
                "compare-costs",
                "--with",
                "other.ron",
            ],
            b"\x89PNG",
        ),
        (
            &["--format", "csv", "--with", "other.ron", "--all-inputs"],
            b",unit,Support replies,Ticket classifier\n",
        ),
    ] {
        assert!(made(arguments).starts_with(begins), "{arguments:?}");
    }
    // Without a format the name of the file says what it is.
    for (name, begins) in [
        ("cost.svg", b"<svg".as_slice()),
        ("REPORT.HTM", b"<!DOCTYPE html>"),
        ("months.csv", b"month,"),
        ("report.json", b"{"),
        ("report.txt", b"Support replies"),
        ("no ending", b"Support replies"),
    ] {
        let done = work.call(&["report", "good.ron", "--samples", "256", "-o", name]);
        assert_eq!((done.code, done.stderr.as_str()), (0, ""), "{name}");
        let made = fs::read(work.path(name)).unwrap();
        assert!(made.starts_with(begins), "{name}");
    }
    // A picture has the size that was asked for: it is in the header.
    let png = made(&["--format", "png", "--size", "480x320"]);
    assert_eq!(png[16..24], [0, 0, 1, 0xe0, 0, 0, 1, 0x40]);
    let too_many = [&["--format", "svg"][..], &["--with", "other.ron"].repeat(7)].concat();
    for (wrong, status, says) in [
        (&["--size", "10x10"][..], 2, "from 480x320 to 8192x8192"),
        (&["--size", "large"], 2, "WIDTHxHEIGHT"),
        (&["--chart", "pie"], 2, "paid-back"),
        (&["--format", "json", "--with", "other.ron"], 2, "not json"),
        (
            &[
                "--chart",
                "phases",
                "--format",
                "svg",
                "--with",
                "other.ron",
            ],
            2,
            "leave --with out",
        ),
        (
            &["--format", "draws", "--with", "other.ron"],
            2,
            "not draws",
        ),
        // What has no meaning for what is made isn't passed over.
        (&["--chart", "cost"], 2, "--format svg, png or pdf"),
        (
            &["--format", "svg", "--chart", "compare"],
            2,
            "name the others with --with",
        ),
        (
            &["--format", "html", "--chart", "cost"],
            2,
            "html is none of them",
        ),
        (&["--format", "pdf", "--size", "800x600"], 2, "--chart"),
        (&["--format", "json", "--theme", "dark"], 2, "--theme"),
        (&["--format", "csv", "--axis", "months"], 2, "--axis"),
        (&["--format", "svg", "--all-inputs"], 2, "--with FILE"),
        (&["--format", "svg", "--month", "3"], 2, "--format plan"),
        (&too_many, 1, "too many for one chart"),
        (
            &[
                "--format",
                "svg",
                "--chart",
                "compare",
                "--with",
                "missing.ron",
            ],
            1,
            "missing.ron",
        ),
    ] {
        let mut all = vec!["report", "good.ron", "--samples", "256", "-o", "never"];
        all.extend(wrong);
        let done = work.call(&all);
        assert_eq!(done.code, status, "{wrong:?}: {}", done.stderr);
        assert!(done.stderr.contains(says), "{wrong:?}: {}", done.stderr);
    }
    work.write("exact.ron", EXAMPLES[4].text);
    let done = work.call(&["report", "exact.ron", "--format", "svg", "--chart", "risk"]);
    assert_eq!(done.code, 1);
    assert!(
        done.stderr.contains("state one as a range"),
        "{}",
        done.stderr
    );
}
