//! Scenario files, right and wrong. What is wrong is told with line, column, field and what is allowed, and never panics.

use std::fs;
use std::path::Path;

use breakeven::files::error::StoreError;
use breakeven::files::examples::EXAMPLES;
use breakeven::files::format::{self, FormatError};
use breakeven::files::settings::{
    ComparisonSet, FileDialogs, MonthLabels, ScenarioRef, Settings, SettingsFile, Theme,
};
use breakeven::files::{library, names, store};
use breakeven::scenario::domain::MAX_NUMBER;
use breakeven::scenario::inputs::{INPUTS, Input, Kind, Value};
use breakeven::scenario::knobs::{self, DecisionSettings};
use breakeven::scenario::{Estimate, Scenario};

use crate::support::{input, scenario};

/// A file in which one input has the value `text`, each level of its path on a line of its own.
struct Stated {
    text: String,
    /// Where the value stands.
    line: usize,
    column: usize,
}

fn stated(input: &Input, value: &str) -> Stated {
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
    Stated {
        text: lines.join("\n"),
        line,
        column: field.chars().count() + 1,
    }
}

fn read(text: &str) -> Result<Scenario, FormatError> {
    format::read(text)
}

/// The file is refused, and the error is about this value of this input, at its place.
#[track_caller]
fn assert_refused(input: &Input, value: &str) -> FormatError {
    let stated = stated(input, value);
    let Err(error) = read(&stated.text) else {
        panic!("{}: {value} was accepted", input.path);
    };
    let context = format!("{error}, for {value} in\n{}", stated.text);
    let last_line = stated.line + value.matches('\n').count();
    assert!(
        (stated.line..=last_line).contains(&error.line),
        "not at line {}: {context}",
        stated.line
    );
    // At the value, at the blank before it or right after it.
    let (start, end) = (stated.column - 1, stated.column + value.chars().count() + 1);
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

// MODEL.md §1, field by field: what isn't named here is 0 or more.
#[test]
fn every_field_has_the_domain_of_its_definition() {
    let sides = ["prompting", "fine_tuning"];
    let of_both = |field: &str| sides.map(|side| format!("{side}.serving.{field}"));
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

// MODEL.md §1: what is marked E there takes an estimate; these plain numbers don't.
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
            let scenario = scenario(&stated(input, &text).text);
            assert_eq!(input.value(&scenario), value, "{}: {text}", input.path);
        }
        let group = match input.path {
            "decision.evaluation" => "(cases: 3, prompting_passed: 2, fine_tuned_passed: 1)",
            _ => "()",
        };
        if input.kind == Kind::Group {
            assert_eq!(
                input.value(&scenario(&stated(input, group).text)),
                Value::Present
            );
        }
    }
}

