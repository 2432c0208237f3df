//! What follows once the open scenario is left.

use std::path::PathBuf;

use crate::files::examples::Example;
use crate::scenario::Scenario;

/// What follows once the open scenario is saved or given up.
#[derive(Debug, Clone)]
pub enum AfterLeaving {
    /// The window closes.
    Close,
    /// An empty scenario opens.
    New,
    /// A file opens.
    Open(PathBuf),
    /// An example opens.
    Example(&'static Example),
    /// A copy of an example opens, to begin with.
    Template(&'static Example),
    /// The unsaved work in this journal opens.
    Recover(PathBuf),
    /// A computed scenario opens, saved nowhere yet.
    Scenario(Box<Scenario>),
}
