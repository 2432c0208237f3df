//! What fuzzing found (docs/robustness.md): the inputs as they were, and files of the same shapes that are as large as they may be.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use breakeven::evidence::catalog::Catalog;
use breakeven::files::embedded;
use breakeven::files::error::StoreError;
use breakeven::files::format;
use breakeven::files::journal::text;
use breakeven::files::limits::{MAX_SCENARIOS, MAX_SETTINGS_BYTES};
use breakeven::files::settings::Settings;
use breakeven::files::store;

/// Files that take minutes where time goes by the square of the size; the slowest of these took 2 s of unoptimised code.
const NOT_LONG: Duration = Duration::from_secs(20);

#[test]
fn what_was_found_is_read_or_refused_in_a_short_message() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/files/found");
    let mut count = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let bytes = fs::read(&path).unwrap();
        let as_text = String::from_utf8_lossy(&bytes);
        let name = path.file_name().unwrap().to_str().unwrap();
        let problems = match name.split('-').next().unwrap() {
            "scenario" => {
                let read = store::content(Path::new("plan.ron"), None, bytes.clone());
                Vec::from_iter(read.err().map(|error| error.to_string()))
            }
            "page" => {
                let found = embedded::read_html(&bytes).into_iter();
                found
                    .filter_map(|found| Some(found.scenario.err()?.to_string()))
                    .collect()
            }
            "pdf" => Vec::from_iter(embedded::read_pdf(&bytes).err()),
            "journal" => Vec::from_iter(text::read(&as_text).err()),
            "catalog" => Vec::from_iter(Catalog::read(&as_text).err()),
            other => panic!("a reader of {other}?"),
        };
        for problem in problems {
            assert!(problem.chars().count() < 2_500, "{name}: {problem}");
        }
        count += 1;
    }
    assert_eq!(count, 9);
}

#[test]
fn a_large_faulty_scenario_is_refused_at_once() {
    for part in ["a/*", "#", "r#", "r", "/*", "r\"", "\"\\", "a,", "a:", "'"] {
        let text = format!("(workload: (queries_per_month: {}", part.repeat(1_000_000));
        let start = Instant::now();
        let error = format::read(&text).unwrap_err().to_string();
        assert!(start.elapsed() < NOT_LONG, "{part}: {:?}", start.elapsed());
        assert!(error.chars().count() < 2_500, "{part}: {error}");
    }
}

#[test]
fn a_large_settings_file_with_a_fault_behind_much_that_is_right_is_read_at_once() {
    let items = "\"a\",".repeat(60_000);
    let faulty = "1,".repeat(3_000);
    for (text, faults) in [
        (format!("(zoom: 2.0, recent: [{items} 1])"), 1),
        (format!("(zoom: 2.0, recent: [1, {items}])"), 1),
        // After many faults nothing more is looked for.
        (format!("(zoom: 2.0, recent: [{faulty} \"a\"])"), 21),
        (format!("(zoom: 2.0, compared: [{faulty}])"), 21),
    ] {
        assert!(text.len() as u64 <= MAX_SETTINGS_BYTES);
        let start = Instant::now();
        let (settings, found) = Settings::read(&text).unwrap();
        assert!(start.elapsed() < NOT_LONG, "{:?}", start.elapsed());
        assert_eq!(found.len(), faults);
        assert_eq!(settings.zoom, 2.0);
    }
}

#[test]
fn of_many_scenarios_in_a_report_so_many_are_listed() {
    let path = Path::new("many.html");
    let element = |number: usize| format!("<pre>(version: 2, name: \"{number}\")</pre>");
    let marked = |number: usize| {
        format!(
            "// Breakeven scenario: begin\n(version: 2, name: \"{number}\")// Breakeven scenario: end\n"
        )
    };
    let elements: String = (0..20_000).map(element).collect();
    let marks: String = (0..20_000).map(marked).collect();
    for page in [elements, format!("<p>{marks}")] {
        let start = Instant::now();
        let error = store::content(path, None, page.into_bytes()).unwrap_err();
        assert!(start.elapsed() < NOT_LONG, "{:?}", start.elapsed());
        let StoreError::Several { choices, .. } = error else {
            panic!("{error}");
        };
        assert_eq!(choices.len(), MAX_SCENARIOS);
    }
}

#[test]
fn a_tag_of_many_attributes_ends_a_page_and_not_the_program() {
    let attributes = |many: usize| {
        let each: Vec<String> = (0..many)
            .map(|number| format!(" a{number}=\"x\""))
            .collect();
        each.concat()
    };
    let plan = "<pre id=\"x\" data-breakeven=\"Plan.ron\" data-breakeven=\"other.txt\">(version: 2, name: \"Plan\")</pre>";
    // The tokenizer takes stack for each attribute: ten thousand ended the program.
    for (tag, many, is_read) in [
        ("p", 90, true),
        ("p", 1_000_000, false),
        ("/p", 1_000_000, false),
    ] {
        let page = format!(
            "{plan}<{tag}{}></p>{}",
            attributes(many),
            plan.replace("\"Plan\"", "\"Other\"")
        );
        let found = embedded::read_html(page.as_bytes()).into_iter();
        let names: Vec<String> = found.map(|found| found.scenario.unwrap().name).collect();
        let expected: &[&str] = if is_read {
            &["Plan", "Other"]
        } else {
            &["Plan"]
        };
        assert_eq!(names, expected, "{tag} with {many}");
    }
}

#[test]
fn a_text_of_deep_brackets_is_no_scenario_after_one_look() {
    // Each level was parsed anew: 3 MB took as long as 90.
    let blank = " ".repeat(3_000_000);
    let nested = format!(
        "(version: 2, a: {}{blank}{})",
        "[".repeat(30),
        "]".repeat(30)
    );
    let page = format!("<pre>{nested}</pre>");
    let start = Instant::now();
    assert_eq!(embedded::read_html(page.as_bytes()), []);
    assert!(start.elapsed() < NOT_LONG, "{:?}", start.elapsed());
}

#[test]
fn texts_of_a_catalog_fit_into_a_scenario() {
    let catalog = |letters: usize| {
        let name = "x".repeat(letters);
        format!(
            "(version: 3, currency: \"USD\", providers: [(name: \"A\")], models: [(provider: \"A\", model: \"{name}\", \
             price: (input: 1, output: 5), read_on: \"2026-11-04\", read_at: \"its page\")])"
        )
    };
    Catalog::read(&catalog(1_000)).unwrap();
    let error = Catalog::read(&catalog(1_001)).unwrap_err();
    assert!(error.contains("at most 1000 characters"), "{error}");
}
