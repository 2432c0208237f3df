//! What was really billed, month by month: from a usage export, or from a table with a line for each month.
//!
//! [`read`] tells the two apart, [`entries`] reads the table, [`actuals`] counts months from the start of a scenario. Another source of bills
//! has to give the same entries.
//!
//! - `entry`: what a month says, and what is wrong with it
//! - `table`: the lines of a table; `columns`: which of its columns states what; `cells`: months and numbers in it
//! - `currency`: in which currency costs are stated

mod cells;
mod columns;
mod currency;
mod entry;
mod table;

use crate::scenario::actuals::{Actuals, BilledApproach, StatedBill};
use crate::scenario::inputs::{self, InputError, Value};
use crate::scenario::{BoundedNumber, Currency, Scenario};

use super::usage::problem::Problems;
use super::usage::{self, UsageError, UsageExport, UsageMonth};

pub use entry::{BillEntry, BillProblem, BilledMonth};
pub use table::{entries, is_table};

use entry::{MAX_PROBLEMS, allowed};

/// Bills that were read.
#[derive(Debug, Clone, PartialEq)]
pub struct BillsRead {
    /// What is known of each month.
    pub entries: Vec<BillEntry>,
    /// Models of a usage export that answer no queries, such as embeddings: neither their requests nor their costs count.
    pub left_out_models: Vec<String>,
}

impl BillsRead {
    /// The models that were left out, as a sentence; `None` if there are none.
    pub fn left_out_in_words(&self) -> Option<String> {
        let names = self.left_out_models.iter();
        let names = names.map(|name| if name.is_empty() { "not stated" } else { name });
        let names: Vec<&str> = names.collect();
        (!names.is_empty())
            .then(|| format!("Left out, models without output: {}", names.join(", ")))
    }
}

/// Reads bills from whatever states them: a usage export, of which the complete months of the models that answer count with their requests and
/// their cost, or a table of bills. `own` is the currency of the scenario, if there is one. An error has up to 20 problems.
///
/// ```
/// use breakeven::evidence::bills::read;
///
/// let mut export = "date,model,prompt_tokens,completion_tokens,api_requests\n".to_owned();
/// for day in 1..=31 {
///     export += &format!("2027-01-{day:02},gpt-4.1,120000,25000,100\n2027-01-{day:02},text-embedding-3-small,900,0,300\n");
/// }
/// let bills = read(&export, None).unwrap();
/// assert_eq!(bills.entries[0].queries.unwrap().get(), 3100.0);
/// assert_eq!(bills.left_out_models, ["text-embedding-3-small"]);
/// ```
pub fn read(text: &str, own: Option<&Currency>) -> Result<BillsRead, Vec<BillProblem>> {
    if columns::are_too_many(text) {
        return Err(vec![BillProblem::new(0, columns::TOO_MANY)]);
    }
    match usage::read(&mut text.as_bytes(), None) {
        Ok(export) => of_usage(&export),
        Err(UsageError::Unknown(_) | UsageError::NoHeader) => {
            let left_out_models = Vec::new();
            entries(text, own).map(|entries| BillsRead {
                entries,
                left_out_models,
            })
        }
        Err(UsageError::NoUsableRows { problems, .. }) if problems.count > 0 => {
            Err(of_rows(&problems))
        }
        Err(error) => Err(vec![BillProblem::new(0, error.to_string())]),
    }
}

/// What is wrong with rows of a usage export.
fn of_rows(problems: &Problems) -> Vec<BillProblem> {
    let first = problems.first.iter().take(MAX_PROBLEMS);
    first
        .map(|problem| BillProblem::new(problem.line, problem.text.as_str()))
        .collect()
}

