//! What was really billed, from a table with a line for each month: a CSV file with headings, separated by commas, semicolons or tabs.
//!
//! [`entries`] reads the table, [`actuals`] counts its months from the start of a scenario. Another source of bills has to give the same entries.

use csv::{Position, ReaderBuilder, StringRecord, Trim};

use crate::scenario::actuals::{Actuals, BilledApproach, StatedBill};
use crate::scenario::domain::Amount;
use crate::scenario::inputs::{self, InputError, Value};
use crate::scenario::quantity::{self, Notation, Unit};
use crate::scenario::{BoundedNumber, Estimate, Month, Scenario};

use super::usage::problem::Problems;
use super::usage::{self, UsageError, UsageExport, UsageMonth};

/// More lines than this are no bills by month.
const MAX_LINES: usize = 10_000;
/// So many problems are told.
const MAX_PROBLEMS: usize = 20;
/// Longer cells aren't repeated in a message.
const MAX_SHOWN_CHARACTERS: usize = 30;

/// A month as a table names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BilledMonth {
    /// Counted from month 1 of a scenario.
    Number(u32),
    /// Of the calendar.
    Calendar(Month),
}

/// A line of the table: at least one of queries and cost is known.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BillEntry {
    /// The line in the file, from 1.
    pub line: u64,
    /// The month.
    pub month: BilledMonth,
    /// Queries that were answered.
    pub queries: Option<BoundedNumber<Amount>>,
    /// What was billed.
    pub cost: Option<BoundedNumber<Amount>>,
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
    fn new(line: u64, text: impl Into<String>) -> Self {
        let text = text.into();
        Self { line, text }
    }
}

