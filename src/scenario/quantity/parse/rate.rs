//! What may stand behind a number: the thing that is counted, and the period of a rate, which is converted to the unit's own.
//!
//! ```text
//! ending    [thing] [("per" | "/" | "a" | "each" …) period | "monthly" …]      "tokens", "1,500 queries/day", "18k a year"
//!         | ("per" | "/") tokens                                              "$3/M", "$0.25 per 1k tokens": in prices of 1M tokens
//! ```
//!
//! Periods are those of a calendar without weekends: a year has 365 days, a month a twelfth of that.

use crate::scenario::quantity::unit::Unit;

use super::number::power_of_size;
use super::tokens::{Lexeme, Token};

/// A period, and every way to write it.
struct Period {
    names: &'static [&'static str],
    /// "monthly".
    adverb: &'static str,
    seconds: f64,
}

const HOUR: f64 = 3600.0;
const DAY: f64 = 24.0 * HOUR;
const MONTH: f64 = 365.0 * DAY / 12.0;

const PERIODS: [Period; 8] = [
    Period {
        names: &["second", "seconds", "sec", "s"],
        adverb: "",
        seconds: 1.0,
    },
    Period {
        names: &["minute", "minutes", "min"],
        adverb: "",
        seconds: 60.0,
    },
    Period {
        names: &["hour", "hours", "hr", "h"],
        adverb: "hourly",
        seconds: HOUR,
    },
    Period {
        names: &["day", "days", "d"],
        adverb: "daily",
        seconds: DAY,
    },
    Period {
        names: &["week", "weeks", "wk", "w"],
        adverb: "weekly",
        seconds: 7.0 * DAY,
    },
    Period {
        names: &["month", "months", "mo", "mth"],
        adverb: "monthly",
        seconds: MONTH,
    },
    Period {
        names: &["quarter", "quarters", "qtr", "q"],
        adverb: "quarterly",
        seconds: 3.0 * MONTH,
    },
    Period {
        names: &["year", "years", "yr", "y", "annum"],
        adverb: "yearly",
        seconds: 12.0 * MONTH,
    },
];

/// Words for things that are counted, where the unit doesn't name them itself.
const THINGS: [&str; 24] = [
    "query", "queries", "request", "requests", "call", "calls", "message", "messages", "change",
    "changes", "time", "times", "example", "examples", "replica", "replicas", "run", "runs",
    "case", "cases", "epoch", "epochs", "pass", "passes",
];

/// Short forms of the units' words.
const SHORT_FORMS: [(&str, &str); 7] = [
    ("h", "hours"),
    ("hr", "hours"),
    ("hrs", "hours"),
    ("min", "minutes"),
    ("mins", "minutes"),
    ("mo", "months"),
    ("tok", "tokens"),
];

fn seconds_of(word: &str) -> Option<f64> {
    let word = word.to_lowercase();
    let period = PERIODS
        .iter()
        .find(|period| period.names.contains(&word.as_str()));
    period.map(|period| period.seconds)
}

fn seconds_of_adverb(word: &str) -> Option<f64> {
    let word = word.to_lowercase();
    let is_meant = |period: &&Period| !word.is_empty() && period.adverb == word;
    PERIODS.iter().find(is_meant).map(|period| period.seconds)
}

/// What stands behind a number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Ending {
    /// Nothing, or the unit itself.
    Unit,
    /// A rate for so many seconds, in a unit of so many.
    Period { typed: f64, unit: f64 },
    /// A price of so many tokens, in a unit of 1M.
    Tokens(f64),
}

impl Ending {
    /// Whether it changes the number.
    pub(super) fn converts(self) -> bool {
        match self {
            Self::Unit => false,
            Self::Period { typed, unit } => typed != unit,
            Self::Tokens(tokens) => tokens != 1e6,
        }
    }

    /// The number in the unit: a rate, or growth, which is compounded and not added up.
    pub(super) fn convert(self, value: f64, unit: Unit) -> f64 {
        match self {
            _ if !self.converts() => value,
            Self::Unit => value,
            Self::Period { typed, unit: own } if matches!(unit, Unit::Percent(_)) => {
                (1.0 + value).powf(own / typed) - 1.0
            }
            Self::Period { typed, unit: own } => value * own / typed,
            Self::Tokens(tokens) => value * 1e6 / tokens,
        }
    }
}

/// Why an ending can't be read.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum EndingFault {
    /// It states a period, but the unit has none.
    NoPeriod,
    /// It names another unit.
    OtherUnit,
    /// It is none.
    Unknown,
}

