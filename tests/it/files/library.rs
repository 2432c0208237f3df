//! Names of files, and the list of a folder.

use std::fs;
use std::path::Path;
use std::time::Duration;

use breakeven::files::library::{self, Entry};
use breakeven::files::{names, store};

use crate::support::scenario;

#[test]
fn file_names_hold_nothing_that_a_file_system_refuses() {
    for (name, file) in [
        ("Support replies", "Support replies.ron"),
        ("con", "scenario con.ron"),
        ("LPT1", "scenario LPT1.ron"),
        ("Support replies.ron", "Support replies.ron"),
        ("a/b\\c:d*e?f\"g<h>i|j", "a-b-c-d-e-f-g-h-i-j.ron"),
        ("tab\there", "tab here.ron"),
        ("  spaces  ", "spaces.ron"),
        ("..", "scenario.ron"),
        (".hidden", "hidden.ron"),
        ("", "scenario.ron"),
        ("Größe 2 × 3", "Größe 2 × 3.ron"),
        ("v1.2", "v1.2.ron"),
    ] {
        assert_eq!(names::file_name(name), file, "{name:?}");
    }
    let long = names::file_name(&"é".repeat(300));
    assert!(
        long.len() < 255
            && Path::new(&long)
                .extension()
                .is_some_and(|extension| extension == "ron")
    );
}

/// Longer than any folder here takes.
const LONG: Duration = Duration::from_mins(1);

fn listed(folder: &Path, known: &[Entry]) -> Vec<Entry> {
    let found = library::list(folder, &[], known, LONG).unwrap();
    assert!(found.is_complete);
    found.entries
}

#[test]
fn the_library_lists_its_scenarios_and_says_which_are_broken_and_why() {
    let folder = tempfile::tempdir().unwrap();
    store::save(
        &folder.path().join("b good.ron"),
        &scenario("(name: \"Good\")"),
    )
    .unwrap();
    fs::write(
        folder.path().join("A broken.ron"),
        "(\n  horizon_months: 0,\n)",
    )
    .unwrap();
    fs::write(folder.path().join("c newer.ron"), "(version: 7)").unwrap();
    fs::write(folder.path().join("d binary.ron"), b"\xff\xfe").unwrap();
    fs::write(folder.path().join(".hidden.ron"), "()").unwrap();
    fs::write(folder.path().join("notes.txt"), "()").unwrap();
    fs::create_dir(folder.path().join("folder.ron")).unwrap();

    let entries = listed(folder.path(), &[]);
    let names: Vec<_> = entries
        .iter()
        .map(|entry| entry.path.file_name().unwrap().to_string_lossy())
        .collect();
    assert_eq!(
        names,
        [
            "A broken.ron",
            "b good.ron",
            "c newer.ron",
            "d binary.ron",
            "folder.ron"
        ]
    );
    let reason = |place: usize| entries[place].summary.as_ref().unwrap_err();
    assert!(
        reason(0).contains("line 2") && reason(0).contains("horizon_months"),
        "{}",
        reason(0)
    );
    assert!(reason(2).contains("newer version"), "{}", reason(2));
    assert!(reason(3).contains("UTF-8"), "{}", reason(3));
    assert!(reason(4).contains("folder"), "{}", reason(4));
    assert_eq!(entries[1].summary.as_ref().unwrap().name, "Good");
    assert!(entries[1].stamp.modified.is_some());

    // What was mended outside is read again, what is gone is gone.
    store::save(
        &folder.path().join("A broken.ron"),
        &scenario("(name: \"Mended after all\")"),
    )
    .unwrap();
    fs::remove_file(folder.path().join("c newer.ron")).unwrap();
    let again = listed(folder.path(), &entries);
    assert_eq!(again.len(), 4);
    assert_eq!(again[0].summary.as_ref().unwrap().name, "Mended after all");
}

#[test]
fn a_library_folder_that_is_not_there_is_empty() {
    let folder = tempfile::tempdir().unwrap();
    assert!(listed(&folder.path().join("missing"), &[]).is_empty());
    let file = folder.path().join("file");
    fs::write(&file, "").unwrap();
    assert!(
        library::list(&file, &[], &[], LONG)
            .unwrap_err()
            .contains("file")
    );
}

#[cfg(unix)]
#[test]
fn links_that_lead_to_themselves_are_rows_that_say_so_or_none() {
    use std::os::unix::fs::symlink;
    let folder = tempfile::tempdir().unwrap();
    let link = |to: &str, name: &str| symlink(to, folder.path().join(name)).unwrap();
    link("itself.ron", "itself.ron");
    link(".", "folder.ron");
    link(".", "folder");
    link("gone.ron", "nowhere.ron");
    let entries = listed(folder.path(), &[]);
    let reasons = entries.iter().map(|entry| {
        let name = entry.path.file_name().unwrap().to_string_lossy();
        let reason = entry.summary.as_ref().unwrap_err();
        (name.into_owned(), reason.clone())
    });
    let reasons: Vec<_> = reasons.collect();
    let says = |place: usize, name: &str, part: &str| {
        let (of, reason) = &reasons[place];
        assert!(of == name && reason.contains(part), "{reasons:?}");
    };
    assert_eq!(entries.len(), 3);
    says(0, "folder.ron", "it is a folder");
    says(1, "itself.ron", "symbolic links");
    says(2, "nowhere.ron", "there is no such file");
    // Nothing is known by which a change would be noticed: they are read each time, and yet it comes to an end.
    let again = library::list(folder.path(), &[], &entries, Duration::ZERO).unwrap();
    assert!(again.is_complete && again.entries == entries);

    let itself = folder.path().join("library");
    symlink("library", &itself).unwrap();
    let problem = library::list(&itself, &[], &[], LONG).unwrap_err();
    assert!(problem.contains("can’t list the folder"), "{problem}");
}

#[test]
fn a_folder_that_takes_long_is_listed_in_rounds_and_no_row_is_lost_meanwhile() {
    let folder = tempfile::tempdir().unwrap();
    for number in 0..5 {
        let path = folder.path().join(format!("{number}.ron"));
        store::save(&path, &scenario(&format!("(name: \"Plan {number}\")"))).unwrap();
    }
    let mut known = Vec::new();
    for round in 1..=5 {
        // Without any time, a round reads one file.
        let found = library::list(folder.path(), &[], &known, Duration::ZERO).unwrap();
        assert_eq!(found.entries.len(), round);
        assert_eq!(found.is_complete, round == 5);
        known = found.entries;
    }
    // Two change: one is read, the other stays as it was for now.
    for number in [1, 3] {
        let path = folder.path().join(format!("{number}.ron"));
        fs::write(path, format!("(name: \"Another plan {number}\")")).unwrap();
    }
    let name = |entries: &[Entry], place: usize| entries[place].summary.clone().unwrap().name;
    let found = library::list(folder.path(), &[], &known, Duration::ZERO).unwrap();
    assert!(!found.is_complete && found.entries.len() == 5);
    assert_eq!(name(&found.entries, 1), "Another plan 1");
    assert_eq!(name(&found.entries, 3), "Plan 3");
    let found = library::list(folder.path(), &[], &found.entries, Duration::ZERO).unwrap();
    assert!(found.is_complete);
    assert_eq!(name(&found.entries, 3), "Another plan 3");
}