#[test]
fn every_optional_field_takes_none_a_plain_value_and_some() {
    let mut optional = 0;
    for input in INPUTS.iter().filter(|input| input.is_optional()) {
        let value = |text: &str| input.value(&scenario(&stated(input, text).text));
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
            cached.value(&scenario(&stated(cached, text).text)),
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
            scenario(&stated(input, "(low: 0, likely: 0.5, high: 1)").text);
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

#[test]
fn a_newer_version_is_refused_before_its_fields_are() {
    for text in [
        "(version: 2)",
        "(version: 2, name: 7, novelty: (a: [1, 2]), horizon_months: \"x\")",
        "(name: \"x\", version: 99)",
    ] {
        let error = read(text).unwrap_err();
        assert!(error.problem.contains("newer version"), "{error}");
        assert_eq!(error.field, "version");
    }
    let error = read("(version: 0)").unwrap_err();
    assert!(
        error.problem.contains("no file format 0") && error.problem.contains("allowed"),
        "{error}"
    );
    for text in [
        "(\nversion: \"1\")",
        "(\nversion: 1.5)",
        "(\nversion: -1)",
        "(\nversion: None)",
    ] {
        let error = read(text).unwrap_err();
        assert_eq!(
            (error.line, error.field.as_str()),
            (2, "version"),
            "{text}: {error}"
        );
    }
}

#[test]
fn a_file_that_states_nothing_has_all_defaults() {
    for text in [
        "(version: 1)",
        "()",
        "(version: 1,)\n",
        "( // nothing\n /* at all */ )",
    ] {
        assert_eq!(scenario(text), Scenario::default(), "{text}");
    }
    // MODEL.md §1, a few of each kind.
    let default = Scenario::default();
    assert_eq!(
        (default.horizon_months.get(), default.currency.code()),
        (24.0, "USD")
    );
    assert_eq!(default.start.to_string(), "2027-01");
    for (path, value) in [
        ("workload.queries_per_month", 10_000.0),
        ("workload.input_tokens", 300.0),
        ("prompting.serving.prompt_tokens", 1500.0),
        ("fine_tuning.serving.output_tokens", 250.0),
        ("prompting.serving.price.cache_min_tokens", 1024.0),
        ("prompting.serving.price.batch_discount", 0.5),
        ("fine_tuning.data.examples", 1000.0),
        ("fine_tuning.training.tokens_per_example", 500.0),
        ("fine_tuning.training.epochs", 3.0),
        ("fine_tuning.training.runs", 1.0),
        ("discount_rate", 0.0),
    ] {
        assert_eq!(input(path).base(&default), Some(value), "{path}");
    }
    let hosted = scenario("(prompting: (serving: (hosting: ())))");
    for (path, value) in [("per_hour", 0.0), ("replicas", 1.0), ("peak_to_mean", 1.0)] {
        assert_eq!(
            input(&format!("prompting.serving.hosting.{path}")).base(&hosted),
            Some(value)
        );
    }
}

#[test]
fn a_written_file_states_only_what_differs() {
    assert_eq!(
        format::write(&Scenario::default()).unwrap(),
        "(\n    version: 1,\n)\n"
    );
    let text =
        "(\n    version: 1,\n    workload: (\n        queries_per_month: 40000,\n    ),\n)\n";
    assert_eq!(format::write(&scenario(text)).unwrap(), text);
    // Optional values are written plainly.
    let cached = scenario("(prompting: (serving: (price: (cached_input: Some(0.25)))))");
    let text = format::write(&cached).unwrap();
    assert!(
        text.contains("cached_input: 0.25,") && !text.contains("Some"),
        "{text}"
    );
}

#[test]
fn a_file_cut_in_the_middle_is_an_error_and_never_a_panic() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("cut.ron");
    for example in EXAMPLES {
        let bytes = example.text.trim_end().as_bytes();
        for end in (0..bytes.len()).step_by(50) {
            // On disk the cut may fall within a character.
            fs::write(&path, &bytes[..end]).unwrap();
            let error = store::read(&path).unwrap_err().to_string();
            assert!(error.contains("cut.ron"), "{error}");
            if let Ok(text) = str::from_utf8(&bytes[..end]) {
                let error = read(text).unwrap_err();
                assert!(
                    error.line <= text.lines().count() + 1,
                    "{} at {end}: {error}",
                    example.name
                );
                assert!(!error.problem.is_empty());
            }
        }
    }
}

#[test]
fn one_character_too_many_or_too_few_never_panics() {
    for example in EXAMPLES {
        let places: Vec<_> = example
            .text
            .char_indices()
            .map(|(place, _)| place)
            .step_by(37)
            .collect();
        for place in places {
            let (before, after) = example.text.split_at(place);
            for inserted in ["(", ")", "\"", ",", "\u{0}", "é"] {
                let _ = read(&format!("{before}{inserted}{after}"));
            }
            let _ = read(&format!(
                "{before}{}",
                after.chars().skip(1).collect::<String>()
            ));
        }
    }
}

#[test]
fn what_is_no_scenario_file_is_refused_in_plain_words() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("file.ron");
    for (bytes, words) in [
        (&b""[..], "empty"),
        (b"  \n\t\n", "empty"),
        (b"(name: \"\xff\xfe\")", "not UTF-8"),
        (b"PK\x03\x04\xff", "a spreadsheet"),
        (b"(version: 1) (version: 1)", "line 1"),
        (b"(version: 1))", "line 1"),
        (b"{\"version\": 1}", "line 1"),
        (b"hello", "line 1"),
    ] {
        fs::write(&path, bytes).unwrap();
        let error = store::read(&path).unwrap_err().to_string();
        assert!(
            error.contains("file.ron") && error.contains(words),
            "{error}"
        );
    }
    for nested in [
        "(".repeat(100_000),
        "[".repeat(100_000),
        "(workload: ".repeat(50_000),
    ] {
        fs::write(&path, nested).unwrap();
        store::read(&path).unwrap_err();
    }
}

#[test]
fn a_huge_file_is_refused_without_being_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("huge.ron");
    // 100 GB, of which the disk holds nothing.
    fs::File::create(&path)
        .unwrap()
        .set_len(100_000_000_000)
        .unwrap();
    let error = store::read(&path).unwrap_err().to_string();
    assert!(error.contains("4 MB"), "{error}");
}

