//! Where reports go, faults and exit codes, `check` and help.

use std::fs;
use std::path::Path;

use breakeven::files::examples::EXAMPLES;

use super::{FEW_DRAWS, WorkFolder};

#[test]
fn a_report_goes_to_the_file_that_is_named() {
    let work = WorkFolder::new();
    let few = ["report", "good.ron", "--samples", FEW_DRAWS, "--format"];
    let printed = work.call(&[&few[..], &["json"]].concat()).stdout;
    for (option, name) in [("-o", "out.json"), ("--output", "other.json")] {
        let output = work.call(&[&few[..], &["json", option, name]].concat());
        assert_eq!(
            (output.code, output.stdout.as_str(), output.stderr.as_str()),
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
        &["report", "good.ron", "--format", "text", "-o", "./good.ron"],
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
fn a_faulty_input_is_reported_on_stderr_and_nothing_is_written() {
    let work = WorkFolder::new();
    work.write("newer.ron", "(version: 3)");
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
    let work = WorkFolder::new();
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
    let work = WorkFolder::new();
    let output = work.call(&["check", "good.ron"]);
    assert_eq!((output.code, output.stderr.as_str()), (0, ""));
    assert_eq!(output.stdout, "good.ron: valid\n");

    work.write(
        "odd.ron",
        "(fine_tuning: (lead_time_months: 24), sources: {\"workload.queries\": \"x\"})",
    );
    let output = work.call(&["check", "good.ron", "broken.ron", "odd.ron", "missing.ron"]);
    assert_eq!(output.code, 1);
    assert!(
        output.stdout.contains("good.ron: valid") && output.stdout.contains("odd.ron: valid"),
        "{}",
        output.stdout
    );
    assert!(
        output.stdout.contains("fine_tuning.lead_time_months")
            && output.stdout.contains("There is no input"),
        "{}",
        output.stdout
    );
    assert!(
        output.stderr.contains("broken.ron: line 2") && output.stderr.contains("missing.ron"),
        "{}",
        output.stderr
    );
    assert!(output.stderr.contains("2 of 4"), "{}", output.stderr);
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
    let output = WorkFolder::new().call(&arguments);
    assert_eq!((output.code, output.stderr.as_str()), (0, ""));
    assert_eq!(output.stdout.matches(": valid").count(), EXAMPLES.len());
}

#[test]
fn help_and_version_say_what_there_is() {
    let work = WorkFolder::new();
    for arguments in [&["--help"][..], &["-h"]] {
        let output = work.call(arguments);
        assert_eq!((output.code, output.stderr.as_str()), (0, ""));
        for words in ["report", "check", "Exit status", "--version"] {
            assert!(
                output.stdout.contains(words),
                "{words} is not in {}",
                output.stdout
            );
        }
    }
    let output = work.call(&["report", "--help"]);
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
            output.stdout.contains(words),
            "{words} is not in {}",
            output.stdout
        );
    }
    for version in ["--version", "-V"] {
        let output = work.call(&[version]);
        assert_eq!(output.code, 0);
        assert!(
            output
                .stdout
                .starts_with(&format!("breakeven {}", env!("CARGO_PKG_VERSION"))),
            "{}",
            output.stdout
        );
    }
}

#[test]
fn list_prices_that_were_read_long_ago_are_marked() {
    let work = WorkFolder::new();
    let text = r#"(version: 2, name: "Mine", prompting: (serving: (price: (input: 2.5))),
        sources: {"prompting.serving.price.input": "list price: OpenAI pricing page, read 2026-11-04"})"#;
    work.write("good.ron", text);
    let check = |day| {
        work.call_on(day, &["check", "good.ron"])
            .stdout
            .replace('\u{a0}', " ")
    };
    let old = "note: prompting.serving.price.input: The list price was read on 4 Nov 2026, 91 days ago. Check whether it still holds";
    // The evening of 2 February 2027 and of the day after: 90 days and 91 days after 4 November 2026.
    assert!(
        !check(1_801_591_200).contains("days ago"),
        "{}",
        check(1_801_591_200)
    );
    assert!(
        check(1_801_677_600).contains(old),
        "{}",
        check(1_801_677_600)
    );
    let report = ["report", "good.ron", "--samples", FEW_DRAWS];
    for format in ["text", "json", "html"] {
        let output = work.call_on(
            1_801_677_600,
            &[&report[..], &["--format", format]].concat(),
        );
        assert!(output.stdout.contains("91 days ago"), "{format}");
    }
}
