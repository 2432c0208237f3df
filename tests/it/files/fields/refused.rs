//! Wrong values of each field, and what an error says.

use breakeven::scenario::inputs::{INPUTS, Kind};

use super::{assert_refused, file_with, read};
use crate::support::{input, scenario};

#[test]
fn every_field_refuses_a_wrong_type() {
    for input in INPUTS.iter() {
        let wrong: &[&str] = match input.kind {
            Kind::Estimate { .. } => &[
                "\"ten\"",
                "true",
                "[1]",
                "(low: 1)",
                "(low: 1, high: \"2\")",
                "(low: 1, high: 2, middle: 3)",
                "'x'",
            ],
            Kind::Number { .. } => &["\"ten\"", "true", "[1]", "(low: 0.1, high: 0.2)"],
            Kind::Numbers { .. } => &["7", "\"7\"", "[\"7\"]", "[true]", "(low: 1, high: 2)"],
            Kind::Text => &["7", "true", "[]", "(a: 1)"],
            Kind::Steps => &[
                "7",
                "\"3: 2\"",
                "[3]",
                "[(month: 0, factor: 1)]",
                "[(month: 1)]",
            ],
            Kind::Correlations => &[
                "7",
                "\"workload.input_tokens ~ hourly_rate: 0.3\"",
                "[0.3]",
                "[(a: \"workload.input_tokens\", b: \"hourly_rate\")]",
                "[(a: \"workload.input_tokens\", b: \"hourly_rate\", r: 1.1)]",
                "[(a: \"workload.input_tokens\", b: \"workload.input_tokens\", r: 0.1)]",
            ],
            Kind::Actuals => &[
                "7",
                "\"1: 12,000 queries, $340\"",
                "[340]",
                "[(month: 1)]",
                "[(month: 1, approach: Prompting)]",
                "[(month: 0, cost: 340)]",
                "[(month: 1.5, cost: 340)]",
                "[(month: 121, cost: 340)]",
                "[(month: 1, cost: -1)]",
                "[(month: 1, queries: -1)]",
                "[(month: 1, cost: 1e13)]",
                "[(month: 1, cost: 340, approach: Both)]",
                "[(month: 1, costs: 340)]",
                "[(cost: 340), (month: 1, cost: 350)]",
                "[(month: 120, cost: 340), (cost: 350)]",
            ],
            Kind::Choice(_) if input.path == "workload.history" => &["7", "\"true\"", "yes", "[]"],
            Kind::Choice(_) => &["7", "\"Retrain\"", "true", "[]"],
            Kind::YesNo => &["7", "\"yes\"", "yes", "[]"],
            Kind::Group => &["7", "true", "\"x\"", "[]"],
        };
        for value in wrong {
            assert_refused(input, value);
        }
        if !input.is_optional() {
            assert_refused(input, "None");
        }
    }
}

#[test]
fn every_field_refuses_values_outside_its_domain_and_says_what_is_allowed() {
    let mut tested = 0;
    for input in INPUTS.iter() {
        let Some(domain) = input.domain() else {
            continue;
        };
        let mut outside = vec![
            domain.min - 1.0,
            domain.min - 1e-7,
            domain.max * 1.001 + 1e-3,
            -1e300,
            1e300,
        ];
        if domain.whole {
            outside.push(domain.min + 0.5);
        }
        for value in outside {
            let text = match input.kind {
                Kind::Numbers { .. } => format!("[5, {value:?}]"),
                _ => format!("{value:?}"),
            };
            let error = assert_refused(input, &text);
            assert!(error.problem.contains("allowed"), "{error}");
            // In the file's own unit.
            let bound = domain.min.to_string();
            assert!(
                error.problem.contains(&bound),
                "{error} doesn’t say {bound}"
            );
            tested += 1;
        }
    }
    assert!(tested > 300);
}

#[test]
fn no_field_takes_nan_or_infinity() {
    for input in INPUTS.iter().filter(|input| input.domain().is_some()) {
        for value in ["NaN", "inf", "-inf", "+inf", "1e999"] {
            let text = match input.kind {
                Kind::Numbers { .. } => format!("[{value}]"),
                _ => value.to_owned(),
            };
            assert_refused(input, &text);
            if matches!(input.kind, Kind::Estimate { .. }) {
                assert_refused(input, &format!("(low: {value}, high: 1)"));
                assert_refused(input, &format!("(low: 0.1, likely: {value}, high: 1)"));
            }
        }
    }
}

