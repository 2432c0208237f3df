//! The months of an export, and which of them it covers from end to end.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::Serialize;

use super::amounts::Amounts;
use super::date::{DAY, date_of, days_since_1970};
use super::export::UsageExport;

/// Days without rows that are said.
const TOLD_GAP: i32 = 3;
/// The most days that may be missing at an end of a month that counts as complete, or within it.
const MOST_MISSING: i32 = 7;
const DAYS_OF_WEEK: i32 = 7;

/// A calendar month of an export.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct UsageMonth {
    /// Year and month, as 2026-08.
    pub month: String,
    /// Days of the month.
    pub days: u8,
    /// Whether the export covers the whole month, and the chosen models were in use throughout.
    ///
    /// An export of OpenAI’s buckets without gaps says what it covers, and has to cover the month to the second. Other exports have rows only for
    /// days with use: there one day may be missing at each end of the month, besides the days of the week that usually have no rows. Where rows
    /// are so rare that no day of the week usually has one, as many days may be missing as usually lie between rows, but no more than seven.
    /// A month without any row isn’t complete, nor is one with a part of a gap of more than a week, if that is longer than gaps usually are.
    pub complete: bool,
    /// What is missing, as a clause that begins small.
    pub note: Option<String>,
    /// What the chosen models were used for.
    pub amounts: Amounts,
}

impl UsageMonth {
    /// Months since year 0, for counting from one to another.
    pub(super) fn number(&self) -> i32 {
        let mut parts = self
            .month
            .splitn(2, '-')
            .map(|part| part.parse::<i32>().unwrap_or(0));
        parts.next().unwrap_or(0) * 12 + parts.next().unwrap_or(0)
    }
}

impl UsageExport {
    /// The months from the first in which these models were used to the last; no names stand for all models.
    pub fn months(&self, models: &[&str]) -> Vec<UsageMonth> {
        let chosen = self.ids(models);
        let mut sums: BTreeMap<i32, Amounts> = BTreeMap::new();
        let mut used = BTreeSet::new();
        for ((model, day), amounts) in &self.tally.sums {
            if chosen.contains(model) {
                used.insert(*day);
                let first = days_since_1970(date_of(*day).first_of_month()) as i32;
                sums.entry(first).or_default().add(amounts);
            }
        }
        let (Some(mut first), Some(last)) = (
            sums.keys().next().copied(),
            sums.keys().next_back().copied(),
        ) else {
            return Vec::new();
        };
        let coverage = Coverage::new(self, &used);
        let mut months = Vec::new();
        while first <= last {
            let month = Month::beginning(first);
            let note = coverage.missing(month);
            months.push(UsageMonth {
                month: date_of(first).strftime("%Y-%m").to_string(),
                days: date_of(first).days_in_month() as u8,
                complete: note.is_none(),
                note: note.or_else(|| coverage.gap(month)),
                amounts: sums.remove(&first).unwrap_or_default(),
            });
            first = month.last + 1;
        }
        months
    }
}

/// A month in days since 1970.
#[derive(Debug, Clone, Copy)]
struct Month {
    first: i32,
    last: i32,
}

impl Month {
    fn beginning(first: i32) -> Self {
        let days = i32::from(date_of(first).days_in_month());
        Self {
            first,
            last: first + days - 1,
        }
    }
}

/// What is covered, in days since 1970.
struct Coverage<'a> {
    export: &'a UsageExport,
    /// What the export covers.
    all: Reach,
    /// The use of the chosen models.
    chosen: Reach,
    /// Whether what isn’t covered is known to the second.
    is_exact: bool,
}

/// From when to when there are rows.
struct Reach {
    first: i32,
    last: i32,
    /// Which days of the week usually have rows.
    has_rows: [bool; DAYS_OF_WEEK as usize],
    /// Days that may be missing at an end of a month, besides those that usually are.
    may_miss: i32,
    /// Days from which on a gap is no usual one.
    long_gap: i32,
}

/// Which days of the week have rows in at least half of the weeks that have any; all of them if none has.
fn usual_days(days: &BTreeSet<i32>) -> Option<[bool; DAYS_OF_WEEK as usize]> {
    let weeks: BTreeSet<i32> = days
        .iter()
        .map(|day| day.div_euclid(DAYS_OF_WEEK))
        .collect();
    let mut counts = [0; DAYS_OF_WEEK as usize];
    for day in days {
        counts[day.rem_euclid(DAYS_OF_WEEK) as usize] += 1;
    }
    let usual = counts.map(|count| 2 * count >= weeks.len());
    usual.contains(&true).then_some(usual)
}

