//! Files and edits, one by one: what the text looks like afterwards.

use std::time::{Duration, Instant};

use breakeven::files::edit::edited;
use breakeven::files::examples::EXAMPLES;
use breakeven::files::format;
use breakeven::scenario::Scenario;
use breakeven::scenario::limits::{MAX_SOURCES, MAX_VOLUMES};

use crate::support::{scenario, with};

/// The text after some inputs of its scenario were changed, written as for `--set`.
#[track_caller]
fn after(text: &str, changes: &[(&str, &str)]) -> String {
    edited(text, &with(&scenario(text), changes)).expect("a text that can be edited")
}

#[test]
fn a_value_is_replaced_where_it_stands() {
    for (text, path, value, expected) in [
        (
            "(version: 2, horizon_months: 3_6 /* why */, // x\n)",
            "horizon_months",
            "12",
            "(version: 2, horizon_months: 12 /* why */, // x\n)",
        ),
        (
            "(notes: r\"D:\\plans\\\", // where \"it\" is\r\n hourly_rate: 1e2)",
            "hourly_rate",
            "95",
            "(notes: r\"D:\\plans\\\", // where \"it\" is\r\n hourly_rate: 95)",
        ),
        (
            "\u{feff}Scenario(name: r#\"a // \"b\" \"#,)",
            "name",
            "c",
            "\u{feff}Scenario(name: \"c\",)",
        ),
        (
            "(prompting: (serving: (price: (cached_input: Some( /* a */ 1 /* b */ )))))",
            "prompting.serving.price.cached_input",
            "1 to 2",
            "(prompting: (serving: (price: (cached_input: Some( /* a */ (low: 1, high: 2) /* b */ )))))",
        ),
        (
            "(workload: (queries_per_month: (low: 20000, /* likely: ? */ high: 6e4)))",
            "workload.queries_per_month",
            "20k / 40k / 60k",
            "(workload: (queries_per_month: (low: 20000, likely: 40000, /* likely: ? */ high: 6e4)))",
        ),
        (
            "(workload: (monthly_queries: [1_0, // Jan\n 20, 30 /* Mar */]))",
            "workload.monthly_queries",
            "10, 21, 30, 40",
            "(workload: (monthly_queries: [1_0, // Jan\n 21, 30, /* Mar */ 40]))",
        ),
    ] {
        assert_eq!(after(text, &[(path, value)]), expected);
    }
}

#[test]
fn what_is_at_its_default_now_is_written_where_it_stands() {
    for (text, path, value, expected) in [
        (
            "(\n  hourly_rate: 95, // agreed\n)",
            "hourly_rate",
            "0",
            "(\n  hourly_rate: 0, // agreed\n)",
        ),
        (
            "(prompting: (serving: (cache_ttl_minutes: Some(5) /* min */)))",
            "prompting.serving.cache_ttl_minutes",
            "none",
            "(prompting: (serving: (cache_ttl_minutes: None /* min */)))",
        ),
        // What was said within a group is kept before it.
        (
            "(\n\tprompting: (serving: (\n\t\thosting: (\n\t\t\tper_hour: 2, // a GPU\n\t\t\treplicas: 2,\n\t\t),\n\t)),\n)",
            "prompting.serving.hosting",
            "none",
            "(\n\tprompting: (serving: (\n\t\t// a GPU\n\t\thosting: None,\n\t)),\n)",
        ),
        (
            "(workload: (monthly_queries: [10, // Jan\n 20]))",
            "workload.monthly_queries",
            "[]",
            "(workload: (monthly_queries: [// Jan\n ]))",
        ),
    ] {
        assert_eq!(after(text, &[(path, value)]), expected);
    }
}

#[test]
fn a_new_field_stands_at_its_place_and_is_set_like_its_neighbours() {
    for (text, changes, expected) in [
        ("()", &[("name", "a")][..], "(\n    name: \"a\",\n)"),
        (
            "(version: 2)",
            &[("name", "a")],
            "(version: 2, name: \"a\")",
        ),
        (
            // CRLF, tabs, a comment at the end of the line, no comma at the end.
            "(\r\n\t// the format\r\n\tversion: 2, // of 1\r\n\thorizon_months: 12 // a year\r\n)",
            &[
                ("notes", "n"),
                ("workload.queries_per_month", "5"),
                ("name", "a"),
            ],
            "(\r\n\t// the format\r\n\tversion: 2, // of 1\r\n\tname: \"a\",\r\n\tnotes: \"n\",\r\n\thorizon_months: 12, // a year\r\n\tworkload: (\r\n\t\tqueries_per_month: 5,\r\n\t)\r\n)",
        ),
        (
            "(\n  horizon_months: 12, // first\n  prompting: (serving: (price: (output: 10))),\n)",
            &[
                ("name", "a"),
                ("prompting.serving.price.input", "2.5"),
                ("prompting.serving.hosting", "yes"),
            ],
            "(\n  name: \"a\",\n  horizon_months: 12, // first\n  prompting: (serving: (price: (input: 2.5, output: 10), hosting: ())),\n)",
        ),
        // Before a field that states its default, which the program wouldn't write.
        (
            "(notes: \"\", hourly_rate: 0)",
            &[("currency", "EUR"), ("discount_rate", "0.1")],
            "(notes: \"\", currency: \"EUR\", discount_rate: 0.1, hourly_rate: 0)",
        ),
    ] {
        assert_eq!(after(text, changes), expected);
    }
}

