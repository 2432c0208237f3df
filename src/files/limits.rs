//! How large what is read may be: each limit with the reason for its size. What is larger is refused in one sentence, before it is parsed.

/// A larger file can't be a scenario, so it isn't read.
pub const MAX_SCENARIO_BYTES: u64 = 4 * MEGABYTE;
/// Reports may be larger because they contain pictures.
pub const MAX_REPORT_BYTES: u64 = 64 * MEGABYTE;
/// A settings file of every kind of setting has a few thousand bytes.
pub const MAX_SETTINGS_BYTES: u64 = 4 * MEGABYTE;

const MEGABYTE: u64 = 1024 * 1024;
