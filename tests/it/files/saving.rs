//! Saving, duplicating and renaming: nothing is overwritten or half written.

use std::fs;
use std::path::Path;

use breakeven::files::error::StoreError;
use breakeven::files::{names, store};
use breakeven::scenario::Scenario;

use crate::support::{named, scenario};

#[test]
fn saving_makes_the_folder_and_replaces_the_old_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a/b/scenario.ron");
    let old = scenario("(name: \"old\")");
    let new = scenario("(name: \"new\")");
    for scenario in [&old, &new] {
        store::save(&path, scenario).unwrap();
        assert_eq!(store::read(&path).unwrap(), *scenario);
    }
    // Nothing is left beside it.
    assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1);
}

// Not by permissions: those don't stop the superuser, who runs the tests of continuous integration.
#[test]
fn a_save_that_fails_says_so_and_leaves_what_was_there() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file.ron");
    store::save(&file, &Scenario::default()).unwrap();
    let before = fs::read_to_string(&file).unwrap();
    let changed = scenario("(name: \"changed\")");

    // A part of the path is a file.
    let error = store::save(&file.join("inside.ron"), &changed).unwrap_err();
    assert!(
        matches!(error, StoreError::Io { .. }) && error.to_string().contains("inside.ron"),
        "{error}"
    );
    assert_eq!(fs::read_to_string(&file).unwrap(), before);

    // The target is a folder with something in it.
    let target = folder.path().join("folder.ron");
    store::save(&target.join("kept.ron"), &Scenario::default()).unwrap();
    let error = store::save(&target, &changed).unwrap_err();
    assert!(
        error.to_string().contains("folder.ron") && error.to_string().contains("save"),
        "{error}"
    );
    assert!(target.join("kept.ron").exists());

    // No half-written file is left anywhere.
    let mut left: Vec<_> = names(folder.path());
    left.sort();
    assert_eq!(left, ["file.ron", "folder.ron"]);
    assert_eq!(names(&target), ["kept.ron"]);
}

fn names(folder: &Path) -> Vec<String> {
    fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect()
}

#[test]
fn duplicates_are_called_copies_and_so_are_their_files() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("Support replies.ron");
    let text = "( // why\n  name: \"Support replies\", horizon_months: 7.0)";
    fs::write(&path, text).unwrap();
    let expected = ["(copy)", "(copy 2)", "(copy 3)"].map(|mark| format!("Support replies {mark}"));
    for name in &expected {
        let copy = store::duplicate(&path).unwrap();
        assert_eq!(copy, folder.path().join(format!("{name}.ron")));
        let copied = text.replace("Support replies", name);
        assert_eq!(fs::read_to_string(&copy).unwrap(), copied);
    }
    // A copy of a copy is one more copy.
    let copy = store::duplicate(&folder.path().join("Support replies (copy 2).ron")).unwrap();
    assert_eq!(store::read(&copy).unwrap().name, "Support replies (copy 4)");
    assert_eq!(fs::read_to_string(&path).unwrap(), text);

    // Names that are too long for the mark get a number.
    let path = folder.path().join("long.ron");
    store::save(&path, &named(&"é".repeat(120))).unwrap();
    let copies = [1, 2].map(|_| store::duplicate(&path).unwrap());
    assert_ne!(copies[0], copies[1]);
    let free = folder.path().join("free.ron");
    assert_eq!(names::free_path(&free), free);
}

#[test]
fn renaming_keeps_the_folder_and_never_overwrites() {
    let folder = tempfile::tempdir().unwrap();
    let (first, second) = (
        folder.path().join("first.ron"),
        folder.path().join("second.ron"),
    );
    store::save(&first, &scenario("(name: \"first\")")).unwrap();
    store::save(&second, &scenario("(name: \"second\")")).unwrap();
    let error = store::rename(&first, "second").unwrap_err();
    assert!(matches!(error, StoreError::Exists { .. }), "{error}");
    assert_eq!(store::read(&second).unwrap().name, "second");

    let renamed = store::rename(&first, "third/quarter").unwrap();
    assert_eq!(renamed, folder.path().join("third-quarter.ron"));
    assert!(!first.exists());
    assert_eq!(store::read(&renamed).unwrap().name, "third/quarter");
    // To its own name, with and without the extension, and to one that differs in case only.
    assert_eq!(
        store::rename(&renamed, "third-quarter.ron").unwrap(),
        renamed
    );
    assert_eq!(store::rename(&renamed, "third-quarter").unwrap(), renamed);
    let capital = store::rename(&renamed, "Third-Quarter").unwrap();
    assert_eq!(store::read(&capital).unwrap().name, "Third-Quarter");
    // Where case counts, a name that differs in case only is another file's.
    let small = folder.path().join("third-quarter.ron");
    if !small.exists() {
        store::save(&small, &scenario("(name: \"small\")")).unwrap();
        let error = store::rename(&small, "Third-Quarter").unwrap_err();
        assert!(matches!(error, StoreError::Exists { .. }), "{error}");
    }
    store::rename(&folder.path().join("missing.ron"), "x").unwrap_err();
}

