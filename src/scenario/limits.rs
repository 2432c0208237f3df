//! How much a scenario may hold, so that no single text or list holds up everything that shows it. What is more is refused when it is read
//! or typed, in one sentence.

use super::domain::{Bounds as _, Horizon};
use super::model::Scenario;

/// Characters of notes: about 40 printed pages.
pub const MAX_NOTES_CHARACTERS: usize = 100_000;
/// Characters of any other text, such as a name.
pub const MAX_TEXT_CHARACTERS: usize = 1_000;
/// Characters of the bills by month: enough for all of them.
pub const MAX_BILLS_CHARACTERS: usize = 20_000;
/// Volumes by month: as many as the longest horizon has months.
pub const MAX_VOLUMES: usize = Horizon::DOMAIN.max as usize;
/// Sources: several times as many as there are inputs.
pub const MAX_SOURCES: usize = 1_000;
/// Characters of a source.
pub const MAX_SOURCE_CHARACTERS: usize = 10_000;

/// Something in a scenario that is more than it may be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excess {
    /// Where it is: the path of an input, or "sources".
    pub path: &'static str,
    /// What is allowed, and how much there is.
    pub problem: String,
}

/// The most characters that the text at a path may have.
pub fn most_characters(path: &str) -> usize {
    match path {
        "notes" => MAX_NOTES_CHARACTERS,
        "actuals" => MAX_BILLS_CHARACTERS,
        _ => MAX_TEXT_CHARACTERS,
    }
}

/// Whether a text has more characters than that. Counting them is slow, and needed only for few texts.
fn is_longer(text: &str, most: usize) -> bool {
    text.len() > most && text.chars().nth(most).is_some()
}

/// Why a text of this length is too long at a path; `None` if it isn't.
pub(super) fn too_long(path: &str, text: &str) -> Option<String> {
    let most = most_characters(path);
    is_longer(text, most).then(|| format!("is too long: at most {most} characters are allowed"))
}

/// Why a list of so many volumes is too long; `None` if it isn't.
pub(super) fn too_many_volumes(volumes: usize) -> Option<String> {
    (volumes > MAX_VOLUMES).then(|| {
        format!(
            "has {volumes} months: at most {MAX_VOLUMES} are allowed, as many as the longest time horizon has"
        )
    })
}

/// The first thing in a scenario that is more than it may be.
pub fn excess(scenario: &Scenario) -> Option<Excess> {
    let texts = [
        ("name", &scenario.name),
        ("notes", &scenario.notes),
        ("prompting.serving.model", &scenario.prompting.serving.model),
        (
            "fine_tuning.serving.model",
            &scenario.fine_tuning.serving.model,
        ),
    ];
    let of_texts = texts.into_iter().find_map(|(path, text)| {
        let problem = too_long(path, text)?;
        Some(Excess { path, problem })
    });
    let volumes = scenario.workload.monthly_queries.len();
    of_texts
        .or_else(|| {
            let path = "workload.monthly_queries";
            let problem = too_many_volumes(volumes)?;
            Some(Excess { path, problem })
        })
        .or_else(|| {
            let path = "sources";
            let problem = excess_of_sources(scenario)?;
            Some(Excess { path, problem })
        })
}

fn excess_of_sources(scenario: &Scenario) -> Option<String> {
    let sources = &scenario.sources;
    if sources.len() > MAX_SOURCES {
        let many = sources.len();
        return Some(format!(
            "has {many} entries: at most {MAX_SOURCES} are allowed"
        ));
    }
    let is_long = sources.iter().any(|(path, source)| {
        is_longer(path, MAX_TEXT_CHARACTERS) || is_longer(source, MAX_SOURCE_CHARACTERS)
    });
    is_long.then(|| {
        format!(
            "has an entry that is too long: at most {MAX_SOURCE_CHARACTERS} characters are allowed"
        )
    })
}
