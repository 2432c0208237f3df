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

/// Whether a character of a name can't be seen. Marks that turn the direction of text would make it look like another name.
pub(super) fn is_hidden(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.text)
    }
}
