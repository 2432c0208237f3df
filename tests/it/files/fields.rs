//! Each field of a file alone: right values, wrong ones, and what an error says. The tests iterate over the table of inputs.

use breakeven::files::format::FormatError;
use breakeven::scenario::Estimate;
use breakeven::scenario::domain::MAX_NUMBER;
use breakeven::scenario::inputs::{INPUTS, Input, Kind, Value};

use crate::support::{input, scenario};

use super::read;

/// A file in which one input has the value `text`, each level of its path on a line of its own.
struct FieldFile {
    text: String,
    /// Where the value stands.
    line: usize,
    column: usize,
}

fn file_with(input: &Input, value: &str) -> FieldFile {
    let parts: Vec<_> = input.path.split('.').collect();
    let mut lines = vec!["(".to_owned(), "version: 1,".to_owned()];
    lines.extend(
        parts[..parts.len() - 1]
            .iter()
            .map(|part| format!("{part}: (")),
    );
    let name = parts[parts.len() - 1];
    // An evaluation is stated whole or not at all.
    if input.group == Some("decision.evaluation") {
        let siblings = [
            "cases: 1000000",
            "prompting_passed: 0",
            "fine_tuned_passed: 0",
        ];
        let others = siblings
            .into_iter()
            .filter(|sibling| !sibling.starts_with(name));
        lines.extend(others.map(|sibling| format!("{sibling},")));
    }
    let field = format!("    {name}: ");
    lines.push(format!("{field}{value},"));
    let line = lines.len();
    lines.extend(vec!["),".to_owned(); parts.len() - 1]);
    lines.push(")".to_owned());
    FieldFile {
        text: lines.join("\n"),
        line,
        column: field.chars().count() + 1,
    }
}

/// The file is refused, and the error is about this value of this input, at its place.
#[track_caller]
fn assert_refused(input: &Input, value: &str) -> FormatError {
    let file = file_with(input, value);
    let Err(error) = read(&file.text) else {
        panic!("{}: {value} was accepted", input.path);
    };
    let context = format!("{error}, for {value} in\n{}", file.text);
    let last_line = file.line + value.matches('\n').count();
    assert!(
        (file.line..=last_line).contains(&error.line),
        "not at line {}: {context}",
        file.line
    );
    // At the value, at the blank before it or right after it.
    let (start, end) = (file.column - 1, file.column + value.chars().count() + 1);
    assert!(
        (start..=end).contains(&error.column),
        "not at column {start} to {end}: {context}"
    );
    let field = error.field.split('[').next().unwrap();
    // Within a range or a list, its part may be named too.
    assert!(
        field == input.path || field.starts_with(&format!("{}.", input.path)),
        "not {}: {context}",
        input.path
    );
    assert!(!error.problem.is_empty());
    let shown = error.to_string();
    assert!(
        shown.contains(&format!("line {}, column {}", error.line, error.column)),
        "{shown}"
    );
    assert!(shown.contains(input.path), "{shown}");
    error
}

/// A right value of an input that isn't its default, as a file has it, and as the table does.
fn right_values(input: &Input) -> Vec<(String, Value)> {
    let exactly = |number: f64| (number.to_string(), Value::Estimate(Estimate::Exact(number)));
    match input.kind {
        Kind::Estimate { domain, .. } => {
            // Every domain is at least 1 wide.
            let [low, likely, high] = [0.125, 0.25, 0.5].map(|place| domain.min + place);
            vec![
                exactly(low),
                exactly(domain.min),
                exactly(domain.max),
                (
                    format!("(low: {low}, high: {high})"),
                    Value::Estimate(Estimate::Range { low, high }),
                ),
                (
                    format!("(low: {low}, likely: {likely}, high: {high})"),
                    Value::Estimate(Estimate::Pert { low, likely, high }),
                ),
            ]
        }
        // No more cases are passed than there are.
        Kind::Number { .. } if input.group == Some("decision.evaluation") => {
            [0.0, 7.0].map(exactly).to_vec()
        }
        Kind::Number { domain, .. } => [domain.min, domain.max, domain.nearest(7.0)]
            .map(exactly)
            .to_vec(),
        Kind::Numbers { .. } => vec![
            (
                "[1, 2.5, 0]".to_owned(),
                Value::Numbers(vec![1.0, 2.5, 0.0]),
            ),
            ("[]".to_owned(), Value::Numbers(Vec::new())),
        ],
        Kind::Text => match input.path {
            "currency" => vec![("\"CHF\"".to_owned(), Value::Text("CHF".to_owned()))],
            "start" => vec![("\"2031-12\"".to_owned(), Value::Text("2031-12".to_owned()))],
            _ => vec![(
                "\"two\\nlines, “é”\"".to_owned(),
                Value::Text("two\nlines, “é”".to_owned()),
            )],
        },
        Kind::Choice(choices) => choices
            .iter()
            .map(|(name, _)| ((*name).to_owned(), Value::Text((*name).to_owned())))
            .collect(),
        Kind::YesNo => vec![
            ("true".to_owned(), Value::YesNo(true)),
            ("false".to_owned(), Value::YesNo(false)),
        ],
        Kind::Group => vec![],
    }
}

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
    ];
    for (field, min, max) in [
        ("price.discount", 0.0, 1.0),
        ("price.batch_discount", 0.0, 1.0),
        ("price.change_per_year", -0.95, 2.0),
        ("cache_hit_rate", 0.0, 1.0),
        ("batch_share", 0.0, 1.0),
        ("retry_rate", 0.0, 10.0),
        ("review_rate", 0.0, 1.0),
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
        "hourly_rate",
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

#[test]
fn every_field_takes_its_right_values() {
    for input in INPUTS.iter() {
        for (text, value) in right_values(input) {
            let scenario = scenario(&file_with(input, &text).text);
            assert_eq!(input.value(&scenario), value, "{}: {text}", input.path);
        }
        let group = match input.path {
            "decision.evaluation" => "(cases: 3, prompting_passed: 2, fine_tuned_passed: 1)",
            _ => "()",
        };
        if input.kind == Kind::Group {
            assert_eq!(
                input.value(&scenario(&file_with(input, group).text)),
                Value::Present
            );
        }
    }
}

#[test]
fn every_optional_field_takes_none_a_plain_value_and_some() {
    let mut optional = 0;
    for input in INPUTS.iter().filter(|input| input.is_optional()) {
        let value = |text: &str| input.value(&scenario(&file_with(input, text).text));
        assert_eq!(value("None"), Value::Absent, "{}", input.path);
        for (text, expected) in right_values(input) {
            assert_eq!(
                value(&format!("Some({text})")),
                expected,
                "{}: Some({text})",
                input.path
            );
        }
        optional += 1;
    }
    assert!(optional > 20);
    let cached = input("prompting.serving.price.cached_input");
    let quarter = Value::Estimate(Estimate::Exact(0.25));
    for text in ["0.25", "Some(0.25)", "Some( 0.25 )", "2.5e-1"] {
        assert_eq!(
            cached.value(&scenario(&file_with(cached, text).text)),
            quarter,
            "{text}"
        );
    }
}

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
            .contains("passed by prompting (11) can’t be more than the cases (10)"),
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
