//! Scenario files that are filled in from the user's own material.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::anyhow;
use serde::Serialize;

use crate::evidence::problem::Problem;
use crate::files::names;
use crate::files::store;
use crate::scenario::Scenario;
use crate::scenario::inputs::differences;

use super::terminal::{complain, confirmed};

/// A scenario file that is filled in.
pub(super) struct Filling {
    path: PathBuf,
    before: Scenario,
    /// Its text, whose comments and layout stay.
    text: Arc<str>,
}

impl Filling {
    /// Opens a scenario file that can be written.
    pub fn open(path: &Path) -> anyhow::Result<Self> {
        let opened = store::open(path)?;
        let Some(text) = opened.text else {
            return Err(anyhow!(
                "{}: a report can’t be filled in; open it and save its scenario as a file",
                path.display()
            ));
        };
        if store::is_read_only(path) {
            return Err(anyhow!("{}: the file is read-only", path.display()));
        }
        Ok(Self {
            path: path.to_owned(),
            before: opened.scenario,
            text,
        })
    }

    /// The scenario as it is in the file.
    pub fn scenario(&self) -> &Scenario {
        &self.before
    }

    /// Writes the scenario, and says what is different in it. A file that was changed since it was opened is left as it is.
    pub fn save(self, scenario: &Scenario) -> anyhow::Result<()> {
        let path = &self.path;
        let is_unchanged =
            store::open(path).is_ok_and(|now| now.text.as_deref() == Some(&*self.text));
        if !is_unchanged {
            return Err(anyhow!(
                "{}: the file was changed meanwhile, so nothing is written. Run this again",
                path.display()
            ));
        }
        let saved = store::save_as(path, scenario, Some(&self.text))?;
        for difference in differences(&self.before, scenario) {
            complain(&format!(
                "{}: {}: {} → {}",
                path.display(),
                difference.name,
                difference.before,
                difference.after
            ));
        }
        confirmed(path, saved.written)
    }
}

/// How what was found is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum FoundFormat {
    /// A text to read
    Text,
    /// JSON for programs
    Json,
}

/// Whether standard input is meant.
pub(super) fn is_standard_input(file: &Path) -> bool {
    file.as_os_str() == "-"
}

/// What a file is called where its folder doesn't matter.
pub(super) fn name_of(file: &Path) -> String {
    if is_standard_input(file) {
        return "standard input".to_owned();
    }
    names::name_of(file)
}

/// A problem of a line, in JSON.
#[derive(Serialize)]
pub(super) struct ProblemReport<'a> {
    line: u64,
    text: &'a str,
}

impl<'a> From<&'a Problem> for ProblemReport<'a> {
    fn from(problem: &'a Problem) -> Self {
        Self {
            line: problem.line,
            text: &problem.text,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[expect(
        clippy::disallowed_methods,
        reason = "the test changes the file as another program would"
    )]
    fn a_file_that_was_changed_meanwhile_is_left_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("plan.ron");
        std::fs::write(&path, "(version: 2, name: \"mine\")\n").unwrap();
        let filling = Filling::open(&path).unwrap();
        let theirs = "(version: 2, name: \"theirs\")\n";
        std::fs::write(&path, theirs).unwrap();
        let mut scenario = filling.scenario().clone();
        scenario.name = "filled".to_owned();
        let problem = filling.save(&scenario).unwrap_err().to_string();
        assert!(problem.contains("changed meanwhile"), "{problem}");
        assert_eq!(std::fs::read_to_string(&path).unwrap(), theirs);

        let filling = Filling::open(&path).unwrap();
        std::fs::remove_file(&path).unwrap();
        assert!(filling.save(&scenario).is_err());
        assert!(!path.exists());
    }
}
