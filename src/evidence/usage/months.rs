//! The months of an export, and which of them it covers from end to end.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::Serialize;

use super::amounts::Amounts;
use super::date::{DAY, date_of, days_since_1970};
use super::export::UsageExport;

/// Days without rows that are said.
const TOLD_GAP: i32 = 3;
/// The most days that may be missing at an end of a month that counts as complete.
const MOST_MISSING: i32 = 7;

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
    /// days with use: there the first and the last row may be a day from the end of the month, and as much more as usually lies between
    /// days with rows, such as a weekend, but no more than seven days in all. A month without any row isn’t complete.
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
    /// Days that may be missing at an end of a month.
    may_miss: i32,
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
        Self {
            first: days.first().copied().unwrap_or(0),
            last: days.last().copied().unwrap_or(0),
            may_miss: (1 + usual).min(MOST_MISSING),
        }
    }

    fn begins_within(&self, month: Month) -> bool {
        self.first > month.first + self.may_miss
    }

    fn ends_within(&self, month: Month) -> bool {
        self.last < month.last - self.may_miss
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
            None
        }
    }

    /// The longest stretch of days without rows within a month, if it is longer than a weekend.
    fn gap(&self, month: Month) -> Option<String> {
        if self.export.tally.has_months {
            return None;
        }
        let within = gaps(&self.export.tally.covered)
            .map(|(from, to)| (from.max(month.first), to.min(month.last)))
            .filter(|(from, to)| to - from + 1 >= TOLD_GAP);
        let (from, to) = within.max_by_key(|(from, to)| to - from)?;
        let (from, to) = (in_words(date_of(from)), in_words(date_of(to)));
        Some(format!("there are no rows from {from} to {to}"))
    }
}

fn in_words(date: Date) -> String {
    date.strftime("%-d %b %Y").to_string()
}

#[cfg(test)]
mod tests;
