//! Decisions, charts and whole reports.

use std::fs;

use crate::support::example_text;

use super::WorkFolder;

#[test]
fn the_decision_is_printed_with_all_its_rules_and_as_a_plan() {
    let work = WorkFolder::with_support_replies();
    let of = |format: &str, set: &[&str]| {
        let mut arguments = vec![
            "report",
            "good.ron",
            "--format",
            format,
            "--samples",
            "1024",
        ];
        arguments.extend(set);
        work.call(&arguments).stdout
    };
    let record = of("decision", &[]);
    assert!(
        record.contains("Recommendation: Measure before you decide"),
        "{record}"
    );
    for part in [
        "Token efficiency",
        "Data collection",
        "Strengths of prompting",
        "Reasons to stay with prompting",
        "Assumed together",
        "→  8.",
        "  11.",
    ] {
        assert!(record.contains(part), "{part}");
    }
    let stay = of("decision", &["--set", "decision.prototyping=yes"]);
    assert!(stay.contains("Recommendation: Stay with prompting") && stay.contains("→  4."));
    assert!(of("text", &[]).contains("Recommendation: Measure before you decide"));
    let plan = of("plan", &[]);
    for part in [
        "go/no-go",
        "Jan 2027",
        "Volume: more than",
        "Requirements: ",
    ] {
        assert!(plan.contains(part), "{part}: {plan}");
    }
    // Thresholds, levers and the month can be given.
    let changed = [
        "--knob",
        "scale_queries=3M",
        "--knob",
        "trim=30%",
        "--count-on",
        "trim",
    ];
    let record = of("decision", &changed);
    for part in ["threshold 3M", "* Shorten the prompt (−30%)"] {
        assert!(record.contains(part), "{part}: {record}");
    }
    for typed in ["OpenAI gpt-5.4-nano", "gpt 5.4 nano", "nano 5.4"] {
        let picked = of("decision", &["--cheaper-model", typed]);
        assert!(picked.contains("cheaper model: GPT-5.4 Nano"), "{picked}");
    }
    assert!(of("plan", &["--month", "3"]).contains("switch after month 3"));
}

#[test]
fn faulty_settings_of_the_decision_are_refused() {
    let work = WorkFolder::with_support_replies();
    for (wrong, status, says) in [
        (["--knob", "trim=130%"], 2, "allowed: at most 100%"),
        (["--knob", "trm=30%"], 2, "names are scale_queries"),
        (["--count-on", "magic"], 2, "there is no lever “magic”"),
        (
            ["--cheaper-model", "gpt-77"],
            1,
            "no model is named “gpt-77”; write provider and name",
        ),
        (
            ["--cheaper-model", "20b"],
            1,
            "which one: Amazon Bedrock openai.gpt-oss-20b-1:0, Together",
        ),
        (
            ["--cheaper-model", "Claude Opus 5.5"],
            1,
            "Anthropic claude-opus-5-5 isn’t cheaper here",
        ),
        (["--month", "24"], 1, "give a month from 0 to 23"),
    ] {
        let mut arguments = vec!["report", "good.ron", "--format", "plan"];
        arguments.extend(wrong);
        let called = work.call(&arguments);
        assert_eq!(called.code, status, "{wrong:?}");
        assert!(called.stderr.contains(says), "{}", called.stderr);
    }
}

/// Makes a report in a file whose extension says its format.
#[track_caller]
fn report(work: &WorkFolder, from: &str, out: &str, more: &[&str]) -> Vec<u8> {
    let format = out.rsplit('.').next().unwrap();
    let all = [&["report", from, "--format", format, "-o", out][..], more].concat();
    let output = work.call(&all);
    assert_eq!(output.code, 0, "{from}: {}", output.stderr);
    fs::read(work.path(out)).unwrap()
}

/// Arguments that change what a report is decided with. Without the first six, thresholds and levers keep their defaults.
const OTHER_SETTINGS: [&str; 14] = [
    "--knob",
    "trim=33%",
    "--knob",
    "scale_queries=3M",
    "--count-on",
    "trim,batch",
    "--samples",
    "1000",
    "--cheaper-model",
    "OpenAI gpt-4.1-mini",
    "--axes",
    "prompting.serving.output_tokens,horizon_months",
    "--set",
    "workload.queries_per_month=30k to 90k",
];

