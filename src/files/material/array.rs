//! One JSON array as lines: each entry on the line on which it begins.

use std::io::{self, Read};

/// Bytes that are taken at a time.
const BUFFER_BYTES: usize = 1 << 16;

/// Reads a JSON array, and gives each of its entries a line of its own. Line breaks within an entry follow after it, so that entries keep the
/// numbers of their lines where no two of them share one. What isn't JSON is passed on for others to find; an array that ends between entries
/// without its closing bracket has a last line of the opening bracket alone.
#[derive(Debug)]
pub(super) struct ArrayLines<R> {
    from: R,
    place: Place,
    taken: Vec<u8>,
    ready: Vec<u8>,
    given: usize,
}

/// Where in the array the next byte is.
#[derive(Debug, Default)]
struct Place {
    part: Part,
    /// Open brackets and braces, without the array’s own.
    depth: usize,
    is_in_text: bool,
    is_escaped: bool,
    /// Line breaks within the entry.
    held_back: usize,
    line: Line,
}

/// The line that is given.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Line {
    /// Nothing stands on it yet.
    #[default]
    Empty,
    /// An entry does.
    Begun,
    /// An entry ended on it: what comes next begins another.
    Ended,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Part {
    #[default]
    Before,
    Array,
    After,
}

impl<R: Read> ArrayLines<R> {
    pub fn new(from: R) -> Self {
        Self {
            from,
            place: Place::default(),
            taken: vec![0; BUFFER_BYTES],
            ready: Vec::new(),
            given: 0,
        }
    }
}

impl Place {
    fn take(&mut self, byte: u8, to: &mut Vec<u8>) {
        if self.part == Part::After {
            return to.push(byte);
        }
        if self.is_in_text {
            self.is_in_text = byte != b'"' || self.is_escaped;
            self.is_escaped = byte == b'\\' && !self.is_escaped;
            return to.push(byte);
        }
        match byte {
            b'\n' if self.depth > 0 => {
                self.held_back += 1;
                return to.push(b' ');
            }
            b'\n' => self.line = Line::Empty,
            b'[' if self.part == Part::Before => {
                self.part = Part::Array;
                return;
            }
            b',' if self.depth == 0 => {
                self.end_entry(to);
                return;
            }
            b']' if self.depth == 0 => {
                self.end_entry(to);
                self.part = Part::After;
                return;
            }
            _ if self.line == Line::Ended && !byte.is_ascii_whitespace() => to.push(b'\n'),
            _ => {}
        }
        if !byte.is_ascii_whitespace() {
            self.line = Line::Begun;
        }
        match byte {
            b'"' => self.is_in_text = true,
            b'[' | b'{' => self.depth += 1,
            b']' | b'}' => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
        to.push(byte);
    }

    fn end_entry(&mut self, to: &mut Vec<u8>) {
        to.extend(std::iter::repeat_n(b'\n', self.held_back));
        self.line = match self.line {
            Line::Begun if self.held_back == 0 => Line::Ended,
            Line::Begun => Line::Empty,
            other => other,
        };
        self.held_back = 0;
    }

    /// Ends the text. An entry that was cut off is told by whoever reads it; what was cut off behind an entry would be seen by nobody.
    fn end(&mut self, to: &mut Vec<u8>) {
        if self.part == Part::Array && self.depth == 0 && !self.is_in_text {
            self.end_entry(to);
            if self.line != Line::Empty {
                to.push(b'\n');
            }
            to.push(b'[');
        }
        self.part = Part::After;
    }
}

impl<R: Read> Read for ArrayLines<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while self.given == self.ready.len() {
            self.ready.clear();
            self.given = 0;
            let read = self.from.read(&mut self.taken)?;
            if read == 0 {
                self.place.end(&mut self.ready);
                if self.ready.is_empty() {
                    return Ok(0);
                }
            }
            for byte in &self.taken[..read] {
                self.place.take(*byte, &mut self.ready);
            }
        }
        let given = into.len().min(self.ready.len() - self.given);
        into[..given].copy_from_slice(&self.ready[self.given..self.given + given]);
        self.given += given;
        Ok(given)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> String {
        let mut lines = String::new();
        ArrayLines::new(text.as_bytes())
            .read_to_string(&mut lines)
            .unwrap();
        lines
    }

    #[test]
    fn each_entry_stands_on_the_line_on_which_it_begins() {
        let text = "[\n  {\n    \"a\": [1,\n 2]\n  },\n  {\"b\": \"x,]\\\"\\\\\"}\n]\n";
        let lines: Vec<String> = lines(text)
            .lines()
            .map(|line| line.trim().to_owned())
            .collect();
        assert_eq!(lines[1], "{     \"a\": [1,  2]   }");
        assert_eq!(lines[5], "{\"b\": \"x,]\\\"\\\\\"}");
        assert!(
            lines
                .iter()
                .enumerate()
                .all(|(place, line)| matches!(place, 1 | 5) || line.is_empty()),
            "{lines:?}"
        );
    }

    #[test]
    fn entries_on_one_line_get_lines_of_their_own() {
        assert_eq!(
            lines("[{\"a\":1},{\"a\":2}, {\"a\":3}]"),
            "{\"a\":1}\n{\"a\":2}\n {\"a\":3}".replace("\n ", " \n")
        );
        // The second one begins where the first one ends, on line 3.
        assert_eq!(
            lines("[{\"a\":\n1,\n\"b\":2}, {\"a\":3}]"),
            "{\"a\": 1, \"b\":2}\n\n {\"a\":3}"
        );
        assert_eq!(lines("[]"), "");
        assert_eq!(lines("[1,2]\nmore"), "1\n2\nmore");
        // What was cut off is found by whoever reads the entry.
        assert_eq!(lines("[{\"a\":1},{\"a\":"), "{\"a\":1}\n{\"a\":");
    }

    #[test]
    fn an_array_that_ends_between_entries_has_its_bracket_where_it_ends() {
        for (text, line) in [
            ("[", 1),
            ("[\n", 2),
            ("[{\"a\":1}", 2),
            ("[{\"a\":1},", 2),
            ("[{\"a\":1},\n{\"a\":2}", 3),
            ("[{\"a\":1},\n{\"a\":2}\n", 3),
            ("[{\"a\":1},\n{\"a\":\n2}\n\n", 5),
            ("[{\"a\":1},\n{\"a\":\n2}", 3),
        ] {
            let lines = lines(text);
            let last = (1..).zip(lines.lines()).last();
            assert_eq!(
                last.map(|(place, text)| (place, text.trim())),
                Some((line, "[")),
                "{text}"
            );
            assert_eq!(lines.matches('[').count(), 1);
        }
    }
}
