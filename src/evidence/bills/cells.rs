//! Cells of a table of bills: months, and numbers whose way of writing decimals the whole table tells.

use crate::evidence::usage::{Decimals, certain_day, read_number};
use crate::scenario::domain::Amount;
use crate::scenario::{BoundedNumber, Currency};

use super::currency;
use super::entry::{BilledMonth, allowed};

const NO_MONTH: &str = "it isn’t a month; write its number or YYYY-MM";
const NO_NUMBER: &str = "it isn’t a number";
/// Digits of a number that counts months; longer ones may be dates.
const MAX_MONTH_DIGITS: usize = 3;

/// A month as it is written: "3", "2027-03", "2027-03-31", "Mar 2027".
pub(super) fn month_of(cell: &str) -> Result<BilledMonth, &'static str> {
    let is_number = cell.bytes().all(|byte| byte.is_ascii_digit());
    if is_number && cell.len() <= MAX_MONTH_DIGITS {
        return cell.parse().map(BilledMonth::Number).map_err(|_| NO_MONTH);
    }
    let of_day = || {
        let day = certain_day(cell)?;
        format!("{:04}-{:02}", day.year(), day.month()).parse().ok()
    };
    let month = cell.parse().ok().or_else(of_day);
    month.map(BilledMonth::Calendar).ok_or(NO_MONTH)
}

/// A number in each way of reading it.
#[derive(Debug)]
pub(super) struct CellNumber {
    with_point: Result<f64, &'static str>,
    with_comma: Result<f64, &'static str>,
    /// The currency that stands with it.
    pub currency: Option<Currency>,
}

impl CellNumber {
    /// Reads a cell; `None` if it states nothing. `usual` is the currency that a bare dollar sign means, if it can.
    pub fn of(cell: &str, usual: Option<&Currency>) -> Result<Option<Self>, &'static str> {
        if matches!(read_number(cell, Decimals::Point), Ok(None)) {
            return Ok(None);
        }
        let (currency, number) = without_currency(cell, usual)?;
        let read = |decimals| {
            let number = read_number(&number, decimals)?;
            number.ok_or(NO_NUMBER)
        };
        Ok(Some(Self {
            with_point: read(Decimals::Point),
            with_comma: read(Decimals::Comma),
            currency,
        }))
    }

    /// The number in this way.
    pub fn get(&self, decimals: Decimals) -> Result<BoundedNumber<Amount>, &'static str> {
        let (number, other) = match decimals {
            Decimals::Point => (self.with_point, self.with_comma),
            Decimals::Comma => (self.with_comma, self.with_point),
        };
        match (number, other) {
            (Ok(number), _) => allowed(number),
            (Err(_), Ok(_)) => {
                Err("its decimals are separated in another way than those of other lines")
            }
            (Err(reason), Err(_)) => Err(reason),
        }
    }

    /// The count in this way.
    pub fn count(&self, decimals: Decimals) -> Result<BoundedNumber<Amount>, &'static str> {
        let count = self.get(decimals)?;
        if count.get().fract() != 0.0 {
            return Err("it isn’t a whole number");
        }
        Ok(count)
    }
}

/// What numbers of a table say about how all of them write decimals.
#[derive(Debug, Default)]
pub(super) struct Notation {
    /// Numbers that can be read in one way only.
    only_point: usize,
    only_comma: usize,
    /// Counts that are whole in one way only.
    whole_with_point: bool,
    whole_with_comma: bool,
    /// The line of the first that could mean something else in the other way.
    open_since: Option<u64>,
}

impl Notation {
    /// Takes in a number of this line.
    pub fn add(&mut self, line: u64, number: &CellNumber, is_count: bool) {
        match (number.with_point, number.with_comma) {
            (Ok(_), Err(_)) => self.only_point += 1,
            (Err(_), Ok(_)) => self.only_comma += 1,
            (Ok(point), Ok(comma)) if point != comma => {
                self.open_since.get_or_insert(line);
                let [point, comma] = [point, comma].map(|number| number.fract() == 0.0);
                self.whole_with_point |= is_count && point && !comma;
                self.whole_with_comma |= is_count && comma && !point;
            }
            _ => {}
        }
    }

