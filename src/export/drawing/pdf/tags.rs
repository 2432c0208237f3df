//! What each part of a document is, as the tree of tags that programs for reading aloud follow (ISO 32000-1, 14.8).

use std::num::NonZeroU16;

use egui::Rect;
use krilla::geom::Rect as PdfRect;
use krilla::tagging::{
    BBox, Identifier, ListNumbering, Node, TableHeaderScope, Tag, TagGroup, TagKind, TagTree,
};

use crate::export::drawing::page::{ListItem, Named, Role, TableCell};

/// The tree while the parts are added in their order.
#[derive(Default)]
pub(super) struct Tags {
    finished: Vec<Node>,
    /// The groups that what comes next may still belong to, from the outermost on.
    open: Vec<(Place, TagGroup)>,
    /// How many parts stand alone, to tell them apart.
    single_count: usize,
    /// The levels of the last heading and of those that it is below.
    levels: Vec<u16>,
}

/// Which group within the one around it. Parts that follow each other on the same path are in one group, on whichever pages they are.
#[derive(PartialEq, Eq)]
enum Place {
    Single(usize),
    List(usize),
    Item(ListItem),
    Sign,
    Text,
    Table(usize),
    Head,
    Body,
    /// `None` is that of the head.
    Row(Option<usize>),
    Cell(usize),
}

impl Tags {
    /// Adds the part that comes next: its content, the number of its page and its place there.
    pub(super) fn add(&mut self, role: &Role, content: Identifier, page: usize, place: Rect) {
        let path = match role {
            Role::Foot | Role::RepeatedHead => return,
            Role::Heading { level, text } => {
                // No level is left out on the way down.
                self.levels.retain(|above| above < level);
                let above = u16::try_from(self.levels.len()).unwrap_or(0);
                self.levels.push(*level);
                let level = NonZeroU16::MIN.saturating_add(above);
                vec![(self.single(), Tag::Hn(level, Some(text.clone())).into())]
            }
            Role::Paragraph => vec![(self.single(), Tag::P.into())],
            Role::Figure(description) => {
                let around =
                    PdfRect::from_ltrb(place.left(), place.top(), place.right(), place.bottom());
                let tag = Tag::Figure(Some(description.clone()))
                    .with_bbox(around.map(|around| BBox::new(page, around)));
                vec![(self.single(), tag.into())]
            }
            Role::ItemSign(item) => list_path(*item, Place::Sign, Tag::Lbl.into()),
            Role::ItemText(item) => list_path(*item, Place::Text, Tag::LBody.into()),
            Role::Cell(cell) => table_path(cell),
        };
        self.open_path(path);
        if let Some((_, innermost)) = self.open.last_mut() {
            innermost.push(content);
        }
    }

    /// The whole tree, of a document in this language.
    pub(super) fn tree(mut self, language: &str) -> TagTree {
        self.close_to(0);
        TagTree::from(self.finished).with_lang(Some(language.to_owned()))
    }

    fn single(&mut self) -> Place {
        self.single_count += 1;
        Place::Single(self.single_count)
    }

    /// Closes the groups that aren't on the path, and opens those of it that aren't open yet.
    fn open_path(&mut self, path: Vec<(Place, TagKind)>) {
        let is_open = |(open, wanted): &(&(Place, TagGroup), &(Place, TagKind))| open.0 == wanted.0;
        let common = self.open.iter().zip(&path).take_while(is_open).count();
        self.close_to(common);
        let missing = path.into_iter().skip(common);
        self.open
            .extend(missing.map(|(place, tag)| (place, TagGroup::new(tag))));
    }

    /// Closes groups until so many are open.
    fn close_to(&mut self, count: usize) {
        while self.open.len() > count {
            let Some((_, group)) = self.open.pop() else {
                return;
            };
            match self.open.last_mut() {
                Some((_, outer)) => outer.push(group),
                None => self.finished.push(group.into()),
            }
        }
    }
}

fn list_path(item: ListItem, place: Place, tag: TagKind) -> Vec<(Place, TagKind)> {
    // The sign of an item is the first that is seen of a list that has signs.
    let numbering = match place {
        Place::Sign => ListNumbering::Disc,
        _ => ListNumbering::None,
    };
    vec![
        (Place::List(item.list), Tag::L(numbering).into()),
        (Place::Item(item), Tag::LI.into()),
        (place, tag),
    ]
}

fn table_path(cell: &TableCell) -> Vec<(Place, TagKind)> {
    let &TableCell {
        table,
        row,
        column,
        names,
    } = cell;
    let section = match row {
        None => (Place::Head, Tag::THead.into()),
        Some(_) => (Place::Body, Tag::TBody.into()),
    };
    let tag = match names {
        Some(Named::Column) => Tag::TH(TableHeaderScope::Column).into(),
        Some(Named::Row) => Tag::TH(TableHeaderScope::Row).into(),
        None => Tag::TD.into(),
    };
    vec![
        (Place::Table(table), Tag::Table.into()),
        section,
        (Place::Row(row), Tag::TR.into()),
        (Place::Cell(column), tag),
    ]
}
