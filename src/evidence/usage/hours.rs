//! In which hours of the week queries arrive.

use serde::Serialize;

use super::date::HOUR;
use super::export::UsageExport;
use super::tally::{HOURS_OF_WEEK, Week, hour_of_week};

/// Hours of a month.
const HOURS_OF_MONTH: f64 = 730.0;
/// Traffic of an hour over the mean of all hours of the week, from which on it is active.
const ACTIVE: f64 = 0.1;
/// Queries for each hour of the week on average, below which hours are empty by chance.
const LEAST_QUERIES: f64 = 5.0;

/// In which hours queries arrive, for the inputs of the same names.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct HourPattern {
    /// Hours of a month in which queries arrive, of 730. An hour of the week is active if its traffic, on average over the weeks, is at least a
    /// tenth of the mean over all hours of the week: a few queries at night don’t make the night active.
    pub active_hours_per_month: f64,
    /// Traffic of the busiest hour of the week over the mean of the active ones, each on average over the weeks. The busiest hour of a single
    /// week is busier.
    pub peak_to_mean: f64,
    /// Whether queries were counted, and not tokens.
    pub by_queries: bool,
}

impl HourPattern {
    /// The pattern of these models; no names stand for all. `None` if the rows don’t tell the hour, if they cover less than a week, or if there
    /// are fewer than 840 queries, five for each hour of the week.
    pub fn of(export: &UsageExport, models: &[&str]) -> Option<Self> {
        let span = export.tally.fine_span.filter(|_| export.has_hours())?;
        let (first, last) = (span.first.div_euclid(HOUR), span.last.div_euclid(HOUR));
        let hours = (last - first + 1) as usize;
        if hours < HOURS_OF_WEEK {
            return None;
        }
        let mut sum = Week::default();
        for (model, _, week) in export.weeks() {
            if models.is_empty() || models.contains(&model) {
                sum.add(week);
            }
        }
        let queries = sum.queries.iter().sum::<f64>();
        let by_queries = queries > 0.0;
        if by_queries && queries < LEAST_QUERIES * HOURS_OF_WEEK as f64 {
            return None;
        }
        let mut rates = if by_queries { sum.queries } else { sum.tokens };
        let begin = hour_of_week(first);
        for (hour, rate) in rates.iter_mut().enumerate() {
            // How often the hour occurs: once a week, and once more within what is left of the last.
            let place = (hour + HOURS_OF_WEEK - begin) % HOURS_OF_WEEK;
            let occurs = hours / HOURS_OF_WEEK + usize::from(place < hours % HOURS_OF_WEEK);
            *rate /= occurs as f64;
        }
        Self::of_rates(&rates, by_queries)
    }

