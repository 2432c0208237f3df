//! What is wrong with a line of a user's file.

use std::fmt;

/// Something wrong with a line.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The line, from 1; the one on which it begins, where a row has several.
    pub line: u64,
    /// What is wrong with it, as a sentence about it that begins small. It holds nothing of what the line says.
    pub text: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.text)
    }
}
