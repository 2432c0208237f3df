//! Reading a table: comma, semicolon or tab separated, a row at a time.

use std::hash::{Hash, Hasher};
use std::io::{self, BufRead, Read};

use csv::ByteRecord;

use super::batch::{Batch, InOrder, RawRow, WorkedBatch};
use super::collect::{BatchModels, Collector};
use super::date;
use super::error::UsageError;
use super::export::UsageExport;
use super::field::{Cells, Field};
use super::form::{Form, is_openai_cost, normal};
use super::mapping::{Mapping, Preview};
use super::meaning::Interpreter;
use super::names::names;
use super::notation::{DateOrder, Decimals};
use super::number;
use super::problem::Fault;
use super::row::Rules;
use super::seen::hash_of;

/// Bytes of a row, beyond which it isn't read.
pub(super) const MAX_ROW_BYTES: usize = 16 << 20;

/// The separator of a table, by what is most frequent in its first line.
pub(super) fn separator(beginning: &[u8]) -> u8 {
    let mut is_quoted = false;
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0)];
    for byte in beginning {
        match byte {
            b'"' => is_quoted = !is_quoted,
            b'\n' if !is_quoted => break,
            byte if !is_quoted => {
                for (separator, count) in &mut counts {
                    *count += usize::from(separator == byte);
                }
            }
            _ => {}
        }
    }
    let most = counts
        .iter()
        .max_by_key(|(separator, count)| (*count, *separator == b','));
    most.map_or(b',', |(separator, _)| *separator)
}

/// Passes on what is read, until a row gets too long.
struct Guard<'a> {
    from: &'a mut (dyn BufRead + Send),
    /// Bytes since the row before ended.
    bytes: usize,
}

impl Read for Guard<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.bytes > MAX_ROW_BYTES {
            return Err(io::Error::other(RowTooLong));
        }
        let read = self.from.read(buffer)?;
        self.bytes += read;
        Ok(read)
    }
}

#[derive(Debug)]
struct RowTooLong;

impl std::fmt::Display for RowTooLong {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a row is too long")
    }
}

impl std::error::Error for RowTooLong {}

fn is_row_too_long(error: &io::Error) -> bool {
    let inner = error.get_ref();
    inner.is_some_and(<dyn std::error::Error + Send + Sync>::is::<RowTooLong>)
}

/// The rows of a table.
struct Rows<'a> {
    reader: csv::Reader<Guard<'a>>,
    record: ByteRecord,
}

impl<'a> Rows<'a> {
    fn new(from: &'a mut (dyn BufRead + Send), separator: u8) -> Self {
        let reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(separator)
            .buffer_capacity(1 << 16)
            .from_reader(Guard { from, bytes: 0 });
        Self {
            reader,
            record: ByteRecord::new(),
        }
    }

    /// Goes on to the next row that isn't blank; the line on which it begins, or `None` at the end.
    fn next(&mut self) -> Result<Option<u64>, UsageError> {
        loop {
            self.reader.get_mut().bytes = 0;
            let line = self.reader.position().line();
            match self.reader.read_byte_record(&mut self.record) {
                Ok(false) => return Ok(None),
                Ok(true) if self.record.iter().all(|cell| cell.trim_ascii().is_empty()) => {}
                Ok(true) => {
                    return Ok(Some(
                        self.record.position().map_or(line, csv::Position::line),
                    ));
                }
                Err(error) => {
                    return Err(match error.into_kind() {
                        csv::ErrorKind::Io(error) if is_row_too_long(&error) => {
                            UsageError::TooLong { line }
                        }
                        csv::ErrorKind::Io(error) => UsageError::Io(error),
                        _ => UsageError::OtherKind("it isn’t a table"),
                    });
                }
            }
        }
    }

    fn next_batch(&mut self) -> Result<Option<Batch>, UsageError> {
        let mut batch = Batch::default();
        while !batch.is_full() {
            let Some(line) = self.next()? else {
                break;
            };
            let record = &self.record;
            let ends = (0..record.len()).filter_map(|place| record.range(place));
            batch.add(line, record.as_slice(), ends.map(|range| range.end));
        }
        Ok((!batch.is_empty()).then_some(batch))
    }
}

/// The columns of a table.
struct Columns {
    separator: u8,
    header: Vec<String>,
    places: [Option<usize>; Field::ALL.len()],
}

