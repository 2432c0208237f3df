//! `breakeven actuals`: bills that are read, filled in, compared with the plan and refused.

use std::fs;

use breakeven::files::store;
use serde_json::Value;

use super::WorkFolder;
use crate::support::same_within;

/// The worked example of docs/plan-against-actual.md.
const PLAN: &str = "(
    horizon_months: 12,
    workload: (queries_per_month: 10000, input_tokens: 500),
    prompting: (serving: (
        prompt_tokens: 1000, output_tokens: (low: 125, high: 500), monthly_cost: 20, price: (input: 2, output: 8),
    )),
    fine_tuning: (serving: (prompt_tokens: 250, output_tokens: 250, price: (input: 3, output: 12))),
)
";
const BILLS: &str = "month,queries,cost\n2027-01,12000,100\n2027-02,,75\n";

fn with_bills() -> WorkFolder {
    let work = WorkFolder::new();
    work.write("plan.ron", PLAN);
    work.write("bills.csv", BILLS);
    work
}

#[test]
fn bills_are_filled_in_and_compared_with_the_plan() {
    let work = with_bills();
    let output = work.call(&["actuals", "bills.csv", "--into", "plan.ron"]);
    assert_eq!(output.code, 0, "{}", output.stderr);
    assert!(
        output
            .stderr
            .contains("plan.ron: Actual bills: – → 2\u{a0}months, $175"),
        "{}",
        output.stderr
    );
    let scenario = store::read(&work.path("plan.ron")).unwrap();
    assert_eq!(
        scenario.actuals.to_string(),
        "1: 12,000 queries, cost 100; 2: cost 75"
    );
    assert_eq!(scenario.sources["actuals"], "billed: bills.csv");
    // As docs/plan-against-actual.md has it.
    let documented = fs::read_to_string("docs/plan-against-actual.md").unwrap();
    assert!(
        documented.contains(output.stdout.trim_end()),
        "{}",
        output.stdout
    );

    // Later bills replace those of the same months.
    work.write(
        "later.csv",
        "date;cost\n2027-02;80,5\n2027-03;90,00\n2026-12;7\n",
    );
    let output = work.call(&["actuals", "later.csv", "--into", "plan.ron"]);
    assert_eq!(output.code, 0, "{}", output.stderr);
    assert!(
        output
            .stderr
            .contains("note: 1 month before Jan 2027 left out"),
        "{}",
        output.stderr
    );
    let scenario = store::read(&work.path("plan.ron")).unwrap();
    assert_eq!(
        scenario.actuals.to_string(),
        "1: 12,000 queries, cost 100; 2: cost 80.5; 3: cost 90"
    );
}

#[test]
fn json_has_every_figure() {
    let work = with_bills();
    let output = work.call(&[
        "actuals",
        "bills.csv",
        "--into",
        "plan.ron",
        "--format",
        "json",
    ]);
    assert_eq!(output.code, 0, "{}", output.stderr);
    let found: Value = serde_json::from_str(&output.stdout).unwrap();
    let is = |value: &Value, wanted: f64| {
        assert!(
            same_within(value.as_f64().unwrap(), wanted, 100.0),
            "{value}, not {wanted}: {found}"
        );
    };
    let first = &found["months"][0];
    assert_eq!(first["month"], 1);
    assert_eq!(
        (&first["calendar"], &first["approach"]),
        (&"2027-01".into(), &"prompting".into())
    );
    // By hand in the page of docs.
    is(&first["planned_cost"], 70.0);
    is(&first["variance"]["volume"], 10.0);
    is(&first["variance"]["price_per_query"], 20.0);
    is(&first["variance"]["total"], 30.0);
    assert_eq!(first["in_range"], false);
    assert_eq!(found["months"][1]["queries"], Value::Null);
    assert_eq!(
        found["explained_by"]["input"],
        "prompting.serving.output_tokens"
    );
    // (80 + 55) / (60 + 60).
    is(&found["calibration"]["prompting"], 135.0 / 120.0);
    assert_eq!(found["calibration"]["fine_tuning"], Value::Null);
    assert_eq!(found["rest_of_horizon"]["from_month"], 3);
    is(&found["rest_of_horizon"]["prompting"]["planned"], 700.0);
    is(&found["rest_of_horizon"]["prompting"]["now"], 875.0);
    assert_eq!(found["recommendation"]["holds"], true);
    // As the page of docs has it, in fewer digits.
    let page = fs::read_to_string("docs/plan-against-actual.md").unwrap();
    let (_, block) = page.split_once("```json\n").unwrap();
    let documented: Value = serde_json::from_str(block.split("```").next().unwrap()).unwrap();
    assert_alike(&documented, &found);
}

/// Both have the same keys in the same order, and the same values but for digits that aren't written.
#[track_caller]
fn assert_alike(documented: &Value, found: &Value) {
    match (documented, found) {
        (Value::Object(documented), Value::Object(found)) => {
            assert!(documented.keys().eq(found.keys()), "{found:?}");
            for (documented, found) in documented.values().zip(found.values()) {
                assert_alike(documented, found);
            }
        }
        (Value::Array(documented), Value::Array(found)) => {
            assert_eq!(documented.len(), found.len());
            for (documented, found) in documented.iter().zip(found) {
                assert_alike(documented, found);
            }
        }
        (Value::Number(documented), Value::Number(found)) => {
            let [documented, found] = [documented, found].map(|number| number.as_f64().unwrap());
            assert!(
                (documented - found).abs() <= 0.005,
                "{documented}, not {found}"
            );
        }
        _ => assert_eq!(documented, found),
    }
}