impl Reach {
    fn of(days: &BTreeSet<i32>) -> Self {
        let mut gaps: Vec<i32> = gaps(days).map(|(from, to)| to - from + 1).collect();
        gaps.sort_unstable();
        // What happens once, such as days that weren't exported, isn't usual.
        let usual = if gaps.len() > 1 {
            gaps[gaps.len() / 2]
        } else {
            0
        };
        let usual_days = usual_days(days);
        Self {
            first: days.first().copied().unwrap_or(0),
            last: days.last().copied().unwrap_or(0),
            has_rows: usual_days.unwrap_or([true; DAYS_OF_WEEK as usize]),
            may_miss: match usual_days {
                Some(_) => 1,
                None => (1 + usual).min(MOST_MISSING),
            },
            long_gap: MOST_MISSING.max(2 * usual + 1) + 1,
        }
    }

    /// How many days that usually have rows lie from here to there.
    fn expected(&self, from: i32, to: i32) -> i32 {
        let has_rows = |day: &i32| self.has_rows[day.rem_euclid(DAYS_OF_WEEK) as usize];
        (from..=to).filter(has_rows).count() as i32
    }

    fn begins_within(&self, month: Month) -> bool {
        self.expected(month.first, month.last.min(self.first - 1)) > self.may_miss
    }

    fn ends_within(&self, month: Month) -> bool {
        self.expected(month.first.max(self.last + 1), month.last) > self.may_miss
    }
}

/// Stretches of days that are missing between others.
fn gaps(days: &BTreeSet<i32>) -> impl Iterator<Item = (i32, i32)> {
    let pairs = days.iter().zip(days.iter().skip(1));
    pairs
        .filter(|(day, next)| **next > **day + 1)
        .map(|(day, next)| (day + 1, next - 1))
}

impl<'a> Coverage<'a> {
    fn new(export: &'a UsageExport, used: &BTreeSet<i32>) -> Self {
        let covered = &export.tally.covered;
        Self {
            export,
            all: Reach::of(covered),
            chosen: Reach::of(used),
            is_exact: export.form.has_buckets() && gaps(covered).next().is_none(),
        }
    }

    /// Why a month isn’t complete; `None` if it is.
    fn missing(&self, month: Month) -> Option<String> {
        if self.export.tally.has_months {
            return None;
        }
        let span = self.export.tally.span?;
        let (begins, ends) = if self.is_exact {
            let first = i64::from(month.first) * DAY;
            let end = i64::from(month.last + 1) * DAY;
            (span.first > first, span.last + 1 < end)
        } else {
            (self.all.begins_within(month), self.all.ends_within(month))
        };
        let day = |day: i32| in_words(date_of(day));
        if self
            .export
            .tally
            .covered
            .range(month.first..=month.last)
            .next()
            .is_none()
        {
            Some("there are no rows in this month".to_owned())
        } else if begins {
            Some(format!("the export begins on {}", day(self.all.first)))
        } else if ends {
            Some(format!("the export ends on {}", day(self.all.last)))
        } else if self.chosen.begins_within(month) {
            Some(format!(
                "the models were first used on {}",
                day(self.chosen.first)
            ))
        } else if self.chosen.ends_within(month) {
            Some(format!(
                "the models were last used on {}",
                day(self.chosen.last)
            ))
        } else {
            self.long_gap(month)
        }
    }

    /// The first part of the month that is missing in a gap that is longer than gaps usually are.
    fn long_gap(&self, month: Month) -> Option<String> {
        let long = gaps(&self.export.tally.covered)
            .filter(|(from, to)| to - from + 1 >= self.all.long_gap)
            .map(|(from, to)| (from.max(month.first), to.min(month.last)));
        let mut missed =
            long.filter(|(from, to)| self.all.expected(*from, *to) > self.all.may_miss);
        missed.next().map(no_rows)
    }

    /// The longest stretch of days without rows within a month, if it is longer than a weekend.
    fn gap(&self, month: Month) -> Option<String> {
        if self.export.tally.has_months {
            return None;
        }
        let within = gaps(&self.export.tally.covered)
            .map(|(from, to)| (from.max(month.first), to.min(month.last)))
            .filter(|(from, to)| to - from + 1 >= TOLD_GAP);
        within.max_by_key(|(from, to)| to - from).map(no_rows)
    }
}

fn no_rows((from, to): (i32, i32)) -> String {
    let (from, to) = (in_words(date_of(from)), in_words(date_of(to)));
    format!("there are no rows from {from} to {to}")
}

fn in_words(date: Date) -> String {
    date.strftime("%-d %b %Y").to_string()
}

#[cfg(test)]
mod tests;