#[test]
fn a_missing_file_and_a_folder_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let error = store::read(&folder.path().join("missing.ron"))
        .unwrap_err()
        .to_string();
    assert!(
        error.contains("missing.ron") && error.contains("no such file"),
        "{error}"
    );
    let error = store::read(folder.path()).unwrap_err().to_string();
    assert!(error.contains("folder"), "{error}");
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_are_accepted() {
    for example in EXAMPLES {
        let expected = example.scenario().unwrap();
        let text = format!("\u{feff}{}", example.text.replace('\n', "\r\n"));
        assert_eq!(scenario(&text), expected, "{}", example.name);
    }
    // Lines are counted the same.
    let error = read("\u{feff}(\r\n  horizon_months: 0,\r\n)").unwrap_err();
    assert_eq!(error.line, 2);
}

#[test]
fn saving_makes_the_folder_and_replaces_the_old_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a/b/scenario.ron");
    let old = scenario("(name: \"old\")");
    let new = scenario("(name: \"new\")");
    for scenario in [&old, &new] {
        store::save(&path, scenario).unwrap();
        assert_eq!(store::read(&path).unwrap(), *scenario);
    }
    // Nothing is left beside it.
    assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1);
}

// Not by permissions: those don't stop the superuser, who runs the tests of continuous integration.
#[test]
fn a_save_that_fails_says_so_and_leaves_what_was_there() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file.ron");
    store::save(&file, &Scenario::default()).unwrap();
    let before = fs::read_to_string(&file).unwrap();
    let changed = scenario("(name: \"changed\")");

    // A part of the path is a file.
    let error = store::save(&file.join("inside.ron"), &changed).unwrap_err();
    assert!(
        matches!(error, StoreError::Io { .. }) && error.to_string().contains("inside.ron"),
        "{error}"
    );
    assert_eq!(fs::read_to_string(&file).unwrap(), before);

    // The target is a folder with something in it.
    let target = folder.path().join("folder.ron");
    store::save(&target.join("kept.ron"), &Scenario::default()).unwrap();
    let error = store::save(&target, &changed).unwrap_err();
    assert!(
        error.to_string().contains("folder.ron") && error.to_string().contains("save"),
        "{error}"
    );
    assert!(target.join("kept.ron").exists());

    // No half-written file is left anywhere.
    let mut left: Vec<_> = names(folder.path());
    left.sort();
    assert_eq!(left, ["file.ron", "folder.ron"]);
    assert_eq!(names(&target), ["kept.ron"]);
}

fn names(folder: &Path) -> Vec<String> {
    fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect()
}

#[test]
fn duplicates_get_free_names_and_are_called_copies() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("Support replies.ron");
    let original = scenario("(name: \"Support replies\", horizon_months: 7)");
    store::save(&path, &original).unwrap();
    for number in 2..5 {
        let copy = store::duplicate(&path).unwrap();
        assert_eq!(
            copy,
            folder.path().join(format!("Support replies {number}.ron"))
        );
        let read = store::read(&copy).unwrap();
        assert_eq!(read.name, "Support replies (copy)");
        assert_eq!(read.horizon_months, original.horizon_months);
    }
    assert_eq!(store::read(&path).unwrap(), original);
    let free = folder.path().join("free.ron");
    assert_eq!(names::free_path(&free), free);
}

#[test]
fn renaming_keeps_the_folder_and_never_overwrites() {
    let folder = tempfile::tempdir().unwrap();
    let (first, second) = (
        folder.path().join("first.ron"),
        folder.path().join("second.ron"),
    );
    store::save(&first, &scenario("(name: \"first\")")).unwrap();
    store::save(&second, &scenario("(name: \"second\")")).unwrap();
    let error = store::rename(&first, "second").unwrap_err();
    assert!(matches!(error, StoreError::Exists { .. }), "{error}");
    assert_eq!(store::read(&second).unwrap().name, "second");

    let renamed = store::rename(&first, "third/quarter").unwrap();
    assert_eq!(renamed, folder.path().join("third-quarter.ron"));
    assert!(!first.exists());
    assert_eq!(store::read(&renamed).unwrap().name, "third/quarter");
    // To its own name, with and without the extension, and to one that differs in case only.
    assert_eq!(
        store::rename(&renamed, "third-quarter.ron").unwrap(),
        renamed
    );
    assert_eq!(store::rename(&renamed, "third-quarter").unwrap(), renamed);
    let capital = store::rename(&renamed, "Third-Quarter").unwrap();
    assert_eq!(store::read(&capital).unwrap().name, "Third-Quarter");
    // Where case counts, a name that differs in case only is another file's.
    let small = folder.path().join("third-quarter.ron");
    if !small.exists() {
        store::save(&small, &scenario("(name: \"small\")")).unwrap();
        let error = store::rename(&small, "Third-Quarter").unwrap_err();
        assert!(matches!(error, StoreError::Exists { .. }), "{error}");
    }
    store::rename(&folder.path().join("missing.ron"), "x").unwrap_err();
}

