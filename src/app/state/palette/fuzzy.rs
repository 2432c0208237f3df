//! How well a name fits what is typed: words in any order, each the beginning of a word of the name, its initials, a part of it, one
//! letter off, or its letters with others between them.

/// Points for each way in which a word that is typed fits. Only their order and their distances matter.
const EQUAL: i32 = 100;
const BEGINNING: i32 = 85;
const INITIALS: i32 = 75;
const PART: i32 = 60;
const ONE_LETTER_OFF: i32 = 45;
const EQUAL_ABOUT: i32 = 50;
const BEGINNING_ABOUT: i32 = 40;
const PART_ABOUT: i32 = 25;
const SCATTERED: i32 = 15;
/// Points for a name that begins with what is typed.
const AT_THE_START: i32 = 12;
/// The most points that are lost because a name says more than what is typed.
const MAX_REST: usize = 10;
/// A shorter word isn't looked for with a letter off, nor scattered.
const MIN_LETTERS: usize = 4;

/// What is typed.
#[derive(Debug, Clone, Default)]
pub struct Query {
    words: Vec<String>,
}

impl Query {
    /// A query of these words.
    pub fn new(text: &str) -> Self {
        Self { words: words(text) }
    }

    /// Whether it asks for nothing, which everything fits.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// How well a name fits, more is better; `None` if it doesn't. `about` holds further words that it is found by.
    pub fn score(&self, name: &Words, about: &Words) -> Option<i32> {
        let mut sum = 0;
        for word in &self.words {
            sum += name.score(word).or_else(|| about.score_about(word))?;
        }
        let count = i32::try_from(self.words.len()).unwrap_or(i32::MAX);
        let begins = self
            .words
            .first()
            .zip(name.list.first())
            .is_some_and(|(typed, first)| first.starts_with(typed.as_str()));
        let rest = name.list.len().saturating_sub(self.words.len());
        let rest = i32::try_from(rest.min(MAX_REST)).unwrap_or(0);
        Some(sum / count.max(1) + if begins { AT_THE_START } else { 0 } - rest)
    }
}

/// A text to look in, taken apart once.
#[derive(Debug, Clone, Default)]
pub struct Words {
    list: Vec<String>,
    initials: String,
    letters: String,
}

impl Words {
    /// The words of a text.
    pub fn new(text: &str) -> Self {
        let words = words(text);
        Self {
            initials: words
                .iter()
                .filter_map(|word| word.chars().next())
                .collect(),
            letters: words.concat(),
            list: words,
        }
    }

    fn score(&self, typed: &str) -> Option<i32> {
        let long = typed.chars().count() >= MIN_LETTERS;
        let any = |fits: &dyn Fn(&str) -> bool| self.list.iter().any(|word| fits(word));
        if any(&|word| word == typed) {
            Some(EQUAL)
        } else if any(&|word| word.starts_with(typed)) {
            Some(BEGINNING)
        } else if typed.len() > 1 && self.initials.contains(typed) {
            Some(INITIALS)
        } else if self.letters.contains(typed) {
            Some(PART)
        } else if long && any(&|word| begins_but_for_a_letter(word, typed)) {
            Some(ONE_LETTER_OFF)
        } else if long && is_scattered(&self.letters, typed) {
            Some(SCATTERED)
        } else {
            None
        }
    }

    fn score_about(&self, typed: &str) -> Option<i32> {
        let any = |fits: &dyn Fn(&str) -> bool| self.list.iter().any(|word| fits(word));
        if any(&|word| word == typed) {
            Some(EQUAL_ABOUT)
        } else if any(&|word| word.starts_with(typed)) {
            Some(BEGINNING_ABOUT)
        } else if typed.chars().count() >= MIN_LETTERS && any(&|word| word.contains(typed)) {
            Some(PART_ABOUT)
        } else {
            None
        }
    }
}

/// The words of a text in lower case: runs of letters, and runs of digits, so that "opus5" finds "opus-5".
fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut last = None;
    for letter in text.chars().flat_map(char::to_lowercase) {
        let kind = letter.is_alphanumeric().then(|| letter.is_numeric());
        match words.last_mut() {
            Some(word) if kind.is_some() && kind == last => word.push(letter),
            _ if kind.is_some() => words.push(letter.to_string()),
            _ => {}
        }
        last = kind;
    }
    words
}

/// Whether a word begins with what is typed if one letter is left out, added, changed, or swapped with the next.
fn begins_but_for_a_letter(word: &str, typed: &str) -> bool {
    let (word, typed): (Vec<char>, Vec<char>) = (word.chars().collect(), typed.chars().collect());
    let same = word.iter().zip(&typed).take_while(|(a, b)| a == b).count();
    // What is left of both after the letters that are the same.
    let (word, typed) = (&word[same..], &typed[same..]);
    let from = |letters: &[char], from: usize| letters.get(from..).unwrap_or_default().to_vec();
    let begins = |word: Vec<char>, typed: Vec<char>| word.starts_with(&typed);
    let swapped = matches!((word, typed), ([a, b, ..], [c, d, ..]) if a == d && b == c);
    begins(from(word, 1), from(typed, 1))
        || begins(from(word, 1), typed.to_vec())
        || begins(word.to_vec(), from(typed, 1))
        || (swapped && begins(from(word, 2), from(typed, 2)))
}

/// Whether the letters of `typed` stand in `letters` in their order, from the first one on.
fn is_scattered(letters: &str, typed: &str) -> bool {
    let mut wanted = typed.chars().peekable();
    if letters.chars().next() != wanted.peek().copied() {
        return false;
    }
    for letter in letters.chars() {
        wanted.next_if_eq(&letter);
    }
    wanted.peek().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn score(typed: &str, name: &str) -> Option<i32> {
        Query::new(typed).score(&Words::new(name), &Words::default())
    }

    /// The names in the order in which they fit.
    fn ranked<'a>(typed: &str, names: &[&'a str]) -> Vec<&'a str> {
        let mut fitting: Vec<_> = names
            .iter()
            .filter_map(|name| Some((score(typed, name)?, *name)))
            .collect();
        fitting.sort_by_key(|(score, _)| -score);
        fitting.into_iter().map(|(_, name)| name).collect()
    }

    #[test]
    fn words_fit_in_any_order_and_punctuation_does_not_count() {
        assert!(score("opus claude", "Anthropic claude-opus-5-5").is_some());
        assert!(score("opus5.5", "Anthropic claude-opus-5-5").is_some());
        assert!(score("opus sonnet", "Anthropic claude-opus-5-5").is_none());
    }

    #[test]
    fn whole_words_come_before_beginnings_and_these_before_parts() {
        let names = ["Unsaved", "Save as…", "Saving", "Save"];
        assert_eq!(
            ranked("save", &names),
            ["Save", "Save as…", "Unsaved", "Saving"]
        );
        assert_eq!(ranked("sav", &names)[3], "Unsaved");
    }

    #[test]
    fn initials_and_typing_errors_are_found() {
        assert_eq!(ranked("sbs", &["Side by side", "Base"]), ["Side by side"]);
        for typed in ["discuont", "dicount", "disscount", "dixcount"] {
            assert!(score(typed, "Batch discount").is_some(), "{typed}");
        }
        assert!(score("horizon", "Batch discount").is_none());
    }

    #[test]
    fn everything_fits_a_query_without_letters() {
        assert!(Query::new(" …").is_empty());
        assert!(score("", "Save").is_some());
    }
}
