//! Whole files: versions, defaults, and texts that are no scenario.

use std::fs;

use breakeven::files::examples::EXAMPLES;
use breakeven::files::{format, store};
use breakeven::scenario::Scenario;

use crate::support::{input, scenario};

use super::read;

#[test]
fn a_newer_version_is_refused_before_its_fields_are() {
    for text in [
        "(version: 3)",
        "(version: 3, name: 7, novelty: (a: [1, 2]), horizon_months: \"x\")",
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
        "(\nversion: 2.5)",
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
        "(version: 2)",
        "()",
        "(version: 2,)\n",
        "( // nothing\n /* at all */ )",
    ] {
        assert_eq!(scenario(text), Scenario::default(), "{text}");
    }
    // docs/scenario-files.md, a few of each kind.
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
        "(\n    version: 2,\n)\n"
    );
    let text =
        "(\n    version: 2,\n    workload: (\n        queries_per_month: 40000,\n    ),\n)\n";
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
        (b"PK\x03\x04\xff", "damaged"),
        (b"(version: 2) (version: 2)", "line 1"),
        (b"(version: 2))", "line 1"),
        (b"{\"version\": 1}", "no scenario in it"),
        (b"{\"version\": ", "line 1"),
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

#[cfg(target_os = "linux")]
#[test]
fn a_device_is_refused_rather_than_read_without_end() {
    let error = store::read(std::path::Path::new("/dev/zero")).unwrap_err();
    assert!(error.to_string().contains("device"), "{error}");
}
