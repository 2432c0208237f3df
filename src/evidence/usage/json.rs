//! Reading JSON: a list of rows, pages of them, or a row a line.

use std::collections::HashMap;
use std::io::{self, BufRead, Chain, Cursor, Read as _};
use std::iter;
use std::sync::OnceLock;

use serde::Deserialize;
use serde::de::IgnoredAny;

use crate::evidence::problem::Problem;

use super::batch::{Batch, InOrder, WorkedBatch};
use super::collect::{BatchModels, Collector};
use super::error::UsageError;
use super::export::UsageExport;
use super::field::Field;
use super::form::Form;
use super::mapping::Preview;
use super::meaning::{Interpreter, Meant, Names};
use super::notation::Decimals;
use super::pieces::{NO_OBJECT, Piece, Splitter, split};
use super::problem::Fault;
use super::row::Rules;
use super::seen::hash_of;
use super::slots::{NOT_JSON, Slots};
use super::table::MAX_ROW_BYTES;

/// The name of the list of rows in a page of them.
const PAGE_LIST: &str = "data";

const NO_KNOWN_FORM: &str = "it is a row of no known form";

/// Reads JSON.
pub(super) fn read(
    from: &mut (dyn BufRead + Send),
    in_order: InOrder,
) -> Result<UsageExport, UsageError> {
    let interpreter = OnceLock::new();
    let mut source = Source::new(from, &interpreter)?;
    let mut rows = Rows::default();
    in_order(
        &mut || source.next_batch(),
        &|batch| work(batch, interpreter.get()),
        &mut |batch| rows.take(&batch, interpreter.get()),
    )?;
    rows.finish()
}

/// Where rows come from.
struct Source<'a> {
    from: Chain<Cursor<Vec<u8>>, &'a mut (dyn BufRead + Send)>,
    layout: Layout,
    is_at_end: bool,
    /// What reads the rows, from the first one on whose form is known.
    interpreter: &'a OnceLock<Interpreter>,
}

enum Layout {
    /// A row a line: what is wrong with one doesn't reach into the next. The number of the next one.
    Lines(u64),
    Lists(Box<Splitter<'static>>),
}

impl<'a> Source<'a> {
    fn new(
        from: &'a mut (dyn BufRead + Send),
        interpreter: &'a OnceLock<Interpreter>,
    ) -> io::Result<Self> {
        let mut first_line = Vec::new();
        (&mut *from)
            .take(MAX_ROW_BYTES as u64)
            .read_until(b'\n', &mut first_line)?;
        let is_of_lines = first_line.ends_with(b"\n")
            && serde_json::from_slice::<IgnoredAny>(&first_line).is_ok();
        Ok(Self {
            from: Cursor::new(first_line).chain(from),
            layout: if is_of_lines {
                Layout::Lines(1)
            } else {
                Layout::Lists(Box::new(Splitter::new(PAGE_LIST, 1)))
            },
            is_at_end: false,
            interpreter,
        })
    }

    fn next_batch(&mut self) -> Result<Option<Batch>, UsageError> {
        let mut batch = Batch::default();
        while !self.is_at_end && !batch.is_full() {
            self.is_at_end = self.read_some(&mut batch)?;
        }
        Ok((!batch.is_empty()).then_some(batch))
    }

    /// Puts what is read next into the batch. Returns whether that is the end.
    fn read_some(&mut self, batch: &mut Batch) -> io::Result<bool> {
        let interpreter = self.interpreter;
        let mut put = |line: u64, piece: Piece| match piece {
            Piece::Object(row) => match fault_before_known(row, interpreter) {
                Some(fault) => batch.add_fault(line, fault),
                None => batch.add(line, row, iter::once(row.len())),
            },
            Piece::Fault(fault) => batch.add_fault(line, fault),
        };
        match &mut self.layout {
            Layout::Lines(line) => put_line(&mut self.from, line, &mut put),
            Layout::Lists(splitter) => {
                let bytes = self.from.fill_buf()?;
                let count = bytes.len();
                splitter.take_all(bytes, &mut put);
                if count == 0 {
                    splitter.end(&mut put);
                }
                self.from.consume(count);
                Ok(count == 0)
            }
        }
    }
}

/// What is wrong with a row before the first one whose form is known. That one tells how to read it and all others.
fn fault_before_known(row: &[u8], interpreter: &OnceLock<Interpreter>) -> Option<&'static str> {
    if interpreter.get().is_some() {
        return None;
    }
    let Some(form) = form_of(row) else {
        let is_json = serde_json::from_slice::<IgnoredAny>(row).is_ok();
        return Some(if is_json { NO_KNOWN_FORM } else { NOT_JSON });
    };
    interpreter
        .get_or_init(|| Interpreter::new(Rules::new(form, None), None, Some(Decimals::Point)));
    None
}

/// Puts what stands on the next line. Returns whether there was none.
fn put_line(
    from: &mut dyn BufRead,
    line: &mut u64,
    put: &mut dyn FnMut(u64, Piece),
) -> io::Result<bool> {
    let mut bytes = Vec::new();
    let read = (&mut *from)
        .take(MAX_ROW_BYTES as u64)
        .read_until(b'\n', &mut bytes)?;
    if read == MAX_ROW_BYTES && !bytes.ends_with(b"\n") {
        from.skip_until(b'\n')?;
        put(
            *line,
            Piece::Fault("the row is longer than 16 MB, so it isn’t read"),
        );
    } else {
        let text = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&bytes);
        split(text, PAGE_LIST, *line, put);
    }
    *line += 1;
    Ok(read == 0)
}

