//! The columns of the ledger, as they are put together one after the other.

use crate::analysis::ledger::Ledger;
use crate::scenario::Scenario;
use crate::study::Study;

use super::super::cells::MAX_MONTHS;

/// Groups that begin a page on paper.
pub(super) const PAGES: [&str; 4] = [A_MONTH_OF_PROMPTING, WHO_SERVES, FINE_TUNING, WHO_IS_AHEAD];
pub(super) const A_MONTH_OF_PROMPTING: &str = "A month of prompting";
pub(super) const WHO_SERVES: &str = "Who serves, where fine-tuning is decided on at once";
pub(super) const FINE_TUNING: &str = "Fine-tuning, present values";
pub(super) const WHO_IS_AHEAD: &str = "Who is ahead";
/// Nothing to read.
pub(super) const FOR_THE_CHART: &str = "For the chart";

/// A column: its formula, with [name] for the cell of another column in the same row and [name-] for the one above.
pub(super) struct Column {
    pub(super) key: &'static str,
    pub(super) group: &'static str,
    pub(super) head: &'static str,
    /// For month 0, where that is another one.
    pub(super) at_start: Option<String>,
    pub(super) formula: String,
    /// What it comes to now, by month.
    pub(super) now: Vec<f64>,
}

/// The scenario month by month, as the cells have it.
pub(super) struct Columns<'a> {
    pub(super) scenario: &'a Scenario,
    pub(super) ledger: Ledger,
    pub(super) all: Vec<Column>,
}

impl<'a> Columns<'a> {
    /// No columns yet.
    pub(super) fn new(study: &'a Study) -> Self {
        Self {
            scenario: &study.scenario,
            ledger: Ledger::new(&study.scenario),
            all: Vec::new(),
        }
    }

    /// Adds a column: its group, its name in formulas and its head.
    pub(super) fn add(
        &mut self,
        (group, key, head): (&'static str, &'static str, &'static str),
        at_start: Option<&str>,
        formula: impl Into<String>,
        now: impl Fn(usize) -> f64,
    ) {
        self.all.push(Column {
            key,
            group,
            head,
            at_start: at_start.map(ToOwned::to_owned),
            formula: formula.into(),
            now: (0..=MAX_MONTHS).map(now).collect(),
        });
    }

    /// The values of a column that is there already.
    pub(super) fn now(&self, key: &str) -> Vec<f64> {
        let column = self.all.iter().find(|column| column.key == key);
        column.map_or(Vec::new(), |column| column.now.clone())
    }
}