#[test]
fn without_a_scenario_bills_are_listed() {
    let work = with_bills();
    let output = work.call(&["actuals", "bills.csv", "--approach", "fine-tuning"]);
    assert_eq!(
        (output.code, output.stdout.as_str()),
        (
            0,
            "Jan 2027: 12,000 queries, billed 100.00, fine-tuning\nFeb 2027: billed 75.00, fine-tuning\n"
        )
    );
    // In the currency that the table states.
    work.write("euros.csv", "month;Cost (EUR)\n2027-01;340,50\n");
    let output = work.call(&["actuals", "euros.csv"]);
    assert_eq!(output.stdout, "Jan 2027: billed €340.50\n");
    let output = work.call(&["actuals", "bills.csv", "--format", "json"]);
    let found: Value = serde_json::from_str(&output.stdout).unwrap();
    assert_eq!(found["months"][1]["cost"], 75.0);
    assert_eq!(found["recommendation"], Value::Null);
}

#[test]
fn what_is_no_table_of_bills_is_refused_and_nothing_is_written() {
    let work = with_bills();
    for (text, words) in [
        ("", "bad.csv: there is nothing in it"),
        ("<html>", "a web page"),
        ("1,2\n", "line 1: there is no column “month”"),
        ("month,cost\n1,-5\n", "line 2: cost: it is negative"),
        ("month,cost\nsoon,5\n", "line 2: month: it isn’t a month"),
        ("month,cost\n1,5\n1,6\n", "line 3: month 1 is there twice"),
        (
            "month,cost\n1,1,234\n",
            "line 2: it has 3 cells, but the header has 2",
        ),
        (
            "month,Cost (EUR)\n1,5\n",
            "bad.csv: costs are in EUR, this scenario is in US dollars. Convert them first",
        ),
        (
            "date,model,prompt_tokens,spend,api_requests\n2027-13-01,m,1,1,1\n",
            "line 2: date: there is no such day",
        ),
        (
            "month,cost\n2020-01,5\n",
            "all its months are before the scenario’s first, Jan 2027",
        ),
    ] {
        work.write("bad.csv", text);
        work.assert_fails(&["actuals", "bad.csv", "--into", "plan.ron"], 1, &[words]);
        assert_eq!(fs::read_to_string(work.path("plan.ron")).unwrap(), PLAN);
    }
    let utf_16: Vec<u8> = "\u{feff}month,cost\n1,5\n"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    fs::write(work.path("bad.csv"), utf_16).unwrap();
    work.assert_fails(&["actuals", "bad.csv"], 1, &["UTF-16"]);
    work.assert_fails(
        &["actuals", "bills.csv", "--into", "broken.ron"],
        1,
        &["broken.ron"],
    );
    work.assert_fails(
        &["actuals", "bills.csv", "--approach", "both"],
        2,
        &["fine-tuning"],
    );
    // All problems are told, not only the first.
    work.write("bad.csv", "month,cost\nsoon,5\nlater,5\n");
    work.assert_fails(&["actuals", "bad.csv"], 1, &["line 2", "line 3"]);
}

#[test]
fn a_usage_export_is_the_bills_of_its_complete_months() {
    let work = with_bills();
    let mut lines =
        vec!["date,model,prompt_tokens,completion_tokens,spend,api_requests".to_owned()];
    for (month, days) in [(1, 31), (2, 12)] {
        lines.extend(
            (1..=days).map(|day| format!("2027-{month:02}-{day:02},gpt-4.1,1000,200,10,100")),
        );
    }
    work.write("usage.csv", &lines.join("\n"));
    let output = work.call(&[
        "actuals",
        "usage.csv",
        "--into",
        "plan.ron",
        "--format",
        "json",
    ]);
    assert_eq!(output.code, 0, "{}", output.stderr);
    let found: Value = serde_json::from_str(&output.stdout).unwrap();
    let months = found["months"].as_array().unwrap();
    let january = months.iter().find(|month| month["month"] == 1).unwrap();
    assert_eq!(
        (&january["queries"], &january["cost"]),
        (&3100.0.into(), &310.0.into())
    );
    assert!(months.iter().all(|month| month["month"] != 2), "{found}");
}

#[test]
fn reports_hold_the_bills_against_the_plan() {
    let work = with_bills();
    assert_eq!(
        work.call(&["actuals", "bills.csv", "--into", "plan.ron"])
            .code,
        0
    );
    for format in ["text", "html"] {
        let report = ["report", "plan.ron", "--samples", "256", "--format", format];
        let output = work.call(&report);
        assert!(output.stdout.contains("Plan against actual"), "{format}");
        assert!(output.stdout.contains("The recommendation "), "{format}");
        assert!(!output.stdout.contains("check that the bills"), "{format}");
    }
    // Ten times the plan: that comes before all months.
    work.write("bills.csv", "month,cost\n2027-01,700\n2027-02,700\n");
    let output = work.call(&["actuals", "bills.csv", "--into", "plan.ron"]);
    let alarm = "Billed is 10 times the plan: check that the bills cover only this workload";
    assert!(output.stdout.starts_with(alarm), "{}", output.stdout);
    for (format, written) in [
        ("text", format!("- {alarm}\n- Jan 2027")),
        ("html", format!("<p class=\"warning\">{alarm}</p>")),
    ] {
        let report = ["report", "plan.ron", "--samples", "256", "--format", format];
        let output = work.call(&report);
        assert!(output.stdout.contains(&written), "{format}");
    }
}
