//! Reports as web pages: each text by the heading above it, and the rest of the page as markup.

use std::cell::Cell;

use html5gum::emitters::callback::CallbackEvent;

use crate::files::embedded::markup::each_event;

use super::difference::Difference;
use super::texts::{self, PlacedText};

/// A piece of a page.
enum Piece {
    Opens(Vec<u8>),
    Closes(Vec<u8>),
    Attribute(Vec<u8>),
    Text(String),
}

/// What a page is made of.
#[derive(Default)]
struct Page {
    texts: Vec<PlacedText>,
    /// Tags, attributes, style sheets: whatever isn't a text that is read.
    markup: Vec<u8>,
}

pub(super) fn differences(found: &[u8], wanted: &[u8]) -> Vec<Difference> {
    let [found, wanted] = [found, wanted].map(Page::of);
    let mut differences = texts::differences(&found.texts, &wanted.texts);
    // A program that saved the page may have written the markup anew; where texts were edited, nobody needs to know that it differs too.
    if differences.is_empty() && found.markup != wanted.markup {
        differences.push(Difference::of_part(
            "the drawing of a chart, or other markup",
        ));
    }
    differences
}

impl Page {
    fn of(bytes: &[u8]) -> Self {
        let mut page = Self::default();
        let mut heading = String::new();
        let (mut in_heading, mut in_style) = (false, false);
        for piece in pieces(bytes) {
            match piece {
                Piece::Opens(name) => {
                    in_heading = is_heading(&name);
                    if in_heading {
                        heading.clear();
                    }
                    in_style = name == b"style";
                    page.markup.push(b'<');
                    page.markup.extend(name);
                }
                Piece::Closes(name) => {
                    in_heading &= !is_heading(&name);
                    in_style = false;
                    page.markup.extend(b"</");
                    page.markup.extend(name);
                }
                Piece::Attribute(text) => {
                    page.markup.push(b' ');
                    page.markup.extend(text);
                }
                Piece::Text(text) if in_style => page.markup.extend(text.into_bytes()),
                Piece::Text(text) if text.trim().is_empty() => {}
                Piece::Text(text) => {
                    if in_heading {
                        heading.push_str(&text);
                    }
                    page.texts.push(PlacedText {
                        place: texts::shown(&heading),
                        text,
                    });
                }
            }
        }
        page
    }
}

fn is_heading(name: &[u8]) -> bool {
    matches!(name, b"h1" | b"h2" | b"h3")
}

fn pieces(bytes: &[u8]) -> Vec<Piece> {
    let on_event = |event: CallbackEvent<'_>| match event {
        CallbackEvent::OpenStartTag { name } => Some(Piece::Opens(name.to_vec())),
        CallbackEvent::EndTag { name } => Some(Piece::Closes(name.to_vec())),
        CallbackEvent::AttributeName { name } => Some(Piece::Attribute(name.to_vec())),
        CallbackEvent::AttributeValue { value } => Some(Piece::Attribute(value.to_vec())),
        CallbackEvent::String { value } => {
            Some(Piece::Text(String::from_utf8_lossy(value).into_owned()))
        }
        _ => None,
    };
    let mut pieces: Vec<Piece> = Vec::new();
    for piece in each_event(bytes, true, &Cell::new(0), on_event) {
        match (pieces.last_mut(), piece) {
            // The tokenizer may give one text in parts.
            (Some(Piece::Text(before)), Piece::Text(text)) => before.push_str(&text),
            (_, piece) => pieces.push(piece),
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<h1>Stay</h1><p class=\"a\">It costs $12</p><h2>Charts</h2><svg><path d=\"M1 2\"/><text>34</text></svg>";

    #[test]
    fn texts_are_told_with_the_heading_above_them() {
        let compare = |found: &str| differences(found.as_bytes(), PAGE.as_bytes());
        assert_eq!(compare(PAGE), []);
        assert_eq!(
            compare(&PAGE.replace("$12", "$13").replace("34", "35")),
            [
                Difference::new("Stay", "It costs $13", "It costs $12"),
                Difference::new("Charts", "35", "34")
            ]
        );
        let drawn = compare(&PAGE.replace("M1 2", "M1 3"));
        assert_eq!(
            drawn,
            [Difference::of_part(
                "the drawing of a chart, or other markup"
            )]
        );
    }
}
