//! Reading a table of bills, with headings, separated by commas, semicolons or tabs.

use std::cell::Cell;
use std::io::{self, Read};

use csv::{Position, Reader, ReaderBuilder, StringRecord, Trim};

use crate::evidence::usage::{Decimals, is_known_form};
use crate::scenario::Currency;
use crate::scenario::actuals::BilledApproach;

use super::cells::{CellNumber, Notation, month_of};
use super::columns::Columns;
use super::entry::{BillEntry, BillProblem, BilledMonth, MAX_PROBLEMS};

/// More lines than this are no bills by month.
const MAX_LINES: usize = 10_000;
/// Bytes of a line, beyond which it isn't read.
const MAX_LINE_BYTES: usize = 1 << 20;

const TOO_LONG: &str = "it is longer than 1 MB; a quote may be missing at its end";

/// Reads a table of bills. Lines without queries and cost are left out, as months that are still to come. `own` is the currency of the scenario, if
/// there is one. An error has up to 20 problems.
///
/// ```
/// use breakeven::evidence::bills::entries;
///
/// let read = entries("Month;Requests;Cost (EUR)\n2027-01;12.000;\"1.340,50\"\n2027-02;;\n", None).unwrap();
/// assert_eq!((read.len(), read[0].line), (1, 2));
/// assert_eq!(read[0].cost.unwrap().get(), 1340.5);
/// assert_eq!(read[0].currency.as_ref().unwrap().code(), "EUR");
/// let problems = entries("month,cost\n1,-5\nsoon,7\n", None).unwrap_err();
/// assert_eq!(problems[1].to_string(), "line 3: month: it isn’t a month; write its number or YYYY-MM");
/// ```
pub fn entries(text: &str, own: Option<&Currency>) -> Result<Vec<BillEntry>, Vec<BillProblem>> {
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
    let (rows, mut problems) = rows_of(text, separator, own)?;
    let mut notation = Notation::default();
    for row in &rows {
        for (number, is_count) in [(&row.queries, true), (&row.cost, false)] {
            if let Some(number) = number {
                notation.add(row.line, number, is_count);
            }
        }
    }
    let mut entries = Vec::new();
    // Where commas separate cells, they separate no decimals unless numbers show it.
    let usual = (separator == b',').then_some(Decimals::Point);
    match notation.decide(usual) {
        Ok(decimals) => {
            for row in rows {
                let line = row.line;
                match row.entry(decimals) {
                    Ok(entry) => entries.push(entry),
                    Err(text) => problems.push(BillProblem::new(line, text)),
                }
            }
        }
        Err(line) => problems.push(BillProblem::new(
            line,
            "no number tells whether a point or a comma separates decimals; write them without separators of thousands",
        )),
    }
    if !problems.is_empty() {
        problems.sort_by_key(|problem| problem.line);
        problems.truncate(MAX_PROBLEMS);
        return Err(problems);
    }
    if entries.is_empty() {
        return Err(whole("it has no month with queries or a cost"));
    }
    Ok(entries)
}

/// Whether a table that begins so is one of bills: its first line names a month and queries or a cost, and neither tokens nor models, which usage
/// exports have. Days of the same month are no bills by month, unless the column is called a month.
///
/// ```
/// use breakeven::evidence::bills::is_table;
///
/// assert!(is_table("month,queries,cost\n2027-01,12000,340\n"));
/// assert!(is_table("Date;Amount (USD)\n2027-01-31;340,50\n2027-02-28;402\n"));
/// assert!(!is_table("date,requests\n2027-01-01,390\n2027-01-02,401\n"));
/// assert!(!is_table("month,requests,input_tokens\n2027-01,390,52000\n"));
/// ```
pub fn is_table(beginning: &str) -> bool {
    let text = beginning.strip_prefix('\u{feff}').unwrap_or(beginning);
    let Some(first) = text.lines().find(|line| !line.trim().is_empty()) else {
        return false;
    };
    let mut reader = ReaderBuilder::new()
        .delimiter(separator_of(first))
        .flexible(true)
        .trim(Trim::All)
        .from_reader(text.as_bytes());
    let Ok(headings) = reader.headers().cloned() else {
        return false;
    };
    let Ok(columns) = Columns::of(&headings, None) else {
        return false;
    };
    let mut names = headings.iter().map(str::to_lowercase);
    let is_of_usage = names.any(|name| name.contains("token") || name.contains("model"));
    if is_of_usage || is_known_form(headings.iter()) {
        return false;
    }
    let month = headings.get(columns.month).unwrap_or_default();
    if month.to_lowercase().contains("month") {
        return true;
    }
    let mut before = Vec::new();
    for record in reader.records().map_while(Result::ok).take(MAX_LINES) {
        if let Ok(month) = month_of(record.get(columns.month).unwrap_or_default()) {
            if before.contains(&month) {
                return false;
            }
            before.push(month);
        }
    }
    true
}