    fn of_rates(rates: &[f64; HOURS_OF_WEEK], by_queries: bool) -> Option<Self> {
        let mean = rates.iter().sum::<f64>() / HOURS_OF_WEEK as f64;
        let active: Vec<f64> = rates
            .iter()
            .copied()
            .filter(|rate| *rate > 0.0 && *rate >= ACTIVE * mean)
            .collect();
        let mean_of_active = active.iter().sum::<f64>() / active.len() as f64;
        let peak = active.iter().copied().fold(0.0, f64::max);
        (!active.is_empty()).then(|| Self {
            active_hours_per_month: active.len() as f64 / HOURS_OF_WEEK as f64 * HOURS_OF_MONTH,
            // The mean of equal numbers may be a rounding error above them.
            peak_to_mean: (peak / mean_of_active).max(1.0),
            by_queries,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::date::{DAY, date_of};
    use super::super::testing::export;
    use super::*;

    /// Queries in each of the hours since 2026-08-03, a Monday, on a clock with this offset.
    fn hourly(
        hours: i64,
        offset: impl Fn(i64) -> i64,
        queries: impl Fn(i64) -> u32,
    ) -> UsageExport {
        let header = "start_time_iso,end_time_iso,model,type,price,amount\n";
        let mut lines = vec![header.to_owned()];
        for hour in (0..hours).filter(|hour| queries(*hour) > 0) {
            let offset = offset(hour);
            let time = |hour: i64| {
                let local = 1_785_715_200 + hour * HOUR + offset * HOUR;
                format!(
                    "{}T{:02}:00:00+0{offset}:00",
                    date_of((local / DAY) as i32),
                    local / HOUR % 24
                )
            };
            let (start, end) = (time(hour), time(hour + 1));
            lines.push(format!(
                "{start},{end},m,request_count,,{}\n",
                queries(hour)
            ));
        }
        export(&lines.concat())
    }

    fn pattern(export: &UsageExport) -> (f64, f64) {
        let pattern = HourPattern::of(export, &[]).unwrap();
        assert!(pattern.by_queries);
        (pattern.active_hours_per_month, pattern.peak_to_mean)
    }

    #[test]
    fn steady_traffic_is_active_all_the_time() {
        for hours in [168, 168 * 4, 168 * 4 + 50] {
            assert_eq!(pattern(&hourly(hours, |_| 0, |_| 7)), (730.0, 1.0));
        }
    }

    #[test]
    fn office_hours_are_those_with_traffic_and_strays_dont_count() {
        // Monday to Friday, 9 to 17: 40 hours of 168, the first of each day twice as busy. 16·40 + 32·5 … the mean is 16·(35 + 2·5)/40.
        let office = |hour: i64| match (hour / 24 % 7, hour % 24) {
            (0..=4, 9) => 32,
            (0..=4, 10..=16) => 16,
            (_, 3) => u32::from(hour < 168),
            _ => 0,
        };
        let (active, peak) = pattern(&hourly(168 * 4, |_| 0, office));
        assert!((active - 40.0 / 168.0 * 730.0).abs() < 1e-9);
        assert!((peak - 32.0 / 18.0).abs() < 1e-9);
    }

    #[test]
    fn daylight_saving_neither_doubles_nor_loses_an_hour() {
        // In the third week the clock goes back from +2 to +1; office hours stay at 9 to 17 of it.
        let offset = |hour: i64| if hour < 400 { 2 } else { 1 };
        let office = |hour: i64| {
            let local = hour + offset(hour);
            if local / 24 % 7 < 5 && (9..17).contains(&(local % 24)) {
                30
            } else {
                0
            }
        };
        let file = hourly(168 * 5, offset, office);
        let sent: u32 = (0..168 * 5).map(office).sum();
        let weeks = || {
            file.weeks()
                .map(|(_, offset, week)| (offset, week.queries.iter().sum::<f64>()))
        };
        assert_eq!(weeks().map(|(_, sum)| sum).sum::<f64>(), f64::from(sent));
        assert_eq!(
            weeks().map(|(offset, _)| offset).collect::<Vec<_>>(),
            [3600, 7200]
        );
        let (active, peak) = pattern(&file);
        assert!((active - 40.0 / 168.0 * 730.0).abs() < 1e-9);
        // The weeks are whole but for the hour that the clock gained.
        assert!((1.0..1.3).contains(&peak), "{peak}");
    }

    #[test]
    fn what_tells_too_little_gives_no_pattern() {
        assert_eq!(HourPattern::of(&hourly(167, |_| 0, |_| 100), &[]), None);
        assert_eq!(HourPattern::of(&hourly(168, |_| 0, |_| 4), &[]), None);
        assert_eq!(
            HourPattern::of(&hourly(168, |_| 0, |_| 7), &["other"]),
            None
        );
        let days = export(
            "date,model,prompt_tokens,api_requests\n2026-08-01,m,1,10000\n2026-08-31,m,1,10000\n",
        );
        assert_eq!(HourPattern::of(&days, &[]), None);
        // Midnight is the time of files that state days.
        let midnights: Vec<String> = (1..=31)
            .map(|day| format!("2026-08-{day:02} 00:00:00,m,1,10000\n"))
            .collect();
        assert_eq!(
            HourPattern::of(
                &export(&format!(
                    "date,model,prompt_tokens,api_requests\n{}",
                    midnights.concat()
                )),
                &[]
            ),
            None
        );
    }
}
