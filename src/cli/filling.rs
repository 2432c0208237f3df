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

    /// Says what is different in the scenario, and writes it.
    pub fn save(self, scenario: &Scenario) -> anyhow::Result<()> {
        let path = &self.path;
        for difference in differences(&self.before, scenario) {
            complain(&format!(
                "{}: {}: {} → {}",
                path.display(),
                difference.name,
                difference.before,
                difference.after
            ));
        }
        let saved = store::save_as(path, scenario, Some(&self.text))?;
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
