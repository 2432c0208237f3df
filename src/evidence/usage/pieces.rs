//! Taking JSON apart into its rows while it is read, so that no more than one of them is in memory: the objects of lists, however nested, and of
//! the list that an object has under a certain name.

use super::table::MAX_ROW_BYTES;

/// A piece of a file.
pub(super) enum Piece<'a> {
    /// An object.
    Object(&'a [u8]),
    /// Something else than a row.
    Fault(&'static str),
}

const TOO_LONG: &str = "the row is longer than 16 MB, so it isn’t read";
const CUT_OFF: &str = "it ends before it is complete; the file may have been cut off here";
pub(super) const NO_OBJECT: &str = "it isn’t a JSON object";
const UNBALANCED: &str = "a bracket stands here that closes nothing";

/// What is around a row.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Around {
    List,
    /// The object that has the list of rows.
    Page,
}

/// Where the reading stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// Between rows.
    Between,
    /// Within a row.
    Row,
    /// Within something else in a list: a string, or a word.
    OtherText,
    OtherWord,
    /// Within a page, behind its list of rows.
    Tail,
}

/// Whether the reading stands within a string.
#[derive(Default)]
struct Quotes {
    is_open: bool,
    is_escaped: bool,
}

impl Quotes {
    fn open(&mut self) {
        (self.is_open, self.is_escaped) = (true, false);
    }

    /// Takes a byte of the string.
    fn take(&mut self, byte: u8) {
        let was_escaped = self.is_escaped;
        self.is_escaped = byte == b'\\' && !was_escaped;
        self.is_open = byte != b'"' || was_escaped;
    }
}

/// Takes JSON apart.
pub(super) struct Splitter<'a> {
    /// The name of the list of rows.
    list: &'a [u8],
    around: Vec<Around>,
    state: State,
    row: Vec<u8>,
    is_too_long: bool,
    /// Brackets that are open within the row or tail.
    depth: usize,
    string: Quotes,
    /// Where the last string of the row's outermost object began.
    string_start: usize,
    /// Whether that was the name of the list of rows, and a colon followed.
    is_list_next: bool,
    line: u64,
    row_line: u64,
}

/// Gives each row of a text with the line on which it begins.
pub(super) fn split(text: &[u8], list: &str, first_line: u64, take: &mut dyn FnMut(u64, Piece)) {
    let mut splitter = Splitter::new(list, first_line);
    splitter.take_all(text, take);
    splitter.end(take);
}

impl<'a> Splitter<'a> {
    /// One whose rows are in the list of this name, if they are in an object.
    pub fn new(list: &'a str, first_line: u64) -> Self {
        Self {
            list: list.as_bytes(),
            around: Vec::new(),
            state: State::Between,
            row: Vec::new(),
            is_too_long: false,
            depth: 0,
            string: Quotes::default(),
            string_start: 0,
            is_list_next: false,
            line: first_line,
            row_line: first_line,
        }
    }

    /// Goes on with what follows, and gives each row that ends there.
    pub fn take_all(&mut self, bytes: &[u8], take: &mut dyn FnMut(u64, Piece)) {
        for byte in bytes {
            self.take(*byte, take);
        }
    }

    fn take(&mut self, byte: u8, take: &mut dyn FnMut(u64, Piece)) {
        match self.state {
            State::Row => self.within_row(byte, take),
            State::Between => self.between(byte, take),
            State::Tail => self.within_tail(byte),
            State::OtherText => {
                self.string.take(byte);
                if !self.string.is_open {
                    self.state = State::Between;
                }
            }
            State::OtherWord => {
                if matches!(byte, b',' | b']' | b'\n' | b'{' | b'[' | b'}') {
                    self.state = State::Between;
                    self.between(byte, take);
                }
            }
        }
        self.line += u64::from(byte == b'\n');
    }

    fn between(&mut self, byte: u8, take: &mut dyn FnMut(u64, Piece)) {
        match byte {
            b'{' => {
                self.state = State::Row;
                self.row.clear();
                self.row.push(byte);
                (self.is_too_long, self.is_list_next) = (false, false);
                (self.depth, self.string_start, self.row_line) = (1, 0, self.line);
            }
            b'[' if self.around.len() < 64 => self.around.push(Around::List),
            b']' if self.around.last() == Some(&Around::List) => {
                self.around.pop();
                if self.around.last() == Some(&Around::Page) {
                    self.state = State::Tail;
                    self.depth = 1;
                }
            }
            b']' | b'}' | b'[' => take(self.line, Piece::Fault(UNBALANCED)),
            b',' | b' ' | b'\t' | b'\r' | b'\n' => {}
            _ => {
                take(self.line, Piece::Fault(NO_OBJECT));
                self.state = State::OtherWord;
                if byte == b'"' {
                    self.string.open();
                    self.state = State::OtherText;
                }
            }
        }
    }

    fn within_row(&mut self, byte: u8, take: &mut dyn FnMut(u64, Piece)) {
        if self.row.len() < MAX_ROW_BYTES {
            self.row.push(byte);
        } else {
            self.is_too_long = true;
        }
        if self.string.is_open {
            self.string.take(byte);
            if !self.string.is_open {
                let name = self
                    .row
                    .get(self.string_start..self.row.len().saturating_sub(1));
                self.is_list_next = self.depth == 1 && name == Some(self.list);
            }
            return;
        }
        match byte {
            b'"' => {
                self.string.open();
                self.string_start = self.row.len();
            }
            b'[' if self.is_list_next => {
                self.around.extend([Around::Page, Around::List]);
                self.state = State::Between;
            }
            b'{' | b'[' => self.depth += 1,
            b'}' | b']' => {
                self.depth -= 1;
                if self.depth == 0 {
                    self.state = State::Between;
                    let piece = if self.is_too_long {
                        Piece::Fault(TOO_LONG)
                    } else {
                        Piece::Object(&self.row)
                    };
                    take(self.row_line, piece);
                }
            }
            b':' | b' ' | b'\t' | b'\r' | b'\n' => return,
            _ => {}
        }
        self.is_list_next = false;
    }

    fn within_tail(&mut self, byte: u8) {
        if self.string.is_open {
            self.string.take(byte);
            return;
        }
        match byte {
            b'"' => self.string.open(),
            b'{' | b'[' => self.depth += 1,
            b'}' | b']' => {
                self.depth -= 1;
                if self.depth == 0 {
                    self.around.pop();
                    self.state = State::Between;
                }
            }
            _ => {}
        }
    }

    /// Says what is wrong with the end, if that is where the text ends.
    pub fn end(&mut self, take: &mut dyn FnMut(u64, Piece)) {
        match self.state {
            State::Row if self.is_too_long => take(self.row_line, Piece::Fault(TOO_LONG)),
            State::Row => take(self.row_line, Piece::Fault(CUT_OFF)),
            _ if !self.around.is_empty() => {
                take(
                    self.line,
                    Piece::Fault(
                        "the file ends before its list does; it may have been cut off here",
                    ),
                );
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests;