    /// How decimals are written. `usual` is how tables with this separator write them, if that can be said. An error is the first line that could
    /// mean something else.
    pub fn decide(&self, usual: Option<Decimals>) -> Result<Decimals, u64> {
        if self.only_point != self.only_comma {
            let is_point = self.only_point > self.only_comma;
            return Ok(if is_point {
                Decimals::Point
            } else {
                Decimals::Comma
            });
        }
        let Some(line) = self.open_since.filter(|_| self.only_point == 0) else {
            return Ok(usual.unwrap_or(Decimals::Point));
        };
        match (self.whole_with_point, self.whole_with_comma) {
            (true, false) => Ok(Decimals::Point),
            (false, true) => Ok(Decimals::Comma),
            _ => usual.ok_or(line),
        }
    }
}

/// The number without its currency, and the currency. One may stand before it, behind it, or both ways if it is the same: "$5 USD".
fn without_currency(
    cell: &str,
    usual: Option<&Currency>,
) -> Result<(Option<Currency>, String), &'static str> {
    let belongs = |c: char| c.is_alphabetic() || currency::is_sign(c);
    let (sign, mut rest) = match cell.strip_prefix(['-', '−']) {
        Some(rest) => ("-", rest.trim()),
        None => ("", cell.trim()),
    };
    let (mut names, mut size) = (Vec::new(), "");
    loop {
        let before = rest.trim_start_matches(belongs).len();
        let behind = rest.trim_end_matches(belongs).len();
        let (name, number) = match rest.len() {
            all if before < all => rest.split_at(all - before),
            all if behind < all => {
                let (number, name) = rest.split_at(behind);
                (name, number)
            }
            _ => break,
        };
        let is_size = before == rest.len() && size.is_empty();
        rest = number.trim();
        match name {
            "k" | "K" if is_size => size = "e3",
            "M" if is_size => size = "e6",
            name => names.push(name),
        }
    }
    if rest.contains(|c: char| belongs(c) && !matches!(c, 'e' | 'E')) {
        return Err(NO_NUMBER);
    }
    // A code says which dollar a sign means.
    names.sort_by_key(|name| name.contains(currency::is_sign));
    let mut found: Option<Currency> = None;
    for name in names {
        let named = currency::named(name, found.as_ref().or(usual)).ok_or(NO_NUMBER)?;
        if found.as_ref().is_some_and(|found| *found != named) {
            return Err("it names two currencies");
        }
        found = Some(named);
    }
    Ok((found, format!("{sign}{rest}{size}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_numbers_months_or_days_that_exist() {
        let march = BilledMonth::Calendar("2027-03".parse().unwrap());
        for text in [
            "2027-03",
            "2027-03-31",
            "Mar 2027",
            "31.03.2027",
            "20270331",
            "2027-03-31T12:00:00Z",
            "03/31/2027",
        ] {
            assert_eq!(month_of(text), Ok(march), "{text}");
        }
        assert_eq!(month_of("12"), Ok(BilledMonth::Number(12)));
        for text in [
            "",
            "soon",
            "2027-02-30",
            "2027-01-99",
            "2027-01-xx",
            "2027-01-",
            "2027-13",
            "2027",
            "Janitor 2027",
            // January or February.
            "01/02/2027",
        ] {
            assert_eq!(month_of(text), Err(NO_MONTH), "{text}");
        }
    }

    #[test]
    fn a_currency_is_taken_from_beside_the_number() {
        for (cell, code, number) in [
            ("5 €", Some("EUR"), 5.0),
            ("EUR 5", Some("EUR"), 5.0),
            ("-$5", Some("USD"), -5.0),
            ("$5.00 USD", Some("USD"), 5.0),
            ("$5 CAD", Some("CAD"), 5.0),
            ("CA$5", Some("CAD"), 5.0),
            ("12k", None, 12_000.0),
            ("1.5M USD", Some("USD"), 1_500_000.0),
            ("1.5e3", None, 1500.0),
        ] {
            let read = CellNumber::of(cell, None).unwrap().unwrap();
            assert_eq!(read.with_point, Ok(number), "{cell}");
            let currency = read.currency.map(String::from);
            assert_eq!(currency.as_deref(), code, "{cell}");
        }
        for cell in [
            "XYZ 5",
            "5 EUR $",
            "EUR USD 5",
            "1EUR5",
            "sk-5",
            "5kk",
            "k5",
            "€",
            "+$5",
            "$-€5",
        ] {
            let read = CellNumber::of(cell, None);
            let is_refused = read.is_err() || read.unwrap().unwrap().with_point.is_err();
            assert!(is_refused, "{cell}");
        }
    }
}
