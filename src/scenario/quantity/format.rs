//! Writes numbers: exactly, so that they can be typed again, or rounded for charts and sentences.

use crate::scenario::names::Currency;
use crate::scenario::words::NO_BREAK_SPACE;

/// The shortest text that reads back as the same number: "12k", "1,500", "0.065".
pub(super) fn exact_number(value: f64) -> String {
    let rounded = without_noise(value);
    let magnitude = rounded.abs();
    for (size, letter) in [(1e9, "bn"), (1e6, "M"), (1e3, "k")] {
        let scaled = magnitude / size;
        // Size letters only where they keep the text short: "12k", "250k" and "1.2M", but "1,500" and "17,600".
        let tenths = scaled * 10.0;
        let short = if size > 1e3 {
            tenths.fract() == 0.0
        } else {
            scaled >= 10.0 && scaled.fract() == 0.0
        };
        if (1.0..1000.0).contains(&scaled) && short {
            return signed(rounded, format!("{scaled}{letter}"));
        }
    }
    if magnitude > 0.0 && magnitude < SMALLEST_IN_DIGITS {
        return signed(rounded, format!("{magnitude:e}"));
    }
    signed(rounded, grouped(&format!("{magnitude}")))
}

/// How many digits of a number are told from rounding noise. Nobody types more.
const TYPED_DIGITS: usize = 13;

/// The number without rounding noise: the last bit of a percentage is noise, since it was multiplied by 100.
fn without_noise(value: f64) -> f64 {
    // Rounding is slow, and most numbers have few digits: those are as they are.
    let shortest = format!("{value:e}");
    let mantissa = shortest.split('e').next().unwrap_or_default();
    if mantissa.bytes().filter(u8::is_ascii_digit).count() <= TYPED_DIGITS {
        return value;
    }
    let rounded = format!("{value:.*e}", TYPED_DIGITS - 1);
    rounded.parse().unwrap_or(value)
}

/// What is smaller than this is written with an exponent, since its zeros say nothing: "1.2e−10".
const SMALLEST_IN_DIGITS: f64 = 1e-9;

/// The text of a magnitude, with a minus sign (U+2212, not a hyphen) before it if `value` is negative. What is rounded to zero has none.
fn signed(value: f64, magnitude: String) -> String {
    let magnitude = if magnitude.contains("e-") {
        magnitude.replace("e-", "e−")
    } else {
        magnitude
    };
    if value < 0.0 && has_digits(&magnitude) {
        format!("−{magnitude}")
    } else {
        magnitude
    }
}

/// Whether a number as it is written is another than zero.
fn has_digits(written: &str) -> bool {
    written.contains(|digit: char| ('1'..='9').contains(&digit))
}

/// The digits with commas between groups of three before the decimal point.
pub(in crate::scenario) fn grouped(digits: &str) -> String {
    let (whole, fraction) = digits.split_once('.').map_or((digits, ""), |(w, f)| (w, f));
    let mut text = String::new();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if !fraction.is_empty() {
        text.push('.');
        text.push_str(fraction);
    }
    text
}

/// The value rounded to so many significant digits, with commas between thousands: "17,600", "4.05", "0.00123".
///
/// ```
/// use breakeven::scenario::quantity::significant;
///
/// assert_eq!(significant(17_617.0, 3), "17,600");
/// assert_eq!(significant(0.001_234, 3), "0.00123");
/// ```
pub fn significant(value: f64, digits: usize) -> String {
    if value == 0.0 {
        return "0".to_owned();
    }
    let scientific = format!("{:.*e}", digits - 1, value.abs());
    let rounded: f64 = scientific.parse().unwrap_or(value);
    let exponent: i32 = scientific
        .rsplit('e')
        .next()
        .and_then(|exponent| exponent.parse().ok())
        .unwrap_or(0);
    if rounded < SMALLEST_IN_DIGITS {
        return signed(value, scientific);
    }
    let decimals = (digits as i32 - 1 - exponent).max(0) as usize;
    let mut text = format!("{rounded:.decimals$}");
    if text.contains('.') && exponent >= 0 {
        text = text.trim_end_matches('0').trim_end_matches('.').to_owned();
    }
    signed(value, grouped(&text))
}

/// The value with so many decimals, with commas between thousands: "1,002.5", "2.00".
pub fn fixed(value: f64, decimals: usize) -> String {
    signed(value, grouped(&format!("{:.decimals$}", value.abs())))
}

