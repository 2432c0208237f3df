//! Splits a text into numbers, words and signs.

use std::ops::Range;

use super::error::{ParseNumberError, shortened};
use super::number::{self, Number};

/// A part of the text.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Token<'t> {
    Number(Number),
    Word(&'t str),
    /// A currency's symbol.
    Currency,
    Percent,
    Cents,
    Plus,
    /// A minus sign, which joins no range.
    Minus,
    /// A hyphen or dash: joins a range behind a number, is a minus sign before one.
    Dash,
    Times,
    Divide,
    Open,
    Close,
    /// "to", "…" or "..".
    To,
}

/// A token, and its place in the text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Lexeme<'t> {
    pub(super) token: Token<'t>,
    pub(super) place: Range<usize>,
}

/// The tokens of a text of plain characters.
pub(super) fn tokens(text: &str) -> Result<Vec<Lexeme<'_>>, ParseNumberError> {
    let mut lexemes = Vec::new();
    let mut rest = text.trim_start();
    while let Some(letter) = rest.chars().next() {
        let start = text.len() - rest.len();
        let (token, after) = match number::number(rest)? {
            Some((number, after)) => (Token::Number(number), after),
            None => sign_or_word(letter, rest, text)?,
        };
        let end = text.len() - after.len();
        lexemes.push(Lexeme {
            token,
            place: start..end,
        });
        rest = after.trim_start();
    }
    Ok(lexemes)
}

fn sign_or_word<'t>(
    letter: char,
    rest: &'t str,
    text: &str,
) -> Result<(Token<'t>, &'t str), ParseNumberError> {
    let token = match letter {
        '+' => Token::Plus,
        '−' => Token::Minus,
        '-' | '–' => Token::Dash,
        '*' => Token::Times,
        '/' => Token::Divide,
        '(' => Token::Open,
        ')' => Token::Close,
        '%' | '٪' => Token::Percent,
        '¢' => Token::Cents,
        '$' | '€' | '£' | '¥' | '₹' | '₩' => Token::Currency,
        '…' => Token::To,
        '.' if rest.starts_with("..") => {
            let after = rest.strip_prefix("...").unwrap_or(&rest[2..]);
            return Ok((Token::To, after));
        }
        '±' => return Err(ParseNumberError::PlusMinus),
        letter if letter.is_alphabetic() => {
            let (word, after) = number::word(rest);
            let token = if word.eq_ignore_ascii_case("to") {
                Token::To
            } else {
                Token::Word(word)
            };
            return Ok((token, after));
        }
        _ => return Err(ParseNumberError::NotANumber(shortened(text))),
    };
    Ok((token, &rest[letter.len_utf8()..]))
}
