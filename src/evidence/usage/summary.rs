//! What an export says of a scenario’s workload.

use serde::Serialize;

use super::amounts::Amounts;
use super::export::UsageExport;
use super::growth::Growth;
use super::hours::HourPattern;
use super::months::UsageMonth;

/// What chosen models and months of an export say. `None` is “the export doesn’t say”.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct UsageSummary {
    /// The months.
    pub months: Vec<UsageMonth>,
    /// Their sums.
    pub amounts: Amounts,
    /// Queries in a month, the mean of the complete ones among them.
    pub queries_per_month: Option<f64>,
    /// Input tokens of a query, prompt and text together.
    pub input_tokens_per_query: Option<f64>,
    /// Output tokens of a query.
    pub output_tokens_per_query: Option<f64>,
    /// Share of the input tokens that was read from the provider’s cache.
    pub cache_hit_rate: Option<f64>,
    /// Share of the queries that was sent through the batch interface, or of the tokens if that isn’t said of queries.
    pub batch_share: Option<f64>,
    /// Growth of the volume over the complete ones among the months.
    pub growth: Option<Growth>,
    /// In which hours queries arrive, over all that the export covers.
    pub hours: Option<HourPattern>,
}

impl UsageSummary {
    /// What these models and months say; no names stand for all models, and no months for all complete ones, or for all if none is complete.
    ///
    /// ```
    /// use breakeven::evidence::usage::{UsageSummary, read};
    ///
    /// let mut file = "date,model,prompt_tokens,completion_tokens,api_requests\n".to_owned();
    /// for day in 1..=30 {
    ///     file += &format!("2026-09-{day:02},gpt-4.1,120000,25000,100\n");
    /// }
    /// let export = read(&mut file.as_bytes(), None)?;
    /// let summary = UsageSummary::of(&export, &["gpt-4.1"], &[]);
    /// assert_eq!(summary.queries_per_month, Some(3000.0));
    /// assert_eq!(summary.input_tokens_per_query, Some(1200.0));
    /// assert!(summary.growth.is_none());
    /// # Ok::<(), breakeven::evidence::usage::UsageError>(())
    /// ```
    pub fn of(export: &UsageExport, models: &[&str], months: &[&str]) -> Self {
        let mut list = export.months(models);
        let has_complete = list.iter().any(|month| month.complete);
        list.retain(|month| {
            if months.is_empty() {
                month.complete || !has_complete
            } else {
                months.contains(&month.month.as_str())
            }
        });
        let mut amounts = Amounts::default();
        for month in &list {
            amounts.add(&month.amounts);
        }
        Self {
            months: list,
            amounts,
            queries_per_month: None,
            input_tokens_per_query: None,
            output_tokens_per_query: None,
            cache_hit_rate: None,
            batch_share: None,
            growth: None,
            hours: HourPattern::of(export, models),
        }
        .complete()
    }

    /// The same with the queries of these months together as the user states them, for exports that state none. Each month gets its share of
    /// them by its tokens.
    #[must_use]
    pub fn with_queries(mut self, queries: f64) -> Self {
        let all = self.amounts.tokens().unwrap_or(0.0);
        let count = self.months.len() as f64;
        for month in &mut self.months {
            let share = match month.amounts.tokens() {
                Some(tokens) if all > 0.0 => tokens / all,
                _ => 1.0 / count,
            };
            month.amounts.queries = Some(queries * share);
        }
        self.amounts.queries = Some(queries);
        self.complete()
    }

    /// Works out what follows from the months and their sums.
    fn complete(mut self) -> Self {
        let complete = || self.months.iter().filter(|month| month.complete);
        let volume: Option<f64> = complete().map(|month| month.amounts.queries).sum();
        let amounts = &self.amounts;
        self.queries_per_month = ratio(volume, Some(complete().count() as f64));
        self.input_tokens_per_query = ratio(amounts.input_tokens, amounts.queries);
        self.output_tokens_per_query = ratio(amounts.output_tokens, amounts.queries);
        self.cache_hit_rate = ratio(amounts.cached_tokens, amounts.input_tokens);
        self.batch_share = ratio(amounts.batch_queries, amounts.queries)
            .or_else(|| ratio(amounts.batch_tokens, amounts.tokens()));
        self.growth = Growth::of(&self.months);
        self
    }
}

/// A ratio; `None` if a part isn’t known or there is nothing to divide by.
fn ratio(part: Option<f64>, whole: Option<f64>) -> Option<f64> {
    let (part, whole) = (part?, whole?);
    (whole > 0.0).then(|| part / whole)
}

#[cfg(test)]
mod tests {
    use super::super::testing::export;
    use super::*;

    #[test]
    fn ratios_are_those_of_the_sums() {
        let rows: Vec<String> = (1..=31)
            .map(|day| format!("2026-07-{day:02},m,1000,100,700,2,10,10\n"))
            .chain((1..=31).map(|day| format!("2026-08-{day:02},m,3000,100,300,2,20,20\n")))
            .chain(["2026-09-01,m,9000,100,0,2,999,999\n".to_owned()])
            .collect();
        let export = export(&format!(
            "date,model,prompt_tokens,completion_tokens,cache_read_input_tokens,spend,api_requests,successful_requests\n{}",
            rows.concat()
        ));
        let summary = UsageSummary::of(&export, &[], &[]);
        let months: Vec<_> = summary
            .months
            .iter()
            .map(|month| month.month.as_str())
            .collect();
        assert_eq!(months, ["2026-07", "2026-08"]);
        assert_eq!(summary.queries_per_month, Some(465.0));
        assert_eq!(summary.input_tokens_per_query, Some(4000.0 / 30.0));
        assert_eq!(summary.output_tokens_per_query, Some(200.0 / 30.0));
        assert_eq!(summary.cache_hit_rate, Some(0.25));
        assert!((summary.growth.unwrap().likely - 1.0).abs() < 1e-12);
        assert_eq!((summary.batch_share, summary.hours), (None, None));
        let partial = UsageSummary::of(&export, &["m"], &["2026-09"]);
        assert_eq!((partial.queries_per_month, partial.growth), (None, None));
        assert_eq!(partial.input_tokens_per_query, Some(9000.0 / 999.0));
        let nothing = UsageSummary::of(&export, &["other"], &[]);
        assert_eq!(
            (nothing.cache_hit_rate, nothing.amounts),
            (None, Amounts::default())
        );
    }

    #[test]
    fn queries_that_the_user_states_stand_in_for_those_that_no_export_has() {
        let rows: Vec<String> = (1..=31)
            .map(|day| {
                format!("2026-08-{day:02},m,standard,1000,100\n2026-08-{day:02},m,batch,500,600\n")
            })
            .collect();
        let export = export(&format!(
            "usage_date_utc,model_version,usage_type,usage_input_tokens_no_cache,usage_output_tokens\n{}",
            rows.concat()
        ));
        let summary = UsageSummary::of(&export, &[], &[]);
        assert_eq!(
            (summary.queries_per_month, summary.input_tokens_per_query),
            (None, None)
        );
        assert_eq!(summary.batch_share, Some(0.5));
        let stated = summary.with_queries(62.0);
        assert_eq!(stated.queries_per_month, Some(62.0));
        assert_eq!(
            (
                stated.input_tokens_per_query,
                stated.output_tokens_per_query
            ),
            (Some(750.0), Some(350.0))
        );
    }
}
