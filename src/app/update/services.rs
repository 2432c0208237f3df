//! What reaches beyond the window: threads, the settings file and the watch on folders. Lent to `update` only, so that nothing
//! that is drawn can start a thread or reach the disk.

use std::path::PathBuf;

use crate::app::background::tasks::Tasks;
use crate::app::workspace::notices::Notices;
use crate::files::library::FolderWatcher;
use crate::files::settings::SettingsFile;

use super::event::Event;
use super::journals::Journals;

/// What reaches beyond the window.
pub struct Services {
    /// Work in the background.
    pub tasks: Tasks<Event>,
    /// Where the settings are kept.
    pub settings_file: SettingsFile,
    /// The unsaved work on what is open.
    pub journals: Journals,
    /// Notices changes in the library folder.
    pub folder_watcher: Option<FolderWatcher>,
    /// Notices changes in the folder of the open file, if that isn't the library's: the folder, and its watcher if it can be watched.
    pub file_watcher: Option<(PathBuf, Option<FolderWatcher>)>,
}

impl Services {
    /// Services for the window of this context.
    pub fn new(ctx: &egui::Context, settings_file: SettingsFile) -> Self {
        let tasks = Tasks::new(ctx, Event::Failed);
        let report = tasks.outbox();
        Self {
            journals: Journals::new(settings_file.recovery_folder(), move |kept| {
                report(Event::WorkKept(kept));
            }),
            tasks,
            settings_file,
            folder_watcher: None,
            file_watcher: None,
        }
    }

    /// Runs `work` in the background. Returns whether it was started; why it wasn't is shown.
    pub fn start(
        &self,
        notices: &mut Notices,
        name: &str,
        work: impl FnOnce() -> Event + Send + 'static,
    ) -> bool {
        self.start_or(notices, name, work, Event::Failed)
    }

    /// The same, for work that something waits for: `failed` makes the event that ends the wait if it panicked.
    pub fn start_or(
        &self,
        notices: &mut Notices,
        name: &str,
        work: impl FnOnce() -> Event + Send + 'static,
        failed: impl FnOnce(String) -> Event + Send + 'static,
    ) -> bool {
        let started = self.tasks.start_or(name, work, failed);
        let is_started = started.is_ok();
        notices.errors([started]);
        is_started
    }
}