/// The lines of a table that state something, and what is wrong with others. An error is about the table as a whole.
fn rows_of(
    text: &str,
    separator: u8,
    own: Option<&Currency>,
) -> Result<(Vec<Row>, Vec<BillProblem>), Vec<BillProblem>> {
    let bytes = Cell::new(0);
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .delimiter(separator)
        .flexible(true)
        .trim(Trim::All)
        .from_reader(Guard {
            text: text.as_bytes(),
            bytes: &bytes,
        });
    let mut record = StringRecord::new();
    let mut next = |record: &mut StringRecord| next_line(&mut reader, &bytes, text, record);
    let line = loop {
        let line = next(&mut record).map_err(|problem| vec![problem])?;
        if line.is_none() || record.iter().any(|heading| !heading.is_empty()) {
            break line.unwrap_or(1);
        }
    };
    let columns = Columns::of(&record, own);
    let columns = columns.map_err(|problem| vec![BillProblem::new(line, problem)])?;
    let (mut rows, mut problems) = (Vec::new(), Vec::new());
    for place in 0.. {
        match next(&mut record) {
            Ok(None) => break,
            Ok(Some(_)) if place >= MAX_LINES => {
                let problem = "it has more than 10,000 lines: no bills by month";
                return Err(vec![BillProblem::new(0, problem)]);
            }
            Ok(Some(line)) => match Row::of(&columns, line, &record, own) {
                Ok(row) => rows.extend(row),
                Err(text) => problems.push(BillProblem::new(line, text)),
            },
            Err(problem) => {
                problems.push(problem);
                break;
            }
        }
        if problems.len() >= MAX_PROBLEMS {
            break;
        }
    }
    Ok((rows, problems))
}

/// Goes on to the next record; the line on which it stands, or `None` at the end.
fn next_line(
    reader: &mut Reader<Guard<'_>>,
    bytes: &Cell<usize>,
    text: &str,
    record: &mut StringRecord,
) -> Result<Option<u64>, BillProblem> {
    bytes.set(0);
    let begin = reader.position().clone();
    match reader.read_record(record) {
        Ok(false) => Ok(None),
        Ok(true) => Ok(Some(line_of(text, record.position().unwrap_or(&begin)))),
        Err(error) if error.is_io_error() => Err(BillProblem::new(line_of(text, &begin), TOO_LONG)),
        Err(_) => Err(BillProblem::new(line_of(text, &begin), "it can’t be read")),
    }
}

/// Passes on a text, until a line of it gets too long: of millions of cells in one, the reader would keep the place of each.
struct Guard<'a> {
    text: &'a [u8],
    /// Those that were passed on since the line began.
    bytes: &'a Cell<usize>,
}

impl Read for Guard<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.bytes.get() > MAX_LINE_BYTES {
            return Err(io::Error::other("a line is too long"));
        }
        let read = self.text.read(buffer)?;
        self.bytes.set(self.bytes.get() + read);
        Ok(read)
    }
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

/// A line that states something, while it may still be open how its numbers are to be read.
struct Row {
    line: u64,
    month: BilledMonth,
    queries: Option<CellNumber>,
    cost: Option<CellNumber>,
    currency: Option<Currency>,
    approach: Option<BilledApproach>,
}

impl Row {
    /// The row of a line; `None` if it says nothing. An error is the problem with it.
    fn of(
        columns: &Columns,
        line: u64,
        record: &StringRecord,
        own: Option<&Currency>,
    ) -> Result<Option<Self>, String> {
        if record.iter().all(str::is_empty) {
            return Ok(None);
        }
        if let Some(problem) = columns.wrong_length(record) {
            return Err(problem);
        }
        let cell = |column: Option<usize>| {
            let cell = column.and_then(|column| record.get(column));
            cell.unwrap_or_default()
        };
        let usual = columns.currency.as_ref().or(own);
        let number = |name: &str, column| {
            let number = CellNumber::of(cell(column), usual);
            number.map_err(|reason| format!("{name}: {reason}"))
        };
        let queries = number("queries", columns.queries)?;
        let cost = number("cost", columns.cost)?;
        if queries.is_none() && cost.is_none() {
            return Ok(None);
        }
        if queries
            .as_ref()
            .is_some_and(|queries| queries.currency.is_some())
        {
            return Err("queries: it is an amount of money".to_owned());
        }
        let of_cell = cost.as_ref().and_then(|cost| cost.currency.clone());
        if let (Some(cell), Some(column)) = (&of_cell, &columns.currency)
            && cell != column
        {
            return Err("cost: its currency isn’t that of the heading".to_owned());
        }
        let approach =
            match cell(columns.approach) {
                "" => None,
                name => Some(BilledApproach::named(name).ok_or_else(|| {
                    "approach: it is neither prompting nor fine-tuning".to_owned()
                })?),
            };
        let month = month_of(cell(Some(columns.month)));
        Ok(Some(Self {
            line,
            month: month.map_err(|reason| format!("month: {reason}"))?,
            queries,
            currency: of_cell
                .or_else(|| columns.currency.clone())
                .filter(|_| cost.is_some()),
            cost,
            approach,
        }))
    }

    /// What it says, if decimals are written so.
    fn entry(self, decimals: Decimals) -> Result<BillEntry, String> {
        let queries = self.queries.map(|queries| queries.count(decimals));
        let queries = queries.transpose();
        let cost = self.cost.map(|cost| cost.get(decimals)).transpose();
        Ok(BillEntry {
            line: self.line,
            month: self.month,
            queries: queries.map_err(|reason| format!("queries: {reason}"))?,
            cost: cost.map_err(|reason| format!("cost: {reason}"))?,
            currency: self.currency,
            approach: self.approach,
        })
    }
}
