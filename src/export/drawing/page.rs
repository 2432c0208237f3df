//! A page of a document: what is drawn on it, and what each part of that is to somebody who has the page read out.

use std::ops::Range;

use egui::{Rect, Ui};

use super::Drawing;

/// A page of a document.
pub struct Page {
    /// What is drawn on the page itself. Shapes that belong to no part are decoration: nobody reads them out.
    pub sheet: Drawing,
    /// The parts, in the order in which they are read.
    pub parts: Vec<Part>,
}

/// A part of a page.
pub struct Part {
    /// What it is.
    pub role: Role,
    /// What is drawn for it.
    pub content: Content,
}

/// What is drawn for a part of a page.
pub enum Content {
    /// These shapes of the sheet, in their order.
    Shapes(Range<usize>),
    /// A drawing of its own, at this place in points.
    Figure(Box<Drawing>, Rect),
}

/// What a part of a page is. Lists, their items and tables are numbered throughout a document, so that one may go on over several pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Role {
    /// A heading.
    Heading {
        /// From 1, the document's own heading.
        level: u16,
        /// Its words, for the list of contents.
        text: String,
    },
    /// One or more sentences.
    Paragraph,
    /// The sign before an item of a list.
    ItemSign(ListItem),
    /// What an item of a list says.
    ItemText(ListItem),
    /// A cell of a table.
    Cell(TableCell),
    /// A picture with a description for those who don't see it.
    Figure(String),
    /// The foot of a page.
    Foot,
    /// The head of a table, once more on a page on which the table goes on.
    RepeatedHead,
}

/// An item of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListItem {
    /// The number of the list.
    pub list: usize,
    /// The number of the item within the list.
    pub item: usize,
}

/// A cell of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TableCell {
    /// The number of the table.
    pub table: usize,
    /// The row's number within the table; `None` in its head.
    pub row: Option<usize>,
    /// The number of the column.
    pub column: usize,
    /// What it names, if it is a heading of other cells.
    pub names: Option<Named>,
}

/// What a cell of a table names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Named {
    /// The cells below it.
    Column,
    /// The cells beside it.
    Row,
}

impl Page {
    /// A page that is one picture.
    pub(in crate::export) fn of_figure(drawing: Drawing, description: String) -> Self {
        let part = Part {
            role: Role::Figure(description),
            content: Content::Shapes(0..drawing.shapes.len()),
        };
        Self {
            sheet: drawing,
            parts: vec![part],
        }
    }

    /// The figures that are drawings of their own, with their places in points.
    pub fn figures(&self) -> impl Iterator<Item = (&Drawing, Rect)> {
        self.parts.iter().filter_map(|part| match &part.content {
            Content::Figure(drawing, place) => Some((&**drawing, *place)),
            Content::Shapes(_) => None,
        })
    }

    /// What is drawn on the sheet for no part.
    pub(super) fn decoration(&self) -> Drawing {
        let mut is_decoration = vec![true; self.sheet.shapes.len()];
        for part in &self.parts {
            if let Content::Shapes(range) = &part.content
                && let Some(own) = is_decoration.get_mut(range.clone())
            {
                own.fill(false);
            }
        }
        let shapes = self.sheet.shapes.iter().zip(is_decoration);
        let shapes = shapes
            .filter(|(_, it_is)| *it_is)
            .map(|(shape, _)| shape.clone());
        self.sheet.with_shapes(self.sheet.background, shapes)
    }
}

/// Draws a part of a sheet, and adds it to the parts with the shapes that it has there.
pub(in crate::export) fn part_ui(
    ui: &mut Ui,
    parts: &mut Vec<Part>,
    role: Role,
    draw: impl FnOnce(&mut Ui),
) {
    let begin = shape_count(ui);
    draw(ui);
    let content = Content::Shapes(begin..shape_count(ui));
    parts.push(Part { role, content });
}

/// How many shapes were drawn so far. A drawing has one layer, so this is the place of the next shape.
fn shape_count(ui: &Ui) -> usize {
    let layer = ui.layer_id();
    ui.ctx()
        .graphics(|layers| layers.get(layer).map_or(0, |list| list.next_idx().0))
}
