//! Sums, products and brackets of numbers.
//!
//! ```text
//! sum       product { ("+" | "−") product }
//! product   value { ("*" | "x" | "/" | "of") value }
//! value     "(" sum ")"  |  ["−" | "+"] [currency] ["−"] number [currency] ["%" | "¢"]
//! ```
//!
//! A number with a percent sign is a share. Shares are added to shares, and a share of a number is a number: "15% of 2,000".

use crate::scenario::quantity::unit::Unit;

use super::error::{ParseNumberError, shortened};
use super::number::Number;
use super::rate;
use super::tokens::{Lexeme, Token};

/// Deepest nesting of brackets that is read.
const MAX_DEPTH: usize = 50;

/// Codes that may follow an amount. One before an amount may be any three capital letters, as that of the scenario's currency.
const CURRENCY_CODES: [&str; 24] = [
    "USD", "EUR", "GBP", "JPY", "CNY", "INR", "KRW", "CAD", "AUD", "NZD", "CHF", "SEK", "NOK",
    "DKK", "PLN", "CZK", "HUF", "BRL", "MXN", "ZAR", "SGD", "HKD", "ILS", "TRY",
];

/// What a number's mark makes of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    None,
    Percent,
    Cents,
}

/// A number that stands alone, not yet brought to the unit: the end of a range may have a size or a percent sign for it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Lone {
    pub(super) number: Number,
    pub(super) is_negative: bool,
    pub(super) mark: Mark,
}

impl Lone {
    /// The number times `10^power`, a hundredth of it with a mark.
    pub(super) fn value(&self, power: i32) -> Option<f64> {
        let power = power - if self.mark == Mark::None { 0 } else { 2 };
        let magnitude = self.number.value(power)?;
        Some(if self.is_negative {
            -magnitude
        } else {
            magnitude
        })
    }
}

/// A value within arithmetic.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Operand {
    pub(super) value: f64,
    /// Whether a percent sign says that it is a share.
    pub(super) is_share: bool,
    /// Whether it is a ratio: of a ratio in a percent field, nobody knows whether it is in percent.
    pub(super) is_ratio: bool,
    /// The number, if it is no more than that.
    pub(super) lone: Option<Lone>,
    /// Whether it is a number alone in brackets.
    pub(super) is_bracketed: bool,
}

impl Operand {
    fn computed(value: f64, is_share: bool, is_ratio: bool) -> Self {
        Self {
            value,
            is_share,
            is_ratio,
            lone: None,
            is_bracketed: false,
        }
    }
}

/// Reads one part of a text.
pub(super) struct Parser<'p, 't> {
    text: &'t str,
    lexemes: &'p [Lexeme<'t>],
    unit: Unit,
    next: usize,
    depth: usize,
    /// Whether there is arithmetic, or a word, in what was read.
    pub(super) is_computed: bool,
}

impl<'p, 't> Parser<'p, 't> {
    pub(super) fn new(text: &'t str, lexemes: &'p [Lexeme<'t>], unit: Unit) -> Self {
        Self {
            text,
            lexemes,
            unit,
            next: 0,
            depth: 0,
            is_computed: false,
        }
    }

    /// The part as it was typed.
    pub(super) fn quote(&self) -> String {
        match self.lexemes {
            [first, .., last] => shortened(&self.text[first.place.start..last.place.end]),
            [only] => shortened(&self.text[only.place.clone()]),
            [] => String::new(),
        }
    }

    /// What follows the arithmetic.
    pub(super) fn rest(&self) -> &'p [Lexeme<'t>] {
        &self.lexemes[self.next.min(self.lexemes.len())..]
    }

    fn token(&self, ahead: usize) -> Option<&'p Token<'t>> {
        self.lexemes
            .get(self.next + ahead)
            .map(|lexeme| &lexeme.token)
    }

    fn not_a_number(&self) -> ParseNumberError {
        ParseNumberError::NotANumber(self.quote())
    }

