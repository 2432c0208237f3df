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

    /// Whether it waits for what is read with this progress, not for that of a dialog that was given up.
    pub fn awaits(&self, progress: &Progress) -> bool {
        self.progress().is_some_and(|awaited| awaited.is(progress))
    }

    /// Takes what was read with this progress, if it waits for that.
    pub fn receive(&mut self, progress: &Progress, result: Result<T, String>) {
        if self.awaits(progress) {
            *self = result.map_or_else(Self::Failed, Self::Found);
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
