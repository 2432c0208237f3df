//! The question in which format, size and colours something is exported, with a preview of charts.

use egui::TextureHandle;

use crate::app::background::computed::Computed;
use crate::app::messages::action::{Action, Choice};
use crate::app::messages::command::Command;
use crate::app::messages::export_target::ExportTarget;
use crate::app::messages::path_purpose::PathPurpose;
use crate::app::workspace::{Workspace, look};
use crate::charts::look::Look;
use crate::export::drawing::PixelSize;
use crate::export::format::Format;
use crate::files::settings::Settings;

/// What a preview depends on: the revision of the scenario, the size and the look.
pub type PreviewKey = (u64, PixelSize, Look);

/// What a preview of the open scenario depends on now.
pub fn preview_key(workspace: &Workspace) -> PreviewKey {
    let settings = &workspace.settings;
    (
        workspace.revision,
        look::export_pixels(settings),
        look::export_look(settings),
    )
}

/// Something is exported.
#[derive(Debug)]
pub struct ExportDialog {
    /// What is exported.
    pub target: ExportTarget,
    /// The format that is chosen.
    pub format: Format,
    /// How the chart will look, computed in the background.
    pub preview: Computed<PreviewKey, Preview>,
}

/// A chart as it will be exported, or why it can't be.
pub struct Preview(pub Result<TextureHandle, String>);

impl std::fmt::Debug for Preview {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let size = self.0.as_ref().map(TextureHandle::size);
        f.debug_tuple("Preview").field(&size).finish()
    }
}

impl ExportDialog {
    /// A question about this target, with the format of the last chart if it has that.
    pub fn new(target: ExportTarget, settings: &Settings) -> Self {
        let last = settings.chart_format.as_deref();
        let formats = target.formats();
        let chosen = formats.iter().find(|format| {
            target.is_picture() && last.is_some_and(|last| last == format.extension())
        });
        Self {
            target,
            format: *chosen.unwrap_or(&formats[0]),
            preview: Computed::default(),
        }
    }

    /// Whether what is exported is a picture with size and colours, and not a document or a table.
    pub fn is_picture(&self) -> bool {
        self.target.is_picture() && matches!(self.format, Format::Svg | Format::Png | Format::Pdf)
    }

    /// Whether it has pages of a size: a report as PDF. A chart as PDF is as large as the chart.
    pub fn has_pages(&self) -> bool {
        self.target == ExportTarget::Report && self.format == Format::Pdf
    }

    /// What a choice leads to: *no* copies the picture.
    pub(super) fn answer(&self, choice: Choice) -> Vec<Action> {
        match choice {
            Choice::Yes => {
                let purpose = PathPurpose::Export(self.target, self.format);
                vec![Action::AskForPath(purpose)]
            }
            Choice::No => vec![Action::Run(Command::CopyChart)],
            Choice::Cancel => Vec::new(),
        }
    }
}
