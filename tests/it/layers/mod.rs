//! The house stays in order: imports run one way, from the window and the reports down to the scenario. This reads the source.
//!
//! - [`house`]: the architecture as tables
//! - [`rules`]: what of the source breaks it, and where
//! - [`source`]: which file imports what
//! - [`made_up`]: whether all this finds what it should, on made-up trees

mod house;
mod made_up;
mod rules;
pub mod source;

use std::path::Path;

/// Checks the source of this crate.
#[track_caller]
fn check(rule: impl Fn(&[source::SourceFile]) -> Vec<String>) {
    let tree = source::read_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"));
    assert!(tree.len() > 100, "only {} files under src/", tree.len());
    let faults = rule(&tree);
    assert!(
        faults.is_empty(),
        "found {}:\n{}",
        faults.len(),
        faults.join("\n")
    );
}

#[test]
fn rooms_know_only_the_rooms_below_them() {
    check(rules::between_rooms);
}

#[test]
fn within_a_room_imports_lead_to_lower_floors() {
    check(rules::between_floors);
}

#[test]
fn no_imports_run_in_a_circle() {
    check(rules::circles);
}

#[test]
fn rooms_keep_off_what_they_must_not_touch() {
    check(rules::forbidden_names);
}

/// A name that is gone would guard nothing.
#[test]
fn the_tables_name_what_there_is() {
    check(rules::stale_names);
}
