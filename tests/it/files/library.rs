//! Names of files, and the list of a folder.

use std::fs;
use std::path::Path;

use breakeven::files::{library, names, store};

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

    let entries = library::list(folder.path(), &[], &[]).unwrap();
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
    let reason = |place: usize| entries[place].scenario.as_ref().unwrap_err();
    assert!(
        reason(0).contains("line 2") && reason(0).contains("horizon_months"),
        "{}",
        reason(0)
    );
    assert!(reason(2).contains("newer version"), "{}", reason(2));
    assert!(reason(3).contains("UTF-8"), "{}", reason(3));
    assert!(reason(4).contains("folder"), "{}", reason(4));
    assert_eq!(entries[1].scenario.as_ref().unwrap().name, "Good");
    assert!(entries[1].modified.is_some());

    // What was mended outside is read again, what is gone is gone.
    store::save(
        &folder.path().join("A broken.ron"),
        &scenario("(name: \"Mended after all\")"),
    )
    .unwrap();
    fs::remove_file(folder.path().join("c newer.ron")).unwrap();
    let again = library::list(folder.path(), &[], &entries).unwrap();
    assert_eq!(again.len(), 4);
    assert_eq!(again[0].scenario.as_ref().unwrap().name, "Mended after all");
}

#[test]
fn a_library_folder_that_is_not_there_is_empty() {
    let folder = tempfile::tempdir().unwrap();
    assert!(
        library::list(&folder.path().join("missing"), &[], &[])
            .unwrap()
            .is_empty()
    );
    let file = folder.path().join("file");
    fs::write(&file, "").unwrap();
    assert!(library::list(&file, &[], &[]).unwrap_err().contains("file"));
}
