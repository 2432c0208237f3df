//! Migrations from older versions of the file format. Each step converts the text of one version to the next; [`migrate`] runs the steps
//! that are needed.
//!
//! There is one version so far, so there is no step yet. A future one is a function `fn from_1(text: &str) -> Result<String, String>`
//! and an arm below.

use crate::scenario::FormatVersion;

/// Brings the text of an older file up to the current version, or says why that can't be done.
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