/// Reads what stands behind a number.
pub(super) fn ending(lexemes: &[Lexeme<'_>], unit: Unit) -> Result<Ending, EndingFault> {
    let unit = UnitWords::new(unit);
    let rest = unit.without_thing(lexemes);
    match rest {
        [] => return Ok(Ending::Unit),
        [
            Lexeme {
                token: Token::Word(word),
                ..
            },
        ] => {
            if let Some(seconds) = seconds_of_adverb(word) {
                return unit.rate(seconds);
            }
        }
        _ => {}
    }
    if let Some((seconds, [])) = period(rest) {
        return unit.rate(seconds);
    }
    if let Some((tokens, [])) = token_count(rest) {
        return if unit.is_per_million {
            Ok(Ending::Tokens(tokens))
        } else {
            Err(EndingFault::OtherUnit)
        };
    }
    // "2 years" in a field of months, say.
    match lexemes {
        [
            Lexeme {
                token: Token::Word(word),
                ..
            },
            ..,
        ] if seconds_of(word).is_some() || is_thing(word) || is_short_form(word) => {
            Err(EndingFault::OtherUnit)
        }
        _ => Err(EndingFault::Unknown),
    }
}

/// Whether the slash at the start of these tokens begins an ending and divides nothing.
pub(super) fn is_ending(lexemes: &[Lexeme<'_>]) -> bool {
    let followed_by_number = |rest: &[Lexeme<'_>]| {
        matches!(
            rest.first().map(|lexeme| &lexeme.token),
            Some(Token::Number(_) | Token::Currency | Token::Minus)
        )
    };
    let rest = period(lexemes)
        .map(|(_, rest)| rest)
        .or_else(|| token_count(lexemes).map(|(_, rest)| rest));
    rest.is_some_and(|rest| !followed_by_number(rest))
}

/// "per day", "/day", "a day": the period's length, and what follows.
fn period<'l, 't>(lexemes: &'l [Lexeme<'t>]) -> Option<(f64, &'l [Lexeme<'t>])> {
    let [
        first,
        Lexeme {
            token: Token::Word(word),
            ..
        },
        rest @ ..,
    ] = lexemes
    else {
        return None;
    };
    let per = match first.token {
        Token::Divide => true,
        Token::Word(word) => {
            ["per", "a", "an", "each", "every"].contains(&word.to_lowercase().as_str())
        }
        _ => false,
    };
    let seconds = seconds_of(word).filter(|_| per)?;
    Some((seconds, rest))
}

/// "per 1M tokens", "/1M", "/MTok", "per token": the number of tokens, and what follows. A number without the word is one only if it is "1"
/// with a size, since "$12/30" is a division.
fn token_count<'l, 't>(lexemes: &'l [Lexeme<'t>]) -> Option<(f64, &'l [Lexeme<'t>])> {
    let is_tokens = |lexeme: Option<&Lexeme<'_>>| {
        matches!(lexeme, Some(Lexeme { token: Token::Word(word), .. })
            if ["token", "tokens", "tok", "toks"].contains(&word.to_lowercase().as_str()))
    };
    let (first, rest) = lexemes.split_first()?;
    let per = match first.token {
        Token::Divide => true,
        Token::Word(word) => word.eq_ignore_ascii_case("per"),
        _ => false,
    };
    let (second, behind) = rest.split_first().filter(|_| per)?;
    let named = is_tokens(behind.first());
    let after = if named { &behind[1..] } else { behind };
    match &second.token {
        Token::Number(number) if named || (number.is_one() && number.size.is_some()) => number
            .value(0)
            .filter(|count| *count > 0.0)
            .map(|count| (count, after)),
        Token::Word(_) if is_tokens(Some(second)) => Some((1.0, behind)),
        Token::Word(word) => {
            let lower = word.to_lowercase();
            let size = lower.strip_suffix("tok").unwrap_or(&lower);
            Some((10_f64.powi(power_of_size(size)?), after))
        }
        _ => None,
    }
}

fn is_thing(word: &str) -> bool {
    THINGS.contains(&word.to_lowercase().as_str())
}

fn is_short_form(word: &str) -> bool {
    let word = word.to_lowercase();
    SHORT_FORMS.iter().any(|(short, long)| {
        [short, long, &singular(long)]
            .iter()
            .any(|form| **form == word)
    })
}

fn singular(word: &str) -> &str {
    word.strip_suffix("es")
        .filter(|one| one.ends_with('s'))
        .or_else(|| word.strip_suffix('s'))
        .unwrap_or(word)
}

/// A unit's words, taken apart.
struct UnitWords {
    /// What is counted: "hours"; empty if the unit doesn't name it.
    thing: &'static str,
    /// Whether it counts something, be it named or not.
    counts: bool,
    /// The length of its period in seconds.
    period: Option<f64>,
    is_per_million: bool,
}

impl UnitWords {
    fn new(unit: Unit) -> Self {
        let words = match unit.words() {
            "min" => "minutes",
            "tok/s" => "tokens per second",
            words => words,
        };
        let mut parts = words.rsplitn(3, ' ');
        let (last, before) = (parts.next().unwrap_or(""), parts.next().unwrap_or(""));
        let period = seconds_of(last).filter(|_| ["a", "an", "per"].contains(&before));
        Self {
            thing: if period.is_some() {
                parts.next().unwrap_or("")
            } else {
                words
            },
            counts: matches!(unit, Unit::None | Unit::Count(_) | Unit::Things(_)),
            period,
            is_per_million: matches!(unit, Unit::Money(words) if words.starts_with("per 1M")),
        }
    }

    /// The tokens behind what the unit counts, if they begin with it.
    fn without_thing<'l, 't>(&self, lexemes: &'l [Lexeme<'t>]) -> &'l [Lexeme<'t>] {
        let [
            Lexeme {
                token: Token::Word(word),
                ..
            },
            rest @ ..,
        ] = lexemes
        else {
            return lexemes;
        };
        let lower = word.to_lowercase();
        let is_named = if self.thing.is_empty() {
            is_thing(&lower)
        } else {
            let short = |(short, long): &(&str, &str)| *short == lower && *long == self.thing;
            lower == self.thing || lower == singular(self.thing) || SHORT_FORMS.iter().any(short)
        };
        if self.counts && is_named {
            rest
        } else {
            lexemes
        }
    }

    /// A rate for a period of so many seconds.
    fn rate(&self, seconds: f64) -> Result<Ending, EndingFault> {
        match self.period {
            Some(unit) => Ok(Ending::Period {
                typed: seconds,
                unit,
            }),
            None => Err(EndingFault::NoPeriod),
        }
    }
}