#[test]
fn sources_that_are_gone_leave_their_comments() {
    let text = "(\n    sources: {\n        \"name\": \"x\", // mine\n        r\"notes\": /* really */ \"y\",\n        \"start\": \"z\",\n    },\n)";
    let mut changed = scenario(text);
    changed.sources.remove("name");
    changed.sources.remove("notes");
    changed
        .sources
        .insert("hourly_rate".to_owned(), "w".to_owned());
    assert_eq!(
        edited(text, &changed).unwrap(),
        "(\n    sources: {\n        \"hourly_rate\": \"w\",\n        // mine\n        /* really */\n        \"start\": \"z\",\n    },\n)"
    );
}

#[test]
fn a_file_that_demands_names_of_structs_gets_them() {
    let text = "#![enable(explicit_struct_names)]\nScenario(version: 2, workload: Workload(input_tokens: 5))";
    let changes = [
        ("prompting.serving.price.input", "1 to 2"),
        ("decision.evaluation", "yes"),
    ];
    let changed = after(text, &changes);
    assert!(
        changed.contains("workload: Workload(input_tokens: 5), prompting: Prompting("),
        "{changed}"
    );
    assert!(
        changed.contains("price: Price(input: Between(low: 1, high: 2))"),
        "{changed}"
    );
}

#[test]
fn other_dialects_are_edited_too() {
    let hosted = "#![enable(unwrap_variant_newtypes)]\n(prompting: (serving: (hosting: Some(per_hour: 2 /* a GPU */), price: (cached_input: Some(low: 1, high: 2)))))";
    let hosting = "prompting.serving.hosting";
    let per_hour = format!("{hosting}.per_hour");
    let cached = "prompting.serving.price.cached_input";
    for (text, path, value, expected) in [
        (
            hosted,
            per_hour.as_str(),
            "3",
            "hosting: Some(per_hour: 3 /* a GPU */)",
        ),
        (hosted, hosting, "none", "(/* a GPU */ hosting: None,"),
        (hosted, cached, "0.5", "(cached_input: 0.5)"),
        (
            hosted,
            cached,
            "1 to 3",
            "(cached_input: Some(low: 1, high: 3))",
        ),
        (
            "(workload: (input_tokens: {\"low\": 1, /* odd */ \"high\": 2}))",
            "workload.input_tokens",
            "1 to 3",
            "(/* odd */ input_tokens: (low: 1, high: 3))",
        ),
    ] {
        let changed = after(text, &[(path, value)]);
        assert!(changed.contains(expected), "{changed}");
    }
}

#[test]
fn every_example_keeps_its_text_and_takes_the_scenario_of_every_other() {
    for example in EXAMPLES {
        let own = example.scenario().unwrap();
        assert_eq!(edited(example.text, &own).as_deref(), Some(example.text));
        let comments = example.text.matches("//").count();
        for other in EXAMPLES {
            let other = other.scenario().unwrap();
            let text = edited(example.text, &other).expect(example.name);
            assert_eq!(format::read(&text).as_ref(), Ok(&other));
            assert!(text.matches("//").count() >= comments, "{text}");
            // And back.
            let back = edited(&text, &own).expect(example.name);
            assert_eq!(format::read(&back).as_ref(), Ok(&own));
        }
    }
}

/// A file of about so many bytes: as many volumes and sources as there may be, with comments between them.
fn large(bytes: usize) -> String {
    let comments = |bytes: usize| "  // a month\n".repeat(bytes / 13);
    let mut text = "(\n  workload: (monthly_queries: [\n".to_owned();
    for _ in 0..MAX_VOLUMES {
        text.push_str("  1_000,\n");
        text.push_str(&comments(bytes / 2 / MAX_VOLUMES));
    }
    text.push_str("  ]),\n  sources: {\n");
    for number in 0..MAX_SOURCES {
        text.extend(["    \"source ", &number.to_string(), "\": \"here\",\n"]);
        text.push_str(&comments(bytes / 2 / MAX_SOURCES));
    }
    text + "  },\n)\n"
}

#[test]
fn a_file_of_the_greatest_size_is_edited_in_time() {
    let text = large(3_900_000);
    let mut changed: Scenario = scenario(&text);
    let month = changed.workload.monthly_queries[0];
    changed.workload.monthly_queries.retain(|_| false);
    changed.workload.monthly_queries.push(month);
    changed.sources.retain(|key, _| !key.ends_with('7'));
    for number in 0..MAX_SOURCES / 20 {
        changed
            .sources
            .insert(format!("other {number}"), "there".to_owned());
    }
    let start = Instant::now();
    let result = edited(&text, &changed).unwrap();
    // Without optimisation about two seconds; hours if the time grew with the square of the size.
    assert!(
        start.elapsed() < Duration::from_mins(1),
        "{:?}",
        start.elapsed()
    );
    assert_eq!(
        result.matches("// a month").count(),
        text.matches("// a month").count()
    );
}
