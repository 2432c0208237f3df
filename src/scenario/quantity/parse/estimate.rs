//! A whole text: one number, a range of two or three, with what the last one says for all.
//!
//! ```text
//! estimate  part  |  part ("to" | "–" | "-" | "…" | "..") part  |  "between" part "and" part  |  product "/" product "/" product
//! part      sum [ending]
//! ```
//!
//! Two parts with a slash are a division. A hyphen or dash between two numbers makes a range, since people write ranges so; beside other
//! arithmetic it could as well subtract, and is refused. Within brackets, and as the sign "−", it subtracts.

use crate::scenario::estimate::Estimate;
use crate::scenario::quantity::unit::Unit;

use super::arithmetic::{Lone, Mark, Operand, Parser};
use super::characters;
use super::error::{ParseNumberError, shortened};
use super::rate::{self, Ending, EndingFault};
use super::tokens::{Lexeme, Token, tokens};

/// The unit in which typed numbers are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notation {
    /// The unit of the screen: in a percent field, 15 is 0.15.
    Screen,
    /// The unit of files: in a percent field, 0.15 and 15% are both 0.15.
    File,
}

/// What a typed text stands for, and how it was found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Typed {
    /// The number or range, in the unit of files.
    pub estimate: Estimate,
    /// How it follows from the text.
    pub reading: Reading,
}

/// How a value follows from a typed text. What isn't plain is shown to the user before it is relied on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reading {
    /// The text is the number: "40k", "20k to 60k".
    Plain,
    /// It is arithmetic or has words in it: "3*1200", "1.5 million".
    Computed,
    /// It states a rate for another period, or a price for another number of tokens, than the unit: "1,500/day" in a field for a month.
    Converted,
}

/// Reads an estimate, and says how it was found.
///
/// ```
/// use breakeven::scenario::quantity::{Notation, Reading, Unit, read};
///
/// let typed = read("1.5 million", Unit::None, Notation::Screen)?;
/// assert_eq!(typed.reading, Reading::Computed);
/// # Ok::<(), breakeven::scenario::quantity::ParseNumberError>(())
/// ```
pub fn read(text: &str, unit: Unit, notation: Notation) -> Result<Typed, ParseNumberError> {
    let text = characters::plain(text);
    // As in a spreadsheet, and as the echo has it.
    let text = text.strip_prefix('=').unwrap_or(&text);
    let text = without_unit(text, unit);
    let lexemes = tokens(text)?;
    if lexemes.is_empty() {
        return Err(ParseNumberError::Empty);
    }
    let parts = split(text, &lexemes)?;
    let mut parts = parts
        .into_iter()
        .map(|lexemes| Part::read(text, lexemes, unit))
        .collect::<Result<Vec<_>, _>>()?;
    share_size_and_percent(&mut parts, notation)?;
    share_period(text, &mut parts)?;
    let reading = parts
        .iter()
        .map(Part::reading)
        .max()
        .unwrap_or(Reading::Plain);
    let numbers = parts
        .iter()
        .map(|part| part.number(unit, notation))
        .collect::<Result<Vec<_>, _>>()?;
    let estimate = match *numbers {
        [value] => Estimate::Exact(value),
        [low, high] => Estimate::Range { low, high },
        [low, likely, high] => Estimate::Pert { low, likely, high },
        // `split` makes no more parts.
        _ => return Err(ParseNumberError::Points),
    };
    refuse_descending_hyphen(text, &lexemes, &estimate)?;
    Ok(Typed { estimate, reading })
}

/// The text without the unit's own words at its end, as the program shows them: "24 months", "1.5×".
fn without_unit(text: &str, unit: Unit) -> &str {
    // The program's own × is read as any other sign of a product.
    let words = unit.words().replace('×', "*");
    let at = text
        .len()
        .checked_sub(words.len())
        .filter(|at| text.is_char_boundary(*at));
    match at.map(|at| text.split_at(at)) {
        Some((number, end))
            if !words.is_empty()
                && end.eq_ignore_ascii_case(&words)
                && !number.ends_with(char::is_alphabetic) =>
        {
            number.trim_end()
        }
        _ => text,
    }
}

