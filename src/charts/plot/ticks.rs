//! What the ticks of an axis say. All of them are in one notation, which is chosen from all of them, after rounding: "$0.5k" beside "$2.0k", and
//! never "500,000" beside "1M".

use egui_plot::GridMark;

use crate::scenario::Currency;
use crate::scenario::quantity::{Unit, fixed};

/// What an axis counts.
#[derive(Debug, Clone, Copy)]
pub enum Counted<'a> {
    /// Money.
    Money(&'a Currency),
    /// A gain or a loss, whose sign is always written.
    Gain(&'a Currency),
    /// Shares, in percent.
    Shares,
    /// Anything else.
    Things,
}

impl<'a> Counted<'a> {
    /// What an axis over numbers of this unit counts.
    pub fn by_unit(unit: Unit, currency: &'a Currency) -> Self {
        match unit {
            Unit::Money(_) => Self::Money(currency),
            Unit::Percent(_) => Self::Shares,
            Unit::None | Unit::Count(_) | Unit::Things(_) => Self::Things,
        }
    }
}

/// How the ticks of one axis are written.
#[derive(Debug, Clone, PartialEq)]
pub struct TickLabels {
    prefix: String,
    suffix: &'static str,
    has_plus: bool,
    /// From the value to the number that is written.
    factor: f64,
    notation: Notation,
}

#[derive(Debug, Clone, PartialEq)]
enum Notation {
    /// As a multiple of one size, with the same decimals everywhere.
    Sized {
        size: f64,
        name: String,
        decimals: usize,
    },
    /// With all digits, each with the decimals that it takes.
    Digits,
    /// As powers of ten.
    Powers,
}

/// The sizes that have a letter, from the largest.
type Sizes = &'static [(f64, &'static str)];
const SIZES: [(f64, &str); 5] = [(1e12, "tn"), (1e9, "bn"), (1e6, "M"), (1e3, "k"), (1.0, "")];
/// From here on there is no letter.
const TOO_LARGE: f64 = 1e15;
/// More decimals than this are written with a smaller size, if there is one.
const MAX_SIZED_DECIMALS: usize = 2;
/// More decimals than this are written as multiples of a power of ten.
const MAX_DECIMALS: usize = 5;
/// A tick has no more decimals than this, which is all that an axis can tell apart.
const ALL_DECIMALS: usize = 12;
/// The largest and the smallest number that a logarithmic axis writes with all digits.
const DIGITS_UP_TO: f64 = 1e8;
const DIGITS_FROM: f64 = 1e-4;
/// Counts that aren't round are written in whole multiples of a size of which the largest one has so many.
const LEAST_WHOLE_MULTIPLE: f64 = 10.0;
/// Of the last decimal, the smallest count is at least this multiple.
const LEAST_MULTIPLE: f64 = 2.0;

impl TickLabels {
    /// The labels of ticks that are evenly spaced.
    pub fn new(counted: Counted<'_>, marks: &[GridMark]) -> Self {
        let step = marks.first().map_or(1.0, |mark| mark.step_size);
        let values = marks.iter().map(|mark| mark.value);
        Self::of(counted, values, |numbers, factor, sizes| {
            even(numbers, step * factor, sizes)
        })
    }

    /// The labels of ticks on a logarithmic axis, at these values.
    pub fn logarithmic(counted: Counted<'_>, values: &[f64]) -> Self {
        Self::of(counted, values.iter().copied(), |numbers, _, sizes| {
            by_powers(numbers, sizes)
        })
    }

