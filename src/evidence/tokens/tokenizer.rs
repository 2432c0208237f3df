//! How many tokens a model makes of a text.
//!
//! OpenAI publishes its tokenizers (tiktoken), so its counts are exact. Other providers count on their servers only; there the tokens of
//! `o200k_base` are taken times a factor, with a margin.

use tiktoken_rs::tokenizer::{Tokenizer as Published, get_tokenizer};
use tiktoken_rs::{CoreBPE, cl100k_base_singleton, o200k_base_singleton};

use crate::evidence::catalog::Catalog;
use crate::scenario::Estimate;
use crate::scenario::quantity::percent;

use super::model_name::models_meant;

/// A published tokenizer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tokenizer {
    /// That of GPT-4o and later models.
    O200kBase,
    /// That of GPT-4 and GPT-3.5.
    Cl100kBase,
}

/// A text is counted in pieces of about this many bytes, so that memory doesn't grow with it.
const PIECE_BYTES: usize = 64 * 1024;
/// A piece without a place to divide it has at most so many bytes: the tokenizer's regular expression gives up on some hundred thousand
/// blanks in a row. Dividing there may make one token more.
const MAX_PIECE_BYTES: usize = 2 * PIECE_BYTES;

impl Tokenizer {
    /// Its name in tiktoken.
    pub fn name(self) -> &'static str {
        match self {
            Self::O200kBase => "o200k_base",
            Self::Cl100kBase => "cl100k_base",
        }
    }

    /// The tokens of a text. The names of special tokens, such as `<|endoftext|>`, are text like any other. The first call takes some tenths
    /// of a second, since it loads the vocabulary.
    ///
    /// ```
    /// use breakeven::evidence::tokens::tokenizer::Tokenizer;
    ///
    /// // Counts of the OpenAI Cookbook, "How to count tokens with tiktoken".
    /// assert_eq!(Tokenizer::O200kBase.count("お誕生日おめでとう"), 8);
    /// assert_eq!(Tokenizer::Cl100kBase.count("お誕生日おめでとう"), 9);
    /// ```
    pub fn count(self, text: &str) -> usize {
        let tokenizer: &CoreBPE = match self {
            Self::O200kBase => o200k_base_singleton(),
            Self::Cl100kBase => cl100k_base_singleton(),
        };
        let pieces = pieces(text);
        pieces
            .map(|piece| tokenizer.encode_ordinary(piece).len())
            .sum()
    }
}

/// A text in pieces, divided where no token reaches across.
fn pieces(mut text: &str) -> impl Iterator<Item = &str> {
    std::iter::from_fn(move || {
        if text.is_empty() {
            return None;
        }
        let (piece, rest) = text.split_at(end_of_piece(text));
        text = rest;
        Some(piece)
    })
}

/// Where the first piece of a text ends: behind a line break, or else a word, before what neither tokenizer joins with it. A text that has neither
/// is divided anywhere, which may change a few of its tokens.
fn end_of_piece(text: &str) -> usize {
    if text.len() <= PIECE_BYTES {
        return text.len();
    }
    let most = text.floor_char_boundary(MAX_PIECE_BYTES.min(text.len()));
    let from = text.floor_char_boundary(PIECE_BYTES);
    let breaks = text[from..most].match_indices('\n');
    let mut ends = breaks.map(|(place, _)| from + place + 1);
    let words = text.as_bytes()[from..most].windows(3);
    let mut words = words.enumerate();
    ends.find(|end| begins_anew(&text[*end..]))
        .or_else(|| {
            words.find_map(|(place, bytes)| {
                let [before, b' ', after] = bytes else {
                    return None;
                };
                let is_between = before.is_ascii_alphabetic() && after.is_ascii_alphabetic();
                is_between.then_some(from + place + 1)
            })
        })
        .unwrap_or(most)
}

/// Whether no token of a line reaches back over the line break before it. Further line breaks may belong to that one, and slashes to
/// punctuation before it.
fn begins_anew(line: &str) -> bool {
    let indented = line.trim_start_matches([' ', '\t']);
    let is_indented = indented.len() < line.len();
    indented.starts_with(|c: char| !c.is_whitespace() && (is_indented || c != '/'))
}

/// How the tokens of a model are counted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Counting {
    /// The tokenizer that counts.
    pub tokenizer: Tokenizer,
    /// Tokens of the model for each of the tokenizer's.
    pub factor: f64,
    /// How far the model's count may be off, as a share of it; `None` if it is exact.
    pub margin: Option<f64>,
}

