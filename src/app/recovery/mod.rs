//! Unsaved work that an earlier window left, after a crash or a shutdown: what there is of it, offered until the user has decided. [`view`]
//! draws it in a dialog, [`strip`] over the library.

pub mod strip;
pub mod view;

use std::path::{Path, PathBuf};

use crate::files::journal::folder::JournalFile;
use crate::files::journal::{Journal, Original};
use crate::scenario::inputs::Difference;

/// The work that was found and is not decided on yet.
#[derive(Debug, Default)]
pub struct Recovery {
    /// The latest first.
    pub found: Vec<FoundWork>,
}

/// The unsaved work on one document.
#[derive(Debug)]
pub struct FoundWork {
    /// Where it is kept. No other window offers it as long as this lives.
    pub file: JournalFile,
    /// What can be recovered, or in words for the user why nothing can.
    pub content: Result<RecoverableWork, String>,
}

/// What can be recovered of a document.
#[derive(Debug)]
pub struct RecoverableWork {
    /// The unsaved work.
    pub journal: Box<Journal>,
    /// The scenario's title.
    pub title: String,
    /// What has become of the document's file.
    pub original: Original,
    /// "3 minutes ago".
    pub when: String,
    /// What differs from what was saved, and is to be read; `None` where nothing was saved to compare with.
    pub differences: Option<Vec<Difference>>,
}

impl FoundWork {
    /// The path of the journal, by which the work is told from all other.
    pub fn path(&self) -> &Path {
        self.file.path()
    }
}

impl RecoverableWork {
    /// The document's file; `None` if it was never saved.
    pub fn document_path(&self) -> Option<&PathBuf> {
        self.journal.path.as_ref()
    }
}
