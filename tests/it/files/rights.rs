//! Who may read and write a file stays as it was when it is saved: nobody loses it, and nobody gets it.

use std::fs::{self, File};
use std::io;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, chown, symlink};
use std::path::{Path, PathBuf};

use breakeven::files::disk::{Disk, System};
use breakeven::files::store;
use rustix::fs::{XattrFlags, getxattr, setxattr};

use crate::support::named;

const ACCESS: &str = "system.posix_acl_access";
const DEFAULT: &str = "system.posix_acl_default";

/// The tags of an access list.
#[derive(Clone, Copy)]
enum Tag {
    Owner = 1,
    User = 2,
    OwnGroup = 4,
    Mask = 16,
    Others = 32,
}

/// An access list as the system has it: a version, and for each entry its tag, what it allows, and whom.
fn access_list(entries: &[(Tag, u16, u32)]) -> Vec<u8> {
    let mut list = 2_u32.to_le_bytes().to_vec();
    for (tag, allowed, whom) in entries {
        list.extend((*tag as u16).to_le_bytes());
        list.extend(allowed.to_le_bytes());
        list.extend(whom.to_le_bytes());
    }
    list
}

const NOBODY_ELSE: u32 = u32::MAX;

/// Lets user 4242 read a file that its group can't.
fn list_with_a_reader() -> Vec<u8> {
    access_list(&[
        (Tag::Owner, 6, NOBODY_ELSE),
        (Tag::User, 4, 4242),
        (Tag::OwnGroup, 0, NOBODY_ELSE),
        (Tag::Mask, 4, NOBODY_ELSE),
        (Tag::Others, 0, NOBODY_ELSE),
    ])
}

fn attribute(path: &Path, name: &str) -> Option<Vec<u8>> {
    let mut value = vec![0; 1024];
    let length = getxattr(path, name, &mut value[..]).ok()?;
    value.truncate(length);
    Some(value)
}

/// Gives a file an attribute; `false`, with a note, where files can't have it.
fn give(path: &Path, name: &str, value: &[u8]) -> bool {
    let given = setxattr(path, name, value, XattrFlags::empty());
    if let Err(error) = given {
        println!("skipped: {name} can’t be set here: {error}");
    }
    given.is_ok()
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

fn file(folder: &Path, mode: u32) -> PathBuf {
    let path = folder.join("plan.ron");
    store::save(&path, &named("before")).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
    path
}

#[test]
fn mode_owner_access_list_and_attributes_are_kept() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(folder.path(), 0o640);
    let has_note = give(&path, "user.note", b"mine");
    let has_list = give(&path, ACCESS, &list_with_a_reader());
    let before = (mode(&path), attribute(&path, ACCESS));
    store::save(&path, &named("after")).unwrap();
    assert_eq!(store::read(&path).unwrap().name, "after");
    assert_eq!((mode(&path), attribute(&path, ACCESS)), before);
    assert!(!has_list || before.1.is_some());
    if has_note {
        assert_eq!(attribute(&path, "user.note").unwrap(), b"mine");
    }
    // Only the superuser can give a file away.
    if chown(&path, Some(4242), Some(4343)).is_ok() {
        store::save(&path, &named("again")).unwrap();
        let known = fs::metadata(&path).unwrap();
        assert_eq!((known.uid(), known.gid()), (4242, 4343));
        assert_eq!((mode(&path), attribute(&path, ACCESS)), before);
    }
}

#[test]
fn what_a_folder_gives_new_files_does_not_open_one_that_is_there() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(folder.path(), 0o640);
    if !give(folder.path(), DEFAULT, &list_with_a_reader()) {
        return;
    }
    store::save(&path, &named("after")).unwrap();
    assert_eq!(attribute(&path, ACCESS), None);
    assert_eq!(mode(&path), 0o640);
    // A new file gets it.
    let new = folder.path().join("new.ron");
    store::save(&new, &named("new")).unwrap();
    assert!(attribute(&new, ACCESS).is_some());
}

/// A disk on which one kind of right can't be given.
#[derive(Debug)]
struct Refusing {
    owner: bool,
    attributes: bool,
}

impl Disk for Refusing {
    fn set_owner(&self, file: &File, user: Option<u32>, group: Option<u32>) -> io::Result<()> {
        if self.owner {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        System.set_owner(file, user, group)
    }

    fn set_attribute(&self, file: &File, name: &[u8], value: &[u8]) -> io::Result<()> {
        if self.attributes {
            return Err(io::ErrorKind::Unsupported.into());
        }
        System.set_attribute(file, name, value)
    }
}

#[test]
fn another_group_gets_no_more_than_everybody() {
    for (before, after) in [
        (0o640, 0o600),
        (0o664, 0o644),
        (0o660, 0o600),
        (0o666, 0o666),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let path = file(folder.path(), before);
        if let Err(error) = chown(&path, None, Some(4343)) {
            println!("skipped: only the superuser can give a file to any group: {error}");
            return;
        }
        let disk = Refusing {
            owner: true,
            attributes: false,
        };
        store::save_on(&disk, &path, &named("after"), None).unwrap();
        assert_ne!(fs::metadata(&path).unwrap().gid(), 4343);
        assert_eq!(mode(&path), after, "{before:o}");
    }
}

#[test]
fn without_its_access_list_a_file_is_the_owners_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(folder.path(), 0o640);
    if !give(&path, ACCESS, &list_with_a_reader()) {
        return;
    }
    // The group's part of the mode is what the list's reader may do: as a mode alone it would let the group in.
    assert_eq!(mode(&path), 0o640);
    let disk = Refusing {
        owner: false,
        attributes: true,
    };
    store::save_on(&disk, &path, &named("after"), None).unwrap();
    assert_eq!(mode(&path), 0o600);
}

#[test]
fn a_link_to_nowhere_is_followed_and_stays() {
    let folder = tempfile::tempdir().unwrap();
    let (link, target) = (
        folder.path().join("link.ron"),
        folder.path().join("target.ron"),
    );
    symlink("target.ron", &link).unwrap();
    store::save(&link, &named("mine")).unwrap();
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(store::read(&target).unwrap().name, "mine");
    // Where the folder behind it is gone, nothing is made.
    fs::remove_file(&link).unwrap();
    symlink("gone/target.ron", &link).unwrap();
    let error = store::save(&link, &named("mine")).unwrap_err();
    assert!(
        error.to_string().contains("no such file or folder"),
        "{error}"
    );
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    // A link that leads back to itself.
    fs::remove_file(&link).unwrap();
    symlink("link.ron", &link).unwrap();
    store::save(&link, &named("mine")).unwrap_err();
}

#[test]
fn a_file_closed_to_writing_is_told_from_others() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(folder.path(), 0o444);
    assert!(store::is_read_only(&path));
    fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
    assert!(!store::is_read_only(&path));
    assert!(!store::is_read_only(&folder.path().join("missing.ron")));
    let error = store::save_as(&folder.path().join("gone/plan.ron"), &named("x"), None);
    assert!(error.is_err() && !folder.path().join("gone").exists());
}
