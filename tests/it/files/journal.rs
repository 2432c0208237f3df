//! Journals of unsaved work: read as they were written, bounded, locked, and never in the way when they are damaged.

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, UNIX_EPOCH};

use breakeven::files::journal::folder::RecoveryFolder;
use breakeven::files::journal::text::{self, MAX_HISTORY_BYTES};
use breakeven::files::journal::writer::JournalWriter;
use breakeven::files::journal::{Journal, Original, Step};
use breakeven::files::store;
use breakeven::scenario::Scenario;
use breakeven::scenario::limits::MAX_NOTES_CHARACTERS;
use proptest::prelude::*;
use tempfile::TempDir;

use crate::generated::cases;
use crate::support::{example, example_text, named, with};

fn step(label: &str, scenario: Scenario) -> Step {
    Step {
        label: label.into(),
        scenario: Arc::new(scenario),
    }
}

fn journal() -> Journal {
    let saved = example("support-replies");
    let queries = |value: &str| with(&saved, &[("workload.queries_per_month", value)]);
    Journal {
        noted: UNIX_EPOCH + Duration::from_mins(29_402_500),
        path: Some("/plans/support – “replies”.ron".into()),
        text: Some(example_text("support-replies").into()),
        scenario: Arc::new(queries("90000")),
        undo: vec![
            step("Name", saved.clone()),
            step("Query volume", queries("70000")),
        ],
        redo: vec![step(
            "Query volume",
            with(&queries("90000"), &[("horizon_months", "36")]),
        )],
        saved: Some(Arc::new(saved)),
        refused: vec![("discount_rate".to_owned(), "\"ten\"\n".to_owned())],
    }
}

#[test]
fn a_journal_is_read_as_it_was_written() {
    let whole = journal();
    let written = text::write(&whole).unwrap();
    assert_eq!(text::read(&written).unwrap(), whole);
    let never_saved = Journal {
        path: None,
        text: None,
        saved: None,
        ..whole
    };
    let written = text::write(&never_saved).unwrap();
    assert_eq!(text::read(&written).unwrap(), never_saved);
}

#[test]
fn steps_take_no_more_room_than_what_differs_and_the_oldest_are_left_out() {
    let mut long = journal();
    let scenario = Scenario::clone(&long.scenario);
    let written = text::write(&long).unwrap().len();
    long.undo = (0..300)
        .map(|step_number| {
            let value = (1000 + step_number).to_string();
            step(
                "Query volume",
                with(&scenario, &[("workload.queries_per_month", &value)]),
            )
        })
        .collect();
    let with_history = text::write(&long).unwrap();
    assert!(with_history.len() < written + 300 * 200);
    assert_eq!(text::read(&with_history).unwrap().undo, long.undo);

    // Each step is as long as notes may be, and so many have no room together.
    let notes = |letter: char| Scenario {
        notes: letter.to_string().repeat(MAX_NOTES_CHARACTERS),
        ..scenario.clone()
    };
    let fit = MAX_HISTORY_BYTES / MAX_NOTES_CHARACTERS;
    long.undo = ('!'..='Z')
        .filter(char::is_ascii_alphanumeric)
        .chain('a'..='z')
        .map(|letter| step(&letter.to_string(), notes(letter)))
        .collect();
    assert!(long.undo.len() > fit);
    let read = text::read(&text::write(&long).unwrap()).unwrap();
    assert_eq!(read.undo, long.undo[long.undo.len() - fit..]);
}

#[test]
fn a_damaged_journal_is_reported_and_one_step_that_cannot_be_read_costs_only_those_before_it() {
    let written = text::write(&journal()).unwrap();
    for end in (0..written.len()).step_by(97) {
        if written.is_char_boundary(end) {
            assert!(text::read(&written[..end]).is_err(), "cut at {end}");
        }
    }
    for (text, problem) in [
        ("", "damaged"),
        ("(version: 7)", "version 7"),
        ("(version: 1)", "damaged"),
        (&"(".repeat(100_000), "damaged"),
        (
            &written.replace("queries_per_month", "queries_per_moon"),
            "scenario is damaged",
        ),
    ] {
        let error = text::read(text).unwrap_err();
        assert!(error.contains(problem), "{error}");
    }
    let last_step = text::write(&journal())
        .unwrap()
        .replacen("start: ", "start: 9", 1);
    let read = text::read(&last_step).unwrap();
    assert_eq!((read.undo.len(), read.redo.len()), (0, 1));
    assert_eq!(read.scenario, journal().scenario);
}

