//! Where a report goes, what its name says, and that nothing is said to be written that isn’t.

use std::fs;
use std::process::{Command, Stdio};

use super::{FEW_DRAWS, WorkFolder};

#[test]
fn an_ending_that_no_report_has_is_refused_with_those_that_there_are() {
    let work = WorkFolder::new();
    for name in [
        "deck.key",
        "report.docx",
        "report.md",
        "photo.JPG",
        "report.2027",
        "report.",
        "report.pdf ",
        "report.html.bak",
    ] {
        work.assert_fails(
            &["report", "good.ron", "--samples", FEW_DRAWS, "-o", name],
            2,
            &[
                "isn’t a report format",
                ".txt, .json, .csv, .svg, .png, .pdf, .html, .xlsx, .pptx",
                "--format",
            ],
        );
    }
    // A format that is named is made under any name.
    let few = ["report", "good.ron", "--samples", FEW_DRAWS];
    for (name, format, begins) in [
        ("plan.md", "plan", ""),
        ("report.docx", "text", "Textbook comparison"),
        ("report.pdf", "json", "{"),
    ] {
        let output = work.call(&[&few[..], &["--format", format, "-o", name]].concat());
        assert_eq!((output.code, output.stderr.as_str()), (0, ""), "{name}");
        let made = fs::read_to_string(work.path(name)).unwrap();
        assert!(made.starts_with(begins), "{name}: {made}");
    }
    // A name that begins with a dot has no ending, nor has one in a folder with a dot.
    fs::create_dir(work.path("v1.2")).unwrap();
    for name in ["v1.2/report", ".report"] {
        let output = work.call(&[&few[..], &["-o", name]].concat());
        assert_eq!((output.code, output.stderr.as_str()), (0, ""), "{name}");
        let made = fs::read_to_string(work.path(name)).unwrap();
        assert!(made.starts_with("Textbook comparison"), "{name}");
    }
}

#[test]
fn the_help_says_what_the_name_of_the_output_does() {
    let help = WorkFolder::new().call(&["report", "--help"]).stdout;
    for words in [
        "the ending of the -o file",
        "--csv-separator",
        "--csv-decimal",
    ] {
        assert!(help.contains(words), "{words}: {help}");
    }
}

#[test]
fn an_output_without_the_name_of_a_file_is_refused_with_one_that_works() {
    let work = WorkFolder::with_support_replies();
    fs::create_dir(work.path("folder")).unwrap();
    for (name, says) in [
        ("", "type a file name, such as report.html"),
        ("folder/", "type a file name, such as folder/report.html"),
        ("missing/", "type a file name, such as missing/report.html"),
        ("..", "type a file name, such as ../report.html"),
    ] {
        work.assert_fails(&["report", "good.ron", "-o", name], 2, &[says]);
    }
    assert!(!work.path("missing").exists());
}

#[test]
fn a_place_where_nothing_can_be_written_is_refused_before_anything_is_drawn() {
    let work = WorkFolder::with_support_replies();
    fs::create_dir(work.path("folder.csv")).unwrap();
    let long = format!("{}.csv", "long ".repeat(80));
    // So many draws would take far longer than the test may.
    let many = ["report", "good.ron", "--samples", "10M"];
    let started = std::time::Instant::now();
    for (name, says) in [
        ("missing/out.csv", "no such folder"),
        ("folder.csv", "folder"),
        (long.as_str(), "can’t save it"),
        ("good.ron", "replace the scenario"),
    ] {
        for format in ["draws", "html"] {
            let arguments = [&many[..], &["--format", format, "-o", name]].concat();
            work.assert_fails(&arguments, 1, &[says]);
        }
    }
    assert!(started.elapsed().as_secs() < 10, "{:?}", started.elapsed());
}

/// Standard output on a disk that is full is an error, also for what is written last.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_no_success() {
    let work = WorkFolder::with_support_replies();
    work.write("bills.csv", "month,cost\n1,50\n");
    let before = fs::read(work.path("good.ron")).unwrap();
    let model = "claude-haiku-4-5";
    let cases: [&[&str]; 10] = [
        &["report", "good.ron", "--format", "text"],
        &["report", "good.ron", "--format", "json"],
        &["report", "good.ron", "--format", "png"],
        &["report", "good.ron", "--format", "draws"],
        &["check", "good.ron"],
        &["--help"],
        &["--version"],
        &["actuals", "bills.csv", "--into", "good.ron"],
        &["prices", "--model", model, "--into", "good.ron"],
        &["tokens", "bills.csv", "--into", "good.ron"],
    ];
    for arguments in cases {
        let full = fs::OpenOptions::new()
            .write(true)
            .open("/dev/full")
            .unwrap();
        let output = Command::new(env!("CARGO_BIN_EXE_breakeven"))
            .args(arguments)
            .current_dir(work.folder.path())
            .stdout(Stdio::from(full))
            .stderr(Stdio::piped())
            .output()
            .unwrap();
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{arguments:?}: {stderr}");
        assert!(stderr.contains("can’t write the output"), "{stderr}");
    }
    assert_eq!(fs::read(work.path("good.ron")).unwrap(), before);
    let few = ["report", "good.ron", "--samples", FEW_DRAWS];
    for format in ["text", "png", "draws"] {
        let output = work.call(&[&few[..], &["--format", format, "-o", "/dev/full"]].concat());
        assert_eq!(output.code, 1, "{format}");
    }
    // Errors that nobody can read don’t make it crash.
    let full = fs::OpenOptions::new()
        .write(true)
        .open("/dev/full")
        .unwrap();
    let status = Command::new(env!("CARGO_BIN_EXE_breakeven"))
        .args(["report", "missing.ron"])
        .stderr(Stdio::from(full))
        .status()
        .unwrap();
    assert_eq!(status.code(), Some(1));
}