impl Counting {
    const fn exact(tokenizer: Tokenizer) -> Self {
        Self {
            tokenizer,
            factor: 1.0,
            margin: None,
        }
    }

    const fn estimated(factor: f64, margin: f64) -> Self {
        Self {
            tokenizer: Tokenizer::O200kBase,
            factor,
            margin: Some(margin),
        }
    }

    /// How the tokens of a model are counted, by its provider's name for it, or as [`models_meant`] reads a name.
    ///
    /// ```
    /// use breakeven::evidence::tokens::tokenizer::{Counting, Tokenizer};
    ///
    /// assert_eq!(Counting::of("gpt-4.1-mini"), Counting { tokenizer: Tokenizer::O200kBase, factor: 1.0, margin: None });
    /// assert_eq!(Counting::of("gpt-4.1 on Azure"), Counting::of("gpt-4.1"));
    /// assert_eq!(Counting::of("Azure OpenAI gpt-4.1-mini"), Counting::of("gpt-4.1-mini"));
    /// assert!(Counting::of("claude-sonnet-5-5").factor > Counting::of("claude-haiku-4-5").factor);
    /// assert!(Counting::of("a model of our own").margin.is_some());
    /// ```
    pub fn of(model: &str) -> Self {
        let name = model.trim().to_lowercase();
        let of_family = || Self::published(&name).or_else(|| Self::of_claude(&name));
        let of_catalog = || {
            let models = models_meant(Catalog::bundled().ok()?, model);
            let name = models.first()?.model.to_lowercase();
            Self::published(&name).or_else(|| Self::of_claude(&name))
        };
        of_family()
            .or_else(of_catalog)
            .unwrap_or(Self::estimated(1.0, 0.2))
    }

    /// How the tokens of OpenAI's models are counted; `None` if this is none of those whose tokenizer is published. The name is in lower case.
    fn published(name: &str) -> Option<Self> {
        // "gpt-4.1 on Azure" is gpt-4.1, and "openai/gpt-4.1" too.
        let first_word = name.split_whitespace().next()?;
        let behind_path = first_word.rsplit('/').next()?;
        let names = [name, first_word, behind_path];
        match names.into_iter().find_map(get_tokenizer)? {
            Published::O200kBase | Published::O200kHarmony => {
                Some(Self::exact(Tokenizer::O200kBase))
            }
            Published::Cl100kBase => Some(Self::exact(Tokenizer::Cl100kBase)),
            _ => None,
        }
    }

    /// How the tokens of a Claude model are estimated; `None` if it is none.
    fn of_claude(name: &str) -> Option<Self> {
        if !name.contains("claude") {
            return None;
        }
        Some(if is_of_the_newer_claude_tokenizer(name) {
            // "approximately 30 percent more tokens than on earlier models": platform.claude.com, Token counting.
            Self::estimated(1.55, 0.2)
        } else {
            // About a fifth more than GPT-4o, in comparisons published in 2025.
            Self::estimated(1.2, 0.15)
        })
    }

    /// Where a number of tokens is from, for the sources of a scenario: "counted with o200k_base". The margin is that of the number.
    pub fn source(&self, margin: Option<f64>) -> String {
        let tokenizer = self.tokenizer.name();
        match margin {
            None => format!("counted with {tokenizer}"),
            Some(margin) => format!("estimated with {tokenizer}, ±{}", percent(margin)),
        }
    }

    /// The model's tokens for so many of the tokenizer's.
    pub fn of_model(&self, counted: usize) -> usize {
        (counted as f64 * self.factor).round() as usize
    }
}

/// The range, in whole tokens, that an estimated number of tokens may lie in; `None` if it is exact, or so small that both ends are one number.
///
/// ```
/// use breakeven::evidence::tokens::tokenizer::range_within;
/// use breakeven::scenario::Estimate;
///
/// assert_eq!(range_within(10.0, Some(0.2)), Some(Estimate::Range { low: 8.0, high: 12.0 }));
/// assert_eq!(range_within(10.0, None), None);
/// assert_eq!(range_within(1.0, Some(0.2)), None);
/// ```
pub fn range_within(tokens: f64, margin: Option<f64>) -> Option<Estimate> {
    let margin = margin?;
    let [low, high] = [1.0 - margin, 1.0 + margin].map(|end| (tokens * end).round());
    (low < high).then_some(Estimate::Range { low, high })
}