/// Splits a text at what makes a range of it, outside of brackets.
fn split<'l, 't>(
    text: &str,
    lexemes: &'l [Lexeme<'t>],
) -> Result<Vec<&'l [Lexeme<'t>]>, ParseNumberError> {
    let between = match lexemes {
        [
            Lexeme {
                token: Token::Word(word),
                ..
            },
            ..,
        ] => word.eq_ignore_ascii_case("between") || word.eq_ignore_ascii_case("from"),
        _ => false,
    };
    let lexemes = if between { &lexemes[1..] } else { lexemes };
    let signs = Signs::of(lexemes, between);
    let computes = signs.operators > 0 || !signs.slashes.is_empty();
    if let ([dash], true) = (signs.dashes.as_slice(), computes) {
        return Err(ambiguous_hyphen(text, &lexemes[*dash], false));
    }
    let joined = [signs.words, signs.dashes].concat();
    let places = match (joined.as_slice(), signs.slashes.as_slice()) {
        ([], [] | [_]) => Vec::new(),
        ([], [_, _]) if signs.operators > 0 => {
            return Err(ParseNumberError::Slashes(shortened(text)));
        }
        ([], [_, _]) => signs.slashes,
        // Between two ends of a range, each end is at most one division.
        ([join], slashes)
            if slashes.iter().filter(|place| *place < join).count() < 2
                && slashes.iter().filter(|place| *place > join).count() < 2 =>
        {
            joined
        }
        _ => return Err(ParseNumberError::Points),
    };
    let mut parts = Vec::new();
    let mut start = 0;
    for place in places {
        parts.push(&lexemes[start..place]);
        start = place + 1;
    }
    parts.push(&lexemes[start..]);
    Ok(parts)
}

/// A hyphen or dash that could as well be a minus. With `descends`, the number behind it is the lower end.
fn ambiguous_hyphen(text: &str, hyphen: &Lexeme<'_>, descends: bool) -> ParseNumberError {
    let ends = [&text[..hyphen.place.start], &text[hyphen.place.end..]].map(str::trim);
    let [low, high] = if descends { [ends[1], ends[0]] } else { ends };
    ParseNumberError::Hyphen {
        text: shortened(text),
        range: shortened(&format!("{low} to {high}")),
    }
}

/// Where in a text the signs are that stand between values, outside of brackets.
#[derive(Default)]
struct Signs {
    /// Words and dots that make a range.
    words: Vec<usize>,
    /// Hyphens and dashes.
    dashes: Vec<usize>,
    /// Slashes that don't begin an ending.
    slashes: Vec<usize>,
    /// The number of other operators.
    operators: usize,
}

