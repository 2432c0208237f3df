//! Several windows write the same settings: none loses what another one changed.

use std::fs;
use std::path::{Path, PathBuf};

use breakeven::files::settings::{
    ComparisonSet, MonthLabels, ScenarioRef, Settings, SettingsFile, Theme,
};
use breakeven::scenario::knobs;
use proptest::prelude::*;

use crate::generated::cases;

fn window(path: &Path) -> (SettingsFile, Settings) {
    let mut file = SettingsFile::new(path.to_owned());
    let (settings, problem) = file.load();
    assert_eq!(problem, None);
    (file, settings)
}

fn set(name: &str) -> ComparisonSet {
    ComparisonSet {
        name: name.to_owned(),
        scenarios: vec![ScenarioRef::Example(name.to_owned())],
    }
}

fn set_knob(settings: &mut Settings, key: &str, value: f64) {
    (knobs::find(key).unwrap().set)(&mut settings.knobs, value).unwrap();
}

type Change = fn(&mut Settings);

/// What the first window may change. None of it is changed by the second one.
const OF_FIRST: [Change; 6] = [
    |settings| settings.theme = Theme::Dark,
    |settings| settings.recent.insert(0, "first.ron".into()),
    |settings| settings.comparison_sets.push(set("first")),
    |settings| settings.comparison_sets.retain(|known| known.name != "old"),
    |settings| set_knob(settings, "trim", 0.4),
    |settings| {
        settings
            .compared
            .push(ScenarioRef::Example("first".to_owned()));
    },
];

/// What the second window may change.
const OF_SECOND: [Change; 6] = [
    |settings| settings.month_labels = MonthLabels::Counted,
    |settings| settings.recent.insert(0, "second.ron".into()),
    |settings| settings.comparison_sets.push(set("second")),
    |settings| settings.library_folder = Some("elsewhere".into()),
    |settings| set_knob(settings, "scale_queries", 5000.0),
    |settings| {
        settings
            .compared
            .retain(|known| *known != ScenarioRef::Example("old".to_owned()));
    },
];

/// A step of one of two windows.
#[derive(Debug, Clone)]
enum Step {
    Change { is_first: bool, change: usize },
    Save { is_first: bool },
    TakeOver { is_first: bool },
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        (any::<bool>(), 0..6_usize)
            .prop_map(|(is_first, change)| Step::Change { is_first, change }),
        any::<bool>().prop_map(|is_first| Step::Save { is_first }),
        any::<bool>().prop_map(|is_first| Step::TakeOver { is_first }),
    ];
    prop::collection::vec(step, 1..24)
}

proptest! {
    #![proptest_config(cases(128))]

    #[test]
    fn no_order_of_two_windows_loses_what_either_changed(steps in steps()) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("settings.ron");
        let start = Settings {
            recent: vec!["old.ron".into()],
            comparison_sets: vec![set("old")],
            compared: vec![ScenarioRef::Example("old".to_owned())],
            ..Settings::default()
        };
        SettingsFile::new(path.clone()).save(&start).unwrap();
        let text = fs::read_to_string(&path).unwrap();
        fs::write(&path, text.replacen('(', "(\n    novelty: { 1: Custom(\"a\", (b: 2)) },", 1)).unwrap();
        let (mut first, mut second) = (window(&path), window(&path));
        let mut done = [[false; 6]; 2];
        for step in steps {
            let (Step::Change { is_first, .. } | Step::Save { is_first } | Step::TakeOver { is_first }) = step;
            let (file, settings) = if is_first { &mut first } else { &mut second };
            match step {
                Step::Change { change, .. } => {
                    // Each change is made once.
                    let (row, changes) = if is_first { (0, &OF_FIRST) } else { (1, &OF_SECOND) };
                    if !std::mem::replace(&mut done[row][change], true) {
                        changes[change](settings);
                    }
                }
                Step::Save { .. } => file.save(settings).unwrap(),
                Step::TakeOver { .. } => file.take_over(settings),
            }
        }
        for (file, settings) in [&mut first, &mut second] {
            file.save(settings).unwrap();
        }
        let (_, merged) = window(&path);
        let [of_first, of_second] = done;
        prop_assert_eq!(merged.theme == Theme::Dark, of_first[0]);
        prop_assert_eq!(merged.month_labels == MonthLabels::Counted, of_second[0]);
        for (name, is_there) in [("first.ron", of_first[1]), ("second.ron", of_second[1]), ("old.ron", true)] {
            prop_assert_eq!(merged.recent.contains(&PathBuf::from(name)), is_there, "{}", name);
        }
        for (name, is_there) in [("first", of_first[2]), ("second", of_second[2]), ("old", !of_first[3])] {
            prop_assert_eq!(merged.comparison_sets.contains(&set(name)), is_there, "{}", name);
        }
        for (name, is_there) in [("first", of_first[5]), ("old", !of_second[5])] {
            prop_assert_eq!(merged.compared.contains(&ScenarioRef::Example(name.to_owned())), is_there, "{}", name);
        }
        prop_assert_eq!(merged.library_folder.is_some(), of_second[3]);
        prop_assert_eq!(merged.knobs.trim.get(), if of_first[4] { 0.4 } else { 0.2 });
        prop_assert_eq!(merged.knobs.scale_queries.get(), if of_second[4] { 5000.0 } else { 100_000.0 });
        // What only a newer version knows is still there.
        let text = fs::read_to_string(&path).unwrap();
        prop_assert!(text.contains("novelty: { 1: Custom(\"a\", (b: 2)) }"), "{}", text);
    }
}