impl Columns {
    fn new(
        separator: u8,
        header: Vec<String>,
        form: Form,
        mapping: Option<&Mapping>,
    ) -> Result<Self, UsageError> {
        let mut places = [None; Field::ALL.len()];
        for field in Field::ALL {
            places[field as usize] = match mapping {
                None => names(form, field)
                    .iter()
                    .find_map(|name| header.iter().position(|column| normal(column) == *name)),
                Some(mapping) => match mapping.column(field) {
                    None => None,
                    Some(column) => {
                        let place = header.iter().position(|name| name == column.trim());
                        Some(place.ok_or(UsageError::NoColumn(field.label()))?)
                    }
                },
            };
        }
        Ok(Self {
            separator,
            header,
            places,
        })
    }

    fn cells<'a>(&self, row: &RawRow<'a>) -> Cells<'a> {
        let place = |field: Field| self.places[field as usize];
        Cells::new(|field| {
            place(field)
                .and_then(|place| row.get(place))
                .unwrap_or_default()
        })
    }

    fn is_header(&self, row: &RawRow) -> bool {
        row.cells()
            .map(trimmed)
            .eq(self.header.iter().map(String::as_bytes))
    }

    /// Whether a cell holds rows of the table, since it begins with a quote that doesn't end.
    fn holds_rows(&self, cell: &[u8]) -> bool {
        if self.header.len() < 2 || !cell.contains(&b'\n') {
            return false;
        }
        let lines = cell.split(|byte| *byte == b'\n').skip(1);
        let lines: Vec<&[u8]> = lines.filter(|line| !line.trim_ascii().is_empty()).collect();
        let is_row =
            |line: &&&[u8]| line.split(|byte| *byte == self.separator).count() == self.header.len();
        2 * lines.iter().filter(is_row).count() > lines.len()
    }

    /// What is wrong with the cells. A row may end in empty ones, and an empty bucket leave them out.
    fn wrong_length(&self, form: Form, row: &RawRow) -> Option<String> {
        let (cells, columns) = (row.len(), self.header.len());
        let has_more = row.cells().skip(columns).any(|cell| !cell.is_empty());
        let is_empty_bucket = form.has_buckets() && cells == 4;
        let is_wrong = has_more || cells < columns && !is_empty_bucket;
        let has_lines = row.text().contains(&b'\n');
        let quote = if has_lines {
            "; a quote may be missing"
        } else {
            ""
        };
        if is_wrong {
            return Some(format!(
                "it has {cells} cells, but the header has {columns}{quote}"
            ));
        }
        let holds_rows = has_lines && row.cells().any(|cell| self.holds_rows(cell));
        holds_rows.then(|| "it holds other rows; a quote is missing".to_owned())
    }
}

/// A name of a column as it is compared.
fn trimmed(name: &[u8]) -> &[u8] {
    name.strip_prefix("\u{feff}".as_bytes())
        .unwrap_or(name)
        .trim_ascii()
}

fn header_of(record: &ByteRecord, line: u64) -> Result<Vec<String>, UsageError> {
    let name = |cell| str::from_utf8(trimmed(cell)).map(str::to_owned);
    let names: Result<Vec<_>, _> = record.iter().map(name).collect();
    names.map_err(|_| UsageError::HeaderNotUtf8 { line })
}

