//! The list of contents of a PDF, which readers show beside the pages.

use std::iter::Peekable;
use std::vec::IntoIter;

use krilla::destination::XyzDestination;
use krilla::geom::Point;
use krilla::outline::{Outline, OutlineNode};

/// The headings of a document, in their order.
#[derive(Default)]
pub(super) struct Contents {
    headings: Vec<Heading>,
}

struct Heading {
    level: u16,
    text: String,
    /// The number of its page, from 0.
    page: usize,
    /// Its upper edge, in points from that of the page.
    top: f32,
}

impl Contents {
    /// Adds the heading that comes next.
    pub(super) fn add(&mut self, level: u16, text: &str, page: usize, top: f32) {
        self.headings.push(Heading {
            level,
            text: text.to_owned(),
            page,
            top,
        });
    }

    /// The list. Pages without a heading, such as a single chart, are listed by the title of the document.
    pub(super) fn outline(mut self, title: &str, page_count: usize) -> Outline {
        if self.headings.is_empty() && page_count > 0 {
            self.add(1, title, 0, 0.0);
        }
        let mut outline = Outline::new();
        for node in nodes(&mut self.headings.into_iter().peekable(), 1) {
            outline.push_child(node);
        }
        outline
    }
}

/// The next headings that aren't above this level, each with those below it.
fn nodes(headings: &mut Peekable<IntoIter<Heading>>, level: u16) -> Vec<OutlineNode> {
    let mut nodes = Vec::new();
    while let Some(heading) = headings.next_if(|heading| heading.level >= level) {
        let at = Point::from_xy(0.0, heading.top);
        // Only the document's own heading shows what is below it, so that the list is short at first.
        let mut node = OutlineNode::new(heading.text, XyzDestination::new(heading.page, at))
            .with_open(heading.level == 1);
        for inner in self::nodes(headings, heading.level + 1) {
            node.push_child(inner);
        }
        nodes.push(node);
    }
    nodes
}