/// A count rounded to three significant digits, with a size letter from a million on.
///
/// ```
/// use breakeven::scenario::quantity::count;
///
/// assert_eq!(count(63_871.0), "63,900");
/// assert_eq!(count(1_240_000.0), "1.24M");
/// assert_eq!(count(999_600.0), "1M");
/// ```
pub fn count(value: f64) -> String {
    // What three digits round up to a million is one.
    if value.abs() >= 999_500.0 {
        compact(value, 3)
    } else if value.abs() >= 100.0 {
        let unit = 10_f64.powi((value.abs().log10().floor() as i32 - 2).max(0));
        signed(
            value,
            grouped(&format!(
                "{:.0}",
                (value.abs() / unit).round_ties_even() * unit
            )),
        )
    } else {
        significant(value, 3)
    }
}

/// A count and its noun, in the plural unless the count as it is written is 1. `one` is the singular. A line doesn’t end between the two.
///
/// ```
/// use breakeven::scenario::quantity::count_with_noun;
///
/// assert_eq!(count_with_noun(1.0, "change"), "1\u{a0}change");
/// assert_eq!(count_with_noun(2500.0, "example"), "2,500\u{a0}examples");
/// assert_eq!(count_with_noun(2.0, "query"), "2\u{a0}queries");
/// ```
pub fn count_with_noun(value: f64, one: &str) -> String {
    let number = count(value);
    let noun = match one.strip_suffix('y') {
        _ if number == "1" => one.to_owned(),
        Some(stem) => format!("{stem}ies"),
        None if one.ends_with('s') => format!("{one}es"),
        None => format!("{one}s"),
    };
    format!("{number}{NO_BREAK_SPACE}{noun}")
}

/// A number with so many significant digits and a size letter: "1.24M", "12.4k", "950".
fn compact(value: f64, digits: usize) -> String {
    let magnitude = value.abs();
    let sizes = [
        (1e15, "e15"),
        (1e12, "tn"),
        (1e9, "bn"),
        (1e6, "M"),
        (1e3, "k"),
        (1.0, ""),
    ];
    // 999.96k would be rounded to 1,000k, so it gets the next size letter.
    let (size, letter) = sizes
        .into_iter()
        .find(|(size, _)| magnitude >= size * 0.9995)
        .unwrap_or((1.0, ""));
    if size == 1e15 && magnitude >= 0.9995e18 {
        return signed(value, format!("{magnitude:.1e}"));
    }
    signed(
        value,
        format!("{}{letter}", significant(magnitude / size, digits)),
    )
}

/// An amount that may be gained or lost, short: "+$26k", "−$2,700".
pub fn signed_money(value: f64, currency: &Currency) -> String {
    let sign = if value > 0.0 { "+" } else { "" };
    format!("{sign}{}", money(value, currency))
}

/// An amount of money: with all its digits below 10,000, above that with three figures and a size letter.
///
/// ```
/// use breakeven::scenario::Currency;
/// use breakeven::scenario::quantity::money;
///
/// let dollars = Currency::default();
/// assert_eq!(money(30_840.0, &dollars), "$30.8k");
/// assert_eq!(money(1_420.4, &dollars), "$1,420");
/// assert_eq!(money(-15.9, &dollars), "−$15.90");
/// assert_eq!(money(0.0031, &dollars), "$0.0031");
/// ```
pub fn money(value: f64, currency: &Currency) -> String {
    let magnitude = value.abs();
    let text = if magnitude >= ALL_DIGITS_BELOW - 0.5 {
        compact(magnitude, 3)
    } else if magnitude >= 99.995 || magnitude == 0.0 {
        grouped(&format!("{magnitude:.0}"))
    } else if magnitude >= 0.995 {
        format!("{magnitude:.2}")
    } else {
        below_one(magnitude)
    };
    let amount = format!("{}{text}", currency.prefix());
    signed(value, amount.replace(' ', "\u{a0}"))
}