    /// The labels of counts that aren't round, from `least`, the first that isn't 0, to `most`: all in the size of the largest one, with the
    /// decimals that the least one takes: "38k" beside "910k", "0.04M" beside "1.02M".
    pub(crate) fn of_counts(least: f64, most: f64) -> Self {
        let sized = SIZES.iter().find(|(size, _)| most >= 0.9995 * size);
        let (size, name) = sized.copied().unwrap_or((1.0, ""));
        let fewest = usize::from(size > 1.0 && most < LEAST_WHOLE_MULTIPLE * size);
        let is_seen =
            |decimals: &usize| least * 10_f64.powi(*decimals as i32) >= LEAST_MULTIPLE * size;
        let decimals = (fewest..MAX_SIZED_DECIMALS).find(is_seen);
        let decimals = if size > 1.0 {
            decimals.unwrap_or(MAX_SIZED_DECIMALS)
        } else {
            0
        };
        Self {
            prefix: String::new(),
            suffix: "",
            has_plus: false,
            factor: 1.0,
            notation: Notation::Sized {
                size,
                name: name.to_owned(),
                decimals,
            },
        }
    }

    fn of(
        counted: Counted<'_>,
        values: impl Iterator<Item = f64>,
        notation: impl Fn(&[f64], f64, Sizes) -> Notation,
    ) -> Self {
        let (prefix, suffix, factor) = match counted {
            Counted::Money(currency) | Counted::Gain(currency) => (currency.prefix(), "", 1.0),
            Counted::Shares => (String::new(), "%", 100.0),
            Counted::Things => (String::new(), "", 1.0),
        };
        let numbers: Vec<f64> = values.map(|value| (value * factor).abs()).collect();
        // Percentages have no letters.
        let sizes = match counted {
            Counted::Shares => &SIZES[SIZES.len() - 1..],
            _ => &SIZES[..],
        };
        let mut notation = notation(&numbers, factor, sizes);
        let is_money = !prefix.is_empty();
        if let Notation::Sized { name, decimals, .. } = &mut notation
            && is_money
            && name.is_empty()
            && *decimals == 1
        {
            // $2.50 rather than $2.5.
            *decimals = 2;
        }
        Self {
            prefix,
            suffix,
            has_plus: matches!(counted, Counted::Gain(_)),
            factor,
            notation,
        }
    }

    /// The label of a tick.
    pub fn text(&self, value: f64) -> String {
        let number = (value * self.factor).abs();
        let text = match &self.notation {
            Notation::Sized {
                size,
                name,
                decimals,
            } => {
                let digits = fixed(number / size, *decimals);
                // 0 has neither size nor sign.
                if !digits.contains(|digit| ('1'..='9').contains(&digit)) {
                    return format!("{}0{}", self.prefix, self.suffix);
                }
                format!("{digits}{name}")
            }
            Notation::Digits => fixed(number, decimals_of(number, 1e-6 * number)),
            Notation::Powers => power(number),
        };
        let sign = match (value < 0.0, self.has_plus) {
            (true, _) => "−",
            (false, true) => "+",
            (false, false) => "",
        };
        format!("{sign}{}{text}{}", self.prefix, self.suffix)
    }
}

/// The notation of ticks that are `step` apart: multiples of the largest size that leaves few decimals.
fn even(numbers: &[f64], step: f64, sizes: Sizes) -> Notation {
    let largest = numbers.iter().copied().fold(0.0, f64::max);
    let decimals = |size: f64| {
        let tolerance = 1e-3 * step / size;
        let each = numbers.iter();
        let each = each.map(|number| decimals_of(number / size, tolerance));
        each.max().unwrap_or(0)
    };
    let sized = |size: f64, name: &str| Notation::Sized {
        size,
        name: name.to_owned(),
        decimals: decimals(size),
    };
    if largest > 0.0 && (largest >= TOO_LARGE || largest < 1.0 && decimals(1.0) > MAX_DECIMALS) {
        let (size, name) = power_of_thousand(largest);
        return sized(size, &name);
    }
    let fits = |size: f64| size <= largest && decimals(size) <= MAX_SIZED_DECIMALS;
    let size = sizes.iter().find(|(size, _)| fits(*size));
    let (size, name) = size.copied().unwrap_or((1.0, ""));
    sized(size, name)
}

