//! Taking in rows one by one, while it may still be open how their numbers and dates are to be read.
//!
//! What means the same in every reading goes into one tally. What doesn't goes into a tally of each reading, until a row that has no meaning in
//! one of them rules it out.

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

const FULL: &str =
    "there are more models and days than any export has; is it the column of models?";

/// Models that are kept apart.
const MOST_MODELS: usize = 10_000;

/// What the rows so far add up to.
pub(super) struct Collector {
    rules: Rules,
    /// The readings that are left, each with what depends on it.
    readings: Vec<(Reading, Tally)>,
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
}

impl Collector {
    pub fn new(rules: Rules, mapping: Option<&Mapping>) -> Self {
        let order = mapping.and_then(|mapping| mapping.date_order);
        let decimals = mapping.and_then(|mapping| mapping.decimals);
        let is_allowed = |reading: &Reading| {
            order.is_none_or(|order| order == reading.order)
                && decimals.is_none_or(|decimals| decimals == reading.decimals)
        };
        let readings = Reading::ALL.into_iter().filter(is_allowed);
        Self {
            rules,
            readings: readings
                .map(|reading| (reading, Tally::default()))
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
        let meanings = self.meanings(cells)?;
        let [(_, first), others @ ..] = meanings.as_slice() else {
            return Ok(());
        };
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
        if others.iter().all(|(_, row)| row == first) {
            self.tally(first, None)
                .map_err(|Full| Fault::of_row(FULL))?;
        } else {
            self.open_since.get_or_insert(line);
            for (reading, row) in &meanings {
                self.tally(row, Some(*reading))
                    .map_err(|Full| Fault::of_row(FULL))?;
            }
        }
        self.count(first);
        Ok(())
    }

    /// What the row means in each reading that is left, by its place. Readings in which it means nothing are dropped, if there are others.
    fn meanings<'a>(&mut self, cells: &Cells<'a>) -> Result<Vec<(usize, Row<'a>)>, Fault> {
        let open = Open::of(self.readings.iter().map(|(reading, _)| *reading));
        let mut meanings = Vec::with_capacity(1);
        let mut fault = Fault::of_row("it can’t be read");
        let (mut is_first, mut has_whole, mut fractional) = (true, false, Vec::new());
        for (place, (reading, _)) in self.readings.iter().enumerate() {
            let mut lens = Lens::new(*reading, open);
            let row = row::read(self.rules, cells, &mut lens);
            self.assumed_utc |= lens.assumed_utc && row.is_ok();
            match row {
                Ok(row) => {
                    meanings.push((place, row));
                    has_whole |= !lens.has_fractional_count;
                    if lens.has_fractional_count {
                        fractional.push(place);
                    }
                }
                Err(other) if is_first => fault = other,
                Err(_) => {}
            }
            if is_first && !lens.depended {
                // It means the same in all of them.
                return meanings.pop().map(|meaning| vec![meaning]).ok_or(fault);
            }
            is_first = false;
        }
        if has_whole {
            meanings.retain(|(place, _)| !fractional.contains(place));
        }
        if meanings.is_empty() {
            return Err(fault);
        }
        if meanings.len() < self.readings.len() {
            let mut place = 0;
            self.readings.retain(|_| {
                place += 1;
                meanings.iter().any(|(kept, _)| kept + 1 == place)
            });
            for (place, meaning) in meanings.iter_mut().enumerate() {
                meaning.0 = place;
            }
        }
        Ok(meanings)
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
            Some(place) => &mut self.readings[place].1,
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
        if let Some((_, own)) = self.readings.pop() {
            self.shared.join(own);
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
        for place in (1..self.readings.len()).rev() {
            if self.readings[..place]
                .iter()
                .any(|(_, tally)| *tally == self.readings[place].1)
            {
                self.readings.remove(place);
            }
        }
        if self.readings.len() > 1
            && let Some(usual) = usual
        {
            self.readings
                .retain(|(reading, _)| reading.decimals == usual);
        }
        match self.readings.as_slice() {
            [(one, _), .., (other, _)] if one.decimals != other.decimals => {
                Err(UsageError::AmbiguousNumbers { line, preview })
            }
            [_, _, ..] => Err(UsageError::AmbiguousDates { line, preview }),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests;
