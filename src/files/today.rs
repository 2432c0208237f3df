//! Today's date, and that of files, in UTC.

use std::env;
use std::fs;
use std::path::Path;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// Today, or the day of `SOURCE_DATE_EPOCH` (seconds since 1970), with which runs can be made equal (reproducible-builds.org).
pub fn today() -> Date {
    let stated = env::var("SOURCE_DATE_EPOCH").ok();
    day_of(stated.as_deref()).unwrap_or_else(|| TimeZone::UTC.to_datetime(Timestamp::now()).date())
}

/// The day on which a file was written; today if that isn't known.
pub fn written_on(path: &Path) -> Date {
    let written = fs::metadata(path).and_then(|metadata| metadata.modified());
    let time = written.ok().and_then(|time| Timestamp::try_from(time).ok());
    time.map_or_else(today, |time| TimeZone::UTC.to_datetime(time).date())
}

/// The day of a number of seconds since 1970, as text; `None` if it is none.
fn day_of(seconds: Option<&str>) -> Option<Date> {
    let seconds = seconds?.trim().parse().ok()?;
    let time = Timestamp::from_second(seconds).ok()?;
    Some(TimeZone::UTC.to_datetime(time).date())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stated_day_takes_the_place_of_todays() {
        // `date -u -d @1764201600` says Thu Nov 27 00:00:00 UTC 2025.
        let day = Some(jiff::civil::date(2025, 11, 27));
        assert_eq!(day_of(Some("1764201600")), day);
        assert_eq!(day_of(Some("1764287999")), day);
        for none in [None, Some(""), Some("yesterday"), Some("99999999999999999")] {
            assert_eq!(day_of(none), None);
        }
    }
}