proptest! {
    #![proptest_config(cases(100))]

    #[test]
    fn whatever_has_become_of_a_journal_reading_it_never_panics(
        breaks in prop::collection::vec((any::<prop::sample::Index>(), "[(){}\\[\\]\"'\\\\,:#r n0-9é\u{0}]{0,6}", 0..40_usize), 1..4),
    ) {
        let mut text: Vec<char> = text::write(&journal()).unwrap().chars().collect();
        for (place, inserted, removed) in breaks {
            let place = place.index(text.len());
            let end = (place + removed).min(text.len());
            text.splice(place..end, inserted.chars());
        }
        let text: String = text.into_iter().collect();
        if let Ok(read) = text::read(&text) {
            // What can be read can be kept again.
            let again = text::write(&read).unwrap();
            prop_assert_eq!(text::read(&again), Ok(read));
        }
    }
}

/// Names of what is in a folder.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.collect();
    names.sort();
    names
}

#[test]
fn a_living_windows_journal_is_not_offered_and_one_that_is_offered_is_offered_once() {
    let home = TempDir::new().unwrap();
    let path = home.path().join("recovery");
    let folder = RecoveryFolder::new(path.clone());
    assert!(folder.is_empty() && folder.left().is_empty());
    let mut writer = JournalWriter::new(Some(folder.clone()), |kept| kept.unwrap());
    writer.keep(1, journal());
    writer.keep(
        2,
        Journal {
            path: None,
            ..journal()
        },
    );
    writer.flush().now();
    assert!(folder.left().is_empty(), "the window lives");
    drop(writer);
    let left = folder.left();
    assert_eq!(left.len(), 2);
    assert!(folder.left().is_empty(), "they are offered already");
    drop(left);
    for left in folder.left() {
        left.journal.unwrap();
        left.file.remove().unwrap();
    }
    assert_eq!(names(&path), [""; 0]);
}

#[test]
fn what_is_forgotten_or_left_half_written_leaves_nothing_behind() {
    let home = TempDir::new().unwrap();
    let path = home.path().join("recovery");
    let folder = RecoveryFolder::new(path.clone());
    let mut writer = JournalWriter::new(Some(folder.clone()), |kept| kept.unwrap());
    writer.keep(1, journal());
    writer.flush().now();
    writer.forget(1);
    drop(writer);
    assert_eq!(names(&path), [""; 0]);

    // Files of others stay.
    for name in [
        "17.4.0.lock",
        ".breakeven-0123456789abcdef.tmp",
        "notes.ron",
        ".hidden",
    ] {
        fs::File::options()
            .create_new(true)
            .write(true)
            .open(path.join(name))
            .unwrap();
    }
    assert!(folder.left().is_empty());
    assert_eq!(names(&path), [".hidden", "notes.ron"]);
}

#[test]
fn a_folder_that_cannot_be_written_is_reported_once() {
    let home = TempDir::new().unwrap();
    let path = home.path().join("recovery");
    fs::File::options()
        .create_new(true)
        .write(true)
        .open(&path)
        .unwrap();
    let (send, told) = std::sync::mpsc::channel();
    let folder = Some(RecoveryFolder::new(path.clone()));
    let mut writer = JournalWriter::new(folder, move |kept| send.send(kept).unwrap());
    for _ in 0..3 {
        writer.keep(1, journal());
        writer.flush().now();
    }
    let problems: Vec<_> = told.try_iter().collect();
    assert_eq!(problems.len(), 1, "{problems:?}");
    let problem = problems[0].clone().unwrap_err();
    assert!(problem.starts_with("Unsaved changes can’t be kept for recovery. "));
    // The next try works, though nothing has changed since.
    fs::remove_file(&path).unwrap();
    writer.flush().now();
    assert_eq!(names(&path).len(), 2);
    assert_eq!(told.try_iter().collect::<Vec<_>>(), [Ok(())]);
}

#[cfg(unix)]
#[test]
fn nobody_else_may_read_a_journal() {
    use std::os::unix::fs::PermissionsExt as _;
    let home = TempDir::new().unwrap();
    let path = home.path().join("recovery");
    let mut writer = JournalWriter::new(Some(RecoveryFolder::new(path.clone())), |_| {});
    writer.keep(1, journal());
    writer.flush().now();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&path), 0o700);
    for name in names(&path) {
        let allowed = if name.contains('-') { 0o600 } else { 0o777 };
        assert_eq!(mode(&path.join(name)) & !allowed, 0);
    }
}

#[test]
fn a_journal_knows_what_became_of_its_file() {
    let home = TempDir::new().unwrap();
    let path = home.path().join("mine.ron");
    let saved = store::save_as(&path, &named("Mine"), None).unwrap();
    let mut journal = Journal {
        path: Some(path.clone()),
        text: Some(saved.text),
        refused: Vec::new(),
        ..journal()
    };
    assert_eq!(journal.original(), Original::Unchanged);
    assert!(!journal.is_saved());
    store::save(&path, &journal.scenario).unwrap();
    assert_eq!(journal.original(), Original::Changed);
    assert!(journal.is_saved());
    fs::remove_file(&path).unwrap();
    assert_eq!(journal.original(), Original::Missing);
    assert!(!journal.is_saved());
    journal.path = None;
    assert_eq!(journal.original(), Original::NeverSaved);
}