/// The complete months of the models of a usage export that answer queries. All rows can be read.
fn of_usage(export: &UsageExport) -> Result<BillsRead, Vec<BillProblem>> {
    if export.problems.count > 0 {
        return Err(of_rows(&export.problems));
    }
    let answering = export.answering_models();
    let models = export.models().into_iter().map(|(name, _)| name);
    let left_out = models.filter(|name| !answering.contains(name));
    let left_out_models = left_out.map(str::to_owned).collect();
    let mut problems = Vec::new();
    let mut known = |month: &UsageMonth, name: &str, amount: Option<f64>| {
        let amount = amount.map(allowed).transpose();
        amount.unwrap_or_else(|reason| {
            let month = month.name();
            problems.push(BillProblem::new(0, format!("{month}: {name}: {reason}")));
            None
        })
    };
    let complete = export
        .months(&answering)
        .into_iter()
        .filter(|month| month.complete);
    let entries: Vec<BillEntry> = complete
        .filter_map(|month| {
            let entry = BillEntry {
                line: 0,
                month: BilledMonth::Calendar(month.calendar()?),
                queries: known(&month, "queries", month.amounts.queries),
                cost: known(&month, "cost", month.amounts.cost),
                currency: currency::of_usage(export.form),
                approach: None,
            };
            (entry.queries.is_some() || entry.cost.is_some()).then_some(entry)
        })
        .collect();
    if !problems.is_empty() {
        problems.truncate(MAX_PROBLEMS);
        return Err(problems);
    }
    if entries.is_empty() {
        return Err(vec![BillProblem::new(
            0,
            "it is a usage export without a complete month",
        )]);
    }
    Ok(BillsRead {
        entries,
        left_out_models,
    })
}

/// Bills by the months of a scenario.
#[derive(Debug, Clone, PartialEq)]
pub struct CountedBills {
    /// The bills.
    pub actuals: Actuals,
    /// Lines whose month is before the scenario's first.
    pub before_the_start: usize,
}

impl CountedBills {
    /// Fills them in beside the bills of other months. `name` is where they are from, for the source.
    pub fn fill(&self, scenario: &mut Scenario, name: &str) -> Result<(), InputError> {
        let all = scenario.actuals.with(&self.actuals);
        match inputs::find("actuals") {
            Some(input) => {
                let source = format!("billed: {name}");
                input.set_with_source(scenario, Value::Text(all.into()), &source)
            }
            None => Ok(()),
        }
    }
}

/// Counts the months of entries from the first month of a scenario. Those before it are left out. `approach` is what bills are for that don't say
/// it; `None` leaves it open. An error has the lines that are wrong, or says that costs are in another currency than the scenario.
pub fn actuals(
    entries: &[BillEntry],
    scenario: &Scenario,
    approach: Option<BilledApproach>,
) -> Result<CountedBills, Vec<BillProblem>> {
    if let Some(problem) = other_currency(entries, &scenario.currency) {
        return Err(vec![problem]);
    }
    let start = scenario.start;
    let mut before_the_start = 0;
    let mut problems = Vec::new();
    let mut stated: Vec<StatedBill> = Vec::new();
    for entry in entries {
        let number = match entry.month {
            BilledMonth::Number(number) => i64::from(number),
            BilledMonth::Calendar(month) => i64::from(month.months_since(start)) + 1,
        };
        if number < 1 && matches!(entry.month, BilledMonth::Calendar(_)) {
            before_the_start += 1;
            continue;
        }
        let month = match BoundedNumber::new(number as f64) {
            Ok(month) => month,
            Err(error) => {
                problems.push(BillProblem::new(entry.line, format!("month {error}")));
                continue;
            }
        };
        if stated.iter().any(|other| other.month == Some(month)) {
            problems.push(BillProblem::new(
                entry.line,
                format!("month {number} is there twice"),
            ));
            continue;
        }
        stated.push(StatedBill {
            month: Some(month),
            queries: entry.queries,
            cost: entry.cost,
            approach: entry.approach.or(approach),
        });
    }
    if !problems.is_empty() {
        problems.truncate(MAX_PROBLEMS);
        return Err(problems);
    }
    let actuals = Actuals::try_from(stated).map_err(|text| vec![BillProblem::new(0, text)])?;
    Ok(CountedBills {
        actuals,
        before_the_start,
    })
}

/// Why costs aren't in the currency of the scenario.
fn other_currency(entries: &[BillEntry], own: &Currency) -> Option<BillProblem> {
    let costs = entries.iter().filter(|entry| entry.cost.is_some());
    let mut stated = costs.filter_map(|entry| Some((entry.line, entry.currency.as_ref()?)));
    let (line, other) = stated.clone().find(|(_, currency)| *currency != own)?;
    let is_everywhere = stated.all(|(_, currency)| currency == other);
    let [theirs, ours] = [other, own].map(currency::in_words);
    Some(BillProblem::new(
        if is_everywhere { 0 } else { line },
        format!("costs are in {theirs}, this scenario is in {ours}. Convert them first"),
    ))
}

#[cfg(test)]
mod tests;