#[test]
fn renaming_changes_the_name_in_the_text_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("first.ron");
    let text = "(\r\n\tname: r\"first\", // an old name\r\n\thourly_rate: 9_5,\r\n)";
    fs::write(&path, text).unwrap();
    let renamed = store::rename(&path, "second").unwrap();
    let expected = text.replace("r\"first\"", "\"second\"");
    assert_eq!(fs::read_to_string(renamed).unwrap(), expected);
}

#[test]
fn what_cannot_be_read_is_renamed_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    for (file, bytes, becomes) in [
        ("broken.ron", &b"(version: 2,"[..], "other.ron"),
        ("newer.RON", b"(version: 9)", "other.RON"),
        ("picture.png", b"\x89PNG", "other.png"),
        ("page.html", b"<html></html>", "other.html"),
        ("none", b"\xff", "other"),
        // A scenario is one whatever it was called.
        (
            "scenario.txt",
            b"(name: \"other\" /* as before */)",
            "other.ron",
        ),
    ] {
        let path = folder.path().join(file);
        fs::write(&path, bytes).unwrap();
        let renamed = store::rename(&path, "other").unwrap();
        assert_eq!(renamed, folder.path().join(becomes));
        assert_eq!(fs::read(&renamed).unwrap(), bytes, "{file}");
        fs::remove_file(renamed).unwrap();
    }
}

#[cfg(unix)]
#[test]
fn a_name_that_a_broken_link_has_is_taken() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("first.ron");
    let text = "(name: \"first\" /* of all */)";
    fs::write(&path, text).unwrap();
    std::os::unix::fs::symlink("nowhere", folder.path().join("dangling.ron")).unwrap();
    let error = store::rename(&path, "dangling").unwrap_err();
    assert!(matches!(error, StoreError::Exists { .. }), "{error}");
    assert_eq!(fs::read_to_string(&path).unwrap(), text);
}

// A path may have 4,095 bytes: the file's own fits, with the longer name it doesn't.
#[cfg(target_os = "linux")]
#[test]
fn a_file_that_cannot_be_moved_keeps_its_text() {
    let folder = tempfile::tempdir().unwrap();
    let mut deep = folder.path().to_owned();
    while deep.as_os_str().len() < 3900 {
        deep.push("d".repeat(100));
    }
    deep.push("d".repeat(4060 - deep.as_os_str().len()));
    fs::create_dir_all(&deep).unwrap();
    let path = deep.join("first.ron");
    let text = "(name: \"first\" /* of all */)";
    fs::write(&path, text).unwrap();
    let error = store::rename(&path, &"n".repeat(80)).unwrap_err();
    assert!(error.to_string().contains("rename it"), "{error}");
    assert_eq!(fs::read_to_string(&path).unwrap(), text);
}

#[test]
fn a_file_called_after_its_scenario_follows_the_name() {
    let folder = tempfile::tempdir().unwrap();
    let follow = |file: &str, former: &str, name: &str| {
        let path = folder.path().join(file);
        fs::write(&path, "()").unwrap();
        let renamed = store::follow_name(&path, &named(former), &named(name));
        assert!(renamed.as_deref().unwrap_or(&path).exists());
        let renamed = renamed?.file_name()?.to_str()?.to_owned();
        assert!(!path.exists());
        Some(renamed)
    };
    assert_eq!(follow("a-b.ron", "a/b", "c?").as_deref(), Some("c-.ron"));
    let untitled = follow("Untitled scenario.ron", "", "d");
    assert_eq!(untitled.as_deref(), Some("d.ron"));
    // It is called otherwise, the name is the same or none, or there is a file of the new name.
    assert_eq!(follow("mine.ron", "a", "e"), None);
    assert_eq!(follow("a.ron", "a", "a"), None);
    assert_eq!(follow("a.ron", "a", " "), None);
    assert_eq!(follow("a.ron", "a", "d"), None);
}

#[cfg(unix)]
#[test]
fn saving_follows_a_link_and_keeps_the_mode_of_its_file() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let folder = tempfile::tempdir().unwrap();
    let (file, link) = (
        folder.path().join("file.ron"),
        folder.path().join("link.ron"),
    );
    store::save(&file, &scenario("(name: \"before\")")).unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
    symlink(&file, &link).unwrap();
    store::save(&link, &scenario("(name: \"after\")")).unwrap();
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(store::read(&file).unwrap().name, "after");
    assert_eq!(
        fs::metadata(&file).unwrap().permissions().mode() & 0o777,
        0o640
    );
}
