//! What is too large is refused in a short sentence, when it is read as when it is typed; the documentation states each limit.

use breakeven::files::format;
use breakeven::files::limits::{LIMITS, MAX_SCENARIO_BYTES};
use breakeven::files::settings::{Settings, SettingsFile};
use breakeven::files::store;
use breakeven::scenario::Scenario;
use breakeven::scenario::inputs::Value;
use breakeven::scenario::limits::{
    MAX_NOTES_CHARACTERS, MAX_SOURCE_CHARACTERS, MAX_SOURCES, MAX_TEXT_CHARACTERS, MAX_VOLUMES,
};

use crate::support::{input, scenario};

/// A scenario with so much of something.
struct Case {
    what: &'static str,
    most: usize,
    text: fn(usize) -> String,
}

const CASES: [Case; 6] = [
    Case {
        what: "name",
        most: MAX_TEXT_CHARACTERS,
        text: |many| format!("(name: \"{}\")", "é".repeat(many)),
    },
    Case {
        what: "prompting.serving.model",
        most: MAX_TEXT_CHARACTERS,
        text: |many| {
            let model = "é".repeat(many);
            format!("(prompting: (serving: (model: \"{model}\")))")
        },
    },
    Case {
        what: "notes",
        most: MAX_NOTES_CHARACTERS,
        text: |many| format!("(notes: \"{}\")", "é".repeat(many)),
    },
    Case {
        what: "workload.monthly_queries",
        most: MAX_VOLUMES,
        text: |many| format!("(workload: (monthly_queries: [{}]))", "1,".repeat(many)),
    },
    Case {
        what: "sources",
        most: MAX_SOURCES,
        text: |many| {
            let source = |number| format!("\"field {number}\": \"said\"");
            let sources: Vec<String> = (0..many).map(source).collect();
            format!("(sources: {{{}}})", sources.join(","))
        },
    },
    Case {
        what: "sources",
        most: MAX_SOURCE_CHARACTERS,
        text: |many| format!("(sources: {{\"name\": \"{}\"}})", "é".repeat(many)),
    },
];

#[test]
fn the_most_is_read_and_one_more_is_refused() {
    for Case { what, most, text } in CASES {
        scenario(&text(most));
        let error = format::read(&text(most + 1)).unwrap_err();
        assert_eq!(error.field, what);
        assert!(error.line == 1 && error.column > 1, "{error}");
        assert!(error.problem.contains("at most"), "{error}");
        assert!(error.to_string().chars().count() < 200, "{error}");
    }
}

#[test]
fn what_is_typed_has_the_limits_of_what_is_read() {
    let text = |many: usize| Value::Text("é".repeat(many));
    let volumes = |many: usize| Value::Numbers(vec![1.0; many]);
    for (path, most, value) in [
        (
            "name",
            MAX_TEXT_CHARACTERS,
            &text as &dyn Fn(usize) -> Value,
        ),
        ("notes", MAX_NOTES_CHARACTERS, &text),
        ("fine_tuning.serving.model", MAX_TEXT_CHARACTERS, &text),
        ("workload.monthly_queries", MAX_VOLUMES, &volumes),
    ] {
        let input = input(path);
        let mut changed = Scenario::default();
        input.set(&mut changed, value(most)).unwrap();
        // So it can be saved and opened again.
        assert_eq!(scenario(&format::write(&changed).unwrap()), changed);
        let before = changed.clone();
        let error = input.set(&mut changed, value(most + 1)).unwrap_err();
        assert!(error.to_string().contains("at most"), "{error}");
        assert_eq!(changed, before);
    }
}

#[test]
fn messages_about_what_is_large_are_short() {
    let large = "x".repeat(1_000_000);
    let numbers = "1,".repeat(500_000);
    for text in [
        format!("({large}: 1)"),
        format!("(workload: ({large}: 1))"),
        format!("(fine_tuning: (at_retirement: {large}))"),
        format!("(currency: \"{large}\")"),
        format!("(start: \"{large}\")"),
        format!("(horizon_months: \"{large}\")"),
        format!("(horizon_months: {})", "9".repeat(1_000_000)),
        format!("(discount_rate: {large})"),
        format!("(name: {large}"),
        format!("(name: \"{large}"),
        format!("(sources: {{\"{large}\": 1}})"),
        format!("(workload: (monthly_queries: [{numbers}]))"),
        format!("(version: {large})"),
        "(".repeat(1_000_000),
        "\u{0}\n\u{1b}[31m".repeat(100_000),
        large,
    ] {
        let error = format::read(&text).unwrap_err().to_string();
        let start: String = text.chars().take(60).collect();
        assert!(
            error.chars().count() < 2_500,
            "{start}: {} bytes",
            error.len()
        );
        assert!(!error.contains(char::is_control), "{start}: {error:?}");
    }
    let much = format!("(notes: \"{}\")", "x".repeat(MAX_SCENARIO_BYTES as usize));
    let error = format::read(&much).unwrap_err();
    assert_eq!(error.to_string(), "it is larger than 4 MB: not a scenario");
}

#[test]
fn settings_are_read_from_a_file_of_a_sensible_size_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("settings.ron");
    let large = format!("(tab: \"{}\")", "x".repeat(300_000));
    for is_folder in [false, true] {
        if is_folder {
            std::fs::create_dir(&path).unwrap();
        } else {
            std::fs::write(&path, &large).unwrap();
        }
        let mut file = SettingsFile::new(path.clone());
        let (read, problem) = file.load();
        assert_eq!(read, Settings::default());
        let problem = problem.unwrap();
        assert!(problem.contains("not a settings file"), "{problem}");
        // It is left alone.
        file.save(&read).unwrap();
        assert_eq!(path.is_dir(), is_folder);
        assert!(is_folder || std::fs::read_to_string(&path).unwrap() == large);
        let _ = std::fs::remove_file(&path);
    }
}

#[test]
fn a_path_that_names_no_file_is_said_to() {
    let scenario = Scenario::default();
    for (path, says) in [("", "names no file"), ("plans/", "names a folder")] {
        let path = std::path::Path::new(path);
        for error in [
            store::open(path).unwrap_err(),
            store::save_as(path, &scenario, None).unwrap_err(),
        ] {
            assert!(error.to_string().contains(says), "{error}");
        }
    }
}

#[test]
fn the_documentation_states_each_limit() {
    let page = include_str!("../../../docs/scenario-files.md");
    for limit in LIMITS {
        let row = format!("| {} | {} |", limit.what, limit.most);
        assert!(page.contains(&row), "{row}");
    }
    // The table says what the code does.
    let numbers = [
        MAX_NOTES_CHARACTERS,
        MAX_TEXT_CHARACTERS,
        MAX_VOLUMES,
        MAX_SOURCES,
        MAX_SOURCE_CHARACTERS,
    ];
    for number in numbers {
        let thousands = format!("{},{:03}", number / 1_000, number % 1_000);
        let written = if number < 1_000 {
            number.to_string()
        } else {
            thousands
        };
        assert!(
            LIMITS.iter().any(|limit| limit.most.starts_with(&written)),
            "{written}"
        );
    }
}
