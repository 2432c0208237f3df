//! The inputs of the scenario as a whole: time, money, and what it is called.

use crate::scenario::inputs::input::Input;
use crate::scenario::quantity::Unit;

use super::row::row;

#[rustfmt::skip]
pub(super) const MONEY_AND_TIME_ROWS: &[Input] = &[
    row! { MoneyAndTime, "", ESSENTIAL, horizon_months, "Time horizon", Unit::Count("months"),
        "How far ahead the costs are compared" },
    row! { MoneyAndTime, "", ESSENTIAL, hourly_rate, "Team hourly rate", Unit::Money("per hour"),
        "Salary, overheads and benefits of one hour of work" },
    row! { MoneyAndTime, "", ADVANCED, start, "Start month", Unit::None,
        "The calendar month of month 1, YYYY-MM" },
    row! { MoneyAndTime, "", ADVANCED, discount_rate, "Discount rate", Unit::Percent("per year"),
        "Later amounts count for less; totals are present values" },
    row! { MoneyAndTime, "", ADVANCED, currency, "Currency", Unit::None,
        "Three-letter ISO code. All amounts are in it; nothing is converted" },
    row! { MoneyAndTime, "Plan against actual", ADVANCED, actuals, "Actual bills", Unit::None,
        "What was really billed in each month: 1: 12,000 queries, $340; 2: … It is compared with the plan and changes none of its figures" },
];

#[rustfmt::skip]
pub(super) const CORRELATIONS_ROWS: &[Input] = &[
    row! { Correlations, "", ESSENTIAL, correlations, "Move together", Unit::None,
        "Pairs of uncertain inputs with their correlation, from −1 (opposite) to 1 (together). All others are independent" },
];

#[rustfmt::skip]
pub(super) const ABOUT_ROWS: &[Input] = &[
    row! { About, "", ESSENTIAL, name, "Name", Unit::None,
        "Shown in lists, charts and reports" },
    row! { About, "", ADVANCED, notes, "Notes", Unit::None,
        "Assumptions, contacts, links" },
];
