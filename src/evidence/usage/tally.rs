//! What rows add up to: sums by model and day, traffic by hour of the week, and what the rows cover.

use std::collections::{BTreeMap, BTreeSet};

use super::amounts::Amounts;
use super::date::{DAY, HOUR, Moment, Precision};
use super::row::{Usage, reach};

/// Hours of a week.
pub const HOURS_OF_WEEK: usize = 168;

/// Sums by model and day that are kept, each about 150 bytes: 50 models over ten years.
const MOST_SUMS: usize = 200_000;
/// Weeks by model and offset that are kept, each 2.7 kB.
const MOST_WEEKS: usize = 3_000;

/// The number of a model among those of the file.
pub(super) type ModelId = u32;

/// Traffic by hour of the week, the first of which begins on Monday at midnight.
#[derive(Debug, Clone, PartialEq)]
pub struct Week {
    /// Queries.
    pub queries: [f64; HOURS_OF_WEEK],
    /// Input and output tokens.
    pub tokens: [f64; HOURS_OF_WEEK],
}

impl Default for Week {
    fn default() -> Self {
        Self {
            queries: [0.0; HOURS_OF_WEEK],
            tokens: [0.0; HOURS_OF_WEEK],
        }
    }
}

impl Week {
    /// Adds another.
    pub fn add(&mut self, other: &Self) {
        let sums = self.queries.iter_mut().chain(&mut self.tokens);
        let more = other.queries.iter().chain(&other.tokens);
        for (sum, more) in sums.zip(more) {
            *sum += more;
        }
    }
}

/// The hour of the week that an hour since 1970 is.
pub(super) fn hour_of_week(hour: i64) -> usize {
    // 1970-01-01 was a Thursday.
    (hour + 3 * 24).rem_euclid(HOURS_OF_WEEK as i64) as usize
}

/// A stretch of time: the first and the last second since 1970, on the clock of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    pub first: i64,
    pub last: i64,
}

impl Span {
    fn join(span: Option<Self>, first: i64, last: i64) -> Self {
        span.map_or(Self { first, last }, |span| Self {
            first: span.first.min(first),
            last: span.last.max(last),
        })
    }
}

/// What rows add up to.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Tally {
    pub sums: BTreeMap<(ModelId, i32), Amounts>,
    /// By model and offset in seconds.
    pub weeks: BTreeMap<(ModelId, i32), Week>,
    /// What the rows cover.
    pub span: Option<Span>,
    /// What the rows of an hour or less cover.
    pub fine_span: Option<Span>,
    /// The days that rows cover, with use or without.
    pub covered: BTreeSet<i32>,
    /// Whether a row is longer than an hour.
    pub has_long_rows: bool,
    /// Whether a row begins at another time than midnight.
    pub has_times: bool,
    /// Whether a row is a whole month.
    pub has_months: bool,
}

/// The tally is full: there are more models or days than any export has.
pub(super) struct Full;

impl Tally {
    /// Adds what was used.
    pub fn add(&mut self, model: ModelId, used: &Usage) -> Result<(), Full> {
        let day = (model, used.start.day());
        if self.sums.len() >= MOST_SUMS && !self.sums.contains_key(&day) {
            return Err(Full);
        }
        let is_short = used
            .end
            .map_or(used.start.precision == Precision::Second, |end| {
                end.seconds - used.start.seconds <= HOUR
            });
        if is_short {
            let week = (model, used.start.offset);
            if self.weeks.len() >= MOST_WEEKS && !self.weeks.contains_key(&week) {
                return Err(Full);
            }
            let week = self.weeks.entry(week).or_default();
            let hour = hour_of_week(used.start.hour());
            week.queries[hour] += used.amounts.queries.unwrap_or(0.0);
            week.tokens[hour] += used.amounts.tokens().unwrap_or(0.0);
        }
        self.sums.entry(day).or_default().add(&used.amounts);
        self.cover(used.start, used.end, is_short);
        Ok(())
    }

    /// Adds a stretch of time in which nothing was used.
    pub fn add_empty(&mut self, start: Moment, end: Moment) {
        let is_short = end.seconds - start.seconds <= HOUR;
        self.cover(start, Some(end), is_short);
    }

    fn cover(&mut self, start: Moment, end: Option<Moment>, is_short: bool) {
        let (first, last) = reach(start, end);
        self.span = Some(Span::join(self.span, first, last));
        if is_short {
            self.fine_span = Some(Span::join(self.fine_span, first, last));
        } else {
            self.has_long_rows = true;
        }
        self.has_times |= !start.is_midnight();
        self.has_months |= start.precision == Precision::Month;
        let day_of = |second: i64| second.div_euclid(DAY) as i32;
        let (first, last) = (day_of(first), day_of(last));
        // A bucket of years would be a fault of the file; what it covers then isn't told by days.
        for day in first..=last.min(first + 366) {
            self.covered.insert(day);
        }
    }

    /// Adds another tally.
    pub fn join(&mut self, other: Self) {
        for (day, amounts) in other.sums {
            self.sums.entry(day).or_default().add(&amounts);
        }
        for (week, traffic) in other.weeks {
            self.weeks.entry(week).or_default().add(&traffic);
        }
        for (mine, other) in [
            (&mut self.span, other.span),
            (&mut self.fine_span, other.fine_span),
        ] {
            if let Some(other) = other {
                *mine = Some(Span::join(*mine, other.first, other.last));
            }
        }
        self.covered.extend(other.covered);
        self.has_long_rows |= other.has_long_rows;
        self.has_times |= other.has_times;
        self.has_months |= other.has_months;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_week_begins_on_monday() {
        // 2026-08-03 is a Monday: date -u -d 2026-08-03 +%s is 1785715200.
        assert_eq!(hour_of_week(1_785_715_200 / HOUR), 0);
        assert_eq!(hour_of_week(1_785_715_200 / HOUR - 1), 167);
        assert_eq!(hour_of_week(0), 72);
    }
}
