//! The ways in which numbers and dates of a file can be read, where a single one can’t tell: “1.234” and “01/08/2026”.

use super::date::{self, Moment};
use super::notation::{DateOrder, Decimals};
use super::number;
use super::problem::Fault;

/// One way of reading all numbers and dates of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Reading {
    pub decimals: Decimals,
    pub order: DateOrder,
}

impl Reading {
    /// All of them. The first is that of files that programs write.
    pub const ALL: [Self; 4] = [
        Self::new(Decimals::Point, DateOrder::DayFirst),
        Self::new(Decimals::Point, DateOrder::MonthFirst),
        Self::new(Decimals::Comma, DateOrder::DayFirst),
        Self::new(Decimals::Comma, DateOrder::MonthFirst),
    ];

    const fn new(decimals: Decimals, order: DateOrder) -> Self {
        Self { decimals, order }
    }
}

/// In what the readings that are left differ.
#[derive(Debug, Clone, Copy)]
pub(super) struct Open {
    decimals: bool,
    order: bool,
}

impl Open {
    /// Of these readings.
    pub fn of(mut readings: impl Iterator<Item = Reading>) -> Self {
        let mut open = Self {
            decimals: false,
            order: false,
        };
        let first = readings.next();
        for (other, first) in readings.zip(first.into_iter().cycle()) {
            open.decimals |= other.decimals != first.decimals;
            open.order |= other.order != first.order;
        }
        open
    }
}

/// Reads the numbers and dates of one row in one way, and keeps whether another way could have given something else.
#[derive(Debug)]
pub(super) struct Lens {
    reading: Reading,
    open: Open,
    /// Whether the row could mean something else if read in another way.
    pub depended: bool,
    /// Whether a count isn’t whole, which speaks against this way.
    pub has_fractional_count: bool,
    /// Whether a time has no offset, so that it was taken as UTC.
    pub assumed_utc: bool,
}

impl Lens {
    pub fn new(reading: Reading, open: Open) -> Self {
        Self {
            reading,
            open,
            depended: false,
            has_fractional_count: false,
            assumed_utc: false,
        }
    }

    /// A count, which is never negative; `None` if the cell is empty.
    pub fn count(&mut self, text: &str, field: &'static str) -> Result<Option<f64>, Fault> {
        let count = self.amount(text, field)?;
        if count.is_some_and(|count| count < 0.0) {
            return Err(Fault::new(field, "it is negative"));
        }
        self.has_fractional_count |= count.is_some_and(|count| count.fract() != 0.0);
        Ok(count)
    }

    /// An amount of money, which is negative for a credit; `None` if the cell is empty.
    pub fn amount(&mut self, text: &str, field: &'static str) -> Result<Option<f64>, Fault> {
        self.depended |= self.open.decimals && number::depends(text);
        number::read(text, self.reading.decimals).map_err(|reason| Fault::new(field, reason))
    }

    /// A moment.
    pub fn moment(&mut self, text: &str, field: &'static str) -> Result<Moment, Fault> {
        let read = date::read(text, self.reading.order);
        self.depended |= self.open.order && read.depends;
        let moment = read.moment.map_err(|reason| Fault::new(field, reason))?;
        self.assumed_utc |= read.assumed_utc;
        Ok(moment)
    }
}
