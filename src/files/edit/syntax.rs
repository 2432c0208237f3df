//! Where each part of a file's text stands: values with their brackets, entries and commas, and comments.
//!
//! The text was read before, so this only has to find the places in RON that is right. It doesn't look at what the values mean.

use std::ops::Range;

/// The parser's limit is lower, so a text with more nested brackets can't be read anyway.
const MAX_DEPTH: usize = 200;

/// The places in a text.
#[derive(Debug)]
pub(super) struct Syntax {
    /// The value that the file states.
    pub(super) root: Node,
    /// The comments, in order. Those to the end of a line go without the line break.
    pub(super) comments: Vec<Range<usize>>,
    /// Whether the file's attributes demand that structs are named.
    pub(super) names_structs: bool,
}

/// What a value is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A number, a text or a name: it has no entries.
    Plain,
    /// `(a: 1)`, perhaps with a name before the bracket.
    Struct,
    /// `{"a": 1}`.
    Map,
    /// `[1, 2]`, or a tuple.
    List,
    /// `Some(1)`: one entry.
    Some,
}

/// A value.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) kind: Kind,
    /// From the first letter to the last, a struct's name and the brackets included.
    pub(super) span: Range<usize>,
    /// What is between the brackets; empty for a plain value.
    pub(super) inner: Range<usize>,
    pub(super) entries: Vec<Entry>,
}

/// An entry between brackets.
#[derive(Debug)]
pub(super) struct Entry {
    /// The name of a field or the key in a map; empty in a list, where the value begins.
    pub(super) key: Range<usize>,
    pub(super) value: Node,
    /// Where its comma stands; the last entry may have none.
    pub(super) comma: Option<usize>,
}

impl Entry {
    /// Where it begins.
    pub(super) fn start(&self) -> usize {
        self.key.start
    }

    /// Where it ends, with its comma.
    pub(super) fn end(&self) -> usize {
        self.comma.map_or(self.value.span.end, |comma| comma + 1)
    }
}

impl Syntax {
    /// Finds the places in a text; `None` if its brackets, quotes or comments don't match.
    pub(super) fn new(text: &str) -> Option<Self> {
        let mut scanner = Scanner {
            text,
            at: 0,
            comments: Vec::new(),
        };
        let names_structs = scanner.attributes()?;
        let root = scanner.value(0)?;
        scanner.skip_trivia()?;
        let is_whole = scanner.at == text.len();
        is_whole.then_some(Self {
            root,
            comments: scanner.comments,
            names_structs,
        })
    }
}

/// Goes through a text from its beginning.
struct Scanner<'a> {
    text: &'a str,
    at: usize,
    comments: Vec<Range<usize>>,
}

impl<'a> Scanner<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn next_is(&self, letter: char) -> bool {
        self.rest().starts_with(letter)
    }

    /// Goes past a letter, if it is the next one.
    fn take(&mut self, letter: char) -> bool {
        let is_next = self.next_is(letter);
        if is_next {
            self.at += letter.len_utf8();
        }
        is_next
    }

    /// Goes past white space and comments; `None` if a comment has no end.
    fn skip_trivia(&mut self) -> Option<()> {
        loop {
            let rest = self.rest();
            let blank = rest.find(|letter| !is_white_space(letter));
            self.at += blank.unwrap_or(rest.len());
            let rest = self.rest();
            let length = if rest.starts_with("//") {
                line_comment(rest)
            } else if rest.starts_with("/*") {
                block_comment(rest)?
            } else {
                return Some(());
            };
            self.comments.push(self.at..self.at + length);
            self.at += length;
        }
    }

    /// Goes past `#![enable(…)]` and the like. Returns whether they demand that structs are named.
    fn attributes(&mut self) -> Option<bool> {
        let mut names_structs = false;
        self.skip_trivia()?;
        while self.take('#') {
            while !self.take(']') {
                if self.literal().is_none() {
                    let word = self.word();
                    names_structs |= &self.text[word.clone()] == "explicit_struct_names";
                    if word.is_empty() {
                        self.at += self.rest().chars().next()?.len_utf8();
                    }
                }
                self.skip_trivia()?;
            }
            self.skip_trivia()?;
        }
        Some(names_structs)
    }

    /// Goes past a value.
    fn value(&mut self, depth: usize) -> Option<Node> {
        let start = self.at;
        if let Some(span) = self.literal() {
            return Some(plain(span));
        }
        let name = self.word();
        if !name.is_empty() {
            // Between a struct's name and its bracket there may be white space and comments.
            let comments = self.comments.len();
            self.skip_trivia()?;
            if !self.next_is('(') {
                self.at = name.end;
                self.comments.truncate(comments);
                return Some(plain(name));
            }
        }
        self.in_brackets(start, name, depth)
    }

    /// Goes past brackets and what is in them.
    fn in_brackets(&mut self, start: usize, name: Range<usize>, depth: usize) -> Option<Node> {
        let open = self.rest().chars().next()?;
        let close = match open {
            '(' => ')',
            '[' => ']',
            '{' => '}',
            _ => return None,
        };
        if depth == MAX_DEPTH {
            return None;
        }
        self.at += 1;
        let inner_start = self.at;
        let mut entries = Vec::new();
        self.skip_trivia()?;
        while !self.next_is(close) {
            let entry = self.entry(depth + 1)?;
            self.skip_trivia()?;
            if entry.comma.is_none() && !self.next_is(close) {
                return None;
            }
            entries.push(entry);
        }
        let inner = inner_start..self.at;
        self.at += 1;
        let named = entries.iter().filter(|entry| !entry.key.is_empty()).count();
        let kind = match (open, named) {
            ('{', _) if named == entries.len() => Kind::Map,
            ('(', _) if named == entries.len() => Kind::Struct,
            ('(', 0) if entries.len() == 1 && &self.text[name] == "Some" => Kind::Some,
            ('(' | '[', 0) => Kind::List,
            _ => return None,
        };
        Some(Node {
            kind,
            span: start..self.at,
            inner,
            entries,
        })
    }

    fn entry(&mut self, depth: usize) -> Option<Entry> {
        let first = self.value(depth)?;
        self.skip_trivia()?;
        let (key, value) = if self.take(':') {
            self.skip_trivia()?;
            (first.span, self.value(depth)?)
        } else {
            (first.span.start..first.span.start, first)
        };
        self.skip_trivia()?;
        let at = self.at;
        let comma = self.take(',').then_some(at);
        Some(Entry { key, value, comma })
    }

    /// Goes past a number or a name, and returns where it stood: an empty place if there is none.
    fn word(&mut self) -> Range<usize> {
        let rest = self.rest();
        let ends = |letter| is_white_space(letter) || "()[]{},:\"'/=".contains(letter);
        let start = self.at;
        self.at += rest.find(ends).unwrap_or(rest.len());
        start..self.at
    }

    /// Goes past a text or a character, if there is one here that has an end.
    fn literal(&mut self) -> Option<Range<usize>> {
        let rest = self.rest();
        let (quoted, prefix) = match rest.strip_prefix('b') {
            Some(bytes) => (bytes, 1),
            None => (rest, 0),
        };
        let length = match quoted.chars().next()? {
            '"' => escaped(quoted)?,
            '\'' => character(quoted)?,
            'r' => raw(quoted)?,
            _ => return None,
        };
        let start = self.at;
        self.at += prefix + length;
        Some(start..self.at)
    }
}

