//! A text as its difference from another one: the steps of an undo history are nearly equal.

use serde::{Deserialize, Serialize};

/// What makes one text of another: the same start, other text, the same end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Change {
    /// So many bytes at the start are the same.
    start: usize,
    /// So many bytes at the end are the same.
    end: usize,
    /// What stands between them.
    text: String,
}

impl Change {
    /// What makes `to` of `from`.
    pub fn between(from: &str, to: &str) -> Self {
        let same = |(left, right): &(u8, u8)| left == right;
        let start = from.bytes().zip(to.bytes()).take_while(same).count();
        let start = floor_boundary(from, to, start);
        let room = from.len().min(to.len()) - start;
        let end = (from.bytes().rev().zip(to.bytes().rev()))
            .take(room)
            .take_while(same)
            .count();
        // The rest of a character isn't a text.
        let end = (0..=end).rev().find(|end| {
            from.is_char_boundary(from.len() - end) && to.is_char_boundary(to.len() - end)
        });
        let end = end.unwrap_or(0);
        Self {
            start,
            end,
            text: to[start..to.len() - end].to_owned(),
        }
    }

    /// Makes the other text; `None` if it wasn't made from this one.
    pub fn apply(&self, from: &str) -> Option<String> {
        let end = from.len().checked_sub(self.end)?;
        if self.start > end {
            return None;
        }
        Some([from.get(..self.start)?, &self.text, from.get(end..)?].concat())
    }

    /// How much there is to write, in bytes.
    pub fn size(&self) -> usize {
        self.text.len()
    }
}

/// The last place up to `at` where both texts may be divided.
fn floor_boundary(left: &str, right: &str, at: usize) -> usize {
    let divides = |at: &usize| left.is_char_boundary(*at) && right.is_char_boundary(*at);
    (0..=at).rev().find(divides).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::Change;

    #[test]
    fn a_change_makes_the_other_text_and_holds_only_what_differs() {
        for (from, to, size) in [
            ("queries: 100,\n", "queries: 1200,\n", 1),
            ("same", "same", 0),
            ("", "new", 3),
            ("old", "", 0),
            ("aaa", "aaaaa", 2),
            // The first bytes of both are the same, and so are the last ones of the next two.
            ("name: ä", "name: ö", 2),
            ("\u{e9}x", "\u{1e9}x", 2),
        ] {
            let change = Change::between(from, to);
            assert_eq!(change.apply(from).as_deref(), Some(to));
            assert_eq!(change.size(), size, "{from:?} to {to:?}");
        }
    }

    #[test]
    fn a_change_of_another_text_is_refused() {
        let change = Change::between("a long text with an end", "a long text with another end");
        assert_eq!(change.apply("short"), None);
        let change = Change {
            start: 1,
            end: usize::MAX,
            text: String::new(),
        };
        assert_eq!(change.apply("ä"), None);
    }
}
