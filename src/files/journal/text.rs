//! Journals as text: RON, with each scenario as the text of a scenario file.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

use crate::files::{format, path_text};
use crate::scenario::Scenario;

use super::change::Change;
use super::{Journal, Step};

/// The version of the format of journals.
const VERSION: u32 = 1;
/// The undo history takes at most so many bytes; the oldest steps are left out.
pub const MAX_HISTORY_BYTES: usize = 4 * 1024 * 1024;
/// Bytes that a step takes beside what differs.
const STEP_BYTES: usize = 64;
/// So much of what stands in fields and can't be taken is kept.
const MAX_REFUSED_BYTES: usize = 1024 * 1024;

#[derive(Serialize, Deserialize)]
struct JournalText {
    version: u32,
    /// Seconds since 1970.
    noted: u64,
    #[serde(with = "path_text::optional")]
    path: Option<PathBuf>,
    scenario: String,
    saved: Option<String>,
    text: Option<String>,
    refused: Vec<(String, String)>,
    /// From the step next to the scenario to the oldest one.
    undo: Vec<(String, Change)>,
    redo: Vec<(String, Change)>,
}

/// The version alone: another one may have other fields.
#[derive(Deserialize)]
struct VersionOnly {
    version: u32,
}

/// Writes a journal. Its history is cut off where it takes too much room.
pub fn write(journal: &Journal) -> Result<String, String> {
    let scenario = scenario_text(&journal.scenario)?;
    let saved = journal.saved.as_deref().map(scenario_text).transpose()?;
    let mut room = MAX_HISTORY_BYTES;
    let undo = steps_text(&journal.undo, &scenario, &mut room)?;
    let redo = steps_text(&journal.redo, &scenario, &mut room)?;
    let since = journal.noted.duration_since(UNIX_EPOCH).unwrap_or_default();
    let text = JournalText {
        version: VERSION,
        noted: since.as_secs(),
        path: journal.path.clone(),
        scenario,
        saved,
        text: journal.text.as_deref().map(str::to_owned),
        refused: kept_refused(&journal.refused),
        undo,
        redo,
    };
    ron::ser::to_string_pretty(&text, ron::ser::PrettyConfig::new().new_line("\n"))
        .map_err(|error| error.to_string())
}

/// What was typed, as far as there is room for it: somebody may have pasted a book.
fn kept_refused(refused: &[(String, String)]) -> Vec<(String, String)> {
    let mut room = MAX_REFUSED_BYTES;
    let fits = |(_, text): &&(String, String)| {
        let left = room.checked_sub(text.len());
        room = left.unwrap_or(room);
        left.is_some()
    };
    refused.iter().filter(fits).cloned().collect()
}

fn scenario_text(scenario: &Scenario) -> Result<String, String> {
    format::write(scenario).map_err(|error| error.to_string())
}

/// The steps from the newest on, each as its difference from the next newer one.
fn steps_text(
    steps: &[Step],
    scenario: &str,
    room: &mut usize,
) -> Result<Vec<(String, Change)>, String> {
    let mut newer = scenario.to_owned();
    let mut written = Vec::new();
    for step in steps.iter().rev() {
        let older = scenario_text(&step.scenario)?;
        let change = Change::between(&newer, &older);
        let size = change.size() + step.label.len() + STEP_BYTES;
        let Some(left) = room.checked_sub(size) else {
            break;
        };
        *room = left;
        written.push((step.label.to_string(), change));
        newer = older;
    }
    Ok(written)
}

/// Reads a journal. The error says in words for the user why that isn't possible. Steps that can't be read are left out, with those before
/// them.
pub fn read(text: &str) -> Result<Journal, String> {
    // The parser quotes what it didn't expect, however long.
    let damaged = |error: ron::error::SpannedError| {
        let error = format::shortened(&error.to_string(), format::MAX_MESSAGE_CHARACTERS);
        format!("it is damaged ({error})")
    };
    let VersionOnly { version } = ron::from_str(text).map_err(damaged)?;
    if version != VERSION {
        return Err(format!(
            "it is of version {version}, which another version of the program wrote"
        ));
    }
    let read: JournalText = ron::from_str(text).map_err(damaged)?;
    let scenario = format::read(&read.scenario)
        .map_err(|error| format!("its scenario is damaged ({error})"))?;
    let saved = read.saved.and_then(|text| format::read(&text).ok());
    Ok(Journal {
        noted: UNIX_EPOCH
            .checked_add(Duration::from_secs(read.noted))
            .unwrap_or(SystemTime::UNIX_EPOCH),
        path: read.path,
        text: read.text.map(Arc::from),
        saved: saved.map(Arc::new),
        undo: steps(read.undo, &read.scenario),
        redo: steps(read.redo, &read.scenario),
        refused: read.refused,
        scenario: Arc::new(scenario),
    })
}

fn steps(written: Vec<(String, Change)>, scenario: &str) -> Vec<Step> {
    let mut newer = scenario.to_owned();
    let mut steps = Vec::new();
    for (label, change) in written {
        let Some(older) = change.apply(&newer) else {
            break;
        };
        let Ok(scenario) = format::read(&older) else {
            break;
        };
        steps.push(Step {
            label: label.into(),
            scenario: Arc::new(scenario),
        });
        newer = older;
    }
    steps.reverse();
    steps
}
