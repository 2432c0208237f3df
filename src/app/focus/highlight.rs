//! The highlight in a list below a text field. The field keeps the keyboard, and the keys that mean nothing to it move the highlight.

use egui::{Key, Modifiers, Ui};

/// A key that moves the highlight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Down,
    Up,
    PageDown,
    PageUp,
}

impl Step {
    const ALL: [Self; 4] = [Self::Down, Self::Up, Self::PageDown, Self::PageUp];

    fn key(self) -> Key {
        match self {
            Self::Down => Key::ArrowDown,
            Self::Up => Key::ArrowUp,
            Self::PageDown => Key::PageDown,
            Self::PageUp => Key::PageUp,
        }
    }

    /// Where the highlight is after it. `last` is the place of the last item, and a page has so many items.
    fn from(self, highlighted: Option<usize>, last: usize, page: usize) -> usize {
        let page = page.max(1);
        match (self, highlighted) {
            (Self::Down | Self::PageUp, None) => 0,
            (Self::Down, Some(at)) if at >= last => 0,
            (Self::Down, Some(at)) => at + 1,
            (Self::Up, None | Some(0)) => last,
            (Self::Up, Some(at)) => at - 1,
            (Self::PageDown, None) => (page - 1).min(last),
            (Self::PageDown, Some(at)) => (at + page).min(last),
            (Self::PageUp, Some(at)) => at.saturating_sub(page),
        }
    }
}

/// Moves the highlight in a list of so many items, of which a page shows so many, by the keys of this frame. To be called before the text
/// field is drawn.
///
/// ↓ goes from none to the first and from the last to the first, ↑ the other way round; Page Up and Page Down go by a page and stay at the
/// ends. Home and End belong to the field.
pub fn moved_highlight(
    ui: &Ui,
    highlighted: Option<usize>,
    count: usize,
    page: usize,
) -> Option<usize> {
    let last = count.checked_sub(1)?;
    let mut highlighted = highlighted.map(|at| at.min(last));
    ui.input_mut(|input| {
        for step in Step::ALL {
            for _ in 0..input.count_and_consume_key(Modifiers::NONE, step.key()) {
                highlighted = Some(step.from(highlighted, last, page));
            }
        }
    });
    highlighted
}

#[cfg(test)]
mod tests {
    use super::Step::{self, Down, PageDown, PageUp, Up};

    /// Where the highlight of a list of ten items and pages of four is after these keys, beginning with none.
    fn after(steps: &[Step]) -> Option<usize> {
        let step = |at, step: &Step| Some(step.from(at, 9, 4));
        steps.iter().fold(None, step)
    }

    #[test]
    fn arrows_begin_at_the_ends_and_go_round() {
        assert_eq!(after(&[Down]), Some(0));
        assert_eq!(after(&[Up]), Some(9));
        assert_eq!(after(&[Down, Down]), Some(1));
        assert_eq!(after(&[Down, Up]), Some(9));
        assert_eq!(after(&[Up, Down]), Some(0));
        assert_eq!(after(&[Up, Up]), Some(8));
    }

    #[test]
    fn pages_stay_at_the_ends() {
        assert_eq!(after(&[PageDown]), Some(3));
        assert_eq!(after(&[PageDown, PageDown]), Some(7));
        assert_eq!(after(&[PageDown; 5]), Some(9));
        assert_eq!(after(&[PageDown, PageUp]), Some(0));
        assert_eq!(after(&[PageUp]), Some(0));
    }

    #[test]
    fn the_only_item_stays_highlighted() {
        for step in Step::ALL {
            assert_eq!(step.from(None, 0, 4), 0);
            assert_eq!(step.from(Some(0), 0, 4), 0);
        }
    }
}
