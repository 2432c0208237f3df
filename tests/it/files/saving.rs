//! Saving, duplicating and renaming: nothing is overwritten or half written.

use std::fs;
use std::path::Path;

use breakeven::files::error::StoreError;
use breakeven::files::{names, store};
use breakeven::scenario::Scenario;

use crate::support::scenario;

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
fn duplicates_get_free_names_and_are_called_copies() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("Support replies.ron");
    let original = scenario("(name: \"Support replies\", horizon_months: 7)");
    store::save(&path, &original).unwrap();
    for number in 2..5 {
        let copy = store::duplicate(&path).unwrap();
        assert_eq!(
            copy,
            folder.path().join(format!("Support replies {number}.ron"))
        );
        let read = store::read(&copy).unwrap();
        assert_eq!(read.name, "Support replies (copy)");
        assert_eq!(read.horizon_months, original.horizon_months);
    }
    assert_eq!(store::read(&path).unwrap(), original);
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
