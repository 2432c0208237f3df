//! The journals of this window: what is kept in them, and when anything has changed.

use std::path::Path;

use crate::files::journal::Journal;
use crate::files::journal::folder::{JournalFile, RecoveryFolder};
use crate::files::journal::writer::{JournalFlush, JournalWriter};

/// The journals of this window.
pub struct Journals {
    writer: JournalWriter,
    /// What was noted last: nothing has changed as long as it is the same.
    noted: Option<Moment>,
    /// The documents that have a journal.
    kept: Vec<u64>,
    folder: Option<RecoveryFolder>,
    /// What the user was told because work can't be kept.
    pub problem: Option<String>,
}

/// A moment in the life of the open documents. Another scenario, file or document makes another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// The open document.
    pub document: u64,
    /// Counts the changes of its scenario.
    pub revision: u64,
    /// Counts the changes of its file.
    pub file_revision: u64,
    /// The document that a presentation will come back to.
    pub suspended: Option<u64>,
}

impl Journals {
    /// Journals in this folder; `None` if nothing is kept.
    pub fn new(
        folder: Option<RecoveryFolder>,
        report: impl Fn(Result<(), String>) + Send + Sync + 'static,
    ) -> Self {
        Self {
            writer: JournalWriter::new(folder.clone(), report),
            folder,
            noted: None,
            kept: Vec::new(),
            problem: None,
        }
    }

    /// The folder in which unsaved work is kept; `None` if there is none.
    pub fn kept_in(&self) -> Option<&Path> {
        let folder = self.folder.as_ref().filter(|_| !self.kept.is_empty());
        folder.map(RecoveryFolder::path)
    }

    /// A way to write at once what waits.
    pub fn flush(&self) -> JournalFlush {
        self.writer.flush()
    }

    /// Whether anything has changed since this was last called.
    pub fn is_new(&mut self, moment: Moment) -> bool {
        self.noted.replace(moment) != Some(moment)
    }

    /// Keeps the unsaved work on a document.
    pub fn keep(&mut self, document: u64, journal: Journal) {
        self.writer.keep(document, journal);
        if !self.kept.contains(&document) {
            self.kept.push(document);
        }
    }

    /// The work on this document is kept in this file from now on: it was recovered from there.
    pub fn adopt(&mut self, document: u64, file: JournalFile) {
        self.writer.adopt(document, file);
        self.kept.push(document);
    }

    /// Forgets the documents that aren't kept any more.
    pub fn forget_unless(&mut self, is_kept: impl Fn(u64) -> bool) {
        for document in self.kept.extract_if(.., |document| !is_kept(*document)) {
            self.writer.forget(document);
        }
    }
}