/// Reads a table.
pub(super) fn read(
    from: &mut (dyn BufRead + Send),
    separator: u8,
    mapping: Option<&Mapping>,
    in_order: InOrder,
) -> Result<UsageExport, UsageError> {
    let mut rows = Rows::new(from, separator);
    let mut line = rows.next()?.ok_or(UsageError::Empty)?;
    // Some spreadsheets write the separator above the header.
    if rows
        .record
        .get(0)
        .is_some_and(|cell| cell.starts_with(b"sep="))
    {
        line = rows.next()?.ok_or(UsageError::Empty)?;
    }
    let header = header_of(&rows.record, line)?;
    let names = || header.iter().map(String::as_str);
    let form = match mapping {
        Some(_) => Some(Form::Mapped),
        None => Form::of_header(names()),
    };
    let mut preview = Preview {
        header: header.clone(),
        rows: Vec::new(),
    };
    let Some(form) = form else {
        if is_openai_cost(names()) {
            return Err(UsageError::OnlyCosts);
        }
        if names().any(is_value) {
            return Err(UsageError::NoHeader);
        }
        while preview.rows.len() < Preview::ROWS && rows.next()?.is_some() {
            preview.add(rows.record.iter());
        }
        return Err(UsageError::Unknown(preview));
    };
    let columns = Columns::new(separator, header, form, mapping)?;
    // Programs write the point where commas separate.
    let is_written_by_program = mapping.is_none() && separator == b',';
    let decimals = is_written_by_program.then_some(Decimals::Point);
    let interpreter = Interpreter::new(Rules::new(form, mapping), mapping, decimals);
    let mut taking = Taking {
        columns: &columns,
        form,
        collector: Collector::new(&interpreter),
        preview,
        is_elsewhere: false,
        last_short_row: None,
    };
    in_order(
        &mut || rows.next_batch(),
        &|batch| work(batch, &columns, &interpreter),
        &mut |batch| taking.take(&batch),
    )?;
    let usual = match (separator, mapping) {
        (b',', _) | (_, None) if separator != b';' => Some(Decimals::Point),
        (_, None) => Some(Decimals::Comma),
        _ => None,
    };
    taking.finish(usual)
}

/// Whether a cell is a number or a date, which no column is called.
fn is_value(cell: &str) -> bool {
    let is_number = |decimals| matches!(number::read(cell, decimals), Ok(Some(_)));
    is_number(Decimals::Point)
        || is_number(Decimals::Comma)
        || date::read(cell, DateOrder::DayFirst).moment.is_ok()
}

fn work(batch: Batch, columns: &Columns, interpreter: &Interpreter) -> WorkedBatch {
    WorkedBatch::new(batch, |row, models, found| {
        found(match columns.wrong_length(interpreter.rules.form, &row) {
            Some(problem) => Err(problem),
            None => interpreter
                .read(&columns.cells(&row), || hash_of(WholeRow(row)), models)
                .map_err(Fault::text),
        });
    })
}

/// Taking in the rows below the header.
struct Taking<'a> {
    columns: &'a Columns,
    form: Form,
    collector: Collector,
    preview: Preview,
    /// Whether the rows stand below the header of another table.
    is_elsewhere: bool,
    /// The row before, if it has too few cells, with what is wrong with it.
    last_short_row: Option<(u64, String)>,
}

impl Taking<'_> {
    fn take(&mut self, batch: &WorkedBatch) {
        let mut models = BatchModels::new(&batch.models);
        for (row, found) in batch.found() {
            self.preview.add(row.cells());
            if let Some((line, problem)) = self.last_short_row.take() {
                self.collector.add_problem(line, problem);
            }
            if self.is_elsewhere {
                self.is_elsewhere = !self.columns.is_header(&row);
                continue;
            }
            match found {
                Ok(meant) => self.collector.add(row.line, meant, &mut models),
                Err(problem) => self.add_problem(&row, problem),
            }
        }
    }

    fn add_problem(&mut self, row: &RawRow, problem: &str) {
        let line = row.line;
        if self.columns.is_header(row) {
            self.collector.add_problem(
                line,
                "it is the header again; several files may have been put together",
            );
        } else if let Some(other) = other_form(row, self.form) {
            let label = other.label();
            self.collector.add_problem(
                line,
                format!("another table begins here ({label}); its rows aren’t read"),
            );
            self.is_elsewhere = true;
        } else if row.len() < self.columns.header.len() {
            self.last_short_row = Some((line, problem.to_owned()));
        } else {
            self.collector.add_problem(line, problem);
        }
    }

    fn finish(mut self, usual: Option<Decimals>) -> Result<UsageExport, UsageError> {
        if let Some((line, problem)) = self.last_short_row {
            self.collector.add_problem(
                line,
                format!("{problem}: the file may have been cut off here"),
            );
        }
        self.collector.finish(usual, self.preview)
    }
}

/// A whole row, to be hashed cell by cell.
struct WholeRow<'a>(RawRow<'a>);

impl Hash for WholeRow<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        for cell in self.0.cells() {
            cell.hash(state);
        }
    }
}

/// The form whose header a row is.
fn other_form(row: &RawRow, form: Form) -> Option<Form> {
    let names: Option<Vec<&str>> = row.cells().map(|cell| str::from_utf8(cell).ok()).collect();
    Form::of_header(names?.into_iter()).filter(|other| *other != form || form != Form::Mapped)
}
