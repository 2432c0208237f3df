//! Phrases, units behind a number, and rates for another period than the field's.

use breakeven::scenario::quantity::{self, Notation, ParseNumberError, Reading, Unit};
use breakeven::scenario::{Currency, Scenario};

use crate::support::input;

use super::assert_reads;

const MONTHLY: Unit = Unit::Count("a month");
const PER_MILLION: Unit = Unit::PER_MILLION_TOKENS;

#[test]
fn phrases_are_read() {
    for (text, unit, points) in [
        ("40k per month", MONTHLY, &[40_000.0][..]),
        ("40k a month", MONTHLY, &[40_000.0]),
        ("40k/month", MONTHLY, &[40_000.0]),
        ("40k monthly", MONTHLY, &[40_000.0]),
        ("40k queries per month", MONTHLY, &[40_000.0]),
        ("1.5 million", Unit::None, &[1.5e6]),
        ("2 thousand", Unit::None, &[2000.0]),
        ("1.5 Million", Unit::None, &[1.5e6]),
        ("20k TO 60k", Unit::None, &[20_000.0, 60_000.0]),
        ("1 to 2 million", Unit::None, &[1e6, 2e6]),
        ("between 20k and 60k", Unit::None, &[20_000.0, 60_000.0]),
        ("from 20k to 60k", Unit::None, &[20_000.0, 60_000.0]),
        ("300 tokens", Unit::Count("tokens"), &[300.0]),
        ("1 token", Unit::Count("tokens"), &[1.0]),
        ("24 months", Unit::Count("months"), &[24.0]),
        ("5 h", Unit::Count("hours"), &[5.0]),
        ("3 passes", Unit::Count("passes"), &[3.0]),
        ("1.5 × the mean", Unit::Count("× the mean"), &[1.5]),
        ("2% per month", Unit::Percent("a month"), &[0.02]),
    ] {
        assert_reads(text, unit, points);
    }
}

#[test]
fn a_rate_for_another_period_is_converted() {
    for (text, unit, points) in [
        ("1,500/day", MONTHLY, &[1500.0 * 365.0 / 12.0][..]),
        ("1500 queries per day", MONTHLY, &[45_625.0]),
        ("1,500 daily", MONTHLY, &[45_625.0]),
        ("18k a year", MONTHLY, &[1500.0]),
        ("18k/yr", MONTHLY, &[1500.0]),
        ("100 per hour", MONTHLY, &[73_000.0]),
        ("6k per quarter", MONTHLY, &[2000.0]),
        ("2*750/day", MONTHLY, &[45_625.0]),
        ("12k to 24k a year", MONTHLY, &[1000.0, 2000.0]),
        (
            "12k / 18k / 24k per year",
            MONTHLY,
            &[1000.0, 1500.0, 2000.0],
        ),
        ("1k per month to 24k per year", MONTHLY, &[1000.0, 2000.0]),
        ("1 a month", Unit::Count("a year"), &[12.0]),
        ("12h a year", Unit::Count("hours a month"), &[1.0]),
        ("24 per day", Unit::Count("queries an hour"), &[1.0]),
        (
            "6,000 tokens per minute",
            Unit::Count("tokens a second"),
            &[100.0],
        ),
        ("$730 a month", Unit::Money("an hour"), &[1.0]),
        ("$120/year", Unit::Money("a month"), &[10.0]),
        // Later wording of the same units.
        ("1,500/day", Unit::Count("per month"), &[45_625.0]),
        ("$0.003 per 1k tokens", PER_MILLION, &[3.0]),
        ("$0.003/1K", PER_MILLION, &[3.0]),
        ("0.3 ¢ / 1,000 tokens", PER_MILLION, &[3.0]),
        ("$3/M", PER_MILLION, &[3.0]),
        ("$3/MTok", PER_MILLION, &[3.0]),
        ("$3 per 1M tokens", PER_MILLION, &[3.0]),
        ("$3 / million", PER_MILLION, &[3.0]),
        ("$0.000003 per token", PER_MILLION, &[3.0]),
        ("12/30", PER_MILLION, &[0.4]),
    ] {
        assert_reads(text, unit, points);
    }
    let reading =
        |text: &str| quantity::read(text, MONTHLY, Notation::Screen).map(|typed| typed.reading);
    assert_eq!(reading("18k a year"), Ok(Reading::Converted));
    assert_eq!(reading("18k per month"), Ok(Reading::Computed));
    assert_eq!(reading("18k"), Ok(Reading::Plain));
    // Growth is compounded: twelve months at 1 % are 12.68 % a year.
    let yearly = format!("{}% a year", 100.0 * (1.01_f64.powi(12) - 1.0));
    assert_reads(&yearly, Unit::Percent("a month"), &[0.01]);
}

