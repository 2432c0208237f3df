//! The table of inputs has every field of a file, with the domain that docs/scenario-files.md states.

use breakeven::scenario::domain::MAX_NUMBER;
use breakeven::scenario::inputs::{INPUTS, Kind};

use super::read;
use crate::support::input;

/// The fields that a file may state at a path, as an unknown one is told.
fn fields_at(path: &[String]) -> Vec<String> {
    let close = ")".repeat(path.len());
    let open = path
        .iter()
        .map(|part| part.clone() + ": (")
        .collect::<Vec<_>>();
    let error = read(&format!("({}zzz: 1{close})", open.concat())).unwrap_err();
    let (_, list) = error.problem.split_once("allowed here: ").unwrap();
    list.trim_end_matches(')')
        .split(", ")
        .map(str::to_owned)
        .collect()
}

// The tests below are driven by the table: a field that is missing there would be tested by none.
#[test]
fn the_table_has_every_field_of_the_file() {
    let mut open = vec![Vec::new()];
    let mut found = Vec::new();
    while let Some(path) = open.pop() {
        for field in fields_at(&path) {
            let path: Vec<_> = path.iter().cloned().chain([field]).collect();
            let joined = path.join(".");
            let within = format!("{joined}.");
            if INPUTS.iter().any(|input| input.path.starts_with(&within)) {
                open.push(path);
            }
            found.push(joined);
        }
    }
    for field in &found {
        // These two are no inputs: they say what the file is, and where its numbers come from.
        let known = ["version", "sources"].contains(&field.as_str());
        let within = format!("{field}.");
        let in_table = INPUTS
            .iter()
            .any(|input| input.path == field || input.path.starts_with(&within));
        assert!(
            known || in_table,
            "{field} has no row in the table of inputs"
        );
    }
    for input in INPUTS.iter() {
        assert!(
            found.iter().any(|field| field == input.path),
            "{} is no field of the file",
            input.path
        );
    }
}

// docs/scenario-files.md, field by field: what isn't named here is 0 or more.
#[test]
fn every_field_has_the_domain_of_its_definition() {
    let approaches = ["prompting", "fine_tuning"];
    let of_both = |field: &str| approaches.map(|approach| format!("{approach}.serving.{field}"));
    let mut domains: Vec<(String, f64, f64)> = vec![
        ("horizon_months".to_owned(), 1.0, 120.0),
        ("discount_rate".to_owned(), 0.0, 1.0),
        ("workload.growth_per_month".to_owned(), -0.5, 1.0),
        ("workload.changes_per_year".to_owned(), 0.0, 365.0),
        ("fine_tuning.refresh_share".to_owned(), 0.0, 1.0),
        ("fine_tuning.fallback_share".to_owned(), 0.0, 1.0),
        ("fine_tuning.lead_time_months".to_owned(), 0.0, 24.0),
        (
            "fine_tuning.base_model_life_months".to_owned(),
            1.0,
            MAX_NUMBER,
        ),
        ("prompting.model_life_months".to_owned(), 1.0, MAX_NUMBER),
        ("fine_tuning.coverage".to_owned(), 0.0, 1.0),
        ("fine_tuning.success_chance".to_owned(), 0.0, 1.0),
        ("fine_tuning.retrainings_per_year".to_owned(), 0.0, 365.0),
        ("workload.active_hours_per_month".to_owned(), 1.0, 730.0),
        ("workload.calls_per_conversation".to_owned(), 1.0, 10_000.0),
    ];
    for (field, min, max) in [
        ("price.discount", 0.0, 1.0),
        ("price.batch_discount", 0.0, 1.0),
        ("price.change_per_year", -0.95, 2.0),
        ("cache_hit_rate", 0.0, 1.0),
        ("batch_share", 0.0, 1.0),
        ("retry_rate", 0.0, 10.0),
        ("review_rate", 0.0, 1.0),
        ("error_rate", 0.0, 1.0),
        ("hosting.hours_per_month", 0.0, 730.0),
        ("hosting.overhead", 1.0, MAX_NUMBER),
        ("hosting.peak_to_mean", 1.0, MAX_NUMBER),
        // Rates that something is divided by: as good as 0, but never 0.
        ("hosting.queries_per_hour", 1e-6, MAX_NUMBER),
        ("latency.input_tokens_per_second", 1e-6, MAX_NUMBER),
        ("latency.output_tokens_per_second", 1e-6, MAX_NUMBER),
    ] {
        domains.extend(of_both(field).map(|path| (path, min, max)));
    }
    for (path, ..) in &domains {
        input(path);
    }
    for input in INPUTS.iter() {
        let Some(domain) = input.domain() else {
            continue;
        };
        let (min, max) = domains
            .iter()
            .find(|(path, ..)| path == input.path)
            .map_or((0.0, MAX_NUMBER), |(_, min, max)| (*min, *max));
        assert_eq!((domain.min, domain.max), (min, max), "{}", input.path);
        let counted = ["horizon_months", "fine_tuning.lead_time_months"];
        let whole = counted.contains(&input.path) || input.group == Some("decision.evaluation");
        assert_eq!(domain.whole, whole, "{}", input.path);
    }
}

// docs/scenario-files.md: what is marked E there takes an estimate; these plain numbers don't.
#[test]
fn every_number_but_these_takes_an_estimate() {
    let plain = [
        "horizon_months",
        "discount_rate",
        "lead_time_months",
        "cache_min_tokens",
        "batch_discount",
        "upfront_budget",
    ];
    let plain_groups = [".long_context.", ".latency.", ".evaluation."];
    for input in INPUTS.iter() {
        let name = input.path.rsplit('.').next().unwrap();
        let is_plain =
            plain.contains(&name) || plain_groups.iter().any(|group| input.path.contains(group));
        match input.kind {
            Kind::Number { .. } => assert!(is_plain, "{} should take an estimate", input.path),
            Kind::Estimate { .. } => {
                assert!(!is_plain, "{} shouldn’t take an estimate", input.path);
            }
            _ => {}
        }
    }
}
