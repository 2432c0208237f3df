//! The time, today's date and that of files, in UTC.

use std::env;
use std::fs;
use std::path::Path;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// Now, or the time of `SOURCE_DATE_EPOCH` (seconds since 1970), with which runs can be made equal (reproducible-builds.org).
pub fn now() -> Timestamp {
    let stated = env::var("SOURCE_DATE_EPOCH").ok();
    time_of(stated.as_deref()).unwrap_or_else(Timestamp::now)
}

/// [`now`] to the second, as YYYY-MM-DDTHH:MM:SSZ.
pub fn now_in_digits() -> String {
    now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// The day of [`now`].
pub fn today() -> Date {
    TimeZone::UTC.to_datetime(now()).date()
}

/// The day on which a file was written; today if that isn't known.
pub fn written_on(path: &Path) -> Date {
    let written = fs::metadata(path).and_then(|metadata| metadata.modified());
    let time = written.ok().and_then(|time| Timestamp::try_from(time).ok());
    time.map_or_else(today, |time| TimeZone::UTC.to_datetime(time).date())
}

/// The time that a number of seconds since 1970 is, as text; `None` if it is none.
fn time_of(seconds: Option<&str>) -> Option<Timestamp> {
    let seconds = seconds?.trim().parse().ok()?;
    Timestamp::from_second(seconds).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stated_day_takes_the_place_of_todays() {
        // `date -u -d @1764201600` says Thu Nov 27 00:00:00 UTC 2025.
        let day_of = |seconds| {
            let time = time_of(Some(seconds)).unwrap();
            TimeZone::UTC.to_datetime(time).date()
        };
        let day = jiff::civil::date(2025, 11, 27);
        assert_eq!(day_of("1764201600"), day);
        assert_eq!(day_of("1764287999"), day);
        for none in [None, Some(""), Some("yesterday"), Some("99999999999999999")] {
            assert_eq!(time_of(none), None);
        }
    }
}
