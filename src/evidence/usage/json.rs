//! Reading JSON: a list of rows, pages of them, or a row a line.

use std::collections::HashMap;
use std::io::{BufRead, Cursor, Read as _};

use serde::Deserialize;
use serde::de::IgnoredAny;

use crate::evidence::problem::Problem;

use super::collect::Collector;
use super::error::UsageError;
use super::export::UsageExport;
use super::field::Field;
use super::form::Form;
use super::mapping::Preview;
use super::notation::Decimals;
use super::pieces::{NO_OBJECT, Piece, split};
use super::problem::Fault;
use super::row::Rules;
use super::seen::hash_of;
use super::slots::{NOT_JSON, Slots};
use super::table::MAX_ROW_BYTES;

const NO_KNOWN_FORM: &str = "it is a row of no known form";

/// Reads JSON.
pub(super) fn read(from: &mut dyn BufRead) -> Result<UsageExport, UsageError> {
    let mut rows = Rows::default();
    let mut take = |line: u64, piece: Piece| rows.take(line, &piece);
    let mut first_line = Vec::new();
    (&mut *from)
        .take(MAX_ROW_BYTES as u64)
        .read_until(b'\n', &mut first_line)?;
    if first_line.ends_with(b"\n") && serde_json::from_slice::<IgnoredAny>(&first_line).is_ok() {
        read_lines(&first_line, from, &mut take)?;
    } else {
        split(
            &mut Cursor::new(first_line).chain(from),
            "data",
            1,
            &mut take,
        )?;
    }
    rows.finish()
}

/// A row a line: what is wrong with one doesn't reach into the next.
fn read_lines(
    first: &[u8],
    from: &mut dyn BufRead,
    take: &mut dyn FnMut(u64, Piece),
) -> Result<(), UsageError> {
    split(&mut &first[..], "data", 1, take)?;
    let mut bytes = Vec::new();
    for line in 2.. {
        bytes.clear();
        let read = (&mut *from)
            .take(MAX_ROW_BYTES as u64)
            .read_until(b'\n', &mut bytes)?;
        if read == 0 {
            break;
        }
        if read == MAX_ROW_BYTES && !bytes.ends_with(b"\n") {
            from.skip_until(b'\n')?;
            take(
                line,
                Piece::Fault("the row is longer than 16 MB, so it isn’t read"),
            );
            continue;
        }
        let text = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&bytes);
        split(&mut &*text, "data", line, take)?;
    }
    Ok(())
}

/// The rows of a file.
#[derive(Default)]
struct Rows {
    /// From the first row whose form is known on.
    known: Option<(Form, Collector)>,
    /// Rows before it.
    unknown: Vec<(u64, &'static str)>,
    slots: Slots,
}

impl Rows {
    fn take(&mut self, line: u64, piece: &Piece) {
        match piece {
            Piece::Object(row) => self.add(line, row),
            Piece::Fault(fault) => self.add_problem(line, fault),
        }
    }

    fn add_problem(&mut self, line: u64, fault: &'static str) {
        match &mut self.known {
            Some((_, collector)) => collector.add_problem(line, fault),
            None if self.unknown.len() < 1000 => self.unknown.push((line, fault)),
            None => {}
        }
    }

    fn add(&mut self, line: u64, row: &[u8]) {
        if self.known.is_none() {
            let Some(form) = form_of(row) else {
                let is_json = serde_json::from_slice::<IgnoredAny>(row).is_ok();
                self.add_problem(line, if is_json { NO_KNOWN_FORM } else { NOT_JSON });
                return;
            };
            let mut collector = Collector::new(Rules::new(form, None), None, Some(Decimals::Point));
            for (line, fault) in self.unknown.drain(..) {
                collector.add_problem(line, fault);
            }
            self.known = Some((form, collector));
        }
        let Some((form, collector)) = &mut self.known else {
            return;
        };
        let fault = if *form == Form::OpenAiUsageJson {
            add_bucket(line, row, *form, collector, &mut self.slots)
        } else {
            let hash = || hash_of(row);
            self.slots
                .read(row, *form)
                .and_then(|()| collector.add(line, &self.slots.cells(), hash))
        };
        if let Err(fault) = fault {
            let other = form_of(row).filter(|other| other != form);
            collector.add_problem(
                line,
                match other {
                    Some(other) => format!(
                        "it is of another form ({}) than the rows before it",
                        other.label()
                    ),
                    None => fault.text(),
                },
            );
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

/// Adds a bucket with its results, or a result that states its own times.
fn add_bucket(
    line: u64,
    bucket: &[u8],
    form: Form,
    collector: &mut Collector,
    slots: &mut Slots,
) -> Result<(), Fault> {
    let times: Times = serde_json::from_slice(bucket).map_err(|_| Fault::of_row(NOT_JSON))?;
    let text = |time: &serde_json::Value| match time {
        serde_json::Value::Null => String::new(),
        serde_json::Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let (start, end) = (text(&times.start_time), text(&times.end_time));
    let mut result = Ok(());
    let mut has_results = false;
    let mut add = |_, piece: Piece| {
        has_results = true;
        let added = match piece {
            Piece::Fault(fault) => Err(Fault::of_row(fault)),
            Piece::Object(row) => slots.read(row, form).and_then(|()| {
                slots.set_if_empty(Field::Start, &start);
                slots.set_if_empty(Field::End, &end);
                slots.set_if_empty(Field::Kind, "result");
                collector.add(line, &slots.cells(), || hash_of((&start, &end, row)))
            }),
        };
        if result.is_ok() {
            result = added;
        }
    };
    // Reading from memory doesn't fail.
    let _ = split(&mut &*bucket, "results", line, &mut add);
    if has_results {
        return result;
    }
    slots.clear();
    slots.set_if_empty(Field::Start, &start);
    slots.set_if_empty(Field::End, &end);
    collector.add(line, &slots.cells(), || 0)
}
