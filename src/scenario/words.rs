//! What a text looks like in its place: the case of its first letter, its article, and the spaces at which a line may end.

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

/// A percentage with its article: "an" before 8%, 11%, 18% and the eighties, else "a"; "a less than 1%" isn't English.
///
/// ```
/// use breakeven::scenario::words::with_article;
///
/// assert_eq!(with_article("82%"), "an 82%");
/// assert_eq!(with_article("less than 1%"), "less than a 1%");
/// ```
pub fn with_article(percent: &str) -> String {
    match percent.split_once("than ") {
        Some((more_or_less, rest)) => format!("{more_or_less}than a {rest}"),
        None if percent.starts_with('8') || ["11%", "18%"].contains(&percent) => {
            format!("an {percent}")
        }
        None => format!("a {percent}"),
    }
}

/// The space between a number and its unit, at which no line ends.
pub const NO_BREAK_SPACE: char = '\u{a0}';

/// The text with a no-break space between each number and the word behind it, so that no line ends between the two. For units and captions,
/// not for whole sentences.
///
/// ```
/// use breakeven::scenario::words::kept_together;
///
/// assert_eq!(kept_together("per 1M tokens"), "per 1M\u{a0}tokens");
/// ```
pub fn kept_together(quantity: &str) -> String {
    let mut text = String::with_capacity(quantity.len() + 4);
    let mut words = quantity.split(' ').peekable();
    while let Some(word) = words.next() {
        text.push_str(word);
        let is_number = word.contains(|letter: char| letter.is_ascii_digit());
        if words.peek().is_some() {
            text.push(if is_number { NO_BREAK_SPACE } else { ' ' });
        }
    }
    text
}

/// The text with ordinary spaces, for files and terminals, in which others search and cut with their own tools.
///
/// ```
/// use breakeven::scenario::words::with_plain_spaces;
///
/// assert_eq!(with_plain_spaces("18\u{a0}months"), "18 months");
/// ```
pub fn with_plain_spaces(text: &str) -> String {
    text.replace(NO_BREAK_SPACE, " ")
}