/// Whether a Claude model counts with the tokenizer of 2026: Opus from 4.7, the others from 5 on.
fn is_of_the_newer_claude_tokenizer(model: &str) -> bool {
    let mut numbers = model
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter_map(|word| word.parse::<u32>().ok())
        // Not the day of a snapshot.
        .filter(|number| *number < 1000);
    let version = (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0));
    let first = if model.contains("opus") {
        (4, 7)
    } else {
        (5, 0)
    };
    version >= first
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_have_the_tokens_of_the_whole() {
        let lines = [
            "fn main() {\n    let x = 1;\n}\n",
            "\n\n   \n",
            "// a path\n/usr/bin\n",
            "今天天气很好。\n",
            "👩‍👩‍👧‍👦 fun!\r\n",
            "no break at the end of this one ",
            "!!!\n\n/// docs\n",
            "    /// indented docs\n",
            "\t};\n",
            " \n",
        ];
        let mut text = String::new();
        for place in 0..20_000 {
            text.push_str(lines[place * place % lines.len()]);
        }
        assert!(pieces(&text).count() > 4);
        assert_eq!(pieces(&text).collect::<String>(), text);
        for (tokenizer, whole) in [
            (Tokenizer::O200kBase, o200k_base_singleton()),
            (Tokenizer::Cl100kBase, cl100k_base_singleton()),
        ] {
            assert_eq!(tokenizer.count(&text), whole.encode_ordinary(&text).len());
        }
    }

    #[test]
    fn words_divide_where_lines_do_not() {
        for line in [
            "one two  three, four. ",
            "if (a) { b(c); }\r\n\r\n \r\n",
            "a/b c-d e ",
        ] {
            let text = line.repeat(40_000);
            assert!(pieces(&text).count() > 4);
            for (tokenizer, whole) in [
                (Tokenizer::O200kBase, o200k_base_singleton()),
                (Tokenizer::Cl100kBase, cl100k_base_singleton()),
            ] {
                assert_eq!(tokenizer.count(&text), whole.encode_ordinary(&text).len());
            }
        }
    }

    #[test]
    fn text_without_a_place_to_divide_it_is_counted_too() {
        for text in [
            " ".repeat(1_500_000) + "x",
            "\n".repeat(300_000),
            "a".repeat(300_000),
        ] {
            for tokenizer in [Tokenizer::O200kBase, Tokenizer::Cl100kBase] {
                let tokens = tokenizer.count(&text);
                assert!((1000..100_000).contains(&tokens), "{tokens}");
            }
        }
    }

    #[test]
    fn few_tokens_are_no_range_of_one_number() {
        for margin in [0.15, 0.2] {
            for tokens in 0..100 {
                match range_within(f64::from(tokens), Some(margin)) {
                    Some(Estimate::Range { low, high }) => assert!(low < high),
                    other => assert!(other.is_none() && tokens < 4, "{tokens}"),
                }
            }
        }
    }

    #[test]
    fn a_published_tokenizer_counts_however_the_model_is_written() {
        for name in [
            "gpt-4.1-mini",
            "Azure OpenAI gpt-4.1-mini",
            "GPT 4.1 mini",
            "gpt-4.1-mini-2025-04-14",
            "openai/gpt-4.1",
            "openai/gpt-oss-120b",
            "ft:gpt-4.1-mini-2025-04-14:us::a1",
        ] {
            assert_eq!(
                Counting::of(name),
                Counting::exact(Tokenizer::O200kBase),
                "{name}"
            );
        }
        for name in ["", "gemini-3.5-flash", "openai/no-such-model", "ada"] {
            assert_eq!(Counting::of(name), Counting::estimated(1.0, 0.2), "{name}");
        }
    }

    #[test]
    fn versions_of_claude_are_told_apart() {
        for (model, newer) in [
            ("claude-opus-4-7", true),
            ("claude-opus-4-1-20250805", false),
            ("claude-opus-5", true),
            ("claude-sonnet-4-5-20250929", false),
            ("claude-sonnet-5-5", true),
            ("claude-fable-5-2", true),
            ("claude-3-5-haiku-20241022", false),
            ("anthropic.claude-haiku-4-5-20251001-v1:0", false),
        ] {
            assert_eq!(is_of_the_newer_claude_tokenizer(model), newer, "{model}");
        }
    }
}