/// The notation of a logarithmic axis: multiples of one size if that keeps all numbers short, else all digits, else powers of ten.
fn by_powers(numbers: &[f64], sizes: Sizes) -> Notation {
    let most = numbers.iter().copied().fold(0.0, f64::max);
    let least = numbers.iter().copied().fold(f64::INFINITY, f64::min);
    let is_short = |size: f64| most < 999.5 * size && least >= 0.0995 * size;
    let sized = |size: f64, name: String| {
        let each = numbers.iter().map(|number| number / size);
        let each = each.map(|number| decimals_of(number, 1e-6 * number));
        Notation::Sized {
            size,
            name,
            decimals: each.max().unwrap_or(0),
        }
    };
    let mut smallest_first = sizes.iter().rev();
    if let Some((size, name)) = smallest_first.find(|(size, _)| is_short(*size)) {
        return sized(*size, (*name).to_owned());
    }
    if most < DIGITS_UP_TO && least >= DIGITS_FROM * 0.999 {
        return Notation::Digits;
    }
    // All are multiples of one power of ten, or all are powers.
    let (size, name) = power_of_thousand(most);
    if is_short(size) {
        return sized(size, name);
    }
    Notation::Powers
}

/// The largest power of 1000 that isn't above a number, and how it is written after a number.
fn power_of_thousand(number: f64) -> (f64, String) {
    let exponent = 3 * (number.log10() / 3.0 + 1e-12).floor() as i32;
    (
        10_f64.powi(exponent),
        format!("×10{}", superscript(exponent)),
    )
}

/// The decimals that a number takes, apart from an error of this size.
fn decimals_of(number: f64, tolerance: f64) -> usize {
    let takes = |decimals: &usize| {
        let power = 10_f64.powi(*decimals as i32);
        (number - (number * power).round() / power).abs() <= tolerance.max(1e-14 * number)
    };
    (0..ALL_DECIMALS).find(takes).unwrap_or(ALL_DECIMALS)
}

