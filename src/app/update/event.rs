//! What happened beside the window.

use std::path::PathBuf;
use std::sync::Arc;

use egui::ColorImage;

use crate::app::library::list::Listed;
use crate::app::messages::export_target::ExportTarget;
use crate::app::messages::path_purpose::PathPurpose;
use crate::files::error::StoreError;
use crate::scenario::Scenario;

/// What a task ended with.
#[derive(Debug)]
pub enum Event {
    /// The library was listed anew.
    Listed(Result<Listed, String>),
    /// Something in the library folder changed.
    LibraryChanged,
    /// The open file was missing a moment ago.
    RecheckMissingFile,
    /// A save ended.
    Saved {
        /// Where to.
        path: PathBuf,
        /// What was saved.
        scenario: Box<Scenario>,
        /// Whether it was.
        result: Result<(), StoreError>,
    },
    /// An export ended.
    Exported {
        /// What.
        target: ExportTarget,
        /// Where to.
        path: PathBuf,
        /// Whether it was written, or why not.
        result: Result<(), String>,
    },
    /// A chart was drawn, to be pasted.
    Copied(Arc<ColorImage>),
    /// Something else was done.
    Done,
    /// Something else failed.
    Failed(String),
    /// A path was chosen, or none.
    Chosen(PathPurpose, Option<PathBuf>),
    /// The desktop has no dialogs to choose a path with.
    NoDialogs(PathPurpose),
}
