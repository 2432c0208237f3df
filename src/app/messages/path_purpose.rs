//! Why the user is asked for a path.

use super::export_target::ExportTarget;

/// What a path is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PathPurpose {
    /// A scenario to open.
    Open,
    /// Where to save the scenario.
    SaveAs,
    /// The library folder.
    LibraryFolder,
    /// Where to export something to.
    Export(ExportTarget),
}

impl PathPurpose {
    /// The title of the question.
    pub fn title(self) -> &'static str {
        match self {
            Self::Open => "Open a scenario",
            Self::SaveAs => "Save the scenario",
            Self::LibraryFolder => "Library folder",
            Self::Export(target) => target.title(),
        }
    }

    /// The button that takes the path.
    pub fn button(self) -> &'static str {
        match self {
            Self::Open => "Open",
            Self::SaveAs => "Save",
            Self::LibraryFolder => "Use this folder",
            Self::Export(_) => "Export",
        }
    }

    /// Whether a file is written to the path.
    pub fn writes(self) -> bool {
        matches!(self, Self::SaveAs | Self::Export(_))
    }
}