    /// Whether nothing stands between the next token and the one before or behind it.
    fn is_glued(&self, place: usize) -> bool {
        let pair = place
            .checked_sub(1)
            .and_then(|before| self.lexemes.get(before..=place));
        matches!(pair, Some([before, after]) if before.place.end == after.place.start)
    }

    /// Reads a sum, as far as it goes.
    pub(super) fn sum(&mut self) -> Result<Operand, ParseNumberError> {
        let mut sum = self.product()?;
        loop {
            let sign = match self.token(0) {
                Some(Token::Plus) => 1.0,
                Some(Token::Minus | Token::Dash) => -1.0,
                _ => return Ok(sum),
            };
            self.next += 1;
            let summand = self.product()?;
            if sum.is_share != summand.is_share {
                return Err(ParseNumberError::MixedPercent(self.quote()));
            }
            let is_ratio = sum.is_ratio || summand.is_ratio;
            sum = self.computed(sum.value + sign * summand.value, sum.is_share, is_ratio)?;
        }
    }

    fn product(&mut self) -> Result<Operand, ParseNumberError> {
        let mut product = self.value()?;
        loop {
            let divides = match self.token(0) {
                Some(Token::Times) => false,
                Some(Token::Word(word)) if word.eq_ignore_ascii_case("of") && product.is_share => {
                    false
                }
                Some(Token::Word(word))
                    if word.eq_ignore_ascii_case("x") && !self.is_glued(self.next) =>
                {
                    false
                }
                Some(Token::Divide) if !rate::is_ending(&self.lexemes[self.next..]) => true,
                _ => return Ok(product),
            };
            self.next += 1;
            let factor = self.value()?;
            product = if divides {
                self.quotient(&product, &factor)?
            } else {
                self.times(&product, &factor)?
            };
        }
    }

    fn times(&mut self, a: &Operand, b: &Operand) -> Result<Operand, ParseNumberError> {
        let one_is_share = a.is_share != b.is_share;
        // A share of a number is a number, unless shares are wanted: there the number counts how often.
        let is_share =
            a.is_share && b.is_share || one_is_share && matches!(self.unit, Unit::Percent(_));
        self.computed(
            a.value * b.value,
            is_share,
            (a.is_ratio || b.is_ratio) && !is_share,
        )
    }

    fn quotient(&mut self, a: &Operand, b: &Operand) -> Result<Operand, ParseNumberError> {
        if b.value == 0.0 {
            return Err(ParseNumberError::DivisionByZero(self.quote()));
        }
        let is_share = a.is_share && !b.is_share;
        self.computed(a.value / b.value, is_share, !is_share)
    }

    fn computed(
        &mut self,
        value: f64,
        is_share: bool,
        is_ratio: bool,
    ) -> Result<Operand, ParseNumberError> {
        self.is_computed = true;
        if value.is_finite() {
            Ok(Operand::computed(value, is_share, is_ratio))
        } else {
            Err(ParseNumberError::Magnitude(self.quote()))
        }
    }

    fn value(&mut self) -> Result<Operand, ParseNumberError> {
        let sign = self.sign();
        if self.token(0) == Some(&Token::Open) {
            return self.brackets(sign.unwrap_or(1.0));
        }
        let has_currency = self.currency_before();
        let sign = match (sign, has_currency) {
            (Some(sign), _) => sign,
            // "$−5"
            (None, true) => self.sign().unwrap_or(1.0),
            (None, false) => 1.0,
        };
        let Some(Token::Number(number)) = self.token(0) else {
            return Err(match self.token(0) {
                None | Some(Token::Times | Token::Divide | Token::Percent | Token::Close) => {
                    ParseNumberError::Empty
                }
                _ => self.not_a_number(),
            });
        };
        self.next += 1;
        let counts_time = matches!(self.unit, Unit::Count(words)
            if ["ms", "min", "months", "hours"].contains(&words.split(' ').next().unwrap_or("")));
        if number.is_small_m && counts_time {
            return Err(ParseNumberError::SmallM(self.quote()));
        }
        self.is_computed |= number.is_phrase;
        self.currency_behind();
        let mark = self.mark()?;
        let lone = Lone {
            number: number.clone(),
            is_negative: sign < 0.0,
            mark,
        };
        Ok(Operand {
            value: lone
                .value(0)
                .ok_or_else(|| ParseNumberError::Magnitude(self.quote()))?,
            is_share: mark == Mark::Percent,
            is_ratio: false,
            lone: Some(lone),
            is_bracketed: false,
        })
    }

