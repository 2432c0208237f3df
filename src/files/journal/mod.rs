//! Journals: unsaved work, kept beside the settings until it is saved or given up, for the next start after a crash.
//!
//! - this file: what a journal holds; [`text`]: how it is written; `change`: a text as its difference from another
//! - [`folder`]: the files, and the lock that tells those of a living window
//! - [`writer`]: writes them in the background, or at once if the program is about to end

mod change;
pub mod folder;
pub mod text;
pub mod writer;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use crate::scenario::Scenario;

/// A state of a scenario before an edit (to undo it) or after it (to redo it), and the edit's name.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// "Query volume".
    pub label: Arc<str>,
    /// The scenario before or after the edit.
    pub scenario: Arc<Scenario>,
}

/// The unsaved work on one document, as it was at one moment.
#[derive(Debug, Clone, PartialEq)]
pub struct Journal {
    /// When it was noted, to the second.
    pub noted: SystemTime,
    /// The document's file; `None` if it was never saved.
    pub path: Option<PathBuf>,
    /// The text that the file held when it was read or saved last, whose comments a save keeps.
    pub text: Option<Arc<str>>,
    /// The scenario with its edits.
    pub scenario: Arc<Scenario>,
    /// The scenario as it was opened or saved last; `None` where no file holds it.
    pub saved: Option<Arc<Scenario>>,
    /// The steps that can be undone, the last one next to the scenario.
    pub undo: Vec<Step>,
    /// The steps that can be redone, the last one next to the scenario.
    pub redo: Vec<Step>,
    /// What stands in fields and can't be taken: the path of the input, and the text as typed.
    pub refused: Vec<(String, String)>,
}

/// What has become of a journal's file since the journal was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Original {
    /// The document was never saved.
    NeverSaved,
    /// The file is as it was.
    Unchanged,
    /// The file has changed since.
    Changed,
    /// The file is gone.
    Missing,
}

impl Journal {
    /// Looks at the disk for what has become of the document's file.
    pub fn original(&self) -> Original {
        let Some(path) = &self.path else {
            return Original::NeverSaved;
        };
        if !path.exists() {
            return Original::Missing;
        }
        match (super::store::open(path), &self.text) {
            (Ok(now), Some(text)) if now.text.as_ref() == Some(text) => Original::Unchanged,
            _ => Original::Changed,
        }
    }

    /// Whether its file holds the scenario by now, so that there is nothing to recover: the program ended between saving it and removing
    /// the journal. Looks at the disk.
    pub fn is_saved(&self) -> bool {
        let read = |path: &Path| super::store::open(path).ok();
        let now = self.path.as_deref().and_then(read);
        self.refused.is_empty()
            && now.is_some_and(|now| now.report.is_none() && now.scenario == *self.scenario)
    }
}
