//! The inputs of the scenario as a whole: time, money, and what it is called.

use crate::scenario::inputs::input::Input;
use crate::scenario::quantity::Unit;

use super::row::row;

#[rustfmt::skip]
pub(super) const MONEY_AND_TIME_ROWS: &[Input] = &[
    row! { MoneyAndTime, "", ESSENTIAL, horizon_months, "Horizon", Unit::Count("months"),
        "How far the comparison looks" },
    row! { MoneyAndTime, "", ESSENTIAL, hourly_rate, "The team's time", Unit::Money("an hour"),
        "What one hour of the team's time costs" },
    row! { MoneyAndTime, "", ADVANCED, start, "Month 1", Unit::None,
        "The calendar month of month 1, YYYY-MM" },
    row! { MoneyAndTime, "", ADVANCED, discount_rate, "Discount rate", Unit::Percent("a year"),
        "What money later is worth less; totals are present values" },
    row! { MoneyAndTime, "", ADVANCED, currency, "Currency", Unit::None,
        "Three letters of ISO 4217. Every amount is in it; nothing is converted" },
];

#[rustfmt::skip]
pub(super) const ABOUT_ROWS: &[Input] = &[
    row! { About, "", ESSENTIAL, name, "Name", Unit::None,
        "What the scenario is called in lists, charts and reports" },
    row! { About, "", ADVANCED, notes, "Notes", Unit::None,
        "Anything worth knowing about it" },
];
