//! Taking in rows one by one, while it may still be open how their numbers and dates are to be read.
//!
//! What means the same in every reading goes into one tally. What doesn't goes into a tally of each reading that gives it a meaning, and is a
//! problem in the others. In the end the readings with the fewest problems are left, so that one odd row decides nothing about the others.

use std::collections::HashMap;

use super::error::UsageError;
use super::export::{LeftOut, UsageExport};
use super::form::Form;
use super::mapping::Preview;
use super::meaning::{Interpreter, Meaning, Meanings, Meant, NameId, Names};
use super::notation::Decimals;
use super::problem::Problems;
use super::reading::Reading;
use super::row::Reason;
use super::seen::Seen;
use super::tally::{Full, ModelId, Tally};

/// Models that are kept apart.
const MOST_MODELS: usize = 10_000;

/// What the rows so far add up to.
pub(super) struct Collector {
    form: Form,
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

/// The models of a batch: their names there, and their numbers as far as they have some.
pub(super) struct BatchModels<'a> {
    names: &'a [String],
    ids: Vec<Option<ModelId>>,
}

impl<'a> BatchModels<'a> {
    pub fn new(names: &'a Names) -> Self {
        Self {
            names: &names.names,
            ids: vec![None; names.names.len()],
        }
    }
}

/// A reading, and what comes of it.
struct Candidate {
    reading: Reading,
    tally: Tally,
    /// The rows that mean nothing in it, though they do in another.
    problems: Problems,
}

impl Collector {
    /// A collector of what this interpreter reads.
    pub fn new(interpreter: &Interpreter) -> Self {
        let readings = interpreter.readings.iter();
        Self {
            form: interpreter.rules.form,
            readings: readings
                .map(|reading| Candidate {
                    reading: *reading,
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

    /// Takes in a row of a batch that has these models.
    pub fn add(&mut self, line: u64, row: &Meant, models: &mut BatchModels) {
        self.assumed_utc |= row.assumed_utc;
        if row.hash.is_some_and(|hash| self.seen.again(hash)) {
            self.left_out.duplicates += 1;
            return;
        }
        let mut tallied = Ok(());
        match &row.meanings {
            Meanings::Same(meaning) => tallied = self.tally(meaning, None, models),
            Meanings::Each(meanings) => {
                self.open_since.get_or_insert(line);
                for (place, meaning) in meanings.iter().enumerate() {
                    match meaning {
                        Ok(meaning) => {
                            tallied = tallied.and(self.tally(meaning, Some(place), models));
                        }
                        Err(fault) => self.readings[place].problems.add(line, fault.text()),
                    }
                }
            }
        }
        self.is_full |= tallied.is_err();
        match row.meanings.first() {
            Some(Meaning::Used(..)) => self.rows += 1,
            Some(Meaning::Empty(..)) => self.empty_buckets += 1,
            Some(Meaning::LeftOut(Reason::Failed)) => self.left_out.failed += 1,
            Some(Meaning::LeftOut(Reason::AnsweredFromCache)) => {
                self.left_out.answered_from_cache += 1;
            }
            Some(Meaning::LeftOut(Reason::OtherKind)) => self.left_out.other_kinds += 1,
            None => {}
        }
    }

    fn tally(
        &mut self,
        meaning: &Meaning,
        reading: Option<usize>,
        models: &mut BatchModels,
    ) -> Result<(), Full> {
        let model = match meaning {
            Meaning::Used(name, _) => self.id_of(*name, models)?,
            _ => 0,
        };
        let tally = match reading {
            Some(place) => &mut self.readings[place].tally,
            None => &mut self.shared,
        };
        match meaning {
            Meaning::Used(_, usage) => tally.add(model, usage),
            Meaning::Empty(start, end) => {
                tally.add_empty(*start, *end);
                Ok(())
            }
            Meaning::LeftOut(_) => Ok(()),
        }
    }

    /// The number of a model, which it gets when its first row is taken in.
    fn id_of(&mut self, name: NameId, models: &mut BatchModels) -> Result<ModelId, Full> {
        let place = name as usize;
        if let Some(id) = models.ids[place] {
            return Ok(id);
        }
        let name = &models.names[place];
        let id = match self.ids.get(name) {
            Some(id) => *id,
            None if self.models.len() >= MOST_MODELS => return Err(Full),
            None => {
                let id = self.models.len() as ModelId;
                self.models.push(name.clone());
                self.ids.insert(name.clone(), id);
                id
            }
        };
        models.ids[place] = Some(id);
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
            form: self.form,
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
