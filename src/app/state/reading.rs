//! A file that is read in the background.

use crate::files::material::progress::Progress;

/// A file that is read in the background.
#[derive(Debug)]
pub enum Reading<T> {
    /// It is being read.
    Running(Progress),
    /// It can't be used, for this reason.
    Failed(String),
    /// What it says.
    Found(T),
}

impl<T> Reading<T> {
    /// What it says, once it is read.
    pub fn found(&self) -> Option<&T> {
        match self {
            Self::Found(found) => Some(found),
            Self::Running(_) | Self::Failed(_) => None,
        }
    }

    /// The progress of what is being read.
    pub fn progress(&self) -> Option<&Progress> {
        match self {
            Self::Running(progress) => Some(progress),
            Self::Failed(_) | Self::Found(_) => None,
        }
    }
}
