//! Work beside the window: each task is a named thread that drops one event into the inbox and wakes the window.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use egui::ColorImage;

use crate::analysis::drivers::Drivers;
use crate::analysis::map::Axes;
use crate::analysis::risk::Risk;
use crate::decision::Decision;
use crate::decision::roadmap::Plan;
use crate::files::error::StoreError;
use crate::files::library::Entry;
use crate::scenario::Scenario;
use crate::scenario::knobs::Knobs;
use crate::study::Study;

use super::compare::Of;
use super::dialogs::Purpose;
use super::exporting::What;
use super::library::Item;
use super::map::Mapped;

/// What a task found.
#[derive(Debug)]
pub enum Event {
    /// The library was listed anew.
    Listed(Result<(Vec<Entry>, Vec<Item>), String>),
    /// Something in the library folder changed.
    LibraryChanged,
    /// The open file was missing a moment ago.
    LookAgain,
    /// What drives the scenario of this revision.
    Drivers(u64, Box<Drivers>),
    /// How sure the result of this revision is, of so many draws; none where nothing is uncertain.
    Risk(u64, usize, Box<Option<Risk>>),
    /// The map of this revision, over the axes that were picked.
    Map((u64, Option<Axes>), Box<Option<Mapped>>),
    /// The decision of this revision, with what was turned.
    Decided(Box<((u64, Knobs), Decision)>),
    /// The plan of this revision for this month of the switch.
    Planned(Box<((u64, usize), Plan)>),
    /// What the ticked scenarios come to.
    Compared(Box<(Of, Vec<Study>)>),
    /// Everything about the scenario of this revision, for the presentation.
    Studied(u64, Box<Study>),
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
        what: What,
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
    Chosen(Purpose, Option<PathBuf>),
    /// The desktop has no dialogs to choose a path with.
    NoDialogs(Purpose),
}

/// Starts tasks and holds what they found until the window takes it.
pub struct Tasks {
    sender: Sender<Event>,
    inbox: Receiver<Event>,
    ctx: egui::Context,
}

impl Tasks {
    /// For the window of this context.
    pub fn new(ctx: &egui::Context) -> Self {
        let (sender, inbox) = channel();
        Self {
            sender,
            inbox,
            ctx: ctx.clone(),
        }
    }

    /// A way to drop events from elsewhere.
    pub fn outbox(&self) -> impl Fn(Event) + Send + 'static {
        let (sender, ctx) = (self.sender.clone(), self.ctx.clone());
        move |event| {
            // A window that is gone needs no events.
            let _ = sender.send(event);
            ctx.request_repaint();
        }
    }

    /// Runs `work` beside the window. Returns an error in plain words if the system has no room for another thread.
    pub fn start(
        &self,
        name: &str,
        work: impl FnOnce() -> Event + Send + 'static,
    ) -> Result<(), String> {
        let send = self.outbox();
        let fault = format!("“{name}” ended with a fault of the program. Save, and start it again");
        thread::Builder::new()
            .name(name.to_owned())
            .spawn(move || {
                // A fault of the program isn't waited for in silence.
                let work = std::panic::AssertUnwindSafe(work);
                send(std::panic::catch_unwind(work).unwrap_or(Event::Failed(fault)));
            })
            .map(|_| ())
            .map_err(|error| format!("Can’t start “{name}”: {error}"))
    }

    /// What came in since the last look.
    pub fn take(&self) -> Vec<Event> {
        self.inbox.try_iter().collect()
    }
}
