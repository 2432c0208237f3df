//! Rows as they are read, a few thousand at a time: what is read on one core and worked on by another.

use std::iter;

use super::error::UsageError;
use super::meaning::{Meant, Names};

/// Bytes of rows in a batch, but for one with a longer row.
const BYTES: usize = 1 << 18;
/// Rows and cells in a batch.
const CELLS: usize = 1 << 14;

/// Rows of a usage export that weren't looked at yet, one behind the other.
#[derive(Debug, Default)]
pub struct Batch {
    text: Vec<u8>,
    /// Where the cells of all rows end in the text.
    ends: Vec<usize>,
    rows: Vec<RowPlace>,
}

#[derive(Debug)]
struct RowPlace {
    line: u64,
    fault: Option<&'static str>,
    /// Behind its last cell.
    end: usize,
}

impl Batch {
    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Whether it is to be worked on before more is read.
    pub(super) fn is_full(&self) -> bool {
        self.text.len() >= BYTES || self.ends.len() + self.rows.len() >= CELLS
    }

    /// Adds a row: the text of its cells, one behind the other, and where they end in it.
    pub(super) fn add(&mut self, line: u64, text: &[u8], ends: impl Iterator<Item = usize>) {
        let start = self.text.len();
        self.text.extend_from_slice(text);
        self.ends.extend(ends.map(|end| start + end));
        self.end_row(line, None);
    }

    /// Adds what stands there instead of a row.
    pub(super) fn add_fault(&mut self, line: u64, fault: &'static str) {
        self.end_row(line, Some(fault));
    }

    fn end_row(&mut self, line: u64, fault: Option<&'static str>) {
        let end = self.ends.len();
        self.rows.push(RowPlace { line, fault, end });
    }

    pub(super) fn rows(&self) -> impl Iterator<Item = RawRow<'_>> {
        (0..self.rows.len()).map(|place| self.row(place))
    }

    fn row(&self, place: usize) -> RawRow<'_> {
        let row = &self.rows[place];
        let first = place
            .checked_sub(1)
            .map_or(0, |before| self.rows[before].end);
        RawRow {
            line: row.line,
            fault: row.fault,
            batch: &self.text,
            start: first.checked_sub(1).map_or(0, |before| self.ends[before]),
            ends: &self.ends[first..row.end],
        }
    }
}

/// A row of a batch.
#[derive(Clone, Copy)]
pub(super) struct RawRow<'a> {
    /// The line on which it begins.
    pub line: u64,
    /// What stands there instead of a row.
    pub fault: Option<&'static str>,
    /// The text of the batch, where the row begins there, and where its cells end.
    batch: &'a [u8],
    start: usize,
    ends: &'a [usize],
}

impl<'a> RawRow<'a> {
    /// How many cells it has.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    pub fn get(&self, place: usize) -> Option<&'a [u8]> {
        let end = *self.ends.get(place)?;
        let before = place.checked_sub(1).map(|before| self.ends[before]);
        self.batch.get(before.unwrap_or(self.start)..end)
    }

    pub fn cells(self) -> impl Iterator<Item = &'a [u8]> {
        let starts = iter::once(self.start).chain(self.ends.iter().copied());
        starts
            .zip(self.ends)
            .map(move |(start, end)| &self.batch[start..*end])
    }

    /// All cells, one behind the other.
    pub fn text(&self) -> &'a [u8] {
        let end = self.ends.last().copied().unwrap_or(self.start);
        &self.batch[self.start..end]
    }
}

/// A batch that was worked on.
#[derive(Debug)]
pub struct WorkedBatch {
    batch: Batch,
    /// The models that it has.
    pub(super) models: Names,
    /// What was found in each of its rows, or why that can't be used.
    found: Vec<(usize, Result<Meant, String>)>,
}

impl WorkedBatch {
    /// Has `work` look at each row. It hands on what it finds there, which may be several things.
    pub(super) fn new(
        batch: Batch,
        mut work: impl FnMut(RawRow, &mut Names, &mut dyn FnMut(Result<Meant, String>)),
    ) -> Self {
        let (mut models, mut found) = (Names::default(), Vec::new());
        for (place, row) in batch.rows().enumerate() {
            work(row, &mut models, &mut |result| found.push((place, result)));
        }
        Self {
            batch,
            models,
            found,
        }
    }

    /// What was found, each with its row, in their order.
    pub(super) fn found(&self) -> impl Iterator<Item = (RawRow<'_>, &Result<Meant, String>)> {
        let found = self.found.iter();
        found.map(|(place, result)| (self.batch.row(*place), result))
    }
}

/// Shares out the work on batches of rows: takes them from the first function until there are no more, gives each to the second, and what that makes of
/// them to the third, in the same order. The second may be called on several cores at a time.
pub type InOrder = fn(
    &mut (dyn FnMut() -> Result<Option<Batch>, UsageError> + Send),
    &(dyn Fn(Batch) -> WorkedBatch + Sync),
    &mut dyn FnMut(WorkedBatch),
) -> Result<(), UsageError>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_come_out_as_they_were_put_in() {
        let row = |line: u64| {
            let cell = |place: u64| vec![b'x'; (line * 37 + place * 11) as usize % 300];
            (line, (0..line % 5).map(cell).collect::<Vec<_>>())
        };
        let wanted: Vec<(u64, Vec<Vec<u8>>)> = (1..500).map(row).collect();
        let mut batch = Batch::default();
        for (line, cells) in &wanted {
            let ends = cells.iter().scan(0, |end, cell| {
                *end += cell.len();
                Some(*end)
            });
            batch.add(*line, &cells.concat(), ends);
        }
        for (row, (line, cells)) in batch.rows().zip(&wanted) {
            assert_eq!((row.line, row.len(), row.fault), (*line, cells.len(), None));
            assert!(row.cells().eq(cells.iter().map(Vec::as_slice)));
            assert_eq!(row.text(), cells.concat());
            for place in 0..=cells.len() {
                assert_eq!(row.get(place), cells.get(place).map(Vec::as_slice));
            }
        }
        assert_eq!(batch.rows().count(), wanted.len());
        assert!(!Batch::default().is_full() && Batch::default().is_empty());
    }

    #[test]
    fn a_fault_stands_between_rows() {
        let mut batch = Batch::default();
        batch.add(1, b"ab", [1, 2].into_iter());
        batch.add_fault(2, "it isn’t a row");
        batch.add(3, b"c", iter::once(1));
        let rows: Vec<_> = batch
            .rows()
            .map(|row| (row.line, row.fault, row.text()))
            .collect();
        let wanted = [
            (1, None, &b"ab"[..]),
            (2, Some("it isn’t a row"), b""),
            (3, None, b"c"),
        ];
        assert_eq!(rows, wanted);
    }
}
