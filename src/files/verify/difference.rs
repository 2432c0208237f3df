//! A place where a report differs.

use std::collections::BTreeMap;

/// A place where a report differs from the one made anew.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Where: a path in JSON, the heading above a text, a page, a cell.
    pub place: String,
    /// What stands there; empty if nothing does.
    pub found: String,
    /// What should; empty if nothing should.
    pub wanted: String,
}

impl Difference {
    pub(super) fn new(
        place: impl Into<String>,
        found: impl Into<String>,
        wanted: impl Into<String>,
    ) -> Self {
        Self {
            place: place.into(),
            found: found.into(),
            wanted: wanted.into(),
        }
    }

    /// A part that isn't made of texts.
    pub(super) fn of_part(place: impl Into<String>) -> Self {
        Self::new(place, "", "")
    }
}

/// The parts of a file, by their names, that differ or stand in one of two files only.
pub(super) fn of_parts(
    found: &BTreeMap<String, Vec<u8>>,
    wanted: &BTreeMap<String, Vec<u8>>,
) -> Vec<Difference> {
    let mut names: Vec<&String> = found.keys().chain(wanted.keys()).collect();
    names.sort();
    names.dedup();
    let differing = names
        .into_iter()
        .filter(|name| found.get(*name) != wanted.get(*name));
    differing
        .map(|name| Difference::of_part(format!("the part {name}")))
        .collect()
}
