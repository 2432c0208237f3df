//! What a usage export holds: sums by model and day, what was left out, and what is wrong with it.

use jiff::civil::Date;

use super::amounts::Amounts;
use super::date::{DAY, date_of};
use super::form::Form;
use super::problem::Problems;
use super::tally::{ModelId, Tally, Week};

/// Rows that are all right, but don’t count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LeftOut {
    /// Rows that stand in the file again.
    pub duplicates: u64,
    /// Whether all rows were compared, to find duplicates. Beyond 16 million they aren’t.
    pub compared_all: bool,
    /// Queries that failed.
    pub failed: u64,
    /// Queries that a proxy answered from its own cache, without asking a model.
    pub answered_from_cache: u64,
    /// Rows that are no queries: spans and events of a trace, kinds of tokens that aren’t known.
    pub other_kinds: u64,
    /// Buckets of time in which nothing was used. They count for what the file covers.
    pub empty_buckets: u64,
}

impl LeftOut {
    /// Rows that don’t count, without empty buckets.
    pub fn total(&self) -> u64 {
        self.duplicates + self.failed + self.answered_from_cache + self.other_kinds
    }
}

/// What a usage export holds. Nothing of keys, users and projects is in it.
#[derive(Debug, Clone, PartialEq)]
pub struct UsageExport {
    /// The form of the file.
    pub form: Form,
    /// Rows that count.
    pub rows: u64,
    /// What is wrong with others.
    pub problems: Problems,
    /// What doesn’t count.
    pub left_out: LeftOut,
    /// Whether times have no offset, so that they were taken as UTC.
    pub assumed_utc: bool,
    /// The models, in the order in which they appear. A name is empty if the file states none.
    pub(super) models: Vec<String>,
    pub(super) tally: Tally,
}

impl UsageExport {
    /// The models with what each was used for, the one with most tokens first, or with most queries where no tokens are stated. A name is empty
    /// if the file states none.
    pub fn models(&self) -> Vec<(&str, Amounts)> {
        let mut sums = vec![Amounts::default(); self.models.len()];
        for ((model, _), amounts) in &self.tally.sums {
            sums[*model as usize].add(amounts);
        }
        let mut models: Vec<_> = self.models.iter().map(String::as_str).zip(sums).collect();
        let size = |amounts: &Amounts| {
            amounts
                .tokens()
                .or(amounts.queries)
                .or(amounts.cost)
                .unwrap_or(0.0)
        };
        models.sort_by(|(_, a), (_, b)| size(b).total_cmp(&size(a)));
        models
    }

    /// The models that answer queries: those with output, if any has some. Models that only embed or moderate have none.
    pub fn answering_models(&self) -> Vec<&str> {
        let models = self.models();
        let answers = |amounts: &Amounts| amounts.output_tokens.is_some_and(|tokens| tokens > 0.0);
        let any_answers = models.iter().any(|(_, amounts)| answers(amounts));
        let chosen = models.into_iter();
        chosen
            .filter(|(_, amounts)| !any_answers || answers(amounts))
            .map(|(name, _)| name)
            .collect()
    }

    /// What was used, by model and day on the clock of the file.
    pub fn days(&self) -> impl Iterator<Item = (&str, Date, &Amounts)> {
        let sums = self.tally.sums.iter();
        sums.map(|((model, day), amounts)| {
            (
                self.models[*model as usize].as_str(),
                date_of(*day),
                amounts,
            )
        })
    }

    /// Traffic by model and hour of the week, with the offset of the clock in seconds; empty if the rows are of whole days.
    pub fn weeks(&self) -> impl Iterator<Item = (&str, i32, &Week)> {
        let is_fine = self.has_hours();
        let weeks = self.tally.weeks.iter().filter(move |_| is_fine);
        weeks.map(|((model, offset), week)| (self.models[*model as usize].as_str(), *offset, week))
    }

    /// The first and the last day that the file covers.
    pub fn covers(&self) -> Option<(Date, Date)> {
        let span = self.tally.span?;
        let date = |second: i64| date_of(second.div_euclid(DAY) as i32);
        Some((date(span.first), date(span.last)))
    }

    /// The first and the last second that the file covers, since 1970, on the clock of the file.
    pub fn covered_seconds(&self) -> Option<(i64, i64)> {
        self.tally.span.map(|span| (span.first, span.last))
    }

    /// Whether rows tell the hour of use.
    pub fn has_hours(&self) -> bool {
        self.tally.has_times && !self.tally.has_long_rows
    }

    /// The numbers of these models; no names stand for all.
    pub(super) fn ids(&self, models: &[&str]) -> Vec<ModelId> {
        let names = self.models.iter().zip(0..);
        let chosen = names.filter(|(name, _)| models.is_empty() || models.contains(&name.as_str()));
        chosen.map(|(_, id)| id).collect()
    }
}