#[cfg(unix)]
#[test]
fn saving_follows_a_link_and_keeps_the_mode_of_its_file() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let folder = tempfile::tempdir().unwrap();
    let (file, link) = (
        folder.path().join("file.ron"),
        folder.path().join("link.ron"),
    );
    store::save(&file, &scenario("(name: \"before\")")).unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
    symlink(&file, &link).unwrap();
    store::save(&link, &scenario("(name: \"after\")")).unwrap();
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(store::read(&file).unwrap().name, "after");
    assert_eq!(
        fs::metadata(&file).unwrap().permissions().mode() & 0o777,
        0o640
    );
}

#[cfg(target_os = "linux")]
#[test]
fn a_device_is_refused_rather_than_read_without_end() {
    let error = store::read(std::path::Path::new("/dev/zero")).unwrap_err();
    assert!(error.to_string().contains("device"), "{error}");
}

#[test]
fn comments_are_noticed_outside_of_texts_only() {
    assert!(format::holds_comments("( // a remark\n)"));
    assert!(format::holds_comments("(name: \"x\" /* a remark */)"));
    assert!(!format::holds_comments(
        "(notes: \"see https://example.org, \\\"a\\\" // b\")"
    ));
}

#[test]
fn file_names_hold_nothing_that_a_file_system_refuses() {
    for (name, file) in [
        ("Support replies", "Support replies.ron"),
        ("con", "scenario con.ron"),
        ("LPT1", "scenario LPT1.ron"),
        ("Support replies.ron", "Support replies.ron"),
        ("a/b\\c:d*e?f\"g<h>i|j", "a-b-c-d-e-f-g-h-i-j.ron"),
        ("tab\there", "tab here.ron"),
        ("  spaces  ", "spaces.ron"),
        ("..", "scenario.ron"),
        (".hidden", "hidden.ron"),
        ("", "scenario.ron"),
        ("Größe 2 × 3", "Größe 2 × 3.ron"),
        ("v1.2", "v1.2.ron"),
    ] {
        assert_eq!(names::file_name(name), file, "{name:?}");
    }
    let long = names::file_name(&"é".repeat(300));
    assert!(
        long.len() < 255
            && Path::new(&long)
                .extension()
                .is_some_and(|extension| extension == "ron")
    );
}

#[test]
fn the_library_lists_its_scenarios_and_says_which_are_broken_and_why() {
    let folder = tempfile::tempdir().unwrap();
    store::save(
        &folder.path().join("b good.ron"),
        &scenario("(name: \"Good\")"),
    )
    .unwrap();
    fs::write(
        folder.path().join("A broken.ron"),
        "(\n  horizon_months: 0,\n)",
    )
    .unwrap();
    fs::write(folder.path().join("c newer.ron"), "(version: 7)").unwrap();
    fs::write(folder.path().join("d binary.ron"), b"\xff\xfe").unwrap();
    fs::write(folder.path().join(".hidden.ron"), "()").unwrap();
    fs::write(folder.path().join("notes.txt"), "()").unwrap();
    fs::create_dir(folder.path().join("folder.ron")).unwrap();

    let entries = library::list(folder.path(), &[], &[]).unwrap();
    let names: Vec<_> = entries
        .iter()
        .map(|entry| entry.path.file_name().unwrap().to_string_lossy())
        .collect();
    assert_eq!(
        names,
        [
            "A broken.ron",
            "b good.ron",
            "c newer.ron",
            "d binary.ron",
            "folder.ron"
        ]
    );
    let reason = |place: usize| entries[place].scenario.as_ref().unwrap_err();
    assert!(
        reason(0).contains("line 2") && reason(0).contains("horizon_months"),
        "{}",
        reason(0)
    );
    assert!(reason(2).contains("newer version"), "{}", reason(2));
    assert!(reason(3).contains("UTF-8"), "{}", reason(3));
    assert!(reason(4).contains("folder"), "{}", reason(4));
    assert_eq!(entries[1].scenario.as_ref().unwrap().name, "Good");
    assert!(entries[1].modified.is_some());

    // What was mended outside is read again, what is gone is gone.
    store::save(
        &folder.path().join("A broken.ron"),
        &scenario("(name: \"Mended after all\")"),
    )
    .unwrap();
    fs::remove_file(folder.path().join("c newer.ron")).unwrap();
    let again = library::list(folder.path(), &[], &entries).unwrap();
    assert_eq!(again.len(), 4);
    assert_eq!(again[0].scenario.as_ref().unwrap().name, "Mended after all");
}

