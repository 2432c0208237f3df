//! The items that pages are made of: the blocks of a report, cut into parts that fit on a page.

use crate::charts::figure::FigureKind;

use crate::export::report::blocks::{Block, Cell, Table};

/// A part of a page that isn't broken over two pages.
pub(super) enum Item<'a> {
    Name(&'a str),
    Headline(&'a str),
    /// What follows from the headline, in larger type.
    Lead(&'a str),
    Heading(&'a str),
    Subheading(&'a str),
    Text(&'a str),
    Warning(&'a str),
    Weak(&'a str),
    /// A sentence of the list with this number.
    Bullet(usize, &'a str),
    /// Figures with their captions, which are the list with this number.
    KeyFigures(usize, &'a [(String, String)]),
    /// The same on tinted ground.
    Tiles(usize, &'a [(String, String)]),
    Head(OfTable<'a>),
    /// A row with its number.
    Row(OfTable<'a>, usize, &'a [Cell]),
    Figure(FigureKind),
    Space(f32),
    Break,
}

/// A table with its number in the document.
#[derive(Clone, Copy)]
pub(super) struct OfTable<'a> {
    pub number: usize,
    pub table: &'a Table,
}

impl Item<'_> {
    /// Whether it has to stand on the same page as the next item.
    pub(super) fn leads(&self) -> bool {
        matches!(self, Self::Heading(_) | Self::Subheading(_) | Self::Head(_))
    }
}

/// The items of a whole report. Lists and tables have the numbers of their blocks.
pub(super) fn items<'a>(title: &'a str, blocks: &'a [Block]) -> Vec<Item<'a>> {
    let mut items = vec![Item::Name(title)];
    for (number, block) in blocks.iter().enumerate() {
        match block {
            Block::Finding { headline, detail } => {
                items.push(Item::Headline(headline));
                items.push(Item::Weak(detail));
            }
            Block::Heading(text) => items.extend([Item::Space(14.0), Item::Heading(text)]),
            Block::Subheading(text) => items.extend([Item::Space(6.0), Item::Subheading(text)]),
            Block::KeyFigures(figures) => items.push(Item::KeyFigures(number, figures)),
            Block::Text(text) => items.extend(pieces(text).map(Item::Text)),
            Block::Warning(text) => items.push(Item::Warning(text)),
            Block::Note(text) => items.extend(pieces(text).map(Item::Weak)),
            Block::List(sentences) => {
                let bullets = sentences.iter();
                items.extend(bullets.map(|sentence| Item::Bullet(number, sentence)));
            }
            Block::Table(table) => items.extend(table_items(number, table)),
            Block::Figure(kind) => items.push(Item::Figure(*kind)),
            Block::PageBreak => items.push(Item::Break),
        }
    }
    items
}

/// The head of a table, if it has one, and its rows.
pub(super) fn table_items(number: usize, table: &Table) -> impl Iterator<Item = Item<'_>> {
    let of_table = OfTable { number, table };
    let has_head = table.head.iter().any(|name| !name.is_empty());
    let rows = table.rows.iter().enumerate();
    has_head
        .then_some(Item::Head(of_table))
        .into_iter()
        .chain(rows.map(move |(row, cells)| Item::Row(of_table, row, cells)))
}

/// Longer paragraphs are cut into pieces of this many letters, each of which easily fits on a page.
const MAX_PIECE_LETTERS: usize = 900;

/// The paragraphs of a text; long ones in pieces, cut between words.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    text.split('\n').flat_map(|paragraph| {
        let mut rest = paragraph;
        std::iter::from_fn(move || {
            if rest.is_empty() {
                return None;
            }
            let (piece, after) = cut(rest, MAX_PIECE_LETTERS);
            rest = after.trim_start();
            Some(piece)
        })
    })
}

/// Splits a text after at most `max_letters`, between two words if possible.
pub(super) fn cut(text: &str, max_letters: usize) -> (&str, &str) {
    let Some((end, _)) = text.char_indices().nth(max_letters) else {
        return (text, "");
    };
    let at = text[..end].rfind(char::is_whitespace).unwrap_or(end);
    text.split_at(if at == 0 { end } else { at })
}
