//! What is wrong with single rows. Nothing of what a row says gets into it.

use crate::evidence::problem::Problem;

/// Problems that are told one by one; of more only the number is.
pub const SHOWN_PROBLEMS: usize = 20;

/// The problems of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Problems {
    /// How many there are.
    pub count: u64,
    /// The first [`SHOWN_PROBLEMS`] of them.
    pub first: Vec<Problem>,
}

impl Problems {
    pub(super) fn add(&mut self, line: u64, text: impl Into<String>) {
        self.count += 1;
        if self.first.len() < SHOWN_PROBLEMS {
            let text = text.into();
            self.first.push(Problem { line, text });
        }
    }
}

impl Problems {
    /// Adds others, in the order of their lines.
    pub(super) fn join(&mut self, others: Self) {
        self.count += others.count;
        self.first.extend(others.first);
        self.first.sort();
        self.first.truncate(SHOWN_PROBLEMS);
    }
}

/// Why a row can’t be used: the field, if it is about one, and the reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Fault {
    pub field: Option<&'static str>,
    pub reason: &'static str,
}

impl Fault {
    pub fn new(field: &'static str, reason: &'static str) -> Self {
        Self {
            field: Some(field),
            reason,
        }
    }

    pub fn of_row(reason: &'static str) -> Self {
        Self {
            field: None,
            reason,
        }
    }

    /// As a clause that begins small.
    pub fn text(self) -> String {
        match self.field {
            Some(field) => format!("{field}: {}", self.reason),
            None => self.reason.to_owned(),
        }
    }
}
