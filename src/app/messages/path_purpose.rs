//! Why the user is asked for a path, and what is typed then.

use std::path::{Path, PathBuf};

use crate::evidence::material::MaterialKind;
use crate::export::format::Format;

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
    /// A file of the user's own, from which inputs are filled.
    Material(MaterialKind),
    /// Where to export something to, and the format that is proposed: the ending of the name decides.
    Export(ExportTarget, Format),
}

impl PathPurpose {
    /// The title of the question.
    pub fn title(self) -> &'static str {
        match self {
            Self::Open => "Open scenario",
            Self::Material(MaterialKind::Prompt) => "Open prompt",
            Self::Material(MaterialKind::Training) => "Open training file",
            Self::Material(MaterialKind::Usage) => "Open usage export",
            Self::Material(MaterialKind::Bills) => "Open bills",
            Self::Material(MaterialKind::Prices) => "Open price list",
            Self::SaveAs => "Save scenario",
            Self::LibraryFolder => "Library folder",
            Self::Export(target, _) => target.title(),
        }
    }

    /// The button that takes the path.
    pub fn button(self) -> &'static str {
        match self {
            Self::Open | Self::Material(_) => "Open",
            Self::SaveAs => "Save",
            Self::LibraryFolder => "Use this folder",
            Self::Export(..) => "Export",
        }
    }

    /// Whether a file is written to the path.
    pub fn writes(self) -> bool {
        matches!(self, Self::SaveAs | Self::Export(..))
    }
}

/// A path as typed, and the one that was proposed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypedPath {
    /// What it is for.
    pub purpose: PathPurpose,
    /// The folder, or for writing the file, that the dialog proposed. What is typed is relative to its folder.
    pub proposed: PathBuf,
    /// As typed; "~/" at its beginning is the home folder.
    pub text: String,
}

impl TypedPath {
    /// How a proposed path is put into the dialog.
    pub fn new(purpose: PathPurpose, proposed: PathBuf) -> Self {
        let text = match purpose {
            // A folder to type a name after.
            PathPurpose::Open | PathPurpose::Material(_) => {
                format!("{}{}", proposed.display(), std::path::MAIN_SEPARATOR)
            }
            _ => proposed.display().to_string(),
        };
        Self {
            purpose,
            proposed,
            text,
        }
    }

    /// The path that is meant, or why there is none. `home` is the user's home folder.
    pub fn path(&self, home: Option<&Path>) -> Result<PathBuf, String> {
        // What isn't typed anew is taken as it was: a name may hold what can't be shown.
        if self.text == Self::new(self.purpose, self.proposed.clone()).text {
            return Ok(self.proposed.clone());
        }
        let text = self.text.trim();
        if text.is_empty() {
            return Err(format!("Type a path, such as {}", self.example()));
        }
        let folder = self.folder();
        let within = |start: &str| {
            let rest = text.strip_prefix(start)?;
            rest.strip_prefix(std::path::is_separator)
        };
        let typed = match (home, within("~"), within(&folder.display().to_string())) {
            (Some(home), Some(rest), _) => home.join(rest),
            (Some(home), None, _) if text == "~" => home.to_owned(),
            (_, _, Some(rest)) => folder.join(rest),
            _ => folder.join(text),
        };
        let names_folder = text.ends_with(std::path::is_separator) || text == "~";
        match self.proposed.file_name() {
            Some(name) if self.purpose.writes() && names_folder => Ok(typed.join(name)),
            _ => Ok(typed),
        }
    }

    /// The folder that a name is in if none is typed before it.
    fn folder(&self) -> &Path {
        let parent = self.proposed.parent();
        parent
            .filter(|_| self.purpose.writes())
            .unwrap_or(&self.proposed)
    }

    fn example(&self) -> &'static str {
        match self.purpose {
            PathPurpose::Open | PathPurpose::SaveAs => "plan.ron or ~/Documents/plan.ron",
            PathPurpose::Material(MaterialKind::Prompt) => "prompt.md or ~/Documents/prompt.md",
            PathPurpose::Material(MaterialKind::Training) => {
                "train.jsonl or ~/Documents/train.jsonl"
            }
            PathPurpose::Material(MaterialKind::Prices) => "prices.json or ~/Downloads/prices.json",
            PathPurpose::Material(MaterialKind::Bills) => "bills.csv or ~/Downloads/bills.csv",
            PathPurpose::Material(MaterialKind::Usage) => "usage.csv or ~/Downloads/usage.csv",
            PathPurpose::LibraryFolder => "~/Documents/Scenarios",
            PathPurpose::Export(..) => "~/Documents/report.html",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(purpose: PathPurpose, proposed: &str, text: &str) -> Result<PathBuf, String> {
        let typed = TypedPath {
            purpose,
            proposed: PathBuf::from(proposed),
            text: text.to_owned(),
        };
        typed.path(Some(Path::new("/home/me")))
    }

    #[test]
    fn a_name_is_in_the_proposed_folder_and_a_whole_path_is_itself() {
        for (purpose, proposed, text, path) in [
            (PathPurpose::SaveAs, "/lib/Plan.ron", "other", "/lib/other"),
            (
                PathPurpose::SaveAs,
                "/lib/Plan.ron",
                " a/b.ron ",
                "/lib/a/b.ron",
            ),
            (
                PathPurpose::SaveAs,
                "/lib/Plan.ron",
                "/else/x.ron",
                "/else/x.ron",
            ),
            (
                PathPurpose::SaveAs,
                "/lib/Plan.ron",
                "~/x.ron",
                "/home/me/x.ron",
            ),
            // A folder is to have the proposed name in it.
            (
                PathPurpose::SaveAs,
                "/lib/Plan.ron",
                "~",
                "/home/me/Plan.ron",
            ),
            (
                PathPurpose::SaveAs,
                "/lib/Plan.ron",
                "/else/",
                "/else/Plan.ron",
            ),
            (PathPurpose::Open, "/lib", "other.ron", "/lib/other.ron"),
            (
                PathPurpose::Open,
                "/lib",
                "/lib/other.ron",
                "/lib/other.ron",
            ),
            (PathPurpose::LibraryFolder, "/lib", "new", "/lib/new"),
            (PathPurpose::LibraryFolder, "/lib", "~/new", "/home/me/new"),
            (PathPurpose::LibraryFolder, "/lib", "~", "/home/me"),
            // Nobody else's home is known.
            (PathPurpose::Open, "/lib", "~other", "/lib/~other"),
        ] {
            assert_eq!(
                typed(purpose, proposed, text),
                Ok(PathBuf::from(path)),
                "{text}"
            );
        }
        assert!(typed(PathPurpose::Open, "/lib", "  ").is_err());
    }

    #[cfg(unix)]
    #[test]
    fn a_proposed_path_that_is_no_text_is_not_lost() {
        use std::ffi::OsStr;
        use std::os::unix::ffi::OsStrExt as _;
        let folder = Path::new(OsStr::from_bytes(b"/caf\xe9"));
        let proposed = folder.join(OsStr::from_bytes(b"\xff.ron"));
        let mut typed = TypedPath::new(PathPurpose::SaveAs, proposed.clone());
        assert_eq!(typed.path(None), Ok(proposed));
        // Only the name is typed anew.
        typed.text = format!("{}/plan.ron", folder.display());
        assert_eq!(typed.path(None), Ok(folder.join("plan.ron")));
    }
}
