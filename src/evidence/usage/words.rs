//! What an export says, in sentences for people.

use crate::scenario::Month;
use crate::scenario::quantity::{count, count_with_noun, percent, share};

use super::export::{LeftOut, UsageExport};
use super::growth::GrowthBasis;
use super::months::UsageMonth;
use super::summary::UsageSummary;

impl UsageMonth {
    /// As the calendar names it: "Aug 2026".
    pub fn name(&self) -> String {
        self.calendar()
            .map_or_else(|| self.month.clone(), Month::short)
    }

    /// The month of the calendar; `None` for a year that no scenario has.
    pub fn calendar(&self) -> Option<Month> {
        self.month.parse().ok()
    }
}

impl UsageSummary {
    /// The months: "Aug 2026", or "Aug 2026 to Oct 2026".
    pub fn period(&self) -> String {
        match (self.months.first(), self.months.last()) {
            (Some(first), Some(last)) if first.month != last.month => {
                format!("{} to {}", first.name(), last.name())
            }
            (Some(only), _) => only.name(),
            (None, _) => "no month".to_owned(),
        }
    }

    /// The queries of each complete month, in the order of the calendar.
    pub fn volumes(&self) -> Vec<(Month, f64)> {
        let complete = self.months.iter().filter(|month| month.complete);
        complete
            .filter_map(|month| Some((month.calendar()?, month.amounts.queries?)))
            .collect()
    }

    /// What the chosen models and months say, a sentence a line.
    pub fn in_words(&self) -> Vec<String> {
        let mut lines = Vec::new();
        lines.extend(self.volume_in_words());
        lines.extend(self.growth_in_words());
        let tokens = [
            (self.input_tokens_per_query, "input tokens"),
            (self.output_tokens_per_query, "output tokens"),
        ];
        let tokens: Vec<String> = tokens
            .into_iter()
            .filter_map(|(tokens, what)| Some(format!("{} {what}", count(tokens?.round()))))
            .collect();
        if !tokens.is_empty() {
            lines.push(format!("A query has {}", tokens.join(" and ")));
        }
        if let Some(rate) = self.cache_hit_rate {
            lines.push(format!(
                "{} of the input was read from the cache",
                percent(rate)
            ));
        }
        if let Some(batch) = self.batch_share.filter(|batch| *batch > 0.0) {
            lines.push(format!("{} was sent in batches", percent(batch)));
        }
        if let Some(hours) = &self.hours {
            lines.push(format!(
                "Queries arrive in {} hours per month; the busiest hour has {:.1} times the mean",
                count(hours.active_hours_per_month.round()),
                hours.peak_to_mean
            ));
        }
        lines
    }

    fn volume_in_words(&self) -> Option<String> {
        let queries = self.queries_per_month?;
        let months = self.months.iter().filter(|month| month.complete).count();
        let queries = count_with_noun(queries.round(), "query");
        if months == 1 {
            return Some(format!("{queries} in {}", self.period()));
        }
        let volumes = self.volumes();
        let last = volumes.last().map(|(month, queries)| {
            format!(
                "; {} in {}, the last",
                count(queries.round()),
                month.short()
            )
        });
        let mean = format!("{queries} per month, the mean of {months} complete months");
        Some(mean + &last.unwrap_or_default())
    }

    fn growth_in_words(&self) -> Option<String> {
        let growth = self.growth.as_ref()?;
        let [likely, low, high] = [growth.likely, growth.low(), growth.high()].map(share);
        Some(match growth.basis {
            GrowthBasis::Fit => format!(
                "Volume growth {likely} per month, 80% range {low} to {high}, fitted to {} months",
                growth.months
            ),
            GrowthBasis::TwoMonths => format!(
                "Volume growth {likely} per month between two months; {low} to {high} is assumed"
            ),
        })
    }
}

impl UsageExport {
    /// What the file is, and what of it doesn’t count, a sentence a line. What is wrong with single rows isn't in it.
    pub fn in_words(&self) -> Vec<String> {
        let rows = count_with_noun(self.rows as f64, "row");
        let covers = self.covers().map_or(String::new(), |(first, last)| {
            let [first, last] = [first, last].map(|day| day.strftime("%-d %b %Y").to_string());
            format!(", {first} to {last}")
        });
        let mut lines = vec![format!("{}: {rows}{covers}", self.form.label())];
        lines.extend(self.left_out.in_words());
        if self.assumed_utc && self.has_hours() {
            lines.push("Times have no offset, and are taken as UTC".to_owned());
        }
        if self.problems.count > 0 {
            let rows = count_with_noun(self.problems.count as f64, "row");
            lines.push(format!("{rows} can’t be used:"));
        }
        lines
    }

    /// How many problems there are besides the first.
    pub fn untold_problems(&self) -> u64 {
        self.problems.count - self.problems.first.len() as u64
    }
}

impl LeftOut {
    fn in_words(&self) -> Vec<String> {
        let told = [
            (self.duplicates, "duplicates"),
            (self.failed, "failed queries"),
            (self.answered_from_cache, "answers from a proxy’s own cache"),
            (self.other_kinds, "rows that are no queries"),
        ];
        let mut lines: Vec<String> = told
            .into_iter()
            .filter(|(number, _)| *number > 0)
            .map(|(number, what)| format!("Left out, {what}: {}", count(number as f64)))
            .collect();
        if !self.compared_all {
            lines
                .push("Only the first 16 million rows were compared to find duplicates".to_owned());
        }
        lines
    }
}