#[test]
fn every_estimate_refuses_ranges_that_are_none() {
    for input in INPUTS.iter() {
        let Kind::Estimate { domain, .. } = input.kind else {
            continue;
        };
        let (low, middle, high) = (
            domain.min,
            domain.nearest(0.5) + 0.25,
            domain.nearest(1.0) + 1.0,
        );
        let high = domain.nearest(high);
        for value in [
            format!("(low: {high}, high: {low})"),
            format!("(low: {middle}, high: {middle})"),
            format!("(low: {high}, likely: {middle}, high: {low})"),
            format!("(low: {middle}, likely: {low}, high: {high})"),
            format!("(low: {low}, likely: {high}, high: {middle})"),
            format!("(low: {}, high: {high})", low - 1.0),
            format!("(low: {middle}, low: {middle}, high: {high})"),
            format!("(likely: {middle})"),
            "()".to_owned(),
        ] {
            assert_refused(input, &value);
        }
        if domain.is_share() {
            // Logit-normal: strictly inside 0 and 1. PERT reaches its ends.
            for value in ["(low: 0, high: 0.5)", "(low: 0.5, high: 1)"] {
                let error = assert_refused(input, value);
                assert!(
                    error.problem.contains("strictly between 0 and 1"),
                    "{error}"
                );
            }
            scenario(&file_with(input, "(low: 0, likely: 0.5, high: 1)").text);
        }
    }
}

#[test]
fn texts_with_a_form_refuse_others_and_show_it() {
    for (path, texts, form) in [
        (
            "currency",
            &["usd", "US", "EURO", "", "€€€", "US1"][..],
            "ISO 4217",
        ),
        (
            "start",
            &[
                "2027",
                "2027-13",
                "2027-00",
                "01-2027",
                "2027-1",
                "2027-01-01",
                "",
                "２０２７-01",
                "+027-01",
            ][..],
            "YYYY-MM",
        ),
    ] {
        for text in texts {
            let error = assert_refused(input(path), &format!("\"{text}\""));
            assert!(error.problem.contains(form), "{error}");
        }
    }
}

#[test]
fn an_evaluation_can_not_pass_more_cases_than_there_are() {
    let error = read(
        "(decision: (\nevaluation: (cases: 10, prompting_passed: 11, fine_tuned_passed: 3),\n))",
    )
    .unwrap_err();
    assert_eq!(
        (error.line, error.field.as_str()),
        (2, "decision.evaluation")
    );
    assert!(
        error
            .problem
            .contains("passed by prompting (11) can’t be more than the test cases (10)"),
        "{error}"
    );
    let error = read("(decision: (evaluation: (cases: 10)))").unwrap_err();
    assert!(error.problem.contains("missing"), "{error}");
}

#[test]
fn an_unknown_field_is_refused_with_the_one_that_was_probably_meant() {
    for (text, field, meant) in [
        ("(\nhorizon_month: 12)", "horizon_month", "“horizon_months”"),
        (
            "(workload: (\n queries: 1))",
            "workload.queries",
            "“queries_per_month”",
        ),
        (
            "(prompting: (serving: (price: (\n cached_inputs: 0.5))))",
            "prompting.serving.price.cached_inputs",
            "“cached_input”",
        ),
        (
            "(prompting: (serving: (hosting: (\n per_hours: 0.5))))",
            "prompting.serving.hosting.per_hours",
            "“per_hour”",
        ),
    ] {
        let error = read(text).unwrap_err();
        assert_eq!((error.line, error.field.as_str()), (2, field), "{error}");
        assert!(error.problem.contains("no such field"), "{error}");
        assert!(
            error.problem.contains(&format!("did you mean {meant}?")),
            "{error}"
        );
    }
    // Nothing like it: no guess, but the list.
    let error = read("(zzz: 1)").unwrap_err();
    assert!(
        !error.problem.contains("did you mean") && error.problem.contains("horizon_months"),
        "{error}"
    );
}

#[test]
fn a_field_stated_twice_is_refused() {
    let error = read("(\n  notes: \"a\",\n  notes: \"b\",\n)").unwrap_err();
    assert_eq!((error.line, error.field.as_str()), (3, "notes"), "{error}");
    assert!(error.problem.contains("twice"), "{error}");
}
