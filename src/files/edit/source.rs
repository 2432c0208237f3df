//! A text with its places, and what they say of its layout: lines, indentation, comments.

use std::borrow::Cow;
use std::ops::Range;

use crate::files::format;

use super::syntax::{Entry, Kind, Node, Syntax};

/// Indentation of a file that has none yet, as the program writes it.
const INDENTATION: &str = "    ";

/// A text with its places.
pub(super) struct Source<'a> {
    pub(super) text: &'a str,
    pub(super) syntax: Syntax,
    /// How the file breaks its lines.
    pub(super) line_break: &'static str,
}

impl<'a> Source<'a> {
    pub(super) fn new(text: &'a str) -> Option<Self> {
        let first = text.find('\n');
        let is_windows = first.is_some_and(|end| text[..end].ends_with('\r'));
        Some(Self {
            text,
            syntax: Syntax::new(text)?,
            line_break: if is_windows { "\r\n" } else { "\n" },
        })
    }

    pub(super) fn slice(&self, range: &Range<usize>) -> &'a str {
        &self.text[range.clone()]
    }

    /// The name of an entry, by which it is found in another text.
    pub(super) fn name(&self, entry: &Entry) -> Cow<'a, str> {
        let key = self.slice(&entry.key);
        if !key.contains('"') {
            return Cow::Borrowed(key.strip_prefix("r#").unwrap_or(key));
        }
        let text = format::ron_options().from_str(key);
        text.map_or(Cow::Borrowed(key), Cow::Owned)
    }

    /// The comments that stand in a part of the text.
    pub(super) fn comments(&self, range: &Range<usize>) -> &[Range<usize>] {
        let comments = &self.syntax.comments;
        let first = comments.partition_point(|comment| comment.start < range.start);
        let last = comments.partition_point(|comment| comment.start < range.end);
        &comments[first..last]
    }

    /// Where the first line break is in a part of the text that has no values; one in a comment doesn't count.
    pub(super) fn line_end(&self, range: &Range<usize>) -> Option<usize> {
        let mut from = range.start;
        for comment in self.comments(range) {
            if let Some(end) = first_line_end(self.text, from..comment.start) {
                return Some(end);
            }
            from = comment.end;
        }
        first_line_end(self.text, from..range.end)
    }

    /// Whether only white space stands before this place in its line.
    pub(super) fn begins_line(&self, at: usize) -> bool {
        let before = self.text[..at].trim_end_matches([' ', '\t']);
        before.is_empty() || before.ends_with('\n')
    }

    /// The white space with which the line of a place begins.
    pub(super) fn indentation(&self, at: usize) -> &'a str {
        let start = self.text[..at].rfind('\n').map_or(0, |end| end + 1);
        let line = &self.text[start..at];
        &line[..line.len() - line.trim_start_matches([' ', '\t']).len()]
    }

    /// By how much the file indents what is in brackets.
    pub(super) fn unit(&self) -> &'a str {
        let entries = &self.syntax.root.entries;
        let indented = entries.iter().map(Entry::start);
        let indented = indented.filter(|start| self.begins_line(*start));
        let mut units = indented.map(|start| self.indentation(start));
        units.find(|unit| !unit.is_empty()).unwrap_or(INDENTATION)
    }

    /// A value on one line.
    pub(super) fn compact(&self, node: &Node) -> String {
        let (open, close) = match node.kind {
            Kind::Plain => return self.slice(&node.span).to_owned(),
            Kind::Struct | Kind::Some => ("(", ")"),
            Kind::Map => ("{", "}"),
            Kind::List => ("[", "]"),
        };
        let name = self.slice(&(node.span.start..node.inner.start - 1));
        let entries: Vec<String> = node
            .entries
            .iter()
            .map(|entry| self.compact_entry(entry))
            .collect();
        format!("{name}{open}{}{close}", entries.join(", "))
    }

    /// An entry on one line, without its comma.
    pub(super) fn compact_entry(&self, entry: &Entry) -> String {
        let value = self.compact(&entry.value);
        if entry.key.is_empty() {
            return value;
        }
        format!("{}: {value}", self.slice(&entry.key))
    }

    /// An entry as it stands here, without its comma, for a place that is indented otherwise: this text was written by the program, so its
    /// values have line breaks between entries only.
    pub(super) fn indented_entry(
        &self,
        entry: &Entry,
        indentation: &str,
        unit: &str,
        line_break: &str,
    ) -> String {
        let depth = self.indentation(entry.start()).len() / INDENTATION.len();
        let text = self.slice(&(entry.start()..entry.value.span.end));
        let mut lines = text.split('\n');
        let mut result = lines.next().unwrap_or_default().to_owned();
        for line in lines {
            let content = line.trim_start_matches(' ');
            let deeper = (line.len() - content.len()) / INDENTATION.len() - depth;
            result.push_str(line_break);
            result.push_str(indentation);
            result.push_str(&unit.repeat(deeper));
            result.push_str(content);
        }
        result
    }
}

/// The first line break in a part of a text, from its carriage return on if it has one.
fn first_line_end(text: &str, range: Range<usize>) -> Option<usize> {
    let part = &text[range.clone()];
    let end = part.find('\n')?;
    let line = &part[..end];
    Some(range.start + line.strip_suffix('\r').unwrap_or(line).len())
}