#[cfg(unix)]
#[test]
fn a_device_gets_what_the_terminal_gets() {
    let work = WorkFolder::new();
    let few = ["report", "good.ron", "--samples", FEW_DRAWS];
    for format in [&[][..], &["--format", "csv"]] {
        let all = [&few[..], format].concat();
        let printed = work.call(&all).stdout;
        let device = work.call(&[&all[..], &["-o", "/dev/stdout"]].concat());
        assert_eq!((device.code, device.stdout), (0, printed));
    }
}

#[test]
fn as_many_draws_are_listed_as_were_asked_for() {
    let work = WorkFolder::with_support_replies();
    let draws = |samples: &str| {
        let arguments = [
            "report",
            "good.ron",
            "--format",
            "draws",
            "--samples",
            samples,
        ];
        let output = work.call(&arguments);
        assert_eq!((output.code, output.stderr.as_str()), (0, ""));
        output.stdout
    };
    for (asked, first_of) in [("1", "256"), ("300", "512"), ("20000", "32768")] {
        let some = draws(asked);
        assert_eq!(some.lines().count(), asked.parse::<usize>().unwrap() + 1);
        // They are the first of a whole run.
        assert!(draws(first_of).starts_with(&some), "{asked}");
    }
}

#[test]
fn draws_are_not_listed_while_prices_are_missing() {
    let work = WorkFolder::new();
    work.write(
        "unpriced.ron",
        "(workload: (queries_per_month: (low: 1000, high: 9000)))",
    );
    work.assert_fails(
        &["report", "unpriced.ron", "--format", "draws"],
        1,
        &["prices are missing"],
    );
}

#[test]
fn a_chart_that_a_scenario_lacks_is_named_in_quotes() {
    let work = WorkFolder::new();
    work.write("unpriced.ron", "()");
    work.assert_fails(
        &[
            "report",
            "unpriced.ron",
            "--format",
            "svg",
            "--chart",
            "drivers",
        ],
        1,
        &["has no chart “Sensitivity”"],
    );
}

#[test]
fn what_names_no_file_is_refused_in_a_sentence() {
    let work = WorkFolder::new();
    let few = ["report", "good.ron", "--samples", FEW_DRAWS];
    for (arguments, says) in [
        (vec!["report", ""], "names no file"),
        (vec!["report", "good.ron/"], "names a folder"),
        (vec!["check", ""], "names no file"),
        (
            [&few[..], &["--format", "csv", "--with", ""]].concat(),
            "names no file",
        ),
    ] {
        work.assert_fails(&arguments, 1, &[says]);
    }
    for name in ["", "new/"] {
        let arguments = [&few[..], &["--format", "text", "-o", name]].concat();
        work.assert_fails(&arguments, 2, &["type a file name"]);
    }
}

#[cfg(unix)]
#[test]
fn a_read_only_file_is_not_replaced() {
    use std::os::unix::fs::PermissionsExt as _;
    let work = WorkFolder::new();
    work.write("kept.csv", "kept");
    let kept = work.path("kept.csv");
    fs::set_permissions(&kept, fs::Permissions::from_mode(0o444)).unwrap();
    let arguments = [
        "report",
        "good.ron",
        "--samples",
        FEW_DRAWS,
        "-o",
        "kept.csv",
    ];
    work.assert_fails(&arguments, 1, &["read-only"]);
    assert_eq!(fs::read_to_string(kept).unwrap(), "kept");
}

/// What a file quotes can't change the terminal, and a large one isn't repeated.
#[test]
fn messages_are_short_and_plain() {
    let work = WorkFolder::new();
    work.write("escape.ron", "(\"\u{1b}[31m\": 1)");
    work.write("large.ron", &format!("({}: 1)", "x".repeat(1_000_000)));
    for name in ["escape.ron", "large.ron"] {
        let output = work.call(&["check", name]);
        assert_eq!(output.code, 1);
        assert!(
            output.stderr.len() < 4_000,
            "{name}: {}",
            output.stderr.len()
        );
        assert!(!output.stderr.contains('\u{1b}'), "{}", output.stderr);
    }
}