/// Reads a table of bills. Lines without queries and cost are left out, as months that are still to come. An error has up to 20 problems.
///
/// ```
/// use breakeven::evidence::bills::entries;
///
/// let read = entries("Month;Requests;Cost (EUR)\n2027-01;12.000;\"1.340,50\"\n2027-02;;\n").unwrap();
/// assert_eq!((read.len(), read[0].line), (1, 2));
/// assert_eq!(read[0].cost.unwrap().get(), 1340.5);
/// let problems = entries("month,cost\n1,-5\nsoon,7\n").unwrap_err();
/// assert_eq!(problems[1].to_string(), "line 3: “soon” isn’t a month; write its number or YYYY-MM");
/// ```
pub fn entries(text: &str) -> Result<Vec<BillEntry>, Vec<BillProblem>> {
    let whole = |problem: &str| vec![BillProblem::new(0, problem)];
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let Some(first) = text.lines().find(|line| !line.trim().is_empty()) else {
        return Err(whole("there is nothing in it"));
    };
    if first.trim_start().starts_with('<') {
        return Err(whole(
            "it is a web page or XML, not a table; export it as CSV",
        ));
    }
    let separator = separator_of(first);
    let mut reader = ReaderBuilder::new()
        .delimiter(separator)
        .flexible(true)
        .trim(Trim::All)
        .from_reader(text.as_bytes());
    let headings = reader.headers().map_err(|_| whole("it isn’t a table"))?;
    let columns = Columns::of(headings)?;
    let (mut entries, mut problems) = (Vec::new(), Vec::new());
    for (place, record) in reader.records().enumerate() {
        if place >= MAX_LINES {
            return Err(whole("it has more than 10,000 lines: no bills by month"));
        }
        let Ok(record) = record else {
            problems.push(BillProblem::new(place as u64 + 2, "it can’t be read"));
            break;
        };
        let line = record.position().map_or(0, |begin| line_of(text, begin));
        match columns.entry(line, &record, separator) {
            Ok(entry) => entries.extend(entry),
            Err(text) => problems.push(BillProblem::new(line, text)),
        }
        if problems.len() >= MAX_PROBLEMS {
            break;
        }
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    if entries.is_empty() {
        return Err(whole("it has no month with queries or a cost"));
    }
    Ok(entries)
}

/// Reads bills from whatever states them: a usage export, of which the complete months count with their requests and their cost, or a table of
/// bills. An error has up to 20 problems.
pub fn read(text: &str) -> Result<Vec<BillEntry>, Vec<BillProblem>> {
    match usage::read(&mut text.as_bytes(), None) {
        Ok(export) => of_usage(&export),
        Err(UsageError::Unknown(_) | UsageError::NoHeader) => entries(text),
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

/// The complete months of a usage export, all of whose rows can be read.
fn of_usage(export: &UsageExport) -> Result<Vec<BillEntry>, Vec<BillProblem>> {
    if export.problems.count > 0 {
        return Err(of_rows(&export.problems));
    }
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
        .months(&[])
        .into_iter()
        .filter(|month| month.complete);
    let entries: Vec<BillEntry> = complete
        .filter_map(|month| {
            let entry = BillEntry {
                line: 0,
                month: BilledMonth::Calendar(month.calendar()?),
                queries: known(&month, "queries", month.amounts.queries),
                cost: known(&month, "cost", month.amounts.cost),
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
    Ok(entries)
}

/// An amount as it can be billed, or why it can't.
fn allowed(amount: f64) -> Result<BoundedNumber<Amount>, &'static str> {
    BoundedNumber::new(amount).map_err(|_| {
        if amount < 0.0 {
            "it is negative"
        } else {
            "it is more than 1,000,000,000,000"
        }
    })
}

/// The line on which a record stands. Its position may be before empty lines, which the reader skips.
fn line_of(text: &str, begin: &Position) -> u64 {
    let rest = text.as_bytes().get(begin.byte() as usize..);
    let skipped = rest.unwrap_or_default().iter();
    let skipped = skipped.take_while(|byte| matches!(byte, b'\r' | b'\n'));
    begin.line() + skipped.filter(|byte| **byte == b'\n').count() as u64
}

/// Of the three separators, the one that occurs most often among the headings.
fn separator_of(headings: &str) -> u8 {
    let count = |separator: &u8| headings.bytes().filter(|byte| byte == separator).count();
    let separators = *b",;\t";
    separators.into_iter().max_by_key(count).unwrap_or(b',')
}

/// Where each column is.
struct Columns {
    month: usize,
    queries: Option<usize>,
    cost: Option<usize>,
    approach: Option<usize>,
}

impl Columns {
    fn of(headings: &StringRecord) -> Result<Self, Vec<BillProblem>> {
        let names: Vec<String> = headings.iter().map(bare).collect();
        let find = |is_it: fn(&str) -> bool| names.iter().position(|name| is_it(name));
        let problem = |text: &str| vec![BillProblem::new(1, text)];
        let month = find(|name| matches!(name, "month" | "date" | "period" | "billingmonth"));
        let Some(month) = month else {
            return Err(problem(
                "there is no column “month”; the first line has to name the columns, such as month,queries,cost",
            ));
        };
        let queries = find(|name| {
            matches!(
                name,
                "queries"
                    | "query"
                    | "requests"
                    | "calls"
                    | "querycount"
                    | "requestcount"
                    | "numrequests"
            )
        });
        let cost = find(is_cost);
        if queries.is_none() && cost.is_none() {
            return Err(problem(
                "there is neither a column “queries” nor one “cost”",
            ));
        }
        Ok(Self {
            month,
            queries,
            cost,
            approach: find(|name| name == "approach"),
        })
    }

    /// The entry of a line; `None` if it says nothing. An error is the problem with it.
    fn entry(
        &self,
        line: u64,
        record: &StringRecord,
        separator: u8,
    ) -> Result<Option<BillEntry>, String> {
        let cell = |column: Option<usize>| {
            let cell = column.and_then(|column| record.get(column));
            cell.filter(|cell| !cell.is_empty())
        };
        let number = |name: &str, column, unit| {
            let number = cell(column).map(|cell| number_of(cell, unit, separator));
            number
                .transpose()
                .map_err(|problem| format!("{name}: {problem}"))
        };
        let queries = number("queries", self.queries, Unit::None)?;
        let cost = number("cost", self.cost, Unit::Money(""))?;
        if queries.is_none() && cost.is_none() {
            return Ok(None);
        }
        let approach = cell(self.approach).map(|name| {
            let unknown = || format!("“{}” is neither prompting nor fine-tuning", shown(name));
            BilledApproach::named(name).ok_or_else(unknown)
        });
        let month = month_of(cell(Some(self.month)).unwrap_or_default())?;
        Ok(Some(BillEntry {
            line,
            month,
            queries,
            cost,
            approach: approach.transpose()?,
        }))
    }
}

/// "cost", "Amount (USD)", "total_cost".
fn is_cost(name: &str) -> bool {
    let bare = name.strip_prefix("total").unwrap_or(name);
    let rest = ["cost", "amount", "billed", "bill"]
        .into_iter()
        .find_map(|known| bare.strip_prefix(known));
    name == "total" || rest.is_some_and(|rest| rest.is_empty() || rest.len() == 3)
}

/// Letters and digits in lower case.
fn bare(heading: &str) -> String {
    let letters = heading.chars().filter(|letter| letter.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

fn shown(cell: &str) -> String {
    match cell.char_indices().nth(MAX_SHOWN_CHARACTERS) {
        Some((end, _)) => format!("{}…", &cell[..end]),
        None => cell.to_owned(),
    }
}

/// A month as it is written: "3", "2027-03", "2027-03-31", "Mar 2027".
fn month_of(cell: &str) -> Result<BilledMonth, String> {
    if let Ok(number) = cell.parse::<u32>() {
        return Ok(BilledMonth::Number(number));
    }
    let is_day = cell.as_bytes().get(7).is_some_and(|byte| *byte == b'-');
    let month = cell.get(..7).filter(|_| cell.len() == 7 || is_day);
    let (name, year) = cell.split_once(' ').unwrap_or((cell, ""));
    month
        .and_then(|month| month.parse().ok())
        .or_else(|| Month::named(name, year.trim()))
        .map(BilledMonth::Calendar)
        .ok_or_else(|| {
            format!(
                "“{}” isn’t a month; write its number or YYYY-MM",
                shown(cell)
            )
        })
}

fn number_of(cell: &str, unit: Unit, separator: u8) -> Result<BoundedNumber<Amount>, String> {
    let text = with_decimal_point(cell, separator);
    let typed = quantity::read(&text, unit, Notation::File).map_err(|error| error.to_string())?;
    let Estimate::Exact(number) = typed.estimate else {
        return Err(format!("“{}” isn’t one number", shown(cell)));
    };
    BoundedNumber::new(number).map_err(|error| error.to_string())
}

/// The number with a decimal point instead of a comma, where it can be nothing else: "340,5", "1.340,50". Where cells are separated by semicolons,
/// points between groups of three are taken for thousands too: "12.000".
fn with_decimal_point(cell: &str, separator: u8) -> String {
    let digits = |text: &str| text.chars().take_while(char::is_ascii_digit).count();
    if cell.matches(',').count() == 1
        && let Some((whole, fraction)) = cell.split_once(',')
        && let decimals @ 1..=2 = digits(fraction)
        && !fraction[decimals..].contains(|letter: char| letter.is_ascii_digit() || letter == '.')
    {
        return format!("{}.{fraction}", whole.replace('.', ""));
    }
    let groups: Vec<&str> = cell.split('.').collect();
    let is_grouped = groups.len() > 1
        && (1..=3).contains(&groups[0].len())
        && !groups[0].starts_with('0')
        && groups[1..].iter().all(|group| group.len() == 3)
        && groups
            .iter()
            .all(|group| group.bytes().all(|byte| byte.is_ascii_digit()));
    if separator == b';' && is_grouped {
        return groups.concat();
    }
    cell.to_owned()
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
/// it; `None` leaves it open. An error has the lines that are wrong.
pub fn actuals(
    entries: &[BillEntry],
    start: Month,
    approach: Option<BilledApproach>,
) -> Result<CountedBills, Vec<BillProblem>> {
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

#[cfg(test)]
mod tests;
