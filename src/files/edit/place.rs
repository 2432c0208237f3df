//! Where new text goes among the old: lines, commas, and comments that outlive what they stood in.

use std::ops::Range;

use super::changes::Changes;
use super::syntax::{Entry, Node};

impl Changes<'_> {
    /// Replaces a part of an entry. Comments in it move before the entry.
    pub(super) fn replace(&mut self, entry: &Entry, range: &Range<usize>, text: String) {
        let start = entry.start();
        let comments = self.comments_before(start, range);
        if !comments.is_empty() {
            self.edits.push((start..start, comments));
        }
        self.edits.push((range.clone(), text));
    }

    /// Removes an entry, with its line if it has one of its own. Comments in it stay.
    pub(super) fn remove(&mut self, entry: &Entry) {
        let text = self.file.text;
        let mut range = entry.start()..entry.end();
        let mut comments = self.comments_before(range.start, &range);
        let rest = text[range.end..].trim_start_matches([' ', '\t', '\r']);
        if self.file.begins_line(range.start) && rest.starts_with('\n') {
            range.end = text.len() - rest.len() + 1;
            let indentation = self.file.indentation(range.start);
            if comments.is_empty() {
                range.start -= indentation.len();
            } else {
                // The next line has an indentation of its own.
                comments.truncate(comments.len() - indentation.len());
            }
        } else {
            let rest = text[range.end..].trim_start_matches([' ', '\t']);
            range.end = text.len() - rest.len();
        }
        self.edits.push((range, comments));
    }

    /// The comments of a part of the text, to stand before an entry that begins at `start`.
    fn comments_before(&self, start: usize, range: &Range<usize>) -> String {
        let is_on_lines = self.file.begins_line(start);
        let mut result = String::new();
        for comment in self.file.comments(range) {
            let comment = self.file.slice(comment);
            result.push_str(comment);
            if is_on_lines || comment.starts_with("//") {
                result.push_str(self.file.line_break);
                result.push_str(self.file.indentation(start));
            } else {
                result.push(' ');
            }
        }
        result
    }

    /// Inserts entries of the new text after an entry of the file, or before the first.
    pub(super) fn insert(
        &mut self,
        node: &Node,
        after: Option<usize>,
        is_kept: &[bool],
        added: &[&Entry],
        is_on_lines: bool,
    ) {
        let behind = after.map_or(0, |index| index + 1);
        let previous = after.map(|index| &node.entries[index]);
        let next = node.entries.get(behind);
        let gap = previous.map_or(node.inner.start, Entry::end)
            ..next.map_or(node.inner.end, Entry::start);
        let mut ends_with_comma = is_kept[behind..].contains(&true);
        if let Some(previous) = previous {
            if previous.comma.is_none() {
                let end = previous.value.span.end;
                self.edits.push((end..end, ",".to_owned()));
            }
            ends_with_comma |= previous.comma.is_some();
        }
        if let Some(line_end) = self.file.line_end(&gap) {
            let is_first = previous.is_none() && !ends_with_comma;
            let lines = self.lines(node, previous, next, added, ends_with_comma || is_first);
            self.edits.push((line_end..line_end, lines));
        } else if node.entries.is_empty() && is_on_lines {
            let lines = self.lines(node, None, None, added, true);
            let outer = self.file.indentation(node.span.start);
            let text = format!("{lines}{}{outer}", self.file.line_break);
            self.edits.push((gap.end..gap.end, text));
        } else {
            self.insert_within_line(&gap, previous, next, added, ends_with_comma);
        }
    }

    /// Entries of the new text, each on a line of its own after a line break.
    fn lines(
        &self,
        node: &Node,
        previous: Option<&Entry>,
        next: Option<&Entry>,
        added: &[&Entry],
        ends_with_comma: bool,
    ) -> String {
        let file = self.file;
        let neighbours = previous.into_iter().chain(next).chain(&node.entries);
        let mut starts = neighbours.map(Entry::start);
        let indentation = match starts.find(|start| file.begins_line(*start)) {
            Some(start) => file.indentation(start).to_owned(),
            None => file.indentation(node.span.start).to_owned() + file.unit(),
        };
        let mut text = String::new();
        for (index, entry) in added.iter().enumerate() {
            let is_last = index + 1 == added.len();
            text.push_str(file.line_break);
            text.push_str(&indentation);
            let new = self.new;
            text.push_str(&new.indented_entry(entry, &indentation, file.unit(), file.line_break));
            if !is_last || ends_with_comma {
                text.push(',');
            }
        }
        text
    }

    /// Inserts entries into a line. `gap` is what stands between their neighbours.
    fn insert_within_line(
        &mut self,
        gap: &Range<usize>,
        previous: Option<&Entry>,
        next: Option<&Entry>,
        added: &[&Entry],
        ends_with_comma: bool,
    ) {
        let comments = self.file.comments(gap);
        // A comment before the bracket is about what stands before it; one before an entry, about that.
        let last = comments.last().filter(|_| next.is_none());
        let at = last.map_or(gap.start, |comment| comment.end);
        let entries: Vec<String> = added
            .iter()
            .map(|entry| self.new.compact_entry(entry))
            .collect();
        let mut text = entries.join(", ");
        if ends_with_comma {
            text.push(',');
        }
        let is_spaced = self.file.text[at..].starts_with(' ');
        if previous.is_some() || last.is_some() {
            text.insert(0, ' ');
            if next.is_some() && !is_spaced {
                text.push(' ');
            }
        } else if next.is_some() {
            if is_spaced {
                text.insert(0, ' ');
            } else {
                text.push(' ');
            }
        }
        self.edits.push((at..at, text));
    }
}