#[test]
fn writers_at_the_same_time_lose_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("new/settings.ron");
    std::thread::scope(|scope| {
        for writer in 0..8 {
            let path = &path;
            scope.spawn(move || {
                let (mut file, mut settings) = window(path);
                for number in 0..8 {
                    settings
                        .comparison_sets
                        .push(set(&format!("{writer}-{number}")));
                    file.save(&settings).unwrap();
                }
            });
        }
    });
    assert_eq!(window(&path).1.comparison_sets.len(), 64);
}

#[test]
fn recent_files_of_several_windows_stay_few() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("settings.ron");
    let (mut first, mut second) = (window(&path), window(&path));
    for number in 0..30 {
        for (name, (file, settings)) in [("a", &mut first), ("b", &mut second)] {
            settings.add_recent(Path::new(&format!("{name}{number}.ron")));
            file.save(settings).unwrap();
            file.take_over(settings);
        }
    }
    let recent = window(&path).1.recent;
    assert_eq!(recent.len(), 10, "{recent:?}");
    for last in ["a29.ron", "b29.ron"] {
        assert!(recent.contains(&PathBuf::from(last)), "{recent:?}");
    }
}

#[test]
fn a_window_takes_over_what_is_of_all_and_keeps_the_rest() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("settings.ron");
    let (mut first, mut second) = (window(&path), window(&path));
    first.1.theme = Theme::Dark;
    first.1.library_folder = Some("elsewhere".into());
    first.1.comparison_sets.push(set("first"));
    first.1.add_recent(Path::new("first.ron"));
    first.0.save(&first.1).unwrap();
    second.1.add_recent(Path::new("second.ron"));
    second.0.take_over(&mut second.1);
    let settings = &second.1;
    assert_eq!(settings.library_folder, Some("elsewhere".into()));
    assert_eq!(settings.comparison_sets, [set("first")]);
    assert_eq!(settings.recent.len(), 2);
    assert_eq!(settings.theme, Theme::System);
    // What it took over isn't its own change, so it doesn't bring back what the other one deletes.
    first.1.comparison_sets.clear();
    first.0.save(&first.1).unwrap();
    second.0.save(&second.1).unwrap();
    let (_, merged) = window(&path);
    assert_eq!(
        (
            merged.comparison_sets.len(),
            merged.recent.len(),
            merged.theme
        ),
        (0, 2, Theme::Dark)
    );
}

#[test]
fn a_file_that_is_faulty_is_never_written_over_and_works_again_when_mended() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("settings.ron");
    let (mut file, mut settings) = window(&path);
    fs::write(&path, "(theme: Dark,").unwrap();
    settings.show_editor = false;
    let error = file.save(&settings).unwrap_err().to_string();
    assert!(error.contains("settings.ron"), "{error}");
    // It is said once.
    file.save(&settings).unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), "(theme: Dark,");
    fs::write(&path, "(theme: Dark)").unwrap();
    file.save(&settings).unwrap();
    let (_, merged) = window(&path);
    assert_eq!((merged.theme, merged.show_editor), (Theme::Dark, false));
}

#[cfg(unix)]
#[test]
fn paths_that_are_no_text_are_kept_as_they_are() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("settings.ron");
    let strange = Path::new(OsStr::from_bytes(b"/tmp/caf\xe9 100%41/\xff.ron")).to_owned();
    let (mut file, mut settings) = window(&path);
    settings.library_folder = Some(strange.clone());
    settings.export_folder = Some(strange.clone());
    settings.add_recent(Path::new("/tmp/100%41.ron"));
    settings.add_recent(&strange);
    settings.compared.push(ScenarioRef::File(strange.clone()));
    settings.theme = Theme::Dark;
    file.save(&settings).unwrap();
    assert_eq!(window(&path).1, settings);
}
