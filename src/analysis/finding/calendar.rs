//! Moments and spans of months in words.

use crate::analysis::breakeven::Moment;
use crate::scenario::Scenario;
use crate::scenario::quantity::with_unit;

/// The month, counted from 1, in which a moment falls.
pub fn month_of(moment: Moment) -> u32 {
    month_in(moment.month)
}

/// The calendar month of a moment: "Aug 2027".
pub fn calendar_month(scenario: &Scenario, moment: Moment) -> String {
    scenario.start.plus(month_of(moment) as i32 - 1).short()
}

/// The month, counted from 1, in which a time `t` falls, where `t` is in months from the start.
///
/// ```
/// use breakeven::analysis::finding::calendar::month_in;
///
/// assert_eq!(month_in(0.0), 1);
/// assert_eq!(month_in(7.0), 7);
/// assert_eq!(month_in(7.3), 8);
/// ```
pub fn month_in(t: f64) -> u32 {
    (t.ceil() as u32).max(1)
}

/// "24 months", "1 month".
pub fn months(count: u32) -> String {
    let noun = if count == 1 { "month" } else { "months" };
    with_unit(&count.to_string(), noun)
}

/// Whole years in words, everything else in months.
///
/// ```
/// use breakeven::analysis::finding::calendar::span;
///
/// assert_eq!(span(12), "one year");
/// assert_eq!(span(24), "two years");
/// assert_eq!(span(18), "18\u{a0}months");
/// ```
pub fn span(count: u32) -> String {
    match count {
        12 => "one year".to_owned(),
        _ if count > 0 && count.is_multiple_of(12) => match in_words(count / 12) {
            Some(years) => format!("{years} years"),
            None => with_unit(&(count / 12).to_string(), "years"),
        },
        _ => months(count),
    }
}

/// "five months", "11 months": in words up to ten.
///
/// ```
/// use breakeven::analysis::finding::calendar::months_in_words;
///
/// assert_eq!(months_in_words(1), "one month");
/// assert_eq!(months_in_words(5), "five months");
/// assert_eq!(months_in_words(11), "11\u{a0}months");
/// ```
pub fn months_in_words(count: u32) -> String {
    match in_words(count) {
        Some(one) if count == 1 => format!("{one} month"),
        Some(words) => format!("{words} months"),
        None => months(count),
    }
}

/// A number from one to ten in words.
pub fn in_words(number: u32) -> Option<&'static str> {
    const WORDS: [&str; 10] = [
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    ];
    let place = number.checked_sub(1)? as usize;
    WORDS.get(place).copied()
}