    fn sign(&mut self) -> Option<f64> {
        let sign = match self.token(0) {
            Some(Token::Minus | Token::Dash) => -1.0,
            Some(Token::Plus) => 1.0,
            _ => return None,
        };
        self.next += 1;
        Some(sign)
    }

    fn brackets(&mut self, sign: f64) -> Result<Operand, ParseNumberError> {
        if self.depth == MAX_DEPTH {
            return Err(ParseNumberError::Nested(self.quote()));
        }
        self.depth += 1;
        self.next += 1;
        let inner = self.sum()?;
        match self.token(0) {
            Some(Token::Close) => self.next += 1,
            None => return Err(ParseNumberError::Unbalanced(self.quote())),
            Some(_) => return Err(self.not_a_number()),
        }
        self.depth -= 1;
        let is_bracketed = inner.lone.is_some() || inner.is_bracketed;
        let share = self.token(0) == Some(&Token::Percent);
        let mut value = sign * inner.value;
        if share {
            if inner.is_share {
                return Err(ParseNumberError::MixedPercent(self.quote()));
            }
            self.next += 1;
            value /= 100.0;
        }
        Ok(Operand {
            is_bracketed,
            ..Operand::computed(value, inner.is_share || share, inner.is_ratio && !share)
        })
    }

    /// "$", "CHF", "CA$" or "A$" before a number.
    fn currency_before(&mut self) -> bool {
        let start = self.next;
        if let Some(Token::Word(code)) = self.token(0)
            && (1..=3).contains(&code.len())
            && code.bytes().all(|byte| byte.is_ascii_uppercase())
        {
            let has_symbol =
                self.token(1) == Some(&Token::Currency) && self.is_glued(self.next + 1);
            let before_number = matches!(
                self.token(1),
                Some(Token::Number(_) | Token::Minus | Token::Dash)
            );
            if has_symbol || (code.len() > 1 && before_number) {
                self.next += 1;
            }
        }
        if self.token(0) == Some(&Token::Currency) {
            self.next += 1;
        }
        self.next > start
    }

    /// "5 €", "5 USD".
    fn currency_behind(&mut self) {
        match self.token(0) {
            Some(Token::Currency) => self.next += 1,
            Some(Token::Word(code)) if CURRENCY_CODES.contains(code) => self.next += 1,
            _ => {}
        }
    }

    /// "%", "percent", "per cent" or "¢" behind a number.
    fn mark(&mut self) -> Result<Mark, ParseNumberError> {
        let is_word = |token: Option<&Token<'_>>, wanted: &str| matches!(token, Some(Token::Word(word)) if word.eq_ignore_ascii_case(wanted));
        let words = if is_word(self.token(0), "percent") {
            1
        } else if is_word(self.token(0), "per") && is_word(self.token(1), "cent") {
            2
        } else {
            0
        };
        self.is_computed |= words > 0;
        self.next += words;
        match self.token(0) {
            _ if words > 0 => Ok(Mark::Percent),
            Some(Token::Percent) => {
                self.next += 1;
                Ok(Mark::Percent)
            }
            Some(Token::Cents) if matches!(self.unit, Unit::Money(_)) => {
                self.next += 1;
                Ok(Mark::Cents)
            }
            Some(Token::Cents) => Err(ParseNumberError::NoMoney(self.quote())),
            _ => Ok(Mark::None),
        }
    }
}