/// A report that is made from a report has the same bytes.
fn check_made_anew(format: &str) {
    let work = WorkFolder::with_support_replies();
    let (first, second) = (format!("first.{format}"), format!("second.{format}"));
    let with_other_settings = report(&work, "good.ron", &first, &OTHER_SETTINGS);
    assert!(
        report(&work, &first, &second, &[]) == with_other_settings,
        "{format} made anew differs"
    );
    // With other thresholds it is another one.
    assert!(
        report(&work, "good.ron", &second, &OTHER_SETTINGS[6..]) != with_other_settings,
        "{format}"
    );
}

#[test]
fn a_web_page_that_is_made_anew_from_itself_is_the_same_to_the_byte() {
    check_made_anew("html");
}

#[test]
fn a_pdf_that_is_made_anew_from_itself_is_the_same_to_the_byte() {
    check_made_anew("pdf");
}

#[test]
fn command_line_options_override_settings_in_a_report() {
    let work = WorkFolder::with_support_replies();
    report(&work, "good.ron", "first.html", &OTHER_SETTINGS);
    let decision = |more: &[&str]| {
        let mut all = vec!["report", "first.html", "--format", "decision"];
        all.extend(more);
        work.call(&all).stdout
    };
    assert!(decision(&[]).contains("* Shorten the prompt (−33%)"));
    assert!(decision(&["--knob", "trim=40%"]).contains("* Shorten the prompt (−40%)"));
    assert!(!decision(&["--count-on", "none"]).contains("* Shorten"));
}

#[test]
fn no_input_file_is_overwritten() {
    let work = WorkFolder::with_support_replies();
    work.write("other.ron", example_text("ticket-classifier"));
    for name in ["good.ron", "other.ron"] {
        let with = [
            "report",
            "good.ron",
            "--with",
            "other.ron",
            "--format",
            "svg",
            "-o",
            name,
        ];
        let refused = work.call(&with);
        assert_eq!(refused.code, 1);
        assert!(
            refused.stderr.contains("would replace the scenario"),
            "{}",
            refused.stderr
        );
    }
}

#[test]
fn a_setting_of_a_report_that_cannot_be_is_left_out_and_named() {
    let work = WorkFolder::with_support_replies();
    report(&work, "good.ron", "first.html", &OTHER_SETTINGS);
    let page = fs::read_to_string(work.path("first.html")).unwrap();
    work.write("bad.html", &page.replace("trim: 0.33", "trim: 33"));
    let made = work.call(&["report", "bad.html"]);
    assert_eq!(made.code, 0);
    for part in ["bad.html", "left out", "knobs.trim"] {
        assert!(made.stderr.contains(part), "{part}: {}", made.stderr);
    }
}

#[test]
fn faulty_axes_are_refused() {
    let work = WorkFolder::with_support_replies();
    for (axes, status, says) in [
        ("horizon_months", 2, "two paths separated by a comma"),
        ("horizon_months,output_tokens", 2, "there is no input"),
        (
            "horizon_months,horizon_months",
            1,
            "a map needs two inputs that can vary",
        ),
    ] {
        let wrong = work.call(&["report", "good.ron", "--format", "text", "--axes", axes]);
        assert_eq!(wrong.code, status, "{axes}: {}", wrong.stderr);
        assert!(wrong.stderr.contains(says), "{axes}: {}", wrong.stderr);
    }
}

