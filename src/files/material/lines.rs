//! Files of lines, of any size: read in blocks that end where lines end, which are worked on by all cores.

use std::io::{self, BufRead as _, BufReader, Read};
use std::path::Path;
use std::{fs, mem};

use crate::files::error::{StoreError, io_error};
use crate::files::limits::MAX_LINE_BYTES;

use super::array::ArrayLines;
use super::cores::in_order;
use super::progress::{Progress, Watched};
use super::{open_file, unusable, utf_16};

/// Bytes of a block, but for one with a longer line. A few of them wait at a time.
const BLOCK_BYTES: usize = 1 << 20;

/// Opens a file to be read in a stream.
pub fn open(path: &Path, progress: &Progress) -> Result<Watched<fs::File>, StoreError> {
    let (file, bytes) = open_file(path, "a file with lines of text")?;
    progress.expect(bytes);
    Ok(progress.watch(file))
}

/// A part of a file: whole lines.
#[derive(Debug, PartialEq, Eq)]
pub struct Block {
    /// The number of the first line, from 1.
    pub first_line: u64,
    /// The bytes of the lines; the last one's line break may be missing. `None` stands for one line of more than [`MAX_LINE_BYTES`], which was
    /// passed over.
    pub bytes: Option<Vec<u8>>,
}

/// What a file of lines begins with if it holds none; a sentence about it that begins small.
fn other_than_lines(beginning: &[u8]) -> Option<&'static str> {
    let text = without_mark(beginning).trim_ascii_start();
    if let Some(problem) = utf_16(beginning) {
        Some(problem)
    } else if text.starts_with(b"PK\x03\x04") {
        Some("it is packed (a ZIP archive or a spreadsheet); unpack it, or save it as text")
    } else if text.starts_with(&[0x1f, 0x8b]) {
        Some("it is packed (gzip); unpack it first")
    } else if text.starts_with(b"<") {
        Some("it is a web page or XML; save the data itself, not the page that shows it")
    } else if text.contains(&0) {
        Some("it has bytes of 0, so it is no text")
    } else {
        None
    }
}

fn without_mark(beginning: &[u8]) -> &[u8] {
    let mark = "\u{feff}".as_bytes();
    beginning.strip_prefix(mark).unwrap_or(beginning)
}

/// Reads to the end, and gives each block to `work` on one of the cores; `take` gets the results in their order. The path names in errors what
/// is read. Of one JSON array each entry is a line.
pub fn in_blocks<T: Send>(
    path: &Path,
    from: impl Read + Send,
    work: impl Fn(Block) -> T + Sync,
    take: impl FnMut(T),
) -> Result<(), StoreError> {
    let mut from = BufReader::with_capacity(BLOCK_BYTES, from);
    let beginning = from.fill_buf().map_err(io_error(path, "read it"))?;
    if let Some(problem) = other_than_lines(beginning) {
        return Err(unusable(path, problem.to_owned()));
    }
    let text = without_mark(beginning);
    let mark = beginning.len() - text.len();
    let result: io::Result<()> = if text.trim_ascii_start().starts_with(b"[") {
        from.consume(mark);
        let mut blocks = Blocks::new(ArrayLines::new(from));
        in_order(|| blocks.next(), work, take)
    } else {
        let mut blocks = Blocks::new(from);
        in_order(|| blocks.next(), work, take)
    };
    result.map_err(io_error(path, "read it"))
}

/// The blocks of a file, one after the other.
struct Blocks<R> {
    from: R,
    /// The number of the next line, from 1.
    line: u64,
    /// What was read of the lines that aren't whole yet.
    rest: Vec<u8>,
    is_at_end: bool,
}

impl<R: Read> Blocks<R> {
    fn new(from: R) -> Self {
        Self {
            from,
            line: 1,
            rest: Vec::new(),
            is_at_end: false,
        }
    }

    fn next(&mut self) -> io::Result<Option<Block>> {
        loop {
            if self.rest.len() > MAX_LINE_BYTES {
                self.rest = after_line(&mut self.from)?;
                return Ok(Some(self.block(None, 1)));
            }
            if self.is_at_end {
                return Ok(None);
            }
            self.is_at_end = fill(&mut self.from, &mut self.rest)?;
            let line_end = self.rest.iter().rposition(|byte| *byte == b'\n');
            let end = if self.is_at_end {
                self.rest.len()
            } else {
                line_end.map_or(0, |at| at + 1)
            };
            if end > 0 {
                let tail = self.rest.split_off(end);
                let bytes = mem::replace(&mut self.rest, tail);
                let lines = bytes.split(|byte| *byte == b'\n').count() as u64
                    - u64::from(bytes.ends_with(b"\n"));
                return Ok(Some(self.block(Some(bytes), lines)));
            }
        }
    }