impl Signs {
    fn of(lexemes: &[Lexeme<'_>], between: bool) -> Self {
        let mut signs = Self::default();
        let mut depth = 0_usize;
        // Whether a value has just ended, so that a dash isn't a minus sign.
        let mut after_value = false;
        for (place, lexeme) in lexemes.iter().enumerate() {
            let was_after_value = after_value;
            match &lexeme.token {
                Token::Open => {
                    depth += 1;
                    after_value = false;
                    continue;
                }
                Token::Close => depth = depth.saturating_sub(1),
                _ => {}
            }
            let begins_ending = lexeme.token == Token::Divide && rate::is_ending(&lexemes[place..]);
            after_value = match &lexeme.token {
                Token::Number(_) | Token::Percent | Token::Cents | Token::Close => true,
                Token::Word(word) => was_after_value && !["of", "x"].contains(word),
                Token::Currency => was_after_value,
                Token::Divide => begins_ending,
                _ => false,
            };
            if depth > 0 {
                continue;
            }
            match &lexeme.token {
                Token::To => signs.words.push(place),
                Token::Word(word) if between && word.eq_ignore_ascii_case("and") => {
                    after_value = false;
                    signs.words.push(place);
                }
                Token::Dash if was_after_value => signs.dashes.push(place),
                Token::Divide if !begins_ending => signs.slashes.push(place),
                Token::Times | Token::Plus | Token::Minus | Token::Word("x" | "X" | "of")
                    if was_after_value =>
                {
                    signs.operators += 1;
                }
                _ => {}
            }
        }
        signs
    }
}

/// One number of an estimate, not yet brought to the unit.
struct Part {
    text: String,
    operand: Operand,
    ending: Ending,
    has_words: bool,
}

impl Part {
    fn read(text: &str, lexemes: &[Lexeme<'_>], unit: Unit) -> Result<Self, ParseNumberError> {
        if lexemes.is_empty() {
            return Err(ParseNumberError::Empty);
        }
        let mut parser = Parser::new(text, lexemes, unit);
        let operand = parser.sum()?;
        let quote = parser.quote();
        let rest = parser.rest();
        match rest.first().map(|lexeme| &lexeme.token) {
            Some(Token::Number(_) | Token::Open) => {
                return Err(ParseNumberError::TwoNumbers(quote));
            }
            Some(Token::Close) => return Err(ParseNumberError::Unbalanced(quote)),
            _ => {}
        }
        let ending = rate::ending(rest, unit).map_err(|fault| match fault {
            EndingFault::NoPeriod => ParseNumberError::NoPeriod(quote.clone()),
            EndingFault::OtherUnit => ParseNumberError::OtherUnit {
                text: quote.clone(),
                unit: unit.suffix(),
            },
            EndingFault::Unknown => ParseNumberError::NotANumber(quote.clone()),
        })?;
        if operand.is_bracketed {
            return Err(ParseNumberError::Brackets(quote));
        }
        Ok(Self {
            text: quote,
            operand,
            ending,
            has_words: parser.is_computed || !rest.is_empty(),
        })
    }

    fn reading(&self) -> Reading {
        if self.ending.converts() {
            Reading::Converted
        } else if self.has_words {
            Reading::Computed
        } else {
            Reading::Plain
        }
    }

    /// The number in the unit of files.
    fn number(&self, unit: Unit, notation: Notation) -> Result<f64, ParseNumberError> {
        let operand = &self.operand;
        let is_percent = matches!(unit, Unit::Percent(_));
        if operand.is_share && !is_percent {
            return Err(ParseNumberError::NoShare(self.text.clone()));
        }
        let scales = is_percent && !operand.is_share && notation == Notation::Screen;
        if scales && operand.is_ratio {
            return Err(ParseNumberError::Ratio {
                text: self.text.clone(),
                value: operand.value,
            });
        }
        let power = if scales { -2 } else { 0 };
        let value = match &operand.lone {
            Some(lone) => lone.value(power),
            None if scales => Some(operand.value / 100.0),
            None => Some(operand.value),
        };
        let converted = value.map(|value| self.ending.convert(value, unit));
        let value = converted.filter(|value| value.is_finite());
        let value = value.ok_or_else(|| ParseNumberError::Magnitude(self.text.clone()))?;
        let is_typed = operand.lone.is_some() && !self.ending.converts();
        let value = if is_typed { value } else { rounded(value) };
        // "-0" is 0.
        Ok(value + 0.0)
    }
}

/// A computed number with the digits in which the field shows it: 0.1 + 0.2 is 0.3.
fn rounded(value: f64) -> f64 {
    format!("{value:.12e}").parse().unwrap_or(value)
}

/// Gives numbers before the last one its size and percent sign: "20 to 60k" is "20k to 60k", and "2.5 to 4.5 %" means percent twice. A
/// number that isn't below the last one's digits keeps its own size: "500 to 2k".
fn share_size_and_percent(parts: &mut [Part], notation: Notation) -> Result<(), ParseNumberError> {
    let Some((last, before)) = parts.split_last_mut() else {
        return Ok(());
    };
    let shares_of_files = |part: &Part| notation == Notation::File && part.operand.is_share;
    let Some(Lone { number, mark, .. }) = last.operand.lone.clone() else {
        return Ok(());
    };
    for part in before {
        let text = part.text.clone();
        let Some(lone) = &mut part.operand.lone else {
            continue;
        };
        if mark == Mark::Percent && lone.mark == Mark::None {
            lone.mark = Mark::Percent;
            part.operand.is_share = true;
        } else if shares_of_files(part) && mark == Mark::None {
            // "10% to 2" would be 0.1 to 2.
            return Err(ParseNumberError::MixedPercent(format!(
                "{text} to {}",
                last.text
            )));
        }
        let Some(lone) = &mut part.operand.lone else {
            continue;
        };
        let [own, digits] = [&lone.number, &number].map(|number| number.value_without_size(0));
        let is_below =
            matches!((own, digits), (Some(own), Some(digits)) if own > 0.0 && own < digits);
        if lone.number.size.is_none() && lone.mark != Mark::Cents && !lone.is_negative && is_below {
            lone.number.size = number.size;
        }
    }
    Ok(())
}

/// Gives all numbers the last one's period: "20k to 60k per day". One that only an earlier number has is refused.
fn share_period(text: &str, parts: &mut [Part]) -> Result<(), ParseNumberError> {
    let Some((last, before)) = parts.split_last_mut() else {
        return Ok(());
    };
    for part in before {
        if part.ending.converts() && last.ending == Ending::Unit {
            return Err(ParseNumberError::MixedPeriods(shortened(text)));
        }
        if part.ending == Ending::Unit {
            part.ending = last.ending;
        }
    }
    Ok(())
}

/// "60k - 20k" is no range, so the hyphen was probably meant as a minus.
fn refuse_descending_hyphen(
    text: &str,
    lexemes: &[Lexeme<'_>],
    estimate: &Estimate,
) -> Result<(), ParseNumberError> {
    match (Signs::of(lexemes, false).dashes.as_slice(), *estimate) {
        ([hyphen], Estimate::Range { low, high }) if low >= high => {
            Err(ambiguous_hyphen(text, &lexemes[*hyphen], true))
        }
        _ => Ok(()),
    }
}
