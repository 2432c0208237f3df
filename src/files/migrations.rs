//! Migrations from older versions of the file format. A step converts the text of one version to the next, and [`migrate`] runs the
//! steps that a file needs. A step changes the text only where the format has changed, because the next save keeps the rest of it, with the
//! user's comments.
//!
//! A step that renames an input renames its key in `sources` too; one that changes a value's meaning drops its source.
//!
//! So far there is one version and no step. A step will be a function `fn from_1(text: &str) -> Result<String, String>` and an arm in
//! [`migrate`].

use crate::scenario::FormatVersion;

/// Converts the text of an older file to the current version, or says why that isn't possible.
pub fn migrate(version: FormatVersion, _text: &str) -> Result<String, String> {
    let FormatVersion(current) = FormatVersion::CURRENT;
    match version.0 {
        newer if newer > current => Err(format!(
            "made by a newer version of Breakeven (file format {newer}; this program reads up to {current}); update Breakeven to open it"
        )),
        unknown => Err(format!(
            "there is no file format {unknown}; allowed: 1 to {current}"
        )),
    }
}