/// A number as a power of ten, "10⁻⁶", or a multiple of one, "2×10⁻⁶".
fn power(number: f64) -> String {
    if number == 0.0 {
        return "0".to_owned();
    }
    let scientific = format!("{number:.2e}");
    let (digits, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let power = format!("10{}", superscript(exponent.parse().unwrap_or(0)));
    match digits.trim_end_matches('0').trim_end_matches('.') {
        "1" => power,
        digits => format!("{digits}×{power}"),
    }
}

fn superscript(exponent: i32) -> String {
    let raised = |letter: char| match letter {
        '-' => '⁻',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        digit => char::from_u32(0x2070 + digit.to_digit(10).unwrap_or(0)).unwrap_or(digit),
    };
    exponent.to_string().chars().map(raised).collect()
}

#[cfg(test)]
mod tests {
    use super::super::axis::marks;
    use super::*;

    fn even_labels(counted: Counted<'_>, min: f64, max: f64, step: f64) -> Vec<String> {
        let marks = marks(min, max, step);
        let labels = TickLabels::new(counted, &marks);
        marks.iter().map(|mark| labels.text(mark.value)).collect()
    }

    fn log_labels(counted: Counted<'_>, values: &[f64]) -> Vec<String> {
        let labels = TickLabels::logarithmic(counted, values);
        values.iter().map(|value| labels.text(*value)).collect()
    }

    #[test]
    fn all_ticks_of_an_axis_have_one_size_and_the_same_decimals() {
        let dollars = Currency::default();
        let money = |min, max, step| even_labels(Counted::Money(&dollars), min, max, step);
        assert_eq!(money(0.0, 1000.0, 500.0), ["$0", "$0.5k", "$1.0k"]);
        assert_eq!(money(0.0, 9e5, 3e5), ["$0", "$300k", "$600k", "$900k"]);
        assert_eq!(money(0.0, 1e6, 5e5), ["$0", "$0.5M", "$1.0M"]);
        assert_eq!(money(0.0, 5.0, 2.5), ["$0", "$2.50", "$5.00"]);
        assert_eq!(money(0.0, 2e-4, 1e-4), ["$0", "$0.0001", "$0.0002"]);
        assert_eq!(money(0.0, 2e-8, 1e-8), ["$0", "$10×10⁻⁹", "$20×10⁻⁹"]);
        assert_eq!(money(0.0, 2e19, 1e19), ["$0", "$10×10¹⁸", "$20×10¹⁸"]);
        // Far from 0, decimals of a size would be many.
        assert_eq!(
            money(1e6, 1_000_004.0, 2.0),
            ["$1,000,000", "$1,000,002", "$1,000,004"]
        );
        let gain = even_labels(Counted::Gain(&dollars), -2e3, 2e3, 1e3);
        assert_eq!(gain, ["−$2k", "−$1k", "$0", "+$1k", "+$2k"]);
        let shares = |max, step| even_labels(Counted::Shares, 0.0, max, step);
        assert_eq!(shares(0.05, 0.025), ["0%", "2.5%", "5.0%"]);
        assert_eq!(shares(10.0, 5.0), ["0%", "500%", "1,000%"]);
        let things = even_labels(Counted::Things, 0.0, 8e4, 4e4);
        assert_eq!(things, ["0", "40k", "80k"]);
        assert_eq!(even_labels(Counted::Things, 0.0, 0.0, 1.0), ["0"]);
    }

    #[test]
    fn counts_that_are_not_round_have_the_size_of_the_largest() {
        let texts = |counts: &[f64]| -> Vec<String> {
            let labels = TickLabels::of_counts(counts[0], counts[counts.len() - 1]);
            counts.iter().map(|count| labels.text(*count)).collect()
        };
        assert_eq!(texts(&[37_900.0, 909_600.0]), ["38k", "910k"]);
        assert_eq!(texts(&[38_000.0, 1_024_000.0]), ["0.04M", "1.02M"]);
        assert_eq!(texts(&[260_000.0, 3_900_000.0]), ["0.3M", "3.9M"]);
        assert_eq!(texts(&[260_000.0, 39_000_000.0]), ["0.3M", "39.0M"]);
        assert_eq!(texts(&[40.0, 960.0]), ["40", "960"]);
    }

    #[test]
    fn a_multiple_that_misses_its_round_value_is_written_round() {
        let marks = marks(0.0, 0.7, 0.1);
        let labels = TickLabels::new(Counted::Things, &marks);
        assert_eq!(labels.text(0.1 * 3.0), "0.3");
        assert_eq!(labels.text(0.1 * 7.0), "0.7");
        // What is nearly 0 is 0.
        assert_eq!(labels.text(-1e-17), "0");
    }

    #[test]
    fn a_logarithmic_axis_has_one_notation_over_any_number_of_decades() {
        let things = |values: &[f64]| log_labels(Counted::Things, values);
        assert_eq!(things(&[1e4, 2e4, 5e4, 1e5]), ["10k", "20k", "50k", "100k"]);
        assert_eq!(things(&[500.0, 1e3, 5e3]), ["0.5k", "1.0k", "5.0k"]);
        assert_eq!(things(&[0.1, 1.0, 10.0]), ["0.1", "1.0", "10.0"]);
        assert_eq!(
            things(&[1e4, 1e5, 1e6, 1e7]),
            ["10,000", "100,000", "1,000,000", "10,000,000"]
        );
        assert_eq!(things(&[0.01, 1.0, 100.0]), ["0.01", "1", "100"]);
        assert_eq!(things(&[1e-6, 1.0, 1e12]), ["10⁻⁶", "10⁰", "10¹²"]);
        assert_eq!(things(&[1e-7, 2e-7]), ["100×10⁻⁹", "200×10⁻⁹"]);
        assert_eq!(things(&[5e-10, 1e-9]), ["0.5×10⁻⁹", "1.0×10⁻⁹"]);
        let euros: Currency = "EUR".parse().unwrap();
        let money = log_labels(Counted::Money(&euros), &[1e-7, 1e9]);
        assert_eq!(money, ["€10⁻⁷", "€10⁹"]);
        assert_eq!(log_labels(Counted::Shares, &[0.01, 0.1]), ["1%", "10%"]);
    }
}