fn work(batch: Batch, interpreter: Option<&Interpreter>) -> WorkedBatch {
    let mut slots = Slots::default();
    WorkedBatch::new(batch, |row, models, found| {
        match (interpreter, row.get(0)) {
            (Some(interpreter), Some(object)) if row.fault.is_none() => {
                let form = interpreter.rules.form;
                if form == Form::OpenAiUsageJson {
                    read_bucket(object, interpreter, &mut slots, models, found);
                } else {
                    let read = slots.read(object, form).and_then(|()| {
                        interpreter.read(&slots.cells(), || hash_of(object), models)
                    });
                    found(read.map_err(Fault::text));
                }
            }
            _ => found(Err(row.fault.unwrap_or(NO_OBJECT).to_owned())),
        }
    })
}

/// The rows of a file.
#[derive(Default)]
struct Rows {
    /// From the first row whose form is known on.
    known: Option<(Form, Collector)>,
    /// Rows before it.
    unknown: Vec<(u64, &'static str)>,
}

impl Rows {
    fn take(&mut self, batch: &WorkedBatch, interpreter: Option<&Interpreter>) {
        let mut models = BatchModels::new(&batch.models);
        for (row, found) in batch.found() {
            match (row.fault, interpreter) {
                (Some(fault), _) => self.add_fault(row.line, fault),
                (None, Some(interpreter)) => {
                    let (form, collector) = self.known_as(interpreter);
                    match found {
                        Ok(meant) => collector.add(row.line, meant, &mut models),
                        Err(problem) => {
                            let other = row.get(0).and_then(form_of).filter(|other| *other != form);
                            let problem = other.map_or_else(
                                || problem.clone(),
                                |other| {
                                    format!(
                                        "it is of another form ({}) than the rows before it",
                                        other.label()
                                    )
                                },
                            );
                            collector.add_problem(row.line, problem);
                        }
                    }
                }
                (None, None) => {}
            }
        }
    }

    fn known_as(&mut self, interpreter: &Interpreter) -> (Form, &mut Collector) {
        let unknown = &mut self.unknown;
        let (form, collector) = self.known.get_or_insert_with(|| {
            let mut collector = Collector::new(interpreter);
            for (line, fault) in unknown.drain(..) {
                collector.add_problem(line, fault);
            }
            (interpreter.rules.form, collector)
        });
        (*form, collector)
    }

    fn add_fault(&mut self, line: u64, fault: &'static str) {
        match &mut self.known {
            Some((_, collector)) => collector.add_problem(line, fault),
            None if self.unknown.len() < 1000 => self.unknown.push((line, fault)),
            None => {}
        }
    }

    fn finish(self) -> Result<UsageExport, UsageError> {
        match self.known {
            Some((_, collector)) => collector.finish(Some(Decimals::Point), Preview::default()),
            None if self.unknown.is_empty() => Err(UsageError::Empty),
            None => {
                let mut rows = self.unknown.iter();
                let unsound = rows.find(|(_, fault)| ![NO_KNOWN_FORM, NO_OBJECT].contains(fault));
                Err(UsageError::UnknownJson {
                    problem: unsound.map(|(line, fault)| Problem {
                        line: *line,
                        text: (*fault).to_owned(),
                    }),
                })
            }
        }
    }
}

fn form_of(row: &[u8]) -> Option<Form> {
    #[expect(
        clippy::zero_sized_map_values,
        reason = "only the keys are of interest"
    )]
    let keys: HashMap<String, IgnoredAny> = serde_json::from_slice(row).ok()?;
    Form::of_keys(keys.keys().map(String::as_str))
}

/// The times of a bucket.
#[derive(Deserialize)]
struct Times {
    #[serde(default)]
    start_time: serde_json::Value,
    #[serde(default)]
    end_time: serde_json::Value,
}

/// Reads a bucket with its results, or a result that states its own times. Of several problems in it, the first is told.
fn read_bucket(
    bucket: &[u8],
    interpreter: &Interpreter,
    slots: &mut Slots,
    models: &mut Names,
    found: &mut dyn FnMut(Result<Meant, String>),
) {
    let form = interpreter.rules.form;
    let Ok(times) = serde_json::from_slice::<Times>(bucket) else {
        found(Err(NOT_JSON.to_owned()));
        return;
    };
    let text = |time: &serde_json::Value| match time {
        serde_json::Value::Null => String::new(),
        serde_json::Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let (start, end) = (text(&times.start_time), text(&times.end_time));
    let (mut first_fault, mut has_results) = (None, false);
    let mut add = |_, piece: Piece| {
        has_results = true;
        let read = match piece {
            Piece::Fault(fault) => Err(Fault::of_row(fault)),
            Piece::Object(row) => slots.read(row, form).and_then(|()| {
                slots.set_if_empty(Field::Start, &start);
                slots.set_if_empty(Field::End, &end);
                slots.set_if_empty(Field::Kind, "result");
                interpreter.read(&slots.cells(), || hash_of((&start, &end, row)), models)
            }),
        };
        match read {
            Ok(meant) => found(Ok(meant)),
            Err(fault) => {
                first_fault.get_or_insert(fault);
            }
        }
    };
    split(bucket, "results", 1, &mut add);
    if !has_results {
        slots.clear();
        slots.set_if_empty(Field::Start, &start);
        slots.set_if_empty(Field::End, &end);
        found(
            interpreter
                .read(&slots.cells(), || 0, models)
                .map_err(Fault::text),
        );
    }
    if let Some(fault) = first_fault {
        found(Err(fault.text()));
    }
}
