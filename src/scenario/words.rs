//! The case of a text's first letter, which depends on where in a sentence the text stands.

/// The text with a capital letter at its start.
///
/// ```
/// assert_eq!(breakeven::scenario::words::capitalized("allowed: 1 or more"), "Allowed: 1 or more");
/// ```
pub fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

/// The text with a small letter at its start, as it stands in the middle of a sentence.
///
/// ```
/// assert_eq!(breakeven::scenario::words::uncapitalized("User input"), "user input");
/// ```
pub fn uncapitalized(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().into_iter().flat_map(char::to_lowercase);
    first.chain(letters).collect()
}
