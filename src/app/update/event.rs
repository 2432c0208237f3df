//! What tasks end with.

use std::path::PathBuf;

use egui::ColorImage;

use crate::app::library::list::Listing;
use crate::app::messages::export_target::ExportTarget;
use crate::app::messages::path_purpose::PathPurpose;
use crate::app::recovery::FoundWork;
use crate::app::state::evidence::TrainingFound;
use crate::app::state::usage::UsageRead;
use crate::evidence::bills::BillsRead;
use crate::evidence::price_lists::PriceList;
use crate::files::atomic::Written;
use crate::files::error::StoreError;
use crate::files::material::progress::Progress;
use crate::files::store::Saved;
use crate::scenario::Scenario;

/// What a task ended with.
#[derive(Debug)]
pub enum Event {
    /// The library was listed anew, or why it couldn't be.
    Listed(Result<Listing, String>),
    /// Something in the library folder changed.
    LibraryChanged,
    /// Something in the folder of the open file changed, which isn't in the library.
    FileFolderChanged,
    /// The open file was missing a moment ago, and is to be looked for again.
    RecheckMissingFile,
    /// A save ended, with or without success.
    Saved {
        /// The file that was to be written.
        path: PathBuf,
        /// The scenario as it was when the save began: the open one may have changed since.
        scenario: Box<Scenario>,
        /// What the file holds now, and where it is now if it followed the scenario's name. If the save failed, the file is as
        /// it was.
        result: Result<(Saved, Option<PathBuf>), StoreError>,
    },
    /// An export ended, with or without success.
    Exported {
        /// What another path is asked for, if this one failed.
        target: ExportTarget,
        /// The file that was to be written; its extension was the format.
        path: PathBuf,
        /// If it failed, the reason, in words for the user.
        result: Result<Written, String>,
    },
    /// A training file was read, or can't be used.
    TrainingRead {
        /// By which the dialog knows that it waits for this file.
        progress: Progress,
        /// What it says.
        result: Box<Result<TrainingFound, String>>,
    },
    /// Bills were read, or can't be used.
    BillsRead {
        /// By which the dialog knows that it waits for this file.
        progress: Progress,
        /// What they say.
        result: Result<BillsRead, String>,
    },
    /// A public price list was read, or can't be used.
    PricesRead {
        /// By which the dialog knows that it waits for this file.
        progress: Progress,
        /// What it has, and the day on which it was written.
        result: Box<Result<(PriceList, String), String>>,
    },
    /// A usage export was read, or can't be used.
    UsageRead {
        /// By which the dialog knows that it waits for this file.
        progress: Progress,
        /// What it says.
        result: Box<Result<UsageRead, String>>,
    },
    /// A chart was drawn, to be pasted.
    Copied(ColorImage),
    /// Unsaved work can't be kept for recovery, in words for the user, or can be again.
    WorkKept(Result<(), String>),
    /// Unsaved work of an earlier window was looked for.
    WorkFound(Vec<FoundWork>),
    /// Something else was done.
    Done,
    /// Something else failed.
    Failed(String),
    /// A path was chosen in the file dialog of this number, or none.
    Chosen(u64, PathPurpose, Option<PathBuf>),
    /// The desktop has no dialogs to choose a path with.
    NoDialogs(u64, PathPurpose),
}
