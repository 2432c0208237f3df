//! What the program remembers between runs.

use std::fs;
use std::path::Path;

use breakeven::files::settings::{
    ComparisonSet, ExportPaper, ExportSize, FileDialogs, MonthLabels, ScenarioRef, Settings,
    SettingsFile, Tables, Theme, UsageColumns, WindowPlace,
};
use breakeven::scenario::knobs::{self, DecisionSettings};

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
        library_width: Some(240.0),
        show_editor: false,
        editor_width: Some(400.0),
        file_dialogs: FileDialogs::Window,
        recent: vec!["a.ron".into(), "b.ron".into()],
        compared: vec![ScenarioRef::Example("self-hosted-lora".into())],
        comparison_sets: vec![ComparisonSet {
            name: "Two plans".to_owned(),
            scenarios: vec![ScenarioRef::File("a.ron".into())],
        }],
        export_folder: Some("exports".into()),
        export_dark: true,
        export_transparent: true,
        export_size: ExportSize::Square,
        export_paper: ExportPaper::Letter,
        export_one_page: true,
        chart_format: Some("png".to_owned()),
        tables: Tables::Points,
        month_labels: MonthLabels::Counted,
        knobs,
        last: Some(ScenarioRef::File("b.ron".into())),
        welcome_dismissed: true,
        tab: Some("Risk".to_owned()),
        window: Some(WindowPlace {
            position: Some((10.0, 20.0)),
            size: (800.0, 600.0),
            maximized: true,
        }),
        zoom: 1.5,
        usage_columns: vec![UsageColumns {
            header: "71eb7f276927b224".to_owned(),
            columns: vec!["date=Day".to_owned(), "queries=Calls".to_owned()],
        }],
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
fn a_wrong_value_gives_the_default_and_a_message_and_neither_it_nor_a_faulty_file_is_overwritten() {
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
    assert_eq!(fields.len(), 26, "{written}");
    for field in fields {
        let faulty = format!("(\n    {field}: (7.5, 'x'),\n)");
        fs::write(&path, &faulty).unwrap();
        let mut file = SettingsFile::new(path.clone());
        let (mut read, problem) = file.load();
        assert_eq!(read, Settings::default(), "{field}");
        let problem = problem.unwrap();
        assert!(
            problem.contains(&field) && problem.contains("line 2"),
            "{problem}"
        );
        assert!(problem.contains("settings.ron"), "{problem}");
        // What is wrong stays until it is set here.
        read.add_recent(Path::new("new.ron"));
        file.save(&read).unwrap();
        let kept = fs::read_to_string(&path).unwrap();
        let is_set = ["recent", "last"].contains(&field.as_str());
        assert_eq!(kept.contains("7.5"), !is_set, "{kept}");
    }
    // The others are read.
    let others =
        "theme: Dark, recent: [\"a.ron\", 5, \"b.ron\"], show_editor: \"no\", show_library: false";
    fs::write(
        &path,
        format!("({others}, knobs: (prompt_share: 1.5, trim: 0.4))"),
    )
    .unwrap();
    let (read, problem) = SettingsFile::new(path.clone()).load();
    assert_eq!(
        (read.theme, read.show_editor, read.show_library),
        (Theme::Dark, true, false)
    );
    assert_eq!(read.recent, [Path::new("a.ron"), Path::new("b.ron")]);
    assert_eq!(
        (read.knobs.trim.get(), read.knobs.prompt_share.get()),
        (0.4, 0.8)
    );
    let problem = problem.unwrap();
    for fault in ["recent[1]", "show_editor", "knobs.prompt_share"] {
        assert!(problem.contains(fault), "{problem}");
    }
    // A file that isn't text, or is cut short, is left alone.
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

#[test]
fn a_file_that_is_renamed_stays_where_it_is_compared() {
    let mut settings = settings();
    let file = |path: &str| ScenarioRef::File(path.into());
    settings.compared.push(file("a.ron"));
    settings.file_renamed(Path::new("a.ron"), Path::new("c.ron"));
    assert_eq!(settings.recent, [Path::new("c.ron"), Path::new("b.ron")]);
    assert_eq!(settings.compared[1], file("c.ron"));
    assert_eq!(settings.comparison_sets[0].scenarios, [file("c.ron")]);
}
