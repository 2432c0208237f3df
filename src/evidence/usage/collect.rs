//! Taking in rows one by one, while it may still be open how their numbers and dates are to be read.
//!
//! What means the same in every reading goes into one tally. What doesn't goes into a tally of each reading that gives it a meaning, and is a
//! problem in the others. In the end the readings with the fewest problems are left, so that one odd row decides nothing about the others.

use std::collections::HashMap;

use super::error::UsageError;
use super::export::{LeftOut, UsageExport};
use super::field::Cells;
use super::mapping::{Mapping, Preview};
use super::notation::Decimals;
use super::problem::{Fault, Problems};
use super::reading::{Lens, Open, Reading};
use super::row::{self, Reason, Row, Rules, Used};
use super::seen::{Seen, hash_of};
use super::tally::{Full, ModelId, Tally};

/// Models that are kept apart.
const MOST_MODELS: usize = 10_000;

/// What the rows so far add up to.
pub(super) struct Collector {
    rules: Rules,
    /// The readings, each with what depends on it.
    readings: Vec<Candidate>,
    /// What doesn't depend on them.
    shared: Tally,
    /// The first line that depended on them.
    open_since: Option<u64>,
    models: Vec<String>,
    ids: HashMap<String, ModelId>,
    seen: Seen,
    problems: Problems,
    left_out: LeftOut,
    rows: u64,
    empty_buckets: u64,
    assumed_utc: bool,
    /// Whether there are more models or days than any export has.
    is_full: bool,
}

/// A reading, and what comes of it.
struct Candidate {
    reading: Reading,
    tally: Tally,
    /// The rows that mean nothing in it, though they do in another.
    problems: Problems,
}

/// What a row means in each reading, by the reading's place.
type Meanings<'a> = Vec<(usize, Result<Row<'a>, Fault>)>;

impl Collector {
    /// A collector of rows. `decimals` are those of files with this separator, if these have no others.
    pub fn new(rules: Rules, mapping: Option<&Mapping>, decimals: Option<Decimals>) -> Self {
        let order = mapping.and_then(|mapping| mapping.date_order);
        let decimals = mapping.and_then(|mapping| mapping.decimals).or(decimals);
        let is_allowed = |reading: &Reading| {
            order.is_none_or(|order| order == reading.order)
                && decimals.is_none_or(|decimals| decimals == reading.decimals)
        };
        let readings = Reading::ALL.into_iter().filter(is_allowed);
        Self {
            rules,
            readings: readings
                .map(|reading| Candidate {
                    reading,
                    tally: Tally::default(),
                    problems: Problems::default(),
                })
                .collect(),
            shared: Tally::default(),
            open_since: None,
            models: Vec::new(),
            ids: HashMap::new(),
            seen: Seen::default(),
            problems: Problems::default(),
            left_out: LeftOut::default(),
            rows: 0,
            empty_buckets: 0,
            assumed_utc: false,
            is_full: false,
        }
    }

    pub fn add_problem(&mut self, line: u64, text: impl Into<String>) {
        self.problems.add(line, text);
    }

    /// Takes in a row. `hash` is that of the whole row. A fault says why it can't be used; it isn't yet among the problems.
    pub fn add(
        &mut self,
        line: u64,
        cells: &Cells,
        hash: impl FnOnce() -> u64,
    ) -> Result<(), Fault> {
        let meanings = self.meanings(cells);
        let mut rows = meanings.iter().filter_map(|(_, row)| row.as_ref().ok());
        let Some(first) = rows.next() else {
            let faults = meanings.iter().filter_map(|(_, row)| row.as_ref().err());
            return Err(faults
                .copied()
                .next()
                .unwrap_or(Fault::of_row("it can’t be read")));
        };
        let means_the_same = rows.all(|row| row == first);
        if let Row::Used(used) = first {
            let is_compared = !used.id.is_empty() || self.rules.compares_whole_rows();
            let hash_of_row = || {
                if used.id.is_empty() {
                    hash()
                } else {
                    hash_of(used.id)
                }
            };
            if is_compared && self.seen.again(hash_of_row()) {
                self.left_out.duplicates += 1;
                return Ok(());
            }
        }
        let mut tallied = Ok(());
        if means_the_same && meanings.iter().all(|(_, row)| row.is_ok()) {
            tallied = self.tally(first, None);
        } else {
            self.open_since.get_or_insert(line);
            for (place, row) in &meanings {
                match row {
                    Ok(row) => tallied = tallied.and(self.tally(row, Some(*place))),
                    Err(fault) => self.readings[*place].problems.add(line, fault.text()),
                }
            }
        }
        self.is_full |= tallied.is_err();
        self.count(first);
        Ok(())
    }

