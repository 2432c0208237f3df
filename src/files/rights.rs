//! Who may read and write a file stays as it was when its content is replaced: owner, group, mode, access list and extended attributes.
//! Where the system doesn't let one of them be kept, nobody gets more than before.

use std::fs::{File, Metadata};
use std::io;
use std::os::unix::fs::MetadataExt as _;
use std::path::Path;

use super::disk::Disk;
use super::retry::retried;

/// The attribute that holds a file's access list.
const ACCESS_LIST: &[u8] = b"system.posix_acl_access";
/// Attributes whose names begin like this are the user's own; the others are the system's, which may refuse them to us.
const OF_USER: &[u8] = b"user.";

/// Gives a new file, which only its owner can read so far, the rights and attributes of the one at `old`, which it replaces.
pub(super) fn keep(disk: &dyn Disk, old: &Path, new: &File, path: &Path) -> io::Result<()> {
    let before = retried(|| disk.metadata(old))?;
    let belongs = Belongs::like(disk, &before, new)?;
    let listed = keep_attributes(disk, old, new, path)?;
    let mode = before.mode() & 0o777;
    let mode = match (listed, belongs) {
        // In the mode of a file with an access list, the group's part is the most that anybody in the list may do.
        (Listed::Lost, _) => mode & 0o700,
        (_, Belongs::ToAnotherGroup) => mode & !0o070 | (mode & (mode << 3) & 0o070),
        _ => mode,
    };
    retried(|| disk.set_mode(new, mode))
}

/// Whom a new file belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Belongs {
    ToSameGroup,
    ToAnotherGroup,
}

impl Belongs {
    /// Gives the new file to the owner and the group of the old one, as far as the system allows that.
    fn like(disk: &dyn Disk, before: &Metadata, new: &File) -> io::Result<Self> {
        let now = retried(|| new.metadata())?;
        let (user, group) = (before.uid(), before.gid());
        if (now.uid(), now.gid()) == (user, group) {
            return Ok(Self::ToSameGroup);
        }
        if is_allowed(retried(|| disk.set_owner(new, Some(user), Some(group))))? {
            return Ok(Self::ToSameGroup);
        }
        let has_group =
            now.gid() == group || is_allowed(retried(|| disk.set_owner(new, None, Some(group))))?;
        Ok(if has_group {
            Self::ToSameGroup
        } else {
            Self::ToAnotherGroup
        })
    }
}

/// What became of an access list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Listed {
    AsBefore,
    Lost,
}

fn keep_attributes(disk: &dyn Disk, old: &Path, new: &File, path: &Path) -> io::Result<Listed> {
    let names = match retried(|| disk.attributes(old)) {
        Err(error) if error.kind() == io::ErrorKind::Unsupported => return Ok(Listed::AsBefore),
        names => names?,
    };
    let mut listed = Listed::AsBefore;
    for name in &names {
        let copied = retried(|| disk.attribute(old, name))
            .and_then(|value| retried(|| disk.set_attribute(new, name, &value)));
        if name.starts_with(OF_USER) {
            copied?;
        } else if !is_allowed(copied)? && name == ACCESS_LIST {
            listed = Listed::Lost;
        }
    }
    // The folder may give each new file a list, by which others could read this one.
    let has_list = |names: &[Vec<u8>]| names.iter().any(|name| name == ACCESS_LIST);
    if !has_list(&names) && has_list(&retried(|| disk.attributes(path))?) {
        retried(|| disk.remove_attribute(new, ACCESS_LIST))?;
    }
    Ok(listed)
}

/// Whether something was done; `false` if the system doesn't allow or know it.
fn is_allowed(done: io::Result<()>) -> io::Result<bool> {
    match done {
        Ok(()) => Ok(true),
        Err(error)
            if matches!(
                error.kind(),
                io::ErrorKind::PermissionDenied | io::ErrorKind::Unsupported
            ) =>
        {
            Ok(false)
        }
        Err(error) => Err(error),
    }
}
