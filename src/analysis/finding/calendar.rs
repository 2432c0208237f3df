//! Moments and spans of months in words.

use crate::analysis::breakeven::Moment;

/// The month, counted from 1, in which a moment falls.
pub fn month_of(moment: Moment) -> u32 {
    month_in(moment.month)
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
    if count == 1 {
        "1 month".to_owned()
    } else {
        format!("{count} months")
    }
}

/// Whole years up to five in words, everything else in months.
///
/// ```
/// use breakeven::analysis::finding::calendar::span;
///
/// assert_eq!(span(24), "two years");
/// assert_eq!(span(18), "18 months");
/// ```
pub fn span(count: u32) -> String {
    match count {
        12 => "a year".to_owned(),
        24 => "two years".to_owned(),
        36 => "three years".to_owned(),
        48 => "four years".to_owned(),
        60 => "five years".to_owned(),
        _ => months(count),
    }
}