fn plain(span: Range<usize>) -> Node {
    Node {
        kind: Kind::Plain,
        inner: span.end..span.end,
        span,
        entries: Vec::new(),
    }
}

/// What RON counts as white space.
pub(super) fn is_white_space(letter: char) -> bool {
    matches!(
        letter,
        '\t' | '\n'
            | '\x0B'
            | '\x0C'
            | '\r'
            | ' '
            | '\u{85}'
            | '\u{200E}'
            | '\u{200F}'
            | '\u{2028}'
            | '\u{2029}'
    )
}

/// The length of a comment from `//` to the end of its line, without the line break.
fn line_comment(text: &str) -> usize {
    let line = text.find('\n').map_or(text, |end| &text[..end]);
    line.strip_suffix('\r').unwrap_or(line).len()
}

/// The length of the text in quotes or the comment at the start of `text`, raw texts included; `None` if there is neither. What has no end
/// goes on to the end of `text`.
pub(in crate::files) fn text_or_comment(text: &str) -> Option<usize> {
    let closed = |end: Option<usize>| Some(end.unwrap_or(text.len()));
    if text.starts_with("//") {
        Some(line_comment(text))
    } else if text.starts_with("/*") {
        closed(block_comment(text))
    } else if text.starts_with('"') {
        closed(escaped(text))
    } else if let Some(quoted) = text.strip_prefix('r')
        && quoted.trim_start_matches('#').starts_with('"')
    {
        closed(raw(text))
    } else {
        None
    }
}

/// The length of a comment between `/*` and `*/`, which may have others in it.
fn block_comment(text: &str) -> Option<usize> {
    let mut depth = 0;
    let mut at = 0;
    loop {
        let rest = &text[at..];
        at += rest.find(['/', '*'])?;
        let rest = &text[at..];
        if rest.starts_with("/*") {
            depth += 1;
            at += 2;
        } else if rest.starts_with("*/") {
            depth -= 1;
            at += 2;
        } else {
            at += 1;
        }
        if depth == 0 {
            return Some(at);
        }
    }
}

/// The length of a text between quotes, in which a backslash escapes what follows.
fn escaped(text: &str) -> Option<usize> {
    let mut at = 1;
    loop {
        let rest = &text[at..];
        at += rest.find(['"', '\\'])?;
        if text[at..].starts_with('"') {
            return Some(at + 1);
        }
        at += 1;
        at += text[at..].chars().next()?.len_utf8();
    }
}

/// The length of a raw text, such as `r#"a "quoted" word"#`.
fn raw(text: &str) -> Option<usize> {
    let quoted = text.strip_prefix('r')?;
    let hashes = quoted.len() - quoted.trim_start_matches('#').len();
    let inside = quoted[hashes..].strip_prefix('"')?;
    let end = format!("\"{}", "#".repeat(hashes));
    Some(1 + hashes + 1 + inside.find(&end)? + end.len())
}

/// The length of a character between single quotes.
fn character(text: &str) -> Option<usize> {
    let mut letters = text.char_indices().skip(1);
    let (_, first) = letters.next()?;
    if first == '\\' {
        letters.next()?;
    }
    let (end, _) = letters.find(|(_, letter)| *letter == '\'')?;
    Some(end + 1)
}
