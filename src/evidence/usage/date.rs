//! Dates and times as exports and spreadsheets write them: seconds since 1970, ISO 8601, and the usual ways of people.
//!
//! There is no database of time zones: a time has its offset with it, or is taken as UTC. Days and hours of the week are those of the clock
//! that the file shows, so that office hours stay where they are when daylight saving begins.

use jiff::civil::Date;

use super::notation::DateOrder;
use super::scan::{Scan, month_named};

pub(super) const DAY: i64 = 86_400;
pub(super) const HOUR: i64 = 3_600;

const NOT_A_DATE: &str = "it isn’t a date that can be read";
const NO_SUCH_DAY: &str = "there is no such day";
const FAR_OFF: &str = "the date lies before 2015 or after 2099";

/// How finely a moment is stated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Precision {
    Month,
    Day,
    Second,
}

/// A moment, with the offset of the clock that showed it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Moment {
    /// Seconds since 1970 in UTC.
    pub seconds: i64,
    /// Seconds that its clock is ahead of UTC.
    pub offset: i32,
    pub precision: Precision,
}

impl Moment {
    /// Seconds since 1970 on its own clock.
    pub fn local(self) -> i64 {
        self.seconds + i64::from(self.offset)
    }

    /// Days since 1970 on its own clock.
    pub fn day(self) -> i32 {
        self.local().div_euclid(DAY) as i32
    }

    /// Hours since 1970 on its own clock.
    pub fn hour(self) -> i64 {
        self.local().div_euclid(HOUR)
    }

    /// Whether it is the beginning of a day on its own clock.
    pub fn is_midnight(self) -> bool {
        self.local().rem_euclid(DAY) == 0
    }
}

/// A moment that was read, or why there is none.
pub(super) struct ReadMoment {
    pub moment: Result<Moment, &'static str>,
    /// Whether the order of day and month was needed for it.
    pub depends: bool,
    /// Whether it is a time without an offset.
    pub assumed_utc: bool,
}

/// Reads a date, with or without a time.
pub(super) fn read(text: &str, order: DateOrder) -> ReadMoment {
    let text = text.trim_matches(|c: char| c.is_whitespace() || c == '"');
    let mut read = ReadMoment {
        moment: Err(NOT_A_DATE),
        depends: false,
        assumed_utc: false,
    };
    read.moment = match seconds(text) {
        Some(seconds) => Ok(Moment {
            seconds,
            offset: 0,
            precision: Precision::Second,
        }),
        None => calendar(text, order, &mut read),
    }
    .and_then(within_range);
    read
}

/// The day of a date that says which of its numbers is the day; `None` if it doesn't.
pub(in crate::evidence) fn certain_day(text: &str) -> Option<Date> {
    let [one, other] = DateOrder::ALL.map(|order| read(text, order).moment.ok().map(Moment::day));
    match (one, other) {
        (Some(one), Some(other)) if one != other => None,
        (one, other) => one.or(other).map(date_of),
    }
}

fn within_range(moment: Moment) -> Result<Moment, &'static str> {
    // 2015-01-01 and 2100-01-01.
    if (16_436..47_482).contains(&moment.day()) {
        Ok(moment)
    } else {
        Err(FAR_OFF)
    }
}

/// Seconds, milliseconds or microseconds since 1970, told by the number of digits.
fn seconds(text: &str) -> Option<i64> {
    let (digits, fraction) = text.split_once('.').unwrap_or((text, ""));
    let is_number = digits
        .bytes()
        .chain(fraction.bytes())
        .all(|byte| byte.is_ascii_digit());
    let per_second = match digits.len() {
        9 | 10 => 1,
        13 => 1_000,
        16 => 1_000_000,
        _ => return None,
    };
    let number: i64 = digits.parse().ok().filter(|_| is_number)?;
    Some(number / per_second)
}

fn calendar(text: &str, order: DateOrder, read: &mut ReadMoment) -> Result<Moment, &'static str> {
    let mut scan = Scan::new(text);
    let (date, precision) = date(&mut scan, order, &mut read.depends)?;
    let midnight = days_since_1970(date) * DAY;
    scan.skip(&[' ', ',', 'T', 't', '\u{a0}']);
    if scan.is_at_end() {
        return Ok(Moment {
            seconds: midnight,
            offset: 0,
            precision,
        });
    }
    let time = scan
        .time()
        .filter(|_| precision == Precision::Day)
        .ok_or(NOT_A_DATE)?;
    let offset = scan.offset().map_err(|_| NOT_A_DATE)?;
    read.assumed_utc = offset.is_none();
    let offset = offset.unwrap_or(0);
    Ok(Moment {
        seconds: midnight + time - i64::from(offset),
        offset,
        precision: Precision::Second,
    })
}