#[test]
fn a_period_or_unit_that_does_not_fit_is_refused() {
    for (text, unit) in [
        ("40k per month", Unit::None),
        ("300 per day", Unit::Count("tokens")),
        ("5 a year", Unit::Count("months")),
        ("$95/h", Unit::Money("")),
    ] {
        let error = quantity::parse(text, unit).unwrap_err();
        assert!(
            matches!(error, ParseNumberError::NoPeriod(_)),
            "“{text}” gives {error:?}"
        );
    }
    for (text, unit) in [
        ("2 years", Unit::Count("months")),
        ("5 hours", Unit::Count("minutes")),
        ("300 tokens", Unit::Count("hours")),
        ("$3/M", Unit::Money("")),
    ] {
        let error = quantity::parse(text, unit).unwrap_err();
        assert!(
            matches!(error, ParseNumberError::OtherUnit { .. }),
            "“{text}” gives {error:?}"
        );
    }
    // Minutes, or millions?
    for unit in ["min", "months", "hours", "hours per month", "ms"] {
        assert!(matches!(
            quantity::parse("5m", Unit::Count(unit)),
            Err(ParseNumberError::SmallM(_))
        ));
    }
    assert!(matches!(
        quantity::parse("20k per day to 60k", MONTHLY),
        Err(ParseNumberError::MixedPeriods(_))
    ));
    // A year has fewer hours of work than hours.
    let salary = input("hourly_rate");
    let error = salary.read("$180k a year", Notation::Screen).unwrap_err();
    assert!(
        error.to_string().contains("the cost of one hour"),
        "{error}"
    );
    salary.read("$95 an hour", Notation::Screen).unwrap();
}

#[test]
fn what_was_computed_is_echoed() {
    let currency = Currency::default();
    for (path, text, echo) in [
        ("workload.queries_per_month", "3*1200", Some("= 3,600")),
        ("workload.queries_per_month", "1.5 million", Some("= 1.5M")),
        (
            "workload.queries_per_month",
            "1,500/day",
            Some("= 45,625 per month"),
        ),
        ("workload.queries_per_month", "40k a month", Some("= 40k")),
        (
            "workload.queries_per_month",
            "2*10k to 60k",
            Some("= 20k to 60k"),
        ),
        ("workload.queries_per_month", "40k", None),
        ("workload.queries_per_month", "20k to 60k", None),
        ("workload.queries_per_month", "sixty", None),
        ("hourly_rate", "2*40", Some("= $80")),
        ("discount_rate", "2*4", Some("= 8%")),
        (
            "workload.monthly_queries",
            "Queries\n100\n200",
            Some("= 2\u{a0}months, without the heading “Queries”"),
        ),
        ("workload.monthly_queries", "100\n200", None),
        ("name", "3*1200", None),
    ] {
        assert_eq!(input(path).echo(text, &currency).as_deref(), echo, "{text}");
    }
    // The description of a value reads as that value.
    let scenario = Scenario::default();
    for path in [
        "horizon_months",
        "workload.queries_per_month",
        "hourly_rate",
    ] {
        let input = input(path);
        let described = input.describe(&scenario);
        assert_eq!(
            input.read(&described, Notation::Screen),
            Ok(input.value(&scenario)),
            "{described}"
        );
    }
}
