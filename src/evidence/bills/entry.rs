//! What a line of a table of bills, or a month of a usage export, says; and what is wrong with it.

use crate::scenario::actuals::BilledApproach;
use crate::scenario::domain::Amount;
use crate::scenario::{BoundedNumber, Currency, Month};

/// So many problems are told.
pub(super) const MAX_PROBLEMS: usize = 20;

/// A month as a table names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BilledMonth {
    /// Counted from month 1 of a scenario.
    Number(u32),
    /// Of the calendar.
    Calendar(Month),
}

/// A line of the table: at least one of queries and cost is known.
#[derive(Debug, Clone, PartialEq)]
pub struct BillEntry {
    /// The line in the file, from 1; 0 for a month of a usage export.
    pub line: u64,
    /// The month.
    pub month: BilledMonth,
    /// Queries that were answered.
    pub queries: Option<BoundedNumber<Amount>>,
    /// What was billed.
    pub cost: Option<BoundedNumber<Amount>>,
    /// In which currency, if that is stated.
    pub currency: Option<Currency>,
    /// Which approach it is for.
    pub approach: Option<BilledApproach>,
}

/// What is wrong with a table.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}{text}", if *line > 0 { format!("line {line}: ") } else { String::new() })]
pub struct BillProblem {
    /// The line in the file, from 1; 0 for the file as a whole.
    pub line: u64,
    /// The problem, in words that tell nothing of other columns.
    pub text: String,
}

impl BillProblem {
    pub(super) fn new(line: u64, text: impl Into<String>) -> Self {
        let text = text.into();
        Self { line, text }
    }
}

/// An amount as it can be billed, or why it can't.
pub(super) fn allowed(amount: f64) -> Result<BoundedNumber<Amount>, &'static str> {
    BoundedNumber::new(amount).map_err(|_| {
        if amount < 0.0 {
            "it is negative"
        } else {
            "it is more than 1,000,000,000,000"
        }
    })
}
