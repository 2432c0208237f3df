//! A list that is searched as one types: each word has to stand in a row's name, in any order and case.

/// The words that are searched for.
#[derive(Debug)]
pub struct SearchedWords(Vec<String>);

impl SearchedWords {
    /// The words of a typed text.
    pub fn of(text: &str) -> Self {
        Self(text.split_whitespace().map(str::to_lowercase).collect())
    }

    /// Whether all of them stand in a name.
    pub fn stand_in(&self, name: &str) -> bool {
        let name = name.to_lowercase();
        self.0.iter().all(|word| name.contains(word))
    }
}
