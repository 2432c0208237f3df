//! How large what is read may be: each limit with the reason for its size. What is larger is refused in one sentence, before it is parsed.
//!
//! What a scenario may hold is in [`crate::scenario::limits`], since it also holds for what is typed. How deep brackets may be nested is
//! up to the parser: 128 levels.

/// A larger file can't be a scenario, so it isn't read.
pub const MAX_SCENARIO_BYTES: u64 = 4 * MEGABYTE;
/// Reports may be larger because they contain pictures.
pub const MAX_REPORT_BYTES: u64 = 64 * MEGABYTE;
/// A settings file has a few thousand bytes; the settings of a report have less.
pub const MAX_SETTINGS_BYTES: u64 = MEGABYTE / 4;
/// The user's own price list; the bundled one has a twentieth of it.
pub const MAX_OWN_PRICES_BYTES: u64 = 4 * MEGABYTE;
/// A journal holds three scenarios as texts within a text, where each backslash takes two bytes, and 5 MB of history and fields.
pub const MAX_JOURNAL_BYTES: u64 = 6 * MAX_SCENARIO_BYTES + 12 * MEGABYTE;

/// The user's own texts, such as a prompt, which no model takes that are larger.
pub const MAX_MATERIAL_BYTES: u64 = 64 * MEGABYTE;

/// A longer line of a training file or a usage export is passed over and told: it has more tokens than any model takes.
pub const MAX_LINE_BYTES: usize = 16 << 20;

/// Scenarios that are looked at in a report. One has a few pages for each, so more are hardly joined; each is compared with all others.
pub const MAX_SCENARIOS: usize = 200;

const MEGABYTE: u64 = 1024 * 1024;

/// A limit as the documentation states it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// What is limited.
    pub what: &'static str,
    /// The most that is allowed, with its unit.
    pub most: &'static str,
}

const fn limit(what: &'static str, most: &'static str) -> Limit {
    Limit { what, most }
}

/// All limits, as docs/scenario-files.md lists them.
pub const LIMITS: &[Limit] = &[
    limit("a scenario file", "4 MB"),
    limit("a report (web page or PDF)", "64 MB"),
    limit("scenarios in a report (more aren’t looked at)", "200"),
    limit("a prompt whose tokens are counted", "64 MB"),
    limit(
        "a line of a training file or a usage export (longer ones are left out)",
        "16 MB",
    ),
    limit("the settings file", "256 kB"),
    limit("your price list", "4 MB"),
    limit("a journal of unsaved work", "36 MB"),
    limit("brackets within each other", "128"),
    limit("notes", "100,000 characters"),
    limit("name, model", "1,000 characters"),
    limit("`monthly_queries`", "120 months"),
    limit("`sources`", "1,000 entries"),
    limit("a source", "10,000 characters"),
];