/// The amounts of one row, as a bill, its plan and the difference: all are written with as many decimals, so that a reader can subtract them.
/// These are cents where the largest is below 1,000, and none where it is below 100,000. In rows of more than that, or of less than 1,
/// [`money`] writes each by itself.
///
/// ```
/// use breakeven::scenario::Currency;
/// use breakeven::scenario::quantity::MoneyRow;
///
/// let dollars = Currency::default();
/// let (billed, planned) = (270.5, 182.85);
/// let row = MoneyRow::new([billed, planned], &dollars);
/// assert_eq!((row.money(billed), row.money(planned)), ("$270.50".to_owned(), "$182.85".to_owned()));
/// assert_eq!(row.signed_money(billed - planned), "+$87.65");
/// assert_eq!(row.signed_money(0.001), "$0");
/// let row = MoneyRow::new([12_705.4, planned], &dollars);
/// assert_eq!((row.money(12_705.4), row.money(planned)), ("$12,705".to_owned(), "$183".to_owned()));
/// assert_eq!(row.range(9_812.7, 15_030.0), "$9,813–$15,030");
/// let row = MoneyRow::new([270_500.0, planned], &dollars);
/// assert_eq!((row.money(270_500.0), row.money(planned)), ("$270k".to_owned(), "$183".to_owned()));
/// ```
#[derive(Debug, Clone, Copy)]
pub struct MoneyRow<'a> {
    currency: &'a Currency,
    /// `None` where each amount has its own.
    decimals: Option<usize>,
}

impl<'a> MoneyRow<'a> {
    /// A row with these amounts, of which the largest decides.
    pub fn new(amounts: impl IntoIterator<Item = f64>, currency: &'a Currency) -> Self {
        let largest = amounts.into_iter().map(f64::abs).fold(0.0, f64::max);
        let decimals = match largest {
            ..0.995 => None,
            ..999.995 => Some(2),
            ..99_999.5 => Some(0),
            _ => None,
        };
        Self { currency, decimals }
    }

    /// An amount of the row.
    pub fn money(&self, value: f64) -> String {
        let Some(decimals) = self.decimals else {
            return money(value, self.currency);
        };
        let digits = fixed(value.abs(), decimals);
        if !has_digits(&digits) {
            return money(0.0, self.currency);
        }
        let amount = format!("{}{digits}", self.currency.prefix());
        signed(value, amount.replace(' ', "\u{a0}"))
    }

    /// A difference in the row: "+$87.65", "−$2,286".
    pub fn signed_money(&self, value: f64) -> String {
        let amount = self.money(value);
        if value > 0.0 && has_digits(&amount) {
            format!("+{amount}")
        } else {
            amount
        }
    }

    /// A range in the row, in the short form of charts and tables.
    pub fn range(&self, low: f64, high: f64) -> String {
        match self.decimals {
            Some(_) => format!("{}–{}", self.money(low), self.money(high)),
            None => money_range(low, high, self.currency),
        }
    }
}

/// An amount below 1 with two digits, but no more zeros at its end than a thousandth has: "0.50", "0.035", "0.005", "0.0031".
fn below_one(magnitude: f64) -> String {
    let mut text = significant(magnitude, 2);
    while text.len() > "0.000".len() && text.ends_with('0') && !text.contains('e') {
        text.pop();
    }
    text
}

/// Amounts of money from here on have three figures and a size letter.
const ALL_DIGITS_BELOW: f64 = 10_000.0;

/// An amount of money without decimals of its size letter, for ranges and averages, which are no more exact than that: "$46k", "$1.02M".
///
/// ```
/// use breakeven::scenario::Currency;
/// use breakeven::scenario::quantity::rough_money;
///
/// let dollars = Currency::default();
/// assert_eq!(rough_money(46_300.0, &dollars), "$46k");
/// assert_eq!(rough_money(4_630.0, &dollars), "$4,630");
/// ```
pub fn rough_money(value: f64, currency: &Currency) -> String {
    let in_thousands = (value.abs() / 1e3).round_ties_even();
    if value.abs() >= ALL_DIGITS_BELOW - 0.5 && in_thousands < 1e3 {
        money(1e3 * in_thousands.copysign(value), currency)
    } else {
        money(value, currency)
    }
}

/// The same with its sign, for the ends of a range of savings: "+$119k", "−$46k".
pub fn rough_signed_money(value: f64, currency: &Currency) -> String {
    let sign = if value > 0.0 { "+" } else { "" };
    format!("{sign}{}", rough_money(value, currency))
}

/// A range of amounts of money for charts and tables: "$385k–$836k", "−$46k–$119k".
pub fn money_range(low: f64, high: f64, currency: &Currency) -> String {
    let [low, high] = [low, high].map(|end| rough_money(end, currency));
    format!("{low}–{high}")
}

