//! The columns of the ledger, to which each group of columns is added in turn.

use crate::analysis::ledger::Ledger;
use crate::scenario::Scenario;
use crate::study::Study;

use super::super::cells::MAX_MONTHS;

/// The groups of columns that begin a new page in print.
pub(super) const PAGES: [&str; 5] = [
    A_MONTH_OF_PROMPTING,
    BESIDE,
    WHO_SERVES,
    FINE_TUNING,
    WHO_IS_AHEAD,
];
pub(super) const A_MONTH_OF_PROMPTING: &str = "Prompted model, per month";
pub(super) const BESIDE: &str = "Prompted model beside the fine-tuned one, per month";
pub(super) const A_MONTH_OF_FINE_TUNING: &str = "Fine-tuned model, per month";
pub(super) const WHO_SERVES: &str = "Which model is live, when switching now";
pub(super) const FINE_TUNING: &str = "Fine-tuning, present values";
pub(super) const WHO_IS_AHEAD: &str = "Which approach is ahead";
/// The group of columns that only the chart reads: it isn't printed.
pub(super) const FOR_THE_CHART: &str = "For the chart";

/// A column of the ledger. In its formulas, `[key]` stands for the cell of that column in the same row, and `[key-]` for the one above it.
pub(super) struct Column {
    pub(super) key: &'static str,
    pub(super) group: &'static str,
    pub(super) head: &'static str,
    /// The formula for month 0, if it differs.
    pub(super) at_start: Option<String>,
    pub(super) formula: String,
    /// One for each month, from the start to the longest horizon.
    pub(super) values: Vec<f64>,
}

/// The columns so far, and what their values are computed from.
pub(super) struct Columns<'a> {
    pub(super) scenario: &'a Scenario,
    pub(super) ledger: &'a Ledger,
    pub(super) all: Vec<Column>,
}

impl<'a> Columns<'a> {
    /// No columns yet.
    pub(super) fn new(study: &'a Study, ledger: &'a Ledger) -> Self {
        Self {
            scenario: &study.scenario,
            ledger,
            all: Vec::new(),
        }
    }

    /// Adds a column, given by its group, its key and its head.
    pub(super) fn add(
        &mut self,
        (group, key, head): (&'static str, &'static str, &'static str),
        at_start: Option<&str>,
        formula: impl Into<String>,
        value: impl Fn(usize) -> f64,
    ) {
        self.all.push(Column {
            key,
            group,
            head,
            at_start: at_start.map(ToOwned::to_owned),
            formula: formula.into(),
            values: (0..=MAX_MONTHS).map(value).collect(),
        });
    }

    /// The values of a column that has been added already.
    pub(super) fn values_of(&self, key: &str) -> Vec<f64> {
        let column = self.all.iter().find(|column| column.key == key);
        column.map_or(Vec::new(), |column| column.values.clone())
    }
}
