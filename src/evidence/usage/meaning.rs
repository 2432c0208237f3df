//! What a row means in each of the readings that are possible. Each row is read by itself, so that all cores can do it.

use std::collections::HashMap;

use super::date::Moment;
use super::field::Cells;
use super::mapping::Mapping;
use super::notation::Decimals;
use super::problem::Fault;
use super::reading::{Lens, Open, Reading};
use super::row::{self, Reason, Row, Rules, Usage};
use super::seen::hash_of;

/// Reads the rows of a file.
pub(super) struct Interpreter {
    pub rules: Rules,
    pub readings: Vec<Reading>,
    open: Open,
}

/// A row, apart from the text in which it stood.
#[derive(Debug)]
pub(super) struct Meant {
    pub meanings: Meanings,
    /// What tells it from all other rows; `None` if it isn't compared with them.
    pub hash: Option<u64>,
    /// Whether a time has no offset, so that it was taken as UTC.
    pub assumed_utc: bool,
}

/// What a row means by the readings. In one of them at least it can be used.
#[derive(Debug)]
pub(super) enum Meanings {
    /// The same in all of them.
    Same(Meaning),
    /// In each of them, in their order.
    Each(Vec<Result<Meaning, Fault>>),
}

impl Meanings {
    /// What it means in the first reading in which it can be used.
    pub fn first(&self) -> Option<&Meaning> {
        match self {
            Self::Same(meaning) => Some(meaning),
            Self::Each(meanings) => meanings.iter().find_map(|meaning| meaning.as_ref().ok()),
        }
    }
}

/// What a row means.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Meaning {
    /// Something of a model was used.
    Used(NameId, Usage),
    /// Nothing was used from here to there.
    Empty(Moment, Moment),
    /// It is about something else.
    LeftOut(Reason),
}

/// The place of a name among those of the batch.
pub(super) type NameId = u32;

/// The models of a batch, by name.
#[derive(Debug, Default)]
pub(super) struct Names {
    pub names: Vec<String>,
    ids: HashMap<String, NameId>,
}

impl Names {
    fn id_of(&mut self, name: &str) -> NameId {
        if let Some(id) = self.ids.get(name) {
            return *id;
        }
        let id = self.names.len() as NameId;
        self.names.push(name.to_owned());
        self.ids.insert(name.to_owned(), id);
        id
    }
}

impl Interpreter {
    /// One for rows of these rules. `decimals` are those of files with this separator, if these have no others.
    pub fn new(rules: Rules, mapping: Option<&Mapping>, decimals: Option<Decimals>) -> Self {
        let order = mapping.and_then(|mapping| mapping.date_order);
        let decimals = mapping.and_then(|mapping| mapping.decimals).or(decimals);
        let is_allowed = |reading: &Reading| {
            order.is_none_or(|order| order == reading.order)
                && decimals.is_none_or(|decimals| decimals == reading.decimals)
        };
        let readings: Vec<Reading> = Reading::ALL.into_iter().filter(is_allowed).collect();
        Self {
            rules,
            open: Open::of(readings.iter().copied()),
            readings,
        }
    }

    /// Reads a row. `hash` is that of the whole row. A fault says why it can't be used.
    pub fn read(
        &self,
        cells: &Cells,
        hash: impl FnOnce() -> u64,
        names: &mut Names,
    ) -> Result<Meant, Fault> {
        let (rows, assumed_utc) = self.rows(cells);
        let Some(Ok(first)) = rows.iter().find(|row| row.is_ok()) else {
            let fault = rows.iter().find_map(|row| row.as_ref().err());
            return Err(fault.copied().unwrap_or(Fault::of_row("it can’t be read")));
        };
        let hash = match first {
            Row::Used(used) if !used.id.is_empty() => Some(hash_of(used.id)),
            Row::Used(_) if self.rules.compares_whole_rows() => Some(hash()),
            _ => None,
        };
        let meanings = if rows.iter().all(|row| row.as_ref() == Ok(first)) {
            Meanings::Same(Meaning::of(first, names))
        } else {
            let meaning = |row: &Result<Row, Fault>| match row {
                Ok(row) => Ok(Meaning::of(row, names)),
                Err(fault) => Err(*fault),
            };
            Meanings::Each(rows.iter().map(meaning).collect())
        };
        Ok(Meant {
            meanings,
            hash,
            assumed_utc,
        })
    }

    /// What the row says in each reading, in the first one alone if it says the same in all; and whether a time was taken as UTC.
    fn rows<'a>(&self, cells: &Cells<'a>) -> (Vec<Result<Row<'a>, Fault>>, bool) {
        let mut rows = Vec::with_capacity(1);
        let (mut has_whole, mut fractional) = (false, Vec::new());
        let mut assumed_utc = false;
        for (place, reading) in self.readings.iter().enumerate() {
            let mut lens = Lens::new(*reading, self.open);
            let row = row::read(self.rules, cells, &mut lens);
            if row.is_ok() {
                assumed_utc |= lens.assumed_utc;
                has_whole |= !lens.has_fractional_count;
                if lens.has_fractional_count {
                    fractional.push(place);
                }
            }
            rows.push(row);
            if place == 0 && !lens.depended {
                return (rows, assumed_utc);
            }
        }
        if has_whole {
            for place in fractional {
                rows[place] = Err(Fault::of_row("a count in it isn’t whole"));
            }
        }
        (rows, assumed_utc)
    }
}

impl Meaning {
    fn of(row: &Row, names: &mut Names) -> Self {
        match row {
            Row::Used(used) => Self::Used(names.id_of(used.model), used.usage),
            Row::Empty(start, end) => Self::Empty(*start, *end),
            Row::LeftOut(reason) => Self::LeftOut(*reason),
        }
    }
}