/// A range of savings in words, in which what is below zero is a loss.
///
/// ```
/// use breakeven::scenario::Currency;
/// use breakeven::scenario::quantity::saving_range;
///
/// let dollars = Currency::default();
/// assert_eq!(saving_range(-46_300.0, 119_000.0, &dollars), "from a $46k loss to a $119k saving");
/// assert_eq!(saving_range(20_000.0, 60_000.0, &dollars), "a saving of $20k to $60k");
/// assert_eq!(saving_range(-60_000.0, -20_000.0, &dollars), "a loss of $20k to $60k");
/// assert_eq!(saving_range(-20_000.0, -20_000.0, &dollars), "a loss of $20k");
/// ```
pub fn saving_range(low: f64, high: f64, currency: &Currency) -> String {
    let [low_amount, high_amount] = [low, high].map(|end| rough_money(end.abs(), currency));
    let to = |from: &str, to: &str| {
        if from == to {
            from.to_owned()
        } else {
            format!("{from} to {to}")
        }
    };
    if low < 0.0 && high > 0.0 {
        format!("from a {low_amount} loss to a {high_amount} saving")
    } else if low < 0.0 {
        format!("a loss of {}", to(&high_amount, &low_amount))
    } else {
        format!("a saving of {}", to(&low_amount, &high_amount))
    }
}

/// A saving in words, which is a loss below zero.
///
/// ```
/// use breakeven::scenario::Currency;
/// use breakeven::scenario::quantity::saving_in_words;
///
/// let dollars = Currency::default();
/// assert_eq!(saving_in_words(1_457.0, &dollars), "a $1,457 saving");
/// assert_eq!(saving_in_words(-1_822.0, &dollars), "a $1,822 loss");
/// assert_eq!(saving_in_words(0.0, &dollars), "no saving");
/// ```
pub fn saving_in_words(saving: f64, currency: &Currency) -> String {
    let amount = money(saving.abs(), currency);
    if saving == 0.0 {
        "no saving".to_owned()
    } else if saving < 0.0 {
        format!("a {amount} loss")
    } else {
        format!("a {amount} saving")
    }
}

/// The cost of 1,000 queries, from the cost of one: two decimals below 100, so that amounts side by side can be compared.
///
/// ```
/// use breakeven::scenario::Currency;
/// use breakeven::scenario::quantity::per_thousand_queries;
///
/// let dollars = Currency::default();
/// assert_eq!(per_thousand_queries(0.014_1, &dollars), "$14.10");
/// assert_eq!(per_thousand_queries(0.000_047, &dollars), "$0.05");
/// assert_eq!(per_thousand_queries(0.533, &dollars), "$533");
/// ```
pub fn per_thousand_queries(cost_of_one: f64, currency: &Currency) -> String {
    let value = 1e3 * cost_of_one;
    let magnitude = value.abs();
    if (0.01..0.995).contains(&magnitude) {
        signed(value, format!("{}{magnitude:.2}", currency.prefix()))
    } else {
        money(value, currency)
    }
}

/// A count with all its digits.
///
/// ```
/// assert_eq!(breakeven::scenario::quantity::full_count(131_072), "131,072");
/// ```
pub fn full_count(count: usize) -> String {
    grouped(&count.to_string())
}

/// A probability in whole percent. One that isn't 0 or 1 is never shown as 0% or 100%.
///
/// ```
/// use breakeven::scenario::quantity::percent;
///
/// assert_eq!(percent(0.634), "63%");
/// assert_eq!(percent(0.0004), "less than 1%");
/// assert_eq!(percent(0.9996), "more than 99%");
/// ```
pub fn percent(share: f64) -> String {
    if share > 0.0 && share < 0.01 {
        "less than 1%".to_owned()
    } else if share < 1.0 && share > 0.99 {
        "more than 99%".to_owned()
    } else {
        format!("{:.0}%", 100.0 * share)
    }
}

/// A share in percent: whole, or with one decimal below 10%.
///
/// ```
/// use breakeven::scenario::quantity::share;
///
/// assert_eq!(share(0.272), "27%");
/// assert_eq!(share(0.055_8), "5.6%");
/// assert_eq!(share(-0.05), "−5%");
/// assert_eq!(share(0.000_3), "0.03%");
/// ```
pub fn share(share: f64) -> String {
    format!("{}%", percent_number(share))
}

/// A share as [`share`] writes it, without the sign.
pub(super) fn percent_number(share: f64) -> String {
    let value = 100.0 * share;
    let magnitude = value.abs();
    if magnitude >= 9.95 {
        fixed(value, 0)
    } else if magnitude >= 0.095 || magnitude == 0.0 {
        let text = fixed(value, 1);
        text.strip_suffix(".0").unwrap_or(&text).to_owned()
    } else {
        significant(value, 1)
    }
}