#[test]
fn a_library_folder_that_is_not_there_is_empty() {
    let folder = tempfile::tempdir().unwrap();
    assert!(
        library::list(&folder.path().join("missing"), &[], &[])
            .unwrap()
            .is_empty()
    );
    let file = folder.path().join("file");
    fs::write(&file, "").unwrap();
    assert!(library::list(&file, &[], &[]).unwrap_err().contains("file"));
}

/// Settings of which none is at its default.
fn settings() -> Settings {
    let mut knobs = DecisionSettings::default();
    for (key, value) in [("scale_queries", 50_000.0), ("trim", 0.4)] {
        (knobs::find(key).unwrap().set)(&mut knobs, value).unwrap();
    }
    Settings {
        theme: Theme::Dark,
        library_folder: Some("some/folder".into()),
        show_library: false,
        show_editor: false,
        file_dialogs: FileDialogs::Window,
        recent: vec!["a.ron".into(), "b.ron".into()],
        compared: vec![ScenarioRef::Example("self-hosted-lora".into())],
        comparison_sets: vec![ComparisonSet {
            name: "Two plans".to_owned(),
            scenarios: vec![ScenarioRef::File("a.ron".into())],
        }],
        export_folder: Some("exports".into()),
        export_dark: true,
        month_labels: MonthLabels::Counted,
        knobs,
    }
}

#[test]
fn settings_are_remembered() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("config/settings.ron");
    let mut file = SettingsFile::new(path.clone());
    assert_eq!(file.load(), (Settings::default(), None));
    assert!(!path.exists());
    file.save(&settings()).unwrap();
    assert_eq!(SettingsFile::new(path).load(), (settings(), None));
}

#[test]
fn settings_with_a_wrong_type_give_the_defaults_and_a_message_and_are_not_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("settings.ron");
    SettingsFile::new(path.clone()).save(&settings()).unwrap();
    let written = fs::read_to_string(&path).unwrap();
    let fields: Vec<_> = written
        .lines()
        .filter_map(|line| line.strip_prefix("    ")?.split_once(": "))
        .filter(|(name, _)| !name.starts_with(' '))
        .map(|(name, _)| name.to_owned())
        .collect();
    assert_eq!(fields.len(), 12, "{written}");
    for field in fields {
        let faulty = format!("(\n    {field}: 7.5,\n)");
        fs::write(&path, &faulty).unwrap();
        let mut file = SettingsFile::new(path.clone());
        let (read, problem) = file.load();
        assert_eq!(read, Settings::default(), "{field}");
        let problem = problem.unwrap();
        assert!(
            problem.contains(&field) && problem.contains("line 2"),
            "{problem}"
        );
        assert!(problem.contains("settings.ron"), "{problem}");
        file.save(&settings()).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), faulty, "{field}");
    }
    // A threshold outside its domain is no threshold.
    fs::write(&path, "(knobs: (prompt_share: 1.5))").unwrap();
    let (read, problem) = SettingsFile::new(path.clone()).load();
    assert_eq!(read, Settings::default());
    assert!(problem.is_some_and(|problem| problem.contains("prompt_share")));
    // Nor is a file that isn't text, or is cut short.
    for faulty in [&b"\xff\xfe"[..], b"(theme: Dark,", b""] {
        fs::write(&path, faulty).unwrap();
        let mut file = SettingsFile::new(path.clone());
        assert!(file.load().1.is_some());
        file.save(&settings()).unwrap();
        assert_eq!(fs::read(&path).unwrap(), faulty);
    }
}

#[test]
fn settings_may_leave_fields_out_and_know_ones_of_later_versions() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("settings.ron");
    fs::write(&path, "(theme: Light, novelty: [1, 2])").unwrap();
    let (read, problem) = SettingsFile::new(path).load();
    assert_eq!(problem, None);
    assert_eq!(
        read,
        Settings {
            theme: Theme::Light,
            ..Settings::default()
        }
    );
}

#[test]
fn recent_files_are_the_newest_first_each_once_and_not_too_many() {
    let mut settings = Settings::default();
    for number in (0..15).chain([12]) {
        settings.add_recent(Path::new(&format!("{number}.ron")));
    }
    let names: Vec<_> = settings
        .recent
        .iter()
        .map(|path| path.to_string_lossy())
        .collect();
    assert_eq!(names.len(), 10);
    assert_eq!(names[..4], ["12.ron", "14.ron", "13.ron", "11.ron"]);
}
