//! Numbers as they are written, the ends of each form included.

use breakeven::analysis::finding::calendar::{months_in_words, span};
use breakeven::charts::plot::axis::end_of_month;
use breakeven::scenario::inputs::Notation;
use breakeven::scenario::quantity::{
    Unit, count, count_with_noun, distinguishable, fixed, full_count, money, money_range,
    per_thousand_queries, percent, rough_money, saving_range, share, signed_money, significant,
};
use breakeven::scenario::{Currency, Estimate, Month, day_in_words};

use super::{assert_says, by_hand};
use crate::support::input;

#[test]
fn money_has_all_digits_below_ten_thousand_and_three_figures_above() {
    let dollars = Currency::default();
    for (value, text) in [
        (0.0, "$0"),
        (0.035, "$0.035"),
        (2.5, "$2.50"),
        (15.9, "$15.90"),
        (99.994, "$99.99"),
        (99.996, "$100"),
        (950.4, "$950"),
        (1420.0, "$1,420"),
        (9999.4, "$9,999"),
        (9999.5, "$10k"),
        (30_840.0, "$30.8k"),
        (25_000.0, "$25k"),
        (564_400.0, "$564k"),
        (999_600.0, "$1M"),
        (1_024_000.0, "$1.02M"),
        (-46_300.0, "−$46.3k"),
    ] {
        assert_eq!(money(value, &dollars), text);
    }
    assert_eq!(signed_money(30_840.0, &dollars), "+$30.8k");
    assert_eq!(signed_money(-30_840.0, &dollars), "−$30.8k");
    assert_eq!(rough_money(999_600.0, &dollars), "$1M");
    assert_eq!(rough_money(36_900.0, &dollars), "$37k");
}

#[test]
fn costs_of_1_000_queries_can_be_compared() {
    let dollars = Currency::default();
    for (cost_of_one, text) in [
        (0.014_1, "$14.10"),
        (0.000_047, "$0.05"),
        (0.000_5, "$0.50"),
        (0.533, "$533"),
        (1.24, "$1,240"),
        (0.0, "$0"),
    ] {
        assert_eq!(per_thousand_queries(cost_of_one, &dollars), text);
    }
}

#[test]
fn percentages_are_whole_or_have_one_decimal_below_ten() {
    for (value, text) in [
        (0.67, "67%"),
        (0.272, "27%"),
        (0.006, "0.6%"),
        (0.055_8, "5.6%"),
        (0.02, "2%"),
        (0.099_6, "10%"),
        (-0.005_58, "−0.6%"),
        (0.0, "0%"),
        (12.5, "1,250%"),
    ] {
        assert_eq!(share(value), text);
        assert!(!share(value).contains(' '));
    }
    for (chance, text) in [
        (0.674, "67%"),
        (0.002, "less than 1%"),
        (0.999_9, "more than 99%"),
    ] {
        assert_eq!(percent(chance), text);
    }
}

#[test]
fn ranges_name_their_unit_once_but_money_at_both_ends() {
    let dollars = Currency::default();
    assert_eq!(Unit::Percent("").range(0.22, 0.33, &dollars), "22–33%");
    assert_eq!(money_range(385_200.0, 836_100.0, &dollars), "$385k–$836k");
    assert_says(
        &Unit::Count("tokens").range(450.0, 950.0, &dollars),
        "450–950 tokens",
    );
    for (low, high, text) in [
        (-46_300.0, 119_000.0, "from a $46k loss to a $119k saving"),
        (20_000.0, 60_400.0, "a saving of $20k to $60k"),
        (-4_600.0, -1_200.0, "a loss of $1,200 to $4,600"),
    ] {
        assert_eq!(saving_range(low, high, &dollars), text);
    }
}

#[test]
fn units_follow_their_numbers() {
    let dollars = Currency::default();
    for (path, value, text) in [
        ("workload.queries_per_month", 40_000.0, "40,000 per month"),
        ("workload.growth_per_month", 0.025, "2.5% per month"),
        ("prompting.serving.price.input", 2.5, "$2.50 per 1M tokens"),
        ("fine_tuning.training.runs", 3.9, "4 runs"),
        ("fine_tuning.serving.hosting.replicas", 1.0, "1 replica"),
        ("fine_tuning.serving.hosting.peak_to_mean", 2.5, "2.5×"),
        (
            "fine_tuning.serving.hosting.queries_per_hour",
            1.0,
            "1 query per hour",
        ),
        (
            "prompting.serving.latency.output_tokens_per_second",
            75.0,
            "75 tok/s",
        ),
        ("prompting.serving.cache_ttl_minutes", 5.0, "5 min"),
        ("fine_tuning.lead_time_months", 1.0, "1 month"),
        ("fine_tuning.training.epochs", 3.0, "3"),
    ] {
        assert_says(&input(path).unit.rounded(value, &dollars), text);
    }
}

#[test]
fn no_line_ends_between_a_number_and_its_unit() {
    let dollars = Currency::default();
    let francs: Currency = "CHF".parse().unwrap();
    for (text, kept_together) in [
        (span(18), "18\u{a0}months"),
        (months_in_words(11), "11\u{a0}months"),
        (count_with_noun(278_000.0, "query"), "278,000\u{a0}queries"),
        (
            Unit::Count("tok/s").rounded(75.0, &dollars),
            "75\u{a0}tok/s",
        ),
        (
            Unit::PER_MILLION_TOKENS.rounded(2.5, &dollars),
            "$2.50 per 1M\u{a0}tokens",
        ),
        (money(30_840.0, &francs), "CHF\u{a0}30.8k"),
    ] {
        assert_eq!(text, kept_together);
    }
    // A percent sign has no space; what can be typed again has ordinary ones only.
    assert_eq!(share(0.67), "67%");
    let range = input("workload.input_tokens").text(&by_hand(&[(
        "workload.input_tokens",
        "(low: 20000, high: 60000)",
    )]));
    assert_eq!(range, "20k to 60k");
}