fn date(
    scan: &mut Scan,
    order: DateOrder,
    depends: &mut bool,
) -> Result<(Date, Precision), &'static str> {
    if let Some(word) = scan.word() {
        return dated_by_name(scan, word);
    }
    let (first, digits) = scan.number().ok_or(NOT_A_DATE)?;
    if digits == 8 {
        let date = day(first / 10_000, first / 100 % 100, first % 100)?;
        return Ok((date, Precision::Day));
    }
    let sign = scan.sign(&['-', '/', '.', ' ']).ok_or(NOT_A_DATE)?;
    scan.skip(&[' ']);
    if let Some(word) = scan.word() {
        let month = month_named(word).ok_or(NOT_A_DATE)?;
        scan.skip(&['-', '/', '.', ' ', ',']);
        let year = year(scan.number())?;
        return Ok((day(year, month, first)?, Precision::Day));
    }
    let (second, _) = scan.number().ok_or(NOT_A_DATE)?;
    let has_third = scan.sign(&[sign]).is_some();
    if digits == 4 {
        if !has_third {
            return Ok((day(first, second, 1)?, Precision::Month));
        }
        let (third, _) = scan.number().ok_or(NOT_A_DATE)?;
        return Ok((day(first, second, third)?, Precision::Day));
    }
    if !has_third || sign == ' ' || digits > 2 {
        return Err(NOT_A_DATE);
    }
    let year = year(scan.number())?;
    // With points the day comes first everywhere.
    let is_day_first = sign == '.' || order == DateOrder::DayFirst;
    *depends = sign != '.' && first != second;
    let date = if is_day_first {
        day(year, second, first)
    } else {
        day(year, first, second)
    };
    Ok((date?, Precision::Day))
}

/// “Aug 1, 2026”, “August 2026”, “Sat, 1 Aug 2026”.
fn dated_by_name(scan: &mut Scan, word: &str) -> Result<(Date, Precision), &'static str> {
    scan.skip(&['.', ',', ' ', '-']);
    let Some(month) = month_named(word) else {
        let is_weekday = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
            .iter()
            .any(|name| word.to_ascii_lowercase().starts_with(name));
        let (first, _) = scan.number().filter(|_| is_weekday).ok_or(NOT_A_DATE)?;
        scan.skip(&['.', ' ', '-']);
        let month = scan.word().and_then(month_named).ok_or(NOT_A_DATE)?;
        scan.skip(&['.', ',', ' ', '-']);
        return Ok((day(year(scan.number())?, month, first)?, Precision::Day));
    };
    let number = scan.number();
    if let Some((whole_year, 4)) = number {
        return Ok((day(whole_year, month, 1)?, Precision::Month));
    }
    let (first, _) = number.ok_or(NOT_A_DATE)?;
    scan.word();
    scan.skip(&['.', ',', ' ', '-']);
    Ok((day(year(scan.number())?, month, first)?, Precision::Day))
}

/// A year of two or four digits.
fn year(number: Option<(u32, usize)>) -> Result<u32, &'static str> {
    match number {
        Some((year, 4)) => Ok(year),
        Some((year, 2)) => Ok(2000 + year),
        _ => Err(NOT_A_DATE),
    }
}

fn day(year: u32, month: u32, day: u32) -> Result<Date, &'static str> {
    let year = i16::try_from(year).map_err(|_| FAR_OFF)?;
    let (Ok(month), Ok(day)) = (i8::try_from(month), i8::try_from(day)) else {
        return Err(NO_SUCH_DAY);
    };
    Date::new(year, month, day).map_err(|_| NO_SUCH_DAY)
}

/// Days from 1970-01-01 to a date.
pub(super) fn days_since_1970(date: Date) -> i64 {
    date.duration_since(Date::constant(1970, 1, 1)).as_secs() / DAY
}

/// The date so many days after 1970-01-01.
pub(super) fn date_of(day: i32) -> Date {
    let epoch = Date::constant(1970, 1, 1);
    let days = jiff::SignedDuration::from_secs(i64::from(day) * DAY);
    epoch.checked_add(days).unwrap_or(epoch)
}

#[cfg(test)]
mod tests;
