//! The record of a result: what made it, when, and of what. With it a result can be made again and compared.

use serde::{Deserialize, Serialize};

use super::day_in_words;

/// The version of the program.
pub const PROGRAM_VERSION: &str = env!("CARGO_PKG_VERSION");
/// The commit that the program is built of, with "-dirty" if files were changed since.
pub const PROGRAM_COMMIT: &str = match option_env!("BREAKEVEN_COMMIT") {
    Some(commit) => commit,
    // A part of the program built by itself.
    None => "unknown commit",
};

/// Digits of the scenario's checksum that stand at the foot of a chart.
const SHORT_CHECKSUM: usize = 12;

/// What made a result, when, and of what.
///
/// ```
/// use breakeven::scenario::record::Record;
///
/// let record = Record {
///     made_at: "2026-11-27T23:05:12Z".to_owned(),
///     ..Record::default()
/// };
/// assert_eq!(record.made_in_words(), "27 Nov 2026, 23:05 UTC");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Record {
    /// When it was made: date and time, YYYY-MM-DDTHH:MM:SSZ.
    pub made_at: String,
    /// The version of the program.
    pub version: String,
    /// The commit that the program was built of.
    pub commit: String,
    /// The name of the scenario's file, without its folders; `None` if it has none.
    pub file: Option<String>,
    /// What was changed for this result alone, as it stands on the command line: "workload.queries_per_month=25k".
    pub changes: Vec<String>,
    /// SHA-256 of the scenario's canonical text, with these changes in it, in hexadecimal digits.
    pub scenario_sha256: String,
    /// The day of the price catalog, YYYY-MM-DD; `None` if there is none.
    pub catalog_read_on: Option<String>,
}

impl Default for Record {
    /// The record of what this program makes, at no time and of nothing.
    fn default() -> Self {
        Self {
            made_at: String::new(),
            version: PROGRAM_VERSION.to_owned(),
            commit: PROGRAM_COMMIT.to_owned(),
            file: None,
            changes: Vec::new(),
            scenario_sha256: String::new(),
            catalog_read_on: None,
        }
    }
}

impl Record {
    /// "27 Nov 2026, 23:05 UTC".
    pub fn made_in_words(&self) -> String {
        let time = self.made_at.get(11..16).unwrap_or_default();
        format!("{}, {time} UTC", self.made_on())
    }

    /// "27 Nov 2026".
    fn made_on(&self) -> String {
        day_in_words(self.made_at.get(..10).unwrap_or_default())
    }

    /// "Breakeven 0.1.0 (a97ac43)".
    pub fn program(&self) -> String {
        format!("Breakeven {} ({})", self.version, self.commit)
    }

    /// "Breakeven 0.1.0 (a97ac43) · 27 Nov 2026 · scenario 3f9c1a2b4c5d", for the foot of a chart.
    pub fn foot(&self) -> String {
        let checksum = self.scenario_sha256.get(..SHORT_CHECKSUM);
        format!(
            "{} · {} · scenario {}",
            self.program(),
            self.made_on(),
            checksum.unwrap_or(&self.scenario_sha256)
        )
    }
}