    /// What the row means in each reading; in the first one alone if it means the same in all.
    fn meanings<'a>(&mut self, cells: &Cells<'a>) -> Meanings<'a> {
        let open = Open::of(self.readings.iter().map(|candidate| candidate.reading));
        let mut meanings: Meanings = Vec::with_capacity(1);
        let (mut has_whole, mut fractional) = (false, Vec::new());
        for (place, candidate) in self.readings.iter().enumerate() {
            let mut lens = Lens::new(candidate.reading, open);
            let row = row::read(self.rules, cells, &mut lens);
            self.assumed_utc |= lens.assumed_utc && row.is_ok();
            if row.is_ok() {
                has_whole |= !lens.has_fractional_count;
                if lens.has_fractional_count {
                    fractional.push(place);
                }
            }
            meanings.push((place, row));
            if place == 0 && !lens.depended {
                return meanings;
            }
        }
        if has_whole {
            for place in fractional {
                meanings[place].1 = Err(Fault::of_row("a count in it isn’t whole"));
            }
        }
        meanings
    }

    fn count(&mut self, row: &Row) {
        match row {
            Row::Used(_) => self.rows += 1,
            Row::Empty(..) => self.empty_buckets += 1,
            Row::LeftOut(Reason::Failed) => self.left_out.failed += 1,
            Row::LeftOut(Reason::AnsweredFromCache) => self.left_out.answered_from_cache += 1,
            Row::LeftOut(Reason::OtherKind) => self.left_out.other_kinds += 1,
        }
    }

    fn tally(&mut self, row: &Row, reading: Option<usize>) -> Result<(), Full> {
        let model = match row {
            Row::Used(used) => self.id_of(used)?,
            _ => 0,
        };
        let tally = match reading {
            Some(place) => &mut self.readings[place].tally,
            None => &mut self.shared,
        };
        match row {
            Row::Used(used) => tally.add(model, used),
            Row::Empty(start, end) => {
                tally.add_empty(*start, *end);
                Ok(())
            }
            Row::LeftOut(_) => Ok(()),
        }
    }

    fn id_of(&mut self, used: &Used) -> Result<ModelId, Full> {
        if let Some(id) = self.ids.get(used.model) {
            return Ok(*id);
        }
        if self.models.len() >= MOST_MODELS {
            return Err(Full);
        }
        let id = self.models.len() as ModelId;
        self.models.push(used.model.to_owned());
        self.ids.insert(used.model.to_owned(), id);
        Ok(id)
    }

    /// What all rows add up to. `usual` is how decimals are separated in files with this separator, if that can be said.
    pub fn finish(
        mut self,
        usual: Option<Decimals>,
        preview: Preview,
    ) -> Result<UsageExport, UsageError> {
        if self.is_full {
            return Err(UsageError::TooManySums);
        }
        if self.rows == 0 {
            let left_out = self.left_out.total();
            return Err(if self.problems.count == 0 && left_out == 0 {
                match self.empty_buckets {
                    0 => UsageError::NoRows,
                    buckets => UsageError::OnlyEmptyBuckets { buckets },
                }
            } else {
                UsageError::NoUsableRows {
                    left_out,
                    problems: self.problems,
                }
            });
        }
        self.settle(usual, preview)?;
        self.left_out.compared_all = self.seen.compared_all();
        self.left_out.empty_buckets = self.empty_buckets;
        if let Some(chosen) = self.readings.pop() {
            self.shared.join(chosen.tally);
            self.rows -= chosen.problems.count.min(self.rows);
            self.problems.join(chosen.problems);
        }
        Ok(UsageExport {
            form: self.rules.form,
            rows: self.rows,
            problems: self.problems,
            left_out: self.left_out,
            assumed_utc: self.assumed_utc,
            models: self.models,
            tally: self.shared,
        })
    }

    /// Leaves one reading. It is an error if several are left that differ.
    fn settle(&mut self, usual: Option<Decimals>, preview: Preview) -> Result<(), UsageError> {
        let line = self.open_since.unwrap_or(1);
        let fewest = self
            .readings
            .iter()
            .map(|candidate| candidate.problems.count)
            .min();
        self.readings
            .retain(|candidate| Some(candidate.problems.count) == fewest);
        for place in (1..self.readings.len()).rev() {
            let tally = &self.readings[place].tally;
            if self.readings[..place]
                .iter()
                .any(|other| other.tally == *tally)
            {
                self.readings.remove(place);
            }
        }
        if self.readings.len() > 1
            && let Some(usual) = usual
        {
            self.readings
                .retain(|candidate| candidate.reading.decimals == usual);
        }
        match self.readings.as_slice() {
            [one, .., other] if one.reading.decimals != other.reading.decimals => {
                Err(UsageError::AmbiguousNumbers { line, preview })
            }
            [_, _, ..] => Err(UsageError::AmbiguousDates { line, preview }),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests;
