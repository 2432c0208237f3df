//! The numbers in reports: JSON, CSV, text, draws.

use breakeven::analysis::Analysis;
use breakeven::analysis::risk::layout::FINAL_DRAWS;
use breakeven::files::examples::EXAMPLES;
use breakeven::files::store;
use breakeven::scenario::Scenario;
use breakeven::scenario::knobs::{DecisionSettings, KNOBS};
use breakeven::study::Study;
use serde_json::Value;

use crate::support::{assert_same, example, with};

use super::{FEW_DRAWS, WorkFolder, figures_of};

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

// docs/formulas.md §7, in its order.
#[test]
#[expect(clippy::too_many_lines, reason = "one check over a table of forms")]
fn the_json_report_has_exactly_the_keys_of_its_definition_in_order() {
    let work = WorkFolder::new();
    let output = work.call(&["report", "good.ron", "--format", "json"]);
    let phases = [
        "data_collection",
        "training",
        "people",
        "inference",
        "review",
        "errors",
        "hosting",
        "iteration",
    ];
    let mut expected: Vec<String> = ["version", "scenario", "currency", "horizon_months"]
        .map(str::to_owned)
        .to_vec();
    for approach in ["prompting", "fine_tuning"] {
        expected.push(approach.to_owned());
        expected.extend(
            ["upfront", "per_query", "latency_ms", "total", "by_phase"]
                .map(|key| format!("{approach}.{key}")),
        );
        expected.extend(phases.map(|phase| format!("{approach}.by_phase.{phase}")));
    }
    expected.extend(
        [
            "saving",
            "expected_saving",
            "success_needed",
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
    expected.extend(
        [
            "decision",
            "decision.recommendation",
            "decision.month",
            "decision.headline",
            "decision.saving",
            "decision.why",
            "decision.doubt",
            "decision.doubt.input",
            "decision.doubt.text",
            "decision.pilot",
            "decision.against",
            "decision.missing",
            "decision.flips",
            "decision.flips.input",
            "decision.flips.from",
            "decision.flips.to",
            "decision.flips.recommendation",
            "decision.flips.text",
            "warnings",
            "record",
            "record.made_at",
            "record.version",
            "record.commit",
            "record.file",
            "record.changes",
            "record.scenario_sha256",
            "record.catalog_read_on",
            "record.thresholds",
        ]
        .map(str::to_owned),
    );
    let thresholds = KNOBS.iter();
    expected.extend(thresholds.map(|knob| format!("record.thresholds.{}", knob.key)));
    expected.extend(
        [
            "record.samples",
            "record.seed",
            "record.attached",
            "record.attached.name",
            "record.attached.text",
        ]
        .map(str::to_owned),
    );
    assert_eq!(keys(&output.stdout), expected);
    let report: Value = serde_json::from_str(&output.stdout).unwrap();
    assert_eq!(report.as_object().unwrap().len(), 20);
}

#[test]
fn a_report_draws_as_often_as_it_is_asked_to() {
    let work = WorkFolder::new();
    let samples =
        |count: &str| work.call(&["report", "good.ron", "--format", "json", "--samples", count]);
    let report: Value = serde_json::from_str(&samples("1000").stdout).unwrap();
    assert_eq!(report["risk"]["samples"], 1024);
    for wrong in ["0", "-5", "2.5", "many", "10000001"] {
        let refused = samples(wrong).stderr;
        assert!(
            refused.contains("a whole number of simulations from 1 to 10,000,000"),
            "{refused}"
        );
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
        .map(|(head, value)| format!("{}={value}", head.split(' ').next().unwrap()))
        .collect();
    assert!(!sets.is_empty(), "{header}");
    let arguments: Vec<&str> = sets
        .iter()
        .flat_map(|set| ["--set", set.as_str()])
        .collect();
    let report = work.json(&arguments);
    for (name, of) in [
        ("prompting_total (USD)", "prompting"),
        ("fine_tuning_total (USD)", "fine_tuning"),
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
    let work = WorkFolder::new();
    work.write("good.ron", "(horizon_months: 12)");
    let output = work.call(&["report", "good.ron", "--format", "draws"]);
    assert!(
        output.stderr.contains("every input is a single value"),
        "{}",
        output.stderr
    );
    assert!(output.stdout.is_empty());
}

#[test]
fn the_json_report_holds_the_figures_of_the_analysis_unrounded() {
    let work = WorkFolder::new();
    for example in EXAMPLES {
        work.write("good.ron", example.text);
        let scenario = example.scenario().unwrap();
        let analysis = Analysis::new(&scenario);
        let report = work.json(&[]);
        assert_eq!(report["version"], 2);
        assert_eq!(report["scenario"], scenario.name);
        assert_eq!(report["currency"], scenario.currency.code());
        assert_eq!(report["horizon_months"], analysis.months());
        assert_same(report["saving"].as_f64().unwrap(), analysis.saving());
        for (approach, costs) in [
            ("prompting", &analysis.prompting),
            ("fine_tuning", &analysis.fine_tuning),
        ] {
            let stated = &report[approach];
            assert_same(stated["total"].as_f64().unwrap(), costs.cost_path.total());
            assert_same(stated["per_query"].as_f64().unwrap(), costs.per_query);
            assert_same_option(&stated["latency_ms"], costs.latency_ms);
            assert_eq!(stated["upfront"], report["months"][0][approach]);
            let phases: f64 = stated["by_phase"]
                .as_object()
                .unwrap()
                .values()
                .map(|cost| cost.as_f64().unwrap())
                .sum();
            assert_same(phases, costs.cost_path.total());
            assert_eq!(
                report["months"][analysis.months()][approach],
                stated["total"]
            );
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
        let approaches: Vec<_> = analysis
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
        assert_eq!(stated, approaches);
        let best = analysis.best_switch.map(|best| best.month as u64);
        assert_eq!(report["best_switch"]["month"].as_u64(), best);
    }
}

#[test]
fn absent_values_are_null() {
    let work = WorkFolder::new();
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
    let work = WorkFolder::new();
    let output = work.call(&["report", "good.ron", "--format", "csv"]);
    assert_eq!((output.code, output.stderr.as_str()), (0, ""));
    let rows: Vec<Vec<&str>> = output
        .stdout
        .lines()
        .map(|line| line.split(',').collect())
        .collect();
    let analysis = Analysis::new(&example("textbook-comparison"));
    assert_eq!(rows.len(), analysis.months() + 2);
    assert_eq!(
        rows[0][..6],
        [
            "month",
            "calendar",
            "cumulative_queries",
            "cumulative_prompting (USD)",
            "cumulative_fine_tuning (USD)",
            "cumulative_saving (USD)"
        ]
    );
    assert!(rows.iter().all(|row| row.len() == 6 + 16), "{rows:?}");
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
    let work = WorkFolder::new();
    let few = ["report", "good.ron", "--samples", FEW_DRAWS];
    let output = work.call(&few);
    assert_eq!((output.code, output.stderr.as_str()), (0, ""));
    for words in [
        "Textbook comparison",
        "break-even in Aug 2027",
        "Data collection",
        "Changes and retraining",
        "Total",
        "Jan 2027",
    ] {
        assert!(
            output.stdout.contains(words),
            "{words} is not in {}",
            output.stdout
        );
    }
    assert_eq!(
        work.call(&[&few[..], &["--format", "text"]].concat())
            .stdout,
        output.stdout
    );
    let dear = ["--set", "fine_tuning.serving.price.output=100"];
    let never = work.call(&[&few[..], &dear].concat());
    assert!(
        never.stdout.contains("never breaks even, at any volume"),
        "{}",
        never.stdout
    );
}

// A scenario written by the program is what the program reads.
#[test]
fn a_saved_scenario_gives_the_same_report() {
    let work = WorkFolder::new();
    let changed: Scenario = with(
        &example("support-replies"),
        &[("workload.queries_per_month", "12k / 15k / 40k")],
    );
    store::save(&work.path("good.ron"), &changed).unwrap();
    let output = work.call(&["report", "good.ron", "--format", "json"]);
    let study = Study::new(&changed, FINAL_DRAWS, &DecisionSettings::default());
    let wanted = breakeven::export::plain::json::render(&study, &[]).unwrap();
    assert_eq!(figures_of(&output.stdout), figures_of(&wanted));
}