#[test]
fn what_is_rounded_to_zero_has_no_minus_and_halves_go_to_the_even_digit() {
    let dollars = Currency::default();
    for (text, wanted) in [
        (share(-0.000_000_4), "−0.00004%"),
        (money(-0.0, &dollars), "$0"),
        (signed_money(-0.0, &dollars), "$0"),
        (share(-0.0), "0%"),
        (count(-0.0), "0"),
        (fixed(-0.04, 1), "0.0"),
        (fixed(-0.06, 1), "−0.1"),
        (percent(0.125), "12%"),
        (percent(0.375), "38%"),
        (share(0.125), "12%"),
        (money(1420.5, &dollars), "$1,420"),
        (money(1421.5, &dollars), "$1,422"),
        (count(2345.0), "2,340"),
        (count(2355.0), "2,360"),
        (significant(2345.0, 3), "2,340"),
        (rough_money(46_500.0, &dollars), "$46k"),
        (rough_money(47_500.0, &dollars), "$48k"),
    ] {
        assert_eq!(text, wanted);
    }
}

#[test]
fn very_small_and_very_large_numbers_stay_short() {
    let dollars = Currency::default();
    for (text, wanted) in [
        (count(1.2e-300), "1.20e−300"),
        (money(3.1e-12, &dollars), "$3.1e−12"),
        (share(1e-14), "1e−12%"),
        (Unit::None.exact(2.5e-30, &dollars), "2.5e−30"),
        (count(278_074.0), "278,000"),
        (count(999_499.0), "999,000"),
        (count(999_500.0), "1M"),
        (count(5_580_000.0), "5.58M"),
        (count(999_600_000.0), "1bn"),
        (money(999_400_000.0, &dollars), "$999M"),
        (money(999_500_000.0, &dollars), "$1bn"),
        (money(2_340_000_000.0, &dollars), "$2.34bn"),
        (full_count(131_072), "131,072"),
        (full_count(999_999), "999,999"),
    ] {
        assert_eq!(text, wanted);
    }
    // Numbers with an exponent can be typed again.
    let small = input("workload.input_tokens");
    let changed = by_hand(&[("workload.input_tokens", "2.5e-30")]);
    assert_eq!(
        small.read(&small.text(&changed), Notation::Screen),
        Ok(small.value(&changed))
    );
}

#[test]
fn token_prices_have_two_decimals_and_three_below_ten_cents() {
    let dollars = Currency::default();
    for (price, text) in [
        (0.0, "$0 per 1M tokens"),
        (0.0031, "$0.0031 per 1M tokens"),
        (0.005, "$0.005 per 1M tokens"),
        (0.035, "$0.035 per 1M tokens"),
        (0.09, "$0.090 per 1M tokens"),
        (0.1, "$0.10 per 1M tokens"),
        (0.5, "$0.50 per 1M tokens"),
        (2.5, "$2.50 per 1M tokens"),
        (4.0, "$4.00 per 1M tokens"),
        (150.0, "$150 per 1M tokens"),
    ] {
        assert_says(&Unit::PER_MILLION_TOKENS.rounded(price, &dollars), text);
    }
    // Those of a list too, but in a field a price stays as it was typed.
    let described = |estimate| Unit::PER_MILLION_TOKENS.described(&estimate, &dollars);
    assert_says(&described(Estimate::Exact(4.0)), "$4.00 per 1M tokens");
    assert_says(&described(Estimate::Exact(0.0)), "$0 per 1M tokens");
    assert_says(&described(Estimate::Exact(0.035)), "$0.035 per 1M tokens");
    assert_says(&described(Estimate::Exact(150.0)), "$150 per 1M tokens");
    let range = Estimate::Range {
        low: 4.0,
        high: 6.5,
    };
    assert_says(&described(range), "$4.00 to $6.50 per 1M tokens");
    assert_eq!(Unit::PER_MILLION_TOKENS.exact(4.0, &dollars), "$4");
}

#[test]
fn a_difference_and_a_loss_have_their_signs_in_tables_only() {
    let dollars = Currency::default();
    assert_eq!(signed_money(30_840.0, &dollars), "+$30.8k");
    assert_eq!(signed_money(0.0, &dollars), "$0");
    assert_eq!(money_range(-46_300.0, 119_000.0, &dollars), "−$46k–$119k");
    assert_eq!(
        saving_range(-46_300.0, 119_000.0, &dollars),
        "from a $46k loss to a $119k saving"
    );
    assert_eq!(
        distinguishable([0.796, 0.8], Unit::Percent("")),
        ["79.6%", "80%"]
    );
}

#[test]
fn spans_are_years_in_words_where_they_are_whole() {
    for (months, text) in [
        (1, "1 month"),
        (11, "11 months"),
        (12, "one year"),
        (18, "18 months"),
        (24, "two years"),
        (120, "ten years"),
        (132, "11 years"),
    ] {
        assert_says(&span(months), text);
    }
    for (months, text) in [(1, "one month"), (10, "ten months"), (11, "11 months")] {
        assert_says(&months_in_words(months), text);
    }
}

#[test]
fn the_month_of_the_calendar_comes_first_and_days_are_in_words() {
    let start: Month = "2027-01".parse().unwrap();
    assert_eq!(day_in_words("2027-01-14"), "14 Jan 2027");
    assert_eq!(end_of_month(start, 8), "End of Aug 2027 (month 8)");
    assert_eq!(end_of_month(start, 0), "At the start");
}