    fn block(&mut self, bytes: Option<Vec<u8>>, lines: u64) -> Block {
        let first_line = self.line;
        self.line += lines;
        Block { first_line, bytes }
    }
}

/// Adds about a block to what there is. Returns whether the end was reached.
fn fill(from: &mut impl Read, rest: &mut Vec<u8>) -> io::Result<bool> {
    let read = from.by_ref().take(BLOCK_BYTES as u64).read_to_end(rest)?;
    Ok(read < BLOCK_BYTES)
}

/// Passes over the rest of a line, and returns what was read behind it.
fn after_line(from: &mut impl Read) -> io::Result<Vec<u8>> {
    loop {
        let mut passed = Vec::new();
        let is_end = fill(from, &mut passed)?;
        if let Some(end) = passed.iter().position(|byte| *byte == b'\n') {
            return Ok(passed.split_off(end + 1));
        }
        if is_end {
            return Ok(Vec::new());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The numbers of the lines with their lengths; `None` for a line that was passed over.
    fn lines_of(text: &[u8]) -> Vec<(u64, Option<usize>)> {
        let mut found = Vec::new();
        let work = |block: Block| {
            let Some(bytes) = block.bytes else {
                return vec![(block.first_line, None)];
            };
            let bytes = bytes.strip_suffix(b"\n").unwrap_or(&bytes);
            let lines = bytes.split(|byte| *byte == b'\n');
            (block.first_line..)
                .zip(lines.map(|line| Some(line.len())))
                .collect()
        };
        in_blocks(Path::new("it"), text, work, |lines: Vec<_>| {
            found.extend(lines);
        })
        .unwrap();
        found
    }

    #[test]
    fn every_line_is_worked_on_once_with_its_number() {
        let lengths: Vec<usize> = (0..40_000).map(|place| place * 37 % 131).collect();
        let text = lengths
            .iter()
            .map(|length| "x".repeat(*length) + "\n")
            .collect::<String>();
        assert!(text.len() > 2 * BLOCK_BYTES);
        let wanted: Vec<_> = (1..).zip(lengths.into_iter().map(Some)).collect();
        assert_eq!(lines_of(text.as_bytes()), wanted);
        // The last line break may be missing.
        assert_eq!(lines_of(&text.as_bytes()[..text.len() - 1]), wanted);
        assert_eq!(lines_of(b""), []);
        assert_eq!(lines_of(b"a"), [(1, Some(1))]);
    }

    #[test]
    fn a_line_that_is_too_long_is_passed_over() {
        let long = "x".repeat(MAX_LINE_BYTES + 2 * BLOCK_BYTES);
        let found = lines_of(format!("a\n{long}\nbc\n").as_bytes());
        assert_eq!(found, [(1, Some(1)), (2, None), (3, Some(2))]);
        let found = lines_of(format!("a\n{long}").as_bytes());
        assert_eq!(found, [(1, Some(1)), (2, None)]);
    }

    #[test]
    fn reading_ends_when_it_is_given_up() {
        let progress = Progress::default();
        progress.expect(1 << 40);
        let endless = progress.watch(io::repeat(b'\n'));
        let result = in_blocks(
            Path::new("it"),
            endless,
            |_| (),
            |()| {
                if progress.share().is_some_and(|share| share > 1e-6) {
                    progress.cancel();
                }
            },
        );
        assert!(result.is_err() && progress.is_cancelled());
    }

    #[test]
    fn what_holds_no_lines_is_told_by_its_beginning() {
        for (beginning, is_other) in [
            (&b"\xef\xbb\xbf{\"a\": 1}"[..], false),
            (b"a,b", false),
            (b"", false),
            (b"\xff\xfe{\0", true),
            (b"PK\x03\x04", true),
            (b"\x1f\x8b\x08", true),
            (b"\xef\xbb\xbf \n<!doctype html>", true),
            (b"a\0b", true),
        ] {
            assert_eq!(
                other_than_lines(beginning).is_some(),
                is_other,
                "{beginning:?}"
            );
        }
    }
}