#[test]
fn charts_and_reports_are_made_without_a_display() {
    let work = WorkFolder::with_support_replies();
    work.write("other.ron", example_text("ticket-classifier"));
    let made = |arguments: &[&str]| {
        let mut all = vec!["report", "good.ron", "--samples", "256", "-o", "out"];
        all.extend(arguments);
        let output = work.call(&all);
        assert_eq!(output.code, 0, "{arguments:?}: {}", output.stderr);
        fs::read(work.path("out")).unwrap()
    };
    for (arguments, begins) in [
        (&["--format", "svg"][..], &b"<svg"[..]),
        (
            &["--format", "svg", "--chart", "map", "--theme", "dark"],
            b"<svg",
        ),
        (
            &["--format", "png", "--chart", "drivers", "--size", "480x320"],
            b"\x89PNG",
        ),
        (&["--format", "pdf", "--chart", "risk"], b"%PDF"),
        (&["--format", "pdf"], b"%PDF"),
        (&["--format", "html"], b"<!DOCTYPE html>"),
        (&["--format", "xlsx"], b"PK"),
        (
            &[
                "--format",
                "svg",
                "--chart",
                "compare",
                "--with",
                "other.ron",
            ],
            b"<svg",
        ),
        (
            &[
                "--format",
                "png",
                "--chart",
                "compare-costs",
                "--with",
                "other.ron",
            ],
            b"\x89PNG",
        ),
        (
            &["--format", "csv", "--with", "other.ron", "--all-inputs"],
            "\u{feff},unit,Support replies,Ticket classifier\n".as_bytes(),
        ),
    ] {
        assert!(made(arguments).starts_with(begins), "{arguments:?}");
    }
    // Without a format the name of the file says what it is.
    for (name, begins) in [
        ("cost.svg", b"<svg".as_slice()),
        ("Cost.SVG", b"<svg"),
        ("REPORT.HTM", b"<!DOCTYPE html>"),
        ("months.csv", "\u{feff}month,".as_bytes()),
        ("report.json", b"{"),
        ("report.txt", b"Support replies"),
        ("no ending", b"Support replies"),
    ] {
        let output = work.call(&["report", "good.ron", "--samples", "256", "-o", name]);
        assert_eq!((output.code, output.stderr.as_str()), (0, ""), "{name}");
        let made = fs::read(work.path(name)).unwrap();
        assert!(made.starts_with(begins), "{name}");
    }
    // A picture has the size that was asked for: it is in the header.
    let png = made(&["--format", "png", "--size", "480x320"]);
    assert_eq!(png[16..24], [0, 0, 1, 0xe0, 0, 0, 1, 0x40]);
}

#[test]
fn options_that_do_not_fit_what_is_made_are_refused() {
    let work = WorkFolder::with_support_replies();
    work.write("other.ron", example_text("ticket-classifier"));
    let too_many = [&["--format", "svg"][..], &["--with", "other.ron"].repeat(7)].concat();
    for (wrong, status, says) in [
        (&["--size", "10x10"][..], 2, "from 480x320 to 8192x8192"),
        (&["--size", "large"], 2, "WIDTHxHEIGHT"),
        (&["--chart", "pie"], 2, "paid-back"),
        (&["--format", "json", "--with", "other.ron"], 2, "not json"),
        (
            &[
                "--chart",
                "phases",
                "--format",
                "svg",
                "--with",
                "other.ron",
            ],
            2,
            "--with needs --chart compare or --format csv",
        ),
        (
            &["--format", "draws", "--with", "other.ron"],
            2,
            "not draws",
        ),
        // What has no meaning for what is made isn't passed over.
        (&["--chart", "cost"], 2, "--format svg, png or pdf"),
        (
            &["--format", "svg", "--chart", "compare"],
            2,
            "add --with FILE",
        ),
        (
            &["--format", "html", "--chart", "cost"],
            2,
            "--chart can be svg, png or pdf, not html",
        ),
        (&["--format", "pdf", "--size", "800x600"], 2, "--chart"),
        (&["--format", "json", "--theme", "dark"], 2, "--theme"),
        (&["--format", "csv", "--axis", "months"], 2, "--axis"),
        (&["--format", "svg", "--all-inputs"], 2, "--with FILE"),
        (&["--format", "svg", "--month", "3"], 2, "--format plan"),
        (&too_many, 1, "too many for one chart"),
        (
            &[
                "--format",
                "svg",
                "--chart",
                "compare",
                "--with",
                "missing.ron",
            ],
            1,
            "missing.ron",
        ),
    ] {
        let mut all = vec!["report", "good.ron", "--samples", "256", "-o", "never"];
        all.extend(wrong);
        let output = work.call(&all);
        assert_eq!(output.code, status, "{wrong:?}: {}", output.stderr);
        assert!(output.stderr.contains(says), "{wrong:?}: {}", output.stderr);
    }
    work.write("exact.ron", example_text("premium-never-pays"));
    let output = work.call(&["report", "exact.ron", "--format", "svg", "--chart", "risk"]);
    assert_eq!(output.code, 1);
    assert!(
        output.stderr.contains("state one as a range"),
        "{}",
        output.stderr
    );
}
